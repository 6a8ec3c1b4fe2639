"""Forms by suffix and by Accept, ETags and 304."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from api.representations import CSV, JSON, JSONLD, TURTLE, as_delivered, chosen, encoded, named

ALL = (JSON, TURTLE, CSV)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/turtle", TURTLE),
        ("text/*", TURTLE),
        ("text/csv, text/turtle;q=0.9", CSV),
        ("application/json;q=0.1, text/csv;q=0.2", CSV),
        ("text/html, */*;q=0.1", JSON),
        ("application/json;q=0, */*", TURTLE),
        ("application/pdf", None),
        ("text/turtle;q=zz", None),
        ("text/turtle; charset=utf-8; q=0.5", TURTLE),
    ],
)
def test_the_form_that_accept_likes_best(accept: str, wanted: str | None) -> None:
    assert chosen(accept, ALL) == wanted


@pytest.mark.parametrize(
    ("header", "found"), [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False)]
)
def test_tags_that_a_client_has(header: str, found: bool) -> None:
    assert named(header, '"a"') is found


def test_a_file_is_given_byte_for_byte_under_its_name() -> None:
    answer = as_delivered(b"\xff\x00", '常德 "2020".csv')
    assert (bytes(answer.body), answer.headers["content-type"]) == (b"\xff\x00", "application/octet-stream")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    name = "%E5%B8%B8%E5%BE%B7%20%222020%22.csv"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_data_are_written_in_one_way() -> None:
    assert encoded({"甲": ["1", None]}) == '{"甲":["1",null]}'.encode()
    with pytest.raises(ValueError, match=r"range|compliant"):
        encoded({"x": float("nan")})


def test_a_suffix_says_the_form(web: TestClient) -> None:
    for suffix, media in ((".ttl", TURTLE), (".jsonld", JSONLD), (".json", JSON)):
        answer = web.get(f"/v1/editions/2021-draft{suffix}", headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)


def test_a_form_that_there_is_none_of_is_refused_with_those_that_there_are(web: TestClient) -> None:
    answer = web.get("/v1/editions/2021-draft.csv")
    assert (answer.status_code, answer.json()["code"]) == (406, "API-406")
    assert TURTLE in answer.json()["detail"] or TURTLE in answer.json()["faults"][0]["expected"]


@pytest.mark.parametrize(
    ("address", "endings"), [("/v1/editions/2021-draft", {".json", ".jsonld", ".ttl"}), ("/v1/limits", {".json"})]
)
def test_a_refused_form_is_told_with_the_endings_that_there_are(
    web: TestClient, address: str, endings: set[str]
) -> None:
    for language in ("zh", "en"):
        answer = web.get(f"{address}.csv", headers={"accept-language": language})
        (fault,) = answer.json()["faults"]
        assert answer.status_code == 406 and set(re.findall(r"\.[a-z]+\b", fault["remedy"])) == endings


def test_bytes_that_a_client_has_are_not_sent_again(web: TestClient) -> None:
    first = web.get("/v1/editions/2021-draft.ttl")
    again = web.get("/v1/editions/2021-draft.ttl", headers={"if-none-match": first.headers["etag"]})
    other = web.get("/v1/editions/2021-draft", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.status_code == 200
