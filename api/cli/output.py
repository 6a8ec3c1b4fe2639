"""Writing results: to the terminal, or to a file that is either whole or not there; progress on stderr."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import UsageError


def put(text: str, out: Path | None) -> None:
    """Print the text, or write it to `out` by a rename, so that nothing half-written is ever seen."""
    if out is None:
        sys.stdout.write(text)
        return
    with whole(out) as path:
        path.write_text(text, encoding="utf-8", errors="replace", newline="")


def written(data: dict[str, object]) -> str:
    """Data as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A file beside `out` to write to: renamed to `out` when all went well, removed when not.

    Raises: UsageError CLI-004 where that cannot be done; a file that was there is as it was.
    """
    with _writing(out):
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=out.suffix)
        os.close(handle)
        try:
            yield Path(name)
            Path(name).chmod(0o644)
            os.replace(name, out)
        finally:
            Path(name).unlink(missing_ok=True)


def make_folder(out: Path) -> None:
    """Make a folder where there is none. Raises: UsageError CLI-004 where that cannot be done."""
    with _writing(out):
        out.mkdir(exist_ok=True)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """What the disk refuses becomes UsageError CLI-004."""
    try:
        yield
    except OSError as fault:
        raise refused(str(out), fault) from fault


def refused(where: str, fault: OSError) -> UsageError:
    """UsageError CLI-004 with what the disk said."""
    from engine import UsageError

    return UsageError.of("CLI-004", where, str(fault.strerror or fault))


SUFFIXES = {
    ".txt": ("table", "tree"),
    ".md": ("md",),
    ".json": ("json",),
    ".jsonl": ("jsonl",),
    ".csv": ("csv",),
    ".ttl": ("ttl", "shacl"),
    ".jsonld": ("jsonld",),
    ".nt": ("shacl",),
}


EITHER = ("table", "json")  # the forms of an answer to a question


def form_of(out: Path | None, form: str | None) -> str:
    """The form asked for, else the one of the file's suffix, else a table.

    Raises: UsageError CLI-002 for a suffix of no form, CLI-009 for one of another form than the one asked for.
    """
    named(out, *SUFFIXES)
    forms = SUFFIXES[out.suffix.lower()] if out is not None else ()
    if out is not None and form is not None and form not in forms:
        from engine import UsageError

        suffixes = " ".join(suffix for suffix, known in SUFFIXES.items() if form in known)
        raise UsageError.of("CLI-009", str(out), form, known=suffixes)
    return form or next(iter(forms), "table")


def chosen_form(out: Path | None, form: str | None, asked: str) -> str:
    """Table or JSON. Raises: UsageError EXP-002 for another form, and those of `form_of`."""
    from engine import UsageError

    chosen = form_of(out, form)
    if chosen not in EITHER:
        raise UsageError.of("EXP-002", asked, chosen, known=", ".join(EITHER))
    return chosen


def named(out: Path | None, *suffixes: str) -> None:
    """Raise UsageError CLI-002 where a file to write has none of the suffixes."""
    if out is not None and out.suffix.lower() not in suffixes:
        from engine import UsageError

        raise UsageError.of("CLI-002", str(out), out.suffix or "-", known=" ".join(suffixes))


def unused(out: Path) -> None:
    """Raise UsageError CLI-010 where a file to write is there already: people may have filled it in."""
    if out.exists():
        from engine import UsageError

        raise UsageError.of("CLI-010", str(out), "--force")


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show that work goes on, on a terminal's stderr only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, no_color="NO_COLOR" in os.environ).status(message):
        yield
