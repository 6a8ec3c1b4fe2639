"""A made-up edition that passes every rule, to be spoilt in one place."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from engine.check.problem import Checked, Problem
from engine.model import edition as model
from engine.model.edition import Edition
from engine.model.shape import PropertyShape, Shapes, SlotShape
from engine.model.text import Text
from engine.model.world import Concept, EvidenceKind, World
from tests.engine.build.made_up import BASIS, BURDEN, EVENTS, LABEL, MARK, PAPER, RATE, WORLD, edition_of
from tests.engine.score.made_up import grades, item, tree

F = Fraction
KINDS = {slug: EvidenceKind(slug, "document", LABEL, LABEL) for slug in ("paper", "events", "mark")}
HERE: World = replace(WORLD, kinds=KINDS, departments={"office": Concept("office", LABEL)})
SLOTS = (RATE, BURDEN, PAPER, EVENTS, MARK)
CONSTRAINTS = {
    "rate": ("value", (("minCount", "1"), ("minInclusive", "95"))),
    "burden": ("value", (("minCount", "1"), ("maxInclusive", "35"))),
    "paper": ("document", (("minCount", "1"),)),
    "events": ("count", (("maxInclusive", "0"),)),
    "mark": ("rating", (("minInclusive", "60"),)),
}
BANDS = model.Bands("rate", (model.Band(F(40), F(95)), model.Band(F(20), F(90))))
DEDUCTION = model.Deduction("burden", "burden", F(1), F(2), model.Step.FULL_UNIT, F(0))
ITEMS = (
    item("rate", "rate", 40, BANDS),
    item("burden", "burden", 20, DEDUCTION),
    item("both", "both", 40, model.ShareMet()),
    item("mark", "mark", 10, model.Judged("mark"), bonus=True),
)


def _edition() -> Edition:
    found = edition_of(*SLOTS)
    leaves = {slug: replace(one, provisions=(slug,)) for slug, one in found.requirements.items()}
    provisions = {slug: model.Provision(slug, "4", model.ProvisionType.REQUIREMENT, LABEL, BASIS) for slug in leaves}
    parameters = {
        "rate": model.Parameter("rate", LABEL, "rate-p", "minInclusive", F(95), BASIS),
        "burden": model.Parameter("burden", LABEL, "burden-p", "maxInclusive", F(35), BASIS),
    }
    reading, other = model.Reading("x", LABEL, True), model.Reading("y", LABEL, False)
    return replace(
        found,
        requirements={"both": tree("both", model.Logic.ALL_OF, "paper", "events"), **leaves},
        provisions=provisions,
        parameters=parameters,
        items={one.slug: one for one in ITEMS},
        grades=grades(80, 50, None),
        vetoes={"events": model.Veto("events", LABEL, "events", "c", BASIS)},
        key_items={"rate": model.KeyItem("rate", LABEL, "rate", F(3, 5), "b", BASIS)},
        questions={"q": model.OpenQuestion("q", LABEL, ("rate",), (reading, other), LABEL)},
        total=F(100),
        bonus_cap=F(10),
    )


def shape(slot: str, severity: str = "Violation", **more) -> SlotShape:
    """The shape of a slot, its message beginning with the clause and naming the limit."""
    path, constraints = CONSTRAINTS[slot]
    message = Text("4 示例 95 35", "4 example")
    part = replace(PropertyShape(f"{slot}-p", path, constraints, severity, message, 1), **more)
    return SlotShape(slot, slot, slot, (part,))


EDITION = _edition()
SHAPES = Shapes("made-up", {slot: shape(slot) for slot in CONSTRAINTS}, "", "")


def checked(edition: Edition = EDITION, shapes: Shapes = SHAPES, world: World = HERE) -> Checked:
    """What a rule sees."""
    return Checked(Path("."), world, edition, shapes)


def with_shape(one: SlotShape) -> Shapes:
    """The shapes with one of them replaced."""
    return replace(SHAPES, by_slot={**SHAPES.by_slot, one.slot: one})


def said(problems) -> list[tuple[str, str]]:
    """Where each problem stands and what was found, each at level error."""
    found: list[Problem] = list(problems)
    assert {problem.level for problem in found} <= {"error"}
    return [(problem.where, problem.found) for problem in found]
