"""Whose act it is is taken at the rim, and what was entered is said as the ledger shows it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.cli import desk
from engine import Journal, Receipt, submit
from tests.engine.store.made_up import digest, row

ROW = row("84.7")


def test_a_hand_has_the_name_as_typed_and_the_time_of_now() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    made = desk.hand(" 王\udce7\udc8e\udc8b ")
    assert made.actor == "王王"
    assert re.fullmatch(r"[0-9-]{10}T[0-9:]{8}Z", made.time)
    assert before <= datetime.fromisoformat(made.time) <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("language", "new", "known"), [("zh", "已入库：第 1 条", "已在库中"), ("en", "number 1", "known")]
)
def test_a_file_was_entered_or_known(language: str, new: str, known: str, tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        receipts = [submit(journal, "a.csv", ROW, ["430700"], desk.hand("王")) for _ in range(2)]
    first, second = (desk.received(one, language) for one in receipts)
    assert receipts[1] == Receipt("a.csv", digest(ROW), None)
    assert (new in first, known in second, digest(ROW) in first, digest(ROW) in second) == (True, True, True, True)


def test_an_entry_is_said_by_its_own_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Journal(tmp_path) as journal:
        first = submit(journal, "a.csv", ROW, ["430700"], desk.hand("王")).entry
        submit(journal, "b.csv", row("90.1"), ["430700"], desk.hand("赵"))
    assert first is not None and desk.entered(journal.entries, first, "zh") == 0
    said = capsys.readouterr().out
    assert "a.csv" in said and "王" in said and "b.csv" not in said
