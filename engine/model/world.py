"""What stands outside every edition: places, documents, targets, indicators, kinds of evidence, schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.model.text import Basis, Text


class Direction(StrEnum):
    """Which way an indicator gets better."""

    HIGHER = "higherIsBetter"
    LOWER = "lowerIsBetter"


class Qualifier(StrEnum):
    """How a written value is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "orMore"
    MORE_THAN = "moreThan"
    AT_MOST = "orLess"
    LESS_THAN = "lessThan"
    ABOUT = "approximately"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its GB/T 2260 code. `level` is a slug of the scheme of levels (`prefecture`, `district`, `county` …)."""

    code: str
    label: Text
    level: str
    parent: str | None
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a scheme: a scope, a population, a unit, a source kind (with `rank`, 1 best), a department, a document level.

    `basis` is that of the rank.
    """

    slug: str
    label: Text
    definition: Text | None = None
    rank: int | None = None
    iri: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A named kind of document, event or judgement that evidence can be (`kind/quality-plan`)."""

    slug: str
    form: str  # document | event | judgement
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named quantity. `low` and `high` bound every value it can have; `scope` and `population` are slugs of schemes.

    `basis` is that of range, scope and population where they do not follow from the quantity itself.
    """

    slug: str
    label: Text
    definition: Text
    unit: str
    direction: Direction
    low: Fraction
    high: Fraction
    scope: str
    population: str | None = None
    numerator: Text | None = None
    denominator: Text | None = None
    not_same_as: tuple[str, ...] = ()
    note: Text | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, where known."""

    slug: str
    number: str
    paraphrase: Text


@dataclass(frozen=True, slots=True)
class Document:
    """An instrument. Dates that are not known are None; `in_force_to` is the last day in force.

    What it carries out stands in its text; what it presumably carries out is inferred, and shown as inferred.
    """

    slug: str
    label: Text
    number: str | None = None
    issuer: Text | None = None
    issued: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    successor: str | None = None
    carries_out: tuple[str, ...] = ()
    presumably_carries_out: tuple[str, ...] = ()
    confidence: str = ""
    source: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The value that `document` sets for an indicator, a place and a year; vague values keep their qualifier."""

    slug: str
    indicator: str
    place: str
    year: int
    value: Fraction
    raw: str
    document: str
    qualifier: Qualifier = Qualifier.EXACTLY
    tolerance: Fraction | None = None
    confidence: str = ""
    source: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class World:
    """All of `ontology/` that stands outside the editions, by slug (places by code)."""

    places: Mapping[str, Place] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    kinds: Mapping[str, EvidenceKind] = field(default_factory=dict)
    scopes: Mapping[str, Concept] = field(default_factory=dict)
    populations: Mapping[str, Concept] = field(default_factory=dict)
    source_kinds: Mapping[str, Concept] = field(default_factory=dict)
    document_levels: Mapping[str, Concept] = field(default_factory=dict)
    place_levels: Mapping[str, Concept] = field(default_factory=dict)
    departments: Mapping[str, Concept] = field(default_factory=dict)
    units: Mapping[str, Concept] = field(default_factory=dict)
