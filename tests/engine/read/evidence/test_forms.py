"""The same evidence in six forms gives the same records; encodings are read as they are declared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine import EvidenceError, home, read_evidence, read_world
from engine.model.evidence import Observation
from engine.read.evidence.jsonld import CONTEXT_IRI
from tests.fixtures.bad_parquets import made, table
from tests.fixtures.bad_workbooks import HEADER, packed, parts, sheet, text, texts

WORLD = read_world(home())
CHANGDE = frozenset({"430700"})
BASE = "https://w3id.org/clausegraph/"
ROW = ("o1", "常德市", "空气质量优良天数比例", "2022", "95.30", "%")
CSV = f"{','.join(HEADER)}\n{','.join(ROW)}\n"
TURTLE = f"""@prefix cg: <{BASE}def/> .
<#o1> a cg:Observation ; cg:subject <{BASE}place/430700> ; cg:indicator <{BASE}indicator/good-day-ratio> ;
    cg:year 2022 ; cg:value 95.30 ; cg:unit <http://qudt.org/vocab/unit/PERCENT> .
"""
NTRIPLES = f"""_:o1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{BASE}def/Observation> .
_:o1 <{BASE}def/subject> <{BASE}place/430700> .
_:o1 <{BASE}def/indicator> <{BASE}indicator/good-day-ratio> .
_:o1 <{BASE}def/year> "2022" .
_:o1 <{BASE}def/value> "95.30"^^<http://www.w3.org/2001/XMLSchema#decimal> .
_:o1 <{BASE}def/unit> <http://qudt.org/vocab/unit/PERCENT> .
"""
JSONLD = json.dumps(
    {
        "@context": CONTEXT_IRI,
        "@id": "#o1",
        "@type": "Observation",
        "subject": "常德市",
        "indicator": "good-day-ratio",
        "year": 2022,
        "value": "95.30",
        "unit": "%",
    }
)
FORMS = {
    "csv": CSV.encode(),
    "ttl": TURTLE.encode(),
    "nt": NTRIPLES.encode(),
    "jsonld": JSONLD.encode(),
    "xlsx": packed(parts(sheet(texts(1, HEADER), texts(2, ROW)))),
    "parquet": made(*table(数值="95.30")),
}


def read(folder: Path, form: str, content: bytes) -> Observation:
    path = folder / f"evidence.{form}"
    path.write_bytes(content)
    (record,) = read_evidence([path], WORLD, CHANGDE).records
    assert isinstance(record, Observation)
    return record


def apart_from_the_file(record: Observation) -> Observation:
    return replace(record, source=replace(record.source, file="", digest="", place=""))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_gives_the_record_that_turtle_gives(form: str, tmp_path: Path) -> None:
    turtle = read(tmp_path, "ttl", FORMS["ttl"])
    assert apart_from_the_file(read(tmp_path, form, FORMS[form])) == apart_from_the_file(turtle)
    assert turtle.raw == "95.30"


PLACES = {
    "csv": "line 2 数值",
    "ttl": "line 2",
    "nt": "line 1",
    "jsonld": "line 1",
    "xlsx": "观测值!E2",
    "parquet": "row 1 数值",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_record_keeps_its_place(form: str, tmp_path: Path) -> None:
    assert read(tmp_path, form, FORMS[form]).source.place == PLACES[form]


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode("utf-8-sig"),
        b"# encoding: gb18030\n" + CSV.encode("gb18030"),
        b"# encoding: utf-8\n" + CSV.encode(),
        CSV.encode("gb18030"),
        CSV.replace("\n", "\r\n").encode(),
        CSV.rstrip("\n").encode(),
    ],
    ids=["byte order mark", "GB18030 declared", "UTF-8 declared", "GB18030 beyond doubt", "CR LF", "no last line end"],
)
def test_a_csv_file_is_read_in_its_encoding(content: bytes, tmp_path: Path) -> None:
    assert apart_from_the_file(read(tmp_path, "csv", content)) == apart_from_the_file(
        read(tmp_path, "csv", FORMS["csv"])
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("written", ["９５", "1e2"])
def test_a_number_outside_the_grammar_is_refused_at_its_place(form: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / f"evidence.{form}"
    if form == "xlsx":
        row = [text(f"{chr(65 + at)}2", written if at == 4 else value) for at, value in enumerate(ROW)]
        path.write_bytes(packed(parts(sheet(texts(1, HEADER), f'<row r="2">{"".join(row)}</row>'))))
    elif form == "parquet":
        path.write_bytes(made(*table(数值=written)))
    else:
        quoted = f'"{written}"' if form == "ttl" else written
        path.write_bytes(FORMS[form].replace(b"95.30", quoted.encode()))
    with pytest.raises(EvidenceError) as error:
        read_evidence([path], WORLD, CHANGDE)
    (fault,) = error.value.faults
    assert (fault.code, fault.found) == ("EVI-008", written)
    assert PLACES[form].split(" ")[0] in fault.where


def test_the_same_bytes_twice_count_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(FORMS["csv"])
    found = read_evidence([tmp_path / "a.csv", tmp_path / "b.csv"], WORLD, CHANGDE)
    assert (len(found.files), len(found.records)) == (1, 1)


def test_a_table_of_several_places_is_split_by_subject(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(CSV + "o2,岳阳市,空气质量优良天数比例,2022,86.8,%\n", encoding="utf-8")
    found = read_evidence([path], WORLD, frozenset({"430000"}))
    assert {record.subject for record in found.records} == {"430700", "430600"}
    assert {record.source.digest for record in found.records} == {found.files[0].digest}


def test_the_faults_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(CSV.replace("95.30", "x" + name[0]), encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        read_evidence([tmp_path / "a.csv", tmp_path / "b.csv"], WORLD, CHANGDE)
    assert [fault.where.split(" ")[0] for fault in error.value.faults] == ["a.csv", "b.csv"]


def test_a_percent_cell_counts_in_percent(tmp_path: Path) -> None:
    from tests.fixtures.bad_workbooks import number, with_value

    record = read(tmp_path, "xlsx", packed(parts(with_value(number("E2", "0.953", 1)))))
    assert record.raw == "95.3"


def test_a_number_that_excel_stores_inexactly_is_read_as_it_was_typed(tmp_path: Path) -> None:
    from tests.fixtures.bad_workbooks import number, with_value

    record = read(tmp_path, "xlsx", packed(parts(with_value(number("E2", "95.299999999999997")))))
    assert record.raw == "95.3"
