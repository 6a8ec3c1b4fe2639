"""Every leaf has a shape for each slot or says why not; every shape stands for a slot of its leaf."""

from dataclasses import replace

from engine.check.rules.shaped import problems
from tests.engine.build.made_up import LABEL
from tests.engine.check.made_up import EDITION, SHAPES, checked, said, with_shape

NONE = replace(SHAPES, by_slot={slot: one for slot, one in SHAPES.by_slot.items() if slot != "mark"})


def leaf(**more):
    changed = replace(EDITION.requirements["mark"], **more)
    return replace(EDITION, requirements={**EDITION.requirements, "mark": changed})


def test_a_slot_without_a_shape_is_found() -> None:
    assert said(problems(checked(shapes=NONE))) == [("mark", "mark")]


def test_a_leaf_without_a_slot_is_found() -> None:
    edition = leaf(slots=())
    assert ("mark", "-") in said(problems(checked(edition)))


def test_a_leaf_that_says_why_it_has_no_shape_is_sound() -> None:
    assert said(problems(checked(leaf(unchecked=LABEL), NONE))) == []


def test_a_leaf_that_says_it_has_no_shape_and_has_one_is_found() -> None:
    assert said(problems(checked(leaf(unchecked=LABEL)))) == [("mark", "cg:notCheckable")]


def test_a_shape_of_a_slot_that_is_not_there_is_found() -> None:
    stray = replace(SHAPES.by_slot["mark"], slug="stray", slot="stray")
    assert said(problems(checked(shapes=with_shape(stray)))) == [("stray", "stray")]


def test_a_shape_that_verifies_another_leaf_is_found() -> None:
    wrong = replace(SHAPES.by_slot["mark"], requirement="rate")
    assert said(problems(checked(shapes=with_shape(wrong)))) == [("mark", "mark")]
