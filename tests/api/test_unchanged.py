"""What never changes is answered from kept bytes exactly as its route would answer, to those who may see it and to nobody else."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import CALLER, Caller, Role
from api.auth.keys import read_keys, revoke_key
from api.auth.rates import Rates
from api.kept import Kept
from api.representations import FOR_EVER, FRESH
from api.settings import Settings
from api.unchanged import Answer, Unchanged
from api.watch.logs import REQUESTS, ROOT, Gathered
from engine import Hand, Journal, panel, publicise, read_audit, recorded
from tests.api.conftest import NOW
from tests.api.town import FREELY, OTHER, OWN, WHO, Town, make_town

PATH = f"/v1/assessments/{'a' * 64}/explanation"
ANEW = {"x-request-id", "ratelimit-remaining", "ratelimit-reset"}  # of each request its own
FORMS = ("", ".json", ".ttl", ".jsonld", ".csv", "?clause=12.1", "?clause=99", "?lang=en")
SENT = (
    {},
    {"accept": "text/turtle"},
    {"accept": "application/pdf"},
    {"accept-language": "en"},
    {"if-none-match": "*"},
    {"if-none-match": '"other"'},
    {"host": "elsewhere.example"},
    {"x-forwarded-for": "203.0.113.9"},
    {"x-long": "x" * 20_000},
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with make_town(tmp_path_factory.mktemp("unchanged")) as made:
        yield made


def part_of(app: Any) -> Unchanged:
    """The part under test inside a service."""
    layer = app.middleware_stack
    while not isinstance(layer, Unchanged):
        layer = layer.app
    return layer


class Passes:
    """The routes, counted."""

    def __init__(self, app: Any) -> None:
        self.app, self.count = app, 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.count += 1
        await self.app(scope, receive, send)


@pytest.fixture
def passes(town: Town, monkeypatch: pytest.MonkeyPatch) -> Passes:
    part = part_of(town.app)
    counted = Passes(part.app)
    monkeypatch.setattr(part, "app", counted)
    return counted


def told(answer: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers in their order and bytes of an answer, without what each has of its own."""
    headers = [(name, value) for name, value in answer.headers.multi_items() if name not in ANEW]
    return answer.status_code, headers, answer.content


def in_all_ways(town: Town, who: str, address: str, sent: dict[str, str]) -> list[Any]:
    """The answer while nothing is kept, that of which bytes are kept, and that from what is kept."""
    part = part_of(town.app)
    part.kept = Kept(0, part.kept.size)
    alone = told(town.ask(who, "GET", address, headers=sent))
    part.kept = Kept(10**8, part.kept.size)
    return [alone, *(told(town.ask(who, "GET", address, headers=sent)) for _ in range(2))]


def assessments(town: Town) -> dict[str, str]:
    """What is recorded and hidden, what is public, what was asked for as a case alone, what there is none of."""
    entries = town.app.state.service.entries()
    of = {one.role.value: one.assessment for one in recorded(entries, OWN)}
    asked = town.ask("admin", "GET", "/v1/cases/430100/2019").json()["assessment"]
    (public,) = recorded(entries, OTHER)
    return {"self": of["self"], "public": public.assessment, "asked": asked, "none": "0" * 64}


@pytest.mark.parametrize("who", WHO)
def test_every_caller_gets_what_the_route_gives(town: Town, who: str) -> None:
    for digest in assessments(town).values():
        for part in ("findings/air", "explanation?clause=99", ""):
            alone, first, then = in_all_ways(town, who, f"/v1/assessments/{digest}/{part}", {})
            assert alone == first == then, (digest, part)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_what_the_route_gives(town: Town, form: str) -> None:
    alone, first, then = in_all_ways(
        town, "reader", f"/v1/assessments/{assessments(town)['public']}/explanation{form}", {}
    )
    assert alone == first == then
    assert alone[0] == {".csv": 406, "?clause=99": 404}.get(form, 200)


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: " ".join(sent) or "plain")
def test_every_header_has_the_same_effect(town: Town, sent: dict[str, str]) -> None:
    for who in ("nobody", "reader"):
        for digest in (assessments(town)["public"], assessments(town)["self"]):
            alone, first, then = in_all_ways(town, who, f"/v1/assessments/{digest}/findings/air", sent)
            assert alone == first == then, (who, digest)


def test_every_route_of_an_assessment_gives_the_same_to_all(town: Town) -> None:
    paths = town.ask("admin", "GET", "/v1/openapi.json").json()["paths"]
    own = [path for path, ways in paths.items() if path.startswith("/v1/assessments/{assessment}") and "get" in ways]
    assert len(own) >= 8
    for path in own:
        address = town.filled(path) + ("?to=B" if path.endswith("/improve") else "")
        for who in WHO:
            alone, first, then = in_all_ways(town, who, address, {})
            assert alone == first == then, (path, who)


def test_what_is_kept_for_one_is_given_to_others_by_their_own_rights(town: Town) -> None:
    found = assessments(town)
    for name, allowed in (
        ("self", {"evaluator", "editor", "admin"}),
        ("public", {"reader", "stranger", "evaluator", "editor", "admin"}),
        ("asked", {"editor", "admin"}),
    ):
        address = f"/v1/assessments/{found[name]}/scores"
        part_of(town.app).kept = Kept(10**8, part_of(town.app).kept.size)
        for _ in range(2):
            assert {who for who in WHO if town.ask(who, "GET", address).status_code == 200} == allowed


def test_the_route_is_asked_once(town: Town, passes: Passes) -> None:
    address = f"/v1/assessments/{assessments(town)['public']}/explanation"
    in_all_ways(town, "reader", address, {})
    before = passes.count
    tag = town.ask("reader", "GET", address).headers["etag"]
    again = town.ask("reader", "GET", address, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert passes.count == before
    town.ask("reader", "GET", address, headers={"accept": "text/turtle"})  # another form
    assert passes.count == before + 1
    town.ask("reader", "HEAD", address)  # asked as GET
    assert passes.count == before + 1


def test_the_tag_is_the_hash_of_the_bytes(town: Town) -> None:
    for way in in_all_ways(town, "admin", f"/v1/assessments/{assessments(town)['self']}/explanation", {}):
        assert dict(way[1])["etag"] == f'"{hashlib.sha256(way[2]).hexdigest()}"'


def copy_of(town: Town, folder: Path, now: Callable[[], datetime] = lambda: NOW, rates: Rates = FREELY) -> Town:
    """Another service over a copy of the store."""
    store = folder / "store"
    shutil.copytree(town.store, store, dirs_exist_ok=True)
    app = create_app(Settings(store, read_only=True, now=now, access=Access(rates=rates)))
    return replace(town, store=store, app=app)


def test_too_many_calls_are_refused_from_what_is_kept_too(town: Town, tmp_path: Path) -> None:
    busy, address = (
        copy_of(town, tmp_path, rates=Rates(caller=3)),
        f"/v1/assessments/{assessments(town)['public']}/scores",
    )
    assert [busy.ask("reader", "GET", address).status_code for _ in range(5)] == [200, 200, 200, 429, 429]


def test_a_damaged_ledger_and_a_revoked_key_end_it(town: Town, tmp_path: Path) -> None:
    own, address = copy_of(town, tmp_path), f"/v1/assessments/{assessments(town)['public']}/scores"
    assert [own.ask("reader", "GET", address).status_code for _ in range(2)] == [200, 200]
    with (own.store / "ledger.jsonl").open("ab") as file:
        file.write(b"{}\n")
    assert [own.ask(who, "GET", address).status_code for who in ("reader", "admin")] == [503, 503]
    (key,) = [one.id for one in read_keys(own.store).values() if one.name == "reader"]
    revoke_key(own.store, key, "2026-02-02T00:00:00Z")
    answer = own.ask("reader", "GET", address)
    assert (answer.status_code, answer.json()["code"]) == (401, "API-442")
    line = read_audit(own.store)[-1].act
    assert (line.about, line.reason) == (f"GET {address}", "401")


def test_the_course_and_the_day_decide_at_each_request(town: Town, tmp_path: Path) -> None:
    clock, hand = [NOW], Hand("李强", "2026-03-01T00:00:00Z")
    own = copy_of(town, tmp_path, lambda: clock[0])
    one = next(one for one in recorded(town.app.state.service.entries(), OWN) if one.role.value == "confirmed")

    def statuses() -> list[int]:
        address = f"/v1/assessments/{one.assessment}/scores"
        return [own.ask(who, "GET", address).status_code for who in ("editor", "stranger", "reader")]

    with Journal(own.store) as journal:
        found = [statuses()]
        panel(journal, one, ["stranger"], hand)
        found.append(statuses())
        publicise(journal, one, date(2026, 3, 2), date(2026, 3, 10), hand)
        found.append(statuses())
    clock[0] = datetime(2026, 3, 1, 16, 0, 0, tzinfo=UTC)  # the first day of publicity in China
    assert [*found, statuses()] == [[200, 404, 404], [200, 200, 404], [200, 200, 404], [200, 200, 200]]


def test_it_is_logged_and_counted_by_its_route(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    gathered = Gathered(stream)
    address = f"/v1/assessments/{assessments(town)['public']}/points"
    monkeypatch.setattr(ROOT, "handlers", [gathered])
    monkeypatch.setattr(REQUESTS, "level", logging.INFO)
    REQUESTS.manager._clear_cache()  # type: ignore[attr-defined]
    answers = [town.ask("reader", "GET", address) for _ in range(3)]
    answers.append(town.ask("reader", "GET", address, headers={"if-none-match": answers[0].headers["etag"]}))
    gathered.flush()
    said = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {(one["route"], one["caller"]) for one in said} == {("/v1/assessments/{assessment}/points", "reader")}
    assert [one["status"] for one in said] == [200, 200, 200, 304]
    assert [one["id"] for one in said] == [one.headers["x-request-id"] for one in answers]
    counted = town.app.state.figures.written().decode()
    assert 'route="/v1/assessments/{assessment}/points",status="304"} 1.0' in counted


def asked_of(app: Any, method: str = "GET", path: str = PATH, **headers: str) -> tuple[list[Any], Unchanged]:
    """What is sent on for a request twice, by a caller who sees everything."""
    part, sent = Unchanged(app, lambda caller, digest: True), []

    async def send(message: Any) -> None:
        sent.append(message)

    for _ in range(2):
        listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        state = {CALLER: Caller("a", Role.READER)}
        scope = {"type": "http", "method": method, "path": path, "headers": listed, "state": state}
        asyncio.run(part(scope, None, send))  # type: ignore[arg-type]
    return sent, part


def route(cache: str, *bodies: bytes, status: int = 200, tag: bytes = b'"t"') -> Any:
    """A route that gives an answer in parts."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"etag", tag), (b"cache-control", cache.encode()), (b"content-length", b"3"), (b"vary", b"accept")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for place, body in enumerate(bodies, 1):
            await send({"type": "http.response.body", "body": body, "more_body": place < len(bodies)})

    return app


@pytest.mark.parametrize(
    ("app", "method", "path", "kept"),
    [
        (route(FOR_EVER, b"abc"), "GET", PATH, 1),
        (route(FOR_EVER, b"abc"), "GET", PATH.rpartition("/")[0], 1),
        (route(FOR_EVER, b"abc"), "GET", "/v1/contrast", 0),
        (route(FOR_EVER, b"abc"), "GET", PATH.upper(), 0),
        (route(FOR_EVER, b"abc"), "POST", PATH, 0),
        (route(FOR_EVER, b"abc", status=404), "GET", PATH, 0),
        (route(FOR_EVER, b"a", b"bc"), "GET", PATH, 0),
        (route(FRESH, b"abc"), "GET", PATH, 0),
    ],
)
def test_only_whole_good_answers_of_an_assessment_are_kept(app: Any, method: str, path: str, kept: int) -> None:
    sent, part = asked_of(app, method, path)
    assert len(part.kept) == kept
    assert b"".join(one.get("body", b"") for one in sent) == b"abcabc"


@pytest.mark.parametrize("cache", [FOR_EVER, FRESH])
def test_bytes_that_a_client_has_are_not_sent(cache: str) -> None:
    sent, _ = asked_of(route(cache, b"abc"), if_none_match='W/"t", "u"')
    assert [one["status"] for one in sent[::2]] == [304, 304]
    assert [one["body"] for one in sent[1::2]] == [b"", b""]
    assert [name for name, _ in sent[2]["headers"]] == [b"etag", b"cache-control", b"vary"]


def test_an_act_is_never_answered_with_304() -> None:
    sent, _ = asked_of(route(FRESH, b"abc"), "POST", if_none_match="*")
    assert [one["status"] for one in sent[::2]] == [200, 200]


def test_headers_of_an_answer_by_name() -> None:
    assert (Answer([(b"vary", b"accept")], b"", None).header(b"vary"), Answer([], b"", None).header(b"vary")) == (
        "accept",
        "",
    )
