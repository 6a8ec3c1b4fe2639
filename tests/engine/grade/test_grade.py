"""Grades: half-open bands of the unrounded score, vetoes that cap, key items, and the joint set while premises are open."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.exact import Span
from engine.model import edition as model
from tests.engine.build.made_up import BASIS, EVENTS, LABEL, MARK, PAPER
from tests.engine.score.made_up import absent, between, case_of, gone, graded, grades, item, known, table

F = Fraction
ALL = model.AllOrNothing()
RATED = (item("mark", "mark", 100, model.Judged("mark")),)
SCALE = {"grades": grades(80, 50, None)}
WATCHED = replace(EVENTS, slug="watched", requirement="watched")
VETO = {"watched": model.Veto("watched", LABEL, "watched", "c", BASIS)}


def result(edition: model.Edition, *premises, closed: bool = False):
    return graded(edition, case_of(*premises, closed=closed))[1]


@pytest.mark.parametrize(
    ("score", "slug"), [("100", "a"), ("80", "a"), ("79.999999999999999999", "b"), ("50", "b"), ("49", "c"), ("0", "c")]
)
def test_a_band_includes_its_lower_edge_and_reads_the_unrounded_score(score: str, slug: str) -> None:
    found = result(table((MARK,), RATED, **SCALE), known(MARK, score))
    assert (found.grade, found.possible, found.band, found.gradable) == (slug, (slug,), (slug,), True)


def test_nothing_known_leaves_all_grades_and_is_not_gradable() -> None:
    found = result(table((MARK,), RATED, **SCALE), absent(MARK))
    assert (found.grade, found.possible, found.gradable) == (None, ("a", "b", "c"), False)


def test_an_open_range_leaves_the_grades_that_it_crosses() -> None:
    found = result(table((MARK,), RATED, **SCALE), between(MARK, Span(F(60), F(90))))
    assert (found.possible, found.gradable) == (("a", "b"), True)


def test_a_range_that_ends_open_at_an_edge_does_not_reach_the_band_above() -> None:
    found = result(table((MARK,), RATED, **SCALE), between(MARK, Span(F(60), F(80), False, True)))
    assert found.possible == ("b",) == (found.grade,)


def test_the_set_is_joint_and_may_have_a_gap() -> None:
    found = result(table((PAPER,), (item("paper", "paper", 100, ALL),), **SCALE), absent(PAPER))
    assert found.possible == ("a", "c")


def test_nothing_applicable_has_no_score_and_no_grade() -> None:
    found = result(table((PAPER,), (item("paper", "paper", 100, ALL),), **SCALE), gone(PAPER))
    assert (found.grade, found.possible, found.band, found.gradable) == (None, (), (), False)


def test_a_bonus_alone_gives_no_grade() -> None:
    items = (item("paper", "paper", 100, ALL), item("mark", "mark", 10, model.Judged("mark"), bonus=True))
    assert result(table((PAPER, MARK), items, **SCALE), gone(PAPER), known(MARK, 100)).possible == ()


def test_the_bonus_lifts_the_graded_score_up_to_its_cap() -> None:
    more = replace(MARK, slug="more", requirement="more")
    items = (*RATED, item("more", "more", 30, model.Judged("more"), bonus=True))
    edition = table((MARK, more), items, bonus_cap=F(5), **SCALE)
    assert result(edition, known(MARK, 75), known(more, 100)).grade == "a"
    assert result(edition, known(MARK, 74), known(more, 100)).grade == "b"


def vetoed(score: int, events, *, closed: bool = False):
    edition = table((MARK, WATCHED), RATED, vetoes=VETO, **SCALE)
    return result(edition, known(MARK, score), events, closed=closed)


@pytest.mark.parametrize(("score", "slug"), [(90, "c"), (60, "c"), (10, "c")])
def test_a_proven_event_fires_the_veto_which_caps(score: int, slug: str) -> None:
    found = vetoed(score, known(WATCHED, 1))
    assert found.grade == slug
    (state,) = found.vetoes
    assert (state.fired, state.possible, state.unstated) == (True, True, False)


def test_a_veto_never_lifts_a_worse_grade() -> None:
    edition = table((MARK, WATCHED), RATED, vetoes={"watched": replace(VETO["watched"], at_most="b")}, **SCALE)
    assert result(edition, known(MARK, 10), known(WATCHED, 1)).grade == "c"


def test_a_nil_statement_leaves_the_veto_silent() -> None:
    found = vetoed(90, known(WATCHED, 0))
    assert found.grade == "a" and found.band == ("a",)
    assert (found.vetoes[0].fired, found.vetoes[0].possible) == (False, False)


def test_a_missing_event_leaves_both_grades_possible() -> None:
    found = vetoed(90, absent(WATCHED))
    assert (found.grade, found.possible, found.band, found.withheld) == (None, ("a", "c"), ("a",), ())
    assert (found.vetoes[0].fired, found.vetoes[0].possible, found.vetoes[0].unstated) == (False, True, True)


def test_a_missing_event_withholds_the_grade_once_the_case_is_closed() -> None:
    found = vetoed(10, absent(WATCHED), closed=True)
    assert (found.grade, found.possible, found.withheld) == (None, ("c",), ("veto-unstated",))


def test_a_missing_event_of_an_open_case_withholds_nothing() -> None:
    assert (vetoed(10, absent(WATCHED)).grade, vetoed(10, absent(WATCHED)).withheld) == ("c", ())


def keyed(score):
    key = {"key": model.KeyItem("key", LABEL, "mark", F(3, 5), "b", BASIS)}
    filler = (*RATED, item("paper", "paper", 100, ALL))
    edition = table((MARK, PAPER), filler, key_items=key, grades=grades(120, 50, None))
    return result(edition, score, known(PAPER, ""))


@pytest.mark.parametrize(("score", "slug", "missed"), [(61, "a", False), (60, "a", False), (59, "b", True)])
def test_a_missed_key_item_caps_and_its_share_itself_is_enough(score: int, slug: str, missed: bool) -> None:
    found = keyed(known(MARK, score))
    (state,) = found.key_items
    assert (found.grade, found.band, state.missed, state.possible) == (slug, ("a",), missed, missed)
    assert state.share_low == state.share_high == F(score, 100)


def test_an_open_key_item_can_be_missed_or_met() -> None:
    (state,) = keyed(between(MARK, Span(F(50), F(70)))).key_items
    assert (state.applicable, state.missed, state.possible) == (True, False, True)
    assert (state.share_low, state.share_high) == (F(1, 2), F(7, 10))


def test_a_key_item_whose_points_only_approach_the_share_is_missed() -> None:
    (state,) = keyed(between(MARK, Span(F(50), F(60), False, True))).key_items
    assert state.missed


def test_a_key_item_without_object_drops_out() -> None:
    found = keyed(gone(MARK))
    assert found.grade == "a" and not found.key_items[0].applicable and not found.key_items[0].missed


def test_a_key_item_reads_its_own_unscaled_points() -> None:
    more = replace(PAPER, slug="more", requirement="more")
    key = {"key": model.KeyItem("key", LABEL, "mark", F(3, 5), "b", BASIS)}
    items = (*RATED, item("paper", "paper", 100, ALL), item("more", "more", 100, ALL))
    edition = table((MARK, PAPER, more), items, key_items=key, grades=grades(120, 50, None))
    found = result(edition, known(MARK, 59), known(PAPER, ""), gone(more))
    assert found.band == ("a",) and found.grade == "b" and found.key_items[0].share_high == F(59, 100)


def test_veto_and_key_item_together_leave_the_worse() -> None:
    key = {"key": model.KeyItem("key", LABEL, "mark", F(95, 100), "b", BASIS)}
    edition = table((MARK, WATCHED), RATED, vetoes=VETO, key_items=key, **SCALE)
    assert result(edition, known(MARK, 90), known(WATCHED, 1)).grade == "c"
    assert result(edition, known(MARK, 90), known(WATCHED, 0)).grade == "b"
