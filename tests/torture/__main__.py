"""What a machine can do to the store: `python3 dev.py torture [MODEL …|all] [--times N] [--seed N]`; a line for each model."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.hostile import torture as hostile
from tests.torture import bits, clock, course, failing, full, hits, kill, linear, power, projections
from tests.torture.tally import Tally

Torture = Callable[[Path, int, int], Tally]
MODELS: dict[str, tuple[Torture, int]] = {
    "kill": (kill.torture, 100),
    "power": (power.torture, 200),
    "faulty": (power.with_failing_syncs, 60),
    "assessments": (power.while_assessing, 20),
    "disk": (full.torture, 10),
    "fsync": (failing.torture, 150),
    "bits": (bits.torture, 1000),
    "hits": (hits.torture, 100),
    "clock": (clock.torture, 20),
    "linear": (linear.torture, 50),
    "projections": (projections.hits, 100),
    "rebuilds": (projections.kills, 100),
    "course": (course.torture, 10),
    "hostile": (hostile.torture, 1),
}


def main(words: list[str]) -> int:
    """Run the models that are named, else all; 1 where anything was lost or unseen, 2 for a model that there is not."""
    asked = argparse.ArgumentParser(prog="dev.py torture", description=", ".join(MODELS))
    asked.add_argument("models", nargs="*", metavar="MODEL", help="or all")
    asked.add_argument("--times", type=int, help="how often, in place of the model's own number")
    asked.add_argument("--seed", type=int, default=0)
    chosen = asked.parse_args(words)
    unknown = [name for name in chosen.models if name not in (*MODELS, "all")]
    if unknown:
        asked.error(f"no model {', '.join(unknown)}; there are: {', '.join(MODELS)}")
    names = list(MODELS) if not chosen.models or "all" in chosen.models else chosen.models
    return int(not all([_good(name, chosen.times, chosen.seed) for name in names]))


def _good(name: str, times: int | None, seed: int) -> bool:
    model, own = MODELS[name]
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        tally = model(Path(folder), own if times is None else times, seed)
    print(tally, flush=True)
    return tally.good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
