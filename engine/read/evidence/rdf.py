"""Evidence in Turtle, N-Triples and JSON-LD: triples only, evidence terms only, records only as parts of the file.

A record is a fragment of its file; in N-Triples, which knows no relative IRIs, it is a blank node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import pyoxigraph as ox

from engine.errors import EvidenceError, Fault, nearest, raise_all
from engine.read.evidence.caps import LINES as MOST_LINES
from engine.read.evidence.caps import STATEMENTS as MOST_TRIPLES
from engine.read.evidence.columns import BY_KIND, SHEETS, Column, Sheet
from engine.read.evidence.jsonld import prepared
from engine.read.evidence.nesting import check_nesting
from engine.read.evidence.rows import Cell, Row
from engine.read.facts import BASE, CG, ISSUED, RDF_TYPE

BLANK = re.compile(r"_:[\w.-]+")
WORD = re.compile(r"\S+")
RUN = re.compile(r"[^\s<>\"'#:/,;]+")
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
OF_STANDARD = ("http://www.w3.org/ns/shacl#", "http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#")
UPLOADS = ("urn:upload:", BASE + "evidence/")
ADDRESSES = ("https://", "http://")
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

    Raises: EvidenceError with every fault: nesting (EVI-024), too many lines or triples (EVI-032), syntax (EVI-003), named graphs
    (EVI-004), terms that evidence may not use (EVI-005, EVI-006), subjects outside the file (EVI-007), a field said
    twice (EVI-021), a value that is neither text nor a name (EVI-044).
    """
    _check_lines(name, text)
    check_nesting(name, text)
    base = f"urn:upload:{digest}"
    parsed = _parsed(name, prepared(name, text) if form == "jsonld" else text, form, base)
    return _Graph(name, text, base, form).rows(parsed)


def _check_lines(name: str, text: str) -> None:
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        raise EvidenceError.of("EVI-032", name, str(lines), most=str(MOST_LINES))


def _parsed(name: str, text: str, form: str, base: str) -> list[ox.Quad]:
    try:
        iri = None if form == "nt" else base
        found = ox.parse(text.encode(), format=FORMATS[form], base_iri=iri, without_named_graphs=False)
        quads = list(islice(found, MOST_TRIPLES + 1))
    except SyntaxError as fault:
        where = f"{name} line {fault.lineno}" if fault.lineno else name
        raise EvidenceError.of("EVI-003", where, str(fault.msg)) from fault
    except ValueError as fault:
        raise EvidenceError.of("EVI-003", name, str(fault)) from fault
    if len(quads) > MOST_TRIPLES:
        raise EvidenceError.of("EVI-032", name, f"> {MOST_TRIPLES}", most=str(MOST_TRIPLES))
    return quads


class _Graph:
    """The triples of one file on their way to rows."""

    def __init__(self, name: str, text: str, base: str, form: str) -> None:
        self.name, self.base, self.form, self.text = name, base, form, text
        self.labels: frozenset[str] = frozenset()
        self.faults: dict[Fault, None] = {}
        self.lines: Mapping[str, int] = {}

    def rows(self, quads: Sequence[ox.Quad]) -> list[Row]:
        self.labels = _labels(self.text, quads)
        self.lines = _first_lines(self.text, {_last(self._name(quad.subject)) for quad in quads})
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
            self._wrong("EVI-004", place, self._name(quad.graph_name))
        elif predicate.startswith(OF_STANDARD) or str(quad.object).strip("<>").startswith(OF_STANDARD):
            self._wrong("EVI-006", place, f"{predicate} {quad.object}")
        elif not subject.startswith(self.base + "#"):
            self._wrong("EVI-007", place, subject)
        else:
            subjects.setdefault(subject, []).append((predicate, quad.object))

    def _name(self, term: Term) -> str:
        """An IRI as it stands; a blank node of N-Triples as a fragment of the file, else as it is written."""
        if isinstance(term, ox.BlankNode):
            if self.form == "nt":
                return f"{self.base}#{term.value}"
            return str(term) if str(term) in self.labels else "[]"
        return term.value if isinstance(term, ox.NamedNode) else str(term)

    def _row(self, subject: str, said: Sequence[tuple[str, Term]]) -> Row | None:
        kinds = [value.value for predicate, value in said if predicate == RDF_TYPE and isinstance(value, ox.NamedNode)]
        kind = kinds[0].removeprefix(CG) if len(kinds) == 1 else ""
        place = self._place(subject)
        if kind not in BY_KIND:
            self._unknown(place, ", ".join(kinds) or "a", [sheet.kind for sheet in SHEETS])
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
            self._unknown(place, predicate, [one.term for one in sheet.columns if one.term])
        elif column.key in cells:
            self._wrong("EVI-021", place, local)
        elif (text := self._text(column, value)) is None:
            self._wrong("EVI-044", f"{place} {local}", self._name(value))
        else:
            cells[column.key] = Cell(text, f"{place} {local}")

    def _text(self, column: Column, value: Term) -> str | None:
        """A value as a table would write it; None for a node without a name, a triple, or an IRI that is no address."""
        if isinstance(value, ox.Literal):
            return value.value
        iri = self._name(value)
        if iri.startswith(self.base + "#"):
            return iri.rpartition("#")[2]
        if not isinstance(value, ox.NamedNode):
            return None
        if column.key == "corrects":
            return next((iri.removeprefix(one) for one in UPLOADS if iri.startswith(one)), iri)
        if column.reads == "text":
            return iri if iri.startswith(ADDRESSES) else None
        prefixes = PREFIXES.get(column.reads, ())
        known = (prefixes,) if isinstance(prefixes, str) else prefixes
        return next((iri.removeprefix(prefix) for prefix in known if iri.startswith(prefix)), iri)

    def _place(self, subject: str) -> str:
        """The line of the subject, or `line 1` where it is not written as such."""
        return f"line {self.lines.get(_last(subject), 1)}"

    def _unknown(self, place: str, found: str, known: Sequence[str]) -> None:
        like = nearest(re.split(r"[#/]", found)[-1], known)
        self._wrong("EVI-005", place, found, known=", ".join(known), nearest=like)

    def _wrong(self, code: str, place: str, found: str, **values: str) -> None:
        self.faults.setdefault(Fault(code, f"{self.name} {place}", found, tuple(sorted(values.items()))))


def _labels(text: str, quads: Sequence[ox.Quad]) -> frozenset[str]:
    """The blank nodes of triples that bear the name that the text gives them."""
    nodes = {
        str(one)
        for quad in quads
        for one in (quad.subject, quad.object, quad.graph_name)
        if isinstance(one, ox.BlankNode)
    }
    return frozenset(found[0] for found in BLANK.finditer(text) if found[0] in nodes) if nodes else frozenset()


def _last(name: str) -> str:
    """The part of a name after its last `#`, `/` or `:`."""
    return re.split(r"[#/:]", name)[-1]


def _first_lines(text: str, wanted: Iterable[str]) -> Mapping[str, int]:
    """The line of each name: the first that begins with it, as that of a subject does, else the first that has it."""
    names = frozenset(wanted)
    begins: dict[str, int] = {}
    within: dict[str, int] = {}
    for number, place, run in _runs(text):
        if run in names:
            (within if place else begins).setdefault(run, number)
    return within | begins


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Every name in a text: its line, its word in the line (from 0), and itself."""
    for number, line in enumerate(text.split("\n"), 1):
        for place, word in enumerate(WORD.finditer(line)):
            for run in RUN.findall(word[0]):
                yield number, place, run.strip(".")
