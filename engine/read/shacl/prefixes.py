"""The prefixes of a query: what its `sh:prefixes` declare, also through `owl:imports` inside the graph (section 5.2.1)."""

from __future__ import annotations

import re

from engine.model.shacl import Term
from engine.read.shacl.parameters import XSD
from engine.read.shacl.triples import Triples, sh, short

IMPORTS = "<http://www.w3.org/2002/07/owl#imports>"
PREFIX = re.compile(r"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?")
NAMESPACE = re.compile(r'[^<>"{}|^`\\\x00-\x20]*')
NAMESPACE_TYPES = (XSD + "anyURI", XSD + "string")


def prefix_lines(triples: Triples, node: Term) -> str:
    """The PREFIX lines of a query's node, in order of prefix; what is amiss in them is SHP-037."""
    found: dict[str, str] = {}
    for declaration in _declarations(triples, node):
        prefix = _one(triples, declaration, "prefix", (XSD + "string",), PREFIX)
        namespace = _one(triples, declaration, "namespace", NAMESPACE_TYPES, NAMESPACE)
        if prefix is None or namespace is None:
            continue
        if found.setdefault(prefix, namespace) != namespace:
            triples.wrong("SHP-037", node, f"{prefix}: {found[prefix]}, {namespace}")
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(found.items()))


def _declarations(triples: Triples, node: Term) -> list[Term]:
    reached: dict[Term, None] = {}
    left = list(triples.said(node, "prefixes"))
    while left:
        ontology = left.pop()
        if ontology not in reached:
            reached[ontology] = None
            left += triples.values(ontology, IMPORTS)
    return sorted({each for ontology in reached for each in triples.values(ontology, sh("declare"))})


def _one(triples: Triples, node: Term, name: str, datatypes: tuple[str, ...], grammar: re.Pattern[str]) -> str | None:
    values = triples.said(node, name)
    literal = triples.literals.get(values[0]) if len(values) == 1 else None
    if literal is None or literal.datatype.value not in datatypes or grammar.fullmatch(literal.value) is None:
        triples.wrong("SHP-037", node, f"sh:{name} {', '.join(map(short, values)) or '-'}")
        return None
    return literal.value
