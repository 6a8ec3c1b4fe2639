"""What is known of a quantity in a year: exact, vague, in conflict, or missing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.build.select import corrected_elsewhere, put_aside, select
from engine.build.setting import Known, Setting
from engine.exact import Span, decimal_text, first_day, last_day, round_half_even, round_half_up
from engine.model.case import Reading, SetAside, State
from engine.model.edition import Comparison, Slot
from engine.model.evidence import Observation
from engine.model.world import Indicator, Qualifier

PERCENT = "PERCENT"


def quantity(setting: Setting, slot: Slot, year: int) -> Known:
    """What the observations of the slot's indicator say for the year.

    Accepted evidence decides alone; without any, evidence not accepted yet leaves the whole range open.
    """
    records = [
        record
        for record in setting.evidence.records
        if isinstance(record, Observation) and _speaks_of(record, slot, year)
    ]
    moved = corrected_elsewhere(setting, records)
    records = [record for record in records if record not in moved]
    counting = [record for record in records if setting.counts(record.source)]
    kept, aside = select(setting, slot, year, counting)
    aside += [put_aside(record, "correction") for record in moved]
    waiting, waiting_aside = select(setting, slot, year, [record for record in records if record not in counting])
    aside += waiting_aside + [put_aside(record, "other-indicator") for record in _similar(setting, slot, year)]
    if kept:
        return _valued(setting, slot, kept, aside + [put_aside(record, "not-accepted") for record in waiting])
    if waiting:
        return Known(State.UNDECIDED, "not-accepted-yet", _raws(waiting), chosen=tuple(waiting), set_aside=tuple(aside))
    return Known(State.MISSING, _why_missing(aside), set_aside=tuple(aside))


def _similar(setting: Setting, slot: Slot, year: int) -> list[Observation]:
    """Observations of indicators that bear a similar name and cannot replace this one."""
    names = setting.indicator(slot).not_same_as
    observed = [record for record in setting.evidence.records if isinstance(record, Observation)]
    return [
        one for one in observed if one.indicator in names and one.start <= last_day(year) and one.end >= first_day(year)
    ]


def _speaks_of(record: Observation, slot: Slot, year: int) -> bool:
    touches = record.start <= last_day(year) and record.end >= first_day(year)
    return record.indicator == slot.indicator and touches


def _why_missing(aside: Sequence[SetAside]) -> str:
    rules = {one.rule for one in aside}
    named = (
        ("full-period", "part-year-only"),
        ("place-and-scope", "other-scope-only"),
        ("other-indicator", "other-indicator-only"),
    )
    return next((reason for rule, reason in named if rule in rules), "all-set-aside" if rules else "not-delivered")


def _raws(records: Sequence[Observation]) -> str:
    return " / ".join(dict.fromkeys(record.raw for record in records))


def _valued(setting: Setting, slot: Slot, kept: Sequence[Observation], aside: Sequence[SetAside]) -> Known:
    indicator = setting.indicator(slot)
    spans = [span for record in kept for span in values_of(record, indicator)]
    reason = _reason(kept, indicator, spans)
    if reason == "vague":
        spans = [_hull(spans)]
    compared = sorted({compared_span(slot, span) for span in spans})
    found = Known(State.UNDECIDED, reason, _raws(kept), chosen=tuple(kept), set_aside=tuple(aside))
    if len(compared) == 1 and compared[0].is_point:
        reading = Reading(slot.slug, value=compared[0].low)
        return Known(State.KNOWN, "known", found.raw, reading, chosen=found.chosen, set_aside=found.set_aside)
    return Known(
        State.UNDECIDED, reason, found.raw, ranges=tuple(compared), chosen=found.chosen, set_aside=found.set_aside
    )


def _reason(kept: Sequence[Observation], indicator: Indicator, spans: Sequence[Span]) -> str:
    if any(len(values_of(record, indicator)) > 1 for record in kept):
        return "rate-against-counts"
    return "conflict" if all(span.is_point for span in spans) else "vague"


def values_of(record: Observation, indicator: Indicator) -> tuple[Span, ...]:
    """The values that a record states: one point, a span, or two points where its rate is not that of its counts."""
    if record.denominator is None:
        return (_stated(record, indicator),)
    exact = Fraction(record.numerator or 0, record.denominator) * (100 if indicator.unit == PERCENT else 1)
    if record.value is None or is_rounding(record.value, record.raw, exact):
        return (Span.point(exact),)
    return (Span.point(exact), Span.point(record.value))


def is_rounding(published: Fraction, raw: str, exact: Fraction) -> bool:
    """Whether a published rate is the exact one rounded (half to even or half up) to the digits written."""
    digits = len(raw.partition(".")[2])
    return published in (round_half_even(exact, digits), round_half_up(exact, digits))


def _stated(record: Observation, indicator: Indicator) -> Span:
    value, whole = record.value or Fraction(0), Span(indicator.low, indicator.high)
    match record.qualifier:
        case Qualifier.EXACTLY:
            return Span.point(value)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Span(value, indicator.high, record.qualifier is Qualifier.MORE_THAN and value < indicator.high)
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            return Span(indicator.low, value, False, record.qualifier is Qualifier.LESS_THAN and value > indicator.low)
        case Qualifier.ABOUT if record.tolerance is not None:
            return Span(max(value - record.tolerance, indicator.low), min(value + record.tolerance, indicator.high))
        case _:
            return whole


def _hull(spans: Sequence[Span]) -> Span:
    low, low_open = min((span.low, span.low_open) for span in spans)
    high = max(span.high for span in spans)
    return Span(low, high, low_open, all(span.high_open for span in spans if span.high == high))


def compared(slot: Slot, value: Fraction) -> Fraction:
    """The value as compared after GB/T 8170: in full, or rounded half to even at the limit's digits."""
    if slot.comparison is Comparison.FULL_VALUE or slot.limit_digits is None:
        return value
    return round_half_even(value, slot.limit_digits)


def compared_span(slot: Slot, span: Span) -> Span:
    """The span as compared: rounding closes an end that it moves or keeps."""
    if slot.comparison is Comparison.FULL_VALUE or slot.limit_digits is None:
        return span
    return Span(compared(slot, span.low), compared(slot, span.high))


def shown(value: Fraction, places: int = 2) -> str:
    """The value as shown: rounded half to even."""
    return decimal_text(value, places)
