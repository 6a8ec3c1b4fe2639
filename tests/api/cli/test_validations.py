"""`validate` and `plan`: reports in every form, exit codes, and refusals by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph

from tests.conftest import Command, left_in

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:property [
    sh:path ex:p ; sh:minInclusive 95 ; sh:message "至少95"@zh , "95 at least"@en ] .
"""
DATA = "@prefix ex: <http://example.org/> . ex:a a ex:T ; ex:p {} .\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Data that conform, data that do not, and the shapes."""
    good, bad, shapes = (tmp_path / name for name in ("good.ttl", "bad.ttl", "shapes.ttl"))
    good.write_text(DATA.format("95.0"), encoding="utf-8")
    bad.write_text(DATA.format("94.9999999999999999"), encoding="utf-8")
    shapes.write_text(SHAPES, encoding="utf-8")
    return good, bad, shapes


def test_data_that_conform_end_with_0(files: tuple[Path, Path, Path], cg: Command) -> None:
    assert cg("validate", files[0], "--shapes", files[2]).code == 0


@pytest.mark.parametrize(("language", "message"), [("zh", "至少95"), ("en", "95 at least")])
def test_data_that_do_not_conform_end_with_1(
    language: str, message: str, files: tuple[Path, Path, Path], cg: Command
) -> None:
    result = cg("validate", files[1], "--shapes", files[2], "--lang", language)
    assert result.code == 1
    assert message in result.out and "94.9999999999999999" in result.out


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")])
def test_a_report_in_rdf_says_the_same_in_every_form(
    form: str, parser: str, files: tuple[Path, Path, Path], cg: Command
) -> None:
    result = cg("validate", files[1], "--shapes", files[2], "--format", form)
    found = Graph().parse(data=result.out, format=parser)
    asked = """PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?focus ?path ?severity WHERE {
        ?report sh:conforms false ; sh:result [ sh:focusNode ?focus ; sh:resultPath ?path ; sh:resultSeverity ?severity ;
            sh:value ?value ; sh:sourceShape ?shape ; sh:resultMessage "95 at least"@en , "至少95"@zh ] }"""
    rows = [[str(term).rpartition("/")[2] for term in row] for row in found.query(asked)]
    assert rows == [["a", "p", "shacl#Violation"]]


def test_json_gives_terms_path_and_messages(files: tuple[Path, Path, Path], cg: Command) -> None:
    said = json.loads(cg("validate", files[1], "--shapes", files[2], "--format", "json").out)
    (row,) = said["results"]
    assert said["conforms"] is False
    assert (row["focus"], row["path"]) == ("<http://example.org/a>", "<http://example.org/p>")


def test_the_rungs_are_listed(files: tuple[Path, Path, Path], cg: Command) -> None:
    assert "compiled" in cg("validate", files[0], "--shapes", files[2], "--rungs").out


def test_the_plan_is_a_line_for_each_step(files: tuple[Path, Path, Path], cg: Command) -> None:
    lines = cg("plan", files[2]).out.splitlines()
    assert [line.split()[1] for line in lines] == ["focus", "follow", "test", "report"]


@pytest.mark.parametrize(
    ("which", "text", "code", "fault"),
    [
        ("shapes", SHAPES.replace("sh:minInclusive", "sh:minInclusiv"), 4, "SHP-0"),
        ("shapes", "not turtle", 4, "SHP-0"),
        ("data", "not turtle", 3, "COL-0"),
    ],
)
def test_what_cannot_be_read_is_refused(
    which: str, text: str, code: int, fault: str, files: tuple[Path, Path, Path], tmp_path: Path, cg: Command
) -> None:
    (files[2] if which == "shapes" else files[0]).write_text(text, encoding="utf-8")
    before = left_in(tmp_path)
    result = cg("validate", files[0], "--shapes", files[2], "--format", "ttl", "--out", tmp_path / "r.ttl")
    assert (result.code, result.out) == (code, "")
    assert fault in result.err and left_in(tmp_path) == before


def test_a_file_of_another_form_is_a_mistake_of_usage(
    files: tuple[Path, Path, Path], tmp_path: Path, cg: Command
) -> None:
    other = tmp_path / "data.rdf"
    other.write_text("<x/>", encoding="utf-8")
    assert cg("validate", other, "--shapes", files[2]).code == 2


@pytest.mark.parametrize(("cache", "kept"), [("off", 0), ("folder", 1)])
def test_the_plan_is_kept_where_the_cache_is(
    cache: str, kept: int, files: tuple[Path, Path, Path], cg: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSEGRAPH_CACHE", cache if cache == "off" else str(tmp_path / cache))
    first, second = (cg("validate", files[1], "--shapes", files[2], "--format", "nt") for _ in range(2))
    assert (first.code, first.out) == (second.code, second.out)
    assert len(list(tmp_path.rglob("plans/*.json"))) == kept
