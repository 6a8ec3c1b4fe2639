"""An explanation tree as indented sentences, with the mark where numbers are assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.model.explanation import Node
from engine.render.branches import branch_lines, node_text
from engine.render.voice import Voice
from tests.engine.explain.made_up import RECORDS, assessed

EN, ZH = Voice("en"), Voice("zh")
TREE = assessed(*RECORDS).explanation.tree
PREMISE = {
    "year": "2022",
    "label": "rate",
    "outcome": "failed",
    "reason": "shape",
    "observed": "94",
    "limit": "95",
    "document": "",
    "presumed": "",
    "kind": "quantity",
    "counts": "",
    "year-assumed": "",
    "limit-assumed": "",
    "chosen-because": "",
}


def premise(**more: str) -> Node:
    return Node("premise", "rate/2022", "tree.premise", PREMISE | more)


def depth(node: Node) -> int:
    return 1 + max(map(depth, node.children), default=0)


def size(node: Node) -> int:
    return 1 + sum(map(size, node.children))


def test_every_node_has_its_line_two_blanks_a_level() -> None:
    lines = list(branch_lines(EN, TREE))
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert len(lines) == size(TREE) and set(indents) == set(range(0, 2 * depth(TREE), 2))


def test_a_branch_can_begin_deeper() -> None:
    assert next(branch_lines(EN, premise(), 3)).startswith("      2022 rate")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "2022 rate: failed, found 94, decided by its shape, limit 95"),
        ({"limit-assumed": "yes"}, "2022 rate: failed, found 94, decided by its shape, limit 95 [assumed]"),
        ({"document": "plan, 2025"}, "2022 rate: failed, found 94, decided by its shape, limit 95 (plan, 2025)"),
        (
            {"document": "plan, 2025", "presumed": "yes"},
            "2022 rate: failed, found 94, decided by its shape, limit 95 (plan, 2025, inferred to carry out the plan cited)",
        ),
        ({"year-assumed": "yes"}, "2022 [assumed] rate: failed, found 94, decided by its shape, limit 95"),
        ({"limit": "-"}, "2022 rate: failed, found 94, decided by its shape"),
    ],
)
def test_a_premise_says_its_limit_where_there_is_one(more: dict[str, str], said: str) -> None:
    assert node_text(EN, premise(**more)) == said


def test_evidence_says_scope_and_citation_only_where_they_are_known() -> None:
    values = {"raw": "94", "file": "f", "place": "line 1", "digest": "0", "citation": "-", "scope": "", "note": ""}
    about = {"scope": "urban", "citation": "gazette", "note": "inferred"}
    said = [node_text(EN, Node("evidence", "a", "tree.evidence", values | more)) for more in ({}, about)]
    assert said == [
        "evidence 94: f line 1 (0)",
        "evidence 94: f line 1 (0); urban; gazette; note as delivered: inferred",
    ]


@pytest.mark.parametrize(("logic", "said"), [("allOf", ", all of"), ("anyOf", ", any of"), ("", "")])
def test_a_requirement_says_its_logic_where_it_has_members(logic: str, said: str) -> None:
    values = {"number": "9", "label": "x", "outcome": "none", "reason": "combined", "logic": logic}
    assert f"{said} (combined from its members)" in node_text(EN, Node("requirement", "x", "tree.requirement", values))


@pytest.mark.parametrize("voice", [EN, ZH], ids=["en", "zh"])
def test_grade_chapters_and_items_bear_the_mark(voice: Voice) -> None:
    numbered = [TREE, *TREE.children, *(item for chapter in TREE.children for item in chapter.children)]
    assert all(node_text(voice, node).endswith(voice.mark()) for node in numbered)


@pytest.mark.parametrize("voice", [EN, ZH], ids=["en", "zh"])
def test_a_node_that_is_not_assumed_bears_no_mark(voice: Voice) -> None:
    assert not node_text(voice, replace(TREE, assumed=False)).endswith(voice.mark())


def test_a_requirement_bears_no_mark_as_it_has_no_number_of_its_own() -> None:
    (requirement,) = TREE.children[0].children[0].children
    assert requirement.assumed and not node_text(EN, requirement).endswith("[assumed]")


def test_what_was_set_aside_says_its_rule_in_words() -> None:
    said = "\n".join(branch_lines(EN, TREE))
    assert "set aside 89: another scope or population than the indicator's; evidence.csv line c; urban; 新闻" in said
