"""A refusal without place, remedy or language is found; a good one passes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.hostile.sent import Heard
from tests.hostile.verdict import PROBLEM, places, refused, unsound

FAULT = {
    "code": "EVI-003",
    "where": "a.csv line 1",
    "found": "x",
    "problem": "不能读。",
    "expected": "文本",
    "remedy": "请改正。",
}
GOOD = {"status": 422, "title": "不能接受", "detail": "不能读。请改正。", "code": "EVI-003", "faults": [FAULT]}


def heard(status: int = 422, media: str = PROBLEM, **changed: Any) -> Heard:
    return Heard(status, media, json.dumps(GOOD | changed).encode())


def test_a_good_refusal_passes() -> None:
    assert refused(heard()) == "" and places(heard()) == [("EVI-003", "a.csv line 1")]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (heard(500), "status 500"),
        (heard(0), "status 0"),
        (heard(201), "status 201"),
        (heard(media="text/plain"), "422 as text/plain"),
        (heard(status=400), "status or code that contradicts itself"),
        (heard(code="EVI-004"), "status or code that contradicts itself"),
        (heard(detail=" "), "no detail"),
        (heard(faults=[FAULT | {"where": ""}]), "EVI-003 without where"),
        (heard(faults=[FAULT | {"remedy": ""}]), "EVI-003 without remedy"),
        (heard(faults=[FAULT | {"problem": "{most} 字节。"}]), "EVI-003 without problem"),
        (heard(faults=[FAULT | {"problem": "No.", "remedy": "Mend it."}]), "EVI-003 not in Chinese"),
        (Heard(422, PROBLEM, b"<html>"), "422 with JSONDecodeError"),
        (Heard(422, PROBLEM, b"{}"), "422 with KeyError"),
    ],
)
def test_what_a_refusal_lacks_is_said(answer: Heard, said: str) -> None:
    assert refused(answer) == said


def test_a_check_says_what_is_wrong_or_refuses() -> None:
    english = [FAULT | {"problem": "It cannot be read.", "remedy": "Mend the file."}]
    found = {"sound": False, "faults": english}
    for changed, said in (
        ({}, ""),
        ({"sound": True}, "found sound"),
        ({"faults": []}, "no fault"),
        ({"faults": [FAULT]}, "EVI-003 not in English"),
    ):
        assert unsound(Heard(200, "application/json", json.dumps(found | changed).encode()), "en") == said
    assert (
        unsound(heard(faults=english), "en") == "" and unsound(heard(500)) == "status 500 as application/problem+json"
    )
