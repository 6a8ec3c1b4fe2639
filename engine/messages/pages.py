"""Pages of faults written as short tables: (problem, expected, remedy) in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

Page = tuple[tuple[str, str, str], tuple[str, str, str]]
ZH: dict[str, str] = {}
EN: dict[str, str] = {}


def spread(pages: Mapping[str, Page], language: int) -> dict[str, str]:
    """The three sentences of every code of one language (0 Chinese, 1 English) under their keys."""
    parts = ("problem", "expected", "remedy")
    return {
        f"fault.{code}.{part}": sentence
        for code, page in pages.items()
        for part, sentence in zip(parts, page[language], strict=True)
    }
