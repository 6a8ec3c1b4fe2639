"""The guard refuses what reaches beyond reading, by name, and lets alone what only looks like it."""

from __future__ import annotations

import pytest

from engine import CAPS, UsageError
from engine.query.guard import guard

BODY = "{ ?s ?p ?o }"
SERVICE = [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<http://a/> { ?s ?p ?o } }",
    "PREFIX a: <http://a/> SELECT * { { SELECT * { SERVICE a:b { ?s ?p ?o } } } }",
]
REFUSED = [
    *((text, "QRY-003") for text in SERVICE),
    ("SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }", "QRY-006"),
    ("SELECT * { \\U00000053ERVICE <http://a/> { ?s ?p ?o } }", "QRY-006"),
    ("SELECT * " + "{" * 33 + "}" * 33, "QRY-002"),
    ("SELECT (" + "(" * 40 + "1" + ")" * 40 + " AS ?x) {}", "QRY-002"),
    ("SELECT * { ?s ?p " + "(" * 200 + "1" + ")" * 200 + "}", "QRY-002"),
    ("SELECT * {}" + " " * CAPS.query, "QRY-001"),
    ("SELECT * {} #" + "中" * (CAPS.query // 3), "QRY-001"),
    ("SELECT * FROM <file:///etc/passwd> " + BODY, "QRY-005"),
    ("SELECT * from named <http://a/> " + BODY, "QRY-005"),
    ("LOAD <http://a/>", "QRY-004"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "QRY-004"),
    ("PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }", "QRY-004"),
    ("SELECT * {}; DROP ALL", "QRY-004"),
    ("", "QRY-004"),
]
ALLOWED = [
    "SELECT * { ?s ?p 'SERVICE <http://a/> INSERT FROM' }",
    'SELECT * { ?s ?p """FROM "SERVICE" \n""" }',
    "SELECT * { # SERVICE LOAD FROM\n ?s ?p ?o }",
    "PREFIX service: <http://load/insert> ASK { ?service service:from ?load }",
    "BASE <http://SERVICE/> DESCRIBE <from>",
    "CONSTRUCT WHERE " + BODY,
    "SELECT * " + "{" * 32 + "}" * 32,
    "SELECT * { ?s ?p '{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{' }",
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_may_not_be_asked_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        guard(text, CAPS.query, CAPS.nesting)
    assert code in {fault.code for fault in error.value.faults}


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_looks_like_it_may_be_asked(text: str) -> None:
    guard(text, CAPS.query, CAPS.nesting)
