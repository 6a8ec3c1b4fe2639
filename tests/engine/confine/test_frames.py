"""A message goes over as it is; a larger, broken or late one is refused."""

from __future__ import annotations

import socket

import pytest

from engine.confine.frames import (
    LENGTHS,
    EndedError,
    MalformedError,
    Message,
    TooLargeError,
    after,
    receive,
    send,
)


def test_a_message_goes_over_as_it_is() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, Message({"名": 1}, b"\x00\xff"))
        assert receive(theirs, 100, after(5)) == Message({"名": 1}, b"\x00\xff")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (LENGTHS.pack(60, 60), TooLargeError),
        (LENGTHS.pack(9, 0) + b"{}", EndedError),
        (b"\x00", EndedError),
        (LENGTHS.pack(2, 0) + b"[]", MalformedError),
        (LENGTHS.pack(2, 0) + b"{]", MalformedError),
        (LENGTHS.pack(90, 0) + b"[" * 90, MalformedError),
    ],
)
def test_what_is_no_message_is_refused(said: bytes, error: type[Exception]) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        with ours:
            ours.sendall(said)
        with pytest.raises(error):
            receive(theirs, 100, after(5))


def test_who_says_nothing_is_not_waited_for() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        receive(theirs, 100, after(0))
