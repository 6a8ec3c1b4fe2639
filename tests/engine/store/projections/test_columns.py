"""The columns hold the very cases that evidence gives; made again and caught up they have the same hashes."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import pytest

from engine.assess import built_cases
from engine.errors import StoreError
from engine.model.case import EvidenceMode
from engine.model.change import ItemPoints
from engine.model.entry import Entry
from engine.questions.impact import ground_of, impact_on
from engine.questions.impact_text import impact_data
from engine.store.journal import Journal, read_journal
from engine.store.known import order_from
from engine.store.ledger import close_case, submit
from engine.store.projections import columns as module
from engine.store.projections.columns import Columns, name_of, part_of
from engine.store.projections.projection import Position, brought_up
from tests.engine.store.projections.made_up import HAND, deliveries, history, readings, rows


def from_evidence(store: Path, entries: tuple[Entry, ...], columns: Columns):
    orders = [order_from(entries, store, one.key.code, one.key.year, one.mode) for one in columns.cases()]
    return tuple(one.case for one in built_cases(readings(), orders))


@pytest.mark.parametrize("seed", range(4))
def test_caught_up_entry_by_entry_is_what_is_made_at_once_and_what_evidence_gives(tmp_path: Path, seed: int) -> None:
    entries = history(tmp_path, seed, 12)
    columns = Columns(deliveries(tmp_path))
    for length in range(len(entries) + 1):
        assert brought_up(columns, entries[:length]) == ()
        assert columns.position() == Position.of(entries[:length])
    before, found = columns.digest(), columns.cases()
    assert found == from_evidence(tmp_path, entries, columns) and len(found) >= 2
    columns.rebuild(entries)
    assert (columns.digest(), columns.cases()) == (before, found)


def test_segments_are_put_together_so_that_few_are_read(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", rows("430700", ["90"]), ["430700"], HAND)
        for year in range(2000, 2016):
            close_case(journal, "430700", year, HAND)
        submit(journal, "b.csv", rows("430600", ["90"]), ["430600"], HAND)
    entries = read_journal(tmp_path)
    columns = Columns(deliveries(tmp_path))
    columns.rebuild(entries[:-1])
    columns.catch_up(entries)
    assert sorted(path.name for path in columns.folder.iterdir()) == ["00000017-34", "00000018-2", "manifest.json"]
    with Journal(tmp_path) as journal:
        close_case(journal, "430600", 2016, HAND)
    columns.catch_up(read_journal(tmp_path))
    assert sorted(path.name for path in columns.folder.iterdir()) == ["00000017-34", "00000019-4", "manifest.json"]
    assert len(columns.cases()) == 38 and columns.check() == ()


def test_a_case_that_is_known_no_more_is_gone(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", rows("430700", ["90"], 2019), ["430700"], HAND)
        submit(journal, "b.csv", rows("430700", ["90"], 2021), ["430700"], HAND)
    entries = read_journal(tmp_path)
    columns = Columns(deliveries(tmp_path))
    years = []
    for length in (1, 2):
        brought_up(columns, entries[:length])
        years.append([case.key.year for case in columns.cases(mode=EvidenceMode.DELIVERED)])
    assert years == [[2018], [2020]]


def test_cases_of_an_edition_or_a_mode(tmp_path: Path) -> None:
    columns = Columns(deliveries(tmp_path))
    assert (columns.cases(), columns.digest(), columns.position(), columns.check()) == ((), "", None, ())
    brought_up(columns, history(tmp_path, 1))
    accepted = columns.cases("2021-draft", EvidenceMode.ACCEPTED)
    assert {case.mode for case in accepted} == {EvidenceMode.ACCEPTED}
    assert 2 * len(accepted) == len(columns.cases()) and columns.cases("none") == ()


def test_evidence_that_cannot_be_read_leaves_its_place_out_and_no_other(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", rows("430700", ["90"]), ["430700"], HAND)
        submit(journal, "b.csv", b"a,b\n", ["430600"], HAND)
    entries = read_journal(tmp_path)
    columns = Columns(deliveries(tmp_path))
    (fault,) = brought_up(columns, entries)
    assert (fault.code, fault.where) == ("PRJ-006", "430600")
    assert {case.key.code for case in columns.cases()} == {"430700"}
    assert brought_up(columns, entries) == (fault,)


def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = history(tmp_path, 3)
    columns = Columns(deliveries(tmp_path))
    brought_up(columns, entries[:-2])
    before = columns.cases()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "written", full)
        with pytest.raises(StoreError) as error:
            columns.catch_up(entries)
    assert [fault.code for fault in error.value.faults] == ["STO-001"]
    assert (columns.cases(), columns.check()) == (before, ())


def test_nothing_is_answered_from_a_damaged_file(tmp_path: Path) -> None:
    columns = Columns(deliveries(tmp_path))
    brought_up(columns, history(tmp_path, 1))
    path = next(columns.folder.rglob("Reading.parquet"))
    content = path.read_bytes()
    codes = []
    for changed in (content[:-1], content[:99] + bytes([content[99] ^ 1]) + content[100:], None):
        path.unlink() if changed is None else path.write_bytes(changed)
        with pytest.raises(StoreError) as error:
            columns.cases()
        codes += [fault.code for fault in error.value.faults]
    assert codes == ["PRJ-002", "PRJ-002", "STO-001"]


def test_impact_from_the_columns_is_impact_from_evidence(tmp_path: Path) -> None:
    entries = history(tmp_path, 1, 12)
    columns = Columns(deliveries(tmp_path))
    brought_up(columns, entries)
    cases = columns.cases("2021-draft", EvidenceMode.DELIVERED)
    orders = [order_from(entries, tmp_path, one.key.code, one.key.year, one.mode) for one in cases]
    built = built_cases(readings(), orders)
    changes = [ItemPoints(next(iter(built[0].standard.edition.items)), Fraction(77))]
    ground = ground_of(built[0].standard, cases, lambda _: pytest.fail("no window was made longer"))
    (wanted,) = impact_on(built, changes)
    found = ground.impact(changes)
    assert impact_data([found], Fraction(5)) == impact_data([wanted], Fraction(5))
    assert found.moved.any()


def test_name_and_hash_of_a_case(tmp_path: Path) -> None:
    columns = Columns(deliveries(tmp_path))
    brought_up(columns, history(tmp_path, 1))
    case = columns.cases()[0]
    assert name_of(case) == f"2021-draft/{case.key.code}/{case.key.year}/{case.mode.value}"
    assert part_of(case).digest == hashlib.sha256(repr(case).encode()).hexdigest()
    assert part_of(case).count == len(case.premises) > 90
