"""Points of an item: what is lost, what is open; the graded score is base plus bonus."""

from fractions import Fraction

from engine.model.score import ItemScore
from tests.engine.explain.made_up import RECORDS, assessed

F = Fraction


def score_of(possible: int, low: int, high: int) -> ItemScore:
    return ItemScore("i", "r", "4", None, True, False, F(1), F(possible), F(low), F(high), ())


def test_lost_is_what_no_completion_gives_back() -> None:
    assert score_of(10, 2, 7).lost == 3


def test_open_lies_between_low_and_high() -> None:
    assert score_of(10, 2, 7).open == 5


def test_possible_is_low_and_lost_and_open() -> None:
    one = score_of(10, 2, 7)
    assert one.low + one.lost + one.open == one.possible


def test_the_graded_score_is_base_and_bonus() -> None:
    scores = assessed(*RECORDS).scores
    assert (scores.bonus_low, scores.bonus_high) == (0, 5)
    assert (scores.total_low, scores.total_high) == (scores.low, scores.high + 5)
