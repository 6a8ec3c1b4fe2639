"""What each case that a ledger knows holds: built from the kept bytes as `assess` would build it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.assess import Order, year_of
from engine.model.case import Case, EvidenceMode
from engine.model.entry import Entry
from engine.model.evidence import Record
from engine.store.known import order_from
from engine.store.projections.deliveries import Deliveries
from engine.store.touching import years_named


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
        years = years_named(self.entries, code)
        own = [year_of(record) for record in self._records(self._order(code, 0)) if record.subject == code]
        return years | ({max(own)} if own else set())

    def _order(self, code: str, year: int, mode: EvidenceMode = EvidenceMode.DELIVERED) -> Order:
        return order_from(self.entries, self.deliveries.store, code, year, mode)

    def _records(self, order: Order) -> Iterator[Record]:
        """The records of all files of an order."""
        for path in order.evidence:
            yield from self.deliveries.read(path.parent.name, path.name, order.reference)[1]
