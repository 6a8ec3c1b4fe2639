"""What the tortured store is made to do: submissions of all sizes, rulings on files and records, closing and reopening."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, partial

from engine import home, read_world
from engine.model.entry import Entry, Receipt
from engine.model.evidence import Ruling
from engine.model.world import World
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.ledger import close_case, decide, reopen_case, submit
from tests.engine.store.made_up import row

HAND = Hand("torture", "2026-01-01T00:00:00Z")
SUBJECT, YEAR = "430700", 2020
LONG = "理由须写明。" * 700  # an entry of several pages of a disk
ROWS = (1, 3, 20, 90)  # of evidence, by turns: 0.3 to 20 kB
A_ROUND = len(ROWS)


@cache
def world() -> World:
    """What evidence is read against; read once."""
    return read_world(home(), ())


def content(number: int) -> bytes:
    """Evidence that no other number gives: so many rows as make it a small or a large file, each with the number as a note."""
    head, line = row("84.7").decode().splitlines()
    rows = (
        f"{line.replace('o1', f'o{one}')},{f'{number} ' * 40}".rstrip() for one in range(1, ROWS[number % A_ROUND] + 1)
    )
    return "".join(f"{one}\n" for one in (f"{head},备注", *rows)).encode()


def key(number: int) -> str:
    """The hash of that content."""
    return hashlib.sha256(content(number)).hexdigest()


def submission(journal: Journal, number: int) -> Entry:
    """Submit the content of a number, which is new."""
    return entered(submit(journal, f"表{number}.csv", content(number), [SUBJECT], HAND))


def entered(receipt: Receipt) -> Entry:
    """The entry of bytes that were new."""
    assert receipt.entry is not None, receipt
    return receipt.entry


def ruling(journal: Journal, number: int, record: str, ruling: Ruling, reason: str) -> Entry:
    """Rule on the content of a number, or on a record of it."""
    return decide(journal, ruling, f"{key(number)}{record}", reason, HAND, world())


def acts(start: int) -> Iterator[Callable[[Journal], Entry]]:
    """A round of acts, each to be done in its order; the contents from `start` on are new."""
    for number in range(start, start + A_ROUND):
        yield partial(submission, number=number)
    yield partial(ruling, number=start, record="#o1", ruling=Ruling.ACCEPTED, reason="原件已核")
    yield partial(ruling, number=start + 1, record="", ruling=Ruling.REJECTED, reason=LONG)
    yield partial(close_case, subject=SUBJECT, year=YEAR, hand=HAND)
    yield partial(reopen_case, subject=SUBJECT, year=YEAR, hand=HAND)
    yield lambda journal: entered(submit(journal, "again.csv", content(start), [SUBJECT, "430600"], HAND))
