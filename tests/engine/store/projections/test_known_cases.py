"""What each case that a ledger knows holds."""

from __future__ import annotations

from pathlib import Path

from engine.store.journal import Journal, read_journal
from engine.store.ledger import close_case, submit
from engine.store.projections.known_cases import CaseSource
from tests.engine.store.projections.made_up import HAND, deliveries, rows


def test_the_years_of_a_place_are_those_named_and_the_last_that_its_evidence_speaks_of(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", rows("430700", ["90.0", "91.0"]), ["430700"], HAND)
        close_case(journal, "430700", 2017, HAND)
    source = CaseSource(deliveries(tmp_path), read_journal(tmp_path))
    found = [(case.key.year, case.mode.value, case.closed) for case in source.cases("430700")]
    assert found == [
        (2017, "delivered", True),
        (2017, "accepted", True),
        (2019, "delivered", False),
        (2019, "accepted", False),
    ]
