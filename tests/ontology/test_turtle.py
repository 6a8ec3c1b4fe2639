"""Each Turtle file: header, prefixes, length, order of subjects and predicates; no blank nodes, tags exactly zh and en."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, SH, BNode, Graph, Literal, URIRef

from engine import home
from engine.report.linked import PREFIXES
from tests.ontology.graph import BASE, FILES, Written, bound, graph_of, named, subjects, used, whole

LONGEST = 660  # "at most about 600": a chapter is not cut for a few lines
ORDER = ("owl:Ontology", "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
LAST = len(ORDER)
FIRST_PREDICATES = ("a", "rdfs:label", "skos:definition")


def table(folder: Path) -> dict[str, str]:
    """The prefixes of a folder's `prefixes.ttl`."""
    graph = graph_of((folder / "prefixes.ttl").read_text(encoding="utf-8"))
    return {str(graph.value(one, SH.prefix)): str(space) for one, space in graph.subject_objects(SH.namespace)}


def allowed(path: Path) -> dict[str, str]:
    """The prefixes that a file may bind: the common ones, and its own edition's."""
    parts = path.relative_to(home()).parts
    own = table(home() / "ontology" / "editions" / parts[2]) if parts[1] == "editions" else {}
    return table(home() / "ontology") | own


def misbound(text: str, known: dict[str, str]) -> list[str]:
    return [
        f"{name}: is bound to {space}, not as in prefixes.ttl"
        for name, space in bound(text)
        if known.get(name) != space
    ]


def unused(text: str) -> list[str]:
    return [f"{name}: is bound and not used" for name, _ in bound(text) if name not in used(text)]


def unsorted(text: str) -> list[str]:
    names = [name for name, _ in bound(text)]
    return [f"{after}: stands after {before}:" for before, after in pairwise(names) if after < before]


def headless(text: str) -> list[str]:
    graph = graph_of(text)
    heads = list(graph.subjects(RDF.type, OWL.Ontology))
    if len(heads) != 1:
        return [f"has {len(heads)} headers"]
    (head,) = heads
    tags = {part: {one.language for one in graph.objects(head, part)} for part in (DCTERMS.title, DCTERMS.description)}
    found = [
        f"the header lacks {part.fragment or part} in zh and en" for part, said in tags.items() if said != {"zh", "en"}
    ]
    found += [
        f"the header lacks {part}" for part in (DCTERMS.license, OWL.versionIRI) if graph.value(head, part) is None
    ]
    version = graph.value(head, OWL.versionIRI)
    return found + [
        f"the version {version} does not continue {head}"
        for _ in [0]
        if not str(version).startswith(str(head).rstrip("/"))
    ]


def too_long(text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"has {lines} lines"] if lines > LONGEST else []


def nameless(text: str) -> list[str]:
    return sorted(
        {f"a blank node at {s} {p}" for s, p, o in graph_of(text) if isinstance(s, BNode) or isinstance(o, BNode)}
    )


def mistagged(text: str) -> list[str]:
    """Text with a tag other than zh and en, or in one of them only."""
    graph, found = graph_of(text), []
    for subject, predicate in sorted({(s, p) for s, p, o in graph if isinstance(o, Literal) and o.language}):
        tags = sorted(
            one.language for one in graph.objects(subject, predicate) if isinstance(one, Literal) and one.language
        )
        if tags != ["en", "zh"]:
            found.append(f"{subject} {predicate} has the tags {tags}")
    return found


def rank(one: Written) -> int:
    return min((ORDER.index(kind) for kind in one.kinds if kind in ORDER), default=LAST)


def disordered(text: str) -> list[str]:
    """Header, then classes, properties, individuals; in a subject type, label, definition first, its source and file last."""
    written = subjects(text)
    properties = (2, 3)
    found = [
        f"{after.name} stands after {before.name}"
        for before, after in pairwise(written)
        if rank(after) < rank(before) and not {rank(after), rank(before)} <= set(properties)
    ]
    for one in written:
        first = [part for part in FIRST_PREDICATES if part in one.predicates]
        if one.kinds and list(one.predicates[: len(first)]) != first:
            found.append(f"{one.name} does not begin with {', '.join(first)}")
        last = [part for part in ("dcterms:source", "rdfs:isDefinedBy") if part in one.predicates]
        if last and list(one.predicates[-len(last) :]) != last:
            found.append(f"{one.name} does not end with {', '.join(last)}")
    return found


RULES: dict[str, Callable[[str], list[str]]] = {
    "a prefix that is not used": unused,
    "prefixes out of order": unsorted,
    "no full header": headless,
    "too long": too_long,
    "a blank node": nameless,
    "a tag other than zh and en": mistagged,
    "out of order": disordered,
}
HEAD = f"""@prefix cg: <{BASE}def/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<{BASE}x> a owl:Ontology ;
    dcterms:title "例"@zh , "example"@en ;
    dcterms:description "例子"@zh , "an example"@en ;
    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;
    owl:versionIRI <{BASE}x/0.1.0> .
"""
THING = """
cg:Thing a owl:Class ;
    rdfs:label "物"@zh , "thing"@en ;
    rdfs:isDefinedBy cg:x .
"""
PLANTED = {
    "a prefix that is not used": HEAD
    + THING.replace("rdfs:label", "dcterms:title").replace("rdfs:isDefinedBy", "cg:file"),
    "prefixes out of order": HEAD.replace("@prefix cg:", "@prefix zz:") + THING.replace("cg:", "zz:"),
    "no full header": HEAD.replace("    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;\n", "") + THING,
    "too long": HEAD + THING + "# a line\n" * LONGEST,
    "a blank node": HEAD + THING.replace("cg:x", "[]"),
    "a tag other than zh and en": HEAD + THING.replace("@zh", "@zh-CN"),
    "out of order": HEAD
    + THING.replace(
        '    rdfs:label "物"@zh , "thing"@en ;\n    rdfs:isDefinedBy cg:x',
        '    rdfs:isDefinedBy cg:x ;\n    rdfs:label "物"@zh , "thing"@en',
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_no_file_breaks_the_rule(rule: str) -> None:
    found = {named(path): said for path in FILES if (said := RULES[rule](path.read_text(encoding="utf-8")))}
    assert found == {}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_finds_what_is_planted(rule: str) -> None:
    assert [name for name, check in RULES.items() if check(PLANTED[rule])] == [rule]


def test_every_prefix_is_bound_as_in_the_table() -> None:
    files = [path for path in FILES if path.name != "prefixes.ttl"]  # a table binds `prefix:` to itself
    found = {named(path): said for path in files if (said := misbound(path.read_text(encoding="utf-8"), allowed(path)))}
    assert found == {}
    assert misbound("@prefix dcterms: <http://purl.org/dc/elements/1.1/> .\n", table(home() / "ontology")) == [
        "dcterms: is bound to http://purl.org/dc/elements/1.1/, not as in prefixes.ttl"
    ]


def test_every_prefix_of_a_table_is_used_in_a_file_or_in_what_is_reported() -> None:
    reported = set(PREFIXES)
    somewhere = reported | {name for path in FILES for name in used(path.read_text(encoding="utf-8"))}
    tables = [path.parent for path in FILES if path.name == "prefixes.ttl"]
    assert sorted({name for folder in tables for name in table(folder)} - somewhere) == []


def test_a_chapter_file_says_its_chapter() -> None:
    found = []
    for path in (home() / "ontology" / "editions").rglob("[0-9]*.ttl"):
        graph = graph_of(path.read_text(encoding="utf-8"))
        chapter = str(int(path.name[:2]))
        titles = [
            str(one) for head in graph.subjects(RDF.type, OWL.Ontology) for one in graph.objects(head, DCTERMS.title)
        ]
        numbers = {str(one).split(".")[0] for one in graph.objects(None, URIRef(f"{BASE}def/number"))}
        if numbers != {chapter} or not all(chapter in title for title in titles):
            found.append(f"{path.name}: titles {titles}, clauses of chapters {sorted(numbers)}")
    assert found == []


def test_every_name_of_ours_that_is_used_is_described() -> None:
    graph: Graph = whole()
    described = set(graph.subjects())
    ours = {
        one
        for triple in graph
        for one in triple[1:]
        if isinstance(one, URIRef) and one.startswith(BASE) and triple[1] not in (OWL.versionIRI, DCTERMS.source)
    }
    assert sorted(ours - described) == []
