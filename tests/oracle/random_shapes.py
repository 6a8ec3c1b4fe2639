"""Random pairs of a shapes graph and a data graph over all of SHACL Core, with some SPARQL; small, and never recursive.

Everything is drawn from a `Random` that is passed in: the same seed gives the same pair. Triples are N-Triples lines, so
that a pair can be made smaller line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

EX = "http://e.example/"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE, SUBCLASS = f"<{RDF}type>", f"<{RDFS}subClassOf>"
FIRST, REST, NIL = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
Lines = tuple[str, ...]
Said = list[tuple[str, str]]  # a local name of SHACL or a predicate, and a term


def ex(name: str) -> str:
    """A term of the pairs."""
    return f"<{EX}{name}>"


def typed(text: str, name: str) -> str:
    """A literal with a datatype of XML Schema."""
    return f'"{text}"^^<{XSD}{name}>'


NAMED = tuple(ex(f"n{n}") for n in range(5))
NODES = (*NAMED, "_:b0", "_:b1", "_:shapes0")
HUBS = (*NAMED[:2], "_:b0")  # most is said of these
CLASSES = tuple(ex(f"C{n}") for n in range(4))
PROPERTIES = tuple(ex(name) for name in "pqrs")
EXACT = (
    *(typed(text, "integer") for text in ("1", "01", "5", "-3", "+5", "0", "100")),
    *(typed(text, "decimal") for text in ("1.0", "1.00", "5", "5.5", "-3.0", "0.1", ".5", "100000000000000000.1")),
    *(typed(text, name) for text, name in (("5", "int"), ("7", "nonNegativeInteger"), ("1", "byte"))),
)
BINARY = (
    *(typed(text, "double") for text in ("1.0E0", "5.5e0", "0.1", "-0.0E0", "INF", "1e400")),
    *(typed(text, name) for text, name in (("5", "float"), ("5", "integer"), ("-3", "integer"), ("NaN", "double"))),
)
DAYS = tuple(typed(text, "date") for text in ("2024-01-01", "2024-01-02", "2023-12-31", "2024-02-29"))
ZONED_DAYS = tuple(typed(text, "date") for text in ("2024-01-01Z", "2024-01-01+08:00", "2024-01-02-05:00"))
MOMENTS = tuple(
    typed(text, "dateTime") for text in ("2024-01-01T00:00:00", "2024-01-01T12:30:00.5", "2024-01-02T00:00:00")
)
ZONED_MOMENTS = tuple(
    typed(text, "dateTime")
    for text in (
        "2024-01-01T00:00:00Z",
        "2024-01-01T08:00:00+08:00",
        "2024-01-03T00:00:00Z",
        "2024-01-01T00:00:00.001Z",
    )
)
STRINGS = ('"a"', '"abc"', '"B1"', '""', '"a b"', '"\\u00E9t\\u00E9"', '"true"', '"5"', '"a\\nc"')
TONGUES = ('"a"@en', '"a"@EN', '"b"@en-GB', '"chat"@fr', '"b"@en', '"x"@zh-Hans', '"x"@ZH')
ODD = (
    typed("true", "boolean"),
    typed("1", "boolean"),
    typed("false", "boolean"),
    typed("2024", "gYear"),
    typed("12:00:00", "time"),
    typed("P1D", "duration"),
    typed("http://e.example/n0", "anyURI"),
    f'"t"^^{ex("own")}',
)
ILL = (
    typed("abc", "integer"),
    typed("1.5", "integer"),
    typed("2024-02-30", "date"),
    typed("maybe", "boolean"),
    typed("x", "dateTime"),
)
NAME = re.compile(
    r"http://e\.example/(?P<iri>\w+)|own:(?P<prefixed>[pqrs])|\$limit\d+|_:\w+|(?<=\")(?P<count>\d)(?=\"\^\^<[^>]*#integer>)"
)
GROUPS = ("pqrs", [f"n{n}" for n in range(5)], [f"C{n}" for n in range(4)], ["own"], ["Grave"])
ROUND = {name: after for names in GROUPS for name, after in zip(names, [*names[1:], names[0]], strict=True)}
RARE = (  # read wrongly by Python, so much is left out where they stand
    typed("1e2", "decimal"),
    typed("300", "byte"),
    typed("2024-01-01T24:00:00", "dateTime"),
)
KINDS = (EXACT, EXACT, BINARY, DAYS, ZONED_DAYS, MOMENTS, ZONED_MOMENTS, STRINGS, STRINGS, TONGUES, TONGUES, ODD, ILL)
DATATYPES = (
    *(f"<{XSD}{name}>" for name in ("integer", "decimal", "double", "string", "date", "dateTime", "boolean", "byte")),
    f"<{XSD}anyURI>",
    f"<{RDF}langString>",
    ex("own"),
)
PATTERNS = (
    "^a",
    "b",
    "[0-9]+",
    "A",
    "a.c",
    "^$",
    "1$",
    "\\\\d",
    "x|t",
    "\\u00E9",
    "^(?!a)",
    "(.)\\\\1",
    "a b",
    "n[0-2]$",
)
FLAGS = ("i", "", "s", "m", "x", "im", "q")
NODE_KINDS = ("BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal")
SEVERITIES = (f"<{SH}Warning>", f"<{SH}Info>", ex("Grave"))
TRUE, FALSE, ONE = (typed(text, "boolean") for text in ("true", "false", "1"))
QUERIES = (
    "SELECT $this ?value {{ $this {path} ?value FILTER(isLiteral(?value)) }}",
    "SELECT $this ?value {{ $this {path} ?value . FILTER(?value > 4) }}",
    "SELECT $this {{ $this {path} ?a . ?a {other} ?b }}",
    "SELECT $this {{ FILTER NOT EXISTS {{ $this {path} ?any }} }}",
    "SELECT $this ?value {{ ?value {path} $this . FILTER(?value != $this) }}",
    "SELECT $this (COUNT(?value) AS ?many) {{ $this {path} ?value }} GROUP BY $this HAVING (COUNT(?value) > 1)",
    "SELECT $this ?value {{ $this {path} ?value OPTIONAL {{ ?value {other} ?b }} FILTER(!BOUND(?b)) }}",
    "SELECT $this ?value {{ $this {path}+ ?value FILTER(isBlank(?value)) }}",
)
ASKS = (
    "ASK {{ FILTER(!isLiteral($value)) }}",
    "ASK {{ FILTER($value = $limit) }}",
    "ASK {{ $value {other} ?any }}",
    "ASK {{ FILTER NOT EXISTS {{ $value {other} $limit }} }}",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A shapes graph and a data graph, as N-Triples lines."""

    shapes: Lines
    data: Lines

    @property
    def texts(self) -> tuple[bytes, bytes]:
        """Data and shapes as N-Triples."""
        return "".join(self.data).encode(), "".join(self.shapes).encode()


def made_pair(random: Random) -> Pair:
    """One pair."""
    draft = Draft(random, random.choice(KINDS) if random.random() < 0.5 else None)
    for _ in range(random.randint(1, 3)):
        draft.top()
    shapes, implied = tuple(draft.lines), tuple(draft.implied)
    if random.random() < 0.3:
        shapes, implied = shapes + twins(shapes), implied + twins(implied)
    return Pair(shapes, made_data(random, implied, draft.kind))


def twins(lines: Lines) -> Lines:
    """The same shapes once more under other names and with other constants, so that they share the steps of the first."""
    return tuple(NAME.sub(_twin, line) for line in lines)


def _twin(found: re.Match[str]) -> str:
    name = found["iri"] or found["prefixed"]
    if name:
        return found[0].removesuffix(name) + ROUND.get(name, f"{name}t")
    return f"{(int(found['count']) + 1) % 4}" if found["count"] else f"{found[0]}t"


def made_data(random: Random, implied: Sequence[str], kind: Lines | None) -> Lines:
    """A data graph of up to forty triples: shared nodes, cycles, ill-typed literals, chains of classes."""
    found: dict[str, None] = {}
    classes = (*CLASSES, *implied)
    kinds = {name: kind or (random.choice(KINDS) if random.random() < 0.6 else None) for name in PROPERTIES}
    links = {name: random.choice((0.0, 0.4, 0.4, 0.8)) for name in PROPERTIES}
    for _ in range(random.randint(4, 24)):
        predicate = random.choice((*PROPERTIES, *PROPERTIES[:2]))
        value = random.choice(NODES) if random.random() < links[predicate] else literal(random, kinds[predicate])
        found[line(random.choice(HUBS if random.random() < 0.5 else NODES), predicate, value)] = None
    for _ in range(random.randint(0, 3)):
        subject, predicate = random.choice(HUBS), random.choice(PROPERTIES)
        found.update((line(subject, predicate, literal(random, kinds[predicate])), None) for _ in range(4))
    for _ in range(random.randint(1, 6)):
        found[line(random.choice(NODES), TYPE, random.choice(classes))] = None
    for _ in range(random.randint(0, 3)):
        found[line(random.choice(classes), SUBCLASS, random.choice(classes))] = None
    return tuple(found)


def literal(random: Random, kind: Lines | None = None) -> str:
    """A literal of a kind, or of any."""
    if random.random() < 0.003:
        return random.choice(RARE)
    return random.choice(kind or random.choice(KINDS))


def value(draft: Draft) -> str:
    """An IRI or a literal of the pair."""
    return draft.random.choice(NAMED) if draft.random.random() < 0.4 else literal(draft.random, draft.kind)


def line(subject: str, predicate: str, other: str) -> str:
    """One triple."""
    return f"{subject} {predicate} {other} .\n"


@dataclass(slots=True)
class Draft:
    """A shapes graph as it grows; a shape refers only to shapes that are finished, so none refers to itself.

    `kind` are the literals of the pair, where all are of one kind; a constraint that would say little of others sets it.
    """

    random: Random
    kind: Lines | None = None
    lines: dict[str, None] = field(default_factory=dict)
    finished: dict[bool, list[str]] = field(default_factory=lambda: {False: [], True: []})
    implied: list[str] = field(default_factory=list)
    count: int = 0

    def says(self, subject: str, name: str, *values: str) -> None:
        """Statements with a property of SHACL, or with any predicate."""
        predicate = name if name.startswith("<") else f"<{SH}{name}>"
        self.lines.update(dict.fromkeys(line(subject, predicate, value) for value in values))

    def types(self, subject: str, kind: str) -> None:
        """A type."""
        self.lines[line(subject, TYPE, kind)] = None

    def fresh(self, kind: str, *, blank: bool) -> str:
        """A node of its own."""
        self.count += 1
        return f"_:{kind}{self.count}" if blank else ex(f"{kind}{self.count}")

    def listed(self, members: Iterable[str]) -> str:
        """A list, by its head."""
        head = NIL
        for member in reversed(list(members)):
            node = self.fresh("list", blank=True)
            self.lines.update({line(node, FIRST, member): None, line(node, REST, head): None})
            head = node
        return head

    def prefix(self, node: str, name: str) -> None:
        """A prefix for the namespace of the pairs, for a query."""
        declaring, declared = self.fresh("prefixes", blank=False), self.fresh("prefix", blank=True)
        self.says(node, "prefixes", declaring)
        self.says(declaring, "declare", declared)
        self.says(declared, "prefix", f'"{name}"')
        self.says(declared, "namespace", typed(EX, "anyURI"))

    def top(self) -> None:
        """A shape with targets."""
        node = self.shape(2, along=self.random.random() < 0.4, blank=False)
        for _ in range(self.random.choice((1, 1, 2))):
            self.target(node)
        if self.random.random() < 0.5:
            self.says(node, "targetSubjectsOf", self.random.choice(PROPERTIES[:2]))

    def target(self, node: str) -> None:
        """One target declaration, or the shape as a class of its own."""
        match self.random.choice(
            ("targetNode", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "")
        ):
            case "":
                self.types(node, f"<{RDFS}Class>")
                self.types(node, f"<{SH}{'PropertyShape' if node in self.finished[True] else 'NodeShape'}>")
                self.implied.append(node)
            case "targetNode":
                self.says(node, "targetNode", value(self) if self.random.random() < 0.2 else self.named())
            case "targetClass":
                self.says(node, "targetClass", self.random.choice(CLASSES))
            case kind:
                self.says(node, kind, self.random.choice(PROPERTIES))

    def named(self) -> str:
        return self.random.choice(HUBS[:2] if self.random.random() < 0.6 else NAMED)

    def shape(self, depth: int, *, along: bool, blank: bool | None = None) -> str:
        """A new shape: `along` for a property shape; `depth` says how many levels may lie below it."""
        unnamed = self.random.random() < 0.25 if blank is None else blank
        node = self.fresh("P" if along else "S", blank=unnamed)
        self.types(node, f"<{SH}{'PropertyShape' if along else 'NodeShape'}>")
        if along:
            self.says(node, "path", self.path(2))
        self.settings(node)
        for name in self.random.sample(sorted(chosen(along, depth)), self.random.randint(1, 3)):
            for said, other in CONSTRAINTS[name](self, depth):
                self.says(node, said, other)
        self.finished[along].append(node)
        return node

    def settings(self, node: str) -> None:
        if self.random.random() < 0.2:
            self.says(node, "severity", self.random.choice(SEVERITIES))
        if self.random.random() < 0.1:
            self.says(node, "message", '"wrong"@en', '"faux"@fr')
        if self.random.random() < 0.06:
            self.says(node, "deactivated", self.random.choice((TRUE, TRUE, FALSE)))

    def path(self, depth: int) -> str:
        """A path: most of them one property."""
        kinds = ("inversePath", "sequence", "alternativePath", *REPEATS)
        kind = self.random.choice(kinds) if depth and self.random.random() < 0.4 else ""
        if kind == "":
            return TYPE if self.random.random() < 0.05 else self.random.choice((*PROPERTIES, *PROPERTIES[:2]))
        if kind == "sequence":
            return self.listed(self.path(depth - 1) for _ in range(self.random.randint(2, 3)))
        node = self.fresh("path", blank=True)
        inner = self.path(depth - 1) if kind != "alternativePath" else self.listed(self.path(depth - 1) for _ in "ab")
        self.says(node, kind, inner)
        return node

    def below(self, depth: int, *, along: bool) -> str:
        """A shape to refer to: a new one, or one that is finished."""
        if self.finished[along] and self.random.random() < 0.25:
            return self.random.choice(self.finished[along])
        return self.shape(depth - 1, along=along)

    def any_below(self, depth: int) -> str:
        return self.below(depth, along=self.random.random() < 0.4)


REPEATS = ("zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")


def _whole(random: Random, most: int) -> str:
    return typed(str(random.randint(0, most)), "integer")


def _range(draft: Draft, _: int) -> Said:
    kind = draft.kind or draft.random.choice(KINDS)
    names = draft.random.sample(
        ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"), draft.random.choice((1, 1, 2))
    )
    return [(name, draft.random.choice(kind)) for name in names]


def _counts(draft: Draft, _: int) -> Said:
    names = draft.random.sample(("minCount", "maxCount"), draft.random.choice((1, 1, 2)))
    return [(name, _whole(draft.random, 3)) for name in names]


def _lengths(draft: Draft, _: int) -> Said:
    return [(draft.random.choice(("minLength", "maxLength")), _whole(draft.random, 8))]


def _pattern(draft: Draft, _: int) -> Said:
    found = [("pattern", f'"{draft.random.choice(PATTERNS)}"')]
    if draft.random.random() < 0.4:
        found.append(("flags", f'"{draft.random.choice(FLAGS)}"'))
    return found


def _languages(draft: Draft, _: int) -> Said:
    ranges = draft.random.sample(('"en"', '"EN-gb"', '"fr"', '"zh"', '"*"'), draft.random.randint(0, 2))
    return [("languageIn", draft.listed(ranges))]


def _pair(draft: Draft, _: int) -> Said:
    return [(draft.random.choice(("equals", "disjoint")), draft.random.choice(PROPERTIES))]


def _unique(draft: Draft, _: int) -> Said:
    draft.kind = TONGUES
    return [("uniqueLang", draft.random.choices((TRUE, ONE), (9, 1))[0])]


def _less(draft: Draft, _: int) -> Said:
    draft.kind = draft.kind or draft.random.choice((EXACT, BINARY, DAYS, MOMENTS, STRINGS))
    return [(draft.random.choice(("lessThan", "lessThanOrEquals")), draft.random.choice(PROPERTIES))]


def _logic(draft: Draft, depth: int) -> Said:
    many = draft.random.choices((0, 1, 2, 3), (1, 6, 8, 5))[0]
    return [(draft.random.choice(("and", "or", "xone")), draft.listed(draft.any_below(depth) for _ in range(many)))]


def _qualified(draft: Draft, depth: int) -> Said:
    names = draft.random.sample(("qualifiedMinCount", "qualifiedMaxCount"), draft.random.choice((1, 1, 2)))
    found = [("qualifiedValueShape", draft.any_below(depth)), *((name, _whole(draft.random, 2)) for name in names)]
    if draft.random.random() < 0.6:
        found.append(("qualifiedValueShapesDisjoint", TRUE))
    return found


def _closed(draft: Draft, _: int) -> Said:
    found = [("closed", draft.random.choice((TRUE, TRUE, TRUE, FALSE)))]
    if draft.random.random() < 0.6:
        ignored = draft.random.sample((*PROPERTIES, TYPE), draft.random.randint(0, 4))
        found.append(("ignoredProperties", draft.listed(ignored)))
    return found


def _properties(draft: Draft, depth: int) -> Said:
    return [("property", draft.below(depth, along=True)) for _ in range(draft.random.randint(1, 3))]


def _siblings(draft: Draft, depth: int) -> Said:
    """Property shapes along one path, each with a qualified shape that must be disjoint."""
    path = draft.path(1)
    nodes = [draft.fresh("P", blank=draft.random.random() < 0.25) for _ in range(draft.random.randint(2, 3))]
    for node in nodes:
        draft.says(node, "path", path)
        for name, other in _qualified(draft, depth):
            draft.says(node, name, other)
    return [("property", node) for node in nodes]


def _select(draft: Draft, _: int) -> Said:
    node = draft.fresh("query", blank=draft.random.random() < 0.5)
    path, other = draft.random.sample(PROPERTIES, 2)
    if draft.random.random() < 0.2:
        path = f"own:{path.rpartition('/')[2][:-1]}"
        draft.prefix(node, "own")
    text = draft.random.choice(QUERIES).format(path=path, other=other)
    draft.says(node, "select", f'"{text}"')
    if draft.random.random() < 0.3:
        draft.says(node, "message", '"found {?value} at {$this}"')
    return [("sparql", node)]


def _along(draft: Draft, _: int) -> Said:
    node = draft.fresh("query", blank=True)
    draft.says(node, "select", '"SELECT $this ?value { $this $PATH ?value FILTER(!isIRI(?value)) }"')
    return [("sparql", node)]


def _component(draft: Draft, _: int) -> Said:
    """A constraint component of its own, with one parameter, and the parameter's value."""
    component, parameter = draft.fresh("Component", blank=False), draft.fresh("parameter", blank=True)
    validator = draft.fresh("validator", blank=True)
    name = f"limit{draft.count}"
    text = draft.random.choice(ASKS).replace("$limit", f"${name}").format(other=draft.random.choice(PROPERTIES))
    draft.types(component, f"<{SH}ConstraintComponent>")
    draft.says(component, "parameter", parameter)
    draft.says(parameter, "path", ex(name))
    draft.says(component, "validator", validator)
    draft.types(validator, f"<{SH}SPARQLAskValidator>")
    draft.says(validator, "ask", f'"{text}"')
    return [(ex(name), value(draft))]


Make = Callable[[Draft, int], Said]
CONSTRAINTS: dict[str, Make] = {
    "class": lambda draft, _: [("class", draft.random.choice(CLASSES))],
    "datatype": lambda draft, _: [("datatype", draft.random.choice(DATATYPES))],
    "nodeKind": lambda draft, _: [("nodeKind", f"<{SH}{draft.random.choice(NODE_KINDS)}>")],
    "counts": _counts,
    "range": _range,
    "lengths": _lengths,
    "pattern": _pattern,
    "languages": _languages,
    "unique": _unique,
    "pair": _pair,
    "less": _less,
    "not": lambda draft, depth: [("not", draft.any_below(depth))],
    "logic": _logic,
    "node": lambda draft, depth: [("node", draft.below(depth, along=False))],
    "property": _properties,
    "siblings": _siblings,
    "qualified": _qualified,
    "closed": _closed,
    "value": lambda draft, _: [("hasValue", value(draft))],
    "in": lambda draft, _: [("in", draft.listed(value(draft) for _ in range(draft.random.randint(0, 5))))],
    "select": _select,
    "along": _along,
    "component": _component,
}
ON_PROPERTIES = frozenset({"counts", "unique", "less", "qualified", "along"})
REFERRING = frozenset({"not", "logic", "node", "property", "siblings", "qualified"})
SPARQL = frozenset({"select", "along", "component"})


def chosen(along: bool, depth: int) -> frozenset[str]:
    """The constraints that a shape may have: of a kind of shape, and with room below."""
    apart = (frozenset() if along else ON_PROPERTIES) | (frozenset() if depth else REFERRING)
    return frozenset(CONSTRAINTS) - apart
