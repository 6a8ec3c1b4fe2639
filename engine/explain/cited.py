"""What a requirement cites: a document, or a paragraph of one with what it says."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.text import Text
from engine.model.world import World


@dataclass(frozen=True, slots=True)
class Cited:
    """A document by name and number; where a paragraph of it is cited, its number and paraphrase too."""

    label: Text
    number: str
    paragraph: str = ""
    paraphrase: Text | None = None


def cited(world: World, slug: str) -> Cited:
    """The document or paragraph that `slug` names.

    Raises: KeyError for a slug that neither is; check EDN-001 keeps an edition free of such.
    """
    if slug in world.documents:
        return Cited(world.documents[slug].label, world.documents[slug].number or "")
    paragraphs = {part.slug: (document, part) for document in world.documents.values() for part in document.paragraphs}
    document, part = paragraphs[slug]
    return Cited(document.label, document.number or "", part.number, part.paraphrase)
