"""A file that corrects an earlier one, or a record of it: the old does not count from then on, until the correction is withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from engine.errors import UsageError
from engine.model.entry import Entry, Kind, Receipt
from engine.model.world import World
from engine.store.hand import Hand, stated
from engine.store.journal import Journal
from engine.store.known import evidence_named, submissions
from engine.store.ledger import keys_named, submit


def correct(
    journal: Journal,
    file: tuple[str, bytes],
    subjects: Sequence[str],
    corrected: str,
    reason: str,
    hand: Hand,
    world: World,
) -> Receipt:
    """Submit a file (name and bytes, read as evidence before), and enter that it corrects evidence named as in `decide`.

    The receipt is that of the correction; its entry is None where the same was entered before.
    Raises: as `submit` and `decide`; UsageError STO-021 where the file would correct itself, at first or at second hand.
    """
    stated("--reason", reason)
    name, content = file
    digest = hashlib.sha256(content).hexdigest()
    with journal.turn:
        key = _target(journal, digest, corrected, world)
        submit(journal, name, content, subjects, hand)
        if (digest, key) in _made(journal.entries):
            return Receipt(name, digest, None)
        return Receipt(name, digest, journal.append(hand.does(Kind.CORRECTED, digest, reason, corrects=key)))


def _target(journal: Journal, digest: str, corrected: str, world: World) -> str:
    """The hash of the file, or the key of the record, that a file may correct."""
    old, name = evidence_named(journal.entries, corrected.partition("#")[0])
    if digest in _reached(old, _made(journal.entries)):
        raise UsageError.of("STO-021", digest, name)
    (key,) = keys_named(journal.folder, submissions(journal.entries), [corrected], world)
    return key


def _made(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """All corrections: the file that corrects, and the file or record that it corrects."""
    return [(one.act.about, one.act.detail("corrects")) for one in entries if one.act.kind is Kind.CORRECTED]


def _reached(start: str, made: Sequence[tuple[str, str]]) -> set[str]:
    """A file, and all that it corrects at first or at second hand."""
    found, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        new = {key.partition("#")[0] for about, key in made if about == at} - found
        found |= new
        waiting += new
    return found
