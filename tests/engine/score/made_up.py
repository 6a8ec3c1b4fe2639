"""Made-up score tables: items of each method over leaves whose premises are given by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from engine.build.possibilities import Possible, possibilities, readings
from engine.exact import Span
from engine.grade import grade
from engine.model import edition as model
from engine.model.case import Case, CaseKey, EvidenceMode, Premise, Reading, State
from engine.model.edition import Edition, Logic, Slot, SlotKind
from engine.model.finding import Verdicts
from engine.model.score import GradeResult, Scores
from engine.run import find
from engine.score import score
from tests.engine.build.made_up import BASIS, CITY, LABEL, WORLD, YEAR, edition_of
from tests.engine.run.made_up import shapes_for

F = Fraction


def item(slug: str, requirement: str, points: int | Fraction, method: model.Method, bonus: bool = False):
    """A row of the score table."""
    return model.ScoreItem(slug, slug, LABEL, requirement, Fraction(points), method, BASIS, bonus)


def tree(slug: str, logic: Logic, *members: str, least: int | None = None) -> model.Requirement:
    """A requirement over others."""
    return model.Requirement(
        slug, "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", logic=logic, least=least, members=members
    )


def table(slots: tuple[Slot, ...], items: tuple[model.ScoreItem, ...], trees=(), chapters=None, **more) -> Edition:
    """An edition: leaves for the slots, trees over them, items; `chapters` moves requirements out of chapter 4."""
    found = edition_of(*slots)
    nodes = {**{one.slug: one for one in trees}, **found.requirements}
    moved = {slug: replace(one, clause=(chapters or {}).get(slug, "4")) for slug, one in nodes.items()}
    clauses = {number: model.Clause(number, number, LABEL, LABEL, None, BASIS) for number in ("4", "5", "6")}
    return replace(found, requirements=moved, clauses=clauses, items={one.slug: one for one in items}, **more)


def grades(*edges: int | None) -> dict[str, model.Grade]:
    """A scale a, b, c … by its lower edges, the last None."""
    return {
        slug: model.Grade(slug, slug.upper(), LABEL, order, None if edge is None else Fraction(edge), BASIS)
        for order, (slug, edge) in enumerate(zip("abcdef", edges, strict=False), 1)
    }


def known(slot: Slot, content: object, year: int = YEAR) -> Premise:
    """A known premise: a number of the slot's kind, or for a document its level ('' for none)."""
    return _premise(slot, year, State.KNOWN, known=_reading(slot, content))


def absent(slot: Slot, year: int = YEAR) -> Premise:
    """A premise not supplied."""
    return _premise(slot, year, State.MISSING)


def gone(slot: Slot, year: int = YEAR) -> Premise:
    """A premise without object."""
    return _premise(slot, year, State.NO_OBJECT)


def between(slot: Slot, *ranges: Span, year: int = YEAR) -> Premise:
    """An undecided premise with these ranges."""
    return _premise(slot, year, State.UNDECIDED, ranges=ranges)


def _premise(slot: Slot, year: int, state: State, **more) -> Premise:
    key = CaseKey("made-up", CITY, YEAR)
    return Premise(key, slot.requirement, slot.slug, slot.kind, year, state, "made up", **more)


def _reading(slot: Slot, content: object) -> Reading:
    match slot.kind:
        case SlotKind.DOCUMENT:
            return Reading(slot.slug, document="delivered", level=str(content) or None)
        case SlotKind.EVENT:
            return Reading(slot.slug, count=int(str(content)))
        case SlotKind.JUDGEMENT:
            return Reading(slot.slug, rating=Fraction(str(content)))
        case SlotKind.QUANTITY:
            return Reading(slot.slug, value=Fraction(str(content)))


def case_of(*premises: Premise, closed: bool = False) -> Case:
    """A case of premises."""
    key = CaseKey("made-up", CITY, YEAR)
    return Case(key, closed, EvidenceMode.DELIVERED, {premise.key: premise for premise in premises})


def plain_verdicts(*possible: Possible) -> Verdicts:
    """What the shapes of `tests.engine.run.made_up` say, without a run of a validator."""
    judged = frozenset(reading for one in possible for reading in readings(one))
    return Verdicts(judged, frozenset(one for one in judged if not _holds(one)), "plain")


def _holds(one: Reading) -> bool:
    if one.target is not None:
        return one.value is not None and one.value >= one.target
    checks = [
        one.value is None or (one.value <= 35 if one.slot.startswith("burden") else one.value >= 95),
        one.count in (None, 0),
        one.rating is None or one.rating >= 60,
    ]
    return all(checks)


def scored(edition: Edition, case: Case) -> Scores:
    """The scores of a case."""
    return graded(edition, case)[0]


def graded(edition: Edition, case: Case) -> tuple[Scores, GradeResult]:
    """The scores and the grades of a case."""
    possible = possibilities(case, edition, shapes_for(edition), WORLD)
    verdicts = plain_verdicts(possible)
    findings = find(edition, case, possible, verdicts)
    scores = score(edition, case, findings, verdicts)
    return scores, grade(edition, case, findings, verdicts, scores)


def disputed(slot: Slot, content="") -> Premise:
    """A content beside an accepted statement that there is no object."""
    found = known(slot, content)
    assert found.known is not None
    number = next((n for n in (found.known.value, found.known.count, found.known.rating) if n is not None), None)
    ways = {"documents": (found.known,)} if number is None else {"ranges": (Span.point(number),)}
    return replace(found, state=State.UNDECIDED, reason="object-disputed", **ways)
