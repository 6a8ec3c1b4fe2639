"""Weights moved between items: the nearest edge that matters, what holds the grade, and what no order of items is best for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from engine.model import edition as model
from engine.questions.robustness_regrade import Regrading
from engine.questions.robustness_weights import Move, Standing, Watch, WeightFlip, smallest_change, weights
from tests.engine.build.made_up import happened
from tests.engine.explain.made_up import EDITION, RECORDS, assessed
from tests.engine.questions.made_up_robustness import FREE, FULL, HELD, SETTLED

F = Fraction
WEIGHTS = {"x": F(10), "y": F(20), "z": F(30)}
SHARES = {"x": F(1), "y": F(1, 2), "z": F(0)}  # 20 points in all


def watch(edge: Fraction | int, *, up: bool = True, touching: bool = True, shares=SHARES) -> Watch:
    total = sum((WEIGHTS[slug] * share for slug, share in shares.items()), F(0))
    return Watch(shares, total, F(edge), up, touching, ("b",))


def test_to_rise_points_go_from_the_least_share_to_the_greatest() -> None:
    assert smallest_change(WEIGHTS, watch(25)) == WeightFlip(
        F(10), True, (Move("z", F(-5), F(0)), Move("x", F(5), F(1))), ("b",)
    )
    # all 30 of z, then 10 of y at half the gain
    assert smallest_change(WEIGHTS, watch(55)) == WeightFlip(
        F(80), True, (Move("z", F(-30), F(0)), Move("y", F(-10), F(1, 2)), Move("x", F(40), F(1))), ("b",)
    )


def test_to_fall_points_go_the_other_way_and_the_edge_itself_is_not_enough() -> None:
    assert smallest_change(WEIGHTS, watch(15, up=False, touching=False)) == WeightFlip(
        F(10), False, (Move("x", F(-5), F(1)), Move("z", F(5), F(0))), ("b",)
    )


def test_at_the_edge_already_the_least_change_flips() -> None:
    assert smallest_change(WEIGHTS, watch(20, up=False, touching=False)) == WeightFlip(F(0), False, (), ("b",))


def test_what_all_points_together_do_not_reach_never_flips() -> None:
    assert smallest_change(WEIGHTS, watch(60)).distance == F(100)  # all in x
    assert smallest_change(WEIGHTS, watch(60, touching=False)) is None
    assert smallest_change(WEIGHTS, watch(F(601, 10))) is None
    assert smallest_change(WEIGHTS, watch(31, shares=dict.fromkeys(WEIGHTS, F(1, 2)))) is None
    assert smallest_change({}, watch(25)) is None


def test_no_smaller_change_does_as_much() -> None:
    """Against chance: of 2,000 changes smaller than the distance none reaches the edge."""
    random = Random(1)
    found = smallest_change(WEIGHTS, watch(35))
    for _ in range(2_000):
        cuts = [F(0), *sorted(F(random.randint(0, 100), 100) for _ in range(2)), F(1)]
        gains = [found.distance / 2 * F(99, 100) * (high - low) for low, high in pairwise(cuts)]
        random.shuffle(gains)
        lost = [min(weight, gain) for weight, gain in zip(WEIGHTS.values(), random.sample(gains, 3), strict=True)]
        if sum(gains) == sum(lost):
            changed = [w + gain - less for w, gain, less in zip(WEIGHTS.values(), gains, lost, strict=True)]
            assert sum(weight * share for weight, share in zip(changed, SHARES.values(), strict=True)) < 35


def test_a_key_item_holds_the_grade_and_only_the_edge_below_is_watched() -> None:
    found = weights(Regrading(HELD))
    assert (found.held, found.standing, found.total) == (True, Standing.FLIPS, F(106))
    assert [(one.edge, one.up, one.grades) for one in found.watches] == [
        (F(50), False, ("c",)),
        (F(50), False, ("b", "c")),
    ]


def test_open_premises_watch_both_extremes() -> None:
    """Events are open: at least 62.5 points (a veto may hold c), at most 82 (a key item holds b)."""
    found = weights(Regrading(assessed(*RECORDS)))
    assert [(one.total, one.edge, one.up, one.grades) for one in found.watches] == [(F(82), F(50), False, ("c",))]
    free = weights(Regrading(assessed(*RECORDS, edition=replace(FREE, vetoes={}))))
    assert [(one.total, one.edge, one.up, one.touching, one.grades) for one in free.watches] == [
        (F(125, 2), F(80), True, True, ("a",)),
        (F(82), F(80), False, False, ("b",)),
        (F(125, 2), F(50), False, False, ("a", "c")),
    ]


def test_bonus_points_have_no_weight_and_count_within_their_cap() -> None:
    found = weights(Regrading(SETTLED))
    assert set(found.by_item) == {"rate", "burden", "aimed", "both"}
    capped = weights(Regrading(assessed(*FULL, closed=True, edition=replace(FREE, bonus_cap=F(3)))))
    assert (found.watches[0].total, capped.watches[0].total) == (F(819, 10), F(80))
    assert capped.flip == WeightFlip(F(0), False, (), ("b",))


def test_items_that_share_an_open_premise_may_have_no_best_way() -> None:
    """Where the event is good for one item and bad for another, which way is best hangs on the weights."""
    inverse = replace(EDITION.items["both"], slug="quiet", method=model.PerEvent("events", F(29), F(0)))
    busy = replace(
        EDITION.items["both"], slug="busy", method=model.Bands("events", (model.Band(F(9), F(1)),)), points=F(9)
    )
    edition = replace(FREE, items={**FREE.items, "quiet": inverse, "busy": busy}, vetoes={})
    found = weights(Regrading(assessed(*RECORDS, edition=edition)))
    assert (found.standing, found.watches, found.flip) == (Standing.TOGETHER, (), None)


def test_items_that_share_an_open_premise_are_worst_where_it_stays_absent() -> None:
    """Without a statement both items that read the events earn nothing of them, and that way is worst for all weights."""
    quiet = replace(EDITION.items["both"], slug="quiet", method=model.PerEvent("events", F(29), F(0)))
    edition = replace(FREE, items={**FREE.items, "quiet": quiet}, vetoes={})
    one = assessed(*RECORDS, edition=edition)
    found = weights(Regrading(one))
    assert found.standing is not Standing.TOGETHER
    assert {watch.total for watch in found.watches} == {one.scores.total_low, one.scores.total_high}


@pytest.mark.parametrize("cap", ["a", "b", "c"])
def test_a_fired_veto_is_not_lifted_by_weights(cap: str) -> None:
    vetoes = {"events": replace(EDITION.vetoes["events"], at_most=cap)}
    one = assessed(*RECORDS, happened("e"), edition=replace(FREE, vetoes=vetoes))
    found = weights(Regrading(one))
    assert all(not one.up or one.edge > F(50) for one in found.watches)
    assert found.held is (one.grade.possible != one.grade.band)
