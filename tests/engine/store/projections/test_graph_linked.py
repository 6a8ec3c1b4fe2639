"""Entries as linked data say what the graph projection says of them, in every form."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from engine.model.entry import Act, Entry, Kind
from engine.store.projections.graph_linked import entries_linked
from engine.store.projections.graph_triples import entry_quads

FORMS = [("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("ntriples", ox.RdfFormat.N_TRIPLES)]
FILE = "ab" * 32
DETAILS = (("file", "证据.xlsx"), ("size", "12"), ("subjects", "430700 430100"))
ENTRIES = (
    Entry(1, Act("2026-01-05T08:00:00Z", "王敏", Kind.SUBMITTED, FILE, "", DETAILS), "0" * 64, "1" * 64),
    Entry(2, Act("2026-01-06T08:00:00Z", "李静", Kind.REJECTED, FILE, "未盖章"), "1" * 64, "2" * 64),
)


@pytest.mark.parametrize(("form", "parser"), FORMS, ids=[form for form, _ in FORMS])
def test_each_form_reads_back_to_what_the_projection_holds(form: str, parser: ox.RdfFormat) -> None:
    said = {quad.triple for quad in ox.parse(entries_linked(ENTRIES, form).encode(), format=parser)}
    assert said == {quad.triple for entry in ENTRIES for quad in entry_quads(entry)}
    assert {triple.object for triple in said} >= {ox.Literal("王敏"), ox.Literal("未盖章"), ox.Literal("证据.xlsx")}


def test_no_entries_say_nothing() -> None:
    assert list(ox.parse(entries_linked((), "turtle").encode(), format=ox.RdfFormat.TURTLE)) == []
