"""Changes of an edition: each sort changes what it names and nothing else; what makes no sense is refused by name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from engine import home, standard_for
from engine.assess import Standard
from engine.errors import UsageError
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Bands
from engine.questions.changes import changed, slots_off
from engine.read.shapes_graph import read_shapes_graph

RATE = "product-supervision-pass-rate"


@cache
def standard() -> Standard:
    return standard_for(home(), "2021-draft")


def after(*changes: Change):
    return changed(standard().edition, standard().shapes, changes)


def test_a_threshold_moves_in_its_one_home() -> None:
    edition, shapes = after(Threshold(RATE, Fraction("94.5")))
    assert edition.parameters[RATE].value == Fraction("94.5")
    parts = shapes.by_slot[RATE].properties
    assert [part.constraints for part in parts] == [(("minCount", "1"), ("minInclusive", "94.5"))]
    before, now = (set(one.ntriples.split("\n")) for one in (standard().shapes, shapes))
    (gone,), (come,) = before - now, now - before
    assert gone.replace('"95"^^<http://www.w3.org/2001/XMLSchema#integer>', "x") == come.replace(
        '"94.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', "x"
    )
    assert read_shapes_graph([(shapes.ntriples.encode(), "nt")])


def test_bands_that_refer_to_a_threshold_move_with_it() -> None:
    edition, _ = after(Threshold(RATE, Fraction(96)))
    old, new = (one.items[RATE].method for one in (standard().edition, edition))
    assert isinstance(old, Bands) and isinstance(new, Bands)
    assert [band.edge for band in old.bands if band.parameter == RATE] == [Fraction(95)]
    assert [band.edge for band in new.bands if band.parameter == RATE] == [Fraction(96)]
    assert [band for band in old.bands if band.parameter != RATE] == [
        band for band in new.bands if band.parameter != RATE
    ]


def test_points_move_the_bands_in_proportion() -> None:
    edition, _ = after(ItemPoints(RATE, Fraction(70)))
    old, new = (one.items[RATE] for one in (standard().edition, edition))
    assert (old.points, new.points) == (Fraction(35), Fraction(70))
    assert isinstance(old.method, Bands) and isinstance(new.method, Bands)
    assert [band.points for band in new.method.bands] == [band.points * 2 for band in old.method.bands]


def test_an_edge_of_a_band_of_a_grade_and_a_window() -> None:
    edition, _ = after(BandEdge(RATE, 1, Fraction(97)), GradeEdge("b", Fraction(750)), Window(RATE, 1))
    method = edition.items[RATE].method
    assert isinstance(method, Bands) and method.bands[0].edge == Fraction(97) and method.bands[0].parameter is None
    assert edition.grades["b"].lower_edge == Fraction(750)
    assert edition.slots[RATE].window == 1


def test_a_veto_is_capped_otherwise_or_taken_away() -> None:
    (veto, *_) = standard().edition.vetoes
    assert after(VetoCap(veto, "d"))[0].vetoes[veto] == replace(standard().edition.vetoes[veto], at_most="d")
    assert veto not in after(VetoCap(veto, None))[0].vetoes


def test_a_clause_off_takes_the_slots_of_all_below_it() -> None:
    edition = standard().edition
    slots = slots_off(edition, (ClauseOff("environment-quality"),))
    assert slots == {
        slot
        for one in edition.requirements.values()
        for slot in one.slots
        if edition.clauses[one.clause].number.startswith("12")
    }
    assert after(ClauseOff("environment-quality")) == (edition, standard().shapes)


@pytest.mark.parametrize(
    ("change", "code", "found"),
    [
        (Threshold("product", Fraction(1)), "IMP-001", "product"),
        (ItemPoints("none", Fraction(1)), "IMP-001", "none"),
        (ItemPoints(RATE, Fraction(0)), "IMP-002", "0"),
        (BandEdge(RATE, 9, Fraction(1)), "IMP-002", "9"),
        (BandEdge(RATE, 1, Fraction(1)), "IMP-002", "1"),
        (GradeEdge("d", Fraction(1)), "IMP-002", "1"),
        (GradeEdge("b", Fraction(900)), "IMP-002", "900"),
        (GradeEdge("e", Fraction(1)), "IMP-001", "e"),
        (VetoCap("none", None), "IMP-001", "none"),
        (VetoCap(next(iter(standard().edition.vetoes)), "e"), "IMP-001", "e"),
        (Window(RATE, 0), "IMP-002", "0"),
        (ClauseOff("none"), "IMP-001", "none"),
    ],
)
def test_what_makes_no_sense_is_refused(change: Change, code: str, found: str) -> None:
    with pytest.raises(UsageError) as error:
        after(change)
    assert [(fault.code, fault.found) for fault in error.value.faults] == [(code, found)]
