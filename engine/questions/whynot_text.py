"""The answer to “why not” as sentences and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from engine.exact import decimal_text, is_decimal
from engine.model.assessment import Assessment
from engine.questions.whynot import Key, Turn, Turning, Way
from engine.render.card import basis_line
from engine.render.voice import Voice
from engine.report.plain import number, plain

SCHEMA = "clausegraph/whynot/1"
MOST_SHOWN = 10


def whynot_data(assessment: Assessment, answers: Sequence[Turning]) -> dict[str, Any]:
    """The answers as data for JSON: each set names its premises as `slot/year`, and `premises` says what would turn each."""
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
        "schema": SCHEMA,
        "assessment": assessment.digest,
        "case": plain(assessment.case.key),
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "closed": assessment.case.closed,
        "answers": [_answer_data(assessment, answer) for answer in answers],
    }


def _answer_data(assessment: Assessment, answer: Turning) -> dict[str, Any]:
    requirement = assessment.edition.requirements[answer.requirement]
    return {
        "requirement": answer.requirement,
        "clause": assessment.edition.clauses[requirement.clause].number,
        "label": plain(requirement.label),
        "outcome": plain(answer.outcome),
        "standing": answer.standing.value,
        "assumed": answer.assumed,
        "sets": _sets_data(answer.sets),
        "apart": _sets_data(answer.apart),
        "count": answer.count,
        "count_apart": answer.count_apart,
        "truncated": answer.truncated,
        "premises": {_name(key): plain(turn) | {"fixed": turn.fixed} for key, turn in answer.turns.items()},
    }


def _sets_data(sets: Sequence[Sequence[Key]]) -> list[list[str]]:
    return [[_name(key) for key in one] for one in sets]


def _name(key: Key) -> str:
    slot, year = key
    return f"{slot}/{year}"


def whynot_text(assessment: Assessment, answers: Sequence[Turning], language: str) -> str:
    """The answers as plain text, in `zh` or `en`: which case, then each requirement with its sets."""
    voice = Voice(language)
    lines = [voice.title(assessment), basis_line(voice, assessment)]
    if assessment.case.closed and any(answer.turns for answer in answers):
        lines.append(voice.say("whynot.closed"))
    for answer in answers:
        lines += ["", *_answer(voice, assessment, answer)]
    return "\n".join([*lines, "", voice.say("mark.legend")]) + "\n"


def _answer(voice: Voice, assessment: Assessment, answer: Turning) -> Iterator[str]:
    yield _head(voice, assessment, answer)
    yield "  " + voice.say(f"whynot.standing.{answer.standing}")
    yield from _sets(voice, assessment, answer, answer.sets, "whynot.sets", answer.count)
    yield from _sets(voice, assessment, answer, answer.apart, "whynot.apart", answer.count_apart)
    if answer.truncated:
        yield "  " + voice.say("whynot.truncated", held=str(len(answer.sets) + len(answer.apart)))


def _head(voice: Voice, assessment: Assessment, answer: Turning) -> str:
    requirement = assessment.edition.requirements[answer.requirement]
    return voice.say(
        "whynot.head",
        number=assessment.edition.clauses[requirement.clause].number,
        label=voice.text(requirement.label),
        outcome=voice.outcome(answer.outcome),
        mark=voice.mark(answer.assumed),
    )


def _sets(
    voice: Voice, assessment: Assessment, answer: Turning, sets: Sequence[Sequence[Key]], key: str, count: int
) -> Iterator[str]:
    if not count:
        return
    yield "  " + voice.say(key, count=str(count))
    for n, one in enumerate(sets[:MOST_SHOWN], 1):
        yield "    " + voice.say("whynot.set", n=str(n), size=str(len(one)))
        yield from ("      " + turn_text(voice, assessment, answer.turns[key]) for key in one)
    if count > min(len(sets), MOST_SHOWN):
        yield "    " + voice.say("whynot.more", more=str(count - min(len(sets), MOST_SHOWN)))


def turn_text(voice: Voice, assessment: Assessment, turn: Turn) -> str:
    """One premise: what was found in its year, and what would turn it, with the limit and the exact distance to it."""
    requirement = assessment.edition.requirements[turn.requirement]
    return voice.say(
        "whynot.turn",
        year=str(turn.year),
        number=assessment.edition.clauses[requirement.clause].number,
        label=voice.text(assessment.edition.slots[turn.slot].label),
        outcome=voice.outcome(turn.outcome),
        observed=turn.observed or voice.say("cause.nothing"),
        reason="" if turn.reason == "shape" else voice.say("whynot.reason", reason=voice.reason(turn.reason)),
        way=_way(voice, assessment, turn),
    )


def _way(voice: Voice, assessment: Assessment, turn: Turn) -> str:
    said = voice.say(
        f"whynot.way.{turn.way}",
        limit=_limit(voice, turn),
        missing=_missing(voice, turn),
        year=str(turn.year),
        delivery=voice.text(turn.delivery),
        expected=_expected(voice, turn),
    )
    return said + (_ratings(voice, assessment, turn) if turn.way is Way.RATINGS else "")


def _expected(voice: Voice, turn: Turn) -> str:
    """What the shape asks, without the usual cause of a failure."""
    return voice.text(turn.expected).partition(voice.say("cause.usual"))[0]


def _limit(voice: Voice, turn: Turn) -> str:
    """On which side of which number, with the mark where the number is assumed; without a number what the shape says."""
    if turn.limit is None or not turn.bound:
        return voice.say("whynot.expected", expected=_expected(voice, turn))
    return voice.say(f"whynot.{turn.bound}", limit=decimal_text(turn.limit), mark=voice.mark(turn.limit_basis))


def _missing(voice: Voice, turn: Turn) -> str:
    """The exact distance; with a decimal beside it where it has no finite one. The mark is the limit's."""
    if turn.missing is None:
        return ""
    mark = voice.mark(turn.limit_basis)
    return voice.say("whynot.missing", missing=exact_text(turn.missing), mark=mark)


def exact_text(value: Fraction) -> str:
    """A number in full; a fraction with two decimals beside it where it has no finite decimal form."""
    return number(value) if is_decimal(value) else f"{number(value)} ≈ {decimal_text(value, 2)}"


def _ratings(voice: Voice, assessment: Assessment, turn: Turn) -> str:
    if not turn.ratings:
        return ""
    mark = voice.mark(assessment.edition.slots[turn.slot].basis)
    return voice.say("whynot.ratings", n=str(turn.ratings), mark=mark)
