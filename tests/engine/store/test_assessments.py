"""An assessment is kept once with all that it rests on, is named by its hash, and comes out the same when made again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine import home
from engine.assess import LANES, assess
from engine.errors import EngineError, Fault, StoreError, UsageError
from engine.model.case import EvidenceMode, Reading
from engine.model.entry import Kind
from engine.model.finding import Judged, Lane
from engine.store import assessments
from engine.store.assessments import (
    RESULT,
    Role,
    files_of,
    kept_result,
    one_recorded,
    record,
    recorded,
    recorded_named,
    recorded_of,
    repeat,
    result_files,
)
from engine.store.files import path_of
from engine.store.journal import Journal, read_journal
from engine.store.known import order_at
from engine.store.ledger import submit
from engine.store.rooms import RESULTS
from engine.store.verify import verify
from engine.version import VERSION
from tests.conftest import process
from tests.engine.store.assessed import CASE, RECORDED, assessed
from tests.engine.store.made_up import SUBMITTED, digest, row

NAMES = ["assessment.json", "explanation.en.md", "explanation.jsonld", "explanation.ttl", "explanation.zh.md"]


def test_the_entry_says_what_the_assessment_rests_on(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    entries = read_journal(store)
    one = recorded_of(entries[2])
    assert [entry.act.kind for entry in entries][1:3] == [Kind.EDITION, Kind.ASSESSED]
    assert (one.subject, one.year, one.role, one.edition, one.engine) == (
        "430700",
        2020,
        Role.SELF,
        "2021-draft",
        VERSION,
    )
    assert (one.standard, one.known, one.as_known_at) == (entries[1].act.about, 1, "")
    assert (one.entry.act.detail("head"), one.entry.act.detail("mode")) == (entries[0].hash, "delivered")
    assert (sorted(one.files), one.files[RESULT], files_of(entries[0])) == (NAMES, one.result, {})
    assert digest(kept_result(store, one)) == one.result


def test_what_is_kept_is_the_assessment_of_the_same_files(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    for one in recorded(read_journal(store)):
        (plain,) = assess(home(), [order_at(store, *CASE, mode=one.role.mode)])
        assert (plain.digest == one.assessment) is (one.role is Role.RECOMMENDED)  # by itself it knew no ruling
        if one.role is Role.RECOMMENDED:
            assert {name: kept_result(store, one, name) for name in one.files} == result_files(plain)
            assert one.grades == tuple(plain.edition.grades[grade].notation for grade in plain.grade.possible)
            assert len(one.grades) > 1


def test_the_result_is_canonical_json(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    text = kept_result(store, recorded(read_journal(store))[0]).decode()
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    assert {"grade", "scores", "findings", "premises", "ledger", "explanation"} <= set(data)


def test_the_same_is_recorded_once_in_each_role(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with Journal(store) as journal:
        again = record(journal, home(), *CASE, Role.RECOMMENDED, RECORDED)
        assert (again.new, again.recorded.entry.number, len(journal.entries)) == (False, 5, 5)
        confirmed = record(journal, home(), *CASE, Role.CONFIRMED, RECORDED)
        assert (confirmed.new, confirmed.recorded.role) == (True, Role.CONFIRMED)
        assert (confirmed.recorded.assessment, confirmed.recorded.files) == (
            again.recorded.assessment,
            again.recorded.files,
        )
    assert verify(store).faults == ()


def test_an_assessment_as_known_then_does_not_see_what_came_later(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with Journal(store) as journal:
        submit(journal, "later.csv", row("90.1"), ["430700"], RECORDED)
        then = record(journal, home(), *CASE, Role.SELF, RECORDED, "2026-01-31T00:00:00Z").recorded
        assert (then.entry.number, then.assessment) == (3, recorded(journal.entries)[0].assessment)
        now = record(journal, home(), *CASE, Role.SELF, RECORDED).recorded
        assert now.assessment != then.assessment
        assert [repeat(store, journal.entries, one) for one in recorded(journal.entries)] == [()] * 3


def test_self_counts_what_was_delivered_and_the_others_what_was_accepted() -> None:
    assert [role.mode for role in Role] == [EvidenceMode.DELIVERED, EvidenceMode.ACCEPTED, EvidenceMode.ACCEPTED]


def test_an_assessment_is_named_by_its_hash_or_its_first_digits(tmp_path: Path) -> None:
    with Journal(assessed(tmp_path)) as journal:
        record(journal, home(), *CASE, Role.CONFIRMED, RECORDED)
        entries = tuple(journal.entries)
    own, recommended, confirmed = recorded(entries)
    assert one_recorded(entries, own.assessment[:8]) == one_recorded(entries, own.assessment) == own
    assert recorded_named(entries, recommended.assessment) == (recommended, confirmed)
    assert one_recorded(entries, confirmed.assessment[:9], Role.CONFIRMED) == confirmed
    shown = recommended.assessment[:12]
    with pytest.raises(UsageError) as several:
        one_recorded(entries, shown)
    wanted = (("known", f"{shown} --as recommended, {shown} --as confirmed"),)
    assert several.value.faults == (Fault("STO-037", "ledger.jsonl", shown, wanted),)
    for word in ("", own.assessment[:7], "0" * 64, own.assessment.upper()):
        with pytest.raises(UsageError) as none:
            one_recorded(entries, word)
        wanted = (("known", f"{own.assessment[:12]} {shown}"),)
        assert none.value.faults == (Fault("STO-036", "ledger.jsonl", word or "-", wanted),)
    with pytest.raises(UsageError) as empty:
        one_recorded((), "0" * 8)
    assert empty.value.faults[0].values == (("known", "-"),)


def test_cases_are_told_apart(tmp_path: Path) -> None:
    entries = read_journal(assessed(tmp_path))
    assert len(recorded(entries, "430700", 2020)) == len(recorded(entries, "430700")) == 2
    assert recorded(entries, "430700", 2021) == recorded(entries, "430600", 2020) == ()


def test_another_version_of_the_program_is_named_and_nothing_is_run(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    entries = read_journal(store)
    old = replace(recorded(entries)[0], engine="0.0.1")
    assert repeat(store, entries, old) == (Fault("STO-039", old.assessment, VERSION, (("wanted", "0.0.1"),)),)


def test_a_result_that_comes_out_otherwise_is_named_at_its_first_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = assessed(tmp_path)
    one = recorded(read_journal(store))[1]
    total = json.loads(kept_result(store, one))["scores"]["possible"]
    true = assessments.assessment_data
    monkeypatch.setattr(
        assessments,
        "assessment_data",
        lambda found: true(found) | {"scores": true(found)["scores"] | {"possible": "1"}},
    )
    wanted = Fault("STO-038", f"{one.assessment} {RESULT}", "1", (("property", "scores/possible"), ("wanted", total)))
    assert repeat(store, read_journal(store), one) == (wanted,)
    with Journal(store) as journal, pytest.raises(StoreError) as error:
        record(journal, home(), *CASE, Role.CONFIRMED, RECORDED)
    assert error.value.faults == (wanted,)
    assert len(read_journal(store)) == 5


def test_damaged_bytes_are_named_and_nothing_is_made_again(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    entries = read_journal(store)
    one = recorded(entries)[0]
    kept = path_of(store, one.result, RESULT, RESULTS)
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(StoreError) as error:
        repeat(store, entries, one)
    assert [fault.code for fault in error.value.faults] == ["STO-009"]


def test_nothing_is_recorded_where_nothing_was_submitted(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "e.csv", row("84.7"), ["430700"], SUBMITTED)
        with pytest.raises(UsageError) as error:
            record(journal, home(), "430600", 2020, Role.SELF, RECORDED)
        assert ([fault.code for fault in error.value.faults], len(journal.entries)) == (["STO-015"], 1)


def test_neither_hash_seed_nor_zone_nor_encoding_changes_a_byte(tmp_path: Path) -> None:
    surroundings = (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    )
    made = []
    for number, surrounding in enumerate(surroundings):
        store = assessed(tmp_path / str(number))
        words = f"$CG ledger record 430700 2020 --as confirmed --by a --store {store}"
        done = process(words, **surrounding)
        assert (done.returncode, done.stderr) == (0, b"")
        made.append(recorded(read_journal(store))[-1])
    assert (made[0].assessment, made[0].files) == (made[1].assessment, made[1].files)
    assert made[0].role is Role.CONFIRMED


def test_what_the_lanes_differ_on_is_not_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(*words: object, **how: object) -> Judged:
        judged = true(*words, **how)
        return replace(judged, verdicts=replace(judged.verdicts, violating=frozenset({Reading("good-day-ratio")})))

    store, true = assessed(tmp_path), LANES[Lane.REFERENCE]
    monkeypatch.setitem(LANES, Lane.REFERENCE, blind)
    with Journal(store) as journal, pytest.raises(EngineError) as error:
        record(journal, home(), *CASE, Role.CONFIRMED, RECORDED)
    assert ([fault.code for fault in error.value.faults], len(read_journal(store))) == (["RUN-005"], 5)
