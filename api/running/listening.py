"""The socket of a service, taken before anything else is done."""

from __future__ import annotations

import socket

from engine import EngineError

BACKLOG = 512


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. What connects before the service answers waits.

    Raises: EngineError SRV-001 for an address that is not of this machine, and for a port that is in use.
    """
    where = address_text(host, port)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except UnicodeError as fault:  # a name that no name can be
        raise EngineError.of("SRV-001", where[:100], type(fault).__name__) from fault
    except OSError as fault:
        raise EngineError.of("SRV-001", where, str(fault.strerror or fault)) from fault
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)  # now: two that are bound alone do not see each other
    except OSError as fault:
        found.close()
        raise EngineError.of("SRV-001", where, str(fault.strerror or fault)) from fault
    return found


def address_text(host: str, port: int) -> str:
    """Host and port as an address has them.

    >>> address_text("::1", 8710)
    '[::1]:8710'
    """
    plain = host.strip("[]")
    return f"[{plain}]:{port}" if ":" in plain else f"{plain}:{port}"
