"""Root writes nothing into a store that the service of another user could not read afterwards."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from api.auth.caller import Role
from api.auth.keys import KEYS, Wanted, make_key
from engine.errors import Fault, UsageError
from engine.model.entry import Act, Kind
from engine.store.audit import AuditLog
from engine.store.backup import backup, restore
from engine.store.journal import Journal
from engine.store.ledger import submit
from engine.store.owner import check_owner
from engine.store.projections.opened import Projections
from tests.engine.store.made_up import row
from tests.engine.store.projections.made_up import HAND

WANTED = Wanted("a", Role.ADMIN, None, None, "2026-01-01T00:00:00Z")
ACT = Act("2026-03-01T08:00:00Z", "王", Kind.CALLED, "/", "", ())
NOBODY = 4_000_000  # no user of this machine


USER = [NOBODY]  # the owner that the store is told to have


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stat = Path.stat

    def owned(path: Path, **said: bool) -> os.stat_result:
        found = list(stat(path, **said))
        return os.stat_result([*found[:4], *USER, *found[5:]] if path == tmp_path else found)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "stat", owned)
    monkeypatch.setitem(globals(), "USER", [NOBODY])
    return tmp_path


def test_the_refusal_names_store_and_owner(store: Path) -> None:
    with pytest.raises(UsageError) as refused:
        check_owner(store)
    assert refused.value.faults == (Fault("SRV-011", str(store), str(NOBODY)),)
    somebody = next(user for user in pwd.getpwall() if user.pw_uid)
    USER[:] = [somebody.pw_uid]
    with pytest.raises(UsageError) as refused:
        check_owner(store)
    assert refused.value.faults[0].found == somebody.pw_name


def test_neither_ledger_nor_keys_nor_projections_are_begun_by_root_in_anothers_store(store: Path) -> None:
    for write in (
        lambda: Journal(store),
        lambda: make_key(store, WANTED, lambda count: b"\1" * count),
        lambda: Projections(store, store),
    ):
        with pytest.raises(UsageError) as refused:
            write()
        assert refused.value.faults[0].code == "SRV-011"
    assert not (store / KEYS).exists() and list(store.iterdir()) == []


def test_the_folder_of_a_store_is_its_owners_alone_whoever_makes_it(tmp_path: Path) -> None:
    was = os.umask(0)
    try:
        with Journal(tmp_path / "ledger") as journal:
            submit(journal, "a.csv", row("84.7"), ["430700"], HAND)
        make_key(tmp_path / "keys", WANTED, lambda count: b"\1" * count)
        AuditLog(tmp_path / "audit").add(ACT)
        backup(tmp_path / "ledger", tmp_path / "b.tar", "2026-01-01T00:00:00Z")
        restore(tmp_path / "b.tar", tmp_path / "restored")
    finally:
        os.umask(was)
    made = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert {path.name: path.stat().st_mode & 0o777 for path in made} == dict.fromkeys(
        ("ledger", "keys", "audit", "restored"), 0o700
    )


def test_the_owner_and_a_store_that_is_not_there_are_let_be(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_owner(store / "new")
    USER[:] = [0]
    check_owner(store)
    USER[:] = [NOBODY]
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    check_owner(store)
