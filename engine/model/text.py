"""Text in both languages and the basis of a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese and in English; both always present."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


class BasisKind(StrEnum):
    """Where a statement of an edition comes from."""

    DRAFTING_NOTE = "draftingNote"
    ASSUMED = "assumed"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Basis:
    """The source of a statement: the drafting note with its place, a document, or an assumption of ours.

    `reason` is always there for an assumption; `model` is the IRI slug of the document it was modelled on.
    """

    kind: BasisKind
    place: str = ""
    reason: Text | None = None
    model: str | None = None

    @property
    def assumed(self) -> bool:
        """Whether this must carry the mark "assumed" wherever it is shown."""
        return self.kind is BasisKind.ASSUMED
