"""The hand-written floor in Polars without the six SPARQL clauses: `FOLDER SIZE TIMES` prints the median seconds and the rows.

The queries are those of the workload's `floor.py`, which asks all of them at once; those of the SPARQL clauses are its last.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Sequence
from statistics import median

import polars as pl

from tests.bench.reference import timed

SPARQL = 6
ask_all = pl.collect_all


def _core(queries: Sequence[pl.LazyFrame]) -> list[pl.DataFrame]:
    return ask_all(queries[:-SPARQL])


def main(folder: str, size: str, times: str) -> None:
    """Measure; the module of the floor reads its words from the command line when it is imported."""
    sys.argv = ["floor.py", folder, size, "polars", times]
    floor = importlib.import_module("floor")
    tables = floor.tables()
    pl.collect_all = _core  # type: ignore[assignment]
    runs = [timed(lambda: floor.polars_checks(tables)) for _ in range(int(times))]
    print(json.dumps({"validate_s": median(taken for _, taken in runs), "results": runs[0][0].height}))


if __name__ == "__main__":
    main(*sys.argv[1:])
