"""Which reference files count after some entries, in which order, and by whom they were taken over."""

from __future__ import annotations

from pathlib import Path

from engine.model.case import EvidenceMode
from engine.model.entry import Act, Entry, Kind
from engine.store.counted import approver_of, corrections, reference_paths, references


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


def test_a_correction_stands_while_both_files_count_and_it_is_not_withdrawn() -> None:
    acts = [
        Act("2026-01-01T00:00:00Z", "王", Kind.CORRECTED, "new", "", (("corrects", "old#o1"),)),
        Act("2026-01-02T00:00:00Z", "王", Kind.ACCEPTED, "new#o1"),
        Act("2026-01-03T00:00:00Z", "王", Kind.WITHDRAWN, "new"),
    ]
    made = [Entry(number, act, "", "") for number, act in enumerate(acts, 1)]
    delivered, accepted, both = EvidenceMode.DELIVERED, EvidenceMode.ACCEPTED, {"new", "old"}
    assert [len(corrections(made[:n], both, delivered)) for n in (1, 2, 3)] == [1, 1, 0]
    assert [len(corrections(made[:n], both, accepted)) for n in (1, 2, 3)] == [0, 1, 0]
    assert corrections(made[:1], {"new"}, delivered) == corrections(made[:1], {"old"}, delivered) == ()
