"""A contrast as sentences and tables, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from engine.exact import decimal_text
from engine.model.assessment import Assessment
from engine.model.score import ItemScore
from engine.questions.contrast import Contrast, Differing, ItemContrast, Parts, Seen, weight_assumed
from engine.render.card import basis_line, table
from engine.render.voice import Voice
from engine.report.plain import number, plain

SCHEMA = "clausegraph/contrast/1"
COLUMNS = ("difference", "evidence", "rule", "weight")
Sides = tuple[Assessment, Assessment]


def contrast_data(first: Assessment, second: Assessment, found: Contrast) -> dict[str, Any]:
    """The contrast as data for JSON; numbers are exact, second less first, and `low` and `high` each add up."""
    ends = {"low": (found.low, found.cap_low, 0), "high": (found.high, found.cap_high, 1)}
    return {
        "schema": SCHEMA,
        "first": _side_data(first, found.first_totals),
        "second": _side_data(second, found.second_totals),
        "same_subject": found.same_subject,
        "assumed": found.assumed,
        "difference": {end: _parts_data(parts) | {"bonus_cap": number(cap)} for end, (parts, cap, _) in ends.items()},
        "items": [_item_data((first, second), one) for one in found.items],
    }


def _side_data(assessment: Assessment, totals: tuple[Fraction, Fraction]) -> dict[str, Any]:
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
        "assessment": assessment.digest,
        "case": plain(assessment.case.key),
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "low": number(totals[0]),
        "high": number(totals[1]),
        "points_assumed": edition.points_assumed,
        "grades": list(assessment.grade.possible),
        "grades_assumed": edition.grades_assumed,
    }


def _parts_data(parts: Parts) -> dict[str, str]:
    names = ("evidence", "rule", "weight", "total")
    return {name: number(getattr(parts, name)) for name in names}


def _item_data(sides: Sides, one: ItemContrast) -> dict[str, Any]:
    item = _named(sides, one.item)
    return {
        "item": one.item,
        "number": item.number,
        "label": plain(item.label),
        "assumed": one.assumed,
        "low": _parts_data(one.low),
        "high": _parts_data(one.high),
        "first": _score_data(sides[0], one.first),
        "second": _score_data(sides[1], one.second),
        "premises": [plain(premise) | {"turned": premise.turned} for premise in one.premises],
    }


def _score_data(assessment: Assessment, score: ItemScore | None) -> dict[str, Any] | None:
    """What an item counts on one side: own points, rescaling, and the interval that it earns."""
    if score is None:
        return None
    names = ("possible", "low", "high", "factor")
    own = assessment.edition.items[score.item].points
    said = {"points": number(own)} | {name: number(getattr(score, name)) for name in names}
    assumed = weight_assumed(assessment, score.item)
    return said | {"applicable": score.applicable, "outcome": plain(score.outcome), "assumed": assumed}


def _named(sides: Sides, item: str) -> Any:
    return next(side.edition.items[item] for side in sides if item in side.edition.items)


def contrast_text(first: Assessment, second: Assessment, found: Contrast, language: str) -> str:
    """The contrast as plain text, in `zh` or `en`: both cases, the difference in its parts, then item by item."""
    voice = Voice(language)
    return "\n".join(_lines(voice, (first, second), found)) + "\n"


def _lines(voice: Voice, sides: Sides, found: Contrast) -> Iterator[str]:
    for name, side in zip(("first", "second"), sides, strict=True):
        yield voice.say(f"contrast.{name}", title=voice.title(side))
        yield "  " + basis_line(voice, side)
    yield ""
    yield voice.say("contrast.head")
    yield from table(_totals_rows(voice, found))
    yield _grades(voice, sides)
    rows = _item_rows(voice, sides, found)
    yield from ["", voice.say("contrast.items", n=str(sum(map(_moves, found.items))))]
    yield from table([_head(voice, found, "item", "end"), *rows]) if rows else ["  " + voice.say("line.none")]
    shown = [one for one in found.items if _moves(one) or one.premises]
    yield from ["", voice.say("contrast.premises")]
    yield from (line for one in shown for line in _item_lines(voice, sides, one))
    yield from [] if shown else ["  " + voice.say("line.none")]
    yield from ["", voice.say("contrast.legend"), voice.say("mark.legend")]


def _head(voice: Voice, found: Contrast, *names: str) -> list[str]:
    return [voice.say(f"contrast.column.{name}", mark=voice.mark(found.assumed)) for name in (*names, *COLUMNS)]


def _totals_rows(voice: Voice, found: Contrast) -> list[list[str]]:
    rows = [_head(voice, found, "total", "end", "first", "second")]
    for n, (end, parts) in enumerate((("low", found.low), ("high", found.high))):
        totals = [voice.points(side[n]) for side in (found.first_totals, found.second_totals)]
        rows.append([voice.say("contrast.graded"), voice.say(f"contrast.{end}"), *totals, *_signed_parts(voice, parts)])
    return rows


def _signed_parts(voice: Voice, parts: Parts) -> list[str]:
    return [signed(voice, one) for one in (parts.total, parts.evidence, parts.rule, parts.weight)]


def signed(voice: Voice, points: Fraction) -> str:
    """Points with their sign; 0 has none. What is too small for two places keeps its sign."""
    shown = voice.points(points)
    return f"+{shown}" if points > 0 else shown


def _grades(voice: Voice, sides: Sides) -> str:
    join = voice.say("list.comma")
    said = [join.join(side.edition.grades[slug].notation for slug in side.grade.possible) or "-" for side in sides]
    marks = [voice.mark(side.edition.grades_assumed) for side in sides]
    return "  " + voice.say("contrast.grades", first=said[0] + marks[0], second=said[1] + marks[1])


def _item_rows(voice: Voice, sides: Sides, found: Contrast) -> list[list[str]]:
    """The rows of each item that contributes, those of the greatest contribution first, then those of the bonus cap."""
    moved = sorted(filter(_moves, found.items), key=lambda one: -(abs(one.low.total) + abs(one.high.total)))
    rows = [row for one in moved for row in _both(voice, _name(voice, sides, one), one.low, one.high)]
    if found.cap_low or found.cap_high:
        rows += _both(voice, voice.say("contrast.cap"), Parts(weight=found.cap_low), Parts(weight=found.cap_high))
    return rows


def _both(voice: Voice, name: str, low: Parts, high: Parts) -> list[list[str]]:
    """A row for each end, or one where both ends have the same parts."""
    if low == high:
        return [[name, voice.say("contrast.both"), *_signed_parts(voice, low)]]
    ends = (voice.say("contrast.low"), voice.say("contrast.high"))
    return [[name, end, *_signed_parts(voice, parts)] for end, parts in zip(ends, (low, high), strict=True)]


def _name(voice: Voice, sides: Sides, one: ItemContrast) -> str:
    return voice.say("contrast.item", number=_named(sides, one.item).number, label=_label(voice, sides, one))


def _label(voice: Voice, sides: Sides, one: ItemContrast) -> str:
    return voice.text(_named(sides, one.item).label)


def _moves(one: ItemContrast) -> bool:
    """Whether any part of it is not 0: parts can cancel out."""
    return one.low != Parts() or one.high != Parts()


def _item_lines(voice: Voice, sides: Sides, one: ItemContrast) -> Iterator[str]:
    yield "  " + _name(voice, sides, one)
    if one.low.weight or one.high.weight:
        said = [_weight(voice, side, score) for side, score in zip(sides, (one.first, one.second), strict=True)]
        yield "    " + voice.say("contrast.weights", first=said[0], second=said[1])
    for premise in one.premises:
        yield "    " + _premise(voice, sides, premise)


def _weight(voice: Voice, assessment: Assessment, score: ItemScore | None) -> str:
    """Own points and rescaling on one side, or that it has no such item or no object there."""
    if score is None or not score.applicable:
        return voice.say("contrast.no-item" if score is None else "contrast.no-object")
    item, mark = assessment.edition.items[score.item], voice.mark(weight_assumed(assessment, score.item))
    points = {
        "points": voice.points(item.points),
        "factor": number(score.factor),
        "possible": voice.points(score.possible),
    }
    return voice.say("contrast.weight", mark=mark, **points)


def _premise(voice: Voice, sides: Sides, premise: Differing) -> str:
    edition = next(side.edition for side in sides if premise.slot in side.edition.slots)
    said = [_seen(voice, one) for one in (premise.first, premise.second)]
    return voice.say(
        "contrast.premise", label=voice.text(edition.slots[premise.slot].label), first=said[0], second=said[1]
    )


def _seen(voice: Voice, seen: Seen | None) -> str:
    if seen is None:
        return voice.say("contrast.not-asked")
    limit = ""
    if seen.limit is not None:
        limit = voice.say("contrast.limit", limit=decimal_text(seen.limit), mark=voice.mark(seen.limit_basis))
    observed = seen.observed or voice.say("cause.nothing")
    outcome = voice.outcome(seen.outcome)
    reason = "" if seen.reason == "shape" else voice.say("whynot.reason", reason=voice.reason(seen.reason))
    return voice.say(
        "contrast.seen", year=str(seen.year), outcome=outcome, observed=observed, reason=reason, limit=limit
    )
