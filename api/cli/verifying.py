"""`verify`: the proof that nothing in a store was changed, and an assessment made again from what was kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.assessments import said_of
from api.cli.faults import say_faults
from api.cli.options import STORE, Lang, Language, Store
from api.cli.subjects import typed


def verify(
    assessment: Annotated[
        str | None,
        typer.Argument(metavar="[ASSESSMENT]", help="要离线重做的评价 an assessment to repeat offline, by its hash"),
    ] = None,
    store: Store = STORE,
    head: Annotated[str | None, typer.Option(help="须含有的账首哈希 hash that an entry must have")] = None,
    lang: Language = Lang.zh,
) -> int:
    """核对库，或重做评价。 Verify the store, or repeat an assessment."""
    return _proved(store, head, lang) if assessment is None else _repeated(store, assessment, lang)


def _proved(store: Path, head: str | None, language: str) -> int:
    """Compare a store with its hashes, its audit included, and name what differs; 1 where something does."""
    from engine import StoreError, say, verify

    found = verify(store, head)
    say_faults(StoreError((*found.faults, *found.left)), language)
    counts = {"entries": str(found.entries), "files": str(found.files), "head": found.head}
    if found.faults:
        sys.stdout.write(say("verify.damaged", language, n=str(len(found.faults)), **counts) + "\n")
        return 1
    sys.stdout.write(say("verify.whole", language, **counts) + "\n")
    if found.calls:
        sys.stdout.write(say("verify.calls", language, calls=str(found.calls)) + "\n")
    return 0


def _repeated(store: Path, word: str, language: str) -> int:
    """Make an assessment again in each role that it was recorded in, and compare the bytes; 1 where one differs."""
    from engine import StoreError, entries_at, recorded_named, repeat, say

    entries, differing = entries_at(store), 0
    for one in recorded_named(entries, typed(word)):
        faults, said = repeat(store, entries, one), said_of(one, language) | {"case": one.case}
        say_faults(StoreError(faults), language)
        differing += bool(faults)
        text = say("verify.differs", language, n=str(len(faults)), **said) if faults else None
        sys.stdout.write((text or say("verify.repeated", language, **said)) + "\n")
    return int(differing > 0)
