"""Parts scored anew beside the rest: the same grades as all steps, the extremes of the rest, and the roots of a total."""

from __future__ import annotations

from fractions import Fraction

from engine.exact import Span
from engine.grade.options import Option
from engine.grade.reach import Reach
from engine.model.finding import Verdicts
from engine.questions.robustness_numbers import observations
from engine.questions.robustness_regrade import Regrading, extremes, joined_verdicts, reached
from tests.engine.explain.made_up import EDITION, RECORDS, assessed
from tests.engine.questions.made_up_robustness import HELD, SETTLED

F = Fraction


def option(base: int, bonus: int = 0, cap: int = 0, high: int | None = None) -> Option:
    return Option(Span(F(base), F(base if high is None else high)), Span.point(bonus), cap)


def test_without_a_change_the_grades_are_those_of_the_assessment() -> None:
    for one in (SETTLED, HELD, assessed(*RECORDS)):
        regrading = Regrading(one)
        for place, own in enumerate(regrading.own):
            assert regrading.grades(frozenset({place}), own) == one.grade.possible
        assert regrading.whole(one.edition, one.shapes, one.case) == one.grade


def test_what_a_slot_touches_is_the_parts_that_read_it() -> None:
    regrading = Regrading(SETTLED)
    names = {slot: [regrading.parts[place].items for place in regrading.touched({slot})] for slot in ("rate", "events")}
    assert names == {"rate": [("rate",)], "events": [("both",)]}
    assert regrading.linear(regrading.touched({"burden"})) and regrading.linear(regrading.touched({"mark"}))
    assert not regrading.linear(regrading.touched({"rate", "aimed", "paper"}))
    assert regrading.touched({"none"}) == frozenset()


def test_the_settled_rest_is_one_option_and_its_extreme_one_sum() -> None:
    regrading = Regrading(SETTLED)
    rest = regrading.rest(regrading.touched({"burden"}))
    # 17 + 13 + 29 of the base points, and 4.9 of the rating
    assert [[(one.base, one.bonus) for one in own] for own in rest.options] == [
        [(Span.point(59), Span.point(F(49, 10)))]
    ]
    assert rest.extremes == {(F(59), F(49, 10))}


def test_extremes_are_the_highest_within_each_cap_and_the_lowest() -> None:
    kept = [[option(5), option(9, cap=3)], [option(1, high=2)]]
    assert extremes(kept, (0, 3)) == {(F(7), F(0)), (F(11), F(0)), (F(6), F(0))}
    traded = [[option(5, bonus=1), option(2, bonus=4), option(1, bonus=1)]]
    assert extremes(traded, (0,)) == {(F(5), F(1)), (F(2), F(4)), (F(1), F(1))}
    assert extremes([[option(1, cap=2)]], (0,)) == {(F(1), F(0))}


def test_the_roots_hold_every_value_at_which_the_total_meets_an_edge() -> None:
    regrading = Regrading(SETTLED)
    line = next(one for one in observations(regrading) if one.premise.slot == "burden")
    found = set(regrading.roots(line.touched, line.options, F(35), F(42)))
    assert F(373, 10) in found  # 59 + 4.9 + 23 - 3 x 2.3 = 80
    assert set(regrading.roots(line.touched, line.options, F(0), F(35))) == set()


def test_grades_are_reached_by_band_and_by_cap() -> None:
    parts = [[option(85), option(85, cap=3)], [option(0)]]
    assert reached(EDITION, Reach(parts, None)) == ("a", "c")
    assert reached(EDITION, Reach([[option(40, high=60)]], None)) == ("b", "c")


def test_verdicts_are_joined_and_the_second_stands_where_both_were_asked() -> None:
    one, other = Verdicts(frozenset("ab"), frozenset("ab"), "x"), Verdicts(frozenset("bc"), frozenset("c"), "y")
    assert joined_verdicts(one, other) == Verdicts(frozenset("abc"), frozenset("ac"), "y")
