"""Hits on the files of a store in small: all found; and a proof that looks away is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.verify import Verified
from tests.torture import hits
from tests.torture.hits import torture


def test_every_hit_is_found(tmp_path: Path) -> None:
    tally = torture(tmp_path, 40)
    assert tally.good, tally
    assert (set(tally.done.values()), tally.means) == ({8}, "in ledger, evidence, editions, results")


def test_a_proof_that_looks_away_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "verify", lambda store, head="": Verified(0, 0, "", (), ()))
    assert torture(tmp_path, 5).wrong == {"not found": 5}
