"""Faults are shown as fields, the same one once, and no more than a person reads; warnings likewise, a line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli.faults import MOST_SHOWN
from tests.conftest import Command, process


@pytest.mark.parametrize(
    ("language", "more"), [("zh", "另有 7 处问题未列出。"), ("en", "7 more faults are not shown.")]
)
def test_many_faults_are_counted_beyond_the_first(language: str, more: str, tmp_path: Path, cg: Command) -> None:
    rows = ["subject,indicator,year,value,unit"] + [
        f"430700,good-day-ratio,2020,９{n},PERCENT" for n in range(MOST_SHOWN + 7)
    ]
    path = tmp_path / "many.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    said = cg("evidence", "check", path, "--lang", language)
    assert said.code == 3
    assert said.err.count("EVI-008 many.csv") == MOST_SHOWN
    assert said.err.splitlines()[-1] == more


def test_the_same_fault_in_many_places_is_said_once(tmp_path: Path, cg: Command) -> None:
    path = tmp_path / "e.csv"
    rows = "".join("430700,good-day-ratio,2020,1e2,PERCENT\n" for _ in range(9))
    path.write_text("subject,indicator,year,value,unit\n" + rows, encoding="utf-8")
    said = cg("evidence", "check", path, "--lang", "en")
    places = ", ".join(f"e.csv line {line} value" for line in range(3, 9))
    assert said.err.splitlines()[-1] == f"  the same in 8 more places: {places} …"
    assert said.err.count("EVI-008") == 1


def test_a_refusal_that_nobody_reads_keeps_its_exit_code() -> None:
    done = process("$CG evidence check none.ttl 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (3, b"")
