"""Explanations by URL: requests a second and their slowest, against a bare route with the same bytes in the same run.

The service is `clausegraph serve` as nobody has set it up (guards, keys, limits, log and metrics on), one process; each
connection has a key of its own. The bare route is one process too, with the same server, loop and parser and nothing around
it. Both are asked in turn, several times; the other one rests. The load has a process of its own on the same machine.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.service_bare import PATH
from tests.bench.service_load import Found, Load, fetched, loaded, request
from tests.bench.service_store import Made, Server, bare_served, made_store, served

CONNECTIONS, ROUNDS, WARM, SECONDS = 32, 5, 0.5, 2.0
SHARE, MOST_P99 = 0.5, 25_000  # promised: of the bare route's requests a second; microseconds
ASKED = {"whole tree": "", "one clause": "?clause=12.1"}


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: connections, rounds, and seconds of each before and while it counts."""

    connections: int = CONNECTIONS
    rounds: int = ROUNDS
    warm: float = WARM
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Pair:
    """What a round found: the bare route and the service."""

    bare: Found
    own: Found
    bare_cost: float
    own_cost: float

    @property
    def share(self) -> float:
        """The requests a second of the service for one of the bare route."""
        return self.own.rate / self.bare.rate


def main() -> tuple[int, dict[str, float]]:
    """Print the figures and give them; 1 where a promise is not kept."""
    extent = Extent()
    print(f"service: {extent.connections} connections, {os.cpu_count()} processors, {extent.rounds} rounds in turn,")
    print(f"  each of {extent.seconds} s after {extent.warm} s to warm up; promised: share {SHARE}, p99 {MOST_P99} us")
    figures: dict[str, float] = {}
    for name, found in measured(extent):
        figures |= said(name, found)
    late = any(figures[f"{name}: share"] < SHARE or figures[f"{name}: p99 us"] >= MOST_P99 for name in ASKED)
    return int(late), figures


def measured(extent: Extent) -> Iterator[tuple[str, list[Pair]]]:
    """The rounds of each thing that is asked for, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        made = made_store(Path(folder) / "store", extent.connections)
        with served(made.folder) as own:
            for name, query in ASKED.items():
                path = f"/v1/assessments/{made.assessment}/explanation{query}"
                yield from _one(name, own, made, path, extent)


def _one(name: str, own: Server, made: Made, path: str, extent: Extent) -> Iterator[tuple[str, list[Pair]]]:
    _, headers, body = fetched(own.port, path, authorization=f"Bearer {made.keys[0]}")
    digest, tag = hashlib.sha256(body).hexdigest(), headers["etag"]
    with bare_served(body, headers["content-type"]) as bare:
        plain = _load(bare, made, PATH, extent, digest)
        for title, load in (
            (name, _load(own, made, path, extent, digest)),
            (f"{name}, 304", _load(own, made, path, extent, "", tag)),
        ):
            yield title, [_round((bare, plain), (own, load)) for _ in range(extent.rounds)]


def _load(server: Server, made: Made, path: str, extent: Extent, digest: str, tag: str = "") -> Load:
    """Each connection with its own key; the bare route is sent one too, so that it reads as much."""
    has = {"if_none_match": tag} if tag else {}
    requests = tuple(request(path, authorization=f"Bearer {key}", **has) for key in made.keys)
    return Load(server.port, requests, extent.warm, extent.seconds, 304 if tag else 200, digest)


def _round(bare: tuple[Server, Load], own: tuple[Server, Load]) -> Pair:
    (one, cost), (other, own_cost) = (_cost(*side) for side in (bare, own))
    return Pair(one, other, cost, own_cost)


def _cost(server: Server, load: Load) -> tuple[Found, float]:
    """What was found, and the microseconds that the server computed for an answer."""
    before = server.spent()
    found = loaded(load)
    return found, (server.spent() - before) * 1e6 / found.every


def said(name: str, found: Sequence[Pair]) -> dict[str, float]:
    """Print the rounds of one thing: medians, and from the least to the greatest."""
    shares = sorted(pair.share for pair in found)
    slowest = sorted(pair.own.p99 for pair in found)
    rate, bare = (median(getattr(pair, side).rate for pair in found) for side in ("own", "bare"))
    busy = max(pair.own.busy for pair in found)
    print(
        f"  {name:16} {rate:7.0f}/s   bare {bare:7.0f}/s   share {median(shares):.2f} ({shares[0]:.2f}-{shares[-1]:.2f})"
    )
    p50, p95 = (median(getattr(pair.own, at) for pair in found) for at in ("p50", "p95"))
    print(
        f"    us: p50 {p50:.0f}, p95 {p95:.0f}, p99 {median(slowest):.0f} ({slowest[0]}-{slowest[-1]}), most "
        f"{max(pair.own.most for pair in found)}; {sum(pair.own.answers for pair in found)} answers; the load computed "
        f"{busy:.0%} of the time"
    )
    cost, bare_cost = (median(getattr(pair, side) for pair in found) for side in ("own_cost", "bare_cost"))
    print(f"    computed for an answer: {cost:.0f} us, the bare route {bare_cost:.0f} us: share {bare_cost / cost:.2f}")
    return {f"{name}: per s": rate, f"{name}: share": median(shares), f"{name}: p99 us": median(slowest)}
