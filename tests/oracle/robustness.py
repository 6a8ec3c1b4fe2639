"""Robustness against re-running: the grade flips at each distance, and nothing drawn at 0.999 of it flips.

`python -m tests.oracle.robustness --samples 10000 --seeds 60` draws that many for each number of each case and says how many.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

from engine.exact import round_half_even
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Case, Premise, Reading, State, TargetUse
from engine.model.edition import Comparison, SlotKind
from engine.model.shape import Shapes
from engine.questions.robustness import Gradable, Observed, Robustness, Threshold, robustness
from engine.questions.robustness_weights import Standing
from tests.engine.questions.made_up_contrast import whole
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case
from tests.oracle.test_whynot import PLANNED

F = Fraction
INSIDE = F(999, 1000)
FINE = 10**6
MOST_TRIED = 120


def generated(seed: int, open_share: Fraction | int = 0) -> Assessment:
    """A made-up case assessed."""
    return whole(*drawn(seed, open_share), PLANNED)


def drawn(seed: int, open_share: Fraction | int = 0) -> tuple[model.Edition, Shapes, Case]:
    """A made-up case: bands hang on their parameter, some slots are rounded, some targets are not due yet."""
    edition, shapes, random = made_up(seed)
    case = made_up_case(edition, random, open_share, seed)
    if not open_share:
        case = replace(case, premises={key: aimed(edition, one) for key, one in case.premises.items()})
    edition = replace(edition, items={slug: hanging(edition, item) for slug, item in edition.items.items()})
    if seed % 3 == 0:
        edition = replace(edition, slots={slug: rounding(slot) for slug, slot in edition.slots.items()})
    if seed % 2:
        case = replace(case, premises={key: early(edition, one) for key, one in case.premises.items()})
    return edition, shapes, case


def aimed(edition: model.Edition, premise: Premise) -> Premise:
    """The premise with a settled target where it waits for one."""
    if premise.state is not State.UNDECIDED:
        return premise
    target = TargetUse("t", F(5), 2022, "plan", True)
    known = {
        SlotKind.QUANTITY: Reading(premise.slot, value=F(premise.year % 7 + 2), target=F(5)),
        SlotKind.DOCUMENT: Reading(premise.slot, document="delivered"),
    }[premise.kind]
    return replace(premise, state=State.KNOWN, reason="known", known=known, target=target)


def hanging(edition: model.Edition, item: model.ScoreItem) -> model.ScoreItem:
    """The item with its first band at its parameter."""
    if not isinstance(item.method, model.Bands):
        return item
    first, *others = item.method.bands
    return replace(item, method=replace(item.method, bands=(replace(first, parameter=item.slug), *others)))


def rounding(slot: model.Slot) -> model.Slot:
    if slot.kind is not SlotKind.QUANTITY:
        return slot
    return replace(slot, comparison=Comparison.ROUNDED, limit_digits=1)


def early(edition: model.Edition, premise: Premise) -> Premise:
    """A known premise with its target of a later year, where it is reached."""
    target = premise.target
    if premise.state is not State.KNOWN or premise.kind is not SlotKind.QUANTITY or target is None:
        return premise
    if not meets(edition, premise, premise.known.value):
        return premise
    return replace(premise, target=replace(target, early=True, year=premise.year + 3))


def meets(edition: model.Edition, premise: Premise, value: Fraction) -> bool:
    up = edition.slots[premise.slot].indicator == "up"
    return value >= premise.target.value if up else value <= premise.target.value


# Re-running by the naive evaluator


def ends_of(edition: model.Edition, shapes: Shapes, case: Case) -> tuple[str, ...]:
    """The best and the worst grade, by trying every completion."""
    found = naive.brute_force(edition, shapes, WORLD, case, MOST_TRIED)
    if found is None:
        raise TooManyError
    grades = [slug for slug in edition.grades if slug in found[2]]
    return (grades[0], grades[-1]) if grades else ()


def with_value(one: Assessment, key: tuple[str, int], value: Fraction) -> Case:
    """The case with another value observed: rounded where asked, and not due where its target is of a later year."""
    premise = one.case.premises[key]
    slot = one.edition.slots[premise.slot]
    if slot.comparison is Comparison.ROUNDED and slot.kind is SlotKind.QUANTITY:
        value = round_half_even(value, slot.limit_digits)
    names = {SlotKind.QUANTITY: "value", SlotKind.JUDGEMENT: "rating", SlotKind.EVENT: "count"}
    changed = replace(premise, known=replace(premise.known, **{names[premise.kind]: value}))
    if premise.target is not None and premise.target.early and not meets(one.edition, premise, value):
        state = State.NO_OBJECT if one.case.closed else State.UNDECIDED
        known = Reading(premise.slot, value=value)
        changed = replace(changed, state=state, reason="target-not-due", known=known)
    return replace(one.case, premises={**one.case.premises, key: changed})


def with_threshold(one: Assessment, slug: str, value: Fraction) -> tuple[model.Edition, Shapes]:
    """Edition and shapes with another value of a parameter, written as a fraction, which the naive evaluator reads exactly."""
    parameter = one.edition.parameters[slug]
    shape = one.shapes.by_slot[slug]
    parts = tuple(
        replace(
            part,
            constraints=tuple((n, str(value) if n == parameter.constraint else v) for n, v in part.constraints),
        )
        for part in shape.properties
    )
    shapes = replace(one.shapes, by_slot={**one.shapes.by_slot, slug: replace(shape, properties=parts)})
    items = {name: at_edge(item, slug, value) for name, item in one.edition.items.items()}
    parameters = {**one.edition.parameters, slug: replace(parameter, value=value)}
    return replace(one.edition, items=items, parameters=parameters), shapes


def at_edge(item: model.ScoreItem, slug: str, value: Fraction) -> model.ScoreItem:
    if not isinstance(item.method, model.Bands):
        return item
    bands = tuple(replace(band, edge=value) if band.parameter == slug else band for band in item.method.bands)
    return replace(item, method=replace(item.method, bands=bands))


class TooManyError(Exception):
    """A case has more completions than are tried."""


class Check:
    """One case, its answer, and the chance by which values are drawn; faults are gathered in words."""

    def __init__(self, one: Assessment, samples: int, seed: int) -> None:
        self.one, self.samples, self.random = one, samples, Random(seed)
        self.answer: Robustness = robustness(one, seed, max(samples, 1))
        self.now = ends_of(one.edition, one.shapes, one.case)
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def run(self) -> Check:
        """Every threshold, every observation, and the weights."""
        if self.answer.gradable in (Gradable.NO_SCORE, Gradable.NOT_YET):
            return self
        for found in self.answer.thresholds:
            self.number("threshold", found, found.parameter, lambda v, f=found: self.threshold(f, v))
        for found in self.answer.observations:
            self.number("observation", found, f"{found.slot}/{found.year}", lambda v, f=found: self.observed(f, v))
        Weighing(self).run()
        return self

    def threshold(self, found: Threshold, value: Fraction) -> tuple[str, ...]:
        return ends_of(*with_threshold(self.one, found.parameter, value), self.one.case)

    def observed(self, found: Observed, value: Fraction) -> tuple[str, ...]:
        return ends_of(self.one.edition, self.one.shapes, with_value(self.one, (found.slot, found.year), value))

    def number(self, kind: str, found: Threshold | Observed, name: str, at) -> None:
        """At the distance, or just beyond it, other grades; inside 0.999 of it the same ones."""
        whole_only = isinstance(found, Observed) and found.kind is SlotKind.EVENT
        flip = found.flip
        self.counts[f"{kind} {'flips' if flip else 'kept'}{'' if flip is None or flip.attained else ' beyond'}"] += 1
        if flip is not None:
            value = flip.value if flip.attained else flip.value + (flip.seen - flip.value) / FINE
            self.expect(at(value) != self.now, f"{kind} {name}: kept at {value}")
        high = found.high if found.high is not None else F(12)
        reach = max(high - found.low, found.value) if flip is None else flip.distance * INSIDE
        for value in self.drawn(found.value, reach, found.low, high, whole_only=whole_only):
            self.expect(at(value) == self.now, f"{kind} {name}: flips at {value}")

    def drawn(self, start: Fraction, reach: Fraction, low: Fraction, high: Fraction, *, whole_only: bool):
        """Values at most `reach` away and within the range; counts each once."""
        first, last = max(low, start - reach), min(high, start + reach)
        if whole_only:
            yield from (F(count) for count in range(-int(-first // 1), int(last) + 1))
            return
        for _ in range(self.samples):
            yield first + (last - first) * F(self.random.randint(0, FINE), FINE)

    def expect(self, holds: bool, fault: str) -> None:
        self.counts["checks"] += 1
        if not holds:
            self.faults.append(f"{self.one.digest} {fault}")


class Weighing:
    """The weights of a case: for every completion its shares by the naive evaluator, and the cap that vetoes and key items leave."""

    def __init__(self, check: Check) -> None:
        self.check, self.one, self.random = check, check.one, check.random
        self.weights = check.answer.weights
        self.start = {} if self.weights is None else dict(self.weights.by_item)

    def run(self) -> None:
        """At the distance, or just beyond, other grades; inside 0.999 of it the same ones."""
        if self.weights is None:
            return
        self.check.counts[f"weights {self.weights.standing}"] += 1
        if self.weights.standing is Standing.TOGETHER:
            return
        self.completions = [self.weighed(chosen) for chosen in completions_of(self.one)]
        flip, now = self.weights.flip, self.check.now
        self.check.expect(self.ends(self.start) == now, f"weights: {self.ends(self.start)} and not {now}")
        if flip is not None:
            gains = {move.item: move.points for move in flip.moves}
            assert flip.distance == sum(abs(points) for points in gains.values()) and not sum(gains.values())
            after = {slug: weight + gains.get(slug, 0) for slug, weight in self.start.items()}
            assert min(after.values()) >= 0
            self.check.expect(self.flips(after, flip.attained), f"weights: kept at {flip.distance}")
        for weights in self.drawn(None if flip is None else flip.distance * INSIDE):
            self.check.expect(self.ends(weights) == now, f"weights: flip at {weights}")

    def flips(self, after: dict[str, Fraction], attained: bool) -> bool:
        """Whether the grades are others there; beyond, once the least more is moved from some item to some other."""
        if attained:
            return self.ends(after) != self.check.now
        return any(
            self.ends(moved(after, giver, taker)) != self.check.now
            for giver in after
            for taker in after
            if giver != taker and after[giver] > 0
        )

    def weighed(self, chosen) -> tuple[dict[str, Fraction], Fraction, int]:
        """The share of each item, the bonus points within their cap, and the order of the best grade that is left."""
        edition, case = self.one.edition, self.one.case
        outcomes = naive.leaf_outcomes(
            edition, case, lambda premise: naive.settle(self.one.shapes, premise, chosen[premise.key])
        )
        own = {slug: naive.own_points(edition, item, case, chosen, outcomes) for slug, item in edition.items.items()}
        shares = {slug: own[slug] / edition.items[slug].points for slug in self.start}
        bonus = sum((own[slug] or F(0) for slug, item in edition.items.items() if item.bonus), F(0))
        first, *others = edition.grades.values()
        lifted = replace(edition, grades={one.slug: one for one in (replace(first, lower_edge=None), *others)})
        best = naive.total_and_grade(lifted, case, chosen, outcomes)
        return shares, min(bonus, edition.bonus_cap), edition.grades[best[1]].order

    def ends(self, weights: dict[str, Fraction]) -> tuple[str, ...]:
        """The best and the worst grade that these weights give."""
        scale = list(self.one.edition.grades.values())
        orders = set()
        for shares, bonus, cap in self.completions:
            total = sum((shares[slug] * weight for slug, weight in weights.items()), F(0)) + bonus
            band = next(one.order for one in scale if one.lower_edge is None or total >= one.lower_edge)
            orders.add(max(band, cap))
        return scale[min(orders) - 1].slug, scale[max(orders) - 1].slug

    def drawn(self, reach: Fraction | None):
        """Weights at most so far away: a chance amount from chance items to chance others."""
        most = sum(self.start.values()) if reach is None else reach / 2
        for _ in range(self.check.samples if self.start else 0):
            amount = most * F(self.random.randint(0, FINE), FINE)
            after = dict(self.start)
            for slug in self.random.sample(list(after), self.random.randint(1, len(after))):
                taken = min(after[slug], amount * F(self.random.randint(0, FINE), FINE))
                amount, after[slug] = amount - taken, after[slug] - taken
            left = sum(self.start.values()) - sum(after.values())
            slugs = self.random.sample(list(after), self.random.randint(1, len(after)))
            for slug in slugs[1:]:
                given = left * F(self.random.randint(0, FINE), FINE)
                left, after[slug] = left - given, after[slug] + given
            after[slugs[0]] += left
            yield after


def checked(one: Assessment, samples: int, seed: int) -> Check | None:
    """The check of one case, done; None for one with too many completions."""
    try:
        return Check(one, samples, seed).run()
    except TooManyError:
        return None


def moved(weights: dict[str, Fraction], giver: str, taker: str) -> dict[str, Fraction]:
    """The least more taken from one item and given to another."""
    more = min(F(1, FINE), weights[giver])
    return {**weights, giver: weights[giver] - more, taker: weights[taker] + more}


def completions_of(one: Assessment) -> list[dict]:
    """Every completion of a case."""
    ways = [naive.completions(one.edition, one.shapes, WORLD, one.case, found) for found in one.case.premises.values()]
    return [dict(zip(one.case.premises, choice, strict=True)) for choice in product(*ways)]


def main() -> None:
    """Draw the full count and say what was checked."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--samples", type=int, default=10_000)
    words.add_argument("--seeds", type=int, default=60)
    words.add_argument("--first", type=int, default=0)
    words.add_argument("--open", type=F, default=F(0), help="the share of premises that are open")
    asked = words.parse_args()
    counts: Counter[str] = Counter()
    for seed in range(asked.first, asked.first + asked.seeds):
        found = checked(generated(seed, asked.open), asked.samples, seed)
        counts.update(found.counts if found else {"too many completions": 1})
        faults = found.faults if found else []
        counts["faults"] += len(faults)
        sys.stdout.writelines(f"FAULT {fault}\n" for fault in faults[:5])
    sys.stdout.writelines(f"{count:>10,}  {name}\n" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
