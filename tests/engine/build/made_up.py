"""A made-up city, the records that it may deliver, and the setting in which its premises are built."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.build.select import STEPS
from engine.build.setting import Setting
from engine.model import edition as model
from engine.model.case import CaseKey, EvidenceMode
from engine.model.edition import Edition, Slot, SlotKind
from engine.model.evidence import (
    Decision,
    DocumentRecord,
    EventRecord,
    EventState,
    Evidence,
    NoObject,
    Observation,
    Rating,
    Record,
    Ruling,
    Source,
)
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Concept, Direction, Document, Indicator, Place, Target, World

CITY, PROVINCE, YEAR = "990100", "990000", 2022
LABEL = Text("示例", "example")
BASIS = Basis(BasisKind.ASSUMED, reason=LABEL)
DIGEST = "0" * 64


def indicator(slug: str, direction: Direction = Direction.HIGHER, **more) -> Indicator:
    """A percentage of the whole place."""
    found = Indicator(slug, LABEL, LABEL, "PERCENT", direction, Fraction(0), Fraction(100), "whole")
    return replace(found, **more)


INDICATORS = {
    "rate": indicator("rate", not_same_as=("other-rate",)),
    "other-rate": indicator("other-rate"),
    "burden": indicator("burden", Direction.LOWER),
    "firms": indicator("firms", population="large"),
}
WORLD = World(
    places={
        PROVINCE: Place(PROVINCE, LABEL, "province", None, True),
        CITY: Place(CITY, LABEL, "prefecture", PROVINCE, True),
    },
    documents={
        "plan": Document("plan", LABEL, issued=date(2020, 1, 1)),
        "measures": Document("measures", LABEL, issued=date(2020, 6, 1)),
    },
    indicators=INDICATORS,
    source_kinds={
        "bulletin": Concept("bulletin", LABEL, rank=1),
        "news": Concept("news", LABEL, rank=3),
        "hearsay": Concept("hearsay", LABEL),
    },
    document_levels={
        "government": Concept("government", LABEL, rank=1),
        "department": Concept("department", LABEL, rank=2),
    },
)
RATE = Slot("rate", SlotKind.QUANTITY, "rate", LABEL, BASIS, indicator="rate")
BURDEN = replace(RATE, slug="burden", requirement="burden", indicator="burden")
AIMED = replace(RATE, slug="aimed", requirement="aimed", target_from="plan")
PAPER = Slot("paper", SlotKind.DOCUMENT, "paper", LABEL, BASIS, evidence_kind="paper")
EVENTS = Slot("events", SlotKind.EVENT, "events", LABEL, BASIS, evidence_kind="events")
MARK = Slot("mark", SlotKind.JUDGEMENT, "mark", LABEL, BASIS, evidence_kind="mark", least_ratings=2)


def edition_of(*slots: Slot, **more) -> Edition:
    """An edition in which each slot is a leaf of its own; `more` overrides its fields."""
    leaves = {
        slot.requirement: model.Requirement(
            slot.requirement, "4", LABEL, BASIS, model.Addressee.APPLICANT, "office", slots=(slot.slug,)
        )
        for slot in slots
    }
    found = Edition(
        name="made-up",
        label=LABEL,
        version="1",
        draft=True,
        exercise=True,
        published=None,
        in_force_from=None,
        in_force_to=None,
        digest=DIGEST,
        basis=BASIS,
        clauses={"4": model.Clause("4", "4", LABEL, LABEL, None, BASIS)},
        requirements=leaves,
        slots={slot.slug: slot for slot in slots},
        selection=tuple(STEPS),
    )
    return replace(found, **more)


def setting_of(
    *records: Record,
    world: World = WORLD,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
    closed: bool = False,
    decisions: tuple[Decision, ...] = (),
    edition: Edition | None = None,
) -> Setting:
    """The setting of the city's case with these records."""
    key, evidence = CaseKey("made-up", CITY, YEAR), Evidence((), records, decisions)
    return Setting(key, edition or edition_of(), world, evidence, mode, closed)


def source(name: str) -> Source:
    """The place of a record in the one file delivered."""
    return Source("evidence.csv", DIGEST, f"line {name}", name)


def observed(name: str, raw: str, year: int = YEAR, **more) -> Observation:
    """A figure of the whole year for `rate`, from a bulletin."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    found = Observation(source(name), CITY, "rate", start, end, raw, Fraction(raw), source_kind="bulletin")
    return replace(found, **more)


def counted(name: str, counts: str, published: str = "", **more) -> Observation:
    """Exact counts written `950/1000`, alone or beside a published rate."""
    numerator, denominator = map(int, counts.split("/"))
    value = Fraction(published) if published else None
    found = replace(observed(name, "0"), raw=published or counts, value=value)
    return replace(found, numerator=numerator, denominator=denominator, **more)


def paper(name: str, day: date = date(2021, 3, 1), **more) -> DocumentRecord:
    """A document in force from the day of its issue."""
    found = DocumentRecord(source(name), CITY, "paper", f"title {name}", "1", "office", day, day, None)
    return replace(found, **more)


def happened(name: str, state: EventState = EventState.PROVEN, day: date = date(YEAR, 6, 1), **more) -> EventRecord:
    """An event of one day."""
    return replace(EventRecord(source(name), CITY, "events", state, day, day, f"event {name}"), **more)


def nil(name: str, start: date = date(YEAR, 1, 1), end: date = date(YEAR, 12, 31)) -> EventRecord:
    """A signed statement that there was no event in the period."""
    return EventRecord(source(name), CITY, "events", EventState.NIL, start, end, signed_by="signatory")


def rated(name: str, expert: str, raw: str, on: date = date(YEAR, 11, 1), year: int = YEAR) -> Rating:
    """One expert's rating."""
    return Rating(source(name), CITY, "mark", year, expert, on, Fraction(raw), raw)


def without(name: str, about: str, start: date = date(YEAR, 1, 1), end: date = date(YEAR, 12, 31)) -> NoObject:
    """A signed statement that an indicator or a kind has no object."""
    return NoObject(source(name), CITY, about, start, end, "signatory")


def ruled(name: str | None, ruling: Ruling, day: int = 1) -> Decision:
    """A decision of January on the record of that name, or on the whole file."""
    return Decision(DIGEST if name is None else source(name).key, ruling, "evaluator", date(YEAR + 1, 1, day))


def aim(value: str, year: int = YEAR, place: str = CITY, document: str = "plan", **more) -> Target:
    """A target for `rate`."""
    slug = f"{document}-{place}-{year}-{value}"
    return replace(Target(slug, "rate", place, year, Fraction(value), value, document), **more)


def world_with(*targets: Target, **documents: Document) -> World:
    """The world with these targets and documents."""
    return replace(WORLD, targets=targets, documents={**WORLD.documents, **documents})


def put_aside(known) -> list[tuple[str, str]]:
    """Names of the records set aside, each with the rule."""
    return sorted((aside.source.id, aside.rule) for aside in known.set_aside)


def chosen(known) -> list[str]:
    """Names of the records chosen."""
    return sorted(getattr(record, "source", record).id for record in known.chosen)
