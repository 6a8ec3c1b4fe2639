"""What differs between two assessments is what differs between their findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assess import assess, order_of
from engine.errors import UsageError
from engine.read.case import read_case
from engine.read.home import home
from engine.report.turned import turned_data

ORDER = order_of(read_case(home() / "fixtures" / "cases" / "fictional-grade-c"))


def test_a_case_that_is_reopened_is_open_again() -> None:
    closed, opened = assess(home(), [ORDER, replace(ORDER, closed=False)])
    said = turned_data(opened, closed)
    assert (said["before"], said["after"]) == (opened.digest, closed.digest)
    for one in said["findings"]:
        slug = one["requirement"]
        assert one["before"] == opened.findings.by_requirement[slug].outcome
        assert one["after"] == closed.findings.by_requirement[slug].outcome
        assert one["before"] != one["after"]


def test_nothing_differs_from_itself() -> None:
    (found,) = assess(home(), [ORDER])
    assert turned_data(found, found)["findings"] == []


def test_before_the_first_assessment_there_was_nothing() -> None:
    (found,) = assess(home(), [ORDER])
    said = turned_data(None, found, "9.1 a)")
    assert (said["before"], said["low_before"]) == (None, None)
    assert [(one["before"], one["after"]) for one in said["findings"]] == [(None, "failed")]
    with pytest.raises(UsageError):
        turned_data(None, found, "99")
