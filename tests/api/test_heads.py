"""HEAD at every address answers as GET does, without the bytes."""

from __future__ import annotations

import pytest

from tests.api.test_rights import RIGHTS, routes
from tests.api.town import CALLERS, Town

SAME = ("content-type", "content-length", "etag", "cache-control", "vary", "location", "link", "allow")


@pytest.mark.parametrize("who", sorted(CALLERS))
def test_head_is_get_without_the_bytes(town: Town, who: str) -> None:
    for name, right in RIGHTS.items():
        (method,) = routes()[name].methods
        if method == "GET":
            address = town.filled(routes()[name].path) + town.filled(right.words)
            whole, bare = town.ask(who, "GET", address), town.ask(who, "HEAD", address)
            assert bare.content == b"" and bare.status_code == whole.status_code, name
            assert [bare.headers.get(one) for one in SAME] == [whole.headers.get(one) for one in SAME], name


def test_head_of_what_did_not_change_is_304_in_each_form(town: Town) -> None:
    for form in ("", ".ttl", ".csv"):
        address = "/v1/editions/2021-draft/clauses" + form
        tag = town.ask("admin", "HEAD", address).headers["etag"]
        again = town.ask("admin", "HEAD", address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_head_where_nothing_is_fetched_is_refused_as_get_is(town: Town) -> None:
    answer = town.ask("admin", "HEAD", "/v1/impact")
    assert (answer.status_code, answer.content, answer.headers["allow"]) == (405, b"", "POST")
