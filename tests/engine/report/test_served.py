"""Parts of an assessment: every number exact, every sentence in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.assess import assess, order_of
from engine.errors import UsageError
from engine.model.assessment import Assessment
from engine.read.case import read_case
from engine.read.home import home
from engine.report.served import explanation_part, finding_part, points_part, scores_part, summary_data

CASE = home() / "fixtures" / "cases" / "fictional-grade-c"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess(home(), [order_of(read_case(Path(CASE)))])[0]


def texts(data: Any) -> Iterator[dict[str, str]]:
    """Every text in two languages below some data."""
    if isinstance(data, dict):
        if "zh" in data:
            yield data
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def test_no_part_holds_a_float_or_half_a_text(assessment: Assessment) -> None:
    for part in (summary_data, scores_part, points_part, explanation_part):
        data = part(assessment)
        assert "float" not in {type(leaf).__name__ for leaf in leaves(data)}
        found = list(texts(data))
        assert found
        assert all(set(text) == {"zh", "en"} and text["zh"] and text["en"] for text in found if any(text.values()))


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


def test_a_lost_line_says_what_was_found_and_the_way_back(assessment: Assessment) -> None:
    line = next(one for one in points_part(assessment, "lost")["lost"] if one["number"] == "12.4")
    assert (line["points"], line["back"], line["assumed"]) == ("25", "25", True)
    assert line["causes"][0]["observed"] == "97"
    assert [back["key"] for back in line["way_back"]] == ["way.all", "way.reach"]


def test_a_finding_names_each_year(assessment: Assessment) -> None:
    found = finding_part(assessment, "product-supervision-pass-rate")
    assert [(one["year"], one["outcome"]) for one in found["premises"]] == [
        (2020, "passed"),
        (2021, "failed"),
        (2022, "passed"),
    ]
    assert (found["outcome"], found["points"]["low"]) == ("failed", "24")


def test_the_grade_has_its_name(assessment: Assessment) -> None:
    grade = summary_data(assessment)["grade"]
    assert (grade["grade"], grade["possible"][0]["notation"]) == ("c", "C")


def test_an_explanation_of_a_clause_is_a_part_of_the_whole(assessment: Assessment) -> None:
    part = explanation_part(assessment, "9.1 a)")["grounds"][0]
    assert part["id"] == "product-supervision-pass-rate"
    assert part in descendants(explanation_part(assessment)["grounds"])
    with pytest.raises(UsageError):
        explanation_part(assessment, "99")


def descendants(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for node in nodes for found in (node, *descendants(node["children"]))]
