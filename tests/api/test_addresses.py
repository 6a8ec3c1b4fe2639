"""The address of an assessment is written and read back, and nothing else is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.addresses import PREFIX, Address, address_of
from api.app import create_app
from api.auth.access import Access
from api.service import Asked
from api.settings import Settings
from engine import EvidenceMode
from tests.api.conftest import NOW
from tests.api.test_rights import RIGHTS, routes
from tests.api.town import CALLERS, FREELY, OWN, Town

DIGEST = "0a" * 32
ASKED = Asked("430700", 2020, EvidenceMode.DELIVERED, 12)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address(DIGEST), DIGEST),
        (Address(DIGEST, ASKED), f"{DIGEST}~430700~2020~delivered~12"),
        (
            Address(DIGEST, Asked("430700", 1949, EvidenceMode.ACCEPTED, 0, "2026-01-31T00:00:00Z")),
            f"{DIGEST}~430700~1949~accepted~0~2026-01-31T00:00:00Z",
        ),
    ],
)
def test_an_address_is_read_as_it_was_written(address: Address, text: str) -> None:
    assert str(address) == text and address_of(text) == address
    assert re.fullmatch(r"[A-Za-z0-9:~-]+", text)  # nothing that a path must escape


@pytest.mark.parametrize(
    "text",
    [
        "",
        DIGEST[1:],
        DIGEST.upper(),
        f"{DIGEST}~",
        f"{DIGEST}~430700",
        f"{DIGEST}~430700~2020~delivered",
        f"{DIGEST}~430700~1948~delivered~1",
        f"{DIGEST}~430700~3000~delivered~1",
        f"{DIGEST}~430700~2020~all~1",
        f"{DIGEST}~430700~2020~delivered~-1",
        f"{DIGEST}~430700~2020~delivered~1234567890",
        f"{DIGEST}~４３０７００~2020~delivered~1",
        f"{DIGEST}~430700~2020~delivered~1~now",
        f"{DIGEST}~430700~2020~delivered~1\n",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert address_of(text) is None


@pytest.fixture
def other(town: Town) -> Iterator[Town]:
    """Another process over the same store, which was asked nothing yet."""
    app = create_app(Settings(town.store, read_only=True, now=lambda: NOW, access=Access(rates=FREELY)))
    with TestClient(app):
        yield replace(town, app=app)


def links_in(data: Any) -> Iterator[str]:
    """All addresses of assessments that stand somewhere in an answer."""
    if isinstance(data, str) and data.startswith(PREFIX + "/"):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from links_in(one)


@pytest.mark.parametrize("who", sorted(CALLERS))
def test_an_address_that_any_answer_gives_is_answered_by_a_process_that_was_asked_nothing(
    town: Town, other: Town, who: str
) -> None:
    met = {name: given(town, who, name) for name in RIGHTS if asks(name)}
    for name, addresses in met.items():
        for address in addresses:
            assert other.ask(who, "GET", address).status_code == 200, (name, address)
    inside = who in ("evaluator", "editor", "admin")
    assert all(bool(met[name]) == inside for name in ("get_case", "list_changes", "get_assessment"))


def asks(name: str) -> bool:
    """Whether an operation only asks."""
    return "GET" in routes()[name].methods or name in ("preview_case", "try_impact", "improve_at_cost")


def given(town: Town, who: str, name: str) -> set[str]:
    """The addresses of assessments that an operation gives to a caller, in its answer and in the headers."""
    route, right = routes()[name], RIGHTS[name]
    (method,) = route.methods
    answer = town.ask(who, method, town.filled(route.path) + town.filled(right.words), **right.sent)
    links = [answer.headers.get("location", ""), *(one["url"] for one in answer.links.values())]
    is_json = answer.headers.get("content-type") == "application/json"
    return {one for one in links if one.startswith(PREFIX + "/")} | set(links_in(answer.json()) if is_json else ())


def test_a_change_leads_to_the_case_before_and_after_it(town: Town, other: Town) -> None:
    first, *_, last = town.ask("admin", "GET", f"/v1/changes?subject={OWN}&year=2020").json()["items"]
    assert first["links"]["before"] is None and first["before"] is None
    for when in ("before", "after"):
        said = other.ask("admin", "GET", last["links"][when]).json()
        assert (said["assessment"], said["links"]["self"]) == (last[when], last["links"][when])


def test_a_bare_hash_that_a_process_does_not_know_is_refused_with_the_way_to_ask(town: Town, other: Town) -> None:
    case = town.ask("admin", "GET", "/v1/cases/430100/2019").json()  # nothing of it was recorded
    bare = f"{PREFIX}/{case['assessment']}"
    assert case["links"]["self"].startswith(bare + "~") and town.ask("admin", "GET", bare).status_code == 200
    for language, words in (("zh", "案例答复 links 中的地址"), ("en", "address in the links of a case")):
        told = other.ask("admin", "GET", bare, headers={"accept-language": language})
        (fault,) = told.json()["faults"]
        assert (told.status_code, fault["code"]) == (404, "API-457")
        assert words in fault["expected"] and "/v1/cases/" in fault["remedy"] and "~" in fault["expected"]
    assert other.ask("admin", "GET", case["links"]["self"]).status_code == 200
