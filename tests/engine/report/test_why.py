"""The answer to why as data: the whole ledger, or only what stands at a clause, with every mark."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from engine.errors import UsageError
from engine.render.why import nodes_about, requirements_at
from engine.report import why_data
from engine.report.plain import finding_data, grade_data, plain
from tests.engine.explain.made_up import RECORDS, assessed

ONE = assessed(*RECORDS)


def test_without_a_clause_everything_is_answered() -> None:
    found = why_data(ONE, None)
    ledger = ONE.explanation.ledger
    assert found["points"] == {
        name: [plain(line) | {"assumed": line.basis.assumed} for line in getattr(ledger, name)]
        for name in ("lost", "open", "awarded", "bonus")
    }
    assert found["findings"] == [finding_data(ONE, one) for one in ONE.findings.by_requirement.values()]
    assert found["grounds"] == [plain(ONE.explanation.tree)]
    assert (found["schema"], found["clause"], found["grade"]) == ("clausegraph/why/1", None, grade_data(ONE))


def test_a_clause_is_answered_by_what_stands_there() -> None:
    found, wanted = why_data(ONE, "5"), requirements_at(ONE, "5")
    assert found["clause"] == "5"
    assert {one["requirement"] for one in found["findings"]} == wanted & set(ONE.findings.by_requirement)
    assert found["grounds"] == [plain(node) for node in nodes_about(ONE.explanation.tree, wanted)] != []
    lines = [line for name in found["points"] for line in found["points"][name]]
    assert lines and {line["requirement"] for line in lines} <= wanted


def test_the_points_of_all_lists_add_up() -> None:
    points = why_data(ONE, None)["points"]
    parts = [Fraction(line["points"]) for name in ("lost", "open", "awarded") for line in points[name]]
    assert sum(parts) == ONE.explanation.ledger.possible


def test_it_is_data_for_json_without_a_binary_number() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    assert json.loads(json.dumps(why_data(ONE, None)), parse_float=refuse)["case"] == plain(ONE.case.key)


def test_a_clause_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        why_data(ONE, "99")
    assert error.value.faults[0].code == "EXP-001"
