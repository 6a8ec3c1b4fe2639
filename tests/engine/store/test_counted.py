"""Which reference files count after some entries, in which order, and by whom they were taken over."""

from __future__ import annotations

from pathlib import Path

from engine.model.entry import Act, Entry, Kind
from engine.store.counted import approver_of, reference_paths, references


def entries(*acts: tuple[Kind, str, str]) -> list[Entry]:
    made = [
        Act("2026-01-01T00:00:00Z", "王", kind, about, "", (("approver", who), ("file", f"{about}.ttl")))
        for kind, about, who in acts
    ]
    return [Entry(number, act, "", "") for number, act in enumerate(made, 1)]


def test_a_withdrawal_takes_a_reference_file_out_and_a_new_entry_takes_it_in_again(tmp_path: Path) -> None:
    one, two, gone = (Kind.REFERENCE, "a", "陈"), (Kind.REFERENCE, "b", "陈"), (Kind.WITHDRAWN, "a", "")
    assert [e.act.about for e in references(entries(one, two, gone))] == ["b"]
    again = entries(one, two, gone, one)
    assert [e.number for e in references(again)] == [2, 4]
    assert reference_paths(tmp_path, again) == (tmp_path / "evidence/b/b.ttl", tmp_path / "evidence/a/a.ttl")


def test_each_approver_is_named_once() -> None:
    found = entries((Kind.REFERENCE, "a", "陈"), (Kind.REFERENCE, "b", "吴"), (Kind.REFERENCE, "c", "陈"))
    assert (approver_of(found), approver_of([])) == ("陈、吴", "")
