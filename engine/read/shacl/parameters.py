"""The parameters of SHACL Core: what each may hold, how often, and on which shapes (SHACL, section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.model.shacl import SH, Term
from engine.read.shacl.triples import Triples, sh, short

XSD = "http://www.w3.org/2001/XMLSchema#"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
FLAGS = re.compile(r"[smixq]*")
BOOLEANS = frozenset(["true", "false", "1", "0"])
NODE_KINDS = ("BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what its values are, whether one at most, whether on property shapes only."""

    wanted: str
    once: bool = False
    on_property: bool = False


PARAMETERS = {
    "class": Parameter("IRI"),
    "datatype": Parameter("IRI", once=True),
    "nodeKind": Parameter("node kind", once=True),
    "minCount": Parameter("xsd:integer", once=True, on_property=True),
    "maxCount": Parameter("xsd:integer", once=True, on_property=True),
    "minInclusive": Parameter("literal", once=True),
    "minExclusive": Parameter("literal", once=True),
    "maxInclusive": Parameter("literal", once=True),
    "maxExclusive": Parameter("literal", once=True),
    "minLength": Parameter("xsd:integer", once=True),
    "maxLength": Parameter("xsd:integer", once=True),
    "pattern": Parameter("xsd:string", once=True),
    "flags": Parameter("flags", once=True),
    "languageIn": Parameter("list of xsd:string", once=True),
    "uniqueLang": Parameter("xsd:boolean", once=True, on_property=True),
    "equals": Parameter("IRI"),
    "disjoint": Parameter("IRI"),
    "lessThan": Parameter("IRI", on_property=True),
    "lessThanOrEquals": Parameter("IRI", on_property=True),
    "not": Parameter("shape"),
    "and": Parameter("list of shapes"),
    "or": Parameter("list of shapes"),
    "xone": Parameter("list of shapes"),
    "node": Parameter("shape"),
    "property": Parameter("shape"),
    "qualifiedValueShape": Parameter("shape", once=True, on_property=True),
    "qualifiedMinCount": Parameter("xsd:integer", once=True),
    "qualifiedMaxCount": Parameter("xsd:integer", once=True),
    "qualifiedValueShapesDisjoint": Parameter("xsd:boolean", once=True),
    "closed": Parameter("xsd:boolean", once=True),
    "ignoredProperties": Parameter("list of IRI", once=True),
    "hasValue": Parameter("any"),
    "in": Parameter("list", once=True),
    "sparql": Parameter("shape"),
}
SETTINGS = {
    "severity": Parameter("IRI", once=True),
    "deactivated": Parameter("xsd:boolean", once=True),
    "message": Parameter("text"),
    "targetNode": Parameter("IRI or literal"),
    "targetClass": Parameter("IRI"),
    "targetSubjectsOf": Parameter("IRI"),
    "targetObjectsOf": Parameter("IRI"),
}
KNOWN = {sh(name): (name, parameter) for name, parameter in (PARAMETERS | SETTINGS).items()}
Fits = Callable[[Triples, Term], bool]


def checked(triples: Triples, node: Term, *, on_property: bool) -> dict[str, list[Term]]:
    """The parameters of a shape by local name, each with those of its values that fit, sorted.

    Records SHP-030 for a parameter given too often, SHP-031 for a value that does not fit, SHP-032 for a parameter
    that node shapes do not have, SHP-028 for what is no list.
    """
    found = {}
    for predicate, values in triples.index.get(node, {}).items():
        if predicate in KNOWN:
            name, parameter = KNOWN[predicate]
            if parameter.once and len(values) > 1:
                triples.wrong("SHP-030", node, ", ".join(map(short, sorted(values))), property=f"sh:{name}")
            if parameter.on_property and not on_property:
                triples.wrong("SHP-032", node, f"sh:{name}")
            found[name] = [value for value in sorted(values) if _fits(triples, node, name, parameter.wanted, value)]
    return found


def _fits(triples: Triples, node: Term, name: str, wanted: str, value: Term) -> bool:
    if wanted.startswith("list"):
        return _listed(triples, node, name, wanted, value)
    if FITS[wanted](triples, value):
        return True
    triples.wrong("SHP-031", node, short(value), property=f"sh:{name}", wanted=_named(wanted))
    return False


def _listed(triples: Triples, node: Term, name: str, wanted: str, head: Term) -> bool:
    members = triples.members(head)
    if members is None:
        triples.wrong("SHP-028", node, short(head), property=f"sh:{name}")
        return False
    bad = [each for each in members if not FITS[MEMBERS[wanted]](triples, each)]
    if bad:
        triples.wrong(
            "SHP-031", node, ", ".join(map(short, bad)), property=f"sh:{name}", wanted=_named(MEMBERS[wanted])
        )
    return not bad


def _named(wanted: str) -> str:
    said = {
        "node kind": ", ".join(f"sh:{kind}" for kind in NODE_KINDS),
        "shape": "IRI, _:blank",
        "IRI or literal": 'IRI, "literal"',
        "literal": '"literal"',
        "flags": "s, m, i, x, q",
        "text": "xsd:string, rdf:langString",
    }
    return said.get(wanted, wanted)


def _iri(_: Triples, term: Term) -> bool:
    return term.startswith("<")


def _literal(_: Triples, term: Term) -> bool:
    return term.startswith('"')


def _typed(triples: Triples, term: Term, kinds: Sequence[str]) -> bool:
    return term in triples.literals and triples.literals[term].datatype.value in kinds


def _whole(triples: Triples, term: Term) -> bool:
    return _typed(triples, term, [XSD + "integer"]) and WHOLE.fullmatch(triples.literals[term].value) is not None


def _boolean(triples: Triples, term: Term) -> bool:
    return _typed(triples, term, [XSD + "boolean"]) and triples.literals[term].value in BOOLEANS


def is_text(triples: Triples, term: Term, *, plain: bool = False) -> bool:
    """Whether a term is a string, with a language tag or, where `plain`, without."""
    return _typed(triples, term, [XSD + "string", *([] if plain else [LANGUAGE_STRING])])


def _string(triples: Triples, term: Term) -> bool:
    return _typed(triples, term, [XSD + "string"])


FITS: dict[str, Fits] = {
    "any": lambda _, term: True,
    "IRI": _iri,
    "literal": _literal,
    "IRI or literal": lambda _, term: not term.startswith("_:"),
    "shape": lambda _, term: not term.startswith('"'),
    "xsd:integer": _whole,
    "xsd:boolean": _boolean,
    "xsd:string": _string,
    "text": is_text,
    "flags": lambda triples, term: _string(triples, term) and FLAGS.fullmatch(triples.literals[term].value) is not None,
    "node kind": lambda _, term: term.startswith(f"<{SH}") and term[len(SH) + 1 : -1] in NODE_KINDS,
}
MEMBERS = {"list": "any", "list of xsd:string": "xsd:string", "list of shapes": "shape", "list of IRI": "IRI"}
