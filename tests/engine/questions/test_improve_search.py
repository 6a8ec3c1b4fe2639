"""The search: whole numbers of any unit, the need reached exactly, HiGHS heard and not believed, a limit that is said."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from engine.errors import EngineError
from engine.questions import improve_search
from engine.questions.improve_certificate import Bound, Branch, Certificate, Short
from engine.questions.improve_search import cheapest, propose
from tests.engine.questions.certificate import refusals

F = Fraction
TWO = ([(F(0), F(0)), (F(3, 2), F(1, 3))], [(F(0), F(0)), (F(1), F(1, 3))])


def hard(seed: int, parts: int = 12):
    """Parts whose costs follow their points, so that bounds are weak."""
    random = Random(seed)
    found = []
    for _ in range(parts):
        points = sorted(random.sample(range(1, 40), 2))
        found.append([(F(0), F(0)), *((F(gain * 3 + 1), F(gain)) for gain in points)])
    return found


def test_costs_and_points_become_whole_numbers_of_their_units() -> None:
    assert cheapest(TWO, F(1, 3)) == Certificate(
        parts=(((0, 0), (3, 1)), ((0, 0), (2, 1))),
        need=1,
        cost_unit=F(1, 2),
        points_unit=F(1, 3),
        optimum=2,
        chosen=(0, 1),
        proof=Bound(F(2)),
    )


def test_a_need_that_is_there_already_costs_nothing() -> None:
    found = cheapest(TWO, F(0))
    assert (found.optimum, found.chosen, found.proof) == (0, (0, 0), Bound(F(0)))


def test_a_need_out_of_reach_is_shown_to_be() -> None:
    found = cheapest(TWO, F(1))
    assert (found.optimum, found.chosen, found.proof) == (None, (), Short(2))
    assert refusals(found) == []


def test_a_part_that_must_cost_something_does() -> None:
    assert cheapest([[(F(4), F(1))]], F(1)).optimum == 1  # the unit is 4


def test_nothing_to_choose_from_is_a_menu_too() -> None:
    assert cheapest([], F(0)).optimum == 0 and cheapest([], F(1)).proof == Short(0)


def test_a_rounded_bound_is_not_enough_where_costs_follow_points() -> None:
    found = cheapest(hard(2), F(70))
    assert isinstance(found.proof, Branch) and refusals(found) == []


@pytest.mark.parametrize("answer", [None, (0,) * 12, (2,) * 12])
def test_highs_is_heard_and_not_believed(answer, monkeypatch: pytest.MonkeyPatch) -> None:
    right = cheapest(hard(2), F(70))
    monkeypatch.setattr(improve_search, "propose", lambda *_: answer)
    found = cheapest(hard(2), F(70))
    assert (found.optimum, refusals(found)) == (right.optimum, [])


def test_the_proposal_of_highs_is_one_option_of_each_part() -> None:
    parts = (((0, 0), (3, 1)), ((0, 0), (2, 1)))
    assert propose(parts, 1) == (0, 1)
    assert propose(parts, 2) == (1, 1)
    assert propose(parts, 3) is None


def test_points_beyond_binary_are_cut_for_highs() -> None:
    points = 7 * 10**20
    parts = (((0, 0), (3, points)), ((0, 0), (2 * 10**12, points)))
    assert propose(parts, points) == (1, 0)
    assert propose(parts, 2 * points) == (1, 1)


def test_numbers_beyond_binary_are_cut_for_highs_and_still_exact_in_the_proof() -> None:
    long = F(1, 10**17 + 3)
    parts = [[(F(0), F(0)), (gain + long, gain / 3)] for gain in (F(5), F(7), F(11), F(13))]
    found = cheapest(parts, F(18, 3))
    assert found.optimum is not None and found.optimum * found.cost_unit == 18 + 2 * long
    assert refusals(found) == []


def test_a_proof_beyond_the_limit_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(improve_search, "MOST_NODES", 3)
    with pytest.raises(EngineError) as refused:
        cheapest(hard(2), F(70))
    (fault,) = refused.value.faults
    assert (fault.code, fault.found, fault.values) == ("IMV-009", "4", (("most", "3"),))
