"""Submitters at once have one history; and a history that no order explains is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.journal import Journal
from tests.torture.linear import Done, not_once, out_of_order, torture, twice


def test_submitters_at_once_have_one_history(tmp_path: Path) -> None:
    tally = torture(tmp_path, 6)
    assert tally.good, tally
    assert tally.done["by processes"] == 24
    assert tally.done["by threads"] == 12  # each file once and each closing once, whoever came first


@pytest.mark.parametrize(("numbers", "wrong"), [((1, 2, 3), 0), ((2, 1, 3), 1), ((3, 1, 2), 2)])
def test_acts_that_follow_in_time_follow_in_number(numbers: tuple[int, ...], wrong: int) -> None:
    assert out_of_order([Done(at * 10, at * 10 + 5, number, "") for at, number in enumerate(numbers)]) == wrong
    assert out_of_order([Done(0, 100, number, "") for number in numbers]) == 0


def test_an_act_without_its_entry_and_an_entry_without_its_act_are_found(tmp_path: Path) -> None:
    with Journal(tmp_path):
        pass
    assert (not_once(tmp_path, [Done(0, 1, 1, "a")]), twice(tmp_path)) == (1, 0)
    assert torture(tmp_path, 1).wrong["not entered once"] == 0
    assert not_once(tmp_path / "threads", []) == 2
