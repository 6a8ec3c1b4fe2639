"""A line is an entry or it is none; whatever differs in number, hash or link is named at its line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import Fault
from engine.model.entry import Act, Entry, Kind
from engine.store.chain import FIRST, entry_of, hash_of, head_of, line_of, scan, sealed

ACT = Act("2026-01-01T08:00:00Z", "王\n", Kind.CLOSED, "430700/2020", "“因”", (("a", "1"),))


def chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        entries.append(sealed(ACT, number, entries[-1].hash if entries else FIRST))
    return entries


def written(entries: list[Entry]) -> bytes:
    return b"".join(line_of(entry) + b"\n" for entry in entries)


def test_an_entry_is_read_back_as_it_was_written() -> None:
    entry = sealed(ACT, 1, FIRST)
    assert entry_of(line_of(entry)) == entry
    assert entry.hash == hash_of(ACT, 1, FIRST) and b"\n" not in line_of(entry)


@pytest.mark.parametrize(
    "change",
    [
        (b'"number":1', b'"number":1.0'),
        (b'"number":1', b'"number":true'),
        (b'"number":1', b'"number": 1'),
        (b'"kind":"closed"', b'"kind":"shut"'),
        (b'"actor":', b'"author":'),
        (b'"reason":', b'"reason":"x","reason":'),
        (b'"details":{"a":"1"}', b'"details":[]'),
        (b'"details":{"a":"1"}', b'"details":{"a":1}'),
        (b"{", b"[" * 100_000),
    ],
)
def test_what_is_written_in_another_way_is_no_entry(change: tuple[bytes, bytes]) -> None:
    line = line_of(sealed(ACT, 1, FIRST))
    assert line.replace(*change) != line and entry_of(line.replace(*change)) is None


def test_a_whole_chain_has_no_faults() -> None:
    entries = chain(3)
    found = scan("j", written(entries))
    assert (found.entries, found.faults, found.tail, found.whole) == (
        tuple(entries),
        (),
        b"",
        len(written(entries)),
    )
    assert (found.head, scan("j", b"").head) == (entries[-1].hash, FIRST)


def test_the_last_entry_names_the_ledger() -> None:
    assert (head_of([]), head_of(chain(3))) == (FIRST, chain(3)[-1].hash)
    assert scan("j", written(chain(3))).head == head_of(chain(3))


def test_a_line_that_is_no_entry_is_named_alone() -> None:
    lines = written(chain(3)).split(b"\n")
    lines[1] = b"\xff{"
    found = scan("j", b"\n".join(lines))
    assert found.faults == (Fault("STO-002", "j line 2", "\ufffd{"),)
    assert [entry.number for entry in found.entries] == [1, 3]


def test_a_changed_entry_is_named_alone_with_the_hash_it_should_have() -> None:
    entries = chain(3)
    changed = replace(entries[1], act=replace(ACT, actor="张"))
    found = scan("j", written([entries[0], changed, entries[2]]))
    wanted = (("property", "hash"), ("wanted", hash_of(changed.act, 2, changed.before)))
    assert found.faults == (Fault("STO-003", "j line 2", changed.hash, wanted),)


def test_a_missing_entry_is_seen_at_the_next() -> None:
    first, _, third = chain(3)
    found = scan("j", written([first, third]))
    assert found.faults == (Fault("STO-003", "j line 2", "3", (("property", "number"), ("wanted", "2"))),)


def test_an_entry_of_another_chain_is_seen_by_its_link() -> None:
    first = sealed(ACT, 1, FIRST)
    other = sealed(ACT, 2, "f" * 64)
    found = scan("j", written([first, other]))
    wanted = (("property", "before"), ("wanted", first.hash))
    assert found.faults == (Fault("STO-003", "j line 2", "f" * 64, wanted),)


@pytest.mark.parametrize("kept", [1, 50, -1])
def test_an_end_that_broke_off_is_no_fault(kept: int) -> None:
    first, second = chain(2)
    tail = line_of(second)[:kept]
    found = scan("j", written([first]) + tail)
    assert (found.entries, found.faults, found.tail, found.whole) == ((first,), (), tail, len(written([first])))


def test_a_changed_last_line_break_is_a_fault() -> None:
    first, second = chain(2)
    found = scan("j", written([first]) + line_of(second) + b"\x0b")
    assert found.faults == (Fault("STO-002", "j line 2", "U+000B"),)


def test_a_line_break_that_broke_off_may_leave_a_zero() -> None:
    first, second = chain(2)
    found = scan("j", written([first]) + line_of(second) + b"\0")
    assert (found.entries, found.faults, found.tail) == ((first,), (), line_of(second) + b"\0")
