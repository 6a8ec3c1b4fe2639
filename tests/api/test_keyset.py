"""Pages by key: nothing twice, nothing left out, also where the list grows between two pages."""

from __future__ import annotations

from starlette.requests import Request

from api.keyset import page


def asked(query: str = "") -> Request:
    scope = {"type": "http", "path": "/v1/things", "query_string": query.encode(), "headers": [], "server": ("a", 80)}
    return Request({**scope, "method": "GET", "scheme": "http", "root_path": ""})


def paged(items: list[str], after: str | None, limit: int) -> tuple[list[str], str | None]:
    found = page(asked(f"limit={limit}&lang=en"), items, str, str, after=after, limit=limit)
    return found["items"], found["next"]


def test_pages_follow_each_other() -> None:
    assert paged(["c", "a", "b"], None, 2) == (["a", "b"], "/v1/things?limit=2&lang=en&after=b")
    assert paged(["c", "a", "b"], "b", 2) == (["c"], None)


def test_what_came_before_the_key_meanwhile_moves_nothing() -> None:
    assert paged(["aa", "c", "a", "b"], "b", 2) == (["c"], None)


def test_a_full_last_page_leads_nowhere() -> None:
    assert paged(["a", "b"], None, 2) == (["a", "b"], None)


def test_a_key_after_the_last_gives_an_empty_page() -> None:
    assert paged(["a"], "z", 2) == ([], None)


def test_chinese_keys_stand_escaped() -> None:
    assert paged(["甲", "乙"], None, 1) == (["乙"], "/v1/things?limit=1&lang=en&after=%E4%B9%99")
