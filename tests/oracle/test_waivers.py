"""Waivers against plain loops: which premises lose their object, and that lanes, columns and questions follow, exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import assess, fast, home, order_of, read_case, reference
from engine.assess import built_cases
from engine.build import build
from engine.build.possibilities import possibilities
from engine.matrix import grade_all, matrix_of
from engine.model.case import CaseKey, EvidenceMode, Premise, State
from engine.model.change import Window
from engine.model.evidence import Evidence
from engine.model.waiver import Waiver
from engine.questions.contrast import contrast
from engine.questions.impact import impact_on
from engine.questions.improve import improve
from engine.questions.robustness import robustness
from engine.questions.whynot import Standing, whynot
from tests.engine.build.made_up import CITY, YEAR
from tests.engine.explain.made_up import EDITION, TARGETED
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case
from tests.oracle.test_agreement import MOST
from tests.oracle.test_agreement import compared as by_lane
from tests.oracle.test_contrast import assessed
from tests.oracle.test_laws import SHAPES, calm, evidence, whole
from tests.oracle.test_matrix import by_rows, compared

SEEDS = range(40)
WAIVABLE = ("burden", "aimed", "mark")  # in the made-up city a veto and a key item rest on the others
WAIVED = home() / "fixtures/cases/fictional-waiver-2021"


# Building: any evidence, any waivers.

waivers = st.lists(
    st.builds(
        Waiver,
        subject=st.sampled_from((CITY, CITY, CITY, "990000")),
        year=st.sampled_from((YEAR - 1, YEAR, YEAR, YEAR + 1)),
        requirements=st.lists(st.sampled_from(WAIVABLE), min_size=1, max_size=2).map(tuple),
        reason=st.just("pilot"),
        approver=st.just("approver"),
        until=st.dates(date(YEAR, 12, 29), date(YEAR + 1, 1, 2)),
    ),
    max_size=3,
)


@calm
@given(evidence, waivers, st.booleans())
def test_building_frees_the_slots_of_plain_loops_and_leaves_the_rest(records, held, closed: bool) -> None:
    key = CaseKey(EDITION.name, CITY, YEAR)
    plain, free = (
        build(key, EDITION, TARGETED, Evidence((), records), EvidenceMode.DELIVERED, closed, tuple(ones))
        for ones in ((), held)
    )
    slots = naive.freed(EDITION, held, CITY, YEAR)
    for name, premise in free.premises.items():
        before = plain.premises[name]
        if premise.slot in slots and before.state is not State.NO_OBJECT:
            assert (premise.state, premise.reason, premise.chosen) == (State.NO_OBJECT, "waived", ())
        else:
            assert premise == before
    expected = naive.findings(EDITION, SHAPES, TARGETED, free)
    findings, scores, _ = whole(free)
    assert {slug: one.outcome for slug, one in findings.items()} == expected
    assert all(not scores.items[slug].applicable for slug in WAIVABLE if slug in slots)


# Generated editions: a waiver of one or two requirements that no veto and no key item rests on.


def freed_case(edition, case, random: Random):
    """The case with something waived, its premises freed by plain loops; None where nothing can be."""
    guarded = {veto.slot for veto in edition.vetoes.values()} | {key.item for key in edition.key_items.values()}
    free = [slug for slug, one in edition.requirements.items() if guarded.isdisjoint({slug, *one.slots, *one.members})]
    if not free:
        return None
    names = tuple(random.sample(free, min(len(free), random.randint(1, 2))))
    held = Waiver(case.key.code, case.key.year, names, "pilot", "approver", date(case.key.year, 12, 31))
    slots = naive.freed(edition, [held], case.key.code, case.key.year)
    none = {"state": State.NO_OBJECT, "reason": "waived", "known": None, "raw": "", "ranges": (), "documents": ()}
    return replace(
        case,
        waivers=(held,),
        premises={key: replace(one, **none) if one.slot in slots else one for key, one in case.premises.items()},
    )


def generated(seed: int, share: float = 0.2, many: int = 4):
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, share, n) for n in range(many)]
    pairs = [(case, freed_case(edition, case, random)) for case in cases]
    return edition, shapes, [(case, other) for case, other in pairs if other is not None]


def test_there_are_generated_cases_with_waivers() -> None:
    assert sum(len(generated(seed)[2]) for seed in SEEDS) > 100


@pytest.mark.parametrize("seed", SEEDS)
def test_findings_points_and_grades_equal_brute_force(seed: int) -> None:
    edition, shapes, pairs = generated(seed)
    for case, findings, scores, graded in by_lane(edition, shapes, [other for _, other in pairs]):
        expected = naive.findings(edition, shapes, WORLD, case)
        assert {slug: one.outcome for slug, one in findings.by_requirement.items()} == expected
        found = naive.brute_force(edition, shapes, WORLD, case, MOST)
        if found is not None and found[0] is not None:
            assert (scores.total_low, scores.total_high) == found[:2]
            assert set(graded.possible) == found[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_lanes_and_columns_agree(seed: int) -> None:
    edition, shapes, pairs = generated(seed)
    cases = [other for _, other in pairs]
    possible = [possibilities(case, edition, shapes, WORLD) for case in cases]
    quick, plain = (lane.judge(shapes, cases, possible).verdicts for lane in (fast, reference))
    assert (quick.judged, quick.violating) == (plain.judged, plain.violating)
    graded = grade_all(matrix_of(edition, cases), edition, shapes, WORLD)
    for place, found in enumerate(by_rows(edition, shapes, cases)):
        compared(graded, place, *found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_contrast_of_a_case_with_itself_waived_adds_up_and_has_no_part_of_rules(seed: int) -> None:
    edition, shapes, pairs = generated(seed)
    for case, other in pairs:
        first, second = assessed(edition, shapes, case), assessed(edition, shapes, other)
        for one, two in ((first, second), (second, first)):
            found = contrast(one, two)
            assert found.low.total == two.scores.total_low - one.scores.total_low
            assert found.high.total == two.scores.total_high - one.scores.total_high
            assert (found.low.rule, found.high.rule) == (0, 0)
            reasons = {
                seen.reason for item in found.items for each in item.premises for seen in (each.first, each.second)
            }
            differing = {key for key in case.premises if case.premises[key].state is not other.premises[key].state}
            assert ("waived" in reasons) >= bool(differing and all(_scored(edition, key[0]) for key in differing))


def _scored(edition, slot: str) -> bool:
    """Whether a score item looks at a slot."""

    def below(slug: str) -> set[str]:
        one = edition.requirements[slug]
        return set(one.slots).union(*(below(member) for member in one.members))

    return any(slot in below(item.requirement) for item in edition.items.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_no_question_turns_what_is_waived(seed: int) -> None:
    edition, shapes, pairs = generated(seed, 0.0, 2)
    for _, other in pairs:
        one = assessed(edition, shapes, other)
        slots = naive.freed(edition, other.waivers, other.key.code, other.key.year)
        for slug in other.waivers[0].requirements:
            assert whynot(one, slug).standing is Standing.WAIVED
        for grade in ("a", "b", "c"):
            assert {step.requirement for step in improve(one, grade).steps}.isdisjoint(slots)
        assert {found.slot for found in robustness(one, draws=10).observations}.isdisjoint(slots)


# The case of the fixtures, from evidence.


def test_a_longer_window_stays_waived() -> None:
    (built,) = built_cases(home(), [order_of(read_case(WAIVED))])
    (found,) = impact_on([built], (Window("annual-action-plan", 3),))
    assert not found.moved.any() and not found.flipped.any()
    plain = replace(order_of(read_case(WAIVED)), waivers=())
    (other,) = impact_on(built_cases(home(), [plain]), (Window("annual-action-plan", 3),))
    assert other.before.totals.low.at(0) != found.before.totals.low.at(0)


def test_the_fixture_is_freed_as_plain_loops_free_it() -> None:
    order = order_of(read_case(WAIVED))
    free, plain = assess(home(), [order, replace(order, waivers=())], cross_check=True)
    slots = naive.freed(free.edition, order.waivers, free.case.key.code, free.case.key.year)
    differing = {key[0] for key, one in free.case.premises.items() if one != plain.case.premises[key]}
    assert differing == slots == {"annual-action-plan", "chief-quality-officers", "good-day-ratio", "pm25"}
    lost = {line.item: line.points for line in plain.explanation.ledger.lost}
    assert lost["annual-action-plan"] == Fraction(10) and "annual-action-plan" not in {
        line.item for line in free.explanation.ledger.lost
    }
    found = contrast(plain, free)
    assert found.low.total == free.scores.total_low - plain.scores.total_low


def test_a_premise_that_only_the_other_edition_asks_for_is_waived_too() -> None:
    order = order_of(read_case(WAIVED))
    (one,) = assess(home(), [order])
    slots = {**one.edition.slots, "annual-action-plan": replace(one.edition.slots["annual-action-plan"], window=2)}
    from engine.questions.contrast_mixed import carried

    case = carried(one, replace(one, edition=replace(one.edition, slots=slots)))
    made: Premise = case.premises[("annual-action-plan", 2020)]
    assert (made.state, made.reason) == (State.NO_OBJECT, "waived")
