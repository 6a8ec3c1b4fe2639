"""“Improve” against trying everything: 1,000 made-up cases by the naive evaluator, 1,000 menus, every certificate checked."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from engine.build.possibilities import possibilities
from engine.fast import judge
from engine.grade import grade
from engine.model.assessment import Assessment
from engine.model.case import Reading, State
from engine.questions.improve import improve, improved
from engine.questions.improve_certificate import Bound, Branch, Short, nodes
from engine.questions.improve_costs import Costs, Price
from engine.questions.improve_search import cheapest
from engine.run import find
from engine.score import score
from tests.engine.questions.certificate import refusals
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case

F = Fraction
EDITIONS, CASES_EACH = 100, 10
BEFORE = date(2027, 1, 1)
MOST_TRIED = 2_000
LEVELS = (F(3), F(9, 2), F(5), F(6))
NUMBERS = ("quantity", "judgement")


def assessment_of(edition, shapes, case):
    """A case assessed as far as the question looks at it."""
    possible = possibilities(case, edition, shapes, WORLD)
    verdicts = judge(shapes, [case], [possible]).verdicts
    findings = find(edition, case, possible, verdicts)
    scores = score(edition, case, findings, verdicts)
    return Assessment(
        digest="made up",
        lane="fast",
        world=WORLD,
        edition=edition,
        shapes=shapes,
        files=(),
        case=case,
        findings=findings,
        scores=scores,
        grade=grade(edition, case, findings, verdicts, scores),
        explanation=None,
    )


def priced(edition, random):
    """Prices for most leaves, in halves, for numbers by what is reached too; some of them finished too late."""
    finish = (None, date(2026, 6, 1), BEFORE, date(2027, 1, 2))
    found = {}
    for slug, slot in edition.slots.items():
        reaches = [None, *random.sample(LEVELS, random.randint(0, 2))] if slot.kind.value in NUMBERS else [None]
        if random.random() < 0.9:
            found[slug] = tuple(Price(slug, F(random.randint(0, 6), 2), one, random.choice(finish)) for one in reaches)
    return Costs("made-up.csv", found)


def on_offer(edition, costs):
    """For each leaf what can be reached (None: the best) and its cost."""
    if costs is None:
        return {slug: [(None, F(1))] for slug in edition.slots}
    return {
        slug: [(one.reach, one.cost) for one in found if one.finish is None or one.finish <= BEFORE]
        for slug, found in costs.prices.items()
    }


def changeable(premise):
    """Whether a person could do something about it: not about what has no object, the past, or a target not known."""
    if premise.kind.value == "event" and premise.state.value != "missing":
        return False
    return premise.state.value != "noObject" and (premise.target is None or premise.target.settled)


def contents(edition, premise, reach):
    """What a premise is made into: what is to be reached, else the best (every method gets better one way)."""
    target = premise.target.value if premise.target is not None else None
    slot = edition.slots[premise.slot]
    match slot.kind.value:
        case "document":
            return Reading(slot.slug, document="delivered", level="high")
        case "event":
            return Reading(slot.slug, count=0)
        case "judgement":
            return Reading(slot.slug, rating=slot.rating_high if reach is None else reach)
    best = F(10 if slot.indicator == "up" else 0)
    return Reading(slot.slug, value=best if reach is None else reach, target=target)


def as_good(edition, shapes, case, premise, reach):
    """Whether a premise is at least that good in every completion, so that nothing has to be done about it."""
    down, ways = edition.slots[premise.slot].indicator == "down", extremes(edition, shapes, case, premise)
    numbers = [None if f is None or forced else f.get("value", f.get("rating")) for f, forced in ways]
    return reach is not None and all(n is not None and (n <= reach if down else n >= reach) for n in numbers)


def delivered(edition, shapes, case, reaches):
    """The case with these leaves brought to what is to be reached."""
    changed = {
        key: replace(
            one,
            state=State.KNOWN,
            reason="known",
            known=contents(edition, one, reaches[one.requirement]),
            ranges=(),
            documents=(),
        )
        for key, one in case.premises.items()
        if one.requirement in reaches and changeable(one)
        if not as_good(edition, shapes, case, one, reaches[one.requirement])
    }
    return replace(case, premises={**case.premises, **changed})


def extremes(edition, shapes, case, premise):
    """The completions of a premise at both ends of its values: points, outcomes and vetoes get worst at an end."""
    found = naive.completions(edition, shapes, WORLD, case, premise)
    numbers = [next((f[n] for n in ("value", "rating", "count") if f and n in f), None) for f, _ in found]
    known = [one for one in numbers if one is not None]
    ends = {None, *([min(known), max(known)] if known else [])}
    return [one for one, number in zip(found, numbers, strict=True) if number in ends]


def surely(edition, shapes, case, order):
    """Whether every completion of a case has a grade of this order or better, and nothing withholds it."""
    keys = list(case.premises)
    slots = {veto.slot for veto in edition.vetoes.values()}
    missing = any(one.state is State.MISSING and one.slot in slots for one in case.premises.values())
    if case.closed and missing:
        return False
    ways = [extremes(edition, shapes, case, case.premises[key]) for key in keys]
    for choice in itertools.product(*ways):
        chosen = dict(zip(keys, choice, strict=True))
        outcomes = naive.leaf_outcomes(
            edition, case, lambda premise, c=chosen: naive.settle(shapes, premise, c[premise.key])
        )
        found = naive.total_and_grade(edition, case, chosen, outcomes)
        if found is None or edition.grades[found[1]].order > order:
            return False
    return True


def tried(edition, shapes, case, offers, order):
    """The least cost of leaves that, brought to what is on offer, are sure to bring the grade; None: no choice does."""
    leaves = sorted({one.requirement for one in case.premises.values() if changeable(one)} & set(offers))
    choices = itertools.product(*([None, *offers[leaf]] for leaf in leaves))
    taken = [{leaf: one for leaf, one in zip(leaves, choice, strict=True) if one} for choice in choices]
    for cost, reaches in sorted(((total(one), one) for one in taken), key=lambda found: found[0]):
        after = delivered(edition, shapes, case, {leaf: reach for leaf, (reach, _) in reaches.items()})
        if surely(edition, shapes, after, order):
            return cost
    return None


def total(choice):
    return sum((cost for _, cost in choice.values()), F(0))


def size_of(edition, shapes, case, offers):
    """How many completions and choices there are to try."""
    size = 1
    for leaf in {one.requirement for one in case.premises.values() if changeable(one)}:
        size *= 1 + len(offers.get(leaf, ()))
    for premise in case.premises.values():
        size *= len(extremes(edition, shapes, case, premise))
    return size


@pytest.mark.parametrize("seed", range(EDITIONS))
def test_the_cheapest_way_is_that_of_trying_everything(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    done = 0
    for number in range(20 * CASES_EACH):
        case = made_up_case(edition, random, random.choice((0, 0.1, 0.3)), number)
        costs = random.choice((None, priced(edition, random)))
        offers = on_offer(edition, costs)
        if done == CASES_EACH:
            break
        if size_of(edition, shapes, case, offers) > MOST_TRIED:
            continue
        done += 1
        wanted = random.choice("aaabbbccd")
        before = BEFORE if costs is not None and costs.dated else None
        found = improve(assessment_of(edition, shapes, case), wanted, costs, before)
        order = edition.grades[wanted].order
        assert found.cost == tried(edition, shapes, case, offers, order)
        if found.reached:
            assert refusals(found.certificate) == []
            assert found.cost == sum((step.cost for step in found.steps), F(0))
            after = improved(case, found.steps)
            assert surely(edition, shapes, after, order)
        else:
            assert found.steps == () and found.blockers != ()
    assert done == CASES_EACH


# Menus alone


def menu(random: Random):
    """A few parts with a few options of ascending cost and points, and a need."""
    parts = []
    for _ in range(random.randint(0, 6)):
        size = random.randint(1, 4)
        costs = sorted(random.sample(range(30), size))
        points = sorted(random.sample(range(40), size))
        parts.append([(F(cost, 4), F(gain, 3)) for cost, gain in zip(costs, points, strict=True)])
    return parts, F(random.randint(0, 160), random.choice((1, 2, 3, 6)))


def least(parts, need):
    ways = itertools.product(*parts)
    return min((sum(c for c, _ in way) for way in ways if sum(p for _, p in way) >= need), default=None)


def certified(seed: int):
    parts, need = menu(Random(seed))
    return cheapest(parts, need), least(parts, need)


@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_the_cheapest_options_of_a_menu_are_those_of_trying_everything(start: int) -> None:
    for seed in range(start, start + 100):
        found, expected = certified(seed)
        assert (None if found.optimum is None else found.optimum * found.cost_unit) == expected
        assert refusals(found) == []


def test_the_menus_need_every_kind_of_proof() -> None:
    kinds = {type(one) for seed in range(1000) for one in nodes(certified(seed)[0].proof)}
    assert kinds == {Branch, Bound, Short}


# Forged certificates


def branched():
    """Certificates whose search had to branch."""
    found = (certified(seed)[0] for seed in range(1000))
    return [one for one in found if isinstance(one.proof, Branch) and one.optimum is not None]


def test_an_optimum_that_was_raised_or_lowered_is_refused() -> None:
    for one in branched():
        assert refusals(replace(one, optimum=one.optimum - 1)) != []
        assert refusals(replace(one, optimum=one.optimum + 1)) != []


def test_a_dearer_choice_with_its_own_cost_is_refused() -> None:
    forged = 0
    for one in branched():
        dearest = tuple(len(part) - 1 for part in one.parts)
        cost = sum(part[-1][0] for part in one.parts)
        if cost > one.optimum:
            forged += 1
            assert refusals(replace(one, chosen=dearest, optimum=cost)) != []
    assert forged > 10


def test_a_branch_left_out_is_refused() -> None:
    for one in branched():
        assert refusals(replace(one, proof=replace(one.proof, below=one.proof.below[1:]))) != []


def test_a_branch_closed_without_reason_is_refused() -> None:
    for one in branched():
        assert refusals(replace(one, proof=Bound(F(0)))) != []
        assert refusals(replace(one, proof=Short(0))) != []
        assert refusals(replace(one, proof=replace(one.proof, part=len(one.parts)))) != []


def test_a_choice_that_misses_the_need_is_refused() -> None:
    for one in branched():
        nothing = tuple(0 for _ in one.parts)
        cost = sum(part[0][0] for part in one.parts)
        assert refusals(replace(one, chosen=nothing, optimum=cost)) != []
        assert refusals(replace(one, chosen=one.chosen[1:])) == ["a part without a choice"]
        assert refusals(replace(one, chosen=tuple(9 for _ in one.parts))) == ["a choice that is no option"]
