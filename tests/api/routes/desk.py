"""A service that writes to a small store, asked by each kind of caller."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from api.app import create_app
from api.auth.access import Access
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from engine import Hand, Journal, submit
from tests.api.conftest import NOW
from tests.api.town import CALLERS, FREELY, MADE, OTHER, OWN, WHO, Town
from tests.engine.store.made_up import row

MINE, THEIRS = row("84.7"), row("90.1").replace("常德市".encode(), "湘潭市".encode())
HAND = Hand("王敏", "2026-01-05T08:00:00Z")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def opened(folder: Path, *, read_only: bool = False) -> Town:
    """A service over a store with a file of each of two places, and the keys of all callers."""
    store = folder / "store"
    with Journal(store) as journal:
        submit(journal, "mine.csv", MINE, [OWN], HAND)
        submit(journal, "theirs.csv", THEIRS, [OTHER], HAND)
    keys = {
        name: make_key(store, Wanted(name, role, places, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
        for number, (name, (role, places)) in enumerate(CALLERS.items(), 1)
    }
    app = create_app(Settings(store, read_only=read_only, now=lambda: NOW, access=Access(rates=FREELY)))
    return Town(store, app, keys, {})


def statuses(town: Town, method: str, path: str, **sent: Any) -> dict[str, int]:
    """The status that each caller gets."""
    return {who: town.ask(who, method, path, **sent).status_code for who in WHO}


def in_both(answer: Any, ask: Any) -> None:
    """A refusal is told in Chinese, and in English where that is asked for."""
    english = ask({"accept-language": "en"}).json()
    assert (english["code"], english["status"]) == (answer.json()["code"], answer.status_code)
    assert english["detail"] != answer.json()["detail"] and "。" not in english["detail"]
