"""Files of four times the records of a city are taken, read again inside the service, and neither fill it nor make it wait."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.hostile.legal import LEGAL, legal_files
from tests.hostile.probe import probing
from tests.hostile.sent import Sent, ask, delivery
from tests.hostile.torture import CALM, MOST_GROWTH, SLOWEST_PROBE
from tests.hostile.watched import Watched, load, watched

CASE = Sent("case", "-", "GET", "/v1/cases/430700/2020")
CHOSEN = ("records.csv", "records.jsonld", "shared-strings.xlsx")


def grown(service: Watched, name: str) -> int:
    """The most KiB by which a service grew with a file, until its graphs were there and its case was asked."""
    service.forget_peak()
    before = service.memory()
    (file,) = (one for one in legal_files() if one.name == name)
    assert ask(service.service.port, delivery(file), service.keys.evaluator).status == 201, name
    assert ask(service.service.port, CASE, service.keys.admin).status == 200
    time.sleep(CALM)
    return service.peak() - before


def test_large_legal_files_are_read_again_in_little_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with watched(tmp_path) as service:
        ask(service.service.port, CASE, service.keys.admin)
        time.sleep(CALM)
        with probing(service.service.port, service.pid) as probed:
            found = {name: grown(service, name) for name in CHOSEN}
    with capsys.disabled():
        said = ", ".join(f"{name} {size / 1024:+.0f}" for name, size in found.items())
        sys.stdout.write(f"\n  MiB at the highest: {said}; slowest probe {probed().worst * 1000:.0f} ms, {load()}\n")
        sys.stdout.write(f"  not sent: {len(LEGAL) - len(CHOSEN)} others, to keep this short\n")
    assert max(found.values()) < MOST_GROWTH
    assert all(one.own <= SLOWEST_PROBE for one in probed().slowest)
