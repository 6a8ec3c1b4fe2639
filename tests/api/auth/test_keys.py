"""Keys are shown once and kept as hashes; expired, revoked, unknown and malformed ones are told apart by nobody outside."""

from __future__ import annotations

import hmac
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from api.auth import keys
from api.auth.caller import Caller, Role
from api.auth.keys import KEYS, Key, KeyRing, Wanted, has_admin, make_key, read_keys, revoke_key
from engine import StoreError, UsageError

TIME = "2026-11-26T08:00:00Z"
TODAY = date(2026, 11, 26)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str, Key]:
    return tmp_path, *make_one(tmp_path)


def make_one(folder: Path, number: int = 1, **changed: object) -> tuple[str, Key]:
    fields: dict[str, object] = {"name": "王敏", "role": Role.EVALUATOR, "subjects": frozenset({"430700"})}
    wanted = Wanted(**({"expires": None, "time": TIME} | fields | changed))  # type: ignore[arg-type]
    return make_key(folder, wanted, lambda size: bytes([number]) * size)


def test_a_key_is_found_as_the_caller_it_was_made_for(made: tuple[Path, str, Key]) -> None:
    folder, text, key = made
    assert text == "cgk_" + "01" * 6 + "_" + "01" * 32
    assert KeyRing(folder).find(text) == key
    assert key.caller == Caller("王敏", Role.EVALUATOR, frozenset({"430700"}))


def test_the_store_keeps_a_hash_that_only_its_owner_may_read(made: tuple[Path, str, Key]) -> None:
    folder, text, key = made
    kept = (folder / KEYS).read_text(encoding="utf-8")
    assert "01" * 32 not in kept and key.digest in kept and text not in repr(key)
    assert stat.S_IMODE(os.stat(folder / KEYS).st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cgk_",
        "cgk_" + "02" * 6 + "_" + "01" * 32,  # no such id
        "cgk_" + "01" * 6 + "_" + "02" * 32,  # another secret
        "cgk_" + "01" * 6 + "_" + "01" * 31,
        "cgk_" + "01" * 6 + "_" + "01" * 32 + "\n",
        "cgk_" + "０1" * 6 + "_" + "01" * 32,
        "CGK_" + "01" * 6 + "_" + "01" * 32,
    ],
)
def test_what_is_not_to_the_letter_a_key_is_none(made: tuple[Path, str, Key], text: str) -> None:
    assert KeyRing(made[0]).find(text) is None


def test_known_and_unknown_ids_are_compared_alike_and_in_constant_time(
    made: tuple[Path, str, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    monkeypatch.setattr(keys.hmac, "compare_digest", lambda a, b: calls.append((a, b)) or hmac_equal(a, b))
    ring = KeyRing(made[0])
    for text in (made[1], "cgk_" + "02" * 6 + "_" + "01" * 32, "nonsense"):
        ring.find(text)
    assert len(calls) == 3 and all(len(a) == len(b) == 64 for a, b in calls)


hmac_equal = hmac.compare_digest


def test_a_key_is_taken_through_its_last_day(tmp_path: Path) -> None:
    key = make_one(tmp_path, expires=date(2026, 11, 27))[1]
    assert [key.usable(date(2026, 11, day)) for day in (26, 27, 28)] == [True, True, False]


def test_a_ring_sees_at_once_what_another_process_makes_and_revokes(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    assert ring.keys() == {}
    text, key = make_one(tmp_path)
    other, _ = make_one(tmp_path, 2)
    assert ring.find(text) == key and ring.find(other) is not None
    revoke_key(tmp_path, key.id, "2026-11-27T08:00:00Z")
    found = ring.find(text)
    assert found is not None and found.revoked == "2026-11-27T08:00:00Z" and not found.usable(TODAY)


def test_revoking_twice_keeps_the_first_time(made: tuple[Path, str, Key]) -> None:
    folder, _, key = made
    revoke_key(folder, key.id, "2026-11-27T08:00:00Z")
    assert revoke_key(folder, key.id, "2026-11-28T08:00:00Z").revoked == "2026-11-27T08:00:00Z"


def test_an_unknown_id_cannot_be_revoked(made: tuple[Path, str, Key]) -> None:
    before = (made[0] / KEYS).read_bytes()
    with pytest.raises(UsageError) as refused:
        revoke_key(made[0], "ffffffffffff", TIME)
    assert refused.value.faults[0].code == "KEY-003"
    assert (made[0] / KEYS).read_bytes() == before


def test_revoking_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        revoke_key(tmp_path / "none", "ffffffffffff", TIME)
    assert not (tmp_path / "none").exists()


def test_an_end_that_broke_off_is_left_out_and_cut_off_by_the_next(made: tuple[Path, str, Key]) -> None:
    folder, text, key = made
    with (folder / KEYS).open("ab") as file:
        file.write(b'{"act":"made","id":"02')
    assert KeyRing(folder).find(text) == key
    make_one(folder, 3)
    assert list(read_keys(folder)) == [key.id, "03" * 6]


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"[]",
        b'{"act":"given"}',
        b'{"act":"revoked","id":"ffffffffffff","time":"2026-11-26T08:00:00Z"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_lets_nobody_in_and_nothing_is_added(made: tuple[Path, str, Key], line: bytes) -> None:
    folder, text, _ = made
    with (folder / KEYS).open("ab") as file:
        file.write(line + b"\n")
    for act in (lambda: KeyRing(folder).find(text), lambda: make_one(folder, 2)):
        with pytest.raises(StoreError) as refused:
            act()
        assert refused.value.faults[0].code == "KEY-004" and "line 2" in refused.value.faults[0].where


def test_the_same_id_twice_is_damage(made: tuple[Path, str, Key]) -> None:
    folder, _, _ = made
    (folder / KEYS).write_bytes((folder / KEYS).read_bytes() * 2)
    with pytest.raises(StoreError):
        read_keys(folder)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "},
        {"name": "a\nb"},
        {"name": "a" * 81},
        {"name": "local"},
        {"name": "anonymous "},
        {"name": "wang@id.example.org"},
        {"subjects": frozenset({"常德"})},
        {"subjects": frozenset({""})},
        {"expires": date(2026, 11, 25)},
    ],
)
def test_a_key_that_cannot_be_is_not_made(tmp_path: Path, changed: dict[str, object]) -> None:
    with pytest.raises(UsageError) as refused:
        make_one(tmp_path, **changed)
    assert refused.value.faults[0].code == "KEY-002"
    assert not (tmp_path / KEYS).exists()


def test_only_a_usable_admin_of_all_places_can_serve_the_world(tmp_path: Path) -> None:
    evaluator = make_one(tmp_path)[1]
    bound = make_one(tmp_path, 2, role=Role.ADMIN)[1]
    old = make_one(tmp_path, 3, role=Role.ADMIN, subjects=None, expires=TODAY)[1]
    assert not has_admin([evaluator, bound], TODAY)
    assert has_admin([evaluator, bound, old], TODAY)
    assert not has_admin([old], date(2026, 11, 27))


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / KEYS).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError) as refused:
        make_one(tmp_path)
    assert refused.value.faults[0].code == "STO-001"
    assert (tmp_path / "elsewhere").read_bytes() == b""


def test_a_disk_that_fails_to_sync_leaves_no_key(made: tuple[Path, str, Key], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _, key = made

    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(keys.os, "fsync", broken)
    with pytest.raises(StoreError):
        make_one(folder, 2)
    monkeypatch.undo()
    assert list(read_keys(folder)) == [key.id]


def test_a_line_is_canonical_json(made: tuple[Path, str, Key]) -> None:
    said = json.loads((made[0] / KEYS).read_bytes())
    assert said["act"] == "made" and said["subjects"] == ["430700"] and said["expires"] is None
