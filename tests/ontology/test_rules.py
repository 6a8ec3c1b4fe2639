"""Every rule of the edition at its limit and a millionth beside it, in both lanes; no rule can be moved, turned or dropped unseen.

The limits stand here once more, by hand, as the clauses have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import pyoxigraph as ox
import pytest

from engine import home
from engine.fast import judge as fast
from engine.model.case import Reading
from engine.model.finding import Judged, Possibility
from engine.model.shape import Shapes
from engine.read.shapes import read_shapes
from engine.reference import judge as reference

NAME = "2021-draft"
AT_LEAST: Mapping[str, str] = {
    **dict.fromkeys(("agricultural-monitoring-pass-rate", "equipment-inspection-rate"), "98"),
    **dict.fromkeys(("key-food-sampling-pass-rate", "other-works-acceptance-rate"), "98"),
    **dict.fromkeys(("certificate-validity-rate", "compulsory-certification-coverage"), "100"),
    **dict.fromkeys(("equipment-registration-rate", "housing-acceptance-rate"), "100"),
    **dict.fromkeys(("housing-supervision-coverage", "large-works-acceptance-rate", "licence-coverage"), "100"),
    **dict.fromkeys(("compulsory-verification-rate", "export-inspection-pass-rate"), "95"),
    "product-supervision-pass-rate": "95",
    "quality-satisfaction-score": "80",
}
RATINGS = ("brand-results", "consumer-service-system", "improvement-effect", "producer-service-system")
PASS_MARK = Fraction(60)
NEVER = ("equipment-accidents", "food-safety-events", "product-safety-events")
HIGHER = ("drinking-water-attainment-ratio", "good-day-ratio", "surface-water-good-ratio")
LOWER = ("groundwater-class-v-ratio", "inferior-class-v-ratio", "pm25")
STEP = Fraction(1, 10**6)
SH, XSD = "http://www.w3.org/ns/shacl#", "http://www.w3.org/2001/XMLSchema#"
TURNED = {"minInclusive": "maxInclusive", "maxInclusive": "minInclusive", "lessThanOrEquals": "equals"}
Judge = Callable[..., Judged]
Change = Callable[[ox.Triple], str | None]


def examples(shapes: Shapes) -> Iterator[tuple[Reading, bool]]:
    """What passes and what fails, for every rule."""
    for slot, limit in AT_LEAST.items():
        value = Fraction(limit)
        yield from ((Reading(slot, value=value + step), step >= 0) for step in (-STEP, Fraction(0), STEP))
    for slot in RATINGS:
        yield from ((Reading(slot, rating=PASS_MARK + step), step >= 0) for step in (-STEP, Fraction(0), STEP))
    for slot in NEVER:
        yield from ((Reading(slot, count=count), count == 0) for count in (0, 1, 2))
    for slots, sign in ((HIGHER, 1), (LOWER, -1)):
        for slot in slots:
            aim = Fraction(90)
            for step in (-STEP, Fraction(0), STEP):
                yield Reading(slot, value=aim + sign * step, target=aim), step >= 0
            yield Reading(slot, value=aim), False
            yield Reading(slot, target=aim), False
    for slot in numberless(shapes):
        yield Reading(slot, document="file"), True
    for slot in shapes.by_slot:
        yield Reading(slot), False


def numberless(shapes: Shapes) -> list[str]:
    """The slots of which a paper is asked."""
    named = {*AT_LEAST, *RATINGS, *NEVER, *HIGHER, *LOWER}
    return [slot for slot in shapes.by_slot if slot not in named]


def wrong(shapes: Shapes, wanted: list[tuple[Reading, bool]], judge: Judge) -> set[str]:
    """The slots of which an example comes out otherwise than it should."""
    possible = {(f"{place}", 2020): (Possibility(reading),) for place, (reading, _) in enumerate(wanted)}
    verdicts = judge(shapes, [], [possible]).verdicts
    return {reading.slot for reading, passes in wanted if verdicts.passes(reading) is not passes}


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    """The shapes of the edition."""
    return read_shapes(home(), NAME)


@pytest.mark.parametrize("judge", [reference, fast])
def test_every_rule_has_what_passes_and_what_fails(judge: Judge, shapes: Shapes) -> None:
    wanted = list(examples(shapes))
    for passes in (True, False):
        assert {reading.slot for reading, found in wanted if found is passes} == set(shapes.by_slot)
    assert wrong(shapes, wanted, judge) == set()


def moved(by: int) -> Change:
    """Each limit moved by a step."""

    def change(one: ox.Triple) -> str | None:
        if not one.predicate.value.endswith("Inclusive"):
            return None
        assert isinstance(one.object, ox.Literal)
        value = ox.Literal(str(int(one.object.value) + by), datatype=ox.NamedNode(XSD + "integer"))
        return f"{ox.Triple(one.subject, one.predicate, value)} ."

    return change


def turned(one: ox.Triple) -> str | None:
    """Each comparison the other way round, or without what is better than the target."""
    other = TURNED.get(one.predicate.value.removeprefix(SH))
    return f"{ox.Triple(one.subject, ox.NamedNode(SH + other), one.object)} ." if other else None


def dropped(*names: str) -> Change:
    """Each constraint of these names taken out."""
    return lambda one: "" if one.predicate.value.removeprefix(SH) in names else None


CHANGES: Mapping[str, Change] = {
    "up": moved(1),
    "down": moved(-1),
    "turned": turned,
    "without a limit": dropped("minInclusive", "maxInclusive", "lessThanOrEquals"),
    "without a count": dropped("minCount"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_rule_is_changed_unseen(name: str, shapes: Shapes) -> None:
    """All rules are changed at once, as none looks at another's premise; each that was changed must come out wrong."""
    triples = [quad.triple for quad in ox.parse(shapes.ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)]
    found = [(one, CHANGES[name](one)) for one in triples]
    text = "\n".join(f"{one} ." if other is None else other for one, other in found)
    changed = {str(one.subject).strip("<>").rpartition("/")[2] for one, other in found if other is not None}
    slots = {slot for slot, one in shapes.by_slot.items() if any(part.slug in changed for part in one.properties)}
    assert slots
    assert wrong(replace(shapes, ntriples=text), list(examples(shapes)), fast) == slots
