"""The cheapest way to a grade: whole answers on the fixtures and on the made-up city, and what blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.build.possibilities import possibilities
from engine.errors import PlanError, UsageError
from engine.fast import judge
from engine.grade import grade as grade_of
from engine.model.assessment import Assessment
from engine.model.case import Reading, State
from engine.model.edition import SlotKind
from engine.model.score import GradeResult, Scores
from engine.questions import improve as module
from engine.questions.improve import Aim, Improvement, Step, grade_named, improve, improved
from engine.questions.improve_blockers import Blocker
from engine.questions.improve_costs import Costs, Price
from engine.run import find
from engine.score import score
from tests.engine.explain.made_up import FIRED, RECORDS, assessed
from tests.engine.questions.certificate import refusals
from tests.engine.questions.made_up_improve import fixture

F = Fraction
NAMES = ("fictional-grade-c", "fictional-grade-d", "fictional-key-item", "fictional-no-statement", "zhuzhou-2022")


def graded(one: Assessment, found: Improvement) -> tuple[Scores, GradeResult]:
    """The case scored and graded anew with the steps taken, from premises to grade."""
    case = improved(one.case, found.steps)
    possible = possibilities(case, one.edition, one.shapes, one.world)
    verdicts = judge(one.shapes, [case], [possible]).verdicts
    findings = find(one.edition, case, possible, verdicts)
    scores = score(one.edition, case, findings, verdicts)
    return scores, grade_of(one.edition, case, findings, verdicts, scores)


def gains(found: Improvement) -> list[tuple[str, str, Fraction, Fraction]]:
    """Clause, requirement and points of every step."""
    return [(step.number, step.requirement, step.before, step.after) for step in found.steps]


def table(**costs: str) -> Costs:
    """Prices for leaves, exact."""
    return Costs("costs.csv", {slug.replace("_", "-"): (Price(slug, F(cost)),) for slug, cost in costs.items()})


# The fixtures


def aim(slot: str, kind: SlotKind, observed: str = "", **content: object) -> Aim:
    return Aim(slot, 2022, kind, Reading(slot, **content), observed, False)


def step(number: str, item: str, before: str, after: str, one: Aim) -> Step:
    return Step(one.slot, number, F(1), None, (one,), (item,), (), F(before), F(after), True)


def test_grade_c_comes_to_b_by_five_requirements() -> None:
    one = fixture("fictional-grade-c")
    found = improve(one, "B")
    deed = {"kind": SlotKind.DOCUMENT, "document": "delivered"}
    figure = SlotKind.QUANTITY
    assert replace(found, certificate=None, parts=()) == Improvement(
        case=one.case.key,
        assessment=one.digest,
        grade="b",
        edge=F(800),
        costs="",
        finish_before=None,
        grades_before=("c",),
        points_before=F("723.01"),
        steps=(
            step("5.7", "quality-month", "0", "13", aim("quality-month", **deed)),
            step("8.4", "quality-talent", "12.5", "25", aim("chief-quality-officers", **deed)),
            step("12.1", "air", "20", "40", aim("pm25", figure, "41", value=F(36), target=F(36))),
            step(
                "12.2",
                "surface-water",
                "15",
                "30",
                aim("surface-water-good-ratio", figure, "88", value=F(90), target=F(90)),
            ),
            step(
                "12.4",
                "drinking-water-attainment-ratio",
                "0",
                "25",
                aim("drinking-water-attainment-ratio", figure, "97", value=F(100), target=F(100)),
            ),
        ),
        cost=F(5),
        points_after=F("808.51"),
        grade_after="b",
        blockers=(),
        certificate=None,
        parts=(),
        unpriced=(),
        late=(),
        assumed=True,
    )


def test_every_part_of_the_certificate_is_named() -> None:
    one = fixture("fictional-grade-c")
    found = improve(one, "B")
    bonus = tuple(slug for slug, item in one.edition.items.items() if item.bonus)
    assert found.certificate is not None and len(found.parts) == len(found.certificate.parts)
    assert found.parts[-1] == bonus
    assert sorted(slug for names in found.parts for slug in names) == sorted(one.edition.items)


def test_grade_c_comes_to_a_by_fourteen_requirements() -> None:
    found = improve(fixture("fictional-grade-c"), "A")
    assert (found.cost, found.points_after, found.grade_after) == (14, F("900.51"), "a")
    assert gains(found) == [
        ("4.1 b)", "annual-action-plan", 0, 10),
        ("5.4", "risk-analysis", 0, 10),
        ("5.7", "quality-month", 0, 13),
        ("6.1", "one-stop-platform", 10, 20),
        ("7.2", "mobilisation-meeting", 0, 10),
        ("7.3", "joint-meetings", 10, 20),
        ("7.3", "task-breakdown", 20, 30),
        ("8.4", "chief-quality-officers", F("12.5"), 25),
        ("9.1 a)", "product-supervision-pass-rate", 24, 35),
        ("9.2 b)", "key-food-sampling-pass-rate", 24, 35),
        ("10.1", "large-works-acceptance-rate", 15, 25),
        ("12.1", "pm25", 20, 40),
        ("12.2", "surface-water-good-ratio", 15, 30),
        ("12.4", "drinking-water-attainment-ratio", 0, 25),
    ]


@pytest.mark.parametrize("grade", ["A", "B", "C", "D"])
@pytest.mark.parametrize("name", NAMES)
def test_the_steps_taken_really_bring_the_grade(name: str, grade: str) -> None:
    one = fixture(name)
    found = improve(one, grade)
    assert found.certificate is not None and refusals(found.certificate) == []
    scores, after = graded(one, found)
    wanted = one.edition.grades[found.grade].order
    assert all(one.edition.grades[slug].order <= wanted for slug in after.possible)
    assert after.withheld == () and scores.total_low == found.points_after
    assert sum((step.cost for step in found.steps), F(0)) == found.cost
    assert sum((step.after - step.before for step in found.steps), F(0)) == found.points_after - found.points_before


def test_a_proven_event_cannot_be_mended() -> None:
    one = fixture("fictional-veto")
    assert improve(one, "A") == Improvement(
        case=one.case.key,
        assessment=one.digest,
        grade="a",
        edge=F(900),
        costs="",
        finish_before=None,
        grades_before=("d",),
        points_before=F("1018.3"),
        steps=(),
        cost=None,
        points_after=F("1018.3"),
        grade_after=None,
        blockers=(Blocker("veto", "food-safety-events", "fired", None, None, True),),
        certificate=None,
        parts=(),
        unpriced=(),
        late=(),
        assumed=True,
    )


def test_a_key_item_below_its_share_is_mended_however_many_points_there_are() -> None:
    found = improve(fixture("fictional-key-item"), "A")
    (only,) = found.steps
    assert (found.points_before, found.points_after, found.grades_before) == (F("1000.3"), F("1023.3"), ("c",))
    assert (only.requirement, only.before, only.after) == ("product-supervision-pass-rate", 12, 35)
    assert [(one.year, one.observed, one.reading.value) for one in only.aims] == [(2020, "91", 95)]


def test_a_statement_that_is_missing_is_delivered_so_that_the_grade_is_not_withheld() -> None:
    found = improve(fixture("fictional-no-statement"), "D")
    (only,) = found.steps
    assert (found.grades_before, found.grade_after, only.cost) == (("a", "d"), "a", 1)
    assert [one.reading.count for one in only.aims] == [0] * len(only.aims)
    assert len(only.vetoes) == 1


def test_an_open_city_is_told_what_to_deliver() -> None:
    one = fixture("zhuzhou-2022")
    found = improve(one, "C")
    assert (found.cost, len(found.steps), found.points_before, found.points_after) == (44, 44, 0, 600)
    assert {"product-safety-events", "food-safety-events"} == {slug for step in found.steps for slug in step.vetoes}
    open_states = {State.MISSING, State.UNDECIDED, State.KNOWN}
    assert {one.case.premises[(aim.slot, aim.year)].state for step in found.steps for aim in step.aims} <= open_states


def test_unsettled_targets_and_what_has_no_object_are_never_a_step() -> None:
    one = fixture("zhuzhou-2022")
    premises = [one.case.premises[(aim.slot, aim.year)] for step in improve(one, "A").steps for aim in step.aims]
    assert all(premise.target is None or premise.target.settled for premise in premises)
    assert all(premise.state is not State.NO_OBJECT for premise in premises)


# The made-up city: 17 of 41 for the rate, an unknown event that feeds a veto


def test_a_grade_that_is_sure_already_asks_for_nothing() -> None:
    found = improve(assessed(*RECORDS), "c")
    assert (found.steps, found.cost, found.grade_after, found.reached) == ((), 0, "c", True)


def test_the_grade_may_come_out_better_than_asked() -> None:
    one = assessed(*RECORDS, closed=True)
    found = improve(one, "c")
    assert ([step.requirement for step in found.steps], found.grade_after) == (["events"], "b")


def test_costs_of_the_table_decide() -> None:
    one = assessed(*RECORDS)
    cheap = improve(one, "a", table(rate="2.5", events="0.25", burden="9", mark="9"))
    assert ([step.requirement for step in cheap.steps], cheap.cost) == (["rate", "events"], F("2.75"))


def test_what_the_table_does_not_list_is_not_on_offer() -> None:
    found = improve(assessed(*RECORDS), "a", table(burden="1", mark="1"))
    assert found.blockers == (
        Blocker("key-item", "rate", "too-few", F(17, 41), F(3, 5), True),
        Blocker("veto", "events", "not-on-offer", None, None, True),
        Blocker("points", "", "too-few", F("72.5"), F(80), True),
    )
    assert found.unpriced == ("rate", "aimed", "paper", "events") and not found.reached


def test_what_is_finished_too_late_is_not_on_offer() -> None:
    day = date(2027, 6, 30)
    late = Price("events", F(1), None, date(2027, 7, 1))
    costs = Costs("costs.csv", {"events": (late,), "rate": (Price("rate", F(1), None, day),)})
    found = improve(assessed(*RECORDS), "a", costs, day)
    assert (found.late, found.finish_before) == (("events",), day)
    assert [blocker.kind for blocker in found.blockers] == ["veto"]


def test_a_level_of_the_table_is_taken_where_it_is_enough() -> None:
    levels = (Price("rate", F(9)), Price("rate", F(3), F(96)), Price("rate", F(1), F(91)))
    costs = Costs("costs.csv", {"rate": levels, "events": (Price("events", F(1)),)})
    found = improve(assessed(*RECORDS), "a", costs)
    first = found.steps[0]
    assert (found.cost, first.requirement, first.cost, first.aims[0].reading.value) == (4, "rate", 3, 96)


def test_a_veto_that_fired_blocks_every_grade_above_its_cap() -> None:
    one = assessed(*FIRED)
    assert [improve(one, grade).reached for grade in "abc"] == [False, False, True]


def test_without_any_item_there_is_no_grade_to_reach() -> None:
    one = assessed(*RECORDS)
    bare = replace(one, grade=replace(one.grade, possible=()))
    assert improve(bare, "c").blockers == (Blocker("points", "", "no-object", None, None, False),)


def test_bonus_beyond_the_cap_is_never_paid_for() -> None:
    marks = (Price("mark", F(2)), Price("mark", F(1), F(80)))  # 7 and 5.6 points of which 5 count
    found = improve(assessed(*RECORDS), "c", Costs("costs.csv", {"mark": marks}))
    assert found.certificate is not None and found.parts[-1] == ("mark",)
    assert [(cost, gain * found.certificate.points_unit) for cost, gain in found.certificate.parts[-1]] == [
        (0, 0),
        (1, 5),
    ]


def test_without_a_cap_every_bonus_point_counts() -> None:
    one = assessed(*RECORDS)
    free = replace(one, edition=replace(one.edition, bonus_cap=None))
    assert improve(free, "a", table(mark="1", events="1", rate="1")).points_after == 101


@pytest.mark.parametrize("word", ["a", "A"])
def test_a_grade_is_named_by_slug_or_letter(word: str) -> None:
    assert grade_named(assessed(*RECORDS).edition, word).slug == "a"


def test_an_unknown_grade_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        improve(assessed(*RECORDS), "E")
    (fault,) = refused.value.faults
    assert (fault.code, fault.where, fault.found, dict(fault.values)["known"]) == ("IMV-001", "made-up", "E", "A, B, C")


@pytest.mark.parametrize("costs", [None, table(rate="1")])
def test_a_day_needs_a_table_with_dates(costs: Costs | None) -> None:
    with pytest.raises(UsageError) as refused:
        improve(assessed(*RECORDS), "a", costs, date(2027, 1, 1))
    assert [(fault.code, fault.found) for fault in refused.value.faults] == [("IMV-002", "2027-01-01")]


def test_a_way_that_grading_does_not_confirm_is_our_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    one = assessed(*RECORDS)
    monkeypatch.setattr(module, "grade_of", lambda *_: one.grade)
    with pytest.raises(PlanError) as bug:
        improve(one, "a")
    assert [(fault.code, fault.where, fault.found) for fault in bug.value.faults] == [("IMV-011", "a", "b, c")]
