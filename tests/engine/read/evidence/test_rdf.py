"""Triples become rows of records of the file, in the terms of evidence; every other one is a fault at its line."""

from __future__ import annotations

import pytest

from engine.errors import EvidenceError
from engine.read.evidence import rdf
from engine.read.evidence.rdf import rdf_rows

BASE = "https://w3id.org/clausegraph/"
HEAD = f"@prefix cg: <{BASE}def/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
DIGEST = "0" * 64


def cells(text: str, form: str = "ttl") -> dict[str, str]:
    (row,) = rdf_rows("e", (HEAD if form == "ttl" else "") + text, form, DIGEST)
    return {key: cell.text for key, cell in row.cells.items()}


def refused(text: str, form: str = "ttl") -> list[tuple[str, str, str]]:
    with pytest.raises(EvidenceError) as error:
        rdf_rows("e", (HEAD if form == "ttl" else "") + text, form, DIGEST)
    return [(fault.code, fault.where, fault.found) for fault in error.value.faults]


@pytest.mark.parametrize("written", ["95.30", '"095"', '"９５"', '"95"@zh', '"9.5e1"^^<urn:x>'])
def test_rdf_rows_keeps_a_literal_as_written(written: str) -> None:
    text = f"<#o1> a cg:Observation ; cg:value {written} ."
    assert cells(text) == {"value": written.split('"')[1] if '"' in written else written}


@pytest.mark.parametrize(
    ("term", "iri", "written"),
    [
        ("subject", BASE + "place/430700", "430700"),
        ("indicator", BASE + "indicator/good-day-ratio", "good-day-ratio"),
        ("unit", "http://qudt.org/vocab/unit/PERCENT", "PERCENT"),
        ("unit", BASE + "unit/POINTS", "POINTS"),
        ("status", BASE + "def/final", "final"),
        ("indicator", BASE + "place/430700", BASE + "place/430700"),
        ("value", "urn:x", "urn:x"),
        ("corrects", "#o2", "o2"),
        ("corrects", f"urn:upload:{DIGEST}1#o2", f"{DIGEST}1#o2"),
        ("corrects", f"{BASE}evidence/{DIGEST}1#o2", f"{DIGEST}1#o2"),
        ("corrects", "urn:x", "urn:x"),
        ("citation", "https://example.org/a", "https://example.org/a"),
    ],
)
def test_rdf_rows_names_as_a_table_would(term: str, iri: str, written: str) -> None:
    assert list(cells(f"<#o1> a cg:Observation ; cg:{term} <{iri}> .").values()) == [written]


def test_rdf_rows_of_a_blank_node_in_ntriples() -> None:
    lines = f"_:o1 <{rdf.RDF_TYPE}> <{BASE}def/Observation> .\n_:o1 <{BASE}def/corrects> _:o2 .\n"
    assert cells(lines, "nt") == {"corrects": "o2"}


@pytest.mark.parametrize("value", ["[]", "_:b", "<javascript:alert(1)>", "<#a> , <data:,x>", '<<( <#a> <#b> "c" )>>'])
def test_rdf_rows_of_a_value_that_is_neither_text_nor_name(value: str) -> None:
    assert "EVI-044" in [code for code, _, _ in refused(f"<#o1> a cg:Observation ; cg:note {value} .")] or "," in value


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("<#o1> a cg:Observation ; cg:velue 1 .", [("EVI-005", "e line 3", BASE + "def/velue")]),
        ("<#o1> a cg:Verdict .", [("EVI-005", "e line 3", BASE + "def/Verdict")]),
        ("<#o1> cg:value 1 .", [("EVI-005", "e line 3", "a")]),
        ("<#o1> a cg:Observation ; cg:value 1 , 2 .", [("EVI-021", "e line 3", "value")]),
        ("<#o1> a sh:NodeShape .", [("EVI-006", "e line 3", f"{rdf.RDF_TYPE} <http://www.w3.org/ns/shacl#NodeShape>")]),
        (
            "<#o1> sh:deactivated <#o1> .",
            [("EVI-006", "e line 3", f"http://www.w3.org/ns/shacl#deactivated <urn:upload:{DIGEST}#o1>")],
        ),
        ("\n<urn:x:y> a cg:Observation .", [("EVI-007", "e line 4", "urn:x:y")]),
        ("_:b a cg:Observation .", [("EVI-007", "e line 3", "_:b")]),
        ("[] a cg:Observation .", [("EVI-007", "e line 3", "[]")]),
        ("[ cg:value 1 , 2 ] .", [("EVI-007", "e line 1", "[]")]),
        ("<#o1> a", [("EVI-003", "e line 3", "Parser error at line 3 column 8: Unexpected end of file")]),
    ],
)
def test_rdf_rows_refuses(text: str, faults: list[tuple[str, str, str]]) -> None:
    assert [(code, where) for code, where, _ in refused(text)] == [(code, where) for code, where, _ in faults]
    assert faults[0][0] == "EVI-003" or refused(text) == faults


def test_rdf_rows_of_a_named_graph() -> None:
    text = '{"@id": "urn:g", "@graph": {"@id": "#o1", "urn:p": "x"}}'
    assert refused(text, "jsonld") == [("EVI-004", "e line 1", "urn:g")]


def test_rdf_rows_suggests_the_nearest_term() -> None:
    with pytest.raises(EvidenceError) as error:
        rdf_rows("e", HEAD + "<#o1> a cg:Observation ; cg:velue 1 .", "ttl", DIGEST)
    assert dict(error.value.faults[0].values)["nearest"] == "value"


def test_rdf_rows_with_a_broken_name() -> None:
    assert refused("<#o 1> a cg:Observation .")[0][0] == "EVI-003"


def test_rdf_rows_with_too_many_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "MOST_TRIPLES", 1)
    assert refused("<#o1> a cg:Observation ; cg:value 1 .") == [("EVI-032", "e", "> 1")]


def test_rdf_rows_places_a_record_where_it_begins() -> None:
    text = "<#o1> a cg:Observation ;\n cg:corrects <#o2> .\n<#o2> a cg:Observation ;\n cg:value 1 .\n"
    assert [row.place for row in rdf_rows("e", HEAD + text, "ttl", DIGEST)] == ["line 3", "line 5"]


def test_rdf_rows_places_a_record_that_is_written_otherwise_at_line_1() -> None:
    (row,) = rdf_rows("e", HEAD + "<#\\u006f1> a cg:Observation .", "ttl", DIGEST)
    assert (row.id, row.place) == ("o1", "line 1")
