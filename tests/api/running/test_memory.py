"""What a thread held is given back when it is freed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from api.running.memory import give_back
from engine import home

THREADS = """
import os, sys, threading
from pathlib import Path
from api.running.memory import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20

def hold(meet):
    kept = [bytes(1_000_000) for _ in range(10)]
    meet.wait()
    small = [kept.pop()[:200_000] for _ in range(10)]

if sys.argv[1] == "told":
    assert give_back()
before = resident()
for _ in range(3):
    meet = threading.Barrier(8)
    threads = [threading.Thread(target=hold, args=(meet,)) for _ in range(8)]
    [one.start() for one in threads]
    [one.join() for one in threads]
print(resident() - before)
"""


def test_the_c_library_of_gnu_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda name: object())
    assert not give_back()  # another one, which has no such call


def test_little_stays_of_what_threads_held() -> None:
    run = subprocess.run([sys.executable, "-c", THREADS, "told"], cwd=home(), capture_output=True, check=True)
    assert int(run.stdout) < 30  # untold some 58


SETTLED = """
import gc
from api.running.memory import NEW, settle

settle()
assert gc.get_freeze_count() > 1_000 and gc.get_threshold()[0] == NEW and gc.isenabled()
held = []
held.append(held)
del held
print(gc.collect())
"""


def test_what_is_there_from_the_start_is_left_out_and_new_garbage_is_found() -> None:
    run = subprocess.run([sys.executable, "-c", SETTLED], cwd=home(), capture_output=True, check=True)
    assert int(run.stdout) >= 1
