"""The fast lane as a general validator, on the common workload where it is there: ratios to other engines in one run."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

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
from tests.bench.reference import timed

BENCH = home().parent / "shared" / "bench"
SIZES, LARGE = (1, 14, 136), (14, 136, 3000)
TIMES = 15
EXPECTED = {1: 49, 14: 549, 136: 5419, 3000: 119922}  # with the six SPARQL clauses


def main() -> tuple[int, dict[str, float]]:
    """Print the table for 1, 14 and 136 cities, and give its figures."""
    return _all(SIZES, SOON)


def large() -> tuple[int, dict[str, float]]:
    """Print the table up to 3,000 cities, with what the other engines take some minutes for, and give its figures."""
    return _all(LARGE, PATIENT)


def _all(sizes: Sequence[int], largest: Mapping[str, int]) -> tuple[int, dict[str, float]]:
    """Measure every size; nothing, and 0 with a sentence, where the workload is absent."""
    if not (BENCH / "workload.py").is_file():
        print(f"fast lane: the workload is not there ({BENCH}); nothing was measured")
        return 0, {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        named = [str(size) for size in sizes]
        subprocess.run([sys.executable, str(BENCH / "workload.py"), str(data), *named], check=True, capture_output=True)
        return _measured(data, sizes, largest)


def _measured(folder: Path, sizes: Sequence[int], largest: Mapping[str, int]) -> tuple[int, dict[str, float]]:
    shapes = folder / "shapes-core.ttl"
    graph, reading = timed(lambda: read_shapes_graph([(shapes, "ttl")]))
    plan, compiling = timed(lambda: compile_shapes(graph))
    print(f"fast lane: {len(plan.steps)} steps; shapes read {reading * 1e3:.1f} ms, compiled {compiling * 1e3:.1f} ms")
    figures: dict[str, float] = {}
    wrong = 0
    for size in sizes:
        figures |= _one_size(folder, shapes, plan, size, largest)
        wrong += _rows(folder, size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory of this process {peak:.0f} MiB")
    return int(wrong > 0), figures


def _rows(folder: Path, size: int) -> int:
    """Whether all 120 clauses, the SPARQL ones among them, give the rows that other engines give."""
    found, taken = timed(lambda: validate([(folder / f"data-{size}.nt", "nt")], [(folder / "shapes.ttl", "ttl")]))
    rows = found.table.height
    said = "as expected" if rows == EXPECTED[size] else f"EXPECTED {EXPECTED[size]}"
    print(f"    all 120 clauses     {taken:9.3f} s    {rows} rows, {said}")
    return int(rows != EXPECTED[size])


def _one_size(folder: Path, shapes: Path, plan: Plan, size: int, largest: Mapping[str, int]) -> dict[str, float]:
    data = folder / f"data-{size}.nt"
    columns, loading = timed(lambda: read_columns([(data, "nt")]))
    results, first = timed(lambda: run(plan, columns))
    warm = median(timed(lambda: run(plan, columns))[1] for _ in range(TIMES if size < LARGE[-1] else 5))
    _, parsing = timed(lambda: sum(1 for _ in ox.parse(path=str(data), format=ox.RdfFormat.N_TRIPLES)))
    plans = folder.parent / "plans"
    whole = median(timed(lambda: turtle(validate([(data, "nt")], [(shapes, "ttl")], plans=plans)))[1] for _ in range(5))
    print(f"  N = {size}: {columns.triples()} triples, {len(results)} results of the 114 core clauses")
    print(f"    text to columns     {loading:9.3f} s")
    print(f"    first run           {first * 1e3:9.2f} ms   {first / warm:9.1f} x a warm one")
    print(f"    warm run            {warm * 1e3:9.2f} ms")
    print(f"    text to report text {whole:9.3f} s    {whole / parsing:9.2f} x pyoxigraph's bare parse loop")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"    peak memory so far  {peak:9.0f} MiB")
    floor = _floor(folder.parent, size)
    print(f"    hand-written floor  {floor * 1e3:9.2f} ms   {warm / floor:9.2f} x the floor is the warm run")
    for name, engine in ENGINES.items():
        if size <= largest[name]:
            _, taken = timed(lambda engine=engine: engine(data, shapes))  # type: ignore[misc]
            print(f"    {name:19} {taken:9.2f} s    {taken / warm:9.0f} x the warm run")
    said = {"warm ms": warm * 1e3, "first ms": first * 1e3, "text to report s": whole, "text to columns s": loading}
    return {f"N = {size}: {name}": value for name, value in said.items()}


def _floor(folder: Path, size: int) -> float:
    """Seconds of the hand-written Polars checks of all 120 clauses over the same facts as typed tables.

    Its module asks for DuckDB too, which these checks do not use: an empty module stands in for it.
    """
    (folder / "out").mkdir(exist_ok=True)
    (folder / "stand-in").mkdir(exist_ok=True)
    (folder / "stand-in" / "duckdb.py").touch()
    path = {"PYTHONPATH": f"{BENCH}{os.pathsep}{folder / 'stand-in'}"}
    words = [sys.executable, str(BENCH / "floor.py"), str(folder), str(size), "polars", str(TIMES)]
    said = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ | path).stdout
    return float(json.loads(said.strip().splitlines()[-1])["validate_s"])


def _pyshacl(data: Path, shapes: Path) -> None:
    pyshacl.validate(Graph().parse(data, format="nt"), shacl_graph=Graph().parse(shapes), inplace=True)


def _turbo(data: Path, shapes: Path) -> None:
    pyshacl_turbo.validate(str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="turtle")


def _shifty(data: Path, shapes: Path) -> None:
    from shifty._shifty import PreparedValidator

    validator = PreparedValidator(None, str(shapes), "turtle")
    validator.validate_w3c(None, str(data), "nt", run_infer=False, on_unsupported="error", graph_mode="data")


ENGINES: dict[str, Callable[[Path, Path], None]] = {"pySHACL": _pyshacl, "pyshacl-turbo": _turbo, "pyshifty": _shifty}
SOON = {"pySHACL": 1, "pyshacl-turbo": 14, "pyshifty": 14}  # the largest size that each engine is asked
PATIENT = {"pySHACL": 14, "pyshacl-turbo": 136, "pyshifty": 136}
