"""Assessments as plain data: decimal strings, both languages, empty fields left out, assumptions marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.model.case import State
from engine.model.text import Basis, BasisKind, Text
from engine.report.plain import assessment_data, grade_data, number, plain, rests_on_assumption, scores_data
from tests.engine.explain.made_up import EDITION, NOTE, RECORDS, assessed

ONE = assessed(*RECORDS)


@pytest.mark.parametrize(
    ("value", "said"),
    [("95", "95"), ("1901/20", "95.05"), ("1/3", "1/3"), ("-1/3", "-1/3"), ("-1/2", "-0.5"), ("0", "0")],
)
def test_a_number_is_a_decimal_or_a_fraction_and_exact(value: str, said: str) -> None:
    assert number(Fraction(value)) == said
    assert Fraction(said) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (Fraction(1, 2), "0.5"),
        (Text("甲", "one"), {"zh": "甲", "en": "one"}),
        (State.NO_OBJECT, "noObject"),
        (date(2022, 3, 1), "2022-03-01"),
        ({("rate", 2022): Fraction(1)}, {"rate/2022": "1"}),
        ((1, "x"), [1, "x"]),
        ([True], [True]),
        (frozenset({"x"}), ["x"]),
        ("text", "text"),
        (None, None),
        (Basis(BasisKind.ASSUMED), {"kind": "assumed"}),
        (Basis(BasisKind.DRAFTING_NOTE, place="9.1"), {"kind": "draftingNote", "place": "9.1"}),
    ],
)
def test_a_value_of_the_model_becomes_data(value: object, data: object) -> None:
    assert plain(value) == data


def test_a_field_that_is_false_or_zero_is_kept() -> None:
    said = plain(ONE.grade.vetoes[0])
    assert said == {"veto": "events", "fired": False, "possible": True, "unstated": True}
    assert plain(ONE.scores)["bonus_low"] == "0"


def test_an_assessment_names_itself_its_case_place_edition_and_files() -> None:
    data = assessment_data(ONE)
    assert (data["schema"], data["assessment"]) == ("clausegraph/assessment/1", "1" * 64)
    assert data["case"] == {"edition": "made-up", "subject": "990100", "year": 2022}
    assert data["place"] == {"code": "990100", "label": {"zh": "示例", "en": "example"}, "fictional": True}
    assert (data["edition"]["name"], data["edition"]["draft"]) == ("made-up", True)
    assert data["files"] == [{"file": "evidence.csv", "digest": "0" * 64, "size": 100, "form": "csv"}]
    assert (data["mode"], data["closed"], data["lane"]) == ("delivered", False, "plain")


def test_an_assessment_holds_every_finding_premise_and_delivery() -> None:
    data = assessment_data(ONE)
    assert [one["requirement"] for one in data["findings"]] == list(EDITION.requirements)
    assert [(one["slot"], one["year"]) for one in data["premises"]] == list(ONE.case.premises)
    assert [one["slot"] for one in data["deliver_first"]] == ["events", "mark"]


def test_scores_are_decimal_strings_and_name_every_item_and_chapter() -> None:
    data = scores_data(ONE)
    totals = {
        name: data[name] for name in ("possible", "low", "high", "bonus_low", "bonus_high", "total_low", "total_high")
    }
    assert totals == {
        "possible": "106",
        "low": "62.5",
        "high": "77",
        "bonus_low": "0",
        "bonus_high": "5",
        "total_low": "62.5",
        "total_high": "82",
    }
    assert set(data["items"]) == set(EDITION.items) and set(data["chapters"]) == {"4", "5"}


def stated(edition=EDITION):
    """The edition as if the standard itself gave every number."""
    parts = {
        name: {slug: replace(one, basis=NOTE) for slug, one in getattr(edition, name).items()}
        for name in ("items", "grades", "requirements", "parameters", "vetoes", "key_items")
    }
    return replace(edition, **parts)


def test_points_grades_and_deliveries_say_that_they_are_assumed() -> None:
    data = assessment_data(ONE)
    assert data["grade"]["assumed"] is data["scores"]["assumed"] is True
    assert {item["assumed"] for item in data["scores"]["items"].values()} == {True}
    assert {one["assumed"] for one in data["deliver_first"]} == {True}


def test_nothing_is_assumed_where_the_standard_gives_every_number() -> None:
    one = assessed(*RECORDS, edition=stated())
    data = assessment_data(one)
    said = [data["grade"], data["scores"], *data["scores"]["items"].values(), *data["findings"], *data["deliver_first"]]
    assert {found["assumed"] for found in said} == {False}
    assert grade_data(one)["possible"] == ["b", "c"]


@pytest.mark.parametrize(
    ("slug", "assumed"),
    [("rate", False), ("burden", True), ("aimed", False), ("paper", True), ("both", True), ("events", False)],
)
def test_a_finding_rests_on_an_assumed_text_limit_or_member(slug: str, assumed: bool) -> None:
    edition = stated()
    parameters = {**edition.parameters, "burden": replace(edition.parameters["burden"], basis=Basis(BasisKind.ASSUMED))}
    paper = replace(edition.requirements["paper"], basis=Basis(BasisKind.ASSUMED))
    edition = replace(edition, parameters=parameters, requirements={**edition.requirements, "paper": paper})
    assert rests_on_assumption(assessed(*RECORDS, edition=edition), slug) is assumed
