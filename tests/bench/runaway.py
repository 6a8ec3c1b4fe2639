"""Queries that never end, asked of the running service: each is killed within its limit, and the next is answered at once."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from engine import CAPS, QUERY_LIMITS
from tests.api.cli.served import Running, running
from tests.api.conftest import fill_store

CROSS = "?a ?b ?c. ?d ?e ?f. ?g ?h ?i"
RUNAWAYS = {
    "counting": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "sorting": f"SELECT * {{ {CROSS} }} ORDER BY ?a ?d ?g",
    "closure": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?c . ?c (!<a:b>|^!<a:b>)* ?d }",
    "doubling": "SELECT ?a40 { BIND('aaaaaaaaaaaaaaaa' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1})" for n in range(40))
    + " }",
}
NEXT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/clausegraph/def/Clause> }"
WALL, AFTER = float(QUERY_LIMITS.wall), 1.0  # seconds
BODY = {"Content-Type": "application/x-www-form-urlencoded"}


def asked(service: Running, query: str) -> tuple[int, str, float]:
    """Status, code of the problem, and seconds of an answer."""
    began = time.monotonic()
    status, body = service.ask("/sparql", method="POST", body=urlencode({"query": query}).encode(), headers=BODY)
    taken = time.monotonic() - began
    return status, json.loads(body).get("code", "-") if status != 200 else "-", taken


def main() -> tuple[int, Mapping[str, float]]:
    """Print each runaway; 1 where one was not ended in time, or the next had to wait for longer than a second."""
    with tempfile.TemporaryDirectory(prefix="runaway-") as folder:
        store = fill_store(Path(folder) / "store")
        with running(Path(folder), "--store", str(store)) as service:
            assert service.answers() and asked(service, NEXT)[0] == 200
            pid = service.process.pid
            usual = statistics.median(asked(service, NEXT)[2] for _ in range(9))
            rows = {name: (*asked(service, text), *asked(service, NEXT)) for name, text in RUNAWAYS.items()}
            alive = service.process.poll() is None and service.process.pid == pid
            killed = ended(service)
    return told(rows, usual, alive, killed)


def ended(service: Running) -> str:
    """What the service counts of children that it ended."""
    lines = service.ask("/metrics")[1].decode().splitlines()
    words = ("clausegraph_children_queries_killed_total ", "clausegraph_children_queries_crashed_total ")
    return ", ".join(line.removeprefix("clausegraph_") for line in lines if line.startswith(words))


Row = tuple[int, str, float, int, str, float]


def told(rows: Mapping[str, Row], usual: float, alive: bool, killed: str) -> tuple[int, Mapping[str, float]]:
    """The table, and whether every promise was kept."""
    print(f"runaway queries: at most {WALL:.0f} s, {QUERY_LIMITS.processor} s of processor, {CAPS.workers} at a time")
    print(f"  {'query':10} {'ended as':14} {'after s':>8} {'next':>5} {'after s':>8}")
    for name, (status, code, taken, after, _, later) in rows.items():
        print(f"  {name:10} {f'{status} {code}':14} {taken:8.2f} {after:5} {later:8.3f}")
    print(f"  the next query alone: {usual:.3f} s; {killed}; the service {'lives on' if alive else 'HAS DIED'}")
    good = alive and all(
        status in (413, 422, 504) and taken < WALL + AFTER and after == 200 and later < AFTER
        for status, _, taken, after, _, later in rows.values()
    )
    print("  every runaway ended in time, every next query answered within a second" if good else "  NOT KEPT")
    figures = {f"{name} ended": row[2] for name, row in rows.items()} | {
        f"{name} next": row[5] for name, row in rows.items()
    }
    return int(not good), figures


if __name__ == "__main__":
    raise SystemExit(main()[0])
