"""The ledger adds up exactly: each item's points are awarded, lost or open, each line with its causes and the way back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.explain.ledger import behind_line, ledger
from engine.model import edition as model
from engine.score import score
from tests.engine.build.made_up import PAPER, RATE, nil, observed
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, assessed, assessment_of, ground_of
from tests.engine.score.made_up import absent, case_of, gone, item, known, table

F = Fraction
CASES = {
    "open": assessed(*RECORDS),
    "closed": assessed(*FIRED, closed=True),
    "nothing": assessed(),
    "nothing, closed": assessed(closed=True),
}
every = pytest.mark.parametrize("name", CASES)


def total(lines) -> Fraction:
    return sum((line.points for line in lines), F(0))


@every
def test_possible_is_awarded_and_lost_and_open(name: str) -> None:
    found = CASES[name].explanation.ledger
    assert found.possible == total(found.awarded) + total(found.lost) + total(found.open) == 106


@every
def test_each_list_is_what_the_scores_say(name: str) -> None:
    one = CASES[name]
    found, scores = one.explanation.ledger, one.scores
    assert (total(found.awarded), total(found.open)) == (scores.low, scores.high - scores.low)
    assert total(found.lost) == scores.possible - scores.high


@every
def test_the_lines_of_an_item_add_up_to_the_item(name: str) -> None:
    one = CASES[name]
    found = one.explanation.ledger
    for slug, scored in one.scores.items.items():
        lines = [line for line in (*found.awarded, *found.lost, *found.open, *found.bonus) if line.item == slug]
        assert total(lines) == scored.possible


@every
def test_lines_stand_dearest_first(name: str) -> None:
    found = CASES[name].explanation.ledger
    for lines in (found.awarded, found.lost, found.open):
        assert [line.points for line in lines] == sorted((line.points for line in lines), reverse=True)


def test_no_line_has_no_points() -> None:
    for one in CASES.values():
        found = one.explanation.ledger
        assert all(line.points > 0 for line in (*found.awarded, *found.lost, *found.open, *found.bonus))


def test_bonus_lines_stand_beside() -> None:
    found = CASES["open"].explanation.ledger
    assert [(line.item, line.list, line.points) for line in found.bonus] == [("mark", "open", 7)]
    assert "mark" not in {line.item for line in (*found.awarded, *found.lost, *found.open)}


def test_a_line_names_item_requirement_clause_outcome_and_basis() -> None:
    (line,) = [one for one in CASES["open"].explanation.ledger.lost if one.item == "rate"]
    assert (line.requirement, line.clause, line.number) == ("rate", "4", "4")
    assert (line.outcome, line.points) == ("failed", 24) and line.basis.assumed


def test_a_lost_line_says_what_mending_it_gives_back() -> None:
    found = {line.item: line.back for line in CASES["closed"].explanation.ledger.lost}
    assert found == {"rate": 24, "burden": 5, "both": F(29, 2)}


def test_an_open_line_gives_back_its_own_points() -> None:
    assert [(line.item, line.back) for line in CASES["open"].explanation.ledger.open] == [("both", F(29, 2))]


PAIR = table(
    (PAPER, replace(PAPER, slug="more", requirement="more")),
    (item("two", "two", 10, model.AllOrNothing()),),
    (
        model.Requirement(
            "two",
            "4",
            PAPER.label,
            PAPER.basis,
            model.Addressee.APPLICANT,
            "x",
            logic=model.Logic.ALL_OF,
            members=("paper", "more"),
        ),
    ),
    grades=EDITION.grades,
)


def test_two_failed_leaves_give_back_nothing_alone_and_the_whole_together() -> None:
    slots = PAIR.slots
    one = assessment_of(PAIR, case_of(absent(slots["paper"]), absent(slots["more"]), closed=True))
    (line,) = one.explanation.ledger.lost
    assert line.back == 10 and [cause.back for cause in line.causes] == [0, 0]


def test_one_failed_leaf_gives_back_the_whole_alone() -> None:
    slots = PAIR.slots
    one = assessment_of(PAIR, case_of(known(slots["paper"], ""), absent(slots["more"]), closed=True))
    (line,) = one.explanation.ledger.lost
    assert [(cause.slot, cause.back) for cause in line.causes] == [("more", 10)]


def test_points_carried_from_others_are_given_back_as_carried() -> None:
    edition = table(
        (RATE, PAPER),
        (item("rate", "rate", 10, model.AllOrNothing()), item("paper", "paper", 30, model.AllOrNothing())),
        grades=EDITION.grades,
    )
    one = assessment_of(edition, case_of(known(RATE, 90), gone(PAPER)))
    (line,) = one.explanation.ledger.lost
    assert (line.points, line.back, line.causes[0].back) == (40, 40, 40)


@pytest.mark.parametrize(
    ("name", "slots"), [("awarded", ["paper"]), ("lost", ["events"]), ("open", ["paper", "events"])]
)
def test_behind_a_line_stand_the_premises_that_decided_it(name: str, slots: list[str]) -> None:
    case = CASES["closed"].case
    ground = ground_of(EDITION, case)
    assert [premise.slot for premise in behind_line(ground, EDITION.items["both"], name)] == slots


def test_behind_a_line_stands_nothing_without_object() -> None:
    slots = PAIR.slots
    ground = ground_of(PAIR, case_of(known(slots["paper"], ""), gone(slots["more"])))
    assert [one.slot for one in behind_line(ground, PAIR.items["two"], "awarded")] == ["paper"]


def test_behind_a_line_without_a_decisive_premise_stand_all_that_there_are() -> None:
    slots = PAIR.slots
    ground = ground_of(PAIR, case_of(absent(slots["paper"]), absent(slots["more"])))
    assert [one.slot for one in behind_line(ground, PAIR.items["two"], "awarded")] == ["paper", "more"]


def test_a_case_with_full_points_has_awarded_lines_only() -> None:
    edition = table((RATE,), (item("rate", "rate", 10, model.AllOrNothing()),), grades=EDITION.grades)
    ground = ground_of(edition, case_of(known(RATE, 95)))
    found = ledger(ground, score(edition, ground.case, ground.findings, ground.verdicts))
    assert (total(found.awarded), found.lost, found.open, found.bonus) == (10, (), (), ())


def test_a_nil_statement_turns_the_open_points_into_awarded_ones() -> None:
    one = assessed(*RECORDS, nil("n"))
    assert one.explanation.ledger.open == () and total(one.explanation.ledger.awarded) == one.scores.low


def test_a_better_figure_leaves_less_lost() -> None:
    worse, better = assessed(*RECORDS), assessed(observed("a", "95"), *RECORDS[1:])
    assert total(better.explanation.ledger.lost) == total(worse.explanation.ledger.lost) - 24
