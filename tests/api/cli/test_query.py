"""`query` asks the standard or a store, says what it leaves out, and names every fault."""

from __future__ import annotations

import json
from pathlib import Path

from engine import Hand, Journal, submit
from tests.conftest import Command
from tests.engine.store.made_up import row

HAND = Hand("王", "2026-01-01T08:00:00Z")


def test_the_standard_is_asked(cg: Command, tmp_path: Path) -> None:
    said = cg("query", "SELECT ?s { ?s ?p ?o } LIMIT 2")
    assert (said.code, said.err) == (0, "") and len(json.loads(said.out)["results"]["bindings"]) == 2
    (tmp_path / "a.rq").write_text("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3", encoding="utf-8")
    out = tmp_path / "a.nt"
    assert cg("query", tmp_path / "a.rq", "--form", "nt", "--out", out).code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


def test_a_store_is_asked(cg: Command, tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        submit(journal, "a.csv", row("84.7"), ["430700"], HAND)
    said = cg("query", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "--store", tmp_path, "--form", "csv")
    assert said.code == 0 and len(said.out.splitlines()) == 6


def test_what_is_left_out_is_said(cg: Command) -> None:
    said = cg("query", "SELECT ?s { ?s ?p ?o }", "--lang", "en")
    assert said.code == 0 and said.err.startswith("The answer is not whole: the first 10000 rows")


def test_every_fault_has_its_code(cg: Command, tmp_path: Path) -> None:
    for words, code, fault in (
        (["SELECT * {"], 2, "QRY-007"),
        (["SELECT * { SERVICE <http://a/> {} }"], 2, "QRY-003"),
        ([str(tmp_path / "none.rq")], 2, "QRY-010"),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c. ?d ?e ?f. ?g ?h ?i }"], 5, "CHI-002"),
    ):
        said = cg("query", *words)
        assert (said.code, said.out, said.err.split()[0]) == (code, "", fault)
