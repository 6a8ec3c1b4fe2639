"""Parts: slices in order, and the same bytes from several processes as from one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine import assess, home, order_of, read_case, report
from engine.errors import EvidenceError
from engine.parts import assess_in_parts, cut, in_parts
from tests.conftest import CASES

FOLDERS = [CASES / name for name in ("fictional-grade-a", "changde-2020", "fictional-veto", "zhuzhou-2021")]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 50])
@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_cut_loses_nothing_and_keeps_the_order(size: int, number: int) -> None:
    parts = cut(list(range(size)), number)
    assert [one for part in parts for one in part] == list(range(size))
    assert len(parts) == min(size, max(number, 1)) and all(parts)
    assert max(map(len, parts), default=0) - min(map(len, parts), default=0) <= 1


def test_one_part_stays_in_this_process() -> None:
    seen: list[int] = []
    assert in_parts(seen.extend, [1, 2, 3], 1) == [None]
    assert seen == [1, 2, 3]


def test_nothing_gives_nothing() -> None:
    assert in_parts(len, [], 4) == []


@pytest.mark.parametrize("form", ["json", "ttl", "csv"])
def test_two_processes_give_the_bytes_of_one(form: str, both: tuple) -> None:
    alone, shared = both
    assert report(shared, form, "zh") == report(alone, form, "zh")


@pytest.fixture(scope="module")
def both() -> tuple:
    orders = [order_of(read_case(folder)) for folder in FOLDERS]
    return assess(home(), orders), assess_in_parts(home(), orders, 2)


def test_a_fault_in_a_part_comes_back_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "evidence.csv").write_text("x\n", encoding="utf-8")
    bad = order_of(read_case(FOLDERS[0]))
    orders = [order_of(read_case(FOLDERS[1])), replace(bad, evidence=(tmp_path / "evidence.csv",))]
    with pytest.raises(EvidenceError) as error:
        assess_in_parts(home(), orders, 2)
    assert [fault.code for fault in error.value.faults] == ["EVI-026"]
