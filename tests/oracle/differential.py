"""Ours against pySHACL on random pairs: `python -m tests.oracle.differential --pairs 2000 --seed 1` prints the figures.

Each pair is judged whole by both; a constraint where a listed departure of pySHACL would show is left out on both sides, by
the departure's name. Then each constraint alone is decided on every rung that takes it, and must have the same rows.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np
import polars as pl
import pyoxigraph as ox
import pyshacl
import rdflib

from engine.compile import compile_shapes
from engine.compile.rest import FORCED
from engine.errors import ClausegraphError, EngineError
from engine.ladder import descend
from engine.ladder.departures import DEPARTURES, Looked, within
from engine.ladder.nested import NESTED
from engine.ladder.values import pairs
from engine.ladder.whole import as_written
from engine.model.columns import Columns
from engine.model.shacl import Alternative, Inverse, Matches, Path, Predicate, Query, Repeat, Sequence, ShapesGraph
from engine.model.validation import Remaining, Rung, Source, Validation
from engine.plan import Plan
from engine.read.columns import read_columns
from engine.read.shapes_graph import read_shapes_graph
from engine.steps import run
from engine.steps.results import Results
from engine.validation.validate import validate_columns
from engine.validation.write import turtle
from tests.conformance.suite import SH, Key, outcome
from tests.oracle.random_shapes import ONE, Pair, made_pair
from tests.oracle.shrink import shrunk

Rows = Counter[Key]
Asked = tuple[str, str]  # source shape, component
EMPTY = re.compile(r"#(?:and|or|xone)> <[^>]+#nil>")
RAISED = {  # what pySHACL raises over a whole pair, and the departure that explains it
    "ShapeLoadError": "empty-list",
    "ParseException": "path-text",
    "ReportableRuntimeError": "value-order",
    "InvalidOperation": "value-order",
}
Told = tuple[str, str | None, str | None]  # focus, path, value


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: `kind` says where and in which components, `text` with which rows."""

    kind: str
    text: str = ""


@dataclass(slots=True)
class Figures:
    """What came out over many pairs: sums by name, and the pairs that differ, with what differs.

    `results` are those of ours; `whole` the pairs that both judged whole, and `compared` the results of ours in them that no
    departure leaves out.
    """

    pairs: Counter[str] = field(default_factory=Counter)
    departures: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    rungs: Counter[str] = field(default_factory=Counter)
    constraints: Counter[str] = field(default_factory=Counter)
    results: int = 0
    whole: int = 0
    compared: int = 0
    differing: list[tuple[Pair, Difference]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """A pair as we read it: shapes, the validation, the plan that leaves all to the ladder, and its focus nodes."""

    graph: ShapesGraph
    found: Validation
    plan: Plan
    forced: Results

    @property
    def columns(self) -> Columns:
        """The data, with what the plan names."""
        return self.forced.columns

    def parts(self) -> dict[Source, list[Remaining]]:
        """Each constraint, with the focus nodes of every way to it."""
        found: dict[Source, list[Remaining]] = {}
        for rest, frame in zip(self.plan.rest, self.forced.frames, strict=True):
            found.setdefault(rest.source, []).append(Remaining(0, frame, rest.reason))
        return found


@dataclass(frozen=True, slots=True)
class AsWritten:
    """Triples that are asked for as in a store, which would write numbers and times its own way."""

    quads: tuple[ox.Quad, ...]

    def quads_for_pattern(self, subject: object, predicate: object, value: object) -> Iterator[ox.Quad]:
        """The triples with these parts; None for any."""
        wanted = (subject, predicate, value)
        for quad in self.quads:
            said = (quad.subject, quad.predicate, quad.object)
            if all(part is None or part == own for part, own in zip(wanted, said, strict=True)):
                yield quad


def read_pair(pair: Pair) -> Read:
    """Read and validate. Raises: ClausegraphError where we refuse."""
    data, shapes = pair.texts
    graph, columns = read_shapes_graph([(shapes, "nt")]), read_columns([(data, "nt")])
    plan = compile_shapes(graph, Rung.LIFTED)
    return Read(graph, validate_columns(columns, graph, compile_shapes(graph)), plan, run(plan, columns))


def by_pyshacl(pair: Pair) -> Rows | str:
    """The rows of pySHACL over the whole pair, or what it raised."""
    data, shapes = (_graph(text) for text in pair.texts)
    with as_written():
        try:
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
        except Exception as fault:  # many kinds
            return f"{type(fault).__name__}"
        if not isinstance(report, rdflib.Graph):
            return type(report).__name__
        text = report.serialize(format="nt", encoding="utf-8")
    return rows_of(text, ox.RdfFormat.N_TRIPLES)


def rows_of(report: bytes, form: ox.RdfFormat) -> Rows:
    """The results of a report, with literals as they are written."""
    found = AsWritten(tuple(ox.parse(report, format=form, lenient=True)))
    node = next(found.quads_for_pattern(None, ox.NamedNode(SH + "conforms"), None)).subject
    return outcome(found, node)[1]


def _graph(text: bytes) -> rdflib.Graph:
    """A graph of rdflib with literals as they are written, and blank nodes by their labels."""
    graph = rdflib.Graph()
    with as_written():
        for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True):
            graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(found: object) -> rdflib.term.Node:
    if isinstance(found, ox.NamedNode):
        return rdflib.URIRef(found.value)
    if isinstance(found, ox.BlankNode):
        return rdflib.BNode(found.value)
    assert isinstance(found, ox.Literal)
    if found.language:
        return rdflib.Literal(found.value, lang=found.language, normalize=False)
    plain = found.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(found.value, datatype=None if plain else rdflib.URIRef(found.datatype.value), normalize=False)


def asked(source: Source) -> Asked:
    """What a row names of its source; all blank shapes are alike."""
    return ("_" if source.shape.startswith("_:") else source.shape, source.component)


def departing(read: Read) -> dict[Asked, set[str]]:
    """The constraints where departures of pySHACL would show, with their names."""
    found: dict[Asked, set[str]] = {}
    for source, remaining in read.parts().items():
        constraints, depth = within(read.graph.shapes, source.constraint)
        focus = np.unique(np.concatenate([one.focus for one in remaining]))
        seen = np.unique(np.concatenate((focus, pairs(read.columns, focus, source.path).value)))
        looked = Looked(read.columns, constraints, depth, source.path is not None, seen)
        if names := {one.name for one in DEPARTURES if one.shows is not None and one.shows(looked)}:
            found.setdefault(asked(source), set()).update(names)
    return found


def unloadable(pair: Pair, graph: ShapesGraph) -> Iterator[str]:
    """The departures for which pySHACL does not take a whole shapes graph, wherever they stand."""
    if any(EMPTY.search(text) for text in pair.shapes):
        yield "empty-list"
    if any(doubled(shape.path) for shape in graph.shapes.values()):
        yield "path-text"


def avoided(pair: Pair, graph: ShapesGraph) -> Iterator[str]:
    """The departures that the last rung avoids, and that show anywhere where pySHACL judges a pair as it is written."""
    if any(turned(shape.path) for shape in graph.shapes.values()):
        yield "inverse-path"
    if any(f"uniqueLang> {ONE}" in text for text in pair.shapes):
        yield "unique-language-1"


def turned(path: Path | None) -> bool:
    """Whether a path holds the inverse of a sequence."""
    match path:
        case Inverse(path=Sequence()):
            return True
        case Repeat(path=inner) | Inverse(path=inner):
            return turned(inner)
        case Alternative(paths=paths) | Sequence(paths=paths):
            return any(turned(each) for each in paths)
        case _:
            return False


def doubled(path: Path | None) -> bool:
    """Whether a path holds a repeat of a repeat, or the inverse of an inverse."""
    match path:
        case Repeat(path=inner) | Inverse(path=inner):
            alike = type(inner) is type(path)
            return alike or doubled(inner)
        case Alternative(paths=paths) | Sequence(paths=paths):
            return any(doubled(each) for each in paths)
        case _:
            return False


def compared(rows: Rows, others: Rows, without: set[Asked], once: set[Asked]) -> Difference | None:
    """What differs between ours and theirs, without some constraints; of others, solutions are told once."""
    mine, theirs = (_kept(each, without, once) for each in (rows, others))
    if mine == theirs:
        return None
    ours, others = mine - theirs, theirs - mine
    components = sorted({key[3].rpartition("#")[2].rpartition("/")[2][:-1] for key in (*ours, *others)})
    return Difference(f"whole: {', '.join(components)}", f"only ours {dict(ours)} only theirs {dict(others)}")


def _kept(rows: Rows, without: set[Asked], once: set[Asked]) -> Rows:
    return Counter(
        {key: 1 if (key[5], key[3]) in once else many for key, many in rows.items() if (key[5], key[3]) not in without}
    )


def whole_differs(pair: Pair, read: Read, figures: Figures) -> Difference | None:
    """What differs where both judge the pair whole."""
    theirs, apart = by_pyshacl(pair), departing(read)
    names = [name for found in apart.values() for name in sorted(found)]
    figures.departures.update(names)
    if isinstance(theirs, str):
        figures.raised[f"{theirs}: {RAISED.get(theirs, '')}"] += 1
        listed = RAISED.get(theirs, "") in {*names, *unloadable(pair, read.graph)}
        return None if listed else Difference(f"pySHACL raised {theirs}")
    if name := next(avoided(pair, read.graph), ""):
        figures.departures[f"{name} (pair not judged whole)"] += 1
        return None
    queries = {asked(source) for source in read.found.sources if isinstance(source.constraint, Query)}
    ours = rows_of(turtle(read.found).encode(), ox.RdfFormat.TURTLE)
    figures.whole += 1
    figures.compared += _kept(ours, set(apart), queries).total()
    return compared(ours, theirs, set(apart), queries)


def rungs_differ(read: Read, figures: Figures) -> Difference | None:
    """The first constraint whose rows on some rung are not those of the whole validation."""
    wanted = rows_by_source(read.found.table, read.found.sources)
    for source, remaining in read.parts().items():
        for rung, forced in rungs_of(source):
            found = on_rung(read, source, remaining, rung, forced=forced)
            if isinstance(found, str):
                figures.rungs[f"{rung} refused: {found}"] += 1
                continue
            said = _difference(source, wanted.get(source, Counter()), found, rung)
            if said:
                return said
            figures.rungs[f"{rung} the same"] += 1
    return None


def rungs_of(source: Source) -> Iterator[tuple[Rung, bool]]:
    """The rungs that take a constraint, and whether it is forced there; pySHACL takes all."""
    if isinstance(source.constraint, Query | NESTED):
        yield from ((Rung.LIFTED, False), (Rung.FOCUS, False))
    elif isinstance(source.constraint, Matches):
        yield Rung.LIFTED, False
    yield Rung.PYSHACL, True


def on_rung(read: Read, source: Source, remaining: list[Remaining], rung: Rung, *, forced: bool) -> Counter[Told] | str:
    """The rows of one constraint on a rung, or the code of its refusal with what it names."""
    reason = FORCED if forced else "asked for"
    try:
        given = [replace(one, reason=reason) for one in remaining]
        table, _ = descend(read.graph, read.columns, [source], given, rung)
    except EngineError as refused:
        fault = refused.faults[0]
        return fault.found if fault.code == "LAD-005" else f"{fault.code} {fault.found.split(':')[0]}"
    return rows_by_source(table, (source,)).get(source, Counter())


def rows_by_source(table: pl.DataFrame, sources: tuple[Source, ...]) -> dict[Source, Counter[Told]]:
    """Focus, path and value of each result, by source."""
    found: dict[Source, Counter[Told]] = {}
    for focus, path, value, place in table.select("focus", "path", "value", "source").rows():
        source = sources[place]
        own = isinstance(source.path, Predicate) and path == source.path.iri
        found.setdefault(source, Counter())[focus, None if own else path, value] += 1
    return found


def _difference(source: Source, above: Counter[Told], there: Counter[Told], rung: Rung) -> Difference | None:
    if rung is Rung.PYSHACL and isinstance(source.constraint, Query):
        above, there = Counter(set(above)), Counter(set(there))
    if above == there:
        return None
    rows = f"only above {dict(above - there)} only there {dict(there - above)}"
    return Difference(f"{rung}: {type(source.constraint).__name__}", f"{source.shape} {source.constraint} {rows}")


def differs(pair: Pair, figures: Figures) -> Difference | None:
    """What differs in a pair; nothing where we refuse it."""
    try:
        read = read_pair(pair)
    except ClausegraphError as fault:
        figures.pairs[f"refused by us: {fault.faults[0].code}"] += 1
        return None
    figures.results += read.found.table.height
    figures.constraints.update(type(source.constraint).__name__ for source in read.found.sources)
    said = whole_differs(pair, read, figures) or rungs_differ(read, figures)
    figures.pairs["differ" if said else "agree"] += 1
    return said


def figures_of(pairs: Iterable[Pair]) -> Figures:
    """Judge pairs."""
    figures = Figures()
    for pair in pairs:
        if said := differs(pair, figures):
            figures.differing.append((pair, said))
    return figures


def made_pairs(many: int, seed: int) -> Iterator[Pair]:
    """The pairs of a seed; each has a seed of its own, so one can be made again alone."""
    return (made_pair(Random(f"{seed}/{number}")) for number in range(many))


def small(pair: Pair, kind: str) -> Pair:
    """A differing pair made as small as can be while what differs is of one kind."""
    return shrunk(pair, lambda smaller: getattr(differs(smaller, Figures()), "kind", "") == kind)


def main() -> int:
    """Print the figures and the first differences, made small; 1 where there is a difference."""
    parser = ArgumentParser(prog="python -m tests.oracle.differential", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3)
    given = parser.parse_args()
    figures = figures_of(made_pairs(given.pairs, given.seed))
    sys.stdout.writelines(f"{text}\n" for text in told(figures))
    first = {said.kind: pair for pair, said in reversed(figures.differing)}
    for kind, pair in sorted(first.items())[: given.show]:
        found = small(pair, kind)
        sys.stdout.write(f"\n{differs(found, Figures())}\n{''.join(found.shapes)}--\n{''.join(found.data)}")
    return int(bool(figures.differing))


def told(figures: Figures) -> Iterator[str]:
    """The figures, a line each."""
    yield f"results of ours: {figures.results}, compared with those of the whole pair: {figures.compared}"
    yield f"pairs that both judged whole: {figures.whole}"
    kinds = Counter(said.kind for _, said in figures.differing)
    yield from (f"differ: {kind}: {number}" for kind, number in sorted(kinds.items()))
    for title in ("pairs", "constraints", "departures", "raised", "rungs"):
        found: Counter[str] = getattr(figures, title)
        yield f"{title}: {sum(found.values())}"
        yield from (f"  {name}: {number}" for name, number in sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
