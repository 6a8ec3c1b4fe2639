"""The fast lane as a general validator, on the common workload where it is there: ratios to other engines in one run."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

import pyoxigraph as ox
import pyshacl
import pyshacl_turbo
from rdflib import Graph

from engine import home
from engine.compile import compile_shapes
from engine.plan import Plan
from engine.read.columns import read_columns
from engine.read.shapes_graph import read_shapes_graph
from engine.steps import run
from engine.validation import turtle, validate

T = TypeVar("T")
WORKLOAD = home().parent / "shared" / "bench" / "workload.py"
SIZES = (1, 14, 136)
TIMES = 15


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What a piece of work gives, and its seconds."""
    start = perf_counter()
    found = work()
    return found, perf_counter() - start


def main() -> int:
    """Print the table; 0 with a sentence where the workload is absent."""
    if not WORKLOAD.is_file():
        print(f"fast lane: the workload is not there ({WORKLOAD}); nothing was measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sizes = [str(size) for size in SIZES]
        subprocess.run([sys.executable, str(WORKLOAD), folder, *sizes], check=True, capture_output=True)
        return _measured(Path(folder))


def _measured(folder: Path) -> int:
    shapes = folder / "shapes-core.ttl"
    graph, reading = timed(lambda: read_shapes_graph([(shapes, "ttl")]))
    plan, compiling = timed(lambda: compile_shapes(graph))
    print(f"fast lane: {len(plan.steps)} steps; shapes read {reading * 1e3:.1f} ms, compiled {compiling * 1e3:.1f} ms")
    for size in SIZES:
        _one_size(folder, shapes, plan, size)
    print(f"  peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


def _one_size(folder: Path, shapes: Path, plan: Plan, size: int) -> None:
    data = folder / f"data-{size}.nt"
    columns, loading = timed(lambda: read_columns([(data, "nt")]))
    results, first = timed(lambda: run(plan, columns))
    warm = median(timed(lambda: run(plan, columns))[1] for _ in range(TIMES))
    _, parsing = timed(lambda: sum(1 for _ in ox.parse(path=str(data), format=ox.RdfFormat.N_TRIPLES)))
    whole = median(timed(lambda: turtle(validate([(data, "nt")], [(shapes, "ttl")])))[1] for _ in range(3))
    print(f"  N = {size}: {columns.triples()} triples, {len(results)} results")
    print(f"    text to columns     {loading:9.3f} s")
    print(f"    first run           {first * 1e3:9.2f} ms   {first / warm:9.1f} x a warm one")
    print(f"    warm run            {warm * 1e3:9.2f} ms")
    print(f"    text to report text {whole:9.3f} s    {whole / parsing:9.2f} x pyoxigraph's bare parse loop")
    for name, engine in ENGINES.items():
        if size <= LARGEST[name]:
            _, taken = timed(lambda engine=engine: engine(data, shapes))  # type: ignore[misc]
            print(f"    {name:19} {taken:9.2f} s    {taken / warm:9.0f} x the warm run")


def _pyshacl(data: Path, shapes: Path) -> None:
    pyshacl.validate(Graph().parse(data, format="nt"), shacl_graph=Graph().parse(shapes), inplace=True)


def _turbo(data: Path, shapes: Path) -> None:
    pyshacl_turbo.validate(str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="turtle")


def _shifty(data: Path, shapes: Path) -> None:
    from shifty._shifty import PreparedValidator

    validator = PreparedValidator(None, str(shapes), "turtle")
    validator.validate_w3c(None, str(data), "nt", run_infer=False, on_unsupported="error", graph_mode="data")


ENGINES: dict[str, Callable[[Path, Path], None]] = {"pySHACL": _pyshacl, "pyshacl-turbo": _turbo, "pyshifty": _shifty}
LARGEST = {"pySHACL": 1, "pyshacl-turbo": 14, "pyshifty": 14}
