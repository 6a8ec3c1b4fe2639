"""Triples of a shapes graph as an index by subject and predicate, blank nodes renamed by order of appearance.

Nothing is known here of shapes; answers record a fault where a list is amiss.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from engine.errors import Fault
from engine.model.shacl import SH, Term

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = f"<{RDF}type>"
FIRST, REST, NIL = f"<{RDF}first>", f"<{RDF}rest>", f"<{RDF}nil>"
SUBCLASS = f"<{RDFS}subClassOf>"
TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
BLANK = "_:shapes"
DEEPEST = 32
LONGEST_WAY = 64


def sh(name: str) -> Term:
    """The term of a local name of SHACL."""
    return f"<{SH}{name}>"


def short(term: Term) -> str:
    """A term as it is said in a message: SHACL's own with `sh:`, IRIs without brackets."""
    bare = term.removeprefix("<").removesuffix(">") if term.startswith("<") else term
    return f"sh:{bare[len(SH) :]}" if bare.startswith(SH) else bare


@dataclass(slots=True)
class Triples:
    """An index subject → predicate → objects in order of appearance, terms as text, and the faults found so far."""

    index: dict[Term, dict[Term, list[Term]]] = field(default_factory=dict)
    literals: dict[Term, ox.Literal] = field(default_factory=dict)
    lines: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    holders: dict[Term, tuple[Term, Term]] = field(default_factory=dict)
    blanks: int = 0

    def add(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        """Index the triples of one source; blank nodes of two sources are never the same."""
        names: dict[str, Term] = {}
        for triple in triples:
            subject, value = self._node(triple.subject, names), self._node(triple.object, names)
            predicate = str(triple.predicate)
            line = f"{subject} {predicate} {value} .\n"
            if subject and value and line not in self.lines:
                self.lines.add(line)
                self.index.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def _node(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, names: dict[str, Term]) -> Term:
        kind, text = type(term), str(term)
        if kind is ox.BlankNode:
            return names.get(text) or self._renamed(text, names)
        if isinstance(term, ox.Literal):
            self.literals[text] = term
        elif kind is ox.Triple:
            self.faults.append(Fault("SHP-023", text, text))
            return ""
        return text

    def _renamed(self, text: str, names: dict[str, Term]) -> Term:
        names[text] = f"{BLANK}{self.blanks}"
        self.blanks += 1
        return names[text]

    def text(self) -> str:
        """The whole graph as sorted N-Triples lines."""
        return "".join(sorted(self.lines))

    def digest(self) -> str:
        """SHA-256 over `text`."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def wrong(self, code: str, node: Term, found: str, **values: str) -> None:
        """Record a fault at a node; the reader raises them all at its end."""
        self.faults.append(Fault(code, self.place(node), found, tuple(sorted(values.items()))))

    def place(self, node: Term) -> str:
        """A node as a place: an IRI, or the way to a blank node from the nearest IRI."""
        way: list[str] = []
        while node.startswith("_:") and len(way) < LONGEST_WAY and node in self._holders():
            node, predicate = self._holders()[node]
            way.append(short(predicate))
        said = [one for one in reversed(way) if one != short(REST)]
        return " / ".join([short(node), *said])

    def _holders(self) -> dict[Term, tuple[Term, Term]]:
        """Where each blank node stands first."""
        if not self.holders:
            for subject, links in self.index.items():
                for predicate, values in links.items():
                    for each in values:
                        if each.startswith("_:"):
                            self.holders.setdefault(each, (subject, predicate))
        return self.holders

    def values(self, node: Term, predicate: Term) -> list[Term]:
        """All objects in order of appearance."""
        return self.index.get(node, {}).get(predicate, [])

    def said(self, node: Term, name: str) -> list[Term]:
        """All objects of a SHACL property, sorted."""
        return sorted(self.values(node, sh(name)))

    def holds(self, node: Term, name: str) -> bool:
        """Whether a SHACL property is the literal `true`."""
        return TRUE in self.values(node, sh(name))

    def holding(self, name: str) -> Iterator[tuple[Term, list[Term]]]:
        """Each subject of a SHACL property, with its objects."""
        wanted = sh(name)
        return ((node, links[wanted]) for node, links in self.index.items() if wanted in links)

    def members(self, head: Term) -> tuple[Term, ...] | None:
        """The members of a well-formed list (SHACL, section 1.4), else None."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != NIL:
            first, rest = self.values(head, FIRST), self.values(head, REST)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return tuple(found)

    def instances(self, kinds: Iterable[Term]) -> dict[Term, None]:
        """Instances of classes or of classes below them, by triples of this graph only."""
        classes = self._below(kinds)
        return {node: None for node, links in self.index.items() if not classes.isdisjoint(links.get(TYPE, ()))}

    def _below(self, kinds: Iterable[Term]) -> set[Term]:
        found = set(kinds)
        above = {node: links[SUBCLASS] for node, links in self.index.items() if SUBCLASS in links}
        grown = 0
        while grown != len(found):
            grown = len(found)
            found |= {node for node, values in above.items() if not found.isdisjoint(values)}
        return found
