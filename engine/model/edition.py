"""One issue of a standard: clauses, provisions, requirements, slots, parameters, score table, grades, policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.model.text import Basis, Text


class ProvisionType(StrEnum):
    """The type of a provision after GB/T 1.1-2020, annex C."""

    REQUIREMENT = "shall"
    RECOMMENDATION = "should"
    PERMISSION = "may"
    STATEMENT = "statement"
    INSTRUCTION = "instruction"


class Logic(StrEnum):
    """How a requirement combines its members."""

    ALL_OF = "allOf"
    ANY_OF = "anyOf"
    AT_LEAST = "atLeast"


class SlotKind(StrEnum):
    """What a slot holds."""

    QUANTITY = "quantity"
    DOCUMENT = "document"
    EVENT = "event"
    JUDGEMENT = "judgement"


class Comparison(StrEnum):
    """How a value is compared with a limit after GB/T 8170-2008, 4.3: in full, or rounded to the limit's digits."""

    FULL_VALUE = "fullValue"
    ROUNDED = "rounded"


class Addressee(StrEnum):
    """Whom a requirement speaks to."""

    APPLICANT = "applicant"
    EVALUATING_BODY = "evaluatingBody"


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of an edition."""

    slug: str
    number: str
    label: Text
    paraphrase: Text
    parent: str | None
    basis: Basis

    @property
    def chapter(self) -> str:
        """The number of the chapter that holds it: `9` for `9.1 a)`."""
        return self.number.split(".")[0].split(" ")[0]


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence of a clause with its type."""

    slug: str
    clause: str
    type: ProvisionType
    paraphrase: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class Slot:
    """What a leaf needs to know.

    `window` counts the years up to and including the assessed one. `indicator` is set for a quantity, `kind` for
    the other kinds. `target_from` names the document whose targets count (and, through it, the plans that
    carry it out); `least_ratings` and `rating_high` belong to a judgement. `limit_digits` is used when the
    comparison is rounded. `since` names a document that evidence must not be older than; `yearly`
    asks for a document of the year itself. `no_object_at` lists levels of place at which the slot has no object.
    """

    slug: str
    kind: SlotKind
    requirement: str
    label: Text
    basis: Basis
    window: int = 1
    indicator: str | None = None
    evidence_kind: str | None = None
    target_from: str | None = None
    since: str | None = None
    yearly: bool = False
    comparison: Comparison = Comparison.FULL_VALUE
    limit_digits: int | None = None
    least_ratings: int = 1
    rating_high: Fraction = Fraction(100)
    no_object_at: frozenset[str] = frozenset()

    @property
    def has_target(self) -> bool:
        """Whether its value is compared with a target."""
        return self.target_from is not None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is assessed: a leaf with slots, or a tree of members. `unchecked` says why a leaf has no shape.

    `score_only` marks a leaf that takes no part in logic. `cites` holds slugs of documents or paragraphs.
    """

    slug: str
    clause: str
    label: Text
    basis: Basis
    addressee: Addressee
    department: str
    provisions: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    logic: Logic | None = None
    least: int | None = None
    members: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    score_only: bool = False
    unchecked: Text | None = None

    @property
    def is_leaf(self) -> bool:
        """Whether it has no members."""
        return self.logic is None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number whose one home is a shape: `constraint` (`minInclusive` …) of the property shape `shape`.

    `value` is read from the shape. The reasons are the nation's, the province's and the peers' values and why
    this one was chosen.
    """

    slug: str
    label: Text
    shape: str
    constraint: str
    value: Fraction
    basis: Basis
    national: Fraction | None = None
    provincial: Fraction | None = None
    peers: tuple[tuple[str, Fraction], ...] = ()
    chosen_because: Text | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Points from an edge (included) up to the next one; for levels, the points of one document level."""

    points: Fraction
    edge: Fraction | None = None
    parameter: str | None = None
    level: str | None = None


class Step(StrEnum):
    """How a deduction counts its units."""

    PROPORTIONAL = "proportional"
    FULL_UNIT = "fullUnit"
    STARTED_UNIT = "startedUnit"


@dataclass(frozen=True, slots=True)
class AllOrNothing:
    """Full points when the requirement is passed, else 0."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by the value of `slot` as compared, worst year; edges are lower edges, or upper ones; included both ways."""

    slot: str
    bands: tuple[Band, ...]
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Levels:
    """Points by the level of the document in `slot`, worst year; a level without a band earns 0."""

    slot: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Deduction:
    """Full points less `unit_points` for each `unit` on the bad side of the parameter's limit, not below `floor`."""

    slot: str
    parameter: str
    unit: Fraction
    unit_points: Fraction
    step: Step
    floor: Fraction


@dataclass(frozen=True, slots=True)
class PerMissingElement:
    """Full points less `element_points` for each leaf not met, not below `floor`; `none_zero`: none met earns 0."""

    element_points: Fraction
    floor: Fraction
    none_zero: bool


@dataclass(frozen=True, slots=True)
class PerEvent:
    """Full points less `event_points` for each proven event, summed over the window, not below `floor`."""

    slot: str
    event_points: Fraction
    floor: Fraction


@dataclass(frozen=True, slots=True)
class ShareMet:
    """Points times the weighted share of the direct children that are passed."""

    weights: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """Points times the mean rating over the slot's greatest rating, worst year."""

    slot: str


Method = AllOrNothing | Bands | Levels | Deduction | PerMissingElement | PerEvent | ShareMet | Judged


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """A row of Annex A."""

    slug: str
    number: str
    label: Text
    requirement: str
    points: Fraction
    method: Method
    basis: Basis
    bonus: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of the scale; `order` 1 is best; `lower_edge` is included and None for the last."""

    slug: str
    notation: str
    label: Text
    order: int
    lower_edge: Fraction | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Veto:
    """A proven event in `slot` caps the grade at `at_most`."""

    slug: str
    label: Text
    slot: str
    at_most: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class KeyItem:
    """An item that needs `minimum_share` of its own unscaled points, else the grade is at most `at_most`."""

    slug: str
    label: Text
    item: str
    minimum_share: Fraction
    at_most: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Policy:
    """A declared choice of the edition: `key` is a policy property, `choice` the slug of what was chosen."""

    key: str
    choice: str
    label: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class SelectionStep:
    """One step of choosing among evidence: its rule and its place in the order."""

    rule: str
    order: int
    label: Text
    basis: Basis


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to answer an open question."""

    slug: str
    label: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that the standard leaves open, with the reading chosen and the others."""

    slug: str
    label: Text
    about: tuple[str, ...]
    readings: tuple[Reading, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, whole. Mappings keep document order. `digest` is the SHA-256 over its files and its shapes."""

    name: str
    label: Text
    version: str
    draft: bool
    exercise: bool
    published: date | None
    in_force_from: date | None
    in_force_to: date | None
    digest: str
    basis: Basis
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    items: Mapping[str, ScoreItem] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict)
    vetoes: Mapping[str, Veto] = field(default_factory=dict)
    key_items: Mapping[str, KeyItem] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    selection: tuple[str, ...] = ()
    selection_steps: tuple[SelectionStep, ...] = ()
    questions: Mapping[str, OpenQuestion] = field(default_factory=dict)
    total: Fraction = Fraction(1000)
    total_basis: Basis | None = None
    bonus_cap: Fraction | None = None
    bonus_cap_basis: Basis | None = None

    @property
    def points_assumed(self) -> bool:
        """Whether the points of any item are assumed, so that every sum of points is."""
        return any(item.basis.assumed for item in self.items.values())

    @property
    def grades_assumed(self) -> bool:
        """Whether a grade rests on an assumed number: points, or the edge of a class."""
        return self.points_assumed or any(grade.basis.assumed for grade in self.grades.values())

    def requirement_and_below(self, slug: str) -> tuple[str, ...]:
        """A requirement and all that stands below it, by slug; none where the edition does not have it."""
        if slug not in self.requirements:
            return ()
        return slug, *(one for member in self.requirements[slug].members for one in self.requirement_and_below(member))

    def items_of(self, requirement: str) -> tuple[ScoreItem, ...]:
        """The score items of a requirement, in the order of Annex A; none for one without points of its own."""
        return tuple(item for item in self.items.values() if item.requirement == requirement)

    def clause_and_above(self, slug: str) -> tuple[str, ...]:
        """A clause and all that it is part of, from itself up, by slug."""
        parent = self.clauses[slug].parent
        return (slug,) if parent is None else (slug, *self.clause_and_above(parent))
