"""What others keep beside the truth is passed over by the proof at the top of a store, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from engine.store.journal import INCOMING, JOURNAL
from engine.store.rooms import BESIDE, KEPT
from engine.store.verify import verify
from tests.engine.store.made_up import filled


def test_no_name_stands_for_two_things() -> None:
    names = [*KEPT, *BESIDE, JOURNAL, INCOMING]
    assert len(names) == len(set(names))


def test_what_others_keep_is_passed_over_at_the_top_only(tmp_path: Path) -> None:
    filled(tmp_path)
    for name in sorted(BESIDE):
        if "." in name:
            (tmp_path / name).write_bytes(b"theirs")
        else:
            (tmp_path / name / "deep").mkdir(parents=True)
            (tmp_path / name / "deep" / "file").write_bytes(b"theirs")
    found = verify(tmp_path, audit=False)
    assert (found.faults, found.left) == ((), ())
    (tmp_path / "evidence" / "audit.jsonl").write_bytes(b"hidden")
    (tmp_path / "evidence" / "backups").mkdir()
    (tmp_path / "evidence" / "backups" / "x").write_bytes(b"hidden")
    assert [(fault.code, fault.where) for fault in verify(tmp_path, audit=False).faults] == [
        ("STO-016", "evidence/audit.jsonl"),
        ("STO-016", "evidence/backups/x"),
    ]
