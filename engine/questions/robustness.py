"""Robustness: the smallest change of one threshold, of one observation or of the weights that flips the grade of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.errors import PlanError
from engine.explain.causes import parameter_of
from engine.model.assessment import Assessment
from engine.model.case import CaseKey
from engine.model.edition import SlotKind
from engine.questions.decided import check_decided
from engine.questions.robustness_draws import Samples, samples
from engine.questions.robustness_numbers import ObservationLine, ThresholdLine, observations, range_of, thresholds
from engine.questions.robustness_regrade import Regrading
from engine.questions.robustness_search import (
    Flip,
    Grades,
    ends,
    in_order,
    nearest_flip,
    nearest_rounded,
    nearest_whole,
)
from engine.questions.robustness_weights import Weights, weights

DRAWS = 10_000
INSIDE, BEYOND = Fraction(999, 1000), Fraction(2)
RATING, EVENTS = "rating", "events"


class Gradable(StrEnum):
    """What the question is about: a message key."""

    ONE = "one"  # one grade
    SEVERAL = "several"  # the best and the worst of those still possible
    NOT_YET = "notYet"  # all grades are possible
    NO_SCORE = "noScore"  # nothing applies


@dataclass(frozen=True, slots=True)
class Threshold:
    """One parameter of the edition; `unit` is a slug, `rating` or `events`. `low` to `high` is what it could be.

    `flip` None: no value in that range flips the grade. `assumed`: the threshold is not the standard's.
    """

    parameter: str
    slots: tuple[str, ...]
    value: Fraction
    unit: str
    low: Fraction
    high: Fraction
    flip: Flip | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Observed:
    """One known quantity, mean rating or count of events of one year. `high` is None for a count.

    `value` is exact, before any rounding that the slot asks for. `assumed`: the limit of its slot is not the standard's.
    """

    requirement: str
    slot: str
    year: int
    kind: SlotKind
    raw: str
    value: Fraction
    unit: str
    low: Fraction
    high: Fraction | None
    flip: Flip | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Robustness:
    """How far a case is from another grade.

    `grades` are those possible now, best first. Thresholds and observations stand nearest first, those that do not flip
    last; `weights` is None, and all is empty, where there is no grade to ask about. `samples`: the cross-check of the weights, just
    inside the distance and at twice it. `assumed`: points or the edges of grades are not the standard's, and so every distance.
    """

    case: CaseKey
    assessment: str
    gradable: Gradable
    grades: Grades
    thresholds: tuple[Threshold, ...]
    observations: tuple[Observed, ...]
    weights: Weights | None
    samples: tuple[Samples, ...]
    assumed: bool

    @property
    def nearest_threshold(self) -> Threshold | None:
        """The threshold with the smallest change that flips the grade."""
        return next((one for one in self.thresholds if one.flip is not None), None)

    @property
    def nearest_observation(self) -> Observed | None:
        """The observation with the smallest change that flips the grade; each counts in its own unit."""
        return next((one for one in self.observations if one.flip is not None), None)


def robustness(assessment: Assessment, seed: int = 0, draws: int = DRAWS) -> Robustness:
    """The exact smallest change of each threshold, of each observation and of the weights (L1) that flips the grade.

    Unit: each threshold and observation in its own, weights in points. One thing changes at a time: where two slots read one
    figure, each of the two premises is changed by itself. While several grades are possible, a flip changes the best or the
    worst of them; where all are, there is nothing to ask yet.
    Unknowns: only known quantities, ratings and counts are changed; open premises stay open, and their ranges are what they are.
    Documents, targets, vetoes, key items and bands without a parameter stay too. Where a slot asks for rounding (GB/T 8170),
    a value is changed before it is rounded, and a threshold is compared with the rounded values.
    The nearest threshold and observation are confirmed by grading the case anew by all steps, and the weights by `draws` draws
    from `seed`, of which none may flip inside the distance.
    Raises: UsageError EXP-003 while an object is disputed; PlanError ROB-001 where they are not confirmed; EngineError as the fast lane and `grade` do.
    Source: design.md, section 8.
    """
    check_decided(assessment, "robustness")
    gradable = _gradable(assessment)
    if gradable in (Gradable.NOT_YET, Gradable.NO_SCORE):
        return _answer(assessment, gradable, (), (), None, ())
    regrading = Regrading(assessment)
    limits = [(line, nearest_flip(line)) for line in thresholds(regrading)]
    seen = [(line, _flip_of(line)) for line in observations(regrading)]
    _confirm(limits)
    _confirm(seen)
    moved = weights(regrading)
    return _answer(
        assessment,
        gradable,
        [_threshold(line, flip) for line, flip in limits],
        [_observed(line, flip) for line, flip in seen],
        moved,
        _cross_check(moved, seed, draws),
    )


def _gradable(assessment: Assessment) -> Gradable:
    grade = assessment.grade
    if not grade.possible:
        return Gradable.NO_SCORE
    if len(grade.possible) == 1:
        return Gradable.ONE
    return Gradable.SEVERAL if grade.gradable else Gradable.NOT_YET


def _answer(
    assessment: Assessment,
    gradable: Gradable,
    limits: Sequence[Threshold],
    seen: Sequence[Observed],
    moved: Weights | None,
    drawn: tuple[Samples, ...],
) -> Robustness:
    return Robustness(
        case=assessment.case.key,
        assessment=assessment.digest,
        gradable=gradable,
        grades=assessment.grade.possible,
        thresholds=tuple(limits[place] for place in in_order([one.flip for one in limits])),
        observations=tuple(seen[place] for place in in_order([one.flip for one in seen])),
        weights=moved,
        samples=drawn,
        assumed=assessment.edition.grades_assumed,
    )


def _flip_of(line: ObservationLine) -> Flip | None:
    """The nearest flip of an observation: a whole number of events, or before rounding where the slot asks for it."""
    if line.premise.kind is SlotKind.EVENT:
        return nearest_whole(line)
    if line.rounded:
        digits = line.slot.limit_digits or 0
        return nearest_rounded(line, line.exact(), digits, *range_of(line.regrading, line.slot.slug))
    return nearest_flip(line)


def _threshold(line: ThresholdLine, flip: Flip | None) -> Threshold:
    parameter = line.parameter
    unit = next((unit_of(line.regrading, slot) for slot in sorted(line.slots)), "")
    return Threshold(
        parameter.slug,
        tuple(sorted(line.slots)),
        line.start,
        unit,
        line.low,
        line.high,
        flip,
        parameter.basis.assumed,
    )


def _observed(line: ObservationLine, flip: Flip | None) -> Observed:
    premise, assessment = line.premise, line.regrading.assessment
    parameter = parameter_of(assessment.edition, assessment.shapes, premise.slot)
    return Observed(
        requirement=premise.requirement,
        slot=premise.slot,
        year=premise.year,
        kind=premise.kind,
        raw=premise.raw,
        value=line.exact() if line.rounded else line.start,
        unit=unit_of(line.regrading, premise.slot),
        low=line.low,
        high=None if premise.kind is SlotKind.EVENT else line.high,
        flip=flip,
        assumed=premise.target is None and parameter is not None and parameter.basis.assumed,
    )


def unit_of(regrading: Regrading, slot: str) -> str:
    """The unit of a slot's numbers: its indicator's, `rating` or `events`."""
    found = regrading.edition.slots[slot]
    if found.kind is SlotKind.QUANTITY:
        return regrading.assessment.world.indicators[found.indicator or ""].unit
    return EVENTS if found.kind is SlotKind.EVENT else RATING


def _confirm(found: Sequence[tuple[ObservationLine | ThresholdLine, Flip | None]]) -> None:
    """The nearest flip must come of all the steps too. Raises: PlanError ROB-001, a bug of ours."""
    flips = [flip for _, flip in found]
    nearest = next((place for place in in_order(flips) if flips[place] is not None), None)
    if nearest is None:
        return
    (line, _), flip = found[nearest], flips[nearest]
    assert flip is not None
    grades = line.whole(flip.seen)
    if ends(grades) != ends(flip.grades):
        raise PlanError.of("ROB-001", str(flip.seen), ", ".join(grades) or "-")


def _cross_check(moved: Weights, seed: int, draws: int) -> tuple[Samples, ...]:
    """Draws just inside the distance, and at twice it; over all weights where nothing flips. None without edges to watch.

    Raises: PlanError ROB-001 where a draw inside flips.
    """
    if not moved.watches or not moved.by_item:
        return ()
    flip = moved.flip
    radii = [2 * moved.total] if flip is None else [flip.distance * INSIDE, flip.distance * BEYOND]
    found = tuple(samples(moved, radius, seed, draws) for radius in radii)
    if found[0].kept < draws:
        raise PlanError.of("ROB-001", f"weights, L1 {radii[0]}", f"{found[0].kept} / {draws}")
    return found
