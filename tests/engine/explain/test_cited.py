"""What a slug of a citation leads to: a document, or a paragraph with its document."""

from __future__ import annotations

import pytest

from engine.explain.cited import Cited, cited
from engine.model.text import Text
from engine.model.world import Document, Paragraph, World

LAW, SAYS = Text("法", "law"), Text("第二条说", "paragraph two says")
WORLD = World(
    documents={
        "plan": Document("plan", Text("规划", "plan")),
        "law": Document("law", LAW, number="1号", paragraphs=(Paragraph("law-2", "2", SAYS),)),
    }
)


@pytest.mark.parametrize(
    ("slug", "found"),
    [
        ("plan", Cited(Text("规划", "plan"), "")),
        ("law", Cited(LAW, "1号")),
        ("law-2", Cited(LAW, "1号", "2", SAYS)),
    ],
)
def test_cited(slug: str, found: Cited) -> None:
    assert cited(WORLD, slug) == found


def test_cited_of_a_slug_that_leads_nowhere() -> None:
    with pytest.raises(KeyError, match="law-3"):
        cited(WORLD, "law-3")
