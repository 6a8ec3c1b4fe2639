"""The desk of the ledger: whose act it is, when and why, and how its entry is said."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.subjects import place_named, taken_over, time_named, typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine import Course, Entry, Hand, Receipt

By = Annotated[str, typer.Option("--by", metavar="NAME", help="由谁办理 who does it")]
Reason = Annotated[str, typer.Option(help="理由 the reason")]
EvidenceName = Annotated[
    str, typer.Argument(metavar="EVIDENCE[#ID]", help="文件名或哈希，可加记录编号 file or its hash, a record of it")
]


def hand(by: str) -> Hand:
    """Whose act it is, now: the only place where the ledger's time is taken."""
    from engine import Hand

    return Hand(typed(by), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def received(receipt: Receipt, language: str) -> str:
    """What became of a delivered file: entered, or known before."""
    from engine import say

    if receipt.entry is None:
        return say("ledger.known", language, file=receipt.file, digest=receipt.digest)
    number = str(receipt.entry.number)
    return say("ledger.submitted", language, file=receipt.file, digest=receipt.digest, number=number)


def entered(entries: Sequence[Entry], entry: Entry, language: str) -> int:
    """Say the line of an entry as `ledger show` does."""
    from engine import ledger_text, say

    line = ledger_text(entries, language).splitlines()[entry.number - 1]
    sys.stdout.write(say("ledger.entered", language, line=line) + "\n")
    return 0


def courses_of(
    store: Path, subject: str, year: int, as_known_at: str | None
) -> tuple[tuple[Entry, ...], str, tuple[Course, ...]]:
    """What the ledger knew (or knows, without a time) of the recorded assessments of a case: the entries, the case as
    `430700/2020`, and the courses. Raises: UsageError STO-007, STO-011, BLD-002.
    """
    from engine import courses, entries_at

    until = time_named(as_known_at)
    entries, code = entries_at(store, until), place_named(subject, taken_over(store, until))
    return entries, f"{code}/{year}", courses(entries, code, year)
