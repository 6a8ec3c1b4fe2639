"""Explanations: trees of facts with message keys, and the ledger of points; prose comes later, in `render`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from engine.model.case import CaseKey, Premise
from engine.model.edition import SlotKind
from engine.model.evidence import Source
from engine.model.finding import Outcome
from engine.model.text import Basis, Text


@dataclass(frozen=True, slots=True)
class Cause:
    """One premise behind a line: what was expected, what was observed, and how far apart they are.

    A score-only leaf has no outcome. `expected` is the message of the shape; `limit` the number compared with (a target or a threshold), None where there is
    none. `margin` is positive on the good side. `back` is what mending this leaf alone would give back.
    `year_assumed` marks a year before the assessed one that only an assumed window demands.
    """

    requirement: str
    slot: str
    kind: SlotKind
    year: int
    outcome: Outcome | None
    reason: str
    expected: Text
    observed: str
    limit: Fraction | None
    limit_basis: Basis | None
    margin: Fraction | None
    evidence: tuple[Source, ...]
    set_aside: tuple[tuple[Source, str, str], ...]
    cites: tuple[str, ...]
    back: Fraction
    year_assumed: bool = False


Value: TypeAlias = "str | Text | Fraction | bool | tuple[Remark, ...]"


@dataclass(frozen=True, slots=True)
class Remark:
    """A fact to be said as one sentence: a message key with its values.

    A number is shown rounded and kept exact, `True` under a name that ends in `mark` is the mark of an assumed number, and
    remarks among the values are listed.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger: the points of one item that are awarded, lost or open, why, and how they come back."""

    list: str  # awarded | lost | open
    points: Fraction
    item: str
    requirement: str
    clause: str
    number: str
    outcome: Outcome | None
    basis: Basis
    causes: tuple[Cause, ...]
    back: Fraction
    way_back: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """possible = awarded + lost + open, exactly; bonus lines stand beside."""

    possible: Fraction
    awarded: tuple[Line, ...]
    lost: tuple[Line, ...]
    open: tuple[Line, ...]
    bonus: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of an explanation tree: `key` is a message key with its `values`; `refs` are slugs or record keys.

    `subject` names what it is about (`grade`, `chapter`, `item`, `requirement`, `premise`, `evidence`, `document` …).
    """

    subject: str
    id: str
    key: str
    values: Mapping[str, str | Text] = field(default_factory=dict)
    assumed: bool = False
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What to deliver first: one open slot (its years), the points it decides, and what kind of evidence settles it."""

    requirement: str
    slot: str
    years: tuple[int, ...]
    points: Fraction
    label: Text
    feeds_veto: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that explains one case: ledger, tree, and what to deliver first."""

    case: CaseKey
    ledger: Ledger
    tree: Node
    deliver_first: tuple[Delivery, ...]
    premises: tuple[Premise, ...] = ()
