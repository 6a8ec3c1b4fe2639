"""The canary sees who calls it."""

from __future__ import annotations

import urllib.request

from tests.hostile.canary import Canary


def test_a_call_is_seen() -> None:
    with Canary() as canary:
        assert canary.calls == []
        with urllib.request.urlopen(canary.address) as answer:
            assert answer.read() == b"{}"
    assert canary.calls == ["GET /canary HTTP/1.1"]
