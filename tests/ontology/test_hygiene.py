"""The whole graph: labels, definitions, files, sources, clauses; each rule gives sentences, and each finds what is planted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.ontology.graph import BASE, whole

CG = Namespace(f"{BASE}def/")
SH = Namespace("http://www.w3.org/ns/shacl#")
TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
DEFINED = (*TERMS, CG.Indicator, CG.EvidenceKind)
SOURCED = (
    CG.Clause,
    CG.Provision,
    CG.Requirement,
    CG.Indicator,
    CG.Parameter,
    CG.ScoreItem,
    CG.OpenQuestion,
    CG.Reading,
)
FILED = (
    *DEFINED,
    *SOURCED,
    CG.Document,
    CG.Paragraph,
    CG.Target,
    CG.Place,
    CG.Agency,
    SKOS.Concept,
    SKOS.ConceptScheme,
)
NAMED = (*DEFINED, *SOURCED, CG.Document, CG.Target, CG.Place, CG.Agency, SKOS.Concept, SKOS.ConceptScheme)
BASED = (CG.Edition, *SOURCED, CG.Grade, CG.Veto, CG.KeyItem, CG.Policy, CG.SelectionStep)
UNFOUNDED = (CG.Indicator,)  # an indicator is no statement of the edition
PAIR = {"zh", "en"}


def of(graph: Graph, kinds: tuple[Node, ...]) -> Iterator[Node]:
    """The subjects of these classes, each once, in order."""
    yield from sorted({one for kind in kinds for one in graph.subjects(RDF.type, kind)})


def short(one: Node) -> str:
    return str(one).removeprefix(BASE)


def languages(graph: Graph, one: Node, predicate: URIRef) -> list[str]:
    return sorted(str(text.language) for text in graph.objects(one, predicate) if isinstance(text, Literal))


def missing_label(graph: Graph) -> Iterator[str]:
    for one in of(graph, NAMED):
        if (found := languages(graph, one, RDFS.label)) != sorted(PAIR):
            yield f"{short(one)} has the labels {found}"


def missing_definition(graph: Graph) -> Iterator[str]:
    for one in of(graph, DEFINED):
        if (found := languages(graph, one, SKOS.definition)) != sorted(PAIR):
            yield f"{short(one)} has the definitions {found}"


def duplicate_label(graph: Graph) -> Iterator[str]:
    """Within a class; the terms of the vocabulary are one class. A clause and its requirement may share their name."""
    for group in (TERMS, *((kind,) for kind in NAMED if kind not in TERMS)):
        bearers: dict[Literal, list[str]] = defaultdict(list)
        for one in of(graph, group):
            for label in graph.objects(one, RDFS.label):
                if isinstance(label, Literal):
                    bearers[label].append(short(one))
        yield from (
            f"“{label}” is the label of {', '.join(names)}" for label, names in bearers.items() if len(names) > 1
        )


def circular_definition(graph: Graph) -> Iterator[str]:
    for one in of(graph, DEFINED):
        labels = {
            text.language: str(text).casefold() for text in graph.objects(one, RDFS.label) if isinstance(text, Literal)
        }
        for text in graph.objects(one, SKOS.definition):
            if isinstance(text, Literal) and labels.get(text.language, "\0") in words(text):
                yield f"{short(one)} is defined by its own name: “{text}”"


def words(text: Literal) -> str:
    """The text without what it quotes: a kind of evidence may quote the name of its requirement."""
    kept, quoted = [], False
    for letter in str(text).casefold():
        quoted = letter == "“" or (quoted and letter != "”")
        kept.append("" if quoted else letter)
    return "".join(kept)


def no_file(graph: Graph) -> Iterator[str]:
    for one in of(graph, FILED):
        found = list(graph.objects(one, RDFS.isDefinedBy))
        if len(found) != 1 or (found[0], RDF.type, None) not in graph:
            yield f"{short(one)} is defined by {[short(name) for name in found]}"


def no_source(graph: Graph) -> Iterator[str]:
    yield from (f"{short(one)} has no source" for one in of(graph, SOURCED) if (one, DCTERMS.source, None) not in graph)


def no_basis(graph: Graph) -> Iterator[str]:
    for one in of(graph, tuple(kind for kind in BASED if kind not in UNFOUNDED)):
        basis = graph.value(one, CG.basis)
        needed = {CG.draftingNote: CG.basisPlace, CG.assumed: CG.basisReason, CG.fromDocument: CG.modelledOn}.get(basis)
        if needed is None or (one, needed, None) not in graph:
            yield f"{short(one)} says {short(basis) if basis else 'nothing'} and not on what ground"


def no_unit(graph: Graph) -> Iterator[str]:
    yield from (f"{short(one)} has no unit" for one in of(graph, (CG.Indicator,)) if (one, CG.unit, None) not in graph)


def orphan_clause(graph: Graph) -> Iterator[str]:
    """A clause hangs on a chapter, and something hangs on it."""
    for one in of(graph, (CG.Clause,)):
        number = str(graph.value(one, CG.number))
        whole_ = graph.value(one, CG.partOf)
        if (whole_ is None) == ("." in number) or (whole_ is not None and (whole_, RDF.type, CG.Clause) not in graph):
            yield f"{number} {short(one)} is part of {short(whole_) if whole_ else 'nothing'}"
        if (None, CG.partOf, one) not in graph and (None, CG.clause, one) not in graph:
            yield f"{number} {short(one)} holds nothing"


def idle_provision(graph: Graph) -> Iterator[str]:
    """A duty or recommendation is assessed; a permission and a statement are not."""
    for one in of(graph, (CG.Provision,)):
        forceful = graph.value(one, CG.provisionType) in (CG.shall, CG.should)
        if forceful != ((None, CG.derivedFrom, one) in graph):
            yield f"{short(one)} is {'not ' if forceful else ''}assessed"


def unshaped_leaf(graph: Graph) -> Iterator[str]:
    for one in of(graph, (CG.Requirement,)):
        leaf = (one, CG.member, None) not in graph
        if leaf and (None, CG.verifies, one) not in graph and (one, CG.notCheckable, None) not in graph:
            yield f"{short(one)} has no shape and no mark “not checkable”"


def idle_shape(graph: Graph) -> Iterator[str]:
    for one in of(graph, (SH.NodeShape,)):
        for found in graph.objects(one, CG.verifies):
            if (found, RDF.type, CG.Requirement) not in graph:
                yield f"{short(one)} verifies {short(found)}, which is no requirement"


def deprecated_in_use(graph: Graph) -> Iterator[str]:
    for one in sorted(graph.subjects(OWL.deprecated, Literal(True))):
        users = {short(s) for s, p, o in graph if s != one and (one in (p, o))}
        if users:
            yield f"{short(one)} is deprecated and used by {', '.join(sorted(users))}"


def class_cycle(graph: Graph) -> Iterator[str]:
    for one in of(graph, (OWL.Class,)):
        above = set(graph.transitive_objects(one, RDFS.subClassOf)) - {one}
        if any((upper, RDFS.subClassOf, one) in graph for upper in {*above, one}):
            yield f"{short(one)} is a subclass of itself"


RULES: dict[Callable[[Graph], Iterator[str]], str] = {
    missing_label: 'indicator:x a cg:Indicator ; rdfs:label "某率"@zh .',
    missing_definition: 'indicator:x a cg:Indicator ; skos:definition "一种比例"@zh .',
    duplicate_label: 'indicator:x a cg:Indicator ; rdfs:label "good-day ratio"@en .',
    circular_definition: 'indicator:x a cg:Indicator ; rdfs:label "x rate"@en ; skos:definition "the x rate of a place"@en .',
    no_file: "indicator:x a cg:Indicator ; rdfs:isDefinedBy <https://w3id.org/clausegraph/nowhere> .",
    no_source: "indicator:x a cg:Indicator .",
    no_basis: "req:x a cg:Requirement ; cg:basis cg:assumed .",
    no_unit: "indicator:x a cg:Indicator .",
    orphan_clause: 'cls:x a cg:Clause ; cg:number "4.9" ; cg:partOf cls:y .',
    idle_provision: "prv:x a cg:Provision ; cg:provisionType cg:shall .",
    unshaped_leaf: "req:x a cg:Requirement .",
    idle_shape: "shp:x a sh:NodeShape ; cg:verifies req:x .",
    deprecated_in_use: "indicator:x owl:deprecated true . slot:y cg:indicator indicator:x .",
    class_cycle: "cg:X rdfs:subClassOf cg:Y ; a owl:Class . cg:Y rdfs:subClassOf cg:X .",
}
PREFIXES = "".join(
    f"@prefix {name}: <{space}> .\n"
    for name, space in {
        "cg": CG,
        "sh": SH,
        "owl": OWL,
        "rdfs": RDFS,
        "skos": SKOS,
        "indicator": f"{BASE}indicator/",
        **{
            name: f"{BASE}edition/2021-draft/{kind}/"
            for name, kind in {
                "cls": "clause",
                "prv": "provision",
                "req": "requirement",
                "shp": "shape",
                "slot": "slot",
            }.items()
        },
    }.items()
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_is_found(rule: Callable[[Graph], Iterator[str]]) -> None:
    assert list(rule(whole())) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_what_is_planted_is_found(rule: Callable[[Graph], Iterator[str]]) -> None:
    planted = whole() + Graph().parse(data=PREFIXES + RULES[rule], format="turtle")
    assert any("/x" in said or "/X" in said for said in rule(planted))
