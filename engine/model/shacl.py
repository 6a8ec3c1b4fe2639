"""Any SHACL shapes graph as frozen data: shapes, targets, paths and constraints, terms as N-Triples text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SH = "http://www.w3.org/ns/shacl#"
Term = (
    str  # canonical N-Triples text: <iri>, _:name, "lexical", "lexical"@tag, "lexical"^^<datatype>; never ^^xsd:string
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A step along one property, named by its IRI term."""

    iri: Term


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path walked backwards."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after the other."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path walked `least` (0 or 1) times or more; at most once where `once`."""

    path: Path
    least: int
    once: bool = False


Path = Predicate | Inverse | Sequence | Alternative | Repeat


class TargetKind(StrEnum):
    """How a shape names its focus nodes (SHACL, section 2.1.3)."""

    NODE = "targetNode"
    CLASS = "targetClass"
    SUBJECTS_OF = "targetSubjectsOf"
    OBJECTS_OF = "targetObjectsOf"


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One target declaration; an implicit class target is a CLASS target of the shape itself."""

    kind: TargetKind
    term: Term


class Bound(StrEnum):
    """The four value ranges (SHACL, section 4.3)."""

    MIN_INCLUSIVE = "minInclusive"
    MIN_EXCLUSIVE = "minExclusive"
    MAX_INCLUSIVE = "maxInclusive"
    MAX_EXCLUSIVE = "maxExclusive"


class Pairing(StrEnum):
    """The four property pairs (SHACL, section 4.5)."""

    EQUALS = "equals"
    DISJOINT = "disjoint"
    LESS_THAN = "lessThan"
    LESS_THAN_OR_EQUALS = "lessThanOrEquals"


@dataclass(frozen=True, slots=True)
class IsClass:
    """`sh:class`: an instance, in the data, of the class or of a class below it."""

    term: Term


@dataclass(frozen=True, slots=True)
class HasDatatype:
    """`sh:datatype`: a literal of this datatype with a lexical form that the datatype knows."""

    term: Term


@dataclass(frozen=True, slots=True)
class HasKind:
    """`sh:nodeKind`: local name, such as `BlankNodeOrIRI`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Counted:
    """`sh:minCount` (at least) or `sh:maxCount` (at most)."""

    count: int
    least: bool


@dataclass(frozen=True, slots=True)
class InRange:
    """One of the four value ranges; what cannot be compared is outside."""

    bound: Bound
    term: Term


@dataclass(frozen=True, slots=True)
class HasLength:
    """`sh:minLength` (at least) or `sh:maxLength` (at most), in characters of `str()`; a blank node has none."""

    length: int
    least: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """`sh:pattern` with its `sh:flags`."""

    pattern: str
    flags: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """`sh:languageIn`: basic ranges, lower case."""

    ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UniqueLanguage:
    """`sh:uniqueLang true`."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A property pair with the other property."""

    pairing: Pairing
    predicate: Term


@dataclass(frozen=True, slots=True)
class NotShape:
    """`sh:not`."""

    shape: Term


@dataclass(frozen=True, slots=True)
class Combined:
    """`sh:and`, `sh:or` or `sh:xone` over shapes; `logic` is the local name."""

    logic: str
    shapes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class NodeShaped:
    """`sh:node`."""

    shape: Term


@dataclass(frozen=True, slots=True)
class PropertyShaped:
    """`sh:property`; its results are those of the property shape."""

    shape: Term


@dataclass(frozen=True, slots=True)
class Qualified:
    """`sh:qualifiedValueShape` with one of its counts; `siblings` only where they must be disjoint."""

    shape: Term
    count: int
    least: bool
    siblings: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """`sh:closed true`: no property but these."""

    allowed: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class HasValue:
    """`sh:hasValue`."""

    term: Term


@dataclass(frozen=True, slots=True)
class OneOf:
    """`sh:in`."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint or a validator of a constraint component, with prefixes resolved into `text`.

    `ask` says whether it is asked for each value node (true: it conforms) or selects the violations. `bound` holds the
    parameters of a component with their values. `component` is the component's IRI. `messages` are the constraint's own.
    """

    node: Term
    text: str
    ask: bool
    component: Term
    bound: tuple[tuple[str, Term], ...] = ()
    messages: tuple[Term, ...] = ()


Constraint = (
    IsClass
    | HasDatatype
    | HasKind
    | Counted
    | InRange
    | HasLength
    | Matches
    | InLanguage
    | UniqueLanguage
    | Paired
    | NotShape
    | Combined
    | NodeShaped
    | PropertyShaped
    | Qualified
    | Closed
    | HasValue
    | OneOf
    | Query
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (`path` None) or a property shape; constraints in the order of `Constraint`, then by term.

    `severity` is an IRI term, `messages` literal terms. A deactivated shape keeps neither targets nor constraints.
    """

    node: Term
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: Term
    messages: tuple[Term, ...] = ()
    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """All shapes of a shapes graph by node; no shape refers to itself, directly or through others.

    `triples` is the whole graph as sorted N-Triples lines: what a report describes paths with, and what lower rungs run.
    """

    shapes: Mapping[Term, Shape]
    triples: str
    digest: str


_COUNTED = {True: "Min", False: "Max"}


def component_of(constraint: Constraint) -> Term:
    """The IRI of the constraint component that reports a constraint (SHACL, section 4)."""
    match constraint:
        case Query(component=found):
            return found
        case Counted(least=least):
            name = _COUNTED[least] + "Count"
        case HasLength(least=least):
            name = _COUNTED[least] + "Length"
        case Qualified(least=least):
            name = f"Qualified{_COUNTED[least]}Count"
        case InRange(bound=bound):
            name = bound[0].upper() + bound[1:]
        case Paired(pairing=pairing):
            name = pairing[0].upper() + pairing[1:]
        case Combined(logic=logic):
            name = logic.capitalize()
        case _:
            name = _NAMES[type(constraint)]
    return f"<{SH}{name}ConstraintComponent>"


_NAMES: dict[type, str] = {
    IsClass: "Class",
    HasDatatype: "Datatype",
    HasKind: "NodeKind",
    Matches: "Pattern",
    InLanguage: "LanguageIn",
    UniqueLanguage: "UniqueLang",
    NotShape: "Not",
    NodeShaped: "Node",
    PropertyShaped: "Property",
    Closed: "Closed",
    HasValue: "HasValue",
    OneOf: "In",
}
