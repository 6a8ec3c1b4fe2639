"""The one idea: a requirement is data, a plan is data, a verdict is a row, and every row points back to a clause.

A plan is an ordered tuple of steps. A step names what it reads by number: the place, in the tuple, of the step that made
it. Shapes that ask the same with other constants are one family: its steps are written once and hold a parameter for
each member, so a threshold is a parameter and changing it is not compiling.

Four things flow between steps, each a table over the same numbers of terms:
`Rows` (node, member, parent), a mask over rows, rows that offend, and the results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from engine.model.columns import Limit
from engine.model.shacl import (
    Closed,
    Counted,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    IsClass,
    Matches,
    OneOf,
    Pairing,
    Path,
    Target,
    TargetKind,
    Term,
)
from engine.model.validation import Source

At = int  # the place of a step in its plan
Tested = IsClass | HasDatatype | HasKind | InRange | HasLength | Matches | InLanguage | HasValue | OneOf


@dataclass(frozen=True, slots=True)
class Focus:
    """Rows: the focus nodes of each member, by member, then node."""

    targets: tuple[tuple[Target, ...], ...]


@dataclass(frozen=True, slots=True)
class Holders:
    """Rows: the nodes that have their member's term as a value of `predicate`."""

    predicate: Term
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """Rows below `rows`: each value once that a row's node has along its member's path (one path: the same for all)."""

    rows: At
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Narrow:
    """Rows: those of `rows` where the mask is true."""

    rows: At
    mask: At


@dataclass(frozen=True, slots=True)
class Test:
    """Mask over `rows`: whether a row's node satisfies its member's constraint (one constraint: the same for all)."""

    rows: At
    constraints: tuple[Tested, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """Mask over `frame`: whether the mask is true for every row of `rows` below."""

    frame: At
    rows: At
    mask: At


@dataclass(frozen=True, slots=True)
class Count:
    """Mask over `frame`: whether enough, or few enough, rows of `rows` lie below (with a mask: where it is true)."""

    frame: At
    rows: At
    mask: At | None
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Mask over `frame`: as Count, of the rows whose node and member are the frame row's own."""

    frame: At
    rows: At
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Combine:
    """Mask over `rows`: whether `all`, `any`, exactly `one`, or `none` of the masks are true."""

    logic: str
    rows: At
    masks: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Rows that offend: values of `rows` against the values of `others` below the same row of `frame`, a row a fault.

    `equals` finds values of either side that the other lacks, `disjoint` values that both have, the two orders each pair
    of values that is not in order or cannot be compared.
    """

    frame: At
    rows: At
    others: At
    pairing: Pairing


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows that offend: a row of `frame`, without a node, for each language that two values of `rows` below share."""

    frame: At
    rows: At


@dataclass(frozen=True, slots=True)
class Stray:
    """Rows that offend: values that nodes of `rows` have along a predicate which their member's list does not allow."""

    frame: At
    rows: At
    allowed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True)
class Clear:
    """Mask over `frame`: whether no row of `offending` lies below."""

    frame: At
    offending: At


@dataclass(frozen=True, slots=True)
class Report:
    """Results: a row for each that fails, with the source of its member (one source: the same for all).

    `mask` None: every row of `rows` is a result. Else the rows of `rows`, or of `frame` where `rows` is None, whose mask is false.
    Focus is the frame row's node; value the row's node, none where `rows` is None.
    """

    frame: At
    rows: At | None
    mask: At | None
    sources: tuple[int, ...]


Step = (
    Focus
    | Holders
    | Follow
    | Narrow
    | Test
    | Every
    | Count
    | Tally
    | Combine
    | Compare
    | Repeated
    | Stray
    | Clear
    | Report
)


@dataclass(frozen=True, slots=True)
class Rest:
    """A constraint of a shape with targets that no step can hold: it goes down the ladder, for the reason named.

    `frame` is the place of the step whose rows are the focus nodes at which `source.shape` reports.
    """

    shape: Term
    frame: At
    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All shapes of a shapes graph, compiled. `digest` names it by content: the same shapes graph gives the same plan.

    `constants` are the terms that the steps look for, `nodes` those of them that are focus nodes whether the data have them
    or not; `limits` are the terms that values are compared with, taken apart, by order kind. Each once.
    """

    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    rest: tuple[Rest, ...]
    digest: str
    constants: tuple[Term, ...]
    nodes: tuple[Term, ...]
    limits: tuple[Limit, ...]


PLACES = frozenset({"rows", "frame", "mask", "others", "offending"})


def reads(step: Step) -> tuple[At, ...]:
    """The places of the steps that a step reads, in the order of its fields."""
    found: list[At] = []
    for field in fields(step):
        value = getattr(step, field.name)
        if field.name in PLACES and value is not None:
            found.append(value)
        elif field.name == "masks":
            found += value
    return tuple(found)


def moved(step: Step, places: Mapping[At, At]) -> Step:
    """A step that reads the same steps at their new places."""
    new: dict[str, Any] = {}
    for field in fields(step):
        value = getattr(step, field.name)
        if field.name in PLACES and value is not None:
            new[field.name] = places[value]
        elif field.name == "masks":
            new[field.name] = tuple(places[one] for one in value)
    return replace(step, **new)


def members(step: Step) -> int:
    """For how many members a step holds parameters of their own; 1 where it is the same for all."""
    return max((len(value) for value in _parameters(step)), default=1)


def terms(step: Step) -> Iterator[Term]:
    """Every term that a step looks for."""
    match step:
        case Focus(targets=targets):
            yield from (target.term for each in targets for target in each)
        case Holders(terms=terms):
            yield from terms
        case Test(constraints=tested):
            for one in tested:
                yield from _terms_of(one)
        case _:
            return


def nodes(step: Step) -> Iterator[Term]:
    """The focus nodes that a step names."""
    if isinstance(step, Focus):
        yield from (target.term for each in step.targets for target in each if target.kind is TargetKind.NODE)


def limits(step: Step) -> Iterator[Term]:
    """The terms that a step compares values with."""
    if isinstance(step, Test):
        yield from (one.term for one in step.constraints if isinstance(one, InRange))


def _terms_of(constraint: Tested) -> Iterable[Term]:
    match constraint:
        case IsClass(term=term) | HasValue(term=term):
            return (term,)
        case OneOf(terms=terms):
            return terms
        case _:
            return ()


def _parameters(step: Step) -> Iterator[tuple[object, ...]]:
    for field in fields(step):
        value = getattr(step, field.name)
        if isinstance(value, tuple) and field.name != "masks":
            yield value


def show(plan: Plan) -> str:
    """The plan as text: a line for each step, its place, what it reads, its parameters, for how many members."""
    lines = [f"{place:4} {_line(step)}" for place, step in enumerate(plan.steps)]
    lines += [f"rest {rest.shape} {rest.source.component}: {rest.reason}" for rest in plan.rest]
    return "\n".join(lines) + "\n"


def _line(step: Step) -> str:
    words = [type(step).__name__.lower()]
    for field in fields(step):
        value = getattr(step, field.name)
        if isinstance(value, tuple) and field.name != "masks":
            words.append(f"{field.name}={_some(value)}")
        elif value is not None:
            words.append(f"{field.name}={value}")
    return " ".join(words)


def _some(values: tuple[object, ...]) -> str:
    shown = ", ".join(str(value) for value in values[:2])
    return f"({shown}{f', … {len(values)} in all' if len(values) > 2 else ''})"
