"""Chinese unless English is asked for."""

from __future__ import annotations

import pytest

from api.language import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,en;q=0.9", "zh"),
        ("en;q=0.3, zh-CN;q=0.8", "zh"),
        ("en;q=0.9, zh;q=0.85", "en"),
        ("fr, en;q=0.1", "en"),
        ("fr", "zh"),
        ("en;q=x, zh;q=0.1", "zh"),
    ],
)
def test_preferred(header: str, language: str) -> None:
    assert preferred(header) == language
