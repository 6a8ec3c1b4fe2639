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
    from engine import EvidenceError

    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(0o644)
        os.replace(name, out)
    except OSError as fault:
        raise EvidenceError.of("CLI-002", str(out), str(fault.strerror), known="-") from fault


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
    if out is None:
        return form
    if out.suffix not in SUFFIXES:
        from engine import EvidenceError

        raise EvidenceError.of("CLI-002", str(out), out.suffix or "-", known=" ".join(SUFFIXES))
    return SUFFIXES[out.suffix]


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show that work goes on, on a terminal's stderr only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, no_color="NO_COLOR" in os.environ).status(message):
        yield
