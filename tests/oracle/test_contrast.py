"""Contrasts against their laws: they add up, swap their signs, do not hang on order, and agree with plain arithmetic."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random

import pytest

from engine import assess, home, order_of, read_case
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Case, CaseKey, Premise, State, TargetUse
from engine.model.edition import Edition, Logic
from engine.model.shape import Shapes
from engine.model.world import Document, Place
from engine.questions.contrast import Contrast, Parts, contrast
from tests.engine.build.made_up import LABEL
from tests.engine.questions.made_up_contrast import whole, with_limit
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case

F = Fraction
EDITS = range(200)
CASES = (
    "changde-2020",
    "changsha-2023",
    "fictional-conflict",
    "fictional-district",
    "fictional-gaps",
    "fictional-grade-a",
    "fictional-grade-b",
    "fictional-grade-c",
    "fictional-grade-d",
    "fictional-no-statement",
    "fictional-veto",
    "zhuzhou-2021",
    "zhuzhou-2022",
)


@cache
def fixtures() -> tuple[Assessment, ...]:
    return assess(home(), [order_of(read_case(home() / "fixtures/cases" / name)) for name in CASES])


# Random edits of random editions.


@cache
def pair(seed: int, open_share: float = 0.3) -> tuple[Assessment, Assessment]:
    """Two cases, the second under an edited edition."""
    edition, shapes, random = made_up(seed)
    other, others = edited(edition, shapes, random)
    cases = made_up_case(edition, random, open_share, seed), made_up_case(other, random, open_share, seed + 1000)
    return assessed(edition, shapes, cases[0]), assessed(other, others, cases[1])


def assessed(edition: Edition, shapes: Shapes, case: Case) -> Assessment:
    place = Place(case.key.code, LABEL, "prefecture", None, True)
    world = replace(
        WORLD, documents={"plan": Document("plan", LABEL, issued=date(2020, 1, 1))}, places={case.key.code: place}
    )
    return whole(edition, shapes, case, world)


def edited(edition: Edition, shapes: Shapes, random: Random) -> tuple[Edition, Shapes]:
    """Up to three edits, each of another sort."""
    for edit in random.sample(sorted(SORTS), random.randint(0, 3)):
        edition, shapes = SORTS[edit](edition, shapes, random)
    return edition, shapes


def with_item(edition: Edition, item: model.ScoreItem) -> Edition:
    return replace(edition, items={**edition.items, item.slug: item})


def points(edition: Edition, shapes: Shapes, random: Random):
    item = random.choice(list(edition.items.values()))
    return with_item(edition, replace(item, points=F(random.randint(11, 20)))), shapes


def limit(edition: Edition, shapes: Shapes, random: Random):
    if not edition.parameters:
        return edition, shapes
    return with_limit(edition, shapes, random.choice(sorted(edition.parameters)), F(random.randint(2, 16), 2))


def method(edition: Edition, shapes: Shapes, random: Random):
    """Another way to score a tree or a value."""
    item = random.choice(list(edition.items.values()))
    trees = (model.AllOrNothing(), model.ShareMet(), model.PerMissingElement(F(3), F(0), False))
    found = item.method
    if isinstance(found, model.Bands):
        bands = tuple(replace(band, points=band.points / 2) for band in found.bands)
        return with_item(edition, replace(item, method=replace(found, bands=bands))), shapes
    if isinstance(found, model.Deduction):
        return with_item(edition, replace(item, method=replace(found, unit_points=F(3)))), shapes
    if type(found) in map(type, trees):
        return with_item(edition, replace(item, method=random.choice(trees))), shapes
    return edition, shapes


def dropped(edition: Edition, shapes: Shapes, random: Random):
    """Without one of its base items that no key item reads."""
    base = [slug for slug, item in edition.items.items() if not item.bonus and slug not in edition.key_items]
    gone = random.choice(base) if len(base) > 1 else None
    return replace(edition, items={slug: item for slug, item in edition.items.items() if slug != gone}), shapes


def cap(edition: Edition, shapes: Shapes, random: Random):
    return replace(edition, bonus_cap=random.choice((None, F(1), F(2), F(3)))), shapes


def logic(edition: Edition, shapes: Shapes, random: Random):
    trees = [one for one in edition.requirements.values() if not one.is_leaf]
    if not trees:
        return edition, shapes
    changed = replace(random.choice(trees), logic=random.choice(list(Logic)), least=1)
    return replace(edition, requirements={**edition.requirements, changed.slug: changed}), shapes


def window(edition: Edition, shapes: Shapes, random: Random):
    slot = random.choice(list(edition.slots.values()))
    return replace(edition, slots={**edition.slots, slot.slug: replace(slot, window=3 - slot.window)}), shapes


def another_kind(edition: Edition, shapes: Shapes, random: Random):
    """A slot that asks for evidence of another name: what was known for it answers no longer."""
    slot = random.choice(list(edition.slots.values()))
    return replace(edition, slots={**edition.slots, slot.slug: replace(slot, evidence_kind="another")}), shapes


SORTS = {one.__name__: one for one in (points, limit, method, dropped, cap, logic, window, another_kind)}


# Laws


def totals(one: Assessment) -> tuple[Fraction, Fraction]:
    return one.scores.total_low, one.scores.total_high


def negative(parts: Parts) -> Parts:
    return Parts(-parts.evidence, -parts.rule, -parts.weight)


def assert_adds_up(first: Assessment, second: Assessment) -> Contrast:
    """The parts are the difference: in all, and item by item."""
    found = contrast(first, second)
    low, high = (after - before for before, after in zip(totals(first), totals(second), strict=True))
    assert (found.low.total, found.high.total) == (low, high)
    for one in found.items:
        ends = [(0 if side is None else side.low, 0 if side is None else side.high) for side in (one.first, one.second)]
        assert (one.low.total, one.high.total) == (ends[1][0] - ends[0][0], ends[1][1] - ends[0][1])
    assert sum((one.low for one in found.items), Parts(weight=found.cap_low)) == found.low
    assert sum((one.high for one in found.items), Parts(weight=found.cap_high)) == found.high
    return found


def assert_swaps(found: Contrast, back: Contrast) -> None:
    """The other way round every part has the other sign."""
    assert (back.low, back.high) == (negative(found.low), negative(found.high))
    assert (back.cap_low, back.cap_high) == (-found.cap_low, -found.cap_high)
    sides = [{one.item: (one.low, one.high) for one in each.items} for each in (found, back)]
    assert sides[1] == {slug: (negative(low), negative(high)) for slug, (low, high) in sides[0].items()}


@pytest.mark.parametrize("places", list(combinations(range(len(CASES)), 2)), ids=str)
def test_of_every_pair_of_cases_the_parts_add_up_and_swap_their_signs(places: tuple[int, int]) -> None:
    first, second = (fixtures()[place] for place in places)
    found = assert_adds_up(first, second)
    assert_swaps(found, contrast(second, first))
    assert (found.low.rule, found.high.rule) == (0, 0)
    assert all((one.low.rule, one.high.rule) == (0, 0) for one in found.items)


@pytest.mark.parametrize("seed", EDITS)
def test_of_random_edits_the_parts_add_up_and_swap_their_signs(seed: int) -> None:
    first, second = pair(seed)
    assert_swaps(assert_adds_up(first, second), contrast(second, first))


@pytest.mark.parametrize("seed", EDITS)
def test_nothing_sets_a_case_apart_from_itself(seed: int) -> None:
    for one in pair(seed):
        found = contrast(one, one)
        assert (found.low, found.high) == (Parts(), Parts())
        assert all((each.low, each.high, each.premises) == (Parts(), Parts(), ()) for each in found.items)


def reordered(one: Assessment) -> Assessment:
    """The same assessment made under an edition that lists its items and slots the other way round."""
    items = dict(reversed(one.edition.items.items()))
    edition = replace(one.edition, items=items, slots=dict(reversed(one.edition.slots.items())))
    return whole(edition, one.shapes, one.case, one.world)


@pytest.mark.parametrize("seed", EDITS)
def test_the_order_of_items_and_slots_changes_nothing(seed: int) -> None:
    first, second = pair(seed)
    found, other = contrast(first, second), contrast(reordered(first), reordered(second))
    assert {one.item: (one.low, one.high) for one in other.items} == {
        one.item: (one.low, one.high) for one in found.items
    }
    assert (other.low, other.high) == (found.low, found.high)


@pytest.mark.parametrize("seed", EDITS)
def test_the_same_rules_give_no_part_of_rule_and_the_same_evidence_none_of_evidence(seed: int) -> None:
    first, second = pair(seed)
    again = assessed(first.edition, first.shapes, made_up_case(first.edition, Random(seed), 0.3, seed + 2000))
    assert all((one.low.rule, one.high.rule) == (0, 0) for one in contrast(first, again).items)
    same = {slot: second.edition.slots[slot] for slot in second.edition.slots} == dict(first.edition.slots)
    if same:  # another window or kind asks for other premises
        carried = assessed(second.edition, second.shapes, first.case)
        assert all((one.low.evidence, one.high.evidence) == (0, 0) for one in contrast(first, carried).items)


# Plain arithmetic: shares by the naive evaluator, parts by the closed form.


def carried(one: Assessment, rules: Assessment) -> Case:
    """The premises of one case as the slots of another edition ask for them."""
    year = one.case.key.year
    key = CaseKey("made-up", one.case.key.code, year)
    premises = {}
    for slot in rules.edition.slots.values():
        own = one.edition.slots.get(slot.slug)
        same = own is not None and own.evidence_kind == slot.evidence_kind
        for at in range(year - slot.window + 1, year + 1):
            found = one.case.premises.get((slot.slug, at)) if same else None
            premises[slot.slug, at] = found or nothing(slot, at, key)
    return Case(key, one.case.closed, one.case.mode, premises)


def nothing(slot: model.Slot, year: int, key: CaseKey) -> Premise:
    missing = Premise(key, slot.slug, slot.slug, slot.kind, year, State.MISSING, "not-delivered")
    if slot.target_from is None:
        return missing
    lacking = TargetUse(None, None, None, None, False, "target-none")
    return replace(missing, state=State.UNDECIDED, reason="target-none", target=lacking)


def shares(one: Assessment, rules: Assessment, most: int = 3000) -> dict[str, tuple[Fraction, Fraction] | None] | None:
    """Least and greatest share of every item by trying all completions of its own premises; None where there are too many."""
    case, found = carried(one, rules), {}
    for slug, item in rules.edition.items.items():
        keys = [key for key in case.premises if key[0] in below(rules.edition, item.requirement)]
        ways = [naive.completions(rules.edition, rules.shapes, WORLD, case, case.premises[key]) for key in keys]
        spread = completed(ways, most)
        if spread is None:
            return None
        own = {naive_points(rules, item, case, dict(zip(keys, choice, strict=True))) for choice in spread}
        found[slug] = None if None in own else (min(own) / item.points, max(own) / item.points)
    return found


def below(edition: Edition, requirement: str) -> set[str]:
    node = edition.requirements[requirement]
    return {*node.slots, *(slot for member in node.members for slot in below(edition, member))}


def completed(ways: list[list], most: int) -> list[tuple] | None:
    spread: list[tuple] = [()]
    for one in ways:
        spread = [(*so_far, way) for so_far in spread for way in one]
        if len(spread) > most:
            return None
    return spread


def naive_points(rules: Assessment, item: model.ScoreItem, case: Case, chosen: dict) -> Fraction | None:
    """The own points of an item where its premises turn out so; all others are left out of it."""
    outcomes = {slug: naive.UNT for slug, node in rules.edition.requirements.items() if node.is_leaf}
    for leaf in below(rules.edition, item.requirement):
        own = [naive.settle(rules.shapes, case.premises[key], way) for key, way in chosen.items() if key[0] == leaf]
        outcomes[leaf] = naive.all_of(own)
    small = replace(case, premises={key: case.premises[key] for key in chosen})
    return naive.own_points(rules.edition, item, small, chosen, outcomes)


def closed_form(share: dict[tuple[int, int], Fraction], weight: tuple[Fraction, Fraction]) -> Parts:
    """The mean gains of share times weight over all orders, written out."""
    (s00, s01, s10, s11), (before, after) = (share[at] for at in ((0, 0), (0, 1), (1, 0), (1, 1))), weight
    evidence = ((s10 - s00) * (2 * before + after) + (s11 - s01) * (before + 2 * after)) / 6
    rule = ((s01 - s00) * (2 * before + after) + (s11 - s10) * (before + 2 * after)) / 6
    return Parts(evidence, rule, (after - before) * (2 * s00 + s01 + s10 + 2 * s11) / 6)


def expected(sides: tuple[Assessment, Assessment], every: dict, slug: str, end: int) -> Parts:
    found = {}
    for e, r in ((0, 0), (0, 1), (1, 0), (1, 1)):
        order = ((e, r), (1 - e, r), (e, 1 - r), (1 - e, 1 - r))
        known = [every[at].get(slug) for at in order]
        found[e, r] = next((share[end] for share in known if share is not None), F(0))
    weights = [side.scores.items[slug].possible if slug in side.scores.items else F(0) for side in sides]
    return closed_form(found, (weights[0], weights[1]))


def tried(seed: int) -> bool:
    """Whether the contrast of a seed could be tried, and then it is as reckoned."""
    sides = pair(seed, 0.25)
    every = {(e, r): shares(sides[e], sides[r]) for e in (0, 1) for r in (0, 1)}
    if None in every.values():
        return False
    found = contrast(*sides)
    for one in found.items:
        assert (one.low, one.high) == tuple(expected(sides, every, one.item, end) for end in (0, 1)), one.item
    return True


@pytest.mark.parametrize("tenth", range(10))
def test_the_parts_are_those_of_plain_arithmetic_over_naive_shares(tenth: int) -> None:
    assert sum(tried(seed) for seed in range(tenth * 20, tenth * 20 + 20)) >= 10


def test_the_random_edits_move_every_part() -> None:
    seen: Counter[str] = Counter()
    for seed in EDITS:
        found = contrast(*pair(seed))
        seen.update(name for name in ("evidence", "rule", "weight") if getattr(found.low, name))
        seen.update(["cap"] if found.cap_low or found.cap_high else [])
    assert min(seen[name] for name in ("evidence", "rule", "weight")) > 50 and seen["cap"] > 5
