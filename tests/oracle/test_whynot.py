"""Minimal turning sets against brute force: every subset of the premises tried, by the tables of the law alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Premise, Reading, State
from engine.model.edition import Edition, Logic, SlotKind
from engine.model.finding import Outcome
from engine.model.world import Document
from engine.questions.whynot import Key, Standing, whynot
from engine.questions.whynot_sets import Sets, minimal_sets
from tests.engine.build.made_up import BASIS, LABEL, edition_of
from tests.engine.questions.made_up_contrast import whole
from tests.engine.score.made_up import tree
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case

PLANNED = replace(WORLD, documents={"plan": Document("plan", LABEL, issued=date(2020, 1, 1))})
SEEDS = range(500)


@dataclass(frozen=True)
class Made:
    """A requirement tree below `root`, the outcomes of its premises by leaf and bit, and the bits that may be turned."""

    edition: Edition
    premises: dict[str, tuple[tuple[int, Outcome], ...]]
    turnable: int

    def outcome(self, turned: int) -> str:
        """What the root comes to where these premises are passed, by the naive tables."""
        found: dict[str, str | None] = {}
        for slug, node in self.edition.requirements.items():
            own = [Outcome.PASSED if bit & turned else outcome for bit, outcome in self.premises.get(slug, ())]
            found[slug] = None if node.score_only else naive.all_of(own)
        return naive.tree(self.edition, "root", found)


def made(seed: int, *, shared: bool = False) -> Made:
    """A random tree over at most six leaves and ten premises; `shared` lets leaves stand twice in it."""
    random = Random(seed)
    leaves = {slug: a_leaf(slug, random) for slug in "abcdef"[: random.randint(2, 6)]}
    nodes, todo = {}, list(leaves)
    while todo != ["root"]:
        random.shuffle(todo)
        members = tuple(todo[: random.randint(1, 4)])
        left = todo[len(members) :]
        slug = f"node-{len(nodes)}" if left else "root"
        nodes[slug] = a_node(slug, (*members, *again(members, leaves, random, shared)), random)
        todo = [*left, slug]
    requirements = {**{slug: nodes[slug] for slug in reversed(nodes)}, **leaves}
    return Made(edition_of(requirements=requirements), *outcomes(leaves, random))


def a_leaf(slug: str, random: Random) -> model.Requirement:
    only = random.random() < 0.1
    place = ("4", LABEL, BASIS, model.Addressee.APPLICANT, "office")
    return model.Requirement(slug, *place, slots=(slug,), score_only=only)


def a_node(slug: str, members: tuple[str, ...], random: Random) -> model.Requirement:
    logic = random.choice(list(Logic))
    least = random.randint(1, len(members) + 1) if logic is Logic.AT_LEAST else None
    return tree(slug, logic, *members, least=least)


def again(members: tuple[str, ...], leaves: dict[str, model.Requirement], random: Random, shared: bool) -> list[str]:
    """A leaf that stands elsewhere too."""
    others = sorted(set(leaves) - set(members))
    return random.sample(others, 1) if shared and others and random.random() < 0.5 else []


def outcomes(leaves: dict[str, model.Requirement], random: Random):
    """Premises of each leaf that takes part in logic, with their outcomes; and the bits that may be turned."""
    premises, bit, turnable = {}, 1, 0
    weights = {outcome: random.randint(1, 4 if turns(outcome) else 2) for outcome in Outcome}
    for slug, leaf in leaves.items():
        found = []
        for _ in range(0 if leaf.score_only else random.choice((1, 1, 2))):
            found.append((bit, random.choices(list(weights), list(weights.values()))[0]))
            turnable |= bit if random.random() < 0.9 else 0
            bit <<= 1
        premises[slug] = tuple(found)
    return premises, turnable


def brute_force(found: Made) -> set[int]:
    """Every minimal set, by trying all subsets in order of size."""
    bits = [bit for own in found.premises.values() for bit, outcome in own if bit & found.turnable if turns(outcome)]
    minimal: set[int] = set()
    for size in range(len(bits) + 1):
        for chosen in combinations(bits, size):
            one = sum(chosen)
            if not any(other & one == other for other in minimal) and found.outcome(one) == naive.PASS:
                minimal.add(one)
    return minimal


def turns(outcome: Outcome) -> bool:
    return outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)


def asked(found: Made, **more: int) -> Sets:
    return minimal_sets(found.edition, "root", found.premises, found.turnable, **more)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_minimal_sets_are_those_of_brute_force(seed: int) -> None:
    found = made(seed)
    expected = brute_force(found)
    got = asked(found)
    assert set(got.held) == expected
    assert got == Sets(got.held, len(expected)) and list(got.held) == sorted(got.held, key=order)


def order(one: int) -> tuple[int, int]:
    return one.bit_count(), one


@pytest.mark.parametrize("seed", range(200))
def test_a_leaf_that_stands_twice_changes_nothing_of_that(seed: int) -> None:
    found = made(seed, shared=True)
    assert set(asked(found).held) == brute_force(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_cut_short_the_smallest_are_held_and_all_are_counted(seed: int) -> None:
    found = made(seed)
    every, cut = asked(found), asked(found, most=2)
    sizes = [one.bit_count() for one in every.held]
    assert [one.bit_count() for one in cut.held] == sizes[:2] and set(cut.held) <= set(every.held)
    assert (cut.count, cut.truncated) == (every.count, every.count > 2)


def test_the_instances_are_of_every_sort() -> None:
    counts = Counter(len(brute_force(made(seed))) for seed in SEEDS)
    assert counts[0] > 50 and counts[1] > 50 and sum(n for count, n in counts.items() if count > 3) > 20
    assert {made(seed).outcome(0) for seed in SEEDS} >= {*Outcome}


# Whole cases: the premises of generated assessments turned one set after the other.


def generated(seed: int) -> Assessment:
    edition, shapes, random = made_up(seed)
    return whole(edition, shapes, made_up_case(edition, random, 0.4, seed), PLANNED)


def turned(assessment: Assessment, requirement: str, keys: tuple[Key, ...]) -> str | None:
    """The outcome of a requirement where these premises are passed."""
    findings = assessment.findings.by_requirement
    leaves = {
        slug: naive.all_of([naive.PASS if key in keys else outcome for key, outcome in findings[slug].premises])
        for slug, node in assessment.edition.requirements.items()
        if node.is_leaf
    }
    return naive.tree(assessment.edition, requirement, leaves)


@pytest.mark.parametrize("seed", range(40))
def test_each_set_of_a_case_turns_its_requirement_and_no_part_of_it_does(seed: int) -> None:
    one = generated(seed)
    for slug in one.edition.requirements:
        answer = whynot(one, slug)
        assert (answer.count, answer.count_apart) == (len(answer.sets), len(answer.apart))
        for found in (*answer.sets, *answer.apart):
            assert turned(one, slug, found) == naive.PASS
            parts = [tuple(key for key in found if key != left) for left in found]
            assert all(turned(one, slug, part) != naive.PASS for part in parts)


@pytest.mark.parametrize("seed", range(40))
def test_what_can_be_turned_names_no_fixed_premise_and_what_stands_apart_does(seed: int) -> None:
    one = generated(seed)
    for slug in one.edition.requirements:
        answer = whynot(one, slug)
        assert not any(answer.turns[key].fixed for found in answer.sets for key in found)
        assert all(any(answer.turns[key].fixed for key in found) for found in answer.apart)
        fixed = {key for key, premise in one.case.premises.items() if no_one_can(premise)}
        assert {key for key, turn in answer.turns.items() if turn.fixed} <= fixed
        assert (answer.standing is Standing.TURNABLE) == bool(answer.sets)


def no_one_can(premise: Premise) -> bool:
    """A proven event that breaks its shape, or a target that is not settled."""
    proven = premise.kind is SlotKind.EVENT and premise.known is not None and premise.known.count > 0
    return proven or (premise.target is not None and not premise.target.settled)


def test_a_turned_premise_delivered_anew_makes_the_same_of_the_case() -> None:
    """The sets say what the engine itself finds where each quantity named is delivered at its limit."""
    tried = 0
    for seed in range(60):
        one = generated(seed)
        for slug in one.edition.requirements:
            for keys in whynot(one, slug).sets:
                premises = [one.case.premises[key] for key in keys]
                if all(premise.kind is SlotKind.QUANTITY for premise in premises):
                    assert delivered(one, slug, keys) is Outcome.PASSED
                    tried += 1
    assert tried > 20


def delivered(one: Assessment, requirement: str, keys: tuple[Key, ...]) -> Outcome | None:
    """The outcome where the quantities are known and lie exactly at the limit that the answer names."""
    turns = whynot(one, requirement).turns
    changed = {key: at_limit(one, key, turns[key].limit) for key in keys}
    case = replace(one.case, premises={**one.case.premises, **changed})
    return whole(one.edition, one.shapes, case, PLANNED).findings.by_requirement[requirement].outcome


def at_limit(one: Assessment, key: Key, limit: Fraction | None) -> Premise:
    premise = one.case.premises[key]
    target = premise.target.value if premise.target else None
    known = Reading(premise.slot, value=limit, target=target)
    return replace(premise, state=State.KNOWN, reason="known", known=known, ranges=(), documents=())
