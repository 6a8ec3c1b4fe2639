"""Readers live as long as the one that started them, come back when they die, and not for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from api.running import readers as module
from api.running.readers import Readers

WAITING = [sys.executable, "-c", "import time; time.sleep(60)"]
DYING = [sys.executable, "-c", "raise SystemExit(3)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]
LISTENING = """
import sys, time
from api.running.readers import end_with_input
end_with_input()
print("begun", flush=True)
time.sleep(60)
"""


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_a_reader_that_dies_is_started_again_and_all_end_together() -> None:
    readers = Readers({1: WAITING, 2: WAITING})
    first = [reader.process for reader in readers.readers]
    os.kill(first[0].pid, signal.SIGKILL)
    assert until(lambda: readers.readers[0].process is not first[0])
    assert readers.readers[0].process.poll() is None
    assert readers.readers[1].process is first[1]
    assert os.getpgid(first[1].pid) == first[1].pid != os.getpgid(0)
    readers.close()
    assert all(reader.process.poll() is not None for reader in readers.readers)


def test_a_reader_that_always_dies_is_given_up_and_each_death_is_told_with_its_port(monkeypatch) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(module, "tell", lambda level, fields: told.append({"level": level, **fields}))
    readers = Readers({8711: DYING})
    assert until(lambda: readers.readers[0].given_up, 60)
    assert len(readers.readers[0].starts) == module.MOST_STARTS
    readers.close()
    assert [one["port"] for one in told] == [8711] * module.MOST_STARTS
    assert told[-1] == {"level": 40, "event": "reader died", "port": 8711, "code": 3, "given_up": True, "starts": 5}


def test_old_deaths_do_not_count() -> None:
    now = [0.0]
    reader = module.Reader(1, WAITING, lambda: now[0])
    for _ in range(3 * module.MOST_STARTS):
        now[0] += module.WITHIN / (module.MOST_STARTS - 2)
        reader.process.kill()
        reader.process.wait()
        reader.look()
        assert not reader.given_up
    reader.process.kill()
    reader.end(now[0])


def test_a_reader_that_will_not_end_is_killed_in_the_end(monkeypatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    readers = Readers({1: STUBBORN})
    time.sleep(1)
    readers.close()
    assert readers.readers[0].process.returncode in (-signal.SIGKILL, -signal.SIGTERM)


def test_a_process_is_told_to_end_when_its_input_ends() -> None:
    command = [sys.executable, "-c", LISTENING]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.stdin.close()
    assert process.wait(20) == -signal.SIGTERM
    process.stdout.close()
