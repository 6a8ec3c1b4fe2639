"""Which cases a ledger knows, and what each holds: built from the kept bytes as `assess` would build it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.assess import Order, year_of
from engine.model.case import Case, EvidenceMode
from engine.model.entry import Entry, Kind
from engine.model.evidence import Record
from engine.store.known import order_from
from engine.store.projections.deliveries import Deliveries

CASE = re.compile(r"([0-9]{6})/([0-9]{4})", re.ASCII)
ASIDE = frozenset(  # what is done with a standard or a recorded assessment changes no premise
    {
        Kind.EDITION,
        Kind.PANELLED,
        Kind.PUBLICISED,
        Kind.OBJECTED,
        Kind.ANSWERED,
        Kind.FINALISED,
        Kind.ANNULLED,
        Kind.APPEALED,
        Kind.RESOLVED,
    }
)


def known_subjects(entries: Sequence[Entry]) -> list[str]:
    """The codes of all places that something was submitted for, in order."""
    return sorted({code for entry in entries for code in subjects_of(entry)})


def subjects_of(entry: Entry) -> list[str]:
    """The places that a submission speaks of; none for another entry."""
    return entry.act.detail("subjects").split() if entry.act.kind is Kind.SUBMITTED else []


def touched(new: Sequence[Entry], entries: Sequence[Entry]) -> list[str]:
    """The places whose cases new entries can change: of a submission those that it speaks of, of a ruling those of its file,
    of an act on a case, or the record of one, its own; of a kind that is not known here all.
    """
    files, known = _files(entries), set(known_subjects(entries))
    return sorted(known & {code for entry in new for code in _touched(entry, files, known)})


def touched_each(entries: Sequence[Entry]) -> dict[int, tuple[str, ...]]:
    """What each entry can change, by its number, as `touched` has it for one of them; all of them in one go."""
    files, known = _files(entries), set(known_subjects(entries))
    return {entry.number: tuple(sorted(known & _touched(entry, files, known))) for entry in entries}


def touching(entries: Sequence[Entry], subject: str) -> tuple[Entry, ...]:
    """The entries that can change a case of a place, as `touched` has it; also those made before its first submission, which
    change nothing yet and count from then on.
    """
    files = _files(entries)
    return tuple(entry for entry in entries if subject in _touched(entry, files, {subject}))


def _files(entries: Sequence[Entry]) -> dict[str, set[str]]:
    """The places of each file, by what an entry is about."""
    files: dict[str, set[str]] = {}
    for entry in entries:
        files.setdefault(entry.act.about, set()).update(subjects_of(entry))
    return files


def _touched(entry: Entry, files: dict[str, set[str]], known: set[str]) -> set[str]:
    if entry.act.kind in ASIDE:
        return set()
    case = case_named(entry)
    if case:
        return {case[0]}
    return files.get(entry.act.about.partition("#")[0]) or known


def case_named(entry: Entry) -> tuple[str, int] | None:
    """Place and year of the case that an entry names: as what it is about, or as its detail `case`."""
    found = CASE.fullmatch(entry.act.about) or CASE.fullmatch(entry.act.detail("case"))
    return (found[1], int(found[2])) if found else None


class CaseSource:
    """The cases of places, as the ledger knows them after `entries`."""

    def __init__(self, deliveries: Deliveries, entries: Sequence[Entry]) -> None:
        self.deliveries, self.entries = deliveries, entries

    def cases(self, code: str) -> list[Case]:
        """The cases of a place, in order of year, with what was delivered and with what was accepted.

        Shape: its years are those that an entry names (see `case_named`), and the last that its evidence speaks of.
        Raises: EvidenceError where a file is no evidence under this standard; StoreError for one that is not what it was.
        """
        orders = [self._order(code, year, mode) for year in sorted(self._years(code)) for mode in EvidenceMode]
        return [case for _, _, case in self.deliveries.readings.cases(orders)]

    def _years(self, code: str) -> set[int]:
        named = (case_named(entry) for entry in self.entries)
        years = {one[1] for one in named if one and one[0] == code}
        own = [year_of(record) for record in self._records(self._order(code, 0)) if record.subject == code]
        return years | ({max(own)} if own else set())

    def _order(self, code: str, year: int, mode: EvidenceMode = EvidenceMode.DELIVERED) -> Order:
        return order_from(self.entries, self.deliveries.store, code, year, mode)

    def _records(self, order: Order) -> Iterator[Record]:
        """The records of all files of an order."""
        for path in order.evidence:
            yield from self.deliveries.read(path.parent.name, path.name, order.reference)[1]
