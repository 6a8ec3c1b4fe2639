"""The drill by its commands: back up, lose the store, restore, verify; the same assessment to the byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.engine.store.assessed import assessed


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = assessed(tmp_path)
    monkeypatch.setenv("CLAUSEGRAPH_STORE", str(folder))
    return folder


def test_a_lost_store_comes_back_and_gives_the_same_bytes(store: Path, cg: Command) -> None:
    question = ("ledger", "assess", "430700", "2020", "--format", "json")
    before = cg(*question)
    said = cg("backup", store.parent / "b.tar", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    head = re.search(r"[0-9a-f]{64}", said.out)
    assert head is not None
    shutil.rmtree(store)
    assert cg(*question).code != 0
    assert cg("restore", store.parent / "b.tar").code == 0
    assert (store / "projections").is_dir()
    assert cg("verify", "--head", head[0]).code == 0
    after = cg(*question)
    assert before.code == after.code == 0 and before.out == after.out


def test_in_a_folder_a_backup_gets_a_name_with_its_time(store: Path, cg: Command) -> None:
    folder = store.parent / "copies"
    folder.mkdir()
    assert cg("backup", folder).code == 0
    (made,) = folder.iterdir()
    assert re.fullmatch(r"clausegraph-\d{8}T\d{6}Z\.tar", made.name)


def test_what_cannot_be_is_refused_by_name(store: Path, cg: Command) -> None:
    tar = store.parent / "b.tar"
    assert cg("backup", tar).code == 0
    for words, code, said in (
        (("backup", tar), 2, "SRV-009"),
        (("backup", store.parent / "b.zip"), 2, "CLI-002"),
        (("backup", store.parent / "none" / "b.tar"), 5, "STO-001"),
        (("restore", tar), 2, "SRV-008"),
        (("restore", store.parent / "none.tar", "--store", store.parent / "again"), 5, "STO-001"),
        (("restore", store / "ledger.jsonl", "--store", store.parent / "again"), 5, "SRV-004"),
    ):
        found = cg(*words)
        assert (found.code, found.err.split()[0]) == (code, said), words
    assert not (store.parent / "again").exists()
