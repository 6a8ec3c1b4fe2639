"""The contract of the API: `python3 dev.py contract [--examples N] [--seed N] [--only WORD]`; 1 where anything was found."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.api.town import make_town
from tests.contract.run import Run


def main(words: list[str]) -> int:
    """Ask every operation, print operations, cases and findings."""
    asked = argparse.ArgumentParser(prog="dev.py contract")
    asked.add_argument("--examples", type=int, default=50, help="of each operation and way of asking")
    asked.add_argument("--covered", type=int, default=10**6, help="cases at the edges of each operation, at most")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--only", default="", help="operations whose method or path holds this")
    chosen = asked.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="contract-") as folder, make_town(Path(folder)) as town:
        tally = Run(town, chosen.examples, chosen.seed, chosen.covered).all(chosen.only)
    print(tally, flush=True)
    return int(not tally.good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
