"""Evidence in Turtle, N-Triples and JSON-LD: triples only, evidence terms only, records only as parts of the file.

A record is a fragment of its file; in N-Triples, which knows no relative IRIs, it is a blank node.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from engine.errors import EvidenceError, Fault, raise_all
from engine.read.evidence.columns import BY_KIND, SHEETS, Sheet
from engine.read.evidence.rows import Cell, Row
from engine.read.facts import BASE, CG, ISSUED, RDF_TYPE

CONTEXT_IRI = BASE + "context/v1"
DEEPEST = 64
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
OF_STANDARD = ("http://www.w3.org/ns/shacl#", "http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#")
PREFIXES = {
    "places": BASE + "place/",
    "indicators": BASE + "indicator/",
    "kinds": BASE + "kind/",
    "units": ("http://qudt.org/vocab/unit/", BASE + "unit/"),
    "scopes": BASE + "scope/",
    "populations": BASE + "population/",
    "source_kinds": BASE + "source-kind/",
    "document_levels": BASE + "document-level/",
    "matters": (BASE + "indicator/", BASE + "kind/"),
    "qualifiers": CG,
    "statuses": CG,
    "event_states": CG,
}


def rdf_rows(name: str, text: str, form: str, digest: str) -> list[Row]:
    """The rows of a file in one of `FORMATS`.

    Raises: EvidenceError with every fault: nesting (EVI-024), syntax (EVI-003), named graphs (EVI-004), terms that
    evidence may not use (EVI-005, EVI-006), subjects outside the file (EVI-007), a field said twice (EVI-021).
    """
    _check_depth(name, text)
    base = f"urn:upload:{digest}"
    parsed = _parsed(name, _prepared(name, text) if form == "jsonld" else text, form, base)
    return _Graph(name, text, base, form).rows(parsed)


def _check_depth(name: str, text: str) -> None:
    """Refuse deep nesting before any parser sees it; strings, IRIs and comments are skipped."""
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*', "", text)
    depth = 0
    for place, char in enumerate(bare):
        depth += (char in "[({") - (char in "])}")
        if depth > DEEPEST:
            line = bare.count("\n", 0, place) + 1
            raise EvidenceError.of("EVI-024", f"{name} line {line}", str(depth), most=str(DEEPEST))
    if bare.count("<<") > DEEPEST:
        raise EvidenceError.of("EVI-024", name, str(bare.count("<<")), most=str(DEEPEST))


def _parsed(name: str, text: str, form: str, base: str) -> list[ox.Quad]:
    try:
        iri = None if form == "nt" else base
        return list(ox.parse(text.encode(), format=FORMATS[form], base_iri=iri, without_named_graphs=False))
    except SyntaxError as fault:
        raise EvidenceError.of("EVI-003", f"{name} line {fault.lineno}", str(fault.msg)) from fault
    except ValueError as fault:
        raise EvidenceError.of("EVI-003", name, str(fault)) from fault


class _Graph:
    """The triples of one file on their way to rows."""

    def __init__(self, name: str, text: str, base: str, form: str) -> None:
        self.name, self.base, self.form, self.lines = name, base, form, text.split("\n")
        self.faults: list[Fault] = []

    def rows(self, quads: Sequence[ox.Quad]) -> list[Row]:
        subjects: dict[str, list[tuple[str, Term]]] = {}
        for quad in quads:
            self._take(quad, subjects)
        rows = [row for subject, said in subjects.items() if (row := self._row(subject, said)) is not None]
        raise_all(EvidenceError, self.faults)
        return rows

    def _take(self, quad: ox.Quad, subjects: dict[str, list[tuple[str, Term]]]) -> None:
        subject = self._name(quad.subject)
        place, predicate = self._place(subject), quad.predicate.value
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            self._wrong("EVI-004", place, str(quad.graph_name))
        elif predicate.startswith(OF_STANDARD) or str(quad.object).strip("<>").startswith(OF_STANDARD):
            self._wrong("EVI-006", place, f"{predicate} {quad.object}")
        elif not subject.startswith(self.base + "#"):
            self._wrong("EVI-007", place, subject)
        else:
            subjects.setdefault(subject, []).append((predicate, quad.object))

    def _name(self, term: Term) -> str:
        """An IRI as it stands; a blank node of N-Triples as a fragment of the file."""
        if isinstance(term, ox.BlankNode) and self.form == "nt":
            return f"{self.base}#{term.value}"
        return term.value if isinstance(term, ox.NamedNode) else str(term)

    def _row(self, subject: str, said: Sequence[tuple[str, Term]]) -> Row | None:
        kinds = [value.value for predicate, value in said if predicate == RDF_TYPE and isinstance(value, ox.NamedNode)]
        kind = kinds[0].removeprefix(CG) if len(kinds) == 1 else ""
        place = self._place(subject)
        if kind not in BY_KIND:
            self._wrong("EVI-005", place, ", ".join(kinds) or "a", known=", ".join(sheet.kind for sheet in SHEETS))
            return None
        cells: dict[str, Cell] = {}
        for predicate, value in said:
            if predicate != RDF_TYPE:
                self._field(BY_KIND[kind], cells, place, predicate, value)
        return Row(kind, subject.rpartition("#")[2], place, cells)

    def _field(self, sheet: Sheet, cells: dict[str, Cell], place: str, predicate: str, value: Term) -> None:
        local = "issued" if predicate == ISSUED else predicate.removeprefix(CG)
        column = next((one for one in sheet.columns if one.term == local and one.term), None)
        if column is None:
            known = ", ".join(one.term for one in sheet.columns if one.term)
            self._wrong("EVI-005", place, predicate, known=known)
        elif column.key in cells:
            self._wrong("EVI-021", place, local)
        else:
            cells[column.key] = Cell(self._text(column.reads, value), f"{place} {local}")

    def _text(self, reads: str, value: Term) -> str:
        if isinstance(value, ox.Literal):
            return value.value
        iri = self._name(value)
        if iri.startswith(self.base + "#"):
            return iri.rpartition("#")[2]
        if iri.startswith("urn:upload:"):
            return iri.removeprefix("urn:upload:")
        prefixes = PREFIXES.get(reads, ())
        for prefix in (prefixes,) if isinstance(prefixes, str) else prefixes:
            if iri.startswith(prefix):
                return iri.removeprefix(prefix)
        return iri

    def _place(self, subject: str) -> str:
        """The first line that names the subject, or `line 1`."""
        name = subject.rpartition("#")[2] or subject
        token = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        return f"line {next((n for n, line in enumerate(self.lines, 1) if token.search(line)), 1)}"

    def _wrong(self, code: str, place: str, found: str, **values: str) -> None:
        fault = Fault(code, f"{self.name} {place}", found, tuple(sorted(values.items())))
        if fault not in self.faults:
            self.faults.append(fault)


def _prepared(name: str, text: str) -> str:
    """JSON-LD with our own context in place of its name; remote contexts, double keys and fractions are refused."""
    faults: list[Fault] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in found]
        faults.extend(Fault("EVI-022", name, key) for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(found)

    def fraction(written: str) -> str:
        faults.append(Fault("EVI-023", name, written))
        return written

    try:
        said = json.loads(text, object_pairs_hook=pairs, parse_float=fraction, parse_constant=fraction)
    except (json.JSONDecodeError, RecursionError) as fault:
        raise EvidenceError.of("EVI-003", f"{name} line {getattr(fault, 'lineno', 1)}", str(fault)) from fault
    said = _with_context(name, said, faults)
    raise_all(EvidenceError, faults)
    return json.dumps(said, ensure_ascii=False, indent=1)


def _with_context(name: str, said: Any, faults: list[Fault]) -> Any:
    if isinstance(said, list):
        return [_with_context(name, one, faults) for one in said]
    if not isinstance(said, dict):
        return said
    found = {key: _with_context(name, value, faults) for key, value in said.items() if key != "@context"}
    if "@context" in said:
        return {"@context": _own(name, said["@context"], faults), **found}
    return found


def _own(name: str, context: Any, faults: list[Fault]) -> Any:
    if context == CONTEXT_IRI:
        return json_context()
    if isinstance(context, list):
        return [_own(name, one, faults) for one in context]
    remote = isinstance(context, str) or (isinstance(context, dict) and "@import" in json.dumps(context))
    nested = isinstance(context, dict) and '"@context"' in json.dumps(context)
    if remote or nested:
        faults.append(Fault("EVI-025", name, json.dumps(context, ensure_ascii=False)[:80], (("own", CONTEXT_IRI),)))
    return context


def json_context() -> Mapping[str, Any]:
    """Our context: every class and term of evidence by its local name; names stand as text, as they do in a table."""
    context: dict[str, Any] = {"issued": {"@id": ISSUED}}
    for sheet in SHEETS:
        context[sheet.kind] = CG + sheet.kind
        context |= {
            column.term: {"@id": CG + column.term} for column in sheet.columns if column.term not in ("", "issued")
        }
    return context
