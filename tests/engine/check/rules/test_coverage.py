"""Every leaf that speaks to the applicant is scored by exactly one item, and no other leaf is."""

from dataclasses import replace

from engine.check.rules.coverage import problems
from engine.model.edition import Addressee, AllOrNothing
from tests.engine.check.made_up import EDITION, checked, said
from tests.engine.score.made_up import item


def test_a_leaf_that_no_item_scores_is_found() -> None:
    items = {slug: one for slug, one in EDITION.items.items() if slug != "mark"}
    assert said(problems(checked(replace(EDITION, items=items)))) == [("mark", "0")]


def test_a_leaf_that_two_items_score_is_found_also_below_a_tree() -> None:
    items = {**EDITION.items, "paper": item("paper", "paper", 1, AllOrNothing())}
    assert said(problems(checked(replace(EDITION, items=items)))) == [("paper", "2")]


def test_a_leaf_of_the_evaluating_body_must_not_be_scored() -> None:
    body = replace(EDITION.requirements["mark"], addressee=Addressee.EVALUATING_BODY)
    edition = replace(EDITION, requirements={**EDITION.requirements, "mark": body})
    assert said(problems(checked(edition))) == [("mark", "evaluatingBody")]
