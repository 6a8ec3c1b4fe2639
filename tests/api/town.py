"""A service over a store in which every kind of thing stands, and a key for each kind of caller."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.auth.rates import Rates
from api.settings import Settings
from engine import (
    Hand,
    Journal,
    Judgement,
    Plea,
    Ruling,
    agent_hash,
    appeal,
    decide,
    home,
    judge,
    panel,
    publicise,
    read_world,
    record,
    take_over,
)
from engine import Role as As
from tests.api.conftest import NOW, fill_store

MADE = "2026-02-01T00:00:00Z"
RECORDED = Hand("王敏", "2026-01-06T08:00:00Z")
ADMIN = Hand("李强", "2026-01-28T08:00:00Z")
APPEALED = Hand("stranger", "2026-02-03T08:00:00Z")
OWN, OTHER = "430700", "430300"  # the place of the evaluator, and that of the stranger
NOBODY = "nobody"  # one without a key
CALLERS: dict[str, tuple[Role, frozenset[str] | None]] = {
    "reader": (Role.READER, None),
    "stranger": (Role.EVALUATOR, frozenset({OTHER})),
    "evaluator": (Role.EVALUATOR, frozenset({OWN})),
    "editor": (Role.EDITOR, None),
    "admin": (Role.ADMIN, None),
}
WHO = (NOBODY, *CALLERS)
WORLD = (home() / "fixtures" / "world" / "fictional.ttl").read_bytes()
RATED = Judgement(OWN, "brand-results", 2020, "周岚", date(2026, 1, 6), "8.5")
FREELY = Rates(address=10**6, caller=10**6, failures=10**6)


@dataclass(frozen=True)
class Town:
    """A service, the key of each caller, and an example for each name that stands in a path."""

    store: Path
    app: FastAPI
    keys: dict[str, str]
    names: dict[str, str]

    def headers(self, who: str) -> dict[str, str]:
        """What a caller shows; nobody shows nothing."""
        return {"X-API-Key": self.keys[who]} if who in self.keys else {}

    def ask(self, who: str, method: str, path: str, **sent: Any) -> Any:
        """Ask the service as a caller."""
        headers = self.headers(who) | sent.pop("headers", {})
        client = TestClient(
            self.app, "http://127.0.0.1", raise_server_exceptions=False, client=("127.0.0.1", 40000), headers=headers
        )
        return client.request(method, path, **sent)

    def filled(self, path: str) -> str:
        """A path or words with an example in place of each name."""
        return re.sub(r"{(\w+)(?::path)?}", lambda found: self.names[found[1]], path)


def settle(store: Path) -> None:
    """Have Changde assessed in each role, none of it public yet, and Xiangtan publicised."""
    with Journal(fill_store(store)) as journal:
        kept = next(one.act.about for one in journal.entries if OWN in one.act.detail("subjects"))
        decide(journal, Ruling.ACCEPTED, kept, "原件已核", RECORDED, read_world(home(), ()))
        take_over(journal, home(), "world.ttl", WORLD, "陈明", RECORDED)
        judge(journal, RATED, RECORDED, read_world(home(), ()))
        for role in As:
            record(journal, home(), OWN, 2020, role, RECORDED)
        shown = record(journal, home(), OTHER, 2020, As.RECOMMENDED, RECORDED).recorded
        panel(journal, shown, ["赵", "钱"], ADMIN)
        publicise(journal, shown, date(2026, 2, 2), date(2026, 2, 10), ADMIN)
        appeal(journal, shown, Plea(("air",), "口径不同"), APPEALED, read_world(home(), ()))


@contextmanager
def make_town(folder: Path) -> Iterator[Town]:
    """Fill a folder and open a service over it, with the keys of all callers; closed in the end."""
    store = folder / "store"
    settle(store)
    keys = {
        name: make_key(store, Wanted(name, role, places, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
        for number, (name, (role, places)) in enumerate(CALLERS.items(), 1)
    }
    app = create_app(Settings(store, now=lambda: NOW, access=Access(rates=FREELY)))
    with TestClient(app):  # begins and ends what the service holds
        town = Town(store, app, keys, {})
        case = town.ask("admin", "GET", f"/v1/cases/{OWN}/2020").json()
        found, file = case["assessment"], case["files"][0]["digest"]
        made = town.ask("admin", "GET", "/v1/appeals").json()["items"][0]["number"]
        yield replace(
            town,
            names=NAMES
            | {"appeal": str(made)}
            | {"assessment": found, "evidence": file, "first": found, "second": found},
        )


NAMES = {
    "edition": "2021-draft",
    "code": "EVI-012",
    "reference": hashlib.sha256(WORLD).hexdigest(),
    "subject": OWN,
    "year": "2020",
    "to": "B",
    "requirement": "air",
    "name": "def/Requirement",
    "number": "1",
    "agent": agent_hash("王敏"),
    "clause": "air",
    "parameter": "product-supervision-pass-rate",
    "item": "air",
    "indicator": "good-day-ratio",
    "document": "hunan-eco-plan-145",
    "waiver": "1",
}
