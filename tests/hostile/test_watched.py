"""What stands in a store is seen to change: an entry, a file, a graph; what is left behind is found."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.hostile.watched import Standing, descendants, listing

STANDING = Standing("a", 1, {"ledger.jsonl": "1"}, {"graph": "1 x"})


def test_differences_are_named() -> None:
    assert STANDING.differences(STANDING) == []
    assert STANDING.differences(replace(STANDING, head="b", entries=2)) == ["entries", "head"]
    assert STANDING.differences(replace(STANDING, files={})) == ["file ledger.jsonl"]
    assert STANDING.differences(replace(STANDING, graphs={"graph": "2 x", "new": "1 y"})) == [
        "graph graph",
        "graph new",
    ]


def test_files_left_behind_are_seen_and_the_audit_is_not(tmp_path: Path) -> None:
    before = listing(tmp_path)
    (tmp_path / "audit.jsonl").write_text("x")
    assert listing(tmp_path) == before
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming/part").write_text("x")
    assert list(listing(tmp_path)) == ["incoming/part"]


def test_children_are_seen() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in descendants(os.getpid())
        child.communicate(b"\n")
    assert child.pid not in descendants(os.getpid())
