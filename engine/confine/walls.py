"""What shuts a child in: limits of the kernel, a network of its own without any line out, and a hook that refuses.

The hook stops Python code only; memory, time, files and network are the kernel's to refuse.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

from engine.confine.limits import Limits
from engine.errors import EngineError

LIBC = ctypes.CDLL(None, use_errno=True)
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
DIE_WITH_PARENT = 1
ARENAS = (
    -8
)  # M_ARENA_MAX: else each thread that a library starts takes 128 MiB of addresses for a moment, until there are none
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
STACK = 4 * 1024 * 1024  # half of what a thread outside has: what can be read in here can be read there
REFUSED = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.kill",
    "signal.pthread_kill",
    "shutil.",
    "ctypes.dlopen",
)


def die_with(parent: int) -> None:
    """End this process as soon as `parent` ends; at once where it has ended already."""
    LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def shut_in(limits: Limits) -> dict[str, bool]:
    """Put up every wall that the kernel permits, for good; which ones stand."""
    _share_memory()
    own = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (own + limits.memory, own + limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    network = _without_network()
    sys.addaudithook(_refuse)
    return {"memory": True, "processor": True, "disk": True, "network": network, "hook": True}


def walls_here(limits: Limits) -> dict[str, bool]:
    """Which walls stand around a child here, tried in one that is forked for this alone and reads nothing of anybody.

    Raises: EngineError CHI-006 where no child can be started, or it cannot shut itself in.
    """
    try:
        hearing, telling = os.pipe()
        pid = os.fork()
        if pid == 0:
            _tell(telling, limits)
        os.close(telling)
        with open(hearing, "rb") as said:
            found = said.read()
        os.waitpid(pid, 0)
        return {str(name): bool(stands) for name, stands in json.loads(found).items()}
    except (OSError, ValueError) as fault:
        raise EngineError.of("CHI-006", "walls", type(fault).__name__) from fault


def _tell(telling: int, limits: Limits) -> None:
    try:
        os.write(telling, json.dumps(shut_in(limits)).encode())
    finally:
        os._exit(0)


def _share_memory() -> None:
    """Have all threads take memory from one place; only the C library of GNU does otherwise, and can be told."""
    with contextlib.suppress(AttributeError):
        LIBC.mallopt(ARENAS, 1)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _without_network() -> bool:
    flags = NEW_NETWORK if os.geteuid() == 0 else NEW_USER | NEW_NETWORK
    with contextlib.suppress(OSError, AttributeError):
        return bool(LIBC.unshare(flags) == 0)
    return False


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(REFUSED) or (event == "open" and _writes(given)):
        raise PermissionError(f"{event} in a confined job")


def _writes(given: tuple[Any, ...]) -> bool:
    flags = given[2] if len(given) > 2 else 0
    return bool(isinstance(flags, int) and flags & WRITING)
