"""Weights drawn by chance: whole numbers, the sum and the bounds kept, the same for a seed, edges to the last unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine.questions import robustness_draws as draws
from engine.questions.robustness_draws import Samples, samples
from engine.questions.robustness_regrade import Regrading
from engine.questions.robustness_weights import Standing, Watch, Weights, weights
from tests.engine.questions.made_up_robustness import SETTLED

F = Fraction
FOUND = weights(Regrading(SETTLED))
PAIR = Weights(Standing.KEPT, {"x": F(10), "y": F(20)}, (), None, held=False)


def watching(edge: Fraction, *, up: bool, touching: bool) -> Weights:
    """Two items of which only the first earns anything: 10 points now."""
    return replace(PAIR, watches=(Watch({"x": F(1), "y": F(0)}, F(10), edge, up, touching, ("b",)),))


def test_the_same_seed_gives_the_same_draws_and_another_others() -> None:
    radius = FOUND.flip.distance * 2
    one, same, other = (samples(FOUND, radius, seed, 2_500) for seed in (1, 1, 2))
    assert one == same and one.kept != other.kept
    assert (one.seed, one.draws, one.radius, one.share) == (1, 2_500, radius, F(one.kept, 2_500))


def test_inside_the_distance_all_keep_the_grade_and_beyond_some_do_not() -> None:
    inside, beyond = (samples(FOUND, FOUND.flip.distance * part, 3, 10_000) for part in (F(999, 1000), F(2)))
    assert inside == Samples(3, 10_000, FOUND.flip.distance * F(999, 1000), 10_000)
    assert F(8, 10) < beyond.share < 1


def test_each_change_keeps_the_sum_stays_within_the_radius_and_takes_no_more_than_there_is() -> None:
    chance = np.random.Generator(np.random.PCG64(4))
    has = np.array([3, 50, 1_000, 7], dtype=np.int64)
    found = draws._changes(has, 400, 1_000, chance)
    assert found.dtype == np.int64 and found.shape == (1_000, 4)
    assert (found.sum(axis=1) == 0).all() and (found + has >= 0).all()
    assert abs(found).sum(axis=1).max() <= 800
    assert ((found != 0).sum(axis=1)[1::2] <= 2).all()  # odd draws: one gives, one takes


def test_blocks_are_of_a_thousand_and_the_last_one_is_the_rest() -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    assert [len(block) for block in draws._blocks(PAIR, 10, chance, 2_300)] == [1_000, 1_000, 300]


@pytest.mark.parametrize(
    ("up", "touching", "gains"),
    [
        (True, True, {-1: True, 0: False, 1: False}),
        (True, False, {-1: True, 0: True, 1: False}),
        (False, False, {-1: False, 0: True, 1: True}),
        (False, True, {-1: False, 0: False, 1: True}),
    ],
)
def test_the_edge_is_kept_to_the_last_unit(up: bool, touching: bool, gains: dict[int, bool]) -> None:
    found = watching(F(12), up=up, touching=touching)
    changes = np.array([[2 * draws.UNIT + gain, -2 * draws.UNIT - gain] for gain in gains], dtype=np.int64)
    assert dict(zip(gains, draws._kept(found, changes).tolist(), strict=True)) == gains


def test_shares_that_pass_64_bits_are_summed_exactly() -> None:
    tiny = F(1, 10**30)
    found = replace(PAIR, watches=(Watch({"x": F(1, 3) + tiny, "y": F(1, 3)}, F(0), tiny, True, True, ("b",)),))
    changes = np.array([[draws.UNIT, -draws.UNIT], [draws.UNIT - 1, 1 - draws.UNIT]], dtype=np.int64)
    assert draws._kept(found, changes).tolist() == [False, True]


def test_a_radius_beyond_all_weights_is_all_of_them() -> None:
    assert samples(PAIR, F(10**9), 1, 10).kept == 10
    alone = Weights(Standing.KEPT, {"x": F(10)}, PAIR.watches, None, held=False)
    assert samples(alone, F(20), 1, 10).kept == 10
