"""The answer to why: the whole ledger, or only what stands at a clause, down to file and cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import UsageError
from engine.model import edition as model
from engine.model.evidence import Ruling
from engine.model.text import Text
from engine.render import why
from engine.render.why import requirements_at
from tests.engine.build.made_up import BASIS, LABEL, ruled, without
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, assessed

CLAUSES = {
    **EDITION.clauses,
    "5": replace(EDITION.clauses["5"], number="5"),
    "5.1": model.Clause("5.1", "5.1", LABEL, LABEL, "5", BASIS),
}
MOVED = {**EDITION.requirements, "aimed": replace(EDITION.requirements["aimed"], clause="5.1")}
DEEP = replace(EDITION, clauses=CLAUSES, requirements=MOVED)
ONE = assessed(*RECORDS, edition=DEEP)


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("5", {"burden", "aimed"}),
        ("5.1", {"aimed"}),
        ("4", {"rate", "both", "paper", "events"}),
        ("burden", {"burden"}),
        ("both", {"both", "paper", "events"}),
    ],
)
def test_a_clause_a_chapter_or_a_slug_names_what_stands_at_or_below_it(clause: str, found: set[str]) -> None:
    assert requirements_at(ONE, clause) == found


@pytest.mark.parametrize(("clause", "nearest"), [("5.11", "5.1"), ("burdn", "burden"), ("zzzz", "-")])
def test_a_clause_that_there_is_none_of_is_refused_with_the_nearest(clause: str, nearest: str) -> None:
    with pytest.raises(UsageError) as error:
        why(ONE, clause, "en")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("EXP-001", "made-up", clause)
    assert fault.fields()["nearest"] == nearest


def test_without_a_clause_the_grade_and_the_whole_tree_are_said() -> None:
    text = why(ONE, None, "en")
    assert "The grade is still one of B, C" in text and "\nWhy: example 2022\n" in text and "\n  Grade: B C" in text


def test_at_a_clause_only_its_lines_and_grounds_are_said() -> None:
    text = why(ONE, "5", "en")
    assert "\nWhy: example 2022 · 5\n" in text and "The grade is" not in text
    assert "Lost 5 [assumed]: 5 example" in text and "Lost 24" not in text and "Points open" not in text
    assert text.count("\n  5 example: failed") == 1 and "Grade: B C" not in text


def test_every_list_of_the_ledger_that_has_lines_has_its_head() -> None:
    text = why(ONE, None, "en")
    heads = ["Points lost", "Points open", "Points awarded", "Bonus items (outside the base total)"]
    assert [text.index(f"\n{head}\n") for head in heads] == sorted(text.index(f"\n{head}\n") for head in heads)
    assert "\nPoints open\n" not in why(assessed(*FIRED, closed=True), None, "en")


def test_evidence_stands_below_what_is_lost_and_not_below_what_is_awarded() -> None:
    text = why(ONE, None, "en").partition("Grounds")[0]
    lost, awarded = text.index("Points lost"), text.index("Points awarded")
    assert "from evidence.csv line a" in text[lost:awarded] and "from evidence.csv" not in text[awarded:]


def test_figures_are_said_for_target_clauses_only() -> None:
    assert "5.1 example 2022: 94" in why(ONE, "5.1", "en")
    assert "5.1 example 2022: 94" in why(ONE, "5", "en")
    assert "example 2022: 94" not in why(ONE, "4", "en").partition("Grounds")[0]


def test_a_member_is_explained_below_its_whole() -> None:
    text = why(ONE, "4", "en").partition("Grounds")[2]
    assert text.count("4 example: passed") == 1 and "\n  4 example: untested, all of" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_say_as_many_lines(language: str) -> None:
    assert len(why(ONE, None, language).splitlines()) == len(why(ONE, None, "en").splitlines())


BODY = replace(
    DEEP.requirements["aimed"],
    slug="body",
    addressee=model.Addressee.EVALUATING_BODY,
    slots=(),
    unchecked=Text("不判定。", "Not judged."),
)
SPOKEN = replace(DEEP, requirements={**DEEP.requirements, "body": BODY})


@pytest.mark.parametrize(("language", "said"), [("zh", "5.1 示例：不判定。"), ("en", "5.1 example: Not judged.")])
def test_a_clause_that_speaks_to_the_evaluating_body_says_why_nothing_is_judged(language: str, said: str) -> None:
    one = replace(ONE, edition=SPOKEN)
    assert f"\n  {said}\n" in why(one, "body", language) and f"\n  {said}\n" in why(one, "5", language)
    assert said not in why(one, "4", language) and said not in why(one, None, language)


def test_items_without_object_are_said_with_where_their_points_went() -> None:
    one = assessed(*RECORDS[1:], without("n", "rate"), decisions=(ruled("n", Ruling.ACCEPTED),))
    said = "Score items without object\n  4 example: without object (without object by an accepted statement)"
    assert said in why(one, None, "en") and said in why(one, "rate", "en")
    assert "Score items without object" not in why(one, "burden", "en")
