"""Indicators, documents and subjects, with their linked data."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_an_indicator_says_its_scope(web: TestClient) -> None:
    said = web.get("/v1/indicators/good-day-ratio").json()
    assert (said["unit"], said["scope"], said["high"]) == ("PERCENT", "city-area", "100")
    assert "indicator/good-day-ratio" in web.get("/v1/indicators/good-day-ratio.ttl").text


def test_a_document_holds_its_paragraphs_and_targets(web: TestClient) -> None:
    note = web.get("/v1/documents/drafting-note-2021").json()
    assert len(note["paragraphs"]) >= 4
    targets = web.get("/v1/documents/changsha-eco-press-2021").json()["targets"]
    assert ("good-day-ratio", "430100", "85") in {(one["indicator"], one["place"], one["value"]) for one in targets}
    assert "target/changsha-good-day-ratio-2025" in web.get("/v1/documents/changsha-eco-press-2021.ttl").text


def test_a_subject_counts_its_submissions(web: TestClient) -> None:
    assert web.get("/v1/subjects/430700").json()["submissions"] == 1
    assert web.get("/v1/subjects/430800").json()["submissions"] == 0
    assert "place/430700" in web.get("/v1/subjects/430700.ttl").text


@pytest.mark.parametrize("path", ["indicators/none", "documents/none", "subjects/999999"])
def test_what_there_is_none_of(web: TestClient, path: str) -> None:
    assert web.get(f"/v1/{path}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "key"), [("indicators", "indicator"), ("documents", "document"), ("subjects", "subject")]
)
def test_lists_are_in_order_without_repeats(web: TestClient, kind: str, key: str) -> None:
    names = [one[key] for one in web.get(f"/v1/{kind}?limit=500").json()["items"]]
    assert names == sorted(set(names))
    assert len(names) > 20
