"""A change tried on 3,000 cases by `POST /v1/impact`: microseconds of the first question, which loads the cases, and of later ones.

The store holds full evidence of 3,000 made-up cities, as tables of a province; `clausegraph serve --read-only` reads it, as it
would beside a writer. No question is asked twice.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.bench.made_up import YEAR
from tests.bench.service_cities import filled_store
from tests.bench.service_load import WrongAnswer, percentile
from tests.bench.service_store import served

CITIES, ROUNDS = 3000, 15
MOST_P95 = 150_000  # promised, in microseconds
PATIENCE = 3600  # seconds for the first question


def main() -> tuple[int, dict[str, float]]:
    """Print the figures and give them; 1 where the promise is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        filled_store(Path(folder) / "store", CITIES)
        print(f"impact: {CITIES} full cases, made up and entered in {time.perf_counter() - start:.0f} s")
        first, taken = measured(Path(folder) / "store", CITIES, ROUNDS)
    ordered = sorted(taken)
    at = {f"p{percent} us": percentile(ordered, percent) for percent in (50, 95, 100)}
    print(
        f"  first question, which loads them: {first / 1e6:.1f} s; {len(taken)} others; promised: p95 below {MOST_P95} us"
    )
    print("  " + ", ".join(f"{name} {value}" for name, value in at.items()))
    return int(at["p95 us"] >= MOST_P95), {"first s": first / 1e6, **{name: float(one) for name, one in at.items()}}


def measured(store: Path, cities: int, rounds: int) -> tuple[int, list[int]]:
    """Microseconds of the first question and of each later one; every answer is about all cases."""
    with served(store, "--read-only") as own, closing(HTTPConnection("127.0.0.1", own.port, timeout=PATIENCE)) as link:
        taken = [ask(link, one, cities)[0] for one in questions(rounds)]
    return taken[0], taken[1:]


def questions(rounds: int) -> Iterator[dict[str, list[str]]]:
    """Changes of each common kind with other numbers in each round."""
    for place in range(rounds):
        yield {"set": [f"product-supervision-pass-rate={95 + place / 100:.2f}"]}
        yield {"set": [f"key-food-sampling-pass-rate={96 + place / 100:.2f}"]}
        yield {"points": [f"A.12.1={40 + place}"]}
        yield {"grade": [f"A={900 + place}"]}


def ask(link: HTTPConnection, changes: dict[str, list[str]], cities: int) -> tuple[int, dict[str, Any]]:
    """Ask what a change would do: microseconds, and the answer. Raises: WrongAnswer for one about other cases."""
    body = json.dumps({"year": YEAR, "changes": changes})
    start = time.perf_counter_ns()
    link.request("POST", "/v1/impact", body, {"Content-Type": "application/json"})
    answer = link.getresponse()
    said = answer.read()
    taken = (time.perf_counter_ns() - start) // 1000
    if answer.status != 200 or json.loads(said)["cases"] != cities:
        raise WrongAnswer(said.decode()[:300])
    return taken, json.loads(said)
