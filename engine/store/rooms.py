"""The names in a store's folder: what the ledger vouches for bit by bit, and what others keep beside it."""

from __future__ import annotations

from engine.store.journal import EVIDENCE

EDITIONS = "editions"
RESULTS = "results"
KEPT = (EVIDENCE, EDITIONS, RESULTS)  # `<room>/<sha256>/<name>`: every file is entered in the ledger
BESIDE = frozenset({"projections", "keys.jsonl", "audit.jsonl", "serve.lock", "backups"})  # no part of its proof
