"""The files of `fixtures/bad` and of its bombs, as they are delivered, and which of its files are no input."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from engine import home
from tests.fixtures.bad_bombs import BOMBS
from tests.hostile.sent import File

BAD = home() / "fixtures/bad"
LEFT_OUT = {
    "expected.toml": "what must be found, no input",
    "case/*/evidence.csv": "good evidence beside a bad case.toml",
    "case/*/places.ttl": "good places beside a bad case.toml",
}


def is_left_out(path: Path) -> str:
    """Why a file of `fixtures/bad` is not sent; empty where it is."""
    if path.name == "expected.toml":
        return LEFT_OUT["expected.toml"]
    if path.parent.parent.name == "case" and path.name != "case.toml":
        return LEFT_OUT[f"case/*/{path.name}"]
    return ""


def bad_files() -> list[File]:
    """Every input of `fixtures/bad`; a case.toml is no evidence either, so it must be refused like any other file."""
    found = (path for path in sorted(BAD.rglob("*")) if path.is_file() and not is_left_out(path))
    return [File(f"bad {path.parent.parent.name}", path.name, path.read_bytes) for path in found]


def left_out() -> dict[str, int]:
    """How many files are not sent, by the reason."""
    reasons = [reason for path in BAD.rglob("*") if path.is_file() and (reason := is_left_out(path))]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}


def bombs() -> list[File]:
    """What is small to send and large to read."""
    return [File("bomb", name, partial(_encoded, make)) for name, (_, make) in BOMBS.items()]


def _encoded(make: Callable[[], str | bytes]) -> bytes:
    content = make()
    return content.encode() if isinstance(content, str) else content
