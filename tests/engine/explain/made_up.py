"""A made-up city assessed: known, lost, open and inapplicable points, a target, a veto, a key item and a bonus."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.build.possibilities import mended, possibilities
from engine.explain import explain
from engine.explain.causes import Ground
from engine.grade import grade
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Case, EvidenceMode
from engine.model.edition import Edition
from engine.model.evidence import Delivered, EventState, Record
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Concept, EvidenceKind, World
from engine.run import find
from engine.score import score
from tests.engine.build.made_up import (
    AIMED,
    BURDEN,
    DIGEST,
    EVENTS,
    LABEL,
    MARK,
    PAPER,
    RATE,
    aim,
    counted,
    happened,
    observed,
    paper,
    world_with,
)
from tests.engine.run.made_up import build_case, shapes_for
from tests.engine.score.made_up import grades, item, plain_verdicts, table, tree

F = Fraction
NOTE = Basis(BasisKind.DRAFTING_NOTE, place="9.1")
TEXT = Text
RATE_BANDS = model.Bands("rate", (model.Band(F(41), F(95)), model.Band(F(17), F(90))))
DEDUCTION = model.Deduction("burden", "burden", F(1), F(3), model.Step.PROPORTIONAL, F(2))
ITEMS = (
    item("rate", "rate", 41, RATE_BANDS),
    item("burden", "burden", 23, DEDUCTION),
    item("aimed", "aimed", 13, model.AllOrNothing()),
    item("both", "both", 29, model.ShareMet()),
    item("mark", "mark", 7, model.Judged("mark"), bonus=True),
)
BOTH = tree("both", model.Logic.ALL_OF, "paper", "events")
SLOTS = (RATE, BURDEN, AIMED, PAPER, EVENTS, MARK)
PARAMETERS = {
    "rate": model.Parameter(
        "rate", LABEL, "rate-p", "minInclusive", F(95), NOTE, chosen_because=Text("理由", "reason")
    ),
    "burden": model.Parameter("burden", LABEL, "burden-p", "maxInclusive", F(35), Basis(BasisKind.ASSUMED)),
}
EDITION = table(
    SLOTS,
    ITEMS,
    (BOTH,),
    {"burden": "5", "aimed": "5", "mark": "6"},
    grades=grades(80, 50, None),
    vetoes={
        "events": model.Veto("events", Text("事件否决", "veto of events"), "events", "c", Basis(BasisKind.ASSUMED))
    },
    key_items={
        "rate": model.KeyItem("rate", Text("关键率", "key rate"), "rate", F(3, 5), "b", Basis(BasisKind.ASSUMED))
    },
    parameters=PARAMETERS,
    bonus_cap=F(5),
    total=F(106),
)
SCOPES = {"whole": Concept("whole", Text("全域", "the whole place")), "urban": Concept("urban", Text("城区", "urban"))}
UNITS = {"PERCENT": Concept("PERCENT", Text("%", "%"))}
KINDS = {"paper": EvidenceKind("paper", "document", Text("文书", "deed"), LABEL)}


def city_world(*targets, **documents) -> World:
    """The made-up world with scopes, units, kinds of evidence and these targets."""
    return replace(world_with(*targets, **documents), scopes=SCOPES, kinds=KINDS, units=UNITS)


TARGETED = city_world(aim("90"))
RECORDS: tuple[Record, ...] = (
    observed("a", "94"),  # below the limit of 95: 17 points of 41
    counted("b", "110/300", indicator="burden", issuer="统计机构", citation="公报"),  # above 35: points deducted
    observed("c", "89", scope="urban", citation="新闻"),  # of another scope: set aside
    paper("d", title="计划"),
)
FIRED = (*RECORDS, happened("e", EventState.PROVEN))


def ground_of(edition: Edition, case: Case, world: World = TARGETED) -> Ground:
    """What explanations of a case are drawn from, by plain verdicts."""
    shapes = shapes_for(edition)
    anew = mended(case, edition, shapes, world)
    possible = possibilities(case, edition, shapes, world)
    verdicts = plain_verdicts(possible, anew)
    return Ground(world, edition, shapes, case, find(edition, case, possible, verdicts), verdicts, anew)


def assessment_of(edition: Edition, case: Case, world: World = TARGETED, **more) -> Assessment:
    """The whole assessment of a case, by plain verdicts."""
    ground = ground_of(edition, case, world)
    scores = score(edition, case, ground.findings, ground.verdicts)
    graded = grade(edition, case, ground.findings, ground.verdicts, scores)
    explained = explain(
        world, edition, ground.shapes, case, ground.findings, ground.verdicts, scores, graded, ground.mended
    )
    files = (Delivered("evidence.csv", DIGEST, 100, "csv"),)
    made = Assessment(
        "1" * 64,
        "plain",
        world,
        edition,
        ground.shapes,
        files,
        case,
        ground.findings,
        scores,
        graded,
        explained,
    )
    return replace(made, **more)


def assessed(*records: Record, edition: Edition = EDITION, world: World = TARGETED, **more) -> Assessment:
    """The city assessed from records; `closed`, `mode` and `decisions` as in building."""
    return assessment_of(edition, build_case(edition, *records, world=world, **more), world)


def accepted_only(*records: Record) -> Assessment:
    """The city assessed where nothing delivered has been accepted."""
    return assessed(*records, mode=EvidenceMode.ACCEPTED)
