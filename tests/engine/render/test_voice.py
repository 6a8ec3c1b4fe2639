"""One language for one text: labels, points, marks, titles and grades."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.finding import Outcome
from engine.model.text import Basis, BasisKind, Text
from engine.render.voice import Voice
from tests.engine.explain.made_up import EDITION, RECORDS, assessed

ZH, EN = Voice("zh"), Voice("en")
ONE = assessed(*RECORDS)


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("10", "10"),
        ("0", "0"),
        ("100", "100"),
        ("12.5", "12.5"),
        ("1/3", "0.33"),
        ("0.125", "0.12"),
        ("0.135", "0.14"),
        ("-0.5", "-0.5"),
    ],
)
def test_points_have_two_places_half_to_even_without_trailing_zeros(points: str, shown: str) -> None:
    assert ZH.points(Fraction(points)) == shown


@pytest.mark.parametrize(
    ("assumed", "marked"),
    [(True, True), (False, False), (None, False), *((Basis(kind), kind is BasisKind.ASSUMED) for kind in BasisKind)],
)
def test_only_what_is_assumed_bears_the_mark(assumed: object, marked: bool) -> None:
    assert (ZH.mark(assumed), EN.mark(assumed)) == (("〔假定〕", " [assumed]") if marked else ("", ""))


def test_text_is_in_the_language_and_a_plain_string_as_it_is() -> None:
    assert (ZH.text(Text("甲", "one")), EN.text(Text("甲", "one")), EN.text("9.1 a)")) == ("甲", "one", "9.1 a)")


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_every_outcome_has_its_word_and_none_is_said_twice(outcome: Outcome | None) -> None:
    assert EN.outcome(outcome) not in {EN.outcome(other) for other in (*Outcome, None) if other is not outcome}


def test_a_reason_and_a_rule_are_said_in_words() -> None:
    assert (EN.reason("conflict"), EN.rule("place-and-scope")) == (
        "sources contradict each other",
        "another scope or population than the indicator's",
    )


def test_the_title_marks_a_draft_and_a_made_up_place() -> None:
    assert ZH.title(ONE) == "示例【虚构】（990100）2022年 · 示例【草案】"
    assert EN.title(ONE) == "example [fictional] (990100) 2022 · example [DRAFT]"


def test_the_title_of_an_issued_edition_and_a_real_place_bears_no_mark() -> None:
    places = {code: replace(place, fictional=False) for code, place in ONE.world.places.items()}
    one = replace(ONE, edition=replace(EDITION, draft=False), world=replace(ONE.world, places=places))
    assert EN.title(one) == "example (990100) 2022 · example"


@pytest.mark.parametrize(("voice", "said"), [(ZH, "A、C"), (EN, "A, C")])
def test_grades_are_said_by_their_letters(voice: Voice, said: str) -> None:
    assert voice.grades(ONE, ("a", "c")) == said
