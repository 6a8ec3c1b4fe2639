"""Robustness against re-running: at each distance the grade flips, and nothing drawn at 0.999 of it does; the full count by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from engine.model.case import Premise
from engine.questions.robustness import robustness
from tests.oracle.robustness import Check, checked, drawn, generated, with_threshold, with_value

F = Fraction
SETTLED, OPEN = range(48), range(40)
SAMPLES = 200
FEW = 5


@cache
def settled(seed: int) -> Check:
    """The check of one settled case, with the draws of the suite for a few and some for the others."""
    found = checked(generated(seed), SAMPLES if seed < 12 else 20, seed)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", SETTLED)
def test_a_settled_grade_flips_at_the_distance_and_nowhere_inside(seed: int) -> None:
    assert settled(seed).faults == []


@pytest.mark.parametrize("seed", OPEN)
def test_the_best_and_the_worst_of_several_grades_flip_likewise(seed: int) -> None:
    found = checked(generated(seed, F(1, 5)), FEW, seed)
    assert found is None or found.faults == []


def test_below_a_target_that_is_not_due_yet_the_law_of_building_holds() -> None:
    """A premise that falls short of it is undecided while the case is open, and has no object once it is closed."""
    found = [seed for seed in range(1, 400, 2) if any(is_early(one) for one in drawn(seed)[2].premises.values())]
    checks = [checked(generated(seed), FEW, seed) for seed in found]
    assert [check.faults for check in checks if check is not None and check.faults] == []
    assert len(found) > 10 and {check.one.case.closed for check in checks if check is not None} == {True, False}


def is_early(premise: Premise) -> bool:
    return premise.target is not None and premise.target.early


def test_the_cases_are_of_every_sort() -> None:
    counts: Counter[str] = Counter()
    for seed in SETTLED:
        counts.update(settled(seed).counts)
    kinds = [f"{kind} {way}" for kind in ("threshold", "observation") for way in ("flips", "flips beyond", "kept")]
    assert all(counts[kind] > 10 for kind in kinds)
    assert counts["weights flips"] > 20 and counts["weights held"] > 3 and counts["weights kept"] > 5
    assert counts["checks"] > 4_000


@pytest.mark.parametrize("seed", range(12))
def test_by_all_steps_of_the_engine_the_flip_is_there_too(seed: int) -> None:
    """The naive evaluator is not the only witness: the engine itself, from the changed case or edition on."""
    from tests.engine.questions.made_up_contrast import whole, with_limit
    from tests.oracle.test_whynot import PLANNED

    one = generated(seed)
    for found in robustness(one, 0, 1).thresholds:
        if found.flip is not None:
            edition, shapes = with_limit(one.edition, one.shapes, found.parameter, found.flip.seen)
            assert whole(edition, shapes, one.case, PLANNED).grade.possible == found.flip.grades
    for seen in robustness(one, 0, 1).observations:
        if seen.flip is not None and not one.edition.slots[seen.slot].limit_digits:
            case = with_value(one, (seen.slot, seen.year), seen.flip.seen)
            assert whole(one.edition, one.shapes, as_counts(case), PLANNED).grade.possible == seen.flip.grades


def as_counts(case):
    """The case with counts of events as whole numbers, which the naive evaluator does not mind."""
    premises = {
        key: replace(one, known=replace(one.known, count=int(one.known.count)))
        if one.known is not None and one.known.count is not None
        else one
        for key, one in case.premises.items()
    }
    return replace(case, premises=premises)


def test_the_oracle_finds_what_is_wrong() -> None:
    """An answer made 2 per cent too far, or one that flips nowhere, is seen."""
    wrong = 0
    for seed in range(20):
        check = Check(generated(seed), 50, seed)
        for found in check.answer.thresholds:
            if found.flip is not None and found.flip.distance:
                nowhere = replace(found, flip=None)
                check.number("threshold", nowhere, found.parameter, lambda v, f=found, c=check: c.threshold(f, v))
                assert check.faults
                wrong += 1
    assert wrong > 3


def test_a_threshold_moved_for_the_oracle_stands_in_shape_parameter_and_band() -> None:
    one = next(found for found in map(generated, range(20)) if found.edition.parameters)
    slug = next(iter(one.edition.parameters))
    edition, shapes = with_threshold(one, slug, F(7, 3))
    assert edition.parameters[slug].value == F(7, 3)
    assert "7/3" in [value for part in shapes.by_slot[slug].properties for _, value in part.constraints]
