"""A port is taken at once, or refused by name."""

from __future__ import annotations

import socket

import pytest

from api.running.listening import address_text, listen
from engine import EngineError


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_free_port_is_taken_and_answers(host: str) -> None:
    with listen(host, 0) as found, socket.create_connection(found.getsockname()[:2], 2):
        assert found.getsockname()[1] > 0


def test_a_port_that_another_has_is_refused_before_it_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as first, pytest.raises(EngineError) as refused:
        listen("127.0.0.1", first.getsockname()[1])
    (fault,) = refused.value.faults
    assert (fault.code, refused.value.exit_code) == ("SRV-001", 5)
    assert fault.where == address_text("127.0.0.1", first_port(fault.where))


def first_port(where: str) -> int:
    return int(where.rpartition(":")[2])


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "x" * 300])
def test_an_address_that_is_not_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(EngineError) as refused:
        listen(host, 0)
    assert refused.value.faults[0].code == "SRV-001"
