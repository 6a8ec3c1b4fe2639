"""Where the service may listen, and what one without a key may do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from api.auth.access import Access, check_bind, is_loopback
from api.auth.caller import Role
from api.auth.keys import read_keys, revoke_key
from engine import UsageError
from tests.api.auth.test_keys import TIME, TODAY, make_one


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_this_machine_alone_needs_no_key(host: str) -> None:
    assert is_loopback(host) and Access(bind=host).local
    check_bind(host, [], TODAY)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "localhost.example.org"])
def test_a_public_address_without_an_admin_is_refused(host: str, tmp_path: Path) -> None:
    make_one(tmp_path)  # an evaluator is not enough
    with pytest.raises(UsageError) as refused:
        check_bind(host, read_keys(tmp_path).values(), TODAY)
    assert refused.value.faults[0].code == "KEY-001"
    key = make_one(tmp_path, 2, role=Role.ADMIN, subjects=None)[1]
    check_bind(host, read_keys(tmp_path).values(), TODAY)
    revoke_key(tmp_path, key.id, TIME)
    with pytest.raises(UsageError):
        check_bind(host, read_keys(tmp_path).values(), TODAY)


def test_an_expired_admin_is_none(tmp_path: Path) -> None:
    make_one(tmp_path, role=Role.ADMIN, subjects=None, expires=TODAY)
    check_bind("0.0.0.0", read_keys(tmp_path).values(), TODAY)
    with pytest.raises(UsageError):
        check_bind("0.0.0.0", read_keys(tmp_path).values(), date(2026, 11, 27))


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.EDITOR, Role.ADMIN])
def test_nobody_without_a_name_may_write(role: Role) -> None:
    with pytest.raises(UsageError) as refused:
        Access(anonymous=role)
    assert refused.value.faults[0].code == "KEY-006"
    assert Access(anonymous=Role.READER).anonymous is Role.READER
