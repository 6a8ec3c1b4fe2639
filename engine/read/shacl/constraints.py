"""The constraints of a shape from its parameters, in the order of the model: SHACL Core, section 4.

Since the parameters: values that belong together stand together, and lists are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.model.shacl import (
    SH,
    Bound,
    Closed,
    Combined,
    Constraint,
    Counted,
    HasDatatype,
    HasKind,
    HasLength,
    HasValue,
    InLanguage,
    InRange,
    IsClass,
    Matches,
    NodeShaped,
    NotShape,
    OneOf,
    Paired,
    Pairing,
    PropertyShaped,
    Qualified,
    Term,
    UniqueLanguage,
)
from engine.read.shacl.patterns import is_pattern
from engine.read.shacl.triples import TRUE, Triples, sh

Given = dict[str, list[Term]]
Part = Callable[[Triples, Term, Given], Iterator[Constraint]]


def core_constraints(triples: Triples, node: Term, given: Given) -> tuple[Constraint, ...]:
    """Every constraint of SHACL Core of a shape with these parameters."""
    parts = sorted({RANKS[name] for name in given if name in RANKS})
    return tuple(one for rank in parts for one in PARTS[rank][0](triples, node, given))


def _each(name: str, make: Callable[[Term], Constraint]) -> Part:
    return lambda triples, node, given: (make(value) for value in given.get(name, ()))


def _number(triples: Triples, value: Term) -> int:
    return int(triples.literals[value].value)


def _counts(triples: Triples, _: Term, given: Given) -> Iterator[Constraint]:
    for name in ("minCount", "maxCount"):
        yield from (Counted(_number(triples, value), name == "minCount") for value in given.get(name, ()))


def _lengths(triples: Triples, _: Term, given: Given) -> Iterator[Constraint]:
    for name in ("minLength", "maxLength"):
        yield from (HasLength(_number(triples, value), name == "minLength") for value in given.get(name, ()))


def _ranges(_: Triples, __: Term, given: Given) -> Iterator[Constraint]:
    for bound in Bound:
        yield from (InRange(bound, value) for value in given.get(bound, ()))


def _pairs(_: Triples, __: Term, given: Given) -> Iterator[Constraint]:
    for pairing in Pairing:
        yield from (Paired(pairing, value) for value in given.get(pairing, ()))


def _patterns(triples: Triples, node: Term, given: Given) -> Iterator[Constraint]:
    flags = "".join(triples.literals[value].value for value in given.get("flags", ()))
    for value in given.get("pattern", ()):
        pattern = triples.literals[value].value
        if not is_pattern(pattern, flags):
            triples.wrong("SHP-035", node, pattern)
        yield Matches(pattern, flags)


def _languages(triples: Triples, _: Term, given: Given) -> Iterator[Constraint]:
    for head in given.get("languageIn", ()):
        yield InLanguage(tuple(triples.literals[each].value.lower() for each in triples.members(head) or ()))


def _unique(_: Triples, __: Term, given: Given) -> Iterator[Constraint]:
    if TRUE in given.get("uniqueLang", ()):
        yield UniqueLanguage()


def _logic(triples: Triples, _: Term, given: Given) -> Iterator[Constraint]:
    for name in ("and", "or", "xone"):
        yield from (Combined(name, triples.members(head) or ()) for head in given.get(name, ()))


def _qualified(triples: Triples, node: Term, given: Given) -> Iterator[Constraint]:
    disjoint = TRUE in given.get("qualifiedValueShapesDisjoint", ())
    for shape in given.get("qualifiedValueShape", ()):
        siblings = _siblings(triples, node, shape) if disjoint else ()
        for name in ("qualifiedMinCount", "qualifiedMaxCount"):
            for value in given.get(name, ()):
                yield Qualified(shape, _number(triples, value), name == "qualifiedMinCount", siblings)


def _siblings(triples: Triples, node: Term, shape: Term) -> tuple[Term, ...]:
    """Qualified shapes of the property shapes beside this one, under any shape that has it (section 4.7.3)."""
    beside = {each for _, values in triples.holding("property") if node in values for each in values}
    return tuple(sorted({other for each in beside for other in triples.said(each, "qualifiedValueShape")} - {shape}))


def _closed(triples: Triples, node: Term, given: Given) -> Iterator[Constraint]:
    if TRUE in given.get("closed", ()):
        ignored = {each for head in given.get("ignoredProperties", ()) for each in triples.members(head) or ()}
        named = {path for each in given.get("property", ()) for path in triples.values(each, sh("path"))}
        yield Closed(tuple(sorted(ignored | {path for path in named if path.startswith("<")})))


def _lists(triples: Triples, _: Term, given: Given) -> Iterator[Constraint]:
    yield from (OneOf(triples.members(head) or ()) for head in given.get("in", ()))


PARTS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (_each("class", IsClass), ("class",)),
    (_each("datatype", HasDatatype), ("datatype",)),
    (_each("nodeKind", lambda term: HasKind(term[len(SH) + 1 : -1])), ("nodeKind",)),
    (_counts, ("minCount", "maxCount")),
    (_ranges, tuple(bound.value for bound in Bound)),
    (_lengths, ("minLength", "maxLength")),
    (_patterns, ("pattern",)),
    (_languages, ("languageIn",)),
    (_unique, ("uniqueLang",)),
    (_pairs, tuple(pairing.value for pairing in Pairing)),
    (_each("not", NotShape), ("not",)),
    (_logic, ("and", "or", "xone")),
    (_each("node", NodeShaped), ("node",)),
    (_each("property", PropertyShaped), ("property",)),
    (_qualified, ("qualifiedValueShape",)),
    (_closed, ("closed",)),
    (_each("hasValue", HasValue), ("hasValue",)),
    (_lists, ("in",)),
)
RANKS = {name: rank for rank, (_, names) in enumerate(PARTS) for name in names}
