"""Uploads of 500 facts, each other bytes, each on the disk before it is acknowledged: microseconds until the receipt.

The service is `clausegraph serve` as nobody has set it up; a file is read in a child that can be killed. One client, one
upload after the other, over one connection.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from random import Random

from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from engine import Journal, Standard, entries_at, home, kept_bytes, standard_for
from engine.model.edition import SlotKind
from engine.model.world import Direction
from tests.bench.made_up import EDITION, FIRST_CODE, YEAR
from tests.bench.service_cities import HAND, enter_places
from tests.bench.service_load import WrongAnswer, percentile
from tests.bench.service_store import served

FACTS, UPLOADS, WARM = 500, 200, 10
MOST_P99 = 400_000  # promised, in microseconds
WORLD = home() / "fixtures" / "world" / "fictional.ttl"
EDGE = "----made-up"


def main() -> tuple[int, dict[str, float]]:
    """Print the figures and give them; 1 where the promise is not kept."""
    taken = sorted(measured(UPLOADS, WARM))
    at = {f"p{percent} us": percentile(taken, percent) for percent in (50, 95, 99, 100)}
    print(f"upload: {len(taken)} of {FACTS} facts after {WARM} to warm up, durable; promised: p99 below {MOST_P99} us")
    print("  " + ", ".join(f"{name} {value}" for name, value in at.items()))
    return int(at["p99 us"] >= MOST_P99), {name: float(value) for name, value in at.items()}


def measured(uploads: int, warm: int) -> list[int]:
    """Microseconds of each upload but the first ones; all of them stand in the ledger then, byte for byte."""
    codes = [str(FIRST_CODE + one) for one in range(uploads + warm)]
    found = standard_for(home(), EDITION, [WORLD])
    files = facts(found, codes)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with Journal(store) as journal:
            enter_places(journal, found, codes)
        key = make_key(store, Wanted("虚构省", Role.EVALUATOR, None, None, HAND.time), lambda size: b"k" * size)[0]
        with served(store) as own, closing(HTTPConnection("127.0.0.1", own.port, timeout=60)) as link:
            taken = [upload(link, key, *one) for one in zip(codes, files, strict=True)]
        kept = [one.act for one in entries_at(store) if one.act.kind == "submitted"]
        assert [kept_bytes(store, act.about, act.detail("file")) for act in kept] == files, "kept is not what was sent"
    return taken[warm:]


def facts(found: Standard, codes: Sequence[str]) -> list[bytes]:
    """A file of observations for each made-up city, with figures of its own."""
    slots = [slot for slot in found.edition.slots.values() if slot.kind is SlotKind.QUANTITY]
    wanted = list(dict.fromkeys(slot.indicator or "" for slot in slots))
    asked = [(wanted[place % len(wanted)], YEAR - place // len(wanted)) for place in range(FACTS)]
    return [_file(found, code, asked) for code in codes]


def _file(found: Standard, code: str, asked: list[tuple[str, int]]) -> bytes:
    random = Random(code)
    lines = ["编号,评价对象,指标,年度,数值,单位"]
    for place, (slug, year) in enumerate(asked):
        one = found.world.indicators[slug]
        figure = random.randint(80, 99) if one.direction is Direction.HIGHER else random.randint(0, 30)
        lines.append(f"o{place},{code},{slug},{year},{figure}.{random.randint(0, 9)},{one.unit}")
    return ("\n".join(lines) + "\n").encode()


def upload(link: HTTPConnection, key: str, code: str, content: bytes) -> int:
    """Upload a file: microseconds until its receipt. Raises: WrongAnswer for another one."""
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [
        (head.format("subject") + "\r\n", code.encode()),
        (head.format("file") + '; filename="facts.csv"\r\nContent-Type: text/csv\r\n', content),
    ]
    body = (
        b"".join(f"--{EDGE}\r\n{said}\r\n".encode() + value + b"\r\n" for said, value in parts)
        + f"--{EDGE}--\r\n".encode()
    )
    headers = {"Content-Type": f"multipart/form-data; boundary={EDGE}", "Authorization": f"Bearer {key}"}
    start = time.perf_counter_ns()
    link.request("POST", "/v1/submissions", body, headers)
    answer = link.getresponse()
    said = answer.read()
    taken = (time.perf_counter_ns() - start) // 1000
    if answer.status != 201:
        raise WrongAnswer(said.decode()[:300])
    return taken
