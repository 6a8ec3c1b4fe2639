"""The grades that each case can still have: bands of the score, vetoes and key items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from engine.grade import grade
from engine.matrix.contents import NONE, Matrix
from engine.matrix.exact import Exact
from engine.matrix.points import ItemPoints
from engine.matrix.totals import Totals
from engine.matrix.verdicts import FIRES, NOBODY, SILENT, SlotVerdicts, Small, by_year
from engine.model.case import State
from engine.model.edition import Edition
from engine.model.finding import Findings
from engine.model.score import ItemScore, Scores

Bools = npt.NDArray[np.bool_]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades over all cases.

    Shape: `possible` and `band` are cases × grades, best first: what can come about, and what the score alone allows.
    `withheld` marks the closed cases whose final grade waits for a statement that a veto needs.
    """

    possible: Bools
    band: Bools
    withheld: Bools

    def final(self) -> npt.NDArray[np.intp]:
        """The place of the final grade among the edition's, or NONE."""
        one = (self.possible.sum(axis=1) == 1) & ~self.withheld
        return np.where(one, self.possible.argmax(axis=1), NONE)


@dataclass(frozen=True, slots=True)
class Known:
    """Grades found before, and the cases for which nothing that they hang on has changed since."""

    grades: Grades
    same: Bools


def grades(
    matrix: Matrix,
    edition: Edition,
    verdicts: Mapping[str, SlotVerdicts],
    items: Mapping[str, ItemPoints],
    summed: Totals,
    known: Known | None = None,
) -> Grades:
    """The possible grades of every case, computed jointly with vetoes and key items.

    Raises: EngineError SCO-002 or SCO-003 where the search for a case with open premises passes its limit.
    """
    vetoes = {slug: _firing(verdicts[veto.slot]) for slug, veto in edition.vetoes.items()}
    base = np.stack([items[slug].applicable for slug, item in edition.items.items() if not item.bonus]).any(axis=0)
    open_items = np.stack([one.spans != NONE for one in items.values()]).any(axis=0)
    open_vetoes: list[Bools] = [(found != SILENT) & (found != FIRES) for found in vetoes.values()]
    unsettled = np.logical_or.reduce([open_items, *open_vetoes])
    band = _band(edition, summed.low)
    worst = np.maximum(band, _caps(edition, items, vetoes))
    size = len(edition.grades)
    possible, bands = (np.arange(size) == one[:, None] for one in (worst, band))
    possible[~base], bands[~base] = False, False
    searched = unsettled & base
    if known is not None:
        same = searched & known.same
        possible[same], bands[same] = known.grades.possible[same], known.grades.band[same]
        searched &= ~same
    for place in np.flatnonzero(searched):
        found = _searched(matrix, edition, verdicts, items, summed, int(place))
        possible[place], bands[place] = found
    return Grades(possible, bands, _withheld(matrix, edition, verdicts) & base)


def _firing(verdicts: SlotVerdicts) -> Small:
    """Whether a veto on the slot can fire and can stay silent, for every case: one proven event fires it."""
    years = by_year(
        {verdicts.contents.slot: verdicts}, (verdicts.contents.slot,), "firing", SILENT, len(verdicts.contents.places)
    )
    fires, silent = ((years & FIRES) > 0).any(axis=1), ((years & SILENT) > 0).all(axis=1)
    return np.where(fires, FIRES, 0).astype(np.uint8) | np.where(silent, SILENT, 0).astype(np.uint8)


def _band(edition: Edition, total: Exact) -> npt.NDArray[np.intp]:
    """The place of the band of each score."""
    edges = [grade.lower_edge for grade in edition.grades.values() if grade.lower_edge is not None]
    reached = np.stack([total.reaches(edge) for edge in edges]).sum(axis=0, dtype=np.intp)
    found: npt.NDArray[np.intp] = len(edition.grades) - 1 - reached
    return found


def _caps(edition: Edition, items: Mapping[str, ItemPoints], vetoes: Mapping[str, Small]) -> npt.NDArray[np.intp]:
    """The place of the best grade that vetoes and key items leave, where they are settled."""
    scale = list(edition.grades)
    caps = [np.where(found == FIRES, scale.index(edition.vetoes[slug].at_most), 0) for slug, found in vetoes.items()]
    for key in edition.key_items.values():
        one = items[key.item]
        missed = one.applicable & ~one.low.reaches(key.minimum_share * edition.items[key.item].points)
        caps.append(np.where(missed, scale.index(key.at_most), 0))
    found: npt.NDArray[np.intp] = np.max(caps, axis=0) if caps else np.zeros(1, dtype=np.intp)
    return found


def _withheld(matrix: Matrix, edition: Edition, verdicts: Mapping[str, SlotVerdicts]) -> Bools:
    missing = np.zeros(len(matrix), dtype=bool)
    for veto in edition.vetoes.values():
        contents = verdicts[veto.slot].contents
        lacks = np.array([*(one.state is State.MISSING for one in contents.premises), False], dtype=bool)
        missing |= lacks[contents.places].any(axis=1)
    return missing & matrix.closed


def _searched(
    matrix: Matrix,
    edition: Edition,
    verdicts: Mapping[str, SlotVerdicts],
    items: Mapping[str, ItemPoints],
    summed: Totals,
    place: int,
) -> tuple[Bools, Bools]:
    """The grades of one case with open premises, by the search for one case."""
    case = matrix.cases[place]
    possible = {
        (slot, case.key.year - back): found.settled(int(content))
        for slot, found in verdicts.items()
        for back, content in enumerate(found.contents.places[place])
        if content != NONE
    }
    scores = scores_of(matrix, edition, items, summed, place)
    found = grade(edition, case, Findings(case.key, {}, possible), NOBODY, scores)
    scale = np.array(list(edition.grades))
    return np.isin(scale, found.possible), np.isin(scale, found.band)


def scores_of(matrix: Matrix, edition: Edition, items: Mapping[str, ItemPoints], summed: Totals, place: int) -> Scores:
    """The item scores of one case; chapters and sums are left to `engine.score`."""
    factors = summed.factors[summed.pattern[place]]
    found = {slug: _item_score(edition, slug, one, place, factors[slug]) for slug, one in items.items()}
    return Scores(matrix.cases[place].key, found, {}, ZERO, ZERO, ZERO, ZERO, ZERO)


def _item_score(edition: Edition, slug: str, points: ItemPoints, place: int, factor: Fraction) -> ItemScore:
    item, own = edition.items[slug], points.own(place)
    low, high = (own[0].low * factor, own[-1].high * factor) if own else (ZERO, ZERO)
    possible = item.points * factor if own else ZERO
    return ItemScore(slug, item.requirement, "", None, bool(own), item.bonus, factor, possible, low, high, own)
