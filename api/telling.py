"""What of an entry a caller is told, wherever it stands in an answer: as the ledger shows it, else only that it was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.auth.caller import Caller
from api.seeing import entries_seen
from api.service import Service
from engine import Entry, entry_data, veiled

Tell = Callable[[Entry], dict[str, Any]]


def telling(service: Service, caller: Caller) -> Tell:
    """Entries as data, as a caller may be told them: one that `/v1/ledger` shows to the caller as it stands there (see
    `entries_seen`); of any other its number, time, kind, what it is about and its hashes, as the answer has to name what
    became of a thing, but not who made it, why, and with which details.
    """
    seen = {one.number: one for one in entries_seen(service, caller)}
    return lambda entry: entry_data(seen.get(entry.number) or veiled(entry))
