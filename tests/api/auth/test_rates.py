"""How often one may call, and what the refusal says."""

from __future__ import annotations

import time

import pytest

from api.auth.rates import Limiter, Rates, network_of
from api.guards.raw import said
from api.problems import RefusedError
from tests.api.auth.test_windows import Clock


def test_the_headers_count_down_and_the_refusal_says_when_to_come_again() -> None:
    clock = Clock()
    limiter = Limiter(Rates(caller=2), clock)
    left = [said(limiter.enter("caller", "a", "/x"))["ratelimit-remaining"] for _ in range(2)]
    clock.now += 45.5
    with pytest.raises(RefusedError) as refused:
        limiter.enter("caller", "a", "/x")
    assert left == ["1", "0"]
    assert (refused.value.status, refused.value.fault.code) == (429, "API-429")
    assert refused.value.headers == {
        "ratelimit-limit": "2",
        "ratelimit-remaining": "0",
        "ratelimit-reset": "15",
        "retry-after": "15",
    }
    clock.now += 15
    assert said(limiter.enter("caller", "a", "/x"))["ratelimit-remaining"] == "1"


def test_callers_addresses_and_failures_are_counted_apart() -> None:
    limiter = Limiter(Rates(1, 1, 1), Clock())
    for kind in ("caller", "address", "failures"):
        limiter.enter(kind, "a", "/x")
    limiter.enter("caller", "b", "/x")
    with pytest.raises(RefusedError):
        limiter.enter("failures", "a", "/x")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "-"),
        ("", "-"),
    ],
)
def test_an_owner_of_many_addresses_counts_as_one(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_count_costs_less_than_a_tenth_of_a_millisecond() -> None:
    limiter = Limiter(Rates(), time.monotonic)
    begun = time.perf_counter()
    for _ in range(2000):
        limiter.enter("caller", "a", "/x")
    assert (time.perf_counter() - begun) / 2000 < 1e-4
