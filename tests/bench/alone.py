"""One validation from text to report text in a process of its own, so that its memory is its own: `DATA SHAPES`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from engine.validation import turtle, validate
from tests.bench.reference import timed


class Alone(NamedTuple):
    """Rows of the report, seconds, and MiB that the process had at most."""

    rows: int
    seconds: float
    mebibytes: float


def alone(data: Path, shapes: Path) -> Alone:
    """Validate in a new process."""
    words = [sys.executable, "-m", "tests.bench.alone", str(data), str(shapes)]
    return Alone(*json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout))


def peak() -> float:
    """MiB that this process has had at most; where the system says it, without what the process that started it had."""
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="utf-8").splitlines() if status.is_file() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _here(data: Path, shapes: Path) -> int:
    found = validate([(data, "nt")], [(shapes, "ttl")])
    turtle(found)
    return found.table.height


if __name__ == "__main__":
    rows, taken = timed(lambda: _here(Path(sys.argv[1]), Path(sys.argv[2])))
    print(json.dumps(Alone(rows, taken, peak())))
