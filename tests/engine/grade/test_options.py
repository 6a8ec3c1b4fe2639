"""What each part of a case can add: parts share no slot, shared premises are tried together, key items cut their spans."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.build.possibilities import possibilities
from engine.errors import EngineError
from engine.exact import Span
from engine.grade import options as module
from engine.grade.options import Option, firing, options, parts
from engine.model import edition as model
from engine.model.case import Reading
from engine.model.finding import Possibility
from engine.run import find
from engine.score import score
from tests.engine.build.made_up import BASIS, EVENTS, LABEL, MARK, PAPER, WORLD
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import absent, between, case_of, gone, grades, item, known, plain_verdicts, table, tree

F = Fraction
ALL = model.AllOrNothing()
MORE = replace(PAPER, slug="more", requirement="more")
VETO = {"events": model.Veto("events", LABEL, "events", "c", BASIS)}
BOTH = tree("both", model.Logic.ALL_OF, "paper", "events")


def point(value: int | Fraction) -> Span:
    return Span.point(F(value))


def found_options(edition: model.Edition, *premises, closed: bool = False) -> list[list[Option]]:
    """The options of every part of a case."""
    case = case_of(*premises, closed=closed)
    possible = possibilities(case, edition, shapes_for(edition), WORLD)
    verdicts = plain_verdicts(possible)
    scores = score(edition, case, find(edition, case, possible, verdicts), verdicts)
    return [options(edition, scores, possible, verdicts, part) for part in parts(edition)]


def test_items_without_a_common_slot_are_parts_of_their_own() -> None:
    edition = table((PAPER, MORE), (item("paper", "paper", 10, ALL), item("more", "more", 5, ALL)))
    assert [(part.items, part.shared) for part in parts(edition)] == [
        (("paper",), frozenset()),
        (("more",), frozenset()),
    ]


def test_an_item_and_a_veto_on_one_slot_hang_together() -> None:
    edition = table((PAPER, EVENTS), (item("both", "both", 10, ALL),), (BOTH,), vetoes=VETO)
    (part,) = parts(edition)
    assert (part.items, part.vetoes, part.shared) == (("both",), ("events",), frozenset({"events"}))


def test_a_slot_that_joins_two_groups_makes_them_one() -> None:
    items = (item("paper", "paper", 10, ALL), item("events", "events", 5, ALL), item("both", "both", 2, ALL))
    (part,) = parts(table((PAPER, EVENTS), items, (BOTH,)))
    assert set(part.items) == {"paper", "events", "both"} and part.shared == {"paper", "events"}


def test_a_known_premise_leaves_one_option() -> None:
    edition = table((PAPER,), (item("paper", "paper", 10, ALL),))
    assert found_options(edition, known(PAPER, "")) == [[Option(point(10), point(0), 0)]]


def test_an_open_premise_leaves_one_option_for_each_way_best_first() -> None:
    edition = table((PAPER,), (item("paper", "paper", 10, ALL),))
    assert found_options(edition, absent(PAPER)) == [[Option(point(10), point(0), 0), Option(point(0), point(0), 0)]]


def test_a_shared_event_loses_points_and_fires_the_veto_at_once() -> None:
    edition = table((EVENTS,), (item("events", "events", 10, ALL),), vetoes=VETO, grades=grades(80, 50, None))
    (found,) = found_options(edition, absent(EVENTS))
    assert set(found) == {Option(point(10), point(0), 0), Option(point(0), point(0), 0), Option(point(0), point(0), 3)}


def test_an_item_without_object_adds_nothing() -> None:
    edition = table((PAPER, MORE), (item("paper", "paper", 10, ALL), item("more", "more", 5, ALL)))
    assert found_options(edition, gone(PAPER), known(MORE, ""))[0] == [Option(point(0), point(0), 0)]


def test_bonus_points_stand_beside_the_base() -> None:
    edition = table((MARK,), (item("mark", "mark", 10, model.Judged("mark"), bonus=True),))
    assert found_options(edition, known(MARK, 50)) == [[Option(point(0), point(5), 0)]]


def keyed(share: Fraction) -> model.Edition:
    """A rated item that is a key item with a least share."""
    key = {"mark": model.KeyItem("mark", LABEL, "mark", share, "b", BASIS)}
    return table((MARK,), (item("mark", "mark", 10, model.Judged("mark")),), key_items=key, grades=grades(80, 50, None))


@pytest.mark.parametrize(("rating", "cap"), [(59, 2), (60, 0), (61, 0)])
def test_a_key_item_caps_below_its_share_and_not_at_it(rating: int, cap: int) -> None:
    assert found_options(keyed(F(3, 5)), known(MARK, rating)) == [[Option(point(F(rating, 10)), point(0), cap)]]


def test_a_span_over_the_edge_of_a_key_item_is_cut_there() -> None:
    (found,) = found_options(keyed(F(1, 2)), absent(MARK))
    below = Option(Span(F(0), F(5), False, True), point(0), 2)
    above = Option(Span(F(5), F(10), False, False), point(0), 0)
    assert found == [above, below]


def test_a_span_that_ends_open_at_the_edge_stays_below_it() -> None:
    found = found_options(keyed(F(1, 2)), between(MARK, Span(F(10), F(50), False, True)))
    assert found == [[Option(Span(F(1), F(5), False, True), point(0), 2)]]


def years(*counts: tuple[int | None, ...]) -> dict:
    """The events that each year can have; None is nothing supplied."""
    ways = [
        tuple(Possibility(None if n is None else Reading("events", count=n), None) for n in year) for year in counts
    ]
    return {("events", 2020 + place): one for place, one in enumerate(ways)} | {("paper", 2020): (Possibility(None),)}


@pytest.mark.parametrize(
    ("counts", "fires"),
    [
        (((0,),), {False}),
        (((2,),), {True}),
        (((0, 1),), {True, False}),
        (((0,), (1,)), {True}),
        (((0,), (0, 1)), {True, False}),
        (((None,),), {False}),
        (((None, 1), (0,)), {True, False}),
        ((), {False}),
    ],
)
def test_a_veto_fires_by_a_proven_event_of_any_year_and_never_by_silence(counts, fires: set[bool]) -> None:
    assert firing(years(*counts), "events") == fires


def test_too_many_shared_ways_are_refused_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    edition = table((EVENTS,), (item("events", "events", 10, ALL),), vetoes=VETO, grades=grades(80, 50, None))
    with pytest.raises(EngineError) as error:
        found_options(edition, absent(EVENTS))
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found, fault.fields()["most"]) == ("SCO-002", "events", "3", "2")


def test_too_many_options_are_refused_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    edition = table((PAPER,), (item("paper", "paper", 10, ALL),))
    with pytest.raises(EngineError) as error:
        found_options(edition, absent(PAPER))
    assert (error.value.faults[0].code, error.value.faults[0].where) == ("SCO-002", "options")
