"""`ledger waive`, `waivers`, `withdraw-waiver`: granted, listed as known then, shown in the assessment, withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import Hand, entries_at
from tests.conftest import Command, left_in
from tests.engine.store.assessed import graded
from tests.engine.store.made_up import row

GRANT = ("--reason", "灾后重建", "--approver", "省局", "--until", "2021-12-31", "--by", "李")
CASE = ("常德市", "2020")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a store, named by the environment, and a file to submit beside it."""
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(tmp_path / "store"))
    (tmp_path / "e.csv").write_bytes(row("84.7"))
    return tmp_path / "store"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set the clock at the rim to a day of January 2026."""

    def setting(day: int) -> None:
        monkeypatch.setattr("api.cli.desk.hand", lambda by: Hand(by, f"2026-01-{day:02}T00:00:00Z"))

    return setting


def submitted(cg: Command, store: Path, at) -> None:
    at(1)
    assert cg("ledger", "submit", store.parent / "e.csv", "--subject", "430700", "--by", "王").code == 0


def test_from_grant_to_withdrawal(cg: Command, store: Path, at) -> None:
    submitted(cg, store, at)
    at(3)
    said = cg("ledger", "waive", *CASE, "大气环境", *GRANT)
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "已入账：2  2026-01-03T00:00:00Z  豁免  430700/2020（要求 air、审核人 省局、有效至 2021-12-31）  李：灾后重建\n"
    )
    hash_ = entries_at(store)[1].hash[:12]
    line = f"12.1 air: waived by 省局 until 2021-12-31; reason: 灾后重建 (entry 2, {hash_})"
    for year in ("2020", "2021"):
        assert line in cg("ledger", "assess", "430700", year, "--lang", "en").out
    assert line not in cg("ledger", "assess", "430700", "2022", "--lang", "en").out
    assert cg("ledger", "waivers", *CASE).out == "第 2 条  430700  2020 至 2021 年度  12.1 大气环境  省局：灾后重建\n"
    at(5)
    gone = cg("ledger", "withdraw-waiver", "430700", "2", "--reason", "期满", "--by", "赵", "--lang", "en")
    assert "waiver withdrawn" in gone.out and "(entry 2, 430700/2020)" in gone.out
    assert cg("ledger", "waivers", *CASE).out == "没有生效的豁免。\n"
    known = ("--as-known-at", "2026-01-04T00:00:00Z")
    data = json.loads(cg("ledger", "waivers", *CASE, "--format", "json", *known).out)
    assert [(one["number"], one["approver"]) for one in data["waivers"]] == [(2, "省局")]
    assert line in cg("ledger", "assess", *CASE, "--lang", "en", *known).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("waive", *CASE, "nosuch", *GRANT), "BLD-003"),
        (("waive", *CASE, "food-safety-events", *GRANT), "BLD-004"),
        (("waive", "无此市", "2020", "air", *GRANT), "BLD-002"),
        (("waive", *CASE, "air", *GRANT[:5], "2020-12-30", "--by", "李"), "STO-053"),
        (("waive", *CASE, "air", *GRANT[:5], "2021-02-30", "--by", "李"), "STO-043"),
        (("waive", *CASE, "air", *GRANT[:5], "明年", "--by", "李"), "STO-043"),
        (("waive", *CASE, "air", "--reason", " ", *GRANT[2:]), "STO-006"),
        (("waive", *CASE, "air", *GRANT[:2], "--approver", "", *GRANT[4:]), "STO-006"),
        (("waive", *CASE, "air", *GRANT[:6], "--by", " "), "STO-006"),
        (("withdraw-waiver", "430700", "1", "--reason", "x", "--by", "李"), "STO-052"),
        (("waivers", "无此市", "2020"), "BLD-002"),
        (("waivers", *CASE, "--as-known-at", "2020"), "STO-007"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_entered(
    words: tuple[str, ...], code: str, cg: Command, store: Path, at
) -> None:
    submitted(cg, store, at)
    said = cg("ledger", *words)
    assert (said.code, said.out, said.err.split()[0]) == (2, "", code)
    assert len(entries_at(store)) == 1


def test_the_same_is_refused_the_second_time(cg: Command, store: Path, at) -> None:
    submitted(cg, store, at)
    assert cg("ledger", "waive", *CASE, "air", *GRANT).code == 0
    said = cg("ledger", "waive", *CASE, "air", *GRANT)
    assert (said.code, said.out, said.err.split()[0]) == (2, "", "STO-054")


def test_without_a_store_nothing_is_listed_or_withdrawn(cg: Command, tmp_path: Path, store: Path) -> None:
    before = left_in(tmp_path)
    assert cg("ledger", "waivers", *CASE).err.split()[0] == "STO-011"
    assert cg("ledger", "withdraw-waiver", "430700", "2", "--reason", "x", "--by", "李").err.split()[0] == "STO-011"
    assert left_in(tmp_path) == before


def test_a_final_assessment_stays_and_that_is_said(
    cg: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = graded(tmp_path)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    name = next(one.act.about for one in entries_at(folder) if one.act.detail("role") == "recommended")
    days = ("--valid-from", "2026-03-12", "--valid-until", "2029-03-11", "--reevaluate-on", "2028-03-12")
    steps = (
        (3, ("panel", name, "--member", "甲")),
        (3, ("publicise", name, "--first", "2026-03-04", "--last", "2026-03-10")),
        (12, ("finalise", name, *days)),
    )
    for day, words in steps:
        monkeypatch.setattr("api.cli.desk.hand", lambda by, day=day: Hand(by, f"2026-03-{day:02}T04:00:00Z"))
        assert cg("ledger", *words, "--by", "赵").code == 0
    words = ("--reason", "x", "--approver", "y", "--until", "2022-12-31", "--by", "z")
    said = cg("ledger", "waive", "990100", "2022", "air", *words, "--lang", "en")
    assert (said.code, said.err) == (
        0,
        f"Note: 990100/2022 has the final assessment {name[:12]}; a waiver does not change it.\n",
    )
    assert cg("verify", name).code == 0
