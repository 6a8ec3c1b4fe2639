"""What of an entry a caller is told is the same wherever it stands: what the ledger hides, no other answer shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from api.app import create_app
from api.auth.access import Access
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from engine import Journal, home, take_over, withdraw_reference
from tests.api.conftest import NOW
from tests.api.routes.desk import MINE, digest
from tests.api.test_rights import RIGHTS, routes
from tests.api.town import CALLERS, FREELY, MADE, OTHER, OWN, RECORDED, WORLD, Town, make_town

REASON = "误采，另有新版"
REFERENCE = f"/v1/references/{digest(WORLD)}"
FIELDS = {"number", "time", "actor", "kind", "about", "reason", "details", "before", "hash"}
TOLD = ("actor", "reason", "details")
EMPTY = ("", "", {})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town, with a reference file withdrawn and a file of two places."""
    with make_town(tmp_path_factory.mktemp("telling")) as made:
        gone = made.ask("editor", "POST", REFERENCE + "/withdrawal", json={"reason": REASON})
        file = {"files": {"file": ("two.csv", both())}, "data": {"subject": [OWN, OTHER]}}
        kept = made.ask("admin", "POST", "/v1/submissions", **file)
        assert (gone.status_code, kept.status_code) == (201, 201), kept.text
        yield made


def both() -> bytes:
    """A figure of each of two places in one file."""
    head, row = MINE.splitlines(keepends=True)[:2]
    return head + row + row.replace("常德市".encode(), "湘潭市".encode()).replace(b"o1", b"o2")


def entries_in(data: Any) -> Iterator[dict[str, Any]]:
    """All entries of the ledger that stand somewhere in an answer."""
    if isinstance(data, dict):
        if data.keys() >= FIELDS:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from entries_in(one)


def in_part(entry: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(entry[name] for name in TOLD)


def ledger(town: Town, who: str) -> dict[int, tuple[Any, ...]]:
    found = town.ask(who, "GET", "/v1/ledger").json()["items"]
    return {one["number"]: in_part(one) for one in found}


@pytest.mark.parametrize("who", sorted(CALLERS))
def test_no_answer_tells_more_of_an_entry_than_the_ledger(town: Town, who: str) -> None:
    shown, met = ledger(town, who), set()
    for name, right in RIGHTS.items():
        (method,) = routes()[name].methods
        if method == "GET":
            answer = town.ask(who, "GET", town.filled(routes()[name].path) + town.filled(right.words))
            if answer.headers["content-type"] == "application/json":
                for entry in entries_in(answer.json()):
                    met.add(name)
                    assert in_part(entry) == shown.get(entry["number"], EMPTY), name
    assert {"list_references", "get_reference", "list_entries"} <= met


def test_who_withdrew_a_reference_and_why_is_told_where_the_ledger_tells_it(town: Town) -> None:
    told = {who: town.ask(who, "GET", REFERENCE).json() for who in CALLERS}
    for who in ("editor", "admin"):
        assert (told[who]["withdrawal"]["actor"], told[who]["withdrawal"]["reason"]) == ("editor", REASON)
        assert told[who]["entry"]["details"]["approver"] == "陈明"
    for who in ("reader", "stranger", "evaluator"):
        withdrawal = told[who]["withdrawal"]
        assert in_part(withdrawal) == in_part(told[who]["entry"]) == EMPTY
        assert (withdrawal["kind"], withdrawal["hash"]) == ("withdrawn", told[who]["version"])
        assert told[who] | {"entry": 0, "withdrawal": 0} == told["admin"] | {"entry": 0, "withdrawal": 0}
        listed = town.ask(who, "GET", "/v1/references").json()["items"]
        assert listed == [told[who]]


def test_a_file_of_several_places_changed_a_case_and_its_evaluator_is_not_told_whose_it_was(town: Town) -> None:
    def last(who: str) -> dict[str, Any]:
        return town.ask(who, "GET", f"/v1/changes?subject={OWN}&year=2020").json()["items"][-1]["entry"]

    whole, veiled = last("admin"), last("evaluator")
    assert whole["details"]["subjects"] == f"{OWN} {OTHER}" and whole["actor"] == "admin"
    assert in_part(veiled) == EMPTY and veiled == whole | dict(zip(TOLD, EMPTY, strict=True))


def test_who_hands_the_same_bytes_in_again_is_not_told_who_was_first(town: Town) -> None:
    def sent(who: str, *subjects: str) -> Any:
        file = {"files": {"file": ("mine.csv", MINE)}, "data": {"subject": list(subjects)}}
        return town.ask(who, "POST", "/v1/submissions", **file)

    assert sent("admin", OWN, OTHER).status_code == 201
    again = sent("evaluator", OWN)
    assert (again.status_code, in_part(again.json()["entry"])) == (200, EMPTY)
    assert sent("admin", OWN).json()["entry"]["actor"] == "admin"


TELLING = ("http://www.w3.org/ns/prov#wasAssociatedWith", "http://purl.org/dc/terms/description")


def said(content: bytes) -> set[ox.Triple]:
    """Who made an entry and why, as an answer in Turtle says it."""
    triples = ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/clausegraph/")
    own = (one.triple for one in triples if "/ledger/" in str(one.subject))
    return {one for one in own if one.predicate.value in TELLING}


@pytest.mark.parametrize("who", sorted(CALLERS))
def test_no_linked_answer_tells_more_of_an_entry_than_the_ledger(town: Town, who: str) -> None:
    turtle = {"headers": {"Accept": "text/turtle"}}
    shown, met = said(town.ask(who, "GET", "/v1/ledger?limit=500", **turtle).content), set()
    for name, right in RIGHTS.items():
        (method,) = routes()[name].methods
        if method == "GET" and name not in ("query_by_address",):
            answer = town.ask(who, "GET", town.filled(routes()[name].path) + town.filled(right.words), **turtle)
            if answer.headers["content-type"].startswith("text/turtle"):
                met.add(name)
                assert said(answer.content) <= shown, name
    assert {"list_submissions", "list_entries"} <= met


def test_what_concerns_all_places_is_hidden_before_there_are_any(tmp_path: Path) -> None:
    """A reference file is taken over and withdrawn in a store without a submission: no reader is told by whom, then or later."""
    store = tmp_path / "store"
    with Journal(store) as journal:
        take_over(journal, home(), "world.ttl", WORLD, "陈明", RECORDED)
        withdraw_reference(journal, home(), digest(WORLD), REASON, RECORDED)
    keys = {
        name: make_key(store, Wanted(name, role, places, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
        for number, (name, (role, places)) in enumerate(CALLERS.items(), 1)
    }
    app = create_app(Settings(store, read_only=True, now=lambda: NOW, access=Access(rates=FREELY)))
    empty = Town(store, app, keys, {})
    assert {who: len(ledger(empty, who)) for who in CALLERS} == {
        "reader": 0,
        "stranger": 0,
        "evaluator": 0,
        "editor": 2,
        "admin": 2,
    }
    assert in_part(empty.ask("reader", "GET", REFERENCE).json()["withdrawal"]) == EMPTY
    assert empty.ask("admin", "GET", REFERENCE).json()["withdrawal"]["reason"] == REASON
