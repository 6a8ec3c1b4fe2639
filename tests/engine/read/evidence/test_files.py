"""Files as delivered: their form, their size, their bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import EvidenceError
from engine.read import evidence
from engine.read.evidence import read_evidence, read_file
from engine.read.evidence.caps import ROWS
from engine.read.facts import BASE
from tests.engine.read.evidence.source import CHANGDE, world
from tests.fixtures.bad_workbooks import HEADER, packed, parts, sheet, texts

CSV = "编号,评价对象,指标,年度,数值,单位\no1,常德市,空气质量优良天数比例,2022,96,%\n".encode()
TURTLE = (
    b"\xef\xbb\xbf@prefix cg: <https://w3id.org/clausegraph/def/> .\n<#o1> a cg:Observation ; cg:subject '430700' ;\n"
    b" cg:indicator 'good-day-ratio' ; cg:year 2022 ; cg:value 96 ; cg:unit '%' .\n"
)


def refused(*paths: Path) -> list[tuple[str, str]]:
    with pytest.raises(EvidenceError) as error:
        read_evidence(paths, world(), CHANGDE)
    return [(fault.code, fault.found) for fault in error.value.faults]


def test_read_file_says_what_it_is() -> None:
    file, records, warnings = read_file("E.CSV", CSV, world(), CHANGDE)
    assert (file.form, file.size, len(records), warnings) == ("csv", len(CSV), 1, ())


def test_read_file_of_turtle_with_a_byte_order_mark() -> None:
    assert len(read_file("e.ttl", TURTLE, world(), CHANGDE)[1]) == 1


@pytest.mark.parametrize("name", ["e.rdf", "e.trig", "e.xls", "csv"])
def test_read_file_of_a_form_that_is_not_read(name: str) -> None:
    with pytest.raises(EvidenceError) as error:
        read_file(name, b"", world(), CHANGDE)
    assert error.value.faults[0].code == ("EVI-026" if name == "csv" else "EVI-001")


def test_read_file_at_and_over_the_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_BYTES", len(CSV))
    assert len(read_file("e.csv", CSV, world(), CHANGDE)[1]) == 1
    with pytest.raises(EvidenceError) as error:
        read_file("e.csv", CSV + b"\n", world(), CHANGDE)
    assert error.value.faults[0].code == "EVI-002"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("e.csv", CSV.split(b"\n")[0] + b"\n" * 100),
        ("e.csv", CSV.split(b"\n")[0] + b"\r" * 100),
        ("e.csv", CSV.split(b"\n")[0] + b"\n,,,,,\n"),
        ("e.ttl", b"@prefix p: <u:p> .\n"),
        ("e.ttl", b"#\n" * 100),
        ("e.nt", b""),
        ("e.jsonld", b"{}"),
        ("e.jsonld", b"[]"),
        ("e.xlsx", packed(parts(sheet(texts(1, HEADER))))),
    ],
)
def test_read_file_without_any_record(name: str, content: bytes) -> None:
    with pytest.raises(EvidenceError) as error:
        read_file(name, content, world(), CHANGDE)
    assert [(one.code, one.where, one.found) for one in error.value.faults] == [("EVI-054", name, "0")]


def test_read_file_at_and_over_the_most_records() -> None:
    head, line, _ = CSV.decode().split("\n")
    rows = [line.replace("o1", f"o{at}") for at in range(ROWS + 1)]
    assert len(read_file("e.csv", "\n".join([head, *rows[:-1]]).encode(), world(), CHANGDE)[1]) == ROWS
    turtle = TURTLE.decode("utf-8-sig") + "".join(
        f"<#o{at}> a <{BASE}def/Observation> .\n" for at in range(2, ROWS + 2)
    )
    with pytest.raises(EvidenceError) as error:
        read_file("e.ttl", turtle.encode(), world(), CHANGDE)
    assert ("EVI-032", str(ROWS + 1)) in [(one.code, one.found) for one in error.value.faults]


def test_read_file_quotes_what_can_be_shown() -> None:
    with pytest.raises(EvidenceError) as error:
        read_file("e.csv", b"\x1b[2J,b\n", world(), CHANGDE)
    assert error.value.faults[0].found == "U+001B[2J, b"


def test_read_evidence_over_the_largest_size_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "e.csv").write_bytes(CSV)
    monkeypatch.setattr(evidence, "MOST_BYTES", 10)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(str(path)))
    assert refused(tmp_path / "e.csv") == [("EVI-002", str(len(CSV)))]


def test_read_evidence_of_what_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "e.csv") == [("EVI-041", "No such file or directory")]


def test_read_evidence_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "e.csv").mkdir()
    assert refused(tmp_path / "e.csv") == [("EVI-041", "Is a directory")]


def test_read_evidence_of_a_pipe_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "e.csv", 0o600)
    assert refused(tmp_path / "e.csv") == [("EVI-041", "prw-------")]


def test_read_evidence_of_broken_utf_8(tmp_path: Path) -> None:
    (tmp_path / "e.nt").write_bytes(b"_:a \xff\xfe")
    assert refused(tmp_path / "e.nt") == [("EVI-030", "ff fe")]
