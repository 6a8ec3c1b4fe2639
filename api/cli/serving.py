"""`serve`: the service, and readers beside it, until they are told to end."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.auth.access import Access
    from api.settings import Settings
    from engine import UsageError

HIGHEST = 65535
PRIVATE = 0o077  # what the service writes, evidence and ledger too, is its own alone, whatever it was started with
STACK = 8 * 1024 * 1024  # of a thread: twice what a child has, so what it could read can be read here


@dataclass(frozen=True, slots=True)
class Minutely:
    """Calls a minute of each process: of a key, of an address without one, and failed attempts to come in of an address."""

    key: int = 6000
    address: int = 600
    failures: int = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be served, from options and environment; no secret is among them.

    `readers` processes read at the ports after `port`; `beside` is a reader that ends with the one that started it.
    """

    store: Path
    host: str
    port: int
    read_only: bool = False
    readers: int = 0
    hosts: str = ""
    log_level: str = "info"
    anonymous: bool = False
    oidc_issuer: str = ""
    oidc_audience: str = ""
    oidc_keys: Path | None = None
    beside: bool = False
    language: str = "zh"
    rates: Minutely = Minutely()


def served(wish: Wish) -> int:
    """Serve until told to end; 0 then.

    Raises: UsageError SRV-003 for options that do not fit, KEY-001 for a public address without a key of an admin;
    EngineError SRV-001 where a port is in use; StoreError STO-004 where another process writes, and for a store that is
    damaged: all of it before anything is served.
    """
    from api.app import create_app
    from api.running.listening import listen
    from api.running.memory import give_back, settle
    from api.running.readers import end_with_input
    from api.running.serving import leave, run_server
    from api.watch.logs import end_logging, start_logging, tell

    give_back()
    os.umask(PRIVATE)
    settings = settings_of(wish)
    threading.stack_size(STACK)
    with listen(wish.host, wish.port) as listening, ExitStack() as until_end:
        port = listening.getsockname()[1]
        ports = reader_ports(wish, port)
        app = create_app(settings)
        until_end.callback(app.state.service.close)
        start_logging(wish.log_level, sys.stderr)
        app.state.service.start()
        if wish.beside:
            end_with_input()
        until_end.enter_context(readers_of(wish, ports))
        app.openapi()  # now: made at the first request, it would keep all others waiting
        settle()
        whole = run_server(app, settings.limits, listening, lambda: announce(wish, port, ports))
    tell(logging.WARNING, {"event": "closed"})
    end_logging(sys.stderr)
    return 0 if whole else leave(0)


def settings_of(wish: Wish) -> Settings:
    """The settings of the service that is wished for. Raises: UsageError SRV-003, KEY-001, KEY-005; StoreError KEY-004."""
    from api.auth.access import check_bind
    from api.auth.keys import read_keys
    from api.settings import Settings, clock

    if wish.read_only and wish.readers:
        raise _unfit("--readers", str(wish.readers), "0 --read-only")
    check_bind(wish.host, read_keys(wish.store).values(), clock().date())
    return Settings(wish.store, read_only=wish.read_only, hosts=hosts_of(wish), access=access_of(wish))


def hosts_of(wish: Wish) -> tuple[str, ...]:
    """The names that the service answers to: those of this machine, the address it listens on, and those given.

    Raises: UsageError SRV-003 for a name that is none.
    """
    from api.settings import LOOPBACK

    plain = wish.host.strip("[]")
    own = () if plain in ("", "0.0.0.0", "::") else (f"[{plain}]" if ":" in plain else plain,)  # noqa: S104
    given = tuple(name.strip().lower() for name in wish.hosts.split(",") if name.strip())
    wrong = [name for name in given if not name.isprintable() or any(char in name for char in "/ *@")]
    if wrong:
        raise _unfit("--hosts", wrong[0], "a.example,b.example")
    return tuple(dict.fromkeys((*LOOPBACK, *own, *given)))


def access_of(wish: Wish) -> Access:
    """Who comes in. Raises: UsageError SRV-003 for half a provider."""
    from api.auth.access import Access
    from api.auth.caller import Role
    from api.auth.oidc import Provider
    from api.auth.rates import Rates

    issuer, audience = wish.oidc_issuer.strip(), wish.oidc_audience.strip()
    if bool(issuer) != bool(audience):
        raise _unfit("--oidc-audience" if issuer else "--oidc-issuer", "-", "--oidc-issuer --oidc-audience")
    provider = Provider(issuer, audience, wish.oidc_keys, fetch=wish.oidc_keys is None) if issuer else None
    rates = Rates(wish.rates.key, wish.rates.address, wish.rates.failures)
    return Access(wish.host, Role.READER if wish.anonymous else None, provider, rates)


def reader_ports(wish: Wish, port: int) -> tuple[int, ...]:
    """The ports after the writer's, all of them free at this moment. Raises: UsageError SRV-003, EngineError SRV-001."""
    from api.running.listening import listen

    ports = tuple(port + number + 1 for number in range(wish.readers))
    if ports and ports[-1] > HIGHEST:
        raise _unfit("--readers", str(wish.readers), f"--port + --readers <= {HIGHEST}")
    for one in ports:
        listen(wish.host, one).close()
    return ports


@contextmanager
def readers_of(wish: Wish, ports: Sequence[int]) -> Iterator[None]:
    """Readers at those ports, until the end."""
    from api.running.readers import Readers

    readers = Readers({port: reader_command(wish, port) for port in ports})
    try:
        yield
    finally:
        readers.close()


def reader_command(wish: Wish, port: int) -> list[str]:
    """The command of a reader beside this service."""
    words = ["serve", "--read-only", "--beside", "--store", str(wish.store), "--host", wish.host, "--port", str(port)]
    words += ["--hosts", wish.hosts, "--log-level", wish.log_level, "--readers", "0", "--lang", wish.language]
    words += ["--rate-key", str(wish.rates.key), "--rate-address", str(wish.rates.address)]
    words += ["--rate-failures", str(wish.rates.failures)]
    words += ["--anonymous"] if wish.anonymous else []
    if wish.oidc_issuer:
        words += ["--oidc-issuer", wish.oidc_issuer, "--oidc-audience", wish.oidc_audience]
        words += ["--oidc-keys", str(wish.oidc_keys)] if wish.oidc_keys is not None else []
    return [sys.executable, "-m", "api.cli", *words]


def announce(wish: Wish, port: int, ports: Sequence[int]) -> None:
    """Say on stderr where the service is: a sentence for a person, a line of JSON for a log."""
    from api.running.listening import address_text
    from api.watch.logs import tell
    from engine import say

    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(wish.host, wish.host)  # noqa: S104
    address, role = f"http://{address_text(host, port)}", "reader" if wish.read_only else "writer"
    if sys.stderr.isatty():
        words = {"address": address, "store": str(wish.store.absolute()), "role": say(f"serve.{role}", wish.language)}
        sys.stderr.write(say("serve.open", wish.language, **words) + "\n")
        return
    fields = {"event": "open", "address": address, "docs": f"{address}/v1/docs", "role": role, "readers": list(ports)}
    tell(logging.WARNING, {**fields, "store": str(wish.store.absolute())})


def _unfit(where: str, found: str, wanted: str) -> UsageError:
    from engine import UsageError

    return UsageError.of("SRV-003", where, found or "-", wanted=wanted)
