"""Root writes nothing into a store that the service of another user could not read afterwards."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from api.auth.caller import Role
from api.auth.keys import KEYS, Wanted, make_key
from engine.errors import Fault, UsageError
from engine.store.journal import Journal
from engine.store.owner import check_owner
from engine.store.projections.opened import Projections

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
    wanted = Wanted("a", Role.ADMIN, None, None, "2026-01-01T00:00:00Z")
    for write in (
        lambda: Journal(store),
        lambda: make_key(store, wanted, lambda count: b"\1" * count),
        lambda: Projections(store, store),
    ):
        with pytest.raises(UsageError) as refused:
            write()
        assert refused.value.faults[0].code == "SRV-011"
    assert not (store / KEYS).exists() and list(store.iterdir()) == []


def test_the_owner_and_a_store_that_is_not_there_are_let_be(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_owner(store / "new")
    USER[:] = [0]
    check_owner(store)
    USER[:] = [NOBODY]
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    check_owner(store)
