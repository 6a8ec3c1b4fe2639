"""The W3C validation report, written by columns from the table of results (SHACL, section 3.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import polars as pl
import pyoxigraph as ox

from engine.model.shacl import SH, Alternative, Inverse, Path, Predicate, Query, Repeat, Sequence, Term
from engine.model.validation import Source, Validation

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
REPEATED = {(0, False): "zeroOrMorePath", (1, False): "oneOrMorePath", (0, True): "zeroOrOnePath"}


def turtle(validation: Validation) -> str:
    """The report as Turtle; nothing in it bears a name of its own."""
    said = "true" if validation.conforms else "false"
    rows = " ,\n".join(validation.table.select(_turtle_row(validation.sources)).to_series())
    results = f" ;\n    sh:result {rows}" if rows else ""
    return f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {said}{results} .\n"


def _turtle_row(sources: tuple[Source, ...]) -> pl.Expr:
    tails = [_turtle_tail(source) for source in sources]
    paths = [f" ;\n    sh:resultPath {path_text(source.path)}" if source.path else "" for source in sources]
    messages = [_turtle_messages(source.messages) for source in sources]
    own_path = pl.lit(" ;\n    sh:resultPath ") + pl.col("path")
    own_messages = pl.lit(" ;\n    sh:resultMessage ") + pl.col("messages").list.join(" , ")
    return pl.concat_str(
        pl.lit("[\n    a sh:ValidationResult ;\n    sh:focusNode "),
        pl.col("focus"),
        pl.coalesce(own_path, _of_source(paths)),
        pl.coalesce(pl.lit(" ;\n    sh:value ") + pl.col("value"), pl.lit("")),
        pl.coalesce(own_messages, _of_source(messages)),
        _of_source(tails),
        pl.lit(" ]"),
    )


def _turtle_tail(source: Source) -> str:
    constraint = source.constraint
    own = f" ;\n    sh:sourceConstraint {constraint.node}" if isinstance(constraint, Query) else ""
    return (
        f" ;\n    sh:sourceShape {source.shape} ;\n    sh:sourceConstraintComponent {source.component}{own}"
        f" ;\n    sh:resultSeverity {source.severity}"
    )


def _turtle_messages(messages: tuple[Term, ...]) -> str:
    return f" ;\n    sh:resultMessage {' , '.join(messages)}" if messages else ""


def path_text(path: Path | None) -> str:
    """A path as Turtle (SHACL, section 2.3.1)."""
    match path:
        case Predicate(iri=iri):
            return iri
        case Inverse(path=inner):
            return f"[ <{SH}inversePath> {path_text(inner)} ]"
        case Sequence(paths=paths):
            return f"( {' '.join(path_text(each) for each in paths)} )"
        case Alternative(paths=paths):
            return f"[ <{SH}alternativePath> ( {' '.join(path_text(each) for each in paths)} ) ]"
        case Repeat(path=inner, least=least, once=once):
            return f"[ <{SH}{REPEATED[least, once]}> {path_text(inner)} ]"
        case None:
            return ""


def ntriples(validation: Validation) -> str:
    """The report as N-Triples; complex paths are described once for each source."""
    stem = _stem(validation)
    said = f'"{"true" if validation.conforms else "false"}"^^<{XSD}boolean>'
    head = f"{stem}report <{RDF}type> <{SH}ValidationReport> .\n{stem}report <{SH}conforms> {said} .\n"
    described = _described(validation, stem)
    paths = "".join(line for _, lines in described.values() for line in lines)
    found = statements(validation, {place: name for place, (name, _) in described.items()})
    name = pl.lit(stem) + pl.col("result").cast(pl.String)
    lines = found.select(pl.concat_str(name, pl.lit(f" <{SH}"), "property", pl.lit("> "), "object", pl.lit(" .\n")))
    row = pl.lit(stem) + pl.int_range(pl.len()).cast(pl.String)
    link, kind = pl.lit(f"{stem}report <{SH}result> "), pl.lit(f" <{RDF}type> <{SH}ValidationResult> .\n")
    rows = validation.table.select(pl.concat_str(link, row, pl.lit(" .\n"), row, kind))
    return head + paths + "".join(rows.to_series()) + "".join(lines.to_series())


def _stem(validation: Validation) -> Term:
    """The beginning of blank node labels that no term of the results has."""
    table = validation.table
    taken = pl.concat([table["focus"], table["value"].drop_nulls()]).append(
        pl.Series([source.shape for source in validation.sources], dtype=pl.String)
    )
    stem = "_:r"
    while taken.str.starts_with(stem).any():
        stem += "r"
    return stem


def statements(validation: Validation, paths: dict[int, Term]) -> pl.DataFrame:
    """What a report says of each result: columns result (row of the table), property (local name of `sh:`), object (term).

    `paths` names the path of each source. The type is stated by `rdf:type` and left to the writer's head.
    """
    sources = validation.sources
    table = validation.table.with_row_index("result")
    own = table.select("result", pl.lit("resultMessage").alias("property"), pl.col("messages").alias("object"))
    given = _of_source([list(source.messages) for source in sources], pl.List(pl.String))
    messages = own.with_columns(pl.coalesce("object", table.select(given).to_series())).explode("object").drop_nulls()
    columns = {
        "focusNode": pl.col("focus"),
        "resultPath": pl.coalesce("path", _of_source([paths.get(place) for place in range(len(sources))])),
        "value": pl.col("value"),
        "sourceShape": _of_source([source.shape for source in sources]),
        "sourceConstraintComponent": _of_source([source.component for source in sources]),
        "sourceConstraint": _of_source([_constraint_node(source) for source in sources]),
        "resultSeverity": _of_source([source.severity for source in sources]),
    }
    parts = [
        table.select("result", pl.lit(name).alias("property"), found.alias("object")).drop_nulls()
        for name, found in columns.items()
    ]
    return pl.concat([*parts, messages]).sort("result", maintain_order=True)


def _constraint_node(source: Source) -> Term | None:
    return source.constraint.node if isinstance(source.constraint, Query) else None


def _of_source(values: list[Any], kind: pl.DataType | type[pl.DataType] = pl.String) -> pl.Expr:
    """The value of a row's source."""
    return pl.lit(pl.Series(values, dtype=kind)).gather(pl.col("source"))


def _described(validation: Validation, stem: Term) -> dict[int, tuple[Term, list[str]]]:
    """The name of each used source's path, and the triples that describe it."""
    names = (f"{stem}path{number}" for number in count())
    used = validation.table["source"].unique().sort().to_list()
    return {place: path_triples(path, names) for place in used if (path := validation.sources[place].path) is not None}


def path_triples(path: Path, names: Iterator[Term]) -> tuple[Term, list[str]]:
    """The term of a path and the N-Triples lines that describe it; `names` gives fresh blank nodes."""
    match path:
        case Predicate(iri=iri):
            return iri, []
        case Inverse(path=inner):
            return _path_node("inversePath", inner, names)
        case Repeat(path=inner, least=least, once=once):
            return _path_node(REPEATED[least, once], inner, names)
        case Alternative(paths=paths):
            return _path_node("alternativePath", Sequence(paths), names)
        case Sequence(paths=paths):
            return _path_list(paths, names)


def _path_node(name: str, inner: Path, names: Iterator[Term]) -> tuple[Term, list[str]]:
    node = next(names)
    term, lines = path_triples(inner, names)
    return node, [f"{node} <{SH}{name}> {term} .\n", *lines]


def _path_list(paths: tuple[Path, ...], names: Iterator[Term]) -> tuple[Term, list[str]]:
    nodes = [next(names) for _ in paths]
    lines: list[str] = []
    for node, after, path in zip(nodes, [*nodes[1:], f"<{RDF}nil>"], paths, strict=True):
        term, below = path_triples(path, names)
        lines += [f"{node} <{RDF}first> {term} .\n", f"{node} <{RDF}rest> {after} .\n", *below]
    return nodes[0], lines


def jsonld(validation: Validation) -> str:
    """The report as JSON-LD, in the form of its N-Triples without a context of its own."""
    triples = list(ox.parse(ntriples(validation), format=ox.RdfFormat.N_TRIPLES))
    return (ox.serialize(triples, format=ox.RdfFormat.JSON_LD, prefixes={"sh": SH}) or b"").decode() + "\n"


WRITERS: dict[str, Callable[[Validation], str]] = {"ttl": turtle, "nt": ntriples, "jsonld": jsonld}
