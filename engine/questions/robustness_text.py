"""The answer about robustness as sentences and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from engine.exact import decimal_text
from engine.model.assessment import Assessment
from engine.questions.contrast import weight_assumed
from engine.questions.robustness import Gradable, Observed, Robustness, Threshold
from engine.questions.robustness_draws import Samples
from engine.questions.robustness_search import Flip
from engine.questions.robustness_weights import Move, Weights
from engine.questions.whynot_text import exact_text
from engine.render.card import basis_line, table
from engine.render.voice import Voice
from engine.report.plain import number, plain

SCHEMA = "clausegraph/robustness/1"
ASKED = (Gradable.ONE, Gradable.SEVERAL)


def robustness_data(assessment: Assessment, found: Robustness) -> dict[str, Any]:
    """The answer as data for JSON: numbers as decimal or fraction strings, nearest first, null where nothing flips."""
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
        "schema": SCHEMA,
        "assessment": found.assessment,
        "case": plain(found.case),
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "gradable": found.gradable.value,
        "grades": list(found.grades),
        "assumed": found.assumed,
        "thresholds": [_threshold_data(assessment, one) for one in found.thresholds],
        "observations": [_observed_data(assessment, one) for one in found.observations],
        "weights": None if found.weights is None else _weights_data(assessment, found.weights),
        "samples": [_samples_data(one) for one in found.samples],
    }


def _threshold_data(assessment: Assessment, one: Threshold) -> dict[str, Any]:
    label = assessment.edition.parameters[one.parameter].label
    return {**plain(one), "label": plain(label), "flip": _flip_data(one.flip)}


def _observed_data(assessment: Assessment, one: Observed) -> dict[str, Any]:
    label = assessment.edition.slots[one.slot].label
    high = None if one.high is None else number(one.high)
    return {**plain(one), "label": plain(label), "high": high, "flip": _flip_data(one.flip)}


def _flip_data(flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    return {
        "value": number(flip.value),
        "distance": number(flip.distance),
        "attained": flip.attained,
        "grades": list(flip.grades),
    }


def _weights_data(assessment: Assessment, found: Weights) -> dict[str, Any]:
    flip = found.flip
    return {
        "standing": found.standing.value,
        "held": found.held,
        "total": number(found.total),
        "assumed": _weights_assumed(assessment, found),
        "flip": None
        if flip is None
        else {
            "distance": number(flip.distance),
            "attained": flip.attained,
            "grades": list(flip.grades),
            "moves": [plain(move) | {"assumed": weight_assumed(assessment, move.item)} for move in flip.moves],
        },
    }


def _samples_data(found: Samples) -> dict[str, Any]:
    return {**plain(found), "share": number(found.share)}


def _weights_assumed(assessment: Assessment, found: Weights) -> bool:
    return any(weight_assumed(assessment, slug) for slug in found.by_item)


def robustness_text(assessment: Assessment, found: Robustness, language: str) -> str:
    """The answer as plain text, in `zh` or `en`: the nearest of each kind, then each kind in order."""
    voice = Voice(language)
    grades = {"grades": voice.grades(assessment, found.grades), "mark": voice.mark(found.assumed)}
    lines = [voice.title(assessment), basis_line(voice, assessment), ""]
    lines.append(voice.say(f"robustness.{found.gradable}", **(grades if found.gradable in ASKED else {})))
    if found.weights is not None:
        lines += ["", voice.say("robustness.nearest"), *_nearest(voice, assessment, found, found.weights)]
        rows = [_threshold_row(voice, assessment, one, found.assumed) for one in found.thresholds if one.flip]
        lines += _section(voice, "threshold", rows, len(found.thresholds) - len(rows))
        rows = [_observed_row(voice, assessment, one, found.assumed) for one in found.observations if one.flip]
        lines += _section(voice, "observation", rows, len(found.observations) - len(rows))
        lines += ["", *_weights(voice, assessment, found, found.weights)]
        lines += ["", voice.say("robustness.legend")]
    return "\n".join([*lines, voice.say("mark.legend")]) + "\n"


def _nearest(voice: Voice, assessment: Assessment, found: Robustness, weights: Weights) -> Iterator[str]:
    limit, seen, flip = found.nearest_threshold, found.nearest_observation, weights.flip
    yield "  " + (
        voice.say("robustness.nearest.none.threshold")
        if limit is None or limit.flip is None
        else _near(voice, assessment, "threshold", _threshold_label(voice, assessment, limit), limit, found)
    )
    yield "  " + (
        voice.say("robustness.nearest.none.observation")
        if seen is None or seen.flip is None
        else _near(voice, assessment, "observation", _observed_label(voice, assessment, seen), seen, found)
    )
    if flip is None:
        reason = voice.say(f"robustness.weights.{weights.standing}")
        yield "  " + voice.say("robustness.nearest.none.weights", reason=reason)
    else:
        mark = voice.mark(found.assumed)
        yield "  " + voice.say("robustness.nearest.weights", distance=exact_text(flip.distance), mark=mark)


def _near(
    voice: Voice, assessment: Assessment, kind: str, label: str, one: Threshold | Observed, found: Robustness
) -> str:
    """Which is the nearest, where it flips, and how far that is; marked where that rests on an assumed number."""
    assert one.flip is not None
    assumed = one.assumed or found.assumed
    distance = _value(voice, assessment, one.flip.distance, one.unit, assumed)
    way = _way(voice, one.value, one.flip, assumed)
    return voice.say(f"robustness.nearest.{kind}", label=label, way=way, distance=distance)


def _way(voice: Voice, start: Fraction, flip: Flip, assumed: bool) -> str:
    """At which value it flips, or above or below which."""
    key = "at" if flip.attained else "above" if flip.seen > start else "below"
    return voice.say(f"robustness.{key}", value=exact_text(flip.value), mark=voice.mark(assumed))


def _section(voice: Voice, kind: str, rows: Sequence[Sequence[str]], rest: int) -> Iterator[str]:
    """The table of those that flip the grade, and how many do not."""
    yield ""
    yield voice.say(f"robustness.{kind}s")
    if rows:
        head = [voice.say(f"robustness.column.{name}") for name in (kind, "now", "flips", "distance", "grades")]
        yield from table([head, *rows])
    if rest:
        yield "  " + voice.say(f"robustness.rest.{kind}", n=str(rest))


def _threshold_label(voice: Voice, assessment: Assessment, one: Threshold) -> str:
    edition = assessment.edition
    clauses = [edition.requirements[edition.slots[slot].requirement].clause for slot in one.slots]
    clause = edition.clauses[clauses[0]].number if clauses else ""
    label = voice.text(edition.parameters[one.parameter].label)
    return voice.say("robustness.label", number=clause, label=label).strip()


def _observed_label(voice: Voice, assessment: Assessment, one: Observed) -> str:
    edition = assessment.edition
    return voice.say(
        "robustness.seen",
        year=str(one.year),
        number=edition.clauses[edition.requirements[one.requirement].clause].number,
        label=voice.text(edition.slots[one.slot].label),
    )


def _threshold_row(voice: Voice, assessment: Assessment, one: Threshold, assumed: bool) -> list[str]:
    now = _value(voice, assessment, one.value, one.unit, one.assumed)
    return [_threshold_label(voice, assessment, one), now, *_flip_cells(voice, assessment, one, assumed)]


def _observed_row(voice: Voice, assessment: Assessment, one: Observed, assumed: bool) -> list[str]:
    now = _value(voice, assessment, one.value, one.unit, assumed=False)
    return [_observed_label(voice, assessment, one), now, *_flip_cells(voice, assessment, one, assumed)]


def _flip_cells(voice: Voice, assessment: Assessment, one: Threshold | Observed, assumed: bool) -> list[str]:
    """Where it flips, how far that is, and the grades then."""
    assert one.flip is not None
    mark = voice.mark(one.assumed or assumed)
    way = _way(voice, one.value, one.flip, one.assumed or assumed)
    grades = voice.grades(assessment, one.flip.grades) + voice.mark(assumed)
    return [way, exact_text(one.flip.distance) + mark, grades]


def _value(voice: Voice, assessment: Assessment, value: Fraction, unit: str, assumed: bool) -> str:
    known = assessment.world.units.get(unit)
    own = unit in ("rating", "events")
    word = voice.say(f"robustness.unit.{unit}") if own else voice.text(known.label) if known else unit
    return voice.say("robustness.value", value=exact_text(value), mark=voice.mark(assumed), unit=word).strip()


def _weights(voice: Voice, assessment: Assessment, found: Robustness, weights: Weights) -> Iterator[str]:
    mark = voice.mark(_weights_assumed(assessment, weights))
    yield voice.say("robustness.weights", total=exact_text(weights.total), mark=mark)
    flip = weights.flip
    if flip is None:
        yield "  " + voice.say(f"robustness.weights.{weights.standing}")
    else:
        yield "  " + voice.say(
            "robustness.weights.flips",
            distance=exact_text(flip.distance),
            mark=voice.mark(found.assumed),
            reached=voice.say(f"robustness.weights.{'attained' if flip.attained else 'beyond'}"),
            grades=voice.grades(assessment, flip.grades),
        )
        yield from ("    " + _move(voice, assessment, move) for move in flip.moves)
    yield "  " + voice.say("robustness.weights.limits")
    yield from ("  " + _samples(voice, one, found.assumed) for one in found.samples)


def _move(voice: Voice, assessment: Assessment, move: Move) -> str:
    item = assessment.edition.items[move.item]
    sign = "+" if move.points > 0 else ""
    return voice.say(
        "robustness.move",
        number=item.number,
        label=voice.text(item.label),
        points=sign + exact_text(move.points),
        share=exact_text(move.share),
        mark=voice.mark(weight_assumed(assessment, move.item)),
    )


def _samples(voice: Voice, found: Samples, assumed: bool) -> str:
    return voice.say(
        "robustness.samples",
        seed=str(found.seed),
        radius=exact_text(found.radius),
        draws=str(found.draws),
        share=decimal_text(found.share, 4) if found.share not in (0, 1) else number(found.share),
        mark=voice.mark(assumed),
    )
