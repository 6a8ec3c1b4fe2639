"""One query is read from whatever form it comes in; its form of answer is negotiated; its graphs are the caller's own."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from api.problems import RefusedError
from api.sparql import FORM, QUERY, UPDATE, Wish, dataset, form_of, wish_in, wish_of

SEEN = ("a:1", "a:2")


def request(media: str, words: str = "") -> Request:
    headers = [(b"content-type", media.encode())]
    return Request({"type": "http", "headers": headers, "query_string": words.encode(), "path": "/sparql"})


def refused(error: pytest.ExceptionInfo[RefusedError]) -> tuple[int, str, str]:
    return error.value.status, error.value.fault.code, error.value.fault.found


def test_a_query_and_its_graphs_are_read_from_each_form() -> None:
    wish = Wish("ASK {}", ("a:1",), ("a:2", "a:3"))
    fields = [("query", "ASK {}"), ("default-graph-uri", "a:1"), ("named-graph-uri", "a:2"), ("named-graph-uri", "a:3")]
    graphs = "default-graph-uri=a:1&named-graph-uri=a:2&named-graph-uri=a:3"
    assert wish_of(fields) == wish
    assert wish_in(request(QUERY, graphs), b"ASK {}") == wish
    assert wish_in(request(FORM), b"query=ASK+%7B%7D&" + graphs.encode()) == wish
    assert wish_in(request(f"{QUERY}; charset=utf-8"), "ASK {<a:号> ?p ?o}".encode()).query == "ASK {<a:号> ?p ?o}"


@pytest.mark.parametrize(
    ("media", "body", "said"),
    [
        (FORM, b"", (400, "QRY-011", "0")),
        (FORM, b"query=ASK{}&query=ASK{}", (400, "QRY-011", "2")),
        (FORM, b"query=%ff", (400, "QRY-011", "UnicodeDecodeError")),
        (FORM, b"a=1&" * 1_000 + b"query=ASK{}", (400, "QRY-011", "ValueError")),
        (QUERY, b"\xff", (400, "QRY-011", "UnicodeDecodeError")),
        (FORM, b"update=CLEAR+ALL", (400, "QRY-013", "update")),
        (FORM, b"query=ASK{}&using-graph-uri=a:1", (400, "QRY-013", "update")),
        (UPDATE, b"CLEAR ALL", (400, "QRY-013", UPDATE)),
        ("application/json", b"{}", (415, "API-415", "application/json")),
        ("", b"", (415, "API-415", "-")),
    ],
)
def test_what_is_no_query_is_refused(media: str, body: bytes, said: tuple[int, str, str]) -> None:
    with pytest.raises(RefusedError) as error:
        wish_in(request(media), body)
    assert refused(error) == said


def test_a_second_query_in_the_address_is_seen() -> None:
    with pytest.raises(RefusedError) as error:
        wish_in(request(QUERY, "query=ASK%7B%7D"), b"ASK {}")
    assert refused(error) == (400, "QRY-011", "2")


@pytest.mark.parametrize(
    ("accept", "query", "media", "form"),
    [
        ("*/*", "SELECT * {}", "application/sparql-results+json", "json"),
        ("application/json", "ASK {}", "application/json", "json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "PREFIX a: <b:> SELECT * {}", "application/xml", "xml"),
        ("text/tab-separated-values", "select * {}", "text/tab-separated-values", "tsv"),
        ("text/*", "# CONSTRUCT\nSELECT * {}", "text/csv", "csv"),
        ("*/*", "DESCRIBE <a:b>", "text/turtle", "ttl"),
        ("application/ld+json, text/turtle;q=0.5", "CONSTRUCT WHERE {}", "application/ld+json", "jsonld"),
        ("application/n-triples", "CONSTRUCT WHERE {}", "application/n-triples", "nt"),
        ("*/*", "nonsense", "application/sparql-results+json", "json"),
    ],
)
def test_the_form_of_an_answer_follows_the_kind_of_query(accept: str, query: str, media: str, form: str) -> None:
    assert form_of(accept, query) == (media, form)


@pytest.mark.parametrize(
    ("accept", "query"), [("text/turtle", "ASK {}"), ("text/csv", "DESCRIBE <a:b>"), ("image/png", "ASK {}")]
)
def test_a_form_that_there_is_none_of_is_named_with_those_that_there_are(accept: str, query: str) -> None:
    with pytest.raises(RefusedError) as error:
        form_of(accept, query)
    assert refused(error) == (406, "QRY-009", accept) and "application/" in dict(error.value.fault.values)["known"]


def test_only_graphs_that_are_seen_are_asked() -> None:
    assert dataset(Wish("q"), SEEN, whole=True) == (None, None)
    assert dataset(Wish("q"), SEEN, whole=False) == (SEEN, SEEN)
    assert dataset(Wish("q"), (), whole=False) == ((), ())
    assert dataset(Wish("q", ("a:1",)), SEEN, whole=True) == (("a:1",), ())
    assert dataset(Wish("q", (), ("a:2",)), SEEN, whole=True) == ((), ("a:2",))


@pytest.mark.parametrize("name", ["a:3", "", "file:///etc/passwd", "http://127.0.0.1/"])
def test_a_foreign_graph_is_refused_by_name(name: str) -> None:
    for wish, place in ((Wish("q", (name,)), "default-graph-uri"), (Wish("q", ("a:1",), (name,)), "named-graph-uri")):
        with pytest.raises(RefusedError) as error:
            dataset(wish, SEEN, whole=False)
        assert refused(error) == (400, "QRY-012", name or "-") and error.value.fault.where == place
