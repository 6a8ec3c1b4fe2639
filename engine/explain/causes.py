"""The causes of a line: each premise with what was expected, what was observed, and what mending it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.exact import Span, decimal_text, is_decimal
from engine.model.case import Case, Premise, State
from engine.model.edition import Edition, Parameter, ScoreItem, SlotKind
from engine.model.explanation import Cause
from engine.model.finding import Findings, Outcome, Possibility, Verdicts
from engine.model.shape import Shapes
from engine.model.text import Basis, Text
from engine.model.world import Direction, World
from engine.run.find import premise_outcome
from engine.score import item_points, leaf_slots

Possible = dict[tuple[str, int], tuple[Possibility, ...]]


@dataclass(frozen=True, slots=True)
class Ground:
    """All that explanations of one case are drawn from."""

    world: World
    edition: Edition
    shapes: Shapes
    case: Case
    findings: Findings
    verdicts: Verdicts
    mended: Possible

    def premises(self, item: ScoreItem) -> list[Premise]:
        """The premises of all leaves below the item's requirement."""
        slots = set(leaf_slots(self.edition, item.requirement))
        return [premise for premise in self.case.premises.values() if premise.slot in slots]

    def outcome(self, premise: Premise) -> Outcome:
        """What a premise counts as among the lines; a score-only leaf is untested while it is open and passed once it is known."""
        if self.edition.requirements[premise.requirement].score_only:
            return Outcome.PASSED if premise.state is State.KNOWN else Outcome.UNTESTED
        return premise_outcome(premise, self.findings.possibilities[premise.key], self.verdicts, self.case.closed)

    def outcome_of(self, premise: Premise) -> Outcome | None:
        """The outcome to be shown: a score-only leaf has none."""
        only = self.edition.requirements[premise.requirement].score_only
        return None if only else self.outcome(premise)

    def reason_of(self, premise: Premise) -> str:
        """Why the premise counts as it does, as a message key; no shape decides a score-only leaf."""
        reason = reason_of(premise, self.case.closed)
        only = self.edition.requirements[premise.requirement].score_only
        return "score-only" if only and reason == "shape" else reason

    def high(self, item: ScoreItem, mended: Iterable[Premise]) -> Fraction:
        """The item's greatest own points were these premises delivered anew."""
        changed = {premise.key: self.mended[premise.key] for premise in mended if _mendable(premise)}
        spans = item_points(self.edition, item, {**self.findings.possibilities, **changed}, self.verdicts)
        return spans[-1].high if spans else Fraction(0)


def _mendable(premise: Premise) -> bool:
    """Whether delivering anew can change the premise: not where there is no object, and not where the target is not settled."""
    settled = premise.target is None or premise.target.settled
    return premise.state is not State.NO_OBJECT and settled


def cause(ground: Ground, item: ScoreItem, premise: Premise, factor: Fraction, *, lost: bool) -> Cause:
    """One premise as the cause of a line; `back` is what mending its leaf alone, over all years, gives back."""
    leaf = [one for one in ground.premises(item) if one.requirement == premise.requirement]
    now = ground.high(item, ())
    limit, basis = limit_of(ground, premise)
    requirement = ground.edition.requirements[premise.requirement]
    return Cause(
        requirement=premise.requirement,
        slot=premise.slot,
        kind=premise.kind,
        year=premise.year,
        outcome=ground.outcome_of(premise),
        reason=ground.reason_of(premise),
        expected=expected_of(ground, premise),
        observed=observed_in_full(premise),
        limit=limit,
        limit_basis=basis,
        margin=margin_of(ground, premise, limit),
        evidence=premise.chosen,
        set_aside=tuple((aside.source, aside.rule, aside.raw) for aside in premise.set_aside),
        cites=requirement.cites,
        back=(ground.high(item, leaf) - now) * factor if lost else Fraction(0),
        year_assumed=year_assumed(ground, premise),
    )


def reason_of(premise: Premise, closed: bool) -> str:
    """Why the premise has its outcome, as a message key."""
    if premise.state is State.MISSING and closed:
        return "no-statement" if premise.kind is SlotKind.EVENT else "not-supplied-by-cutoff"
    return "shape" if premise.state is State.KNOWN else premise.reason


def expected_of(ground: Ground, premise: Premise) -> Text:
    """The message of the slot's shape; of a slot without a shape its label."""
    shape = ground.shapes.by_slot.get(premise.slot)
    return shape.properties[0].message if shape else ground.edition.slots[premise.slot].label


def parameter_of(edition: Edition, shapes: Shapes, slot: str) -> Parameter | None:
    """The parameter whose home is the slot's shape, if it has one."""
    shape = shapes.by_slot.get(slot)
    names = {part.slug for part in shape.properties} if shape else set()
    return next((parameter for parameter in edition.parameters.values() if parameter.shape in names), None)


def limit_of(ground: Ground, premise: Premise) -> tuple[Fraction | None, Basis | None]:
    """The number that the premise is compared with, and where it comes from."""
    if premise.target is not None:
        return (premise.target.value if premise.target.settled else None), None
    parameter = parameter_of(ground.edition, ground.shapes, premise.slot)
    return (parameter.value, parameter.basis) if parameter else (None, None)


def margin_of(ground: Ground, premise: Premise, limit: Fraction | None) -> Fraction | None:
    """How far a known number lies on the good side of its limit; negative on the bad side."""
    reading = premise.known
    number = None if reading is None else reading.value if reading.value is not None else reading.rating
    if limit is None or number is None:
        return None
    indicator = ground.world.indicators.get(ground.edition.slots[premise.slot].indicator or "")
    lower = indicator is not None and indicator.direction is Direction.LOWER
    return limit - number if lower else number - limit


def observed_of(premise: Premise) -> str:
    """What was observed, as written, with the exact or mean value where that says more."""
    reading = premise.known
    number = None if reading is None else reading.value if reading.value is not None else reading.rating
    if number is None:
        return premise.raw
    if not is_decimal(number):
        return f"{premise.raw} ≈ {decimal_text(number, 2)}"
    shown = decimal_text(number)
    return premise.raw if premise.raw == shown else f"{premise.raw} = {shown}"


def observed_in_full(premise: Premise) -> str:
    """What was observed, and what it leaves open: the range of a vague value, the rate of counts beside the published one.

    Example: `≥ 94 ∈ 94..100`, `94.89 ≈ 94.97`.
    """
    if premise.state is not State.UNDECIDED or premise.kind is not SlotKind.QUANTITY or " / " in premise.raw:
        return observed_of(premise)
    if premise.reason == "vague":
        (span,) = premise.ranges
        return f"{_sign(premise.raw, span)}{premise.raw} ∈ {decimal_text(span.low)}..{decimal_text(span.high)}"
    if premise.reason == "rate-against-counts":
        counted = [one.low for one in premise.ranges if decimal_text(one.low) != decimal_text(Fraction(premise.raw))]
        return f"{premise.raw} ≈ {decimal_text(counted[0], 2)}"
    return observed_of(premise)


def _sign(raw: str, span: Span) -> str:
    """Which side of the value written the range lies on; nothing where it lies on both, or several are written."""
    if raw == decimal_text(span.low):
        return "> " if span.low_open else "≥ "
    if raw == decimal_text(span.high):
        return "< " if span.high_open else "≤ "
    return ""


def counts_of(ground: Ground, premise: Premise) -> str:
    """Numerator and denominator of the first record behind a premise that has both, else nothing."""
    records = (ground.case.records.get(source.key) for source in premise.chosen)
    return next((found for found in map(record_counts, records) if found), "")


def record_counts(record: object) -> str:
    """Numerator and denominator of a record that has both, else nothing."""
    parts = (getattr(record, "numerator", None), getattr(record, "denominator", None))
    return "" if None in parts else "/".join(map(str, parts))


def year_assumed(ground: Ground, premise: Premise) -> bool:
    """Whether the premise is of a year before the assessed one that only an assumed window demands."""
    return premise.year < ground.case.key.year and ground.edition.slots[premise.slot].basis.assumed


def by_year(causes: Iterable[Cause]) -> Mapping[str, tuple[Cause, ...]]:
    """Causes of each leaf together."""
    found: dict[str, tuple[Cause, ...]] = {}
    for one in causes:
        found[one.requirement] = (*found.get(one.requirement, ()), one)
    return found
