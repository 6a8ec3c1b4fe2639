"""OWASP API Security Top 10 (2023): each promise has a test of its name, over the whole service with keys of each role.

`docs/security.md` lists them, with those that stand elsewhere.
"""

from __future__ import annotations

import ast
import io
import json
import logging
import re
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from joserfc.jwk import KeySet
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from api.app import create_app
from api.auth import oidc
from api.auth.access import Access, check_bind
from api.auth.caller import Caller, Role, may
from api.auth.gate import OPEN
from api.auth.keys import read_keys, revoke_key
from api.auth.oidc import Provider, Tokens
from api.auth.rates import Rates
from api.routes import ROUTERS
from api.settings import Settings
from api.watch.logs import ROOT, Gathered, Lines
from api.watch.watch import FIGURES
from engine import VERSION, UsageError, home, read_audit
from tests.api.auth.test_keys import make_one
from tests.api.auth.test_oidc import NOW as NOW_OF_TOKENS
from tests.api.auth.test_oidc import RSA, token
from tests.api.conftest import CASES, NOW
from tests.api.test_rights import RIGHTS, routes
from tests.api.town import MADE, Town

PROMISES = {
    1: "broken_object_level_authorization",
    2: "broken_authentication",
    3: "broken_object_property_level_authorization",
    4: "unrestricted_resource_consumption",
    5: "broken_function_level_authorization",
    6: "unrestricted_access_to_sensitive_business_flows",
    7: "server_side_request_forgery",
    8: "security_misconfiguration",
    9: "improper_inventory_management",
    10: "unsafe_consumption_of_apis",
}
CHANGDE, CHANGSHA = "/v1/cases/430700/2020", "/v1/cases/430100/2019"
QUESTIONS = {
    "try_impact",
    "post_sparql",
    "improve_at_cost",
    "turn_assessment",
}  # sent as POST by whoever sees the case
PLAIN = {"boolean", "null"}  # kinds of values that are bounded by themselves


def operations(town: Town) -> Iterator[tuple[str, str, str]]:
    """Method, path with something in each place, and name of every operation."""
    for path, method, operation in documented(town):
        yield method, filled(path), operation["operationId"]


def documented(town: Town) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and what the document says of every operation."""
    for path, methods in town.ask("", "GET", "/v1/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def filled(path: str) -> str:
    parts = [("x" if "{" in part else part) for part in path.split("/")]
    return "/".join(parts)


def test_api1_broken_object_level_authorization(town: Town) -> None:
    assert town.ask("evaluator", "GET", CHANGDE).status_code == 200
    hidden, none = town.ask("evaluator", "GET", CHANGSHA), town.ask("evaluator", "GET", "/v1/cases/430100/1999")
    assert hidden.status_code == none.status_code == 404
    assert hidden.text.replace("2019", "1999") == none.text  # what may not be seen is as if it were not there
    assert town.ask("reader", "GET", CHANGDE).status_code == 404
    assert town.ask("editor", "GET", CHANGSHA).status_code == 200


def test_api1_nobody_writes_for_a_place_that_is_not_his(town: Town) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    evidence = (CASES / "changsha-2019" / "evidence.xlsx").read_bytes()
    for path in ("/v1/submissions", "/v1/submissions/check"):
        said = [
            town.ask("evaluator", "POST", path, files={"file": ("a.xlsx", evidence)}, data={"subject": places})
            for places in (["430100"], ["999999"], ["430700", "430100"])
        ]
        assert [(one.status_code, one.json()["code"]) for one in said] == [(403, "API-403")] * 3
        assert len({one.text for one in said}) == 1  # a place that there is none of is refused like one that there is
    kept = next(one.act.about for one in town.app.state.service.entries() if "changsha" in one.act.detail("file"))
    wish = {"ruling": "accepted", "reason": "x"}
    known, none = (
        town.ask("evaluator", "POST", f"/v1/submissions/{digest}/rulings", json=wish) for digest in (kept, "0" * 64)
    )
    assert known.status_code == none.status_code == 404
    assert known.text.replace(kept, "0" * 64) == none.text
    assert (town.store / "ledger.jsonl").read_bytes() == before


def test_api1_an_object_named_in_words_or_a_body_is_looked_at_too(town: Town) -> None:
    own = town.names["assessment"]
    foreign = town.ask("editor", "GET", CHANGSHA).json()["assessment"]
    for words in (f"first={own}&second={foreign}", f"first={foreign}&second={own}"):
        assert town.ask("evaluator", "GET", f"/v1/contrast?{words}").status_code == 404
    assert town.ask("evaluator", "GET", "/v1/changes?subject=430100&year=2019").status_code == 404
    tried = town.ask("evaluator", "POST", "/v1/impact", json={"year": 2020, "changes": {"grade": ["A=990"]}}).json()
    assert tried["cases"] == 1  # a change is tried on no case that the caller may not see
    entries = town.ask("evaluator", "GET", "/v1/ledger?limit=500").json()["items"]
    assert not any("430100" in json.dumps(one) for one in entries)


def test_api2_who_tries_keys_is_slowed_down(filled_store: Path, tmp_path: Path) -> None:
    text, _ = make_one(tmp_path, name="reader", role=Role.READER, subjects=None, time="2026-02-01T00:00:00Z")
    app = create_app(Settings(tmp_path, read_only=True, now=lambda: NOW, access=Access(rates=Rates(failures=3))))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as client:
        tried = [client.get("/v1/editions", headers={"X-API-Key": f"{text[:-4]}{n:04}"}) for n in range(5)]
        assert [answer.status_code for answer in tried] == [401] * 3 + [429] * 2
        assert client.get("/v1/editions", headers={"X-API-Key": text}).status_code == 200


def test_api2_a_key_has_an_end_and_only_one_is_shown(town: Town) -> None:
    ended, _ = make_one(
        town.store, 8, name="ended", role=Role.ADMIN, subjects=None, expires=date(2026, 2, 28), time=MADE
    )
    assert town.ask("", "GET", "/v1/editions", headers={"X-API-Key": ended}).json()["code"] == "API-441"
    both = {"X-API-Key": town.keys["admin"], "Authorization": f"Bearer {town.keys['admin']}"}
    assert town.ask("", "GET", "/v1/editions", headers=both).status_code == 401


def test_api2_no_key_stands_in_a_log_or_in_the_audit(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = io.StringIO()
    gathered = Gathered(lines)
    gathered.setFormatter(Lines())
    monkeypatch.setattr(ROOT, "handlers", [*ROOT.handlers, gathered])
    with caplog.at_level(logging.DEBUG):
        for who, key in town.keys.items():
            town.ask(who, "GET", "/v1/editions")
            town.ask(who, "POST", "/v1/submissions", content=b"{", headers={"Content-Type": "application/json"})
            town.ask("", "GET", f"/v1/editions?key={key}")
            town.ask("", "POST", f"/v1/{key}", headers={"Authorization": f"Bearer {key}x"})
    gathered.flush()
    ours = [line for line in lines.getvalue().splitlines() if json.loads(line)["from"].startswith("clausegraph")]
    ours += [str(vars(record)) for record in caplog.records if record.name.startswith("clausegraph")]
    kept = (town.store / "audit.jsonl").read_text(encoding="utf-8") + "".join(ours)
    assert len(ours) >= 16 and not any(key.split("_")[2] in kept for key in town.keys.values())


def test_api2_broken_authentication(town: Town) -> None:
    gone, key = make_one(town.store, 9, name="gone", role=Role.ADMIN, subjects=None)
    assert town.ask("", "GET", "/v1/editions", headers={"X-API-Key": gone}).status_code == 200
    revoke_key(town.store, key.id, "2026-02-02T00:00:00Z")
    wrong = town.keys["admin"][:-1] + "0"
    for shown in (gone, wrong, "cgk_", "admin", "Bearer"):
        answer = town.ask("", "GET", "/v1/editions", headers={"Authorization": f"Bearer {shown}"})
        assert (answer.status_code == 401 and shown not in answer.text) or shown in ("admin", "Bearer", "cgk_")
    assert town.ask("", "GET", f"/v1/editions?after={town.keys['admin']}").status_code == 400
    assert {key.digest for key in read_keys(town.store).values()}.isdisjoint(town.keys.values())


def test_api3_broken_object_property_level_authorization(town: Town) -> None:
    question = {"year": 2020, "changes": {"set": ["x=1"]}, "role": "admin"}
    answer = town.ask("reader", "POST", "/v1/impact", json=question)
    assert answer.status_code == 422 and any("role" in fault["where"] for fault in answer.json()["faults"])


def test_api3_no_form_takes_a_field_that_it_does_not_name(town: Town) -> None:
    document = town.ask("", "GET", "/v1/openapi.json").json()
    forms = document["components"]["schemas"]
    loose = {name for name, form in forms.items() if form.get("type") == "object" and not is_closed(form)}
    assert {name for name in loose if not name.startswith("Body_")} == set()  # of a form each part is read by its name


def is_closed(form: dict[str, Any]) -> bool:
    """Whether an object has no fields but its own."""
    return form.get("additionalProperties") is False


def test_api3_who_acts_and_when_is_not_the_senders_to_say(town: Town) -> None:
    for field in ("actor", "by", "time", "hash", "number"):
        wish = {"ruling": "accepted", "reason": "x", field: "admin"}
        address = f"/v1/submissions/{town.names['evidence']}/rulings"
        said = town.ask("evaluator", "POST", address, json=wish)
        assert said.status_code == 422 and said.json()["faults"][0]["where"] == f"body.{field}"


def test_api3_no_answer_holds_a_key_its_hash_or_a_path_of_the_server(town: Town) -> None:
    secret = [
        *town.keys.values(),
        *(key.digest for key in read_keys(town.store).values()),
        str(town.store),
        str(home()),
    ]
    for path, method, _ in documented(town):
        if method == "get":
            text = town.ask("admin", "GET", town.filled(path + RIGHTS[routes_by(path)].words)).text
            assert not any(word in text for word in secret), path


def routes_by(path: str) -> str:
    """The name of what is fetched at a path."""
    found = (name for name, one in routes().items() if one.path.replace(":path}", "}") == path and "GET" in one.methods)
    return next(found)


def test_api4_every_list_comes_in_pages_of_a_bounded_length(town: Town) -> None:
    for path, method, operation in documented(town):
        form = json.dumps(operation["responses"].get("200", {}))
        if method == "get" and "schemas/Page_" in form:
            limits = [one["schema"] for one in operation["parameters"] if one["name"] == "limit"]
            assert limits and limits[0]["maximum"] <= 500, path


def test_api4_everything_that_is_taken_has_a_bound(town: Town) -> None:
    document = town.ask("", "GET", "/v1/openapi.json").json()
    forms = document["components"]["schemas"]
    loose = [
        f"{method} {path} {where}"
        for path, method, operation in documented(town)
        for where, schema in taken(operation)
        if not is_bounded(schema, forms)
    ]
    assert loose == []


def taken(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each parameter and each form of a body."""
    for one in operation.get("parameters", ()):
        yield one["name"], one["schema"]
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        yield media, body["schema"]


def is_bounded(schema: dict[str, Any], forms: dict[str, Any]) -> bool:
    """Whether text has a longest form, a list a greatest length, a number its ends, all the way down; a file has its own
    limit, and what nests has that of the whole body.
    """
    if "$ref" in schema:
        return is_bounded(forms[schema["$ref"].rpartition("/")[2]], forms)
    parts = [part for key in ("anyOf", "oneOf", "allOf") for part in schema.get(key, ())]
    if parts:
        return all(is_bounded(part, forms) for part in parts)
    if "enum" in schema or "const" in schema or "contentMediaType" in schema or schema.get("type") in PLAIN:
        return True
    if schema["type"] == "object":
        return all(is_bounded(part, forms) for part in schema["properties"].values())
    if schema["type"] == "array":
        return "maxItems" in schema and is_bounded(schema["items"], forms)
    if schema["type"] == "string":
        return "maxLength" in schema or re.fullmatch(r"\^[^*+]*\$", schema.get("pattern", "*")) is not None
    return "maximum" in schema and "minimum" in schema


def test_api4_unrestricted_resource_consumption(town: Town) -> None:
    ask = [
        town.ask("admin", "POST", "/v1/impact", content=b"x" * (1024 * 1024 + 1)),
        town.ask("admin", "POST", "/v1/impact", content=b"[" * 1000, headers={"Content-Type": "application/json"}),
        town.ask("admin", "GET", "/v1/editions?after=" + "a" * 5000),
        town.ask("admin", "GET", "/v1/editions", headers={f"x-{n}": "1" for n in range(80)}),
        town.ask("admin", "GET", "/v1/editions?limit=1000000"),
    ]
    assert [answer.status_code for answer in ask] == [413, 400, 414, 431, 422]


def test_api5_broken_function_level_authorization(town: Town) -> None:
    for method, path, _ in operations(town):
        assert town.ask("", method, path).status_code == 401 or path in OPEN, (method, path)
    writes = {name for name, route in routes().items() if route.methods != {"GET"}}
    assert {name for name in writes if RIGHTS[name].statuses[1] != 403} == QUESTIONS  # test_rights.py asks them all


def test_api6_unrestricted_access_to_sensitive_business_flows(filled_store: Path, tmp_path: Path) -> None:
    text, _ = make_one(tmp_path, name="writer", role=Role.ADMIN, subjects=None, time="2026-02-01T00:00:00Z")
    app = create_app(Settings(tmp_path, read_only=True, now=lambda: NOW, access=Access(rates=Rates(caller=3))))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000), headers={"X-API-Key": text}) as client:
        found = [client.post("/v1/impact", json={}) for _ in range(6)]
    assert [answer.status_code for answer in found][3:] == [429] * 3
    assert int(found[5].headers["retry-after"]) > 0
    assert [one.act.actor for one in read_audit(tmp_path)] == ["writer"] * 4  # three calls, and the flood once


def test_api6_steps_of_a_course_cannot_be_skipped_or_cut_short(town: Town) -> None:
    turns = f"/v1/assessments/{town.names['assessment']}/turns"
    final = {"valid_from": "2026-03-10", "valid_until": "2029-03-09", "reevaluate_on": "2028-03-10"}
    for turn in (
        {"turn": "publicise", "first": "2026-03-02", "last": "2026-03-06"},  # the panel has not seen it
        {"turn": "finalise", **final},
        {"turn": "object", "reason": "x"},
        {"turn": "answer", "objection": 1, "reason": "x"},
    ):
        said = town.ask("admin", "POST", turns, json={"role": "recommended", **turn})
        assert said.status_code in (404, 409) and said.json()["code"].startswith("STO-"), turn


def test_api7_server_side_request_forgery(town: Town) -> None:
    asked: list[str] = []

    def listen(event: str, words: tuple[Any, ...]) -> None:
        if listening and event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
            asked.append(f"{event} {words[-1]}")

    listening = True
    sys.addaudithook(listen)
    try:
        for method, path, _ in operations(town):
            for body in (
                b'{"@context": "http://192.0.2.1/c.jsonld", "url": "http://192.0.2.1/"}',
                b"http://192.0.2.1/",
            ):
                town.ask("admin", method, path, content=body, headers={"Content-Type": "application/ld+json"})
    finally:
        listening = False
    assert asked == []


def test_api8_security_misconfiguration(town: Town, tmp_path: Path) -> None:
    answer = town.ask("admin", "GET", "/v1/editions", headers={"Origin": "https://example.org"})
    assert not any(name.startswith("access-control") for name in answer.headers) and "server" not in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert town.ask("admin", "GET", "/v1/editions", headers={"Host": "example.org"}).status_code == 421
    assert town.ask("admin", "TRACE", "/v1/editions").status_code == 405
    assert town.ask("admin", "POST", "/v1/impact", headers={"Origin": "https://example.org"}).status_code == 403
    assert str(town.store) not in town.ask("admin", "GET", "/v1/nothing").text
    with pytest.raises(UsageError):
        check_bind("0.0.0.0", [], NOW.date())


def test_api8_every_answer_has_the_marks_whatever_it_is(town: Town) -> None:
    asked = [
        town.ask("", "GET", "/v1/editions"),
        town.ask("admin", "GET", "/v1/nothing"),
        town.ask("admin", "GET", "/v1/editions?limit=x"),
        town.ask("admin", "GET", "/v1/editions", headers={"Host": "example.org"}),
        town.ask("admin", "GET", "/v1/editions"),
        town.ask("admin", "GET", "/v1/docs"),
    ]
    assert [answer.status_code for answer in asked] == [401, 404, 422, 421, 200, 200]
    for answer in asked:
        assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] and answer.headers["x-request-id"]


def test_api8_a_defect_tells_nothing_of_the_inside(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"secret {town.store}")

    monkeypatch.setattr(town.app.state.service, "editions", broken)
    said = town.ask("admin", "GET", "/v1/editions")
    assert (said.status_code, said.json()["code"]) == (500, "API-500")
    assert "secret" not in said.text and "Traceback" not in said.text and str(town.store) not in said.text


def test_api9_one_version_one_document_and_no_page_beside_it(town: Town) -> None:
    for path in (
        "/docs",
        "/redoc",
        "/openapi.json",
        "/v2/editions",
        "/v0/editions",
        "/admin",
        "/debug",
        "/.env",
        "/v1",
    ):
        assert town.ask("admin", "GET", path).status_code == 404, path
    assert town.ask("", "GET", "/v1/openapi.json").json()["info"]["version"] == VERSION


def test_api9_improper_inventory_management(town: Town) -> None:
    documented = set(town.ask("", "GET", "/v1/openapi.json").json()["paths"])
    ours = {
        route.path.replace(":path}", "}")
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
    }
    others = {route.path for route in town.app.routes if isinstance(route, Route | Mount)}
    assert ours <= documented and len(ours) >= 20  # there is no route that the document does not show
    assert all(path.startswith(("/v1/", "/id/", "/sparql")) for path in documented)
    assert all(path in documented or path.startswith(("/v1/docs", "/v1/openapi.json", FIGURES)) for path in others)


@pytest.mark.parametrize(
    "found",
    [
        b'{"issuer": "https://elsewhere.example.org", "jwks_uri": "https://id.example.org/keys"}',
        b'{"issuer": "https://id.example.org", "jwks_uri": "http://id.example.org/keys"}',
        b'{"issuer": "https://id.example.org", "jwks_uri": "file:///etc/passwd"}',
        b'{"issuer": "https://id.example.org"}',
        b"[]",
        b"\xff",
        b" " * (1024 * 1024 + 1),
    ],
)
def test_api10_unsafe_consumption_of_apis(found: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc.urllib.request, "build_opener", lambda *_: Answering(found))
    monkeypatch.setattr(socket, "create_connection", None)
    with pytest.raises(UsageError) as refused:
        Tokens(Provider("https://id.example.org", "clausegraph", fetch=True))
    assert refused.value.faults[0].code == "KEY-005"


class Answering:
    """An opener that gives the same bytes to every question."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def open(self, *_: object, **__: object) -> Answering:
        return self

    def read(self, most: int) -> bytes:
        return self.content[:most]

    def __enter__(self) -> Answering:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def test_api10_a_token_is_worth_no_more_than_what_is_said_here_of_its_claims(tmp_path: Path) -> None:
    (tmp_path / "jwks.json").write_text(json.dumps(KeySet([RSA]).as_dict(private=False)))
    tokens = Tokens(Provider("https://id.example.org", "clausegraph", tmp_path / "jwks.json"))

    def caller(**changed: Any) -> Caller | None:
        return tokens.caller(token(RSA, "RS256", **changed), NOW_OF_TOKENS)

    assert caller(sub="admin") == Caller("admin@id.example.org", Role.EVALUATOR, frozenset({"430700"}))
    strange = caller(subjects=["../430100", "430100/..", 430100])
    assert strange is not None and not may(strange, Role.EVALUATOR, "430100")
    for changed in ({"roles": ["root"]}, {"roles": {"admin": True}}, {"sub": "a\nb"}, {"sub": "x", "pad": "y" * 9000}):
        assert caller(**changed) is None, changed


@pytest.mark.parametrize("number", PROMISES)
def test_each_promise_has_its_test(number: int) -> None:
    assert callable(globals()[f"test_api{number}_{PROMISES[number]}"])


def promised() -> list[tuple[str, str]]:
    """The rows of the table in docs/security.md: number of the promise, and each test that keeps it."""
    page = (home() / "docs/security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| API(\d+) \|(.*)\|$", page, re.MULTILINE)
    return [(number, test) for number, row in rows for test in re.findall(r"`(tests/[^`]+)`", row)]


def test_the_page_on_security_names_tests_for_every_promise() -> None:
    assert {int(number) for number, _ in promised()} == set(PROMISES)


@pytest.mark.parametrize("test", sorted({test for _, test in promised()}))
def test_every_test_that_the_page_on_security_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    tree = ast.parse((home() / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
