"""Every wall that is said to stand does, tried from inside a child of its own."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from engine import CHECK_LIMITS, EngineError, Pool, home, walls, walls_here
from engine.confine.walls import STACK

TRIED = {
    "connect": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "bind": "import socket; socket.socket().bind(('127.0.0.1', 0))",
    "run": "import subprocess; subprocess.run(['/bin/true'])",
    "system": "import os; os.system('true')",
    "exec": "import os; os.execv('/bin/true', ['true'])",
    "fork": "import os; os.fork()",
    "write": "open('/tmp/confined', 'w')",
    "remove": "import os; os.remove('/tmp/confined')",
}
THREADS = """import threading, time
held = []
def hold():
    held.append(bytearray(4096))
    time.sleep(0.3)
for _ in range(16):
    threading.Thread(target=hold).start()
print(len(held))
"""
INSIDE = "from engine.confine.limits import Limits\nfrom engine.confine.walls import shut_in\nshut_in({})\n"


@pytest.mark.parametrize("name", TRIED)
def test_what_is_refused_is_refused(name: str) -> None:
    said = inside(TRIED[name])
    assert said.returncode == 1 and b"PermissionError" in said.stderr and b"confined job" in said.stderr


def test_memory_ends() -> None:
    assert b"MemoryError" in inside("bytearray(2 << 30)").stderr


def test_threads_of_a_library_start_within_the_memory_that_there_is() -> None:
    """Each took a reserve of addresses; a store of triples starts several, and sometimes one was refused."""
    said = inside(THREADS, "Limits(memory=256 << 20)")
    assert said.stdout == b"16\n", said.stderr


def test_reading_goes_on() -> None:
    assert inside("print(open('/etc/hostname').read() is not None)").stdout == b"True\n"


def test_which_walls_stand_is_said(pool: Pool) -> None:
    found = walls(pool)
    assert set(found) == {"memory", "processor", "disk", "network", "hook"}
    assert all(found[name] for name in ("memory", "processor", "disk", "hook"))


def test_they_can_be_tried_without_a_pool(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert walls_here(CHECK_LIMITS) == walls(pool)
    monkeypatch.setattr("os.pipe", none)
    with pytest.raises(EngineError) as error:
        walls_here(CHECK_LIMITS)
    assert (error.value.faults[0].code, error.value.faults[0].found) == ("CHI-006", "OSError")


def none() -> tuple[int, int]:
    raise OSError(24, "Too many open files")


def test_a_child_has_less_stack_than_a_thread_outside() -> None:
    outside = resource.getrlimit(resource.RLIMIT_STACK)[0]
    found = int(inside("import resource; print(resource.getrlimit(resource.RLIMIT_STACK)[0])").stdout)
    assert found == STACK and (outside == resource.RLIM_INFINITY or found < outside)


def inside(code: str, limits: str = "Limits()") -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-c", INSIDE.format(limits) + code]
    return subprocess.run(words, capture_output=True, cwd=home(), check=False)
