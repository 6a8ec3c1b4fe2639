"""A query asked of graphs and its answer written, with a row cap that is said. For a child only: the engine knows no limits."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

import pyoxigraph as ox

from engine.errors import EngineError, UsageError
from engine.messages import say
from engine.report.report import safe

SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
FORMS = (*SOLUTIONS, *TRIPLES)
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
COMMENTED = ("ttl", "nt")  # the forms that can hold a comment; the head of a table in JSON and XML can hold a link
LIMITS = "/v1/limits"
LINK = f'<link href="{LIMITS}"/>'.encode()
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the form of the answer, and what it is asked of: a folder of graphs, or files.

    `default` and `named` are the graphs that it may see; `default` of nothing is all of them together. `rows` is the
    most rows or triples given. A form that the answer cannot have (a table as Turtle) is replaced by `json` or `ttl`.
    """

    query: str
    form: str
    store: str | None
    files: tuple[str, ...]
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    rows: int

    @classmethod
    def of(cls, head: Mapping[str, Any]) -> Self:
        """From plain data."""
        default, named = (None if head[key] is None else tuple(head[key]) for key in ("default", "named"))
        return cls(head["query"], head["form"], head["store"], tuple(head["files"]), default, named, head["rows"])

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def answered(asked: Asked) -> tuple[dict[str, Any], bytes]:
    """`form`, `type` (media type), `rows`, `cut` (whether rows were left out), and the answer written; where it is cut, it
    says so itself as far as its form can: a link to the limits in the head of a table, a comment over statements.

    Raises: UsageError QRY-007 for a query that is none, EngineError QRY-008 for graphs that cannot be opened.
    """
    store = _opened(asked)
    try:
        found = store.query(
            asked.query,
            use_default_graph_as_union=asked.default is None,
            default_graph=None if asked.default is None else [ox.NamedNode(one) for one in asked.default],
            named_graphs=None if asked.named is None else [ox.NamedNode(one) for one in asked.named],
        )
    except (SyntaxError, ValueError) as fault:
        raise UsageError.of("QRY-007", "SPARQL", str(fault)[:500]) from fault
    if isinstance(found, ox.QueryBoolean):
        return _table(json.dumps({"head": {}, "boolean": bool(found)}), asked.form, 1, False)
    if isinstance(found, ox.QueryTriples):
        return _graph(found, asked)
    return _solutions(found, asked)


def _opened(asked: Asked) -> ox.Store:
    try:
        if asked.store is not None:
            return ox.Store.read_only(asked.store)
        store = ox.Store()
        for path in asked.files:
            store.load(path=path)
    except (OSError, SyntaxError, ValueError, RuntimeError) as fault:
        raise EngineError.of("QRY-008", "SPARQL", type(fault).__name__) from fault
    return store


def _graph(found: Iterable[ox.Triple], asked: Asked) -> tuple[dict[str, Any], bytes]:
    form = asked.form if asked.form in TRIPLES else "ttl"
    kept = list(itertools.islice(found, asked.rows + 1))
    cut = len(kept) > asked.rows
    body = ox.serialize(kept[: asked.rows], format=TRIPLES[form]) or b""
    if cut and form in COMMENTED:
        body = (
            "".join(f"# {say('query.cut-statements', one, rows=str(asked.rows))}\n" for one in ("zh", "en")).encode()
            + body
        )
    head = {"form": form, "type": TRIPLES[form].media_type, "rows": min(len(kept), asked.rows), "cut": cut}
    return head, body


def _solutions(found: ox.QuerySolutions, asked: Asked) -> tuple[dict[str, Any], bytes]:
    names = [one.value for one in found.variables]
    kept = list(itertools.islice(found, asked.rows + 1))
    rows, cut = [_row(names, one) for one in kept[: asked.rows]], len(kept) > asked.rows
    if asked.form == "csv":
        rows = [{name: _harmless(term) for name, term in row.items()} for row in rows]
    head = {"vars": names} | ({"link": [LIMITS]} if cut else {})
    text = json.dumps({"head": head, "results": {"bindings": rows}}, ensure_ascii=False)
    return _table(text, asked.form, len(rows), cut)


def _row(names: list[str], solution: ox.QuerySolution) -> dict[str, Any]:
    return {name: _term(term) for name in names if (term := solution[name]) is not None}


def _harmless(term: dict[str, Any]) -> dict[str, Any]:
    """What a spreadsheet would take for a formula, with an apostrophe; CSV has no types to lose."""
    number = term["type"] != "literal" or NUMBER.fullmatch(term["value"])
    return term if number else term | {"value": safe(term["value"])}


def _term(term: Term) -> dict[str, Any]:
    """A term as the SPARQL results in JSON have it."""
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if isinstance(term, ox.Literal):
        more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        plain = more.get("datatype") == "http://www.w3.org/2001/XMLSchema#string"
        return {"type": "literal", "value": term.value, **({} if plain else more)}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def _table(text: str, wanted: str, rows: int, cut: bool) -> tuple[dict[str, Any], bytes]:
    form = wanted if wanted in SOLUTIONS else "json"
    head = {"form": form, "type": SOLUTIONS[form].media_type, "rows": rows, "cut": cut}
    if form == "json":
        return head, text.encode()
    body = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON).serialize(format=SOLUTIONS[form]) or b""
    return head, body.replace(b"</head>", LINK + b"</head>", 1) if cut and form == "xml" else body
