"""A file is read in a child as it is read here; what kills a parser or never ends has a name, and we live on."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from engine import CAPS, Caps, EngineError, EvidenceError, Limits, Pool, UsageError, ask, check_delivered, home, walls
from engine.confine.jobs import MOST_FAULTS
from tests.engine.confine.whole import CHANGDE, differing, files, sampled
from tests.fixtures.bad_bombs import BOMBS

FILES = sorted((home() / "ontology").rglob("*.ttl"))
SHORT = Limits(processor=2, wall=3, answer=1 << 20)
OPEN = Caps(query=1 << 20, nesting=1 << 20)  # so that the child sees what the guard would refuse


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_each_kind_of_bad_file_has_the_same_faults_in_a_child(pool: Pool) -> None:
    chosen = sampled()
    assert len(files()) > 250 and {path.parts[-3] for path in chosen} == {path.parts[-3] for path in files()}
    assert differing(pool, chosen) == []


def test_a_world_with_reference_files_is_read_once_for_all_children(tmp_path: Path) -> None:
    world, row = (
        tmp_path / "world.ttl",
        "评价对象,指标,年度,数值,单位\n990100,空气质量优良天数比例,2020,90.0,%\n".encode(),
    )
    world.write_bytes((home() / "fixtures/world/fictional.ttl").read_bytes())
    with Pool() as pool:
        for _ in range(2):
            assert check_delivered(pool, "a.csv", row, frozenset({"990100"}), [world]).records == 1
            world.unlink(missing_ok=True)  # no child looks for it again
        (fault,) = check_delivered(pool, "a.csv", row, frozenset({"990100"}), [tmp_path / "none.ttl"]).faults
        assert fault.code == "ONT-003"


def test_a_world_that_ends_the_zygote_is_read_by_each_child(tmp_path: Path) -> None:
    deep = tmp_path / "deep.ttl"
    deep.write_bytes(HOSTILE["deep.ttl"]())
    with Pool() as pool:
        for _ in range(2):
            with pytest.raises(EngineError) as error:
                check_delivered(pool, "a.csv", b"a", CHANGDE, [deep])
            assert error.value.faults[0].code == "CHI-003"
        assert check_delivered(pool, "a.csv", b"a", CHANGDE).faults != ()


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (200 << 20))
    return held.getvalue()


HOSTILE = {
    "bomb.xlsx": bomb,
    "deep.jsonld": lambda: b'{"a:p":' * 6_000 + b"1" + b"}" * 6_000,
    "deep.ttl": lambda: b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * 20_000 + b"1" + b" )>>" * 20_000 + b" .",
    "huge.ttl": lambda: b'<a:s> <a:p> "1E999999999"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
    "line.csv": lambda: b"a" * CAPS.upload,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_has_a_name_and_we_stay_small(name: str, pool: Pool) -> None:
    content, me = HOSTILE[name](), os.getpid()
    before = resident()
    try:
        codes = {fault.code for fault in check_delivered(pool, name, content, CHANGDE).faults}
    except EngineError as error:
        codes = {fault.code for fault in error.faults}
    assert codes and os.getpid() == me and resident() - before < 64 << 20


def test_faults_without_end_are_counted_and_the_first_are_told(pool: Pool) -> None:
    """A file of 1 MiB with 40,000 faults made the caller hold 80 MiB, and kept everybody waiting for a second."""
    content = BOMBS["records-without-value.ttl"][1]()
    assert isinstance(content, str)
    found = check_delivered(pool, "a.ttl", content.encode(), CHANGDE)
    assert found.count > 5_000 and len(found.faults) == MOST_FAULTS


def test_a_file_above_the_cap_never_reaches_a_child(pool: Pool) -> None:
    with pytest.raises(EvidenceError) as error:
        check_delivered(pool, "a.csv", bytes(CAPS.upload + 1), CHANGDE)
    assert error.value.faults[0].code == "EVI-002"


ALL = "?a ?b ?c. ?d ?e ?f. ?g ?h ?i"
KILLERS = {
    "braces": ("SELECT * " + "{" * 2_208 + "}" * 2_208, {"CHI-003"}),
    "brackets": ("SELECT (" + "(" * 4_672 + "1" + ")" * 4_672 + " AS ?x) {}", {"CHI-003"}),
    "sums": ("SELECT (" + "1+" * 20_000 + "1 AS ?x) {}", {"CHI-002", "CHI-003"}),
    "optionals": ("SELECT * {" + "OPTIONAL{" * 4_000 + "}" * 4_001, {"CHI-002", "CHI-003"}),
    "lists": ("SELECT * {?a ?b " + "(" * 300 + "1" + ")" * 300 + "}", {"CHI-002"}),
    "doubling": (
        "SELECT ?a40 {BIND('aaaaaaaaaaaaaaaa' AS ?a0)"
        + "".join(f"BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1})" for n in range(40))
        + "}",
        {"CHI-001", "CHI-002"},
    ),
    "sorting": (f"SELECT * {{{ALL}}} ORDER BY ?a ?d ?g", {"CHI-001", "CHI-002"}),
    "counting": (f"SELECT (COUNT(*) AS ?n) {{{ALL}}}", {"CHI-001", "CHI-002"}),
    "closure": ("SELECT (COUNT(*) AS ?n) {?a (!<a:b>|^!<a:b>)* ?c. ?c (!<a:b>|^!<a:b>)* ?d}", {"CHI-001", "CHI-002"}),
}


@pytest.mark.parametrize("name", KILLERS)
def test_a_query_that_kills_or_never_ends_has_a_name_and_its_worker_is_back(name: str, pool: Pool) -> None:
    text, codes = KILLERS[name]
    pool.caps, before, began = OPEN, resident(), time.monotonic()
    try:
        with pytest.raises(EngineError) as error:
            ask(pool, text, files=FILES, limits=SHORT)
    finally:
        pool.caps = CAPS
    assert error.value.faults[0].code in codes
    assert time.monotonic() - began < SHORT.wall + 1
    assert walls(pool)["memory"] and resident() - before < 64 << 20
    assert time.monotonic() - began < SHORT.wall + 2


def test_an_answer_says_what_it_is(pool: Pool) -> None:
    found = ask(pool, "SELECT ?s { ?s ?p ?o }", "csv", files=FILES)
    assert (found.form, found.rows, found.cut, found.body[:3]) == ("csv", CAPS.rows, True, b"s\r\n")


def test_an_answer_that_is_too_large_and_a_query_that_is_none_are_named(pool: Pool) -> None:
    for text, limits, kind, code in (
        ("SELECT * { ?s ?p ?o }", Limits(answer=1_000), EngineError, "CHI-004"),
        ("SELECT * {", Limits(), UsageError, "QRY-007"),
        ("SELECT * { SERVICE <http://a/> {} }", Limits(), UsageError, "QRY-003"),
    ):
        with pytest.raises(kind) as error:
            ask(pool, text, files=FILES, limits=limits)
        assert error.value.faults[0].code == code
    with pytest.raises(UsageError) as form:
        ask(pool, "ASK {}", "pdf")
    assert form.value.faults[0].code == "QRY-009"
