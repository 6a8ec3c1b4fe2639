"""The answer to “what would a change do” as sentences and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import Any

from engine.exact import decimal_text
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Bands, Edition
from engine.questions.impact import Effect, Impact, Interval
from engine.render.voice import Voice
from engine.report.plain import number, plain

SCHEMA = "clausegraph/impact/1"


def impact_data(impacts: Sequence[Impact], near: Fraction, most: int | None = None) -> dict[str, Any]:
    """The answer as data for JSON: every case that gains, loses or flips, and those that nearly flip; of each list the first
    `most` (the counts are of all).
    """
    effects = chain.from_iterable(one.effects() for one in impacts)
    nearly = chain.from_iterable(one.near(near) for one in impacts)
    edition = impacts[0].before.edition
    return {
        "schema": SCHEMA,
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "assumed": edition.points_assumed or edition.grades_assumed,
        "changes": [{"kind": type(one).__name__, **plain(one)} for one in impacts[0].changes],
        "cases": sum(len(one.matrix) for one in impacts),
        "moved": sum(int(one.moved.sum()) for one in impacts),
        "flipped": sum(int(one.flipped.sum()) for one in impacts),
        "effects": [_effect_data(effect) for effect in islice(effects, most)],
        "near": number(near),
        "nearly": [_effect_data(effect) for effect in islice(nearly, most)],
    }


def _effect_data(effect: Effect) -> dict[str, Any]:
    return {
        "case": plain(effect.case),
        "before": _ends(effect.before),
        "after": _ends(effect.after),
        "grades_before": list(effect.grades_before),
        "grades_after": list(effect.grades_after),
        "items": [{"item": one.item, "before": _ends(one.before), "after": _ends(one.after)} for one in effect.items],
        **({} if effect.near is None else {"near": number(effect.near)}),
        "flips": effect.flips,
    }


def _ends(interval: Interval) -> list[str]:
    low, high = interval
    return [number(low), number(high)]


def impact_text(impacts: Sequence[Impact], language: str, near: Fraction) -> str:
    """The answer as plain text, in `zh` or `en`: the changes, whose grade flips, who gains or loses and by which items."""
    voice, edition = Voice(language), impacts[0].before.edition
    draft = voice.say("mark.draft") if edition.draft else ""
    lines = [voice.say("impact.head", edition=voice.text(edition.label), draft=draft)]
    lines += ["  " + change_text(voice, edition, one) for one in impacts[0].changes]
    lines += ["", _sums(voice, impacts)]
    pairs = [(one, effect) for one in impacts for effect in one.effects()]
    flips, others = ([pair for pair in pairs if pair[1].flips is flipping] for flipping in (True, False))
    lines += _section(voice, "impact.flips", flips)
    lines += _section(voice, "impact.moves", others)
    close = [(one, effect) for one in impacts for effect in one.near(near)]
    lines += _near(voice, close, near)
    return "\n".join([*lines, "", voice.say("mark.legend")]) + "\n"


def _sums(voice: Voice, impacts: Sequence[Impact]) -> str:
    moved, flipped = (sum(int(getattr(one, name).sum()) for one in impacts) for name in ("moved", "flipped"))
    every = sum(len(one.matrix) for one in impacts)
    return voice.say("impact.sums", cases=str(every), moved=str(moved), flipped=str(flipped))


def _section(voice: Voice, key: str, pairs: Sequence[tuple[Impact, Effect]]) -> Iterator[str]:
    if pairs:
        yield ""
        yield voice.say(key, n=str(len(pairs)))
    for impact, effect in pairs:
        yield "  " + _effect(voice, impact, effect)
        yield from ("    " + line for line in _items(voice, impact, effect))


def _near(voice: Voice, pairs: Sequence[tuple[Impact, Effect]], near: Fraction) -> Iterator[str]:
    if pairs:
        yield ""
        yield voice.say("impact.near", n=str(len(pairs)), near=voice.points(near))
    for impact, effect in pairs:
        assert effect.near is not None
        yield "  " + voice.say(
            "impact.near-one",
            case=case_text(voice, impact, effect),
            points=interval_text(voice, effect.after),
            grades=_grades(voice, impact.after.edition, effect.grades_after),
            distance=voice.points(effect.near),
            mark=voice.mark(impact.after.edition.grades_assumed),
        )


def _effect(voice: Voice, impact: Impact, effect: Effect) -> str:
    edition = impact.after.edition
    return voice.say(
        "impact.effect",
        case=case_text(voice, impact, effect),
        before=interval_text(voice, effect.before),
        after=interval_text(voice, effect.after),
        change=change_in_points(voice, effect.before, effect.after),
        mark=voice.mark(edition.points_assumed),
        grades_before=_grades(voice, impact.before.edition, effect.grades_before),
        grades_after=_grades(voice, edition, effect.grades_after),
        grade_mark=voice.mark(edition.grades_assumed),
    )


def _items(voice: Voice, impact: Impact, effect: Effect) -> Iterator[str]:
    edition = impact.after.edition
    for one in effect.items:
        item = edition.items[one.item]
        yield voice.say(
            "impact.item",
            number=item.number,
            label=voice.text(item.label),
            before=interval_text(voice, one.before),
            after=interval_text(voice, one.after),
            change=change_in_points(voice, one.before, one.after),
            mark=voice.mark(item.basis),
        )


def case_text(voice: Voice, impact: Impact, effect: Effect) -> str:
    """Place and year of a case, with the mark of a made-up place."""
    place = impact.world.places[effect.case.code]
    fictional = voice.say("mark.fictional") if place.fictional else ""
    return voice.say("impact.case", place=voice.text(place.label) + fictional, year=str(effect.case.year))


def interval_text(voice: Voice, interval: Interval) -> str:
    """One number, or the least and the greatest."""
    low, high = (voice.points(one) for one in interval)
    return low if interval[0] == interval[1] else voice.say("impact.interval", low=low, high=high)


def change_in_points(voice: Voice, before: Interval, after: Interval) -> str:
    """What is gained or lost, least and greatest where they differ."""
    low, high = (signed(voice, then - now) for now, then in zip(before, after, strict=True))
    return low if low == high else voice.say("impact.interval", low=low, high=high)


def signed(voice: Voice, points: Fraction) -> str:
    """Points with their sign."""
    return ("+" if points > 0 else "") + voice.points(points)


def _grades(voice: Voice, edition: Edition, slugs: Sequence[str]) -> str:
    letters = [edition.grades[slug].notation for slug in slugs]
    return voice.say("list.comma").join(letters) or "-"


def change_text(voice: Voice, edition: Edition, change: Change) -> str:
    """One change: what it is now, and what it would be; numbers that are assumed bear the mark."""
    match change:
        case Threshold():
            parameter = edition.parameters[change.parameter]
            label, was, mark = voice.text(parameter.label), decimal_text(parameter.value), voice.mark(parameter.basis)
            return voice.say("impact.threshold", label=label, was=was, mark=mark, now=decimal_text(change.value))
        case ItemPoints():
            item = edition.items[change.item]
            said = {"was": voice.points(item.points), "mark": voice.mark(item.basis), "now": number(change.points)}
            return voice.say("impact.points", number=item.number, label=voice.text(item.label), **said)
        case BandEdge():
            return _band_text(voice, edition, change)
        case GradeEdge():
            grade = edition.grades[change.grade]
            was = "-" if grade.lower_edge is None else decimal_text(grade.lower_edge)
            mark, now = voice.mark(grade.basis), decimal_text(change.edge)
            return voice.say("impact.grade", grade=grade.notation, was=was, mark=mark, now=now)
        case VetoCap():
            veto = edition.vetoes[change.veto]
            key = "impact.veto-off" if change.at_most is None else "impact.veto"
            was, now = (edition.grades[slug].notation for slug in (veto.at_most, change.at_most or veto.at_most))
            return voice.say(key, label=voice.text(veto.label), was=was, mark=voice.mark(veto.basis), now=now)
        case Window():
            slot = edition.slots[change.slot]
            said = {"was": str(slot.window), "mark": voice.mark(slot.basis), "now": str(change.years)}
            return voice.say("impact.window", label=voice.text(slot.label), **said)
        case ClauseOff():
            clause = edition.clauses[change.clause]
            return voice.say("impact.off", number=clause.number, label=voice.text(clause.label))


def _band_text(voice: Voice, edition: Edition, change: BandEdge) -> str:
    item = edition.items[change.item]
    assert isinstance(item.method, Bands)
    edge = item.method.bands[change.band - 1].edge
    return voice.say(
        "impact.band",
        number=item.number,
        label=voice.text(item.label),
        band=str(change.band),
        was="-" if edge is None else decimal_text(edge),
        mark=voice.mark(item.basis),
        now=decimal_text(change.edge),
    )
