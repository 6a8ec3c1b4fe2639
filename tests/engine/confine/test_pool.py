"""The pool: its zygote comes back, its queue is short, it closes cleanly, and nothing outlives its caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine import Caps, EngineError, Limits, Pool, ask, home, walls

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c. ?d ?e ?f. ?g ?h ?i }"
FILES = sorted((home() / "ontology").rglob("*.ttl"))
CALLER = """
import sys, threading, time
from engine import Pool, ask, home
pool = Pool(); pool.warm()
files = sorted((home() / "ontology").rglob("*.ttl"))
threading.Thread(target=lambda: ask(pool, sys.argv[1], files=files), daemon=True).start()
time.sleep(1.5)
print(pool._process.pid, flush=True)
time.sleep(60)
"""


def alive(group: int) -> bool:
    return Path(f"/proc/{group}").exists() and "Z" not in Path(f"/proc/{group}/stat").read_text().split()[2]


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_zygote_that_died_is_replaced(pool: Pool) -> None:
    assert pool._process is not None
    before = pool._process.pid
    os.kill(before, signal.SIGKILL)
    assert walls(pool)["memory"] and pool._process.pid != before


def test_many_threads_share_two_workers_and_more_than_the_queue_are_refused() -> None:
    def one(_: int) -> str:
        try:
            ask(made, ENDLESS, files=FILES, limits=Limits(processor=1, wall=2))
        except EngineError as error:
            return error.faults[0].code
        return "-"

    with Pool(Caps(workers=2, queue=2)) as made:
        made.warm()
        with ThreadPoolExecutor(8) as threads:
            codes = sorted(threads.map(one, range(8)))
        assert codes == ["CHI-002"] * 4 + ["CHI-005"] * 4
        assert walls(made)["disk"]


def test_a_look_has_one_that_died_living_again_and_waits_for_none_that_is_being_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Pool() as made:
        made.look()
        assert made._process is None  # nothing is started that nobody has asked for
        made.warm()
        assert made._process is not None
        made._process.kill()
        made._process.wait()
        made.look()
        assert made._process.poll() is None and walls(made)["disk"]
        monkeypatch.setattr("engine.confine.pool.MOMENT", 0.01)
        with made._lock, pytest.raises(EngineError) as error:
            made.look()
        assert (error.value.faults[0].code, error.value.faults[0].found) == ("CHI-006", "starting")
        assert {kind: load.free for kind, load in made.load().items()} == {"files": 2, "queries": 2}


def test_files_do_not_wait_for_queries() -> None:
    with Pool(Caps(workers=1)) as made, ThreadPoolExecutor(1) as threads:
        made.warm()
        running = threads.submit(lambda: ask(made, ENDLESS, files=FILES, limits=Limits(processor=2, wall=4)))
        while made.load()["queries"].busy == 0:
            time.sleep(0.01)
        assert walls(made)["disk"] and not running.done()
        with pytest.raises(EngineError):
            running.result()


def test_what_is_closed_starts_no_child() -> None:
    made = Pool()
    made.warm()
    assert made._process is not None
    pid = made._process.pid
    made.close()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(EngineError) as error:
        walls(made)
    assert error.value.faults[0].code == "CHI-006"


def test_without_a_zygote_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Pool() as made, pytest.raises(EngineError) as error:
        walls(made)
    assert error.value.faults[0].code == "CHI-006"


def test_nothing_outlives_a_caller_that_is_killed() -> None:
    caller = subprocess.Popen([sys.executable, "-c", CALLER, ENDLESS], stdout=subprocess.PIPE, cwd=home())
    assert caller.stdout is not None
    zygote = int(caller.stdout.readline())
    group = [zygote, *children(zygote)]
    assert len(group) == 2
    caller.kill()
    caller.wait()
    caller.stdout.close()
    until = time.monotonic() + 3
    while any(map(alive, group)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, group))
