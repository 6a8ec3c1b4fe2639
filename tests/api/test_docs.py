"""The page of the API holds no script of its own and loads nothing from elsewhere."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def test_everything_that_the_page_loads_is_served_here(web: TestClient) -> None:
    page = web.get("/v1/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(loaded) == 4
    for address in loaded:
        assert address == "data:," or web.get(address).status_code == 200, address


def test_the_page_holds_no_script_itself(web: TestClient) -> None:
    page = web.get("/v1/docs").text
    assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
    assert "/v1/openapi.json" in web.get("/v1/docs/start.js").text
