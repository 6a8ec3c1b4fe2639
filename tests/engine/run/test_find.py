"""The premise table of the law, row by row: kind of slot and state of the premise, case open and case closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from engine.model import edition as model
from engine.model.case import EvidenceMode
from engine.model.edition import Logic, Slot
from engine.model.evidence import EventState, Record, Ruling
from engine.model.finding import Outcome
from engine.model.world import Document, Qualifier, Target
from engine.run.outcomes import CANT_TELL, FAILED, INAPPLICABLE, PASSED, UNTESTED
from tests.engine.build.made_up import (
    AIMED,
    BASIS,
    BURDEN,
    EVENTS,
    LABEL,
    MARK,
    PAPER,
    PROVINCE,
    RATE,
    YEAR,
    aim,
    counted,
    edition_of,
    happened,
    nil,
    observed,
    paper,
    rated,
    ruled,
    without,
    world_with,
)
from tests.engine.run.made_up import build_case, found_in, one_leaf

REPORTED = EventState.REPORTED
OR_MORE, MORE, OR_LESS, LESS, ABOUT = (
    Qualifier.AT_LEAST,
    Qualifier.MORE_THAN,
    Qualifier.AT_MOST,
    Qualifier.LESS_THAN,
    Qualifier.ABOUT,
)
BY_LEVEL = {"no_object_at": frozenset({"prefecture"})}


@dataclass(frozen=True)
class Row:
    """What is delivered for one slot, and the outcome and its reason: case open, case closed."""

    name: str
    slot: Slot
    delivered: tuple[Record, ...]
    open: tuple[Outcome, str]
    closed: tuple[Outcome, str]
    targets: tuple[Target, ...] = ()
    documents: tuple[Document, ...] = ()
    accepted_only: bool = False
    accept: tuple[str, ...] = ()


def row(name, slot, delivered, opened, closed=None, reason="shape", closed_reason=None, **more) -> Row:
    """A row; the closed case is as the open one where nothing else is said."""
    closed_reason = closed_reason or reason
    return Row(name, slot, tuple(delivered), (opened, reason), (closed or opened, closed_reason), **more)


def missing(name, slot, delivered=(), reason="not-delivered", **more) -> Row:
    """A row of a premise that is missing: untested, and failed once the case is closed."""
    return row(name, slot, delivered, UNTESTED, FAILED, reason, "not-supplied-by-cutoff", **more)


def unstated(name, delivered=(), reason="not-delivered") -> Row:
    """A row of a missing event: untested, and cantTell once the case is closed."""
    return row(name, EVENTS, delivered, UNTESTED, CANT_TELL, reason, "no-statement")


QUANTITY = [
    row("above the limit", RATE, [observed("a", "96")], PASSED),
    row("at the limit", RATE, [observed("a", "95")], PASSED),
    row("just below the limit", RATE, [observed("a", "94.999999999999999999")], FAILED),
    row("below an upper limit", BURDEN, [observed("a", "35", indicator="burden")], PASSED),
    row("above an upper limit", BURDEN, [observed("a", "35.1", indicator="burden")], FAILED),
    row("limit or more", RATE, [observed("a", "95", qualifier=OR_MORE)], PASSED, reason="vague"),
    row("more than the limit", RATE, [observed("a", "95", qualifier=MORE)], PASSED, reason="vague"),
    row("limit or less", RATE, [observed("a", "95", qualifier=OR_LESS)], CANT_TELL, reason="vague"),
    row("less than the limit", RATE, [observed("a", "95", qualifier=LESS)], FAILED, reason="vague"),
    row("less or more than the limit", RATE, [observed("a", "94", qualifier=OR_MORE)], CANT_TELL, reason="vague"),
    row("about, no tolerance", RATE, [observed("a", "99", qualifier=ABOUT)], CANT_TELL, reason="vague"),
    row("two sources pass", RATE, [observed("a", "96"), observed("b", "97")], PASSED, reason="conflict"),
    row("two sources fail", RATE, [observed("a", "90"), observed("b", "91")], FAILED, reason="conflict"),
    row("two sources disagree", RATE, [observed("a", "94"), observed("b", "96")], CANT_TELL, reason="conflict"),
    row("waiting", RATE, [observed("a", "96")], CANT_TELL, reason="not-accepted-yet", accepted_only=True),
    row("accepted", RATE, [observed("a", "96")], PASSED, accepted_only=True, accept=("a",)),
    missing("nothing", RATE),
    missing("part of the year", RATE, [observed("a", "96", end=date(YEAR, 6, 30))], "part-year-only"),
    missing("another scope", RATE, [observed("a", "96", scope="urban")], "other-scope-only"),
    missing("another indicator", RATE, [observed("a", "96", indicator="other-rate")], "other-indicator-only"),
]
COUNTS = [
    row("rate of the limit", RATE, [counted("a", "190/200")], PASSED),
    row("rate below the limit", RATE, [counted("a", "949999999999/999999999999")], FAILED),
    row("published rounded up", RATE, [counted("a", "1899/2000", "95")], FAILED),
    row(
        "published rate too low",
        RATE,
        [counted("a", "190/200", "94")],
        CANT_TELL,
        reason="rate-against-counts",
    ),
    row(
        "published rate too high",
        RATE,
        [counted("a", "190/200", "96")],
        PASSED,
        reason="rate-against-counts",
    ),
    row("both below", RATE, [counted("a", "188/200", "93")], FAILED, reason="rate-against-counts"),
]
DOCUMENT = [
    row("in force", PAPER, [paper("a")], PASSED),
    row("waiting", PAPER, [paper("a")], CANT_TELL, reason="not-accepted-yet", accepted_only=True),
    row("accepted", PAPER, [paper("a")], PASSED, accepted_only=True, accept=("a",)),
    missing("nothing", PAPER),
    missing("expired", PAPER, [paper("a", in_force_to=date(YEAR, 12, 30))], "all-set-aside"),
    missing("another kind", PAPER, [paper("a", kind="another")]),
]
EVENT = [
    row("nil statement", EVENTS, [nil("a")], PASSED),
    row("proven", EVENTS, [happened("a")], FAILED),
    row("proven against nil", EVENTS, [happened("a"), nil("b")], FAILED),
    row("reported", EVENTS, [happened("a", REPORTED)], CANT_TELL, reason="unproven-report"),
    row("reported against nil", EVENTS, [happened("a", REPORTED), nil("b")], CANT_TELL, reason="unproven-report"),
    row("proven and reported", EVENTS, [happened("a"), happened("b", REPORTED)], FAILED, reason="unproven-report"),
    row("nil waiting", EVENTS, [nil("a")], CANT_TELL, reason="not-accepted-yet", accepted_only=True),
    unstated("nothing"),
    unstated("nil for half a year", [nil("a", end=date(YEAR, 6, 30))], "nil-part-year"),
]
JUDGEMENT = [
    row("mean at the mark", MARK, [rated("a", "x", "50"), rated("b", "y", "70")], PASSED),
    row("mean below the mark", MARK, [rated("a", "x", "50"), rated("b", "y", "69.9")], FAILED),
    row("too few", MARK, [rated("a", "x", "90")], CANT_TELL, reason="too-few-ratings"),
    row("one expert twice", MARK, [rated("a", "x", "90"), rated("b", "x", "91")], CANT_TELL, reason="too-few-ratings"),
    row("waiting", MARK, [rated("a", "x", "90")], CANT_TELL, reason="not-accepted-yet", accepted_only=True),
    missing("nothing", MARK),
    missing("another year", MARK, [rated("a", "x", "90", year=YEAR - 1)]),
]
FIGURE = [observed("a", "90")]
TARGET = [
    row("reached", AIMED, FIGURE, PASSED, targets=(aim("90"),)),
    row("not reached", AIMED, FIGURE, FAILED, targets=(aim("90.1"),)),
    row(
        "a range beyond it", AIMED, [observed("a", "90", qualifier=MORE)], PASSED, reason="vague", targets=(aim("90"),)
    ),
    row(
        "a range around it",
        AIMED,
        [observed("a", "85", qualifier=MORE)],
        CANT_TELL,
        reason="vague",
        targets=(aim("90"),),
    ),
    row("unknown", AIMED, FIGURE, CANT_TELL, reason="target-none"),
    row("unknown, best value", AIMED, [observed("a", "100")], CANT_TELL, reason="target-none"),
    row("unknown, no value", AIMED, [], CANT_TELL, reason="target-none"),
    row(
        "the province's", AIMED, FIGURE, CANT_TELL, reason="target-province-only", targets=(aim("80", place=PROVINCE),)
    ),
    row("of an earlier year", AIMED, FIGURE, CANT_TELL, reason="target-expired", targets=(aim("80", YEAR - 1),)),
    row("vague", AIMED, FIGURE, CANT_TELL, reason="target-vague", targets=(aim("80", qualifier=ABOUT),)),
    row("contradictory", AIMED, FIGURE, CANT_TELL, reason="target-conflict", targets=(aim("80"), aim("81"))),
    row(
        "of a document to come",
        AIMED,
        FIGURE,
        CANT_TELL,
        reason="target-not-in-force",
        targets=(aim("80"),),
        documents=(Document("plan", LABEL, in_force_from=date(YEAR + 1, 1, 1)),),
    ),
    row("early and reached", AIMED, FIGURE, PASSED, targets=(aim("90", YEAR + 3),)),
    row("early, not reached", AIMED, FIGURE, CANT_TELL, INAPPLICABLE, "target-not-due", targets=(aim("91", YEAR + 3),)),
    missing("settled, no value", AIMED, targets=(aim("90"),)),
]
NO_OBJECT = (
    [
        row(f"{slot.slug} by level", replace(slot, **BY_LEVEL), delivered, INAPPLICABLE, reason="no-object-by-level")
        for slot, delivered in (
            (RATE, [observed("a", "90")]),
            (PAPER, []),
            (EVENTS, [happened("a")]),
            (MARK, []),
            (AIMED, []),
        )
    ]
    + [
        row(
            f"{slot.slug} by statement",
            slot,
            [without("n", about)],
            INAPPLICABLE,
            reason="no-object-stated",
            accept=("n",),
        )
        for slot, about in ((RATE, "rate"), (PAPER, "paper"), (EVENTS, "events"), (MARK, "mark"), (AIMED, "rate"))
    ]
    + [
        row(
            f"{slot.slug} disputed, {found[0].source.id}",
            slot,
            [*found, without("n", about)],
            CANT_TELL,
            reason="object-disputed",
            accept=("n",),
        )
        for slot, about, found in (
            (RATE, "rate", [observed("met", "96")]),
            (RATE, "rate", [observed("missed", "90")]),
            (PAPER, "paper", [paper("there")]),
            (EVENTS, "events", [happened("proven")]),
            (EVENTS, "events", [nil("none")]),
        )
    ]
)
KINDS = {
    "quantity": QUANTITY,
    "counts": COUNTS,
    "document": DOCUMENT,
    "event": EVENT,
    "judgement": JUDGEMENT,
    "target": TARGET,
    "no object": NO_OBJECT,
}
ROWS = [pytest.param(one, id=f"{kind}: {one.name}") for kind, rows in KINDS.items() for one in rows]


def outcome_and_reason(one: Row, *, closed: bool) -> tuple[Outcome | None, str]:
    edition = one_leaf(one.slot)
    world = world_with(*one.targets, **{document.slug: document for document in one.documents})
    mode = EvidenceMode.ACCEPTED if one.accepted_only else EvidenceMode.DELIVERED
    accepted = tuple(ruled(name, Ruling.ACCEPTED) for name in one.accept)
    case = build_case(edition, *one.delivered, world=world, mode=mode, closed=closed, decisions=accepted)
    finding = found_in(edition, case, world)[0].by_requirement[one.slot.requirement]
    return finding.outcome, finding.reason


@pytest.mark.parametrize("one", ROWS)
def test_case_open(one: Row) -> None:
    assert outcome_and_reason(one, closed=False) == one.open


@pytest.mark.parametrize("one", ROWS)
def test_case_closed(one: Row) -> None:
    assert outcome_and_reason(one, closed=True) == one.closed


def test_the_rows_hold_every_outcome_of_every_kind() -> None:
    reached = {
        kind: {outcome for one in rows for outcome in (one.open[0], one.closed[0])} for kind, rows in KINDS.items()
    }
    full = {PASSED, FAILED, CANT_TELL, UNTESTED}
    assert reached["quantity"] == reached["event"] == reached["judgement"] == reached["document"] | {FAILED} == full
    assert reached["target"] == set(Outcome)
    assert reached["counts"] == {PASSED, FAILED, CANT_TELL} and reached["no object"] == {INAPPLICABLE, CANT_TELL}


@pytest.mark.parametrize(
    ("years", "opened", "closed"),
    [
        (("96", "96"), PASSED, PASSED),
        (("96", "94"), FAILED, FAILED),
        (("94", None), FAILED, FAILED),
        (("96", None), UNTESTED, FAILED),
        ((None, None), UNTESTED, FAILED),
    ],
)
def test_the_years_of_a_window_are_all_of(years: tuple[str | None, ...], opened: Outcome, closed: Outcome) -> None:
    edition = one_leaf(RATE, window=2)
    records = [observed(str(n), raw, YEAR - n) for n, raw in enumerate(years) if raw]
    for is_closed, outcome in ((False, opened), (True, closed)):
        case = build_case(edition, *records, closed=is_closed)
        assert found_in(edition, case)[0].by_requirement["rate"].outcome is outcome


def test_years_without_object_leave_the_others_to_decide() -> None:
    edition = one_leaf(RATE, window=2)
    case = build_case(
        edition,
        observed("a", "96"),
        without("n", "rate", date(2021, 1, 1), date(2021, 12, 31)),
        decisions=(ruled("n", Ruling.ACCEPTED),),
    )
    finding = found_in(edition, case)[0].by_requirement["rate"]
    assert finding.outcome is PASSED
    assert finding.premises == ((("rate", 2021), INAPPLICABLE), (("rate", 2022), PASSED))


def test_several_slots_of_one_leaf_are_all_of() -> None:
    first, second = replace(PAPER, slug="paper", requirement="both"), replace(RATE, slug="rate", requirement="both")
    leaf = model.Requirement("both", "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", slots=("paper", "rate"))
    edition = edition_of(first, second, requirements={"both": leaf})
    case = build_case(edition, paper("a"), observed("b", "94"))
    finding = found_in(edition, case)[0].by_requirement["both"]
    assert (finding.outcome, finding.premises) == (FAILED, ((("paper", YEAR), PASSED), (("rate", YEAR), FAILED)))


def test_a_score_only_leaf_has_no_outcome_and_takes_no_part_in_logic() -> None:
    edition = edition_of(PAPER, MARK)
    leaves = {**edition.requirements, "mark": replace(edition.requirements["mark"], score_only=True)}
    top = model.Requirement(
        "top", "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", logic=Logic.ALL_OF, members=("paper", "mark")
    )
    edition = replace(edition, requirements={"top": top, **leaves})
    found = found_in(edition, build_case(edition, paper("a")))[0].by_requirement
    assert (found["mark"].outcome, found["mark"].reason) == (None, "score-only")
    assert (found["top"].outcome, found["top"].reason) == (PASSED, "combined")


def test_findings_stand_in_the_order_of_the_edition_and_leave_out_the_evaluating_body() -> None:
    edition = edition_of(RATE, PAPER)
    body = replace(edition.requirements["paper"], addressee=model.Addressee.EVALUATING_BODY)
    top = model.Requirement(
        "top", "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", logic=Logic.ANY_OF, members=("rate",)
    )
    edition = replace(edition, requirements={"top": top, "rate": edition.requirements["rate"], "paper": body})
    findings = found_in(edition, build_case(edition, observed("a", "96")))[0]
    assert list(findings.by_requirement) == ["top", "rate"]
