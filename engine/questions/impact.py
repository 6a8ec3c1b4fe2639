"""Impact: what a change of the edition would do to all cases at once — who gains, who loses, whose grade flips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np
import numpy.typing as npt

from engine.assess import Built, Standard
from engine.build import build
from engine.errors import UsageError
from engine.matrix import Graded, Matrix, grade_again, grade_all, matrix_of
from engine.matrix.again import unequal
from engine.matrix.contents import NONE, Contents
from engine.matrix.exact import Exact
from engine.model.case import Case, CaseKey, State
from engine.model.change import Change, Window
from engine.model.edition import Edition
from engine.model.evidence import Evidence
from engine.model.world import World
from engine.questions.changes import changed, check_ranges, named, slots_off

Bools = npt.NDArray[np.bool_]
Interval = tuple[Fraction, Fraction]
Rebuild = Callable[[Edition], Sequence[Case]]
Cased = tuple[Standard, Evidence, Case]  # a case with what it is judged by and what was delivered


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """What a change does to one item of one case: its rescaled points, least and greatest, before and after."""

    item: str
    before: Interval
    after: Interval


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one case: graded scores, grades still possible, and the items behind it.

    `near` is how far a settled score then is from the nearest edge of a grade that it has not crossed.
    """

    case: CaseKey
    before: Interval
    after: Interval
    grades_before: tuple[str, ...]
    grades_after: tuple[str, ...]
    items: tuple[ItemEffect, ...]
    near: Fraction | None

    @property
    def flips(self) -> bool:
        """Whether the set of possible grades changes."""
        return self.grades_before != self.grades_after


@dataclass(frozen=True, slots=True)
class Impact:
    """A change over all cases of a matrix.

    Shape: `moved` and `flipped` mark the cases whose score, or whose set of possible grades, is another. `differing` names
    the items that can be others, by the kinds of a case before and after (`Totals.pattern`).
    """

    changes: tuple[Change, ...]
    world: World
    matrix: Matrix
    before: Graded
    after: Graded
    moved: Bools
    flipped: Bools
    differing: Mapping[tuple[int, int], tuple[str, ...]]

    def effects(self) -> Iterator[Effect]:
        """The effect on every case that gains, loses or flips, in the order of the cases."""
        return (self.effect(int(place)) for place in np.flatnonzero(self.moved | self.flipped))

    def effect(self, place: int) -> Effect:
        """The effect on one case."""
        before, after = self.before, self.after
        kinds = int(before.totals.pattern[place]), int(after.totals.pattern[place])
        items = [self._item(slug, place) for slug in self.differing[kinds]]
        return Effect(
            self.matrix.cases[place].key,
            _interval(before, place),
            _interval(after, place),
            grades_of(before, place),
            grades_of(after, place),
            tuple(item for item in items if item.before != item.after),
            nearest_edge(after, place),
        )

    def _item(self, slug: str, place: int) -> ItemEffect:
        return ItemEffect(slug, _points(self.before, slug, place), _points(self.after, slug, place))

    def near(self, distance: Fraction) -> Iterator[Effect]:
        """The cases whose grade stays, with a settled score within `distance` points of another grade's."""
        return (self.effect(int(place)) for place in np.flatnonzero(~self.flipped & _near(self.after, distance)))


def impact(
    matrix: Matrix, before: Graded, world: World, changes: Sequence[Change], rebuild: Rebuild | None = None
) -> Impact:
    """Try changes on all cases of a matrix; the numbers are those of a full run under the changed edition.

    `rebuild` gives the same cases under an edition with other windows; without it a window can only become shorter.
    Raises: UsageError IMP-001 and IMP-002 (see `changed`, `check_ranges`), IMP-003 for a longer window without `rebuild`.
    """
    edition, shapes = changed(before.edition, before.shapes, changes)
    check_ranges(edition, shapes, world, changes)
    then = _contents_after(matrix, before.edition, edition, changes, rebuild)
    after = grade_again(then, before, edition, shapes, world)
    totals, now = before.totals, after.totals
    moved = unequal(totals.low, now.low) | unequal(totals.high, now.high)
    flipped = (before.grades.possible != after.grades.possible).any(axis=1)
    return Impact(tuple(changes), world, matrix, before, after, moved, flipped, _differing(before, after))


def _differing(before: Graded, after: Graded) -> dict[tuple[int, int], tuple[str, ...]]:
    """The items whose rescaled points can be others: reckoned anew, or with another factor."""
    own = {slug for slug in after.edition.items if before.items.get(slug) is not after.items.get(slug)}
    pairs = set(zip(before.totals.pattern.tolist(), after.totals.pattern.tolist(), strict=True))
    return {pair: tuple(_with_factors(before, after, pair, own)) for pair in pairs}


def _with_factors(before: Graded, after: Graded, kinds: tuple[int, int], own: Set[str]) -> Iterator[str]:
    was, now = before.totals.factors[kinds[0]], after.totals.factors[kinds[1]]
    return (slug for slug in after.edition.items if slug in own or was.get(slug) != now.get(slug))


def _contents_after(
    matrix: Matrix, old: Edition, new: Edition, changes: Sequence[Change], rebuild: Rebuild | None
) -> Matrix:
    """The matrix with windows cut or rebuilt, and with nothing in the slots of clauses that are switched off."""
    windows = {change.slot: change.years for change in changes if isinstance(change, Window)}
    longer = [slot for slot, years in windows.items() if years > named(old.slots, slot, old.name).window]
    if longer and rebuild is None:
        raise UsageError.of("IMP-003", longer[0], str(windows[longer[0]]), wanted=str(old.slots[longer[0]].window))
    if longer and rebuild is not None:
        matrix = matrix_of(new, rebuild(new))
    contents = {slot: _cut(one, windows.get(slot)) for slot, one in matrix.contents.items()}
    contents |= {slot: _without_object(contents[slot]) for slot in slots_off(new, changes)}
    return replace(matrix, contents=contents)


def _cut(contents: Contents, years: int | None) -> Contents:
    if years is None or contents.places.shape[1] <= years:
        return contents
    return replace(contents, places=contents.places[:, :years])


def _without_object(contents: Contents) -> Contents:
    if not contents.premises:
        return contents
    none = replace(contents.premises[0], state=State.NO_OBJECT, reason="no-object-stated", known=None, target=None)
    places = np.where(contents.places == NONE, NONE, 0).astype(np.int32)
    return replace(
        contents,
        places=places,
        premises=(none,),
        closed=(False,),
        readings=np.full(1, NONE, dtype=np.int32),
        numbers=Exact.constant(Fraction(0), 1),
        levels=(None,),
    )


def _interval(graded: Graded, place: int) -> Interval:
    return graded.totals.low.at(place), graded.totals.high.at(place)


def _points(graded: Graded, slug: str, place: int) -> Interval:
    """The rescaled points of an item; an item that the edition lacks has none."""
    if slug not in graded.items:
        return Fraction(0), Fraction(0)
    one, factor = graded.items[slug], graded.totals.factors[graded.totals.pattern[place]][slug]
    return one.low.at(place) * factor, one.high.at(place) * factor


def grades_of(graded: Graded, place: int) -> tuple[str, ...]:
    """The grades that a case can still have, best first."""
    return tuple(slug for slug, can in zip(graded.edition.grades, graded.grades.possible[place], strict=True) if can)


def _near(graded: Graded, distance: Fraction) -> Bools:
    """The cases with a settled score within a distance of the edge of a grade."""
    total = graded.totals.low
    settled = ~unequal(total, graded.totals.high) & graded.grades.possible.any(axis=1)
    found = np.zeros(len(total), dtype=bool)
    for grade in graded.edition.grades.values():
        if grade.lower_edge is not None:
            above = total.reaches(grade.lower_edge - distance)
            found |= above & total.times(Fraction(-1)).reaches(-grade.lower_edge - distance)
    return settled & found


def nearest_edge(graded: Graded, place: int) -> Fraction | None:
    """How far a settled score is from the nearest edge of a grade; None while it is open or where nothing is graded."""
    low, high = _interval(graded, place)
    if low != high or not graded.grades.possible[place].any():
        return None
    edges = (grade.lower_edge for grade in graded.edition.grades.values())
    return min((abs(low - edge) for edge in edges if edge is not None), default=None)


@dataclass(frozen=True, slots=True)
class Ground:
    """The cases of one standard, graded as they stand: what changes are tried on, as often as one likes."""

    world: World
    matrix: Matrix
    before: Graded
    rebuild: Rebuild

    def impact(self, changes: Sequence[Change]) -> Impact:
        """Try changes. Raises: as `impact`, but for IMP-003: windows are filled from the evidence."""
        return impact(self.matrix, self.before, self.world, changes, self.rebuild)


def ground_of(standard: Standard, cases: Sequence[Case], rebuild: Rebuild) -> Ground:
    """Cases of one standard that are at hand, as from the columns of a store; `rebuild` is asked for longer windows alone."""
    matrix = matrix_of(standard.edition, cases)
    return Ground(standard.world, matrix, grade_all(matrix, standard.edition, standard.shapes, standard.world), rebuild)


def grounds_of(found: Sequence[Cased]) -> tuple[Ground, ...]:
    """Cases as they are built from evidence (see `Readings.cases`), graded: one ground for each standard, in their order."""
    groups: dict[int, list[Cased]] = {}
    for one in found:
        groups.setdefault(id(one[0]), []).append(one)
    return tuple(
        ground_of(group[0][0], [case for _, _, case in group], partial(_rebuilt, tuple(group)))
        for group in groups.values()
    )


def _rebuilt(found: Sequence[Cased], edition: Edition) -> Sequence[Case]:
    return [
        build(case.key, edition, standard.world, evidence, case.mode, case.closed, case.waivers)
        for standard, evidence, case in found
    ]


def impact_on(built: Sequence[Built], changes: Sequence[Change]) -> tuple[Impact, ...]:
    """A change over cases as they are built from evidence: one impact for each standard, in their order.

    Raises: as `impact`, but for IMP-003: windows are filled from the evidence.
    """
    grounds = grounds_of([(one.standard, one.evidence, one.case) for one in built])
    return tuple(ground.impact(changes) for ground in grounds)
