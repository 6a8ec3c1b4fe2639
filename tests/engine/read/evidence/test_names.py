"""Names are found as people write them, and nothing that only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.read.evidence.names import names_of, odd_characters, speaks_for
from tests.engine.read.evidence.source import world


@pytest.mark.parametrize("written", ["430700", "常德市", "Changde"])
def test_find_by_code_and_labels(written: str) -> None:
    assert names_of(world()).find("places", written) == "430700"


@pytest.mark.parametrize("written", ["常徳市", "４３０７００", " 常德市", "常德", ""])
def test_find_what_only_looks_like_a_name(written: str) -> None:
    assert names_of(world()).find("places", written) is None


def test_find_a_label_that_two_places_share() -> None:
    twin = replace(world().places["430700"], code="999999")
    doubled = names_of(replace(world(), places={**world().places, "999999": twin}))
    assert [doubled.find("places", written) for written in ("常德市", "Changde", "999999")] == [None, None, "999999"]


def test_a_matter_is_found_by_the_label_of_its_indicator_and_of_its_kind_though_they_share_a_slug() -> None:
    found = names_of(world())
    both = [slug for slug in world().indicators if slug in world().kinds]
    for slug in both:
        written = (slug, world().indicators[slug].label.zh, world().kinds[slug].label.zh)
        assert [found.find("matters", one) for one in written] == [slug] * 3
    assert both


def test_nearest_to_a_slip_and_to_nothing() -> None:
    assert names_of(world()).nearest("places", "常得市") == "常德市"
    assert names_of(world()).nearest("places", "zzzzzzzz") == "-"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("合格 95 %\n\t\r", ""),
        ("a\u202eb\u202e", "U+202E"),
        ("\u0000\u001b", "U+0000 U+001B"),
        ("\ufeff\ue000\ud800", "U+FEFF U+E000 U+D800"),
    ],
)
def test_odd_characters(text: str, odd: str) -> None:
    assert odd_characters(text) == odd


@pytest.mark.parametrize(
    ("allowed", "code", "speaks"),
    [("430700", "430700", True), ("430000", "430700", True), ("430700", "430000", False), ("430100", "430700", False)],
)
def test_speaks_for_itself_and_what_is_below(allowed: str, code: str, speaks: bool) -> None:
    assert speaks_for(world(), [allowed], code) is speaks
