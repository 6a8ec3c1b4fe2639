"""Addresses and headers have a limit, and the refusal says which."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.guards.limits import MIB, Limits, Sizes
from api.guards.refusing import LONGEST, Checked
from tests.api.guards.asking import echo


@pytest.fixture(scope="module")
def web() -> TestClient:
    return TestClient(Checked(echo, [Sizes(Limits())]))


def test_an_address_has_a_limit(web: TestClient) -> None:
    at = "/v1/x?a=" + "b" * (4096 - 8)
    assert web.get(at).status_code == 200
    answer = web.get(at + "b")
    assert (answer.status_code, answer.json()["code"]) == (414, "API-414")
    assert answer.headers["connection"] == "close" and "4096" in answer.json()["faults"][0]["expected"]


def test_a_long_path_is_not_sent_back(web: TestClient) -> None:
    assert len(web.get("/" + "a" * 5000).json()["instance"]) == LONGEST


def test_headers_have_a_limit_in_number_and_in_length(web: TestClient) -> None:
    many = [(f"x-{number}", "1") for number in range(65)]
    long = {"x-long": "a" * 16384}
    assert [web.get("/v1/x", headers=one).json()["code"] for one in (many, long)] == ["API-431"] * 2
    assert web.get("/v1/x", headers=many[:50]).status_code == 200


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/v1/submissions", 9 * MIB),
        ("/v1/submissions/check", 9 * MIB),
        ("/v1/references", 9 * MIB),
        ("/v1/cases/430700/2020/preview", 9 * MIB),
        (f"/v1/submissions/{'0' * 64}/corrections", 9 * MIB),
        ("/v1/cases/430700/2020/x/preview", MIB),
        ("/v1/references/x/withdrawal", MIB),
        ("/v1/submissionsx", MIB),
        ("/v1/submissions/x/rulings", MIB),
        ("/v1/impact", MIB),
    ],
)
def test_only_where_files_are_delivered_bodies_may_be_long(path: str, most: int) -> None:
    assert Limits().of(path)[0] == most
