"""Faults as people read them: on stderr, as fields in the chosen language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from engine import Fault

MOST_SHOWN = 50
MOST_PLACES = 6


def say_faults(error: object, language: str) -> None:
    """Every fault with code, place, what was found, what was expected, and what to do; the same fault once."""
    from engine import say

    alike: dict[tuple[str, str, object], list[Fault]] = {}
    for fault in getattr(error, "faults", ()):
        alike.setdefault((fault.code, fault.found, fault.values), []).append(fault)
    groups = list(alike.values())
    for group in groups[:MOST_SHOWN]:
        complain("\n".join(_lines(group, language)) + "\n")
    if len(groups) > MOST_SHOWN:
        rest = sum(len(group) for group in groups[MOST_SHOWN:])
        complain(say("fault.more", language, n=str(rest)) + "\n")


def _lines(group: Sequence[Fault], language: str) -> Iterator[str]:
    """The first of faults that differ by their place only, and where the others are."""
    from engine import fault_sentences, say

    said = fault_sentences(group[0], language)
    yield say("fault.head", language, code=said["code"], where=said["where"])
    yield "  " + said["problem"]
    yield "  " + say("fault.expected", language, expected=said["expected"])
    yield "  " + say("fault.remedy", language, remedy=said["remedy"])
    others = [fault.where for fault in group[1:]]
    if others:
        shown = say("list.comma", language).join(others[:MOST_PLACES])
        more = say("fault.and-more", language) if len(others) > MOST_PLACES else ""
        yield "  " + say("fault.same", language, n=str(len(others)), places=shown + more)


def say_warnings(warnings: Sequence[Fault], language: str) -> None:
    """Every warning on a line of its own, up to a number."""
    from engine import fault_sentences, say

    for warning in warnings[:MOST_SHOWN]:
        said = fault_sentences(warning, language)
        line = say("import.warning", language, code=said["code"], problem=said["problem"], remedy=said["remedy"])
        complain(line + "\n")
    if len(warnings) > MOST_SHOWN:
        complain(say("fault.more", language, n=str(len(warnings) - MOST_SHOWN)) + "\n")


def complain(text: str) -> None:
    """Write on stderr; where nobody reads it, the exit code alone says it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        unread(sys.stderr)


def unread(stream: TextIO | None = None) -> int:
    """Nobody reads on, as below `head`: no fault; what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())
    return 0
