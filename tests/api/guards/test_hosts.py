"""Other hosts are refused, and writes that another site's page makes a browser send."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.guards.hosts import Hosts
from api.guards.refusing import Checked
from api.settings import LOOPBACK
from tests.api.guards.asking import echo


@pytest.fixture(scope="module")
def web() -> TestClient:
    return TestClient(Checked(echo, [Hosts(LOOPBACK)]), base_url="http://127.0.0.1:8710")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8710", "LOCALHOST:1", "localhost.", "[::1]", "[::1]:8710"])
def test_its_own_names_are_answered_with_any_port(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["example.org", "127.0.0.1.example.org", "127.0.0.1@example.org", "", "[::2]", "::1", "localhost:80:80", "a b"],
)
def test_any_other_host_is_refused(web: TestClient, host: str) -> None:
    answer = web.get("/", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "API-421")


def test_two_hosts_are_none(web: TestClient) -> None:
    assert web.get("/", headers=[("Host", "127.0.0.1"), ("Host", "example.org")]).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://example.org"},
    ],
)
def test_another_site_can_make_a_browser_read_nothing_new_and_write_nothing(
    web: TestClient, headers: dict[str, str]
) -> None:
    answer = web.post("/", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "API-445")
    assert web.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1:8710", "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
def test_programs_and_pages_of_our_own_write(web: TestClient, headers: dict[str, str]) -> None:
    assert web.post("/", headers=headers).status_code == 200
