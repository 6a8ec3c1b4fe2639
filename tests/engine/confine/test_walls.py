"""Every wall that is said to stand does, tried from inside a child of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine import Pool, home, walls

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
INSIDE = "from engine.confine.limits import Limits\nfrom engine.confine.walls import shut_in\nshut_in(Limits())\n"


@pytest.mark.parametrize("name", TRIED)
def test_what_is_refused_is_refused(name: str) -> None:
    said = inside(TRIED[name])
    assert said.returncode == 1 and b"PermissionError" in said.stderr and b"confined job" in said.stderr


def test_memory_ends() -> None:
    assert b"MemoryError" in inside("bytearray(2 << 30)").stderr


def test_reading_goes_on() -> None:
    assert inside("print(open('/etc/hostname').read() is not None)").stdout == b"True\n"


def test_which_walls_stand_is_said(pool: Pool) -> None:
    found = walls(pool)
    assert set(found) == {"memory", "processor", "disk", "network", "hook"}
    assert all(found[name] for name in ("memory", "processor", "disk", "hook"))


def inside(code: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", INSIDE + code], capture_output=True, cwd=home(), check=False)
