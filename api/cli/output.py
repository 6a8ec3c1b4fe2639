"""Writing results: to the terminal, or to a file that is either whole or not there; progress on stderr."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def put(text: str, out: Path | None) -> None:
    """Print the text, or write it to `out` by a rename, so that nothing half-written is ever seen."""
    if out is None:
        sys.stdout.write(text)
        return
    with whole(out) as path:
        path.write_text(text, encoding="utf-8", errors="replace", newline="")


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
    from engine import UsageError

    try:
        yield
    except OSError as fault:
        raise UsageError.of("CLI-004", str(out), str(fault.strerror or fault)) from fault


SUFFIXES = {
    ".txt": "table",
    ".md": "md",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".ttl": "ttl",
    ".jsonld": "jsonld",
    ".nt": "shacl",
}


def form_of(out: Path | None, form: str) -> str:
    """The form by the suffix of the file, else the one asked for."""
    named(out, *SUFFIXES)
    return form if out is None else SUFFIXES[out.suffix]


def named(out: Path | None, *suffixes: str) -> None:
    """Raise UsageError CLI-002 where a file to write has none of the suffixes."""
    if out is not None and out.suffix not in suffixes:
        from engine import UsageError

        raise UsageError.of("CLI-002", str(out), out.suffix or "-", known=" ".join(suffixes))


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show that work goes on, on a terminal's stderr only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, no_color="NO_COLOR" in os.environ).status(message):
        yield
