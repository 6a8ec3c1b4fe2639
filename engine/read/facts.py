"""Triples of our own Turtle files as an index that answers with plain values and collects what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

import pyoxigraph as ox

from engine.errors import ClausegraphError, Fault, OntologyError
from engine.exact import parse_day, parse_number
from engine.model.text import Basis, BasisKind, Text

BASE = "https://w3id.org/clausegraph/"
CG = BASE + "def/"
SH = "http://www.w3.org/ns/shacl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
SCOPE_NOTE = "http://www.w3.org/2004/02/skos/core#scopeNote"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
ISSUED = "http://purl.org/dc/terms/issued"

Triples = tuple[ox.Triple, ...]


def slug(iri: str) -> str:
    """The last part of an IRI: what names a thing within its kind."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def parse_turtle(path: Path, error: type[ClausegraphError] = OntologyError) -> Triples:
    """The triples of one of our Turtle files, literals as written.

    Raises: `error` ONT-002 with line and column where the text is not Turtle, ONT-003 where the file cannot be read.
    """
    try:
        return tuple(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
    except SyntaxError as fault:
        where = f"{path.name}:{fault.lineno}:{fault.offset}"
        raise error.of("ONT-002", where, str(fault.msg)) from fault
    except OSError as fault:
        raise error.of("ONT-003", str(path), str(fault.strerror)) from fault


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of files, in order of name; line ends count as LF."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


@dataclass(slots=True)
class Facts:
    """An index subject → predicate → objects in order of the files. Answers record a Fault where data is amiss."""

    index: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Facts:
        """Index triples; blank nodes are refused (ONT-004), our files have none."""
        facts = cls()
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                facts.index.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
            else:
                facts.wrong("ONT-004", triple.predicate.value, str(value))
        return facts

    def wrong(self, code: str, where: str, found: str, **values: str) -> None:
        """Record a fault; the reader raises them all at its end."""
        self.faults.append(Fault(code, where, found, tuple(sorted(values.items()))))

    def typed(self, kind: str) -> Iterator[str]:
        """Subjects of class `cg:<kind>` in order of the files."""
        wanted = CG + kind
        for subject, facts in self.index.items():
            if any(value.value == wanted for value in facts.get(RDF_TYPE, ())):
                yield subject

    def values(self, subject: str, predicate: str) -> list[str]:
        """All objects as text: IRIs whole, literals as written. `predicate` is an IRI or a local name of `cg:`."""
        iri = predicate if ":" in predicate else CG + predicate
        return [value.value for value in self.index.get(subject, {}).get(iri, ())]

    def maybe(self, subject: str, predicate: str) -> str | None:
        """The one object, or None; more than one is ONT-006."""
        found = self.values(subject, predicate)
        if len(found) > 1:
            self.wrong("ONT-006", subject, ", ".join(found), property=slug(predicate))
        return found[0] if found else None

    def one(self, subject: str, predicate: str) -> str:
        """The one object; none is ONT-005."""
        found = self.maybe(subject, predicate)
        if found is None:
            self.wrong("ONT-005", subject, slug(predicate), property=slug(predicate))
        return found or ""

    def slug_of(self, subject: str, predicate: str) -> str:
        """The slug of the one object."""
        return slug(self.one(subject, predicate))

    def maybe_slug(self, subject: str, predicate: str) -> str | None:
        """The slug of the one object, or None."""
        found = self.maybe(subject, predicate)
        return None if found is None else slug(found)

    def slugs(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The slugs of all objects in order of the file."""
        return tuple(slug(value) for value in self.values(subject, predicate))

    def maybe_text(self, subject: str, predicate: str) -> Text | None:
        """The text in both languages, or None; one language alone, or two texts in one, is ONT-007."""
        iri = predicate if ":" in predicate else CG + predicate
        found = [v for v in self.index.get(subject, {}).get(iri, ()) if isinstance(v, ox.Literal)]
        if not found:
            return None
        by_language = {value.language or "": value.value for value in found}
        if sorted(by_language) != ["en", "zh"] or len(found) != 2:
            self.wrong("ONT-007", subject, ", ".join(sorted(by_language)) or "-", property=slug(predicate))
        return Text(by_language.get("zh", ""), by_language.get("en", ""))

    def text(self, subject: str, predicate: str) -> Text:
        """The text in both languages; none is ONT-005."""
        found = self.maybe_text(subject, predicate)
        if found is None:
            self.wrong("ONT-005", subject, slug(predicate), property=slug(predicate))
        return found or Text("", "")

    def maybe_number(self, subject: str, predicate: str) -> Fraction | None:
        """The exact number, or None; a text outside the number grammar is ONT-008."""
        found = self.maybe(subject, predicate)
        if found is None:
            return None
        value = parse_number(found)
        if value is None:
            self.wrong("ONT-008", subject, found, property=slug(predicate))
        return value or Fraction(0)

    def number(self, subject: str, predicate: str) -> Fraction:
        """The exact number; none is ONT-005."""
        found = self.maybe_number(subject, predicate)
        if found is None:
            self.wrong("ONT-005", subject, slug(predicate), property=slug(predicate))
        return found or Fraction(0)

    def whole(self, subject: str, predicate: str, default: int | None = None) -> int:
        """The whole number; none is `default`, or ONT-005 without one; a fraction is ONT-008."""
        found = self.maybe_number(subject, predicate)
        if found is None and default is not None:
            return default
        value = self.number(subject, predicate) if found is None else found
        if value.denominator != 1:
            self.wrong("ONT-008", subject, str(value), property=slug(predicate))
        return int(value)

    def flag(self, subject: str, predicate: str) -> bool:
        """Whether the one object is `true`; none is False."""
        return self.maybe(subject, predicate) == "true"

    def maybe_date(self, subject: str, predicate: str) -> date | None:
        """The calendar date, or None; anything else is ONT-009."""
        found = self.maybe(subject, predicate)
        if found is None:
            return None
        day = parse_day(found)
        if day is None:
            self.wrong("ONT-009", subject, found, property=slug(predicate))
        return day

    def maybe_basis(self, subject: str) -> Basis | None:
        """Where the statement comes from, where that is said at all."""
        return self.basis(subject) if self.values(subject, "basis") else None

    def basis(self, subject: str) -> Basis:
        """Where the statement comes from; none is ONT-005, an unknown kind ONT-010."""
        kinds = {
            "draftingNote": BasisKind.DRAFTING_NOTE,
            "assumed": BasisKind.ASSUMED,
            "fromDocument": BasisKind.DOCUMENT,
        }
        found = self.slug_of(subject, "basis")
        if found and found not in kinds:
            self.wrong("ONT-010", subject, found, property="basis", known=", ".join(kinds))
        return Basis(
            kinds.get(found, BasisKind.ASSUMED),
            self.maybe(subject, "basisPlace") or "",
            self.maybe_text(subject, "basisReason"),
            self.maybe_slug(subject, "modelledOn"),
        )
