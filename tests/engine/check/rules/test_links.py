"""Every name that an edition uses is defined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.check.rules.links import problems
from engine.model.edition import Edition
from engine.model.world import Document, Paragraph
from tests.engine.build.made_up import LABEL
from tests.engine.check.made_up import EDITION, HERE, checked, said

CUTS = [
    ("clauses", "4", {"parent": "lost"}),
    ("provisions", "rate", {"clause": "lost"}),
    ("requirements", "rate", {"clause": "lost"}),
    ("requirements", "rate", {"department": "lost"}),
    ("requirements", "rate", {"provisions": ("lost",)}),
    ("requirements", "both", {"members": ("paper", "lost")}),
    ("requirements", "rate", {"cites": ("lost",)}),
    ("slots", "rate", {"indicator": "lost"}),
    ("slots", "paper", {"evidence_kind": "lost"}),
    ("slots", "rate", {"target_from": "lost"}),
    ("slots", "paper", {"since": "lost"}),
    ("slots", "rate", {"no_object_at": frozenset({"lost"})}),
    ("vetoes", "events", {"slot": "lost"}),
    ("vetoes", "events", {"at_most": "lost"}),
    ("key_items", "rate", {"item": "lost"}),
    ("key_items", "rate", {"at_most": "lost"}),
]


def cut(part: str, slug: str, more: dict) -> Edition:
    found = getattr(EDITION, part)
    return replace(EDITION, **{part: {**found, slug: replace(found[slug], **more)}})


@pytest.mark.parametrize(("part", "slug", "more"), CUTS, ids=[f"{part}-{next(iter(more))}" for part, _, more in CUTS])
def test_a_name_that_leads_nowhere_is_found_where_it_stands(part: str, slug: str, more: dict) -> None:
    assert said(problems(checked(cut(part, slug, more)))) == [(slug, "lost")]


def test_a_method_that_reads_a_slot_that_is_not_there_is_found() -> None:
    item = replace(EDITION.items["rate"], method=replace(EDITION.items["rate"].method, slot="lost"))
    assert said(problems(checked(replace(EDITION, items={**EDITION.items, "rate": item})))) == [("rate", "lost")]


@pytest.mark.parametrize("cited", ["law", "law-1"])
def test_a_document_and_a_paragraph_of_it_can_be_cited(cited: str) -> None:
    law = Document("law", LABEL, paragraphs=(Paragraph("law-1", "1", LABEL),))
    world = replace(HERE, documents={**HERE.documents, "law": law})
    edition = cut("requirements", "rate", {"cites": (cited,)})
    assert said(problems(checked(edition, world=world))) == []
