"""The tree leads from the grade to every chapter, item, requirement, premise, piece of evidence and cited document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from engine.model.evidence import Ruling
from engine.model.explanation import Node
from engine.model.text import BasisKind
from engine.model.world import Concept, Document, Paragraph
from engine.render.branches import node_text
from engine.render.voice import Voice
from tests.engine.build.made_up import LABEL, aim, observed, rated, ruled, without
from tests.engine.explain.made_up import EDITION, RECORDS, SCOPES, TARGETED, assessed, city_world

EN = Voice("en")
RATED = (rated("x", "x", "70"), rated("y", "y", "72"))
STATED = assessed(*RECORDS)
TREE = STATED.explanation.tree


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def nodes(subject: str, tree: Node = TREE) -> list[Node]:
    return [node for node in walk(tree) if node.subject == subject]


def node(subject: str, name: str, tree: Node = TREE) -> Node:
    return next(one for one in nodes(subject, tree) if one.id == name)


def test_the_grade_says_the_grades_possible_and_the_interval() -> None:
    assert TREE.values == {"possible": "B C", "low": "62.50", "high": "82.00"}


def test_a_case_without_grade_says_so() -> None:
    accepted = tuple(ruled(name, Ruling.ACCEPTED) for name in "nopqr")
    about = zip("nopqr", ("rate", "burden", "paper", "events", "mark"), strict=True)
    one = assessed(*(without(name, kind) for name, kind in about), decisions=accepted)
    assert one.explanation.tree.values["possible"] == "-"


def test_every_chapter_item_and_applicant_requirement_is_there_once() -> None:
    assert [one.values["number"] for one in TREE.children] == ["4", "5", "6"]
    assert [one.id for one in nodes("item")] == ["rate", "both", "burden", "aimed", "mark"]
    assert sorted(one.id for one in nodes("requirement")) == sorted(EDITION.requirements)


def test_a_chapter_sums_its_items_and_an_item_says_its_interval() -> None:
    assert (TREE.children[0].values["low"], TREE.children[0].values["possible"]) == ("31.50", "70.00")
    both = node("item", "both").values
    assert (both["low"], both["high"], both["possible"], both["factor"]) == ("14.50", "29.00", "29.00", "")


def test_an_item_without_object_has_its_own_sentence() -> None:
    one = assessed(*RECORDS[1:], without("n", "rate"), decisions=(ruled("n", Ruling.ACCEPTED),))
    found = {item.id: item.key for item in nodes("item", one.explanation.tree)}
    assert found["rate"] == found["aimed"] == "tree.item-inapplicable" and found["both"] == "tree.item"


def test_an_item_that_is_rescaled_says_its_factor() -> None:
    one = assessed(*RECORDS[1:], without("n", "rate"), decisions=(ruled("n", Ruling.ACCEPTED),))
    factors = {item.id: item.values["factor"] for item in nodes("item", one.explanation.tree)}
    assert (factors["both"], factors["mark"]) == ("2.4138", "")


def test_a_requirement_says_number_outcome_reason_and_logic() -> None:
    both = node("requirement", "both").values
    assert (both["number"], both["outcome"], both["reason"], both["logic"]) == ("4", "untested", "combined", "allOf")
    assert [child.id for child in node("requirement", "both").children] == ["paper", "events"]


def test_a_requirement_that_is_only_scored_has_no_outcome() -> None:
    only = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], score_only=True)}
    one = assessed(*RECORDS, *RATED, edition=replace(EDITION, requirements=only))
    assert node("requirement", "mark", one.explanation.tree).values["outcome"] == "none"
    premise = node("premise", "mark/2022", one.explanation.tree)
    assert (premise.values["outcome"], premise.values["reason"]) == ("none", "score-only")
    assert node_text(EN, premise) == "2022 example: found 70 / 72 (mean 71), scored without a verdict"


def test_too_few_ratings_say_how_many_there_are_and_how_many_are_needed() -> None:
    premise = node("premise", "mark/2022", assessed(*RECORDS, RATED[0]).explanation.tree)
    assert node_text(EN, premise).endswith("too few ratings, experts who rated: 1, at least 2 are needed [assumed]")
    assert "ratings" not in node("premise", "mark/2022").values


def test_a_year_that_only_an_assumed_window_demands_is_marked() -> None:
    window = replace(EDITION, slots={**EDITION.slots, "rate": replace(EDITION.slots["rate"], window=2)})
    one = assessed(*RECORDS, edition=window).explanation.tree
    marks = {year: node("premise", f"rate/{year}", one).values["year-assumed"] for year in (2021, 2022)}
    assert marks == {2021: "yes", 2022: ""}
    assert node_text(EN, node("premise", "rate/2021", one)).startswith("2021 [assumed] example: untested")


def test_a_rate_from_counts_brings_its_counts() -> None:
    found = node("premise", "burden/2022").values
    assert (found["kind"], found["counts"]) == ("quantity", "110/300")


def test_every_premise_stands_below_its_leaf() -> None:
    assert {one.id for one in nodes("premise")} == {f"{slot}/{year}" for slot, year in STATED.case.premises}


def test_a_premise_says_limit_and_whether_that_is_assumed() -> None:
    rate, burden = node("premise", "rate/2022").values, node("premise", "burden/2022").values
    assert (rate["limit"], rate["limit-assumed"], rate["observed"]) == ("95", "", "94")
    assert (burden["limit"], burden["limit-assumed"]) == ("35", "yes")
    assert (rate["chosen-because"], burden["chosen-because"]) == (EDITION.parameters["rate"].chosen_because, "")


def test_a_premise_with_a_target_names_the_document_and_its_year() -> None:
    found = node("premise", "aimed/2022").values["document"]
    assert (found.zh, found.en) == ("示例，2022年", "example, 2022")
    assert node("premise", "rate/2022").values["document"] == ""
    assert node("premise", "aimed/2022").values["presumed"] == node("premise", "rate/2022").values["presumed"] == ""


def test_a_target_tied_to_the_plan_by_inference_is_marked() -> None:
    goals = Document("goals", LABEL, issued=date(2022, 3, 1), presumably_carries_out=("plan",))
    one = assessed(*RECORDS, world=city_world(aim("90", document="goals"), goals=goals))
    (found,) = [one for one in nodes("premise", one.explanation.tree) if one.id == "aimed/2022"]
    assert found.values["presumed"] == "yes"


def test_a_premise_without_a_settled_target_names_no_document() -> None:
    one = assessed(*RECORDS, world=city_world())
    found = node("premise", "aimed/2022", one.explanation.tree).values
    assert (found["document"], found["limit"]) == ("", "-")


def test_evidence_names_file_hash_place_raw_and_publisher() -> None:
    (found,) = [one for one in nodes("evidence") if one.id.endswith("#b")]
    said = {key: found.values[key] for key in ("file", "digest", "place", "raw", "citation", "note")}
    assert said == {
        "file": "evidence.csv",
        "digest": "0" * 12,
        "place": "line b",
        "raw": "110/300",
        "citation": "统计机构 · 公报",
        "note": "",
    }


@pytest.mark.parametrize(("slot", "raw"), [("paper", "计划"), ("rate", "94")])
def test_evidence_without_publisher_says_a_dash_and_a_document_its_title(slot: str, raw: str) -> None:
    (found,) = [one for one in node("premise", f"{slot}/2022").children if one.subject == "evidence"]
    assert found.values["raw"] == raw
    assert found.values["citation"] == ("office" if slot == "paper" else "-")


def test_what_was_set_aside_says_rule_scope_and_what_it_would_have_been() -> None:
    (found,) = [one for one in node("premise", "rate/2022").children if one.subject == "set-aside"]
    assert (found.values["rule"], found.values["raw"], found.values["would"]) == ("place-and-scope", "89", "89.00")
    assert found.values["scope"].en == "urban"


def test_scope_and_population_are_named_together() -> None:
    world = replace(TARGETED, populations={"large": Concept("large", LABEL)})
    one = assessed(observed("a", "94", scope="whole", population="large"), world=world)
    found = next(node for node in nodes("evidence", one.explanation.tree) if node.id.endswith("#a"))
    assert found.values["scope"].zh == f"{SCOPES['whole'].label.zh}、示例"


def test_a_document_set_aside_has_no_value_that_it_would_have_been() -> None:
    old = replace(RECORDS[3], in_force_to=RECORDS[3].in_force_from)
    one = assessed(*RECORDS[:3], old)
    (found,) = [one for one in nodes("set-aside", one.explanation.tree) if one.id.endswith("#d")]
    assert (found.values["would"], found.values["raw"]) == ("", "计划")


def test_a_cited_document_stands_below_its_requirement() -> None:
    cited = {**EDITION.requirements, "rate": replace(EDITION.requirements["rate"], cites=("plan", "law"))}
    world = city_world(*TARGETED.targets, law=Document("law", LABEL, number="1号"))
    one = assessed(*RECORDS, edition=replace(EDITION, requirements=cited), world=world)
    found = nodes("document", one.explanation.tree)
    assert [(node.id, node.values["number"]) for node in found] == [("plan", ""), ("law", "1号")]


def test_a_cited_paragraph_says_what_it_holds() -> None:
    law = Document("law", LABEL, number="1号", paragraphs=(Paragraph("law-2", "2", LABEL),))
    requirements = {**EDITION.requirements, "rate": replace(EDITION.requirements["rate"], cites=("law-2",))}
    world = city_world(*TARGETED.targets, law=law)
    one = assessed(*RECORDS, edition=replace(EDITION, requirements=requirements), world=world)
    (found,) = nodes("document", one.explanation.tree)
    said = {"label": LABEL, "number": "1号", "paragraph": "2", "says": LABEL}
    assert (found.id, found.key, found.values) == ("law-2", "tree.paragraph", said)
    shown = {language: node_text(Voice(language), found) for language in ("zh", "en")}
    assert shown == {
        "zh": f"引用 {LABEL.zh}（1号）2：{LABEL.zh}",
        "en": f"cites {LABEL.en} (1号), 2: {LABEL.en}",
    }


def test_only_assumed_numbers_make_a_node_assumed() -> None:
    stated = {
        slug: replace(one, basis=replace(one.basis, kind=BasisKind.DRAFTING_NOTE))
        for slug, one in EDITION.items.items()
    }
    scale = {
        slug: replace(one, basis=replace(one.basis, kind=BasisKind.DRAFTING_NOTE))
        for slug, one in EDITION.grades.items()
    }
    tree = assessed(*RECORDS, edition=replace(EDITION, items=stated, grades=scale)).explanation.tree
    assert not tree.assumed and not any(one.assumed for one in (*nodes("chapter", tree), *nodes("item", tree)))
    assert TREE.assumed and all(one.assumed for one in (*nodes("chapter"), *nodes("item")))
