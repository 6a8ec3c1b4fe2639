"""Assessments side by side: as a table for people, as CSV, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.model.entry import DIGITS_SHOWN
from engine.render.card import table
from engine.render.voice import Voice, printed
from engine.report.plain import number, plain
from engine.report.report import table_text
from engine.store.assessments import Role
from engine.store.sides import Ends, ItemSides, Scored, Sides, Stand, Turned

SCHEMA = "clausegraph/sides/1"
HEAD = ("item", "number", "label", "bonus", "assumed")
ENDS = ("possible", "low", "high")


def sides_data(found: Sides) -> dict[str, Any]:
    """The assessments side by side as data for JSON; numbers are exact, a role that was not recorded is None."""
    return {
        "schema": SCHEMA,
        "case": found.case,
        "place": plain(found.place),
        "assumed": found.assumed,
        "difference": None if found.difference is None else _ends_data(found.difference),
        "assessments": {role.value: _recorded_data(found, role) for role in Role},
        "items": [_item_data(one) for one in found.items],
    }


def _recorded_data(found: Sides, role: Role) -> dict[str, Any] | None:
    one = found.recorded.get(role)
    if one is None:
        return None
    edition = {"name": one.edition, "standard": one.standard}
    return {
        "assessment": one.assessment,
        "edition": edition,
        "grades": list(one.grades),
        "total": _scored_data(found.totals[role]),
    }


def _item_data(one: ItemSides) -> dict[str, Any]:
    return {
        "item": one.item,
        "number": one.number,
        "label": plain(one.label),
        "bonus": one.bonus,
        "assumed": one.assumed,
        "scores": {role.value: _scored_data(one.scores.get(role)) for role in Role},
        "difference": None if one.difference is None else _ends_data(one.difference),
        "other_edition": one.other_edition,
        "rescaled": one.rescaled,
        "premises": [_turned_data(each) for each in one.turned],
    }


def _ends_data(ends: Ends) -> dict[str, str]:
    return dict(zip(ENDS[1:], map(number, ends), strict=True))


def _scored_data(scored: Scored | None) -> dict[str, Any] | None:
    if scored is None:
        return None
    return {name: number(getattr(scored, name)) for name in ENDS} | {"applicable": scored.applicable}


def _turned_data(one: Turned) -> dict[str, Any]:
    stands = {role.value: plain(one.stands.get(role)) for role in Role}
    return {"slot": one.slot, "label": plain(one.label), "year": one.year, "stands": stands}


def sides_csv(found: Sides, language: str) -> str:
    """One row for each item: exact points in each role (empty where there are none), the difference, the reason in words."""
    ends = [f"{role}_{end}" for role in Role for end in ENDS]
    head = (*HEAD, *ends, "difference_low", "difference_high", "reason")
    return "\ufeff" + table_text((head, *(_csv_row(one, language) for one in found.items)))


def _csv_row(one: ItemSides, language: str) -> tuple[str, ...]:
    voice = Voice(language)
    marks = (str(mark).lower() for mark in (one.bonus, one.assumed))
    points = (_cells(one.scores.get(role)) for role in Role)
    difference = ("", "") if one.difference is None else tuple(map(number, one.difference))
    reason = voice.say("list.semicolon").join(_reasons(voice, one))
    return (
        one.item,
        one.number,
        voice.text(one.label),
        *marks,
        *(c for row in points for c in row),
        *difference,
        reason,
    )


def _cells(scored: Scored | None) -> tuple[str, ...]:
    return ("",) * len(ENDS) if scored is None else tuple(number(getattr(scored, end)) for end in ENDS)


def sides_text(found: Sides, language: str) -> str:
    """A line for each item with its points in each role; below those that differ, why. Open points are shown as `0–25`."""
    return "".join(f"{line}\n" for line in _lines(found, Voice(language)))


def _lines(found: Sides, voice: Voice) -> Iterator[str]:
    yield voice.say("sides.title", place=voice.text(found.place), case=found.case)
    for role, one in found.recorded.items():
        grades = voice.say("list.comma").join(one.grades) or "-"
        name = voice.say(f"role.{role}")
        yield "  " + voice.say(
            "sides.role", role=name, assessment=one.assessment[:DIGITS_SHOWN], edition=one.edition, grades=grades
        )
    missing = [voice.say(f"role.{role}") for role in Role if role not in found.recorded]
    if missing:
        yield "  " + voice.say("sides.missing", roles=voice.say("list.comma").join(missing))
    head, *rows = table([_head(found, voice), *(_row(one, voice) for one in found.items), _sum(found, voice)])
    yield head
    for item, row in zip(found.items, rows, strict=False):
        yield row
        yield from ("      " + reason for reason in _reasons(voice, item))
    yield rows[-1]


def _head(found: Sides, voice: Voice) -> list[str]:
    mark = voice.mark(found.assumed)
    roles = [voice.say(f"role.{role}") for role in Role]
    possible = voice.say("column.possible", mark=mark)
    return [voice.say("sides.number"), voice.say("column.label"), possible, *roles, voice.say("sides.difference")]


def _row(one: ItemSides, voice: Voice) -> list[str]:
    label = voice.text(one.label) + (voice.say("sides.bonus") if one.bonus else "")
    return [one.number, label, *_points(one.scores, one.difference, voice)]


def _sum(found: Sides, voice: Voice) -> list[str]:
    return ["", voice.say("sides.total"), *_points(found.totals, found.difference, voice)]


def _points(
    scores: Mapping[Role, Scored] | Mapping[Role, Scored | None], difference: Ends | None, voice: Voice
) -> list[str]:
    """Possible points, those of each role, and the difference; `-` where there are none."""
    known = [score for score in scores.values() if score is not None]
    possible = voice.points(known[-1].possible) if known else "-"
    own = [_earned(scores.get(role), voice) for role in Role]
    return [possible, *own, "-" if difference is None else _signed(difference, voice)]


def _earned(scored: Scored | None, voice: Voice) -> str:
    if scored is None:
        return "-"
    return _ends((scored.low, scored.high), voice) if scored.applicable else voice.say("sides.no-object")


def _ends(ends: Ends, voice: Voice) -> str:
    low, high = map(voice.points, ends)
    return low if ends[0] == ends[1] else f"{low}–{high}"


def _signed(ends: Ends, voice: Voice) -> str:
    """A difference with its sign, the least and the most points apart where they differ."""
    low, high = (("+" if end > 0 else "") + voice.points(end) for end in ends)
    return low if ends[0] == ends[1] else f"{low} / {high}"


def _reasons(voice: Voice, one: ItemSides) -> Iterator[str]:
    """Why the points of an item differ: each premise that is not the same, another edition, or a rescaling of the chapter."""
    for turned in one.turned:
        stands = [
            voice.say("sides.stand", role=voice.say(f"role.{role}"), stand=_stand(voice, stand))
            for role, stand in turned.stands.items()
        ]
        said = voice.say("list.semicolon").join(stands)
        yield voice.say("sides.premise", label=voice.text(turned.label), year=str(turned.year), stands=said)
    if one.other_edition:
        yield voice.say("sides.other-edition")
    if one.rescaled:
        yield voice.say("sides.rescaled")


def _stand(voice: Voice, stand: Stand | None) -> str:
    if stand is None:
        return voice.say("sides.not-asked")
    raw, reason = printed(stand.raw), voice.reason(stand.reason)
    if not raw or stand.reason == "known":
        return raw or reason
    key = "sides.raw-open" if stand.is_open else "sides.raw"
    return voice.say(key, raw=raw, reason=reason)
