"""Impact against a full re-run: random edits of random editions over random cases give the numbers of the rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from engine.errors import UsageError
from engine.matrix import grade_all, matrix_of
from engine.model.case import Case, State
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Bands, Edition
from engine.model.shape import Shapes
from engine.questions.changes import changed
from engine.questions.impact import Impact, impact
from tests.oracle.generated import WORLD, a_premise, made_up, made_up_case
from tests.oracle.test_matrix import by_rows, compared

EDITS = 500
EACH = 10  # edits of one edition, over the same cases
CASES = 5


def an_edit(edition: Edition, random: Random) -> Change:
    """One change that the edition allows, of any sort."""
    bands = [slug for slug, item in edition.items.items() if isinstance(item.method, Bands)]
    sorts = {
        "threshold": lambda: Threshold(random.choice(list(edition.parameters)), Fraction(random.randint(0, 100), 10)),
        "points": lambda: ItemPoints(random.choice(list(edition.items)), Fraction(random.randint(1, 40), 3)),
        "band": lambda: BandEdge(random.choice(bands), 2, Fraction(random.randint(31, 69), 10)),
        "grade": lambda: GradeEdge(random.choice("abc"), Fraction(random.randint(5, 30))),
        "veto": lambda: VetoCap(random.choice(list(edition.vetoes)), random.choice((None, "b", "d"))),
        "window": lambda: Window(random.choice(list(edition.slots)), random.randint(1, 3)),
        "off": lambda: ClauseOff(random.choice("45")),
    }
    lacking = {"threshold": edition.parameters, "band": bands, "veto": edition.vetoes}
    possible = [sort for sort in sorts if lacking.get(sort, True)]
    return sorts[random.choice(possible)]()


def with_windows(edition: Edition, cases: list[Case]) -> list[Case]:
    """The cases under other windows: years beyond them dropped, years that they gain made up, the same for every run."""
    return [replace(case, premises=dict(_premises(edition, case))) for case in cases]


def _premises(edition: Edition, case: Case):
    for slot in edition.slots.values():
        for year in range(case.key.year - slot.window + 1, case.key.year + 1):
            made = a_premise(slot, year, case.key, Random(f"{case.key.code} {slot.slug} {year}"), 0.2, without=True)
            yield (slot.slug, year), case.premises.get((slot.slug, year), made)


def switched_off(edition: Edition, changes: tuple[Change, ...], case: Case) -> Case:
    off = {change.clause for change in changes if isinstance(change, ClauseOff)}
    slots = {slot for one in edition.requirements.values() if one.clause in off for slot in one.slots}
    none = {"state": State.NO_OBJECT, "reason": "no-object-stated", "known": None, "ranges": (), "documents": ()}
    premises = {key: replace(one, **none) if one.slot in slots else one for key, one in case.premises.items()}
    return replace(case, premises=premises)


def tried(edition: Edition, shapes: Shapes, cases: list[Case], changes: tuple[Change, ...]) -> Impact | None:
    """The impact, or None where the changes make no sense together."""
    matrix = matrix_of(edition, cases)
    before = grade_all(matrix, edition, shapes, WORLD)
    try:
        return impact(matrix, before, WORLD, changes, lambda other: with_windows(other, cases))
    except UsageError:
        return None


@pytest.mark.parametrize("seed", range(EDITS // EACH))
def test_impact_equals_a_full_re_run(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.08 * (n % 4), n, disputes=True) for n in range(CASES)]
    made = 0
    while made < EACH:
        changes = tuple(an_edit(edition, random) for _ in range(random.choice((1, 1, 1, 2))))
        found = tried(edition, shapes, cases, changes)
        if found is None:
            continue
        made += 1
        then, others = changed(edition, shapes, changes)
        now = [switched_off(then, changes, case) for case in with_windows(then, cases)]
        for place, rows in enumerate(by_rows(then, others, now)):
            compared(found.after, place, *rows)


def test_every_sort_of_edit_is_tried_and_moves_something() -> None:
    sorts: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for seed in range(120):
        edition, shapes, random = made_up(seed)
        cases = [made_up_case(edition, random, 0.1, n) for n in range(3)]
        change = an_edit(edition, random)
        found = tried(edition, shapes, cases, (change,))
        if found is not None:
            sorts[type(change).__name__] += 1
            moved[type(change).__name__] += bool(found.moved.any() or found.flipped.any())
    assert len(sorts) == 7 and all(moved.values())


def test_no_change_moves_nothing() -> None:
    edition, shapes, random = made_up(3)
    cases = [made_up_case(edition, random, 0.2, n) for n in range(4)]
    found = tried(edition, shapes, cases, ())
    assert found is not None and not found.moved.any() and list(found.effects()) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_change_and_its_reverse_leave_the_numbers_as_they_were(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.1, n) for n in range(4)]
    slug, item = next(iter(edition.items.items()))
    found = tried(edition, shapes, cases, (ItemPoints(slug, Fraction(7)), ItemPoints(slug, item.points)))
    assert found is not None and not found.moved.any() and not found.flipped.any()


@pytest.mark.parametrize("seed", range(25))
def test_near_are_those_whose_own_distance_says_so(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.0, n) for n in range(8)]
    found = tried(edition, shapes, cases, (GradeEdge("b", Fraction(31, 2)),))
    assert found is not None
    for distance in (Fraction(0), Fraction(1, 3), Fraction(2), Fraction(9)):
        expected = [
            effect
            for place in range(len(cases))
            if not (effect := found.effect(place)).flips and effect.near is not None and effect.near <= distance
        ]
        assert list(found.near(distance)) == expected
