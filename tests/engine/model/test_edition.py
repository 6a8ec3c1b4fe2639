"""What the parts of an edition say of themselves: chapter, target, leaf, and whether its numbers are assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.model.edition import AllOrNothing, Clause, Logic
from engine.model.text import Basis, BasisKind
from tests.engine.build.made_up import AIMED, BASIS, LABEL, PAPER, RATE, edition_of
from tests.engine.score.made_up import grades, item, tree

STATED = Basis(BasisKind.DRAFTING_NOTE)


@pytest.mark.parametrize(
    ("number", "chapter"), [("9", "9"), ("9.1", "9"), ("9.1 a)", "9"), ("12.4", "12"), ("9 a)", "9")]
)
def test_the_chapter_is_the_first_part_of_the_number(number: str, chapter: str) -> None:
    assert Clause("x", number, LABEL, LABEL, None, BASIS).chapter == chapter


def test_a_slot_has_a_target_where_a_document_sets_one() -> None:
    assert AIMED.has_target and not RATE.has_target


def test_a_requirement_has_all_of_its_tree_below_it() -> None:
    edition = edition_of(RATE, PAPER)
    inner, outer = tree("inner", Logic.ALL_OF, "rate"), tree("outer", Logic.ANY_OF, "inner", "paper")
    edition = replace(edition, requirements={**edition.requirements, "inner": inner, "outer": outer})
    assert edition.requirement_and_below("outer") == ("outer", "inner", "rate", "paper")
    assert (edition.requirement_and_below("rate"), edition.requirement_and_below("none")) == (("rate",), ())


def test_the_items_of_a_requirement_stand_in_the_order_of_the_annex() -> None:
    items = [item(f"{slug}-{number}", slug, 1, AllOrNothing()) for number in (2, 1) for slug in "ab"]
    edition = replace(edition_of(), items={one.slug: one for one in items})
    assert [[one.slug for one in edition.items_of(slug)] for slug in "abc"] == [["a-2", "a-1"], ["b-2", "b-1"], []]


def test_a_clause_is_part_of_all_above_it() -> None:
    names = {"a": None, "b": "a", "c": "b", "d": "a"}
    clauses = {slug: Clause(slug, slug, LABEL, LABEL, above, BASIS) for slug, above in names.items()}
    edition = replace(edition_of(), clauses=clauses)
    assert [edition.clause_and_above(slug) for slug in names] == [("a",), ("b", "a"), ("c", "b", "a"), ("d", "a")]


def test_a_requirement_is_a_leaf_unless_it_has_a_logic() -> None:
    assert edition_of(PAPER).requirements["paper"].is_leaf
    assert not tree("top", Logic.ALL_OF, "paper").is_leaf


@pytest.mark.parametrize(
    ("points", "edge", "points_assumed", "grades_assumed"),
    [
        (BASIS, BASIS, True, True),
        (BASIS, STATED, True, True),
        (STATED, BASIS, False, True),
        (STATED, STATED, False, False),
    ],
)
def test_sums_and_grades_are_assumed_where_a_number_behind_them_is(
    points: Basis, edge: Basis, points_assumed: bool, grades_assumed: bool
) -> None:
    items = {"paper": replace(item("paper", "paper", 10, AllOrNothing()), basis=points)}
    scale = {slug: replace(one, basis=edge) for slug, one in grades(5, None).items()}
    edition = edition_of(PAPER, items=items, grades=scale)
    assert (edition.points_assumed, edition.grades_assumed) == (points_assumed, grades_assumed)
