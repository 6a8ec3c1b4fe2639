"""Random acts of random callers: outsiders are told nothing of a case before its publication, and everything public after it.

Longer walks: `python3 dev.py torture course --times WALKS --seed N`.
"""

from __future__ import annotations

import pytest

from tests.api.walked import walk

STEPS = 14


@pytest.mark.parametrize("seed", [20])
def test_what_is_hidden_is_told_to_no_outsider(seed: int) -> None:
    with walk(seed) as made:
        for _ in range(STEPS):
            made.step(20)
        made.check_hidden(2)
