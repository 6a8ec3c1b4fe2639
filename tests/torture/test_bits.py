"""Changed bits in small: all found and named; and a proof that looks away is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.verify import Verified
from tests.torture import bits
from tests.torture.bits import torture


def test_every_changed_bit_is_found_at_its_file(tmp_path: Path) -> None:
    tally = torture(tmp_path, 40)
    assert tally.good, tally
    assert list(tally.done) == ["bits of ledger", "bits of evidence", "bits of editions", "bits of results"]


def test_a_proof_that_looks_away_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bits, "verify", lambda store: Verified(0, 0, "", (), ()))
    assert torture(tmp_path, 4).wrong == {"not found": 4, "not named": 4}
