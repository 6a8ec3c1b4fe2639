"""Text in both languages, and the basis that carries the mark."""

import pytest

from engine.model.text import Basis, BasisKind, Text


@pytest.mark.parametrize(("language", "said"), [("zh", "甲"), ("en", "one")])
def test_text_is_said_in_the_language_asked_for(language: str, said: str) -> None:
    assert Text("甲", "one").in_language(language) == said


@pytest.mark.parametrize("kind", BasisKind)
def test_only_an_assumption_bears_the_mark(kind: BasisKind) -> None:
    assert Basis(kind).assumed is (kind is BasisKind.ASSUMED)
