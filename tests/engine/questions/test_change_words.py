"""Changes as people write them, and how each slip of the pen is answered."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from engine import home, standard_for
from engine.errors import UsageError
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Edition
from engine.questions.change_words import SORTS, change_of, changes_of

RATE = "product-supervision-pass-rate"


@cache
def edition() -> Edition:
    return standard_for(home(), "2021-draft").edition


def veto() -> str:
    return next(iter(edition().vetoes))


@pytest.mark.parametrize(
    ("sort", "words", "change"),
    [
        ("set", f"{RATE}=94.50", Threshold(RATE, Fraction("94.5"))),
        ("set", f" {RATE} = 96 ", Threshold(RATE, Fraction(96))),
        ("points", f"{RATE}=40", ItemPoints(RATE, Fraction(40))),
        ("points", "A.9.1=40", ItemPoints(RATE, Fraction(40))),
        ("band", "A.9.1:2=90", BandEdge(RATE, 2, Fraction(90))),
        ("grade", "A=910", GradeEdge("a", Fraction(910))),
        ("grade", "b=850.5", GradeEdge("b", Fraction("850.5"))),
        ("window", f"{RATE}=2", Window(RATE, 2)),
        ("off", "12", ClauseOff("environment-quality")),
        ("off", "environment-quality", ClauseOff("environment-quality")),
    ],
)
def test_words_become_a_change(sort: str, words: str, change: Change) -> None:
    assert change_of(edition(), sort, words) == change


def test_a_veto_by_grade_or_off() -> None:
    assert change_of(edition(), "veto", f"{veto()}=D") == VetoCap(veto(), "d")
    assert change_of(edition(), "veto", f"{veto()}=off") == VetoCap(veto(), None)


@pytest.mark.parametrize(
    ("sort", "words", "code"),
    [
        ("set", RATE, "IMP-004"),
        ("set", f"{RATE}=", "IMP-004"),
        ("set", "=95", "IMP-004"),
        ("set", f"{RATE}=９５", "IMP-004"),
        ("set", f"{RATE}=1e2", "IMP-004"),
        ("set", f"{RATE}=95=96", "IMP-004"),
        ("set", "x=95", "IMP-001"),
        ("band", "A.9.1=90", "IMP-001"),
        ("band", "A.9.1:x=90", "IMP-004"),
        ("grade", "E=1", "IMP-001"),
        ("window", f"{RATE}=two", "IMP-004"),
        ("window", f"{RATE}=1000", "IMP-004"),
        ("off", "99", "IMP-001"),
        ("off", "", "IMP-001"),
    ],
)
def test_a_slip_is_refused_by_name(sort: str, words: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        change_of(edition(), sort, words)
    assert [fault.code for fault in error.value.faults] == [code]


def test_all_changes_stand_in_the_order_of_the_sorts() -> None:
    said = {"off": ["12"], "grade": ["A=910", "B=800"], "set": [f"{RATE}=96"]}
    found = changes_of(edition(), said)
    assert [type(one).__name__ for one in found] == ["Threshold", "GradeEdge", "GradeEdge", "ClauseOff"]
    assert list(SORTS) == ["set", "points", "band", "grade", "veto", "window", "off"]
