"""The course of assessments, pushed on at random by URL: what may be done, what is refused, and that outsiders are told nothing.

Each walk has a store of its own and as many steps; the first one that goes wrong is said with the way that led to it.
"""

from __future__ import annotations

from pathlib import Path

from tests.api.walked import walk
from tests.torture.tally import Tally

STEPS = 40
SHOWN = 2_000  # characters of what went wrong


def torture(folder: Path, times: int, seed: int) -> Tally:
    """So many walks, from a seed on; `folder` is not needed, as each walk has its own."""
    del folder
    done, refused, wrong, means = 0, 0, 0, f"seeds {seed} to {seed + times - 1}"
    for number in range(seed, seed + times):
        with walk(number) as made:
            try:
                for _ in range(STEPS):
                    made.step()
                made.check_hidden()
            except AssertionError as fault:
                wrong, means = wrong + 1, f"seed {number}: {str(fault)[:SHOWN]}"
            good = sum(line.endswith(("→ 200", "→ 201")) for line in made.done)
            done, refused = done + good, refused + len(made.done) - good
    return Tally("course", {"acts done": done, "refused": refused}, {"walks wrong": wrong}, means)
