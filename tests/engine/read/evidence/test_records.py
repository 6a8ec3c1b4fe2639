"""Rows become records, or faults with what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.model.evidence import DocumentRecord, EventRecord, EventState, NoObject, Observation, Rating
from engine.model.world import Qualifier
from engine.read.evidence.names import names_of
from engine.read.evidence.records import MOST_SUGGESTIONS, RowReader
from tests.engine.read.evidence.source import (
    CHANGDE,
    DOCUMENT,
    EVENT,
    FILE,
    NO_OBJECT,
    OBSERVATION,
    RATING,
    read,
    row,
    world,
)


def test_observation_of_a_year() -> None:
    records, faults, _ = read(row("Observation", OBSERVATION))
    (record,) = records
    assert faults == [] and isinstance(record, Observation)
    assert (record.subject, record.indicator, record.raw, record.value) == ("430700", "good-day-ratio", "96", 96)
    assert (record.start, record.end) == (date(2022, 1, 1), date(2022, 12, 31))
    assert record.qualifier is Qualifier.EXACTLY and record.final and record.corrects is None


def test_observation_from_counts_alone() -> None:
    ((record,), faults, _) = read(row("Observation", OBSERVATION, value="", numerator="310", denominator="366"))
    assert faults == [] and isinstance(record, Observation)
    assert (record.raw, record.value, record.numerator, record.denominator) == ("310/366", None, 310, 366)


def test_observation_about_a_value_with_its_tolerance() -> None:
    ((record,), _, _) = read(row("Observation", OBSERVATION, qualifier="约", tolerance="0.5", status="暂定值"))
    assert isinstance(record, Observation)
    assert (record.qualifier, record.tolerance, record.final) == (Qualifier.ABOUT, Fraction(1, 2), False)


def test_observation_of_a_part_of_a_year() -> None:
    ((record,), _, _) = read(row("Observation", OBSERVATION, year="", start="2022-01-01", end="2022-08-31"))
    assert isinstance(record, Observation)
    assert (record.start, record.end) == (date(2022, 1, 1), date(2022, 8, 31))


@pytest.mark.parametrize("written", ["0.96", "1", "0.000000000000000001"])
def test_observation_that_looks_like_a_fraction_warns(written: str) -> None:
    records, faults, warnings = read(row("Observation", OBSERVATION, value=written))
    assert len(records) == 1 and faults == [] and warnings == [("EVI-045", written)]


@pytest.mark.parametrize("written", ["0", "1.01", "96"])
def test_observation_that_is_no_fraction_does_not_warn(written: str) -> None:
    assert read(row("Observation", OBSERVATION, value=written))[2] == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "９５"}, ("EVI-008", "９５")),
        ({"value": "1e2"}, ("EVI-008", "1e2")),
        ({"value": "100.000000000000000001"}, ("EVI-013", "100.000000000000000001")),
        ({"value": "-0.1"}, ("EVI-013", "-0.1")),
        ({"value": ""}, ("EVI-012", "-")),
        ({"unit": ""}, ("EVI-012", "单位")),
        ({"unit": "MicroGM-PER-M3"}, ("EVI-014", "MicroGM-PER-M3")),
        ({"subject": "常得市"}, ("EVI-010", "常得市")),
        ({"subject": "岳阳市"}, ("EVI-011", "岳阳市")),
        ({"indicator": "good-day-rati0"}, ("EVI-010", "good-day-rati0")),
        ({"year": "２０２２"}, ("EVI-009", "２０２２")),
        ({"year": ""}, ("EVI-015", "-")),
        ({"start": "2022-01-01"}, ("EVI-015", "2022-01-01")),
        ({"year": "", "start": "2022-01-01"}, ("EVI-015", "2022-01-01")),
        ({"year": "", "start": "2022-02-01", "end": "2022-01-01"}, ("EVI-015", "2022-01-01")),
        ({"year": "", "start": "2022-02-30", "end": "2022-03-01"}, ("EVI-009", "2022-02-30")),
        ({"numerator": "310"}, ("EVI-016", "310")),
        ({"denominator": "310"}, ("EVI-016", "310")),
        ({"numerator": "-1", "denominator": "3"}, ("EVI-008", "-1")),
        ({"numerator": "1.5", "denominator": "3"}, ("EVI-008", "1.5")),
        ({"numerator": "x", "denominator": "3"}, ("EVI-008", "x")),
        ({"numerator": "0", "denominator": "0"}, ("EVI-016", "0/0")),
        ({"numerator": "4", "denominator": "3"}, ("EVI-016", "4/3")),
        ({"qualifier": "约", "tolerance": "-1"}, ("EVI-013", "-1")),
        ({"corrects": "o9"}, ("EVI-018", "o9")),
        ({"corrects": "e.csv#o1"}, ("EVI-018", "e.csv#o1")),
        ({"corrects": "o1"}, ("EVI-049", "o1 → o1")),
        ({"note": "a\u202eb\u0000"}, ("EVI-019", "U+202E U+0000")),
        ({"note": "x" * 4001}, ("EVI-019", "4001")),
    ],
)
def test_observation_is_refused(changes: dict[str, str], fault: tuple[str, str]) -> None:
    assert read(row("Observation", OBSERVATION, **changes))[1] == [fault]


def test_a_fault_keeps_back_its_own_record_only() -> None:
    records, faults, _ = read(row("Observation", OBSERVATION, value="x"), row("Observation", OBSERVATION, id="o2"))
    assert [record.source.id for record in records] == ["o2"] and len(faults) == 1


def test_text_of_the_longest_length_is_taken() -> None:
    assert read(row("Observation", OBSERVATION, note="x" * 4000))[1] == []


def test_document_in_force_to_this_day() -> None:
    ((record,), _, _) = read(row("DocumentRecord", DOCUMENT, issued="2020-12-31", level="政府"))
    assert isinstance(record, DocumentRecord)
    assert (record.title, record.issued, record.in_force_to) == ("规划", date(2020, 12, 31), None)


def test_document_that_ends_on_its_first_day_is_taken() -> None:
    assert read(row("DocumentRecord", DOCUMENT, in_force_to="2021-01-01"))[1] == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"in_force_to": "2020-12-31"}, ("EVI-015", "2020-12-31")),
        ({"kind": "food-safety-event"}, ("EVI-020", "food-safety-event")),
        ({"kind": "plan-in-farce"}, ("EVI-010", "plan-in-farce")),
        ({"title": ""}, ("EVI-012", "题名")),
        ({"in_force_from": "2021-13-01"}, ("EVI-009", "2021-13-01")),
    ],
)
def test_document_is_refused(changes: dict[str, str], fault: tuple[str, str]) -> None:
    assert read(row("DocumentRecord", DOCUMENT, **changes))[1] == [fault]


def test_event_proven_needs_no_signature() -> None:
    ((record,), faults, _) = read(row("EventRecord", EVENT))
    assert faults == [] and isinstance(record, EventRecord) and record.state is EventState.PROVEN


def test_statement_of_no_event_with_its_signer() -> None:
    ((record,), _, _) = read(row("EventRecord", EVENT, state="无事件声明", signed_by="甲"))
    assert isinstance(record, EventRecord) and (record.state, record.signed_by) == (EventState.NIL, "甲")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"state": "无事件声明"}, ("EVI-012", "签署人")),
        ({"state": "听说"}, ("EVI-010", "听说")),
        ({"kind": "plan-in-force"}, ("EVI-020", "plan-in-force")),
    ],
)
def test_event_is_refused(changes: dict[str, str], fault: tuple[str, str]) -> None:
    assert read(row("EventRecord", EVENT, **changes))[1] == [fault]


@pytest.mark.parametrize("written", ["0", "100", "99.5"])
def test_rating_on_its_scale(written: str) -> None:
    ((record,), faults, _) = read(row("Rating", RATING, value=written))
    assert faults == [] and isinstance(record, Rating) and record.value == Fraction(written)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "100.01"}, ("EVI-013", "100.01")),
        ({"value": "-1"}, ("EVI-013", "-1")),
        ({"value": ""}, ("EVI-012", "评分")),
        ({"value": "八十"}, ("EVI-008", "八十")),
        ({"kind": "plan-in-force"}, ("EVI-020", "plan-in-force")),
        ({"expert": ""}, ("EVI-012", "专家")),
    ],
)
def test_rating_is_refused(changes: dict[str, str], fault: tuple[str, str]) -> None:
    assert read(row("Rating", RATING, **changes))[1] == [fault]


def test_no_object_with_its_signer() -> None:
    ((record,), faults, _) = read(row("NoObject", NO_OBJECT, reason="无水体"))
    assert faults == [] and isinstance(record, NoObject) and record.about == "good-day-ratio"


def test_no_object_without_signer_is_refused() -> None:
    assert read(row("NoObject", NO_OBJECT, signed_by=""))[1] == [("EVI-012", "签署人")]


def test_correction_in_the_file_becomes_a_key_of_the_file() -> None:
    records, faults, _ = read(row("Observation", OBSERVATION), row("Observation", OBSERVATION, id="o2", corrects="o1"))
    assert faults == [] and records[1].corrects == f"{FILE.digest}#o1"


def test_correction_of_another_file_keeps_its_key() -> None:
    key = "0" * 64 + "#o7"
    ((record,), faults, _) = read(row("Observation", OBSERVATION, corrects=key))
    assert faults == [] and record.corrects == key


def test_id_twice_is_refused_once() -> None:
    rows = [row("Observation", OBSERVATION, id="o1"), row("Observation", OBSERVATION, id="o1")]
    assert read(*rows)[1] == [("EVI-017", "o1")]


def test_place_below_an_allowed_one_is_taken() -> None:
    assert read(row("Observation", OBSERVATION), speaks_for=frozenset({"430000"}))[1] == []


def test_unknown_name_gets_its_nearest_and_its_characters() -> None:
    reader = RowReader(FILE, world(), names_of(world()), CHANGDE)
    reader.read([row("Observation", OBSERVATION, indicator="good-day-rati0")])
    assert dict(reader.faults[0].values)["nearest"] == "good-day-ratio"
    assert dict(reader.faults[0].values)["points"].startswith("U+0067 U+006F")


def test_after_many_unknown_names_none_is_suggested() -> None:
    reader = RowReader(FILE, world(), names_of(world()), CHANGDE)
    rows = [row("Observation", OBSERVATION, id=f"o{at}", subject=f"常得市{at}") for at in range(MOST_SUGGESTIONS + 1)]
    reader.read(rows)
    said = [dict(fault.values)["nearest"] for fault in reader.faults]
    assert said[0] != "-" and said[-1] == "-"


@pytest.mark.parametrize(
    ("form", "change", "listed"),
    [
        ("csv", {"status": "draft"}, "终值 / final, 暂定值 / provisional"),
        ("ttl", {"status": "draft"}, "final, provisional"),
        ("ttl", {"indicator": "https://w3id.org/clausegraph/slot/good-day-rati"}, "-"),
    ],
)
def test_a_name_that_is_not_known_is_refused_with_the_names_of_a_short_list(
    form: str, change: dict[str, str], listed: str
) -> None:
    reader = RowReader(replace(FILE, form=form), world(), names_of(world()), CHANGDE)
    reader.read([row("Observation", OBSERVATION, **change)])
    (fault,) = reader.faults
    assert (fault.code, fault.fields()["list"]) == ("EVI-010", listed)


def test_an_iri_that_is_not_known_is_likened_by_its_last_part() -> None:
    reader = RowReader(FILE, world(), names_of(world()), CHANGDE)
    reader.read([row("Observation", OBSERVATION, indicator="https://w3id.org/clausegraph/slot/good-day-rati")])
    assert reader.faults[0].fields()["nearest"] == "good-day-ratio"


def test_read_stops_after_the_most_faults_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.read.evidence.records.MOST_FAULTS", 1)
    rows = [row("Observation", OBSERVATION, id=f"o{at}", value="x") for at in range(4)]
    assert read(*rows)[1] == [("EVI-008", "x"), ("EVI-008", "x"), ("EVI-032", "2")]


def test_read_does_not_stop_for_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.read.evidence.records.MOST_FAULTS", 1)
    rows = [row("Observation", OBSERVATION, id=f"o{at}", value="0.5") for at in range(4)]
    found, faults, warnings = read(*rows)
    assert (len(found), faults, warnings) == (4, [], [("EVI-045", "0.5")] * 4)
