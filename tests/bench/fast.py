"""The fast lane as a general validator, on the common workload where it is there: ratios to other engines in one run.

A first run is the first over columns that were just loaded, of a plan that was just compiled, in a process that has run the
same shapes over other data before: imports, the first calls of libraries and the hashes of the plan's constants are not in
it, all that is derived from the columns and kept is. A warm run is one over the same columns again, several in a row. Both are medians, taken in turn.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import ModuleType

import pyoxigraph as ox
import pyshacl
import pyshacl_turbo
from rdflib import Graph

from engine import home
from engine.compile import compile_shapes
from engine.model.shacl import ShapesGraph
from engine.read.columns import read_columns
from engine.read.shapes_graph import read_shapes_graph
from engine.steps import run
from engine.validation import turtle, validate
from tests.bench.alone import alone, peak
from tests.bench.duck import floor as duck_floor
from tests.bench.reference import timed

BENCH = home().parent / "shared" / "bench"
SIZES, LARGE = (1, 14, 136), (14, 136, 3000)
TIMES = 15
MOST_MIB = 1536
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
    run(plan, read_columns([(folder / f"data-{sizes[0]}.nt", "nt")]))  # the first calls of libraries
    for size in sizes:
        figures |= _one_size(folder, shapes, graph, size, largest)
        code, said = _whole(folder, size)
        figures |= said
        wrong += code
    print(f"  peak memory of this process {peak():.0f} MiB")
    return int(wrong > 0), figures


def _whole(folder: Path, size: int) -> tuple[int, dict[str, float]]:
    """Text to report text in processes of their own, core and all clauses; 1 where all, the SPARQL ones among them, give other
    rows than other engines, or where the memory is more than is promised."""
    data, wrong, figures = folder / f"data-{size}.nt", 0, dict[str, float]()
    for name, shapes in (("114 core clauses", "shapes-core.ttl"), ("all 120 clauses", "shapes.ttl")):
        found = alone(data, folder / shapes)
        said = f"{found.rows} rows" if shapes != "shapes.ttl" else f"{found.rows} rows, expected {EXPECTED[size]}"
        print(
            f"    {name:19} {found.seconds:9.3f} s    {found.mebibytes:9.0f} MiB alone; promised: {MOST_MIB}    {said}"
        )
        wrong |= found.mebibytes > MOST_MIB or (shapes == "shapes.ttl" and found.rows != EXPECTED[size])
        figures[f"N = {size}: {name} MiB"] = found.mebibytes
    return int(wrong), figures


@dataclass(frozen=True, slots=True)
class Runs:
    """Seconds of loading, of a first run and of a warm one, and what was found in how many triples."""

    loading: float
    first: float
    warm: float
    results: int
    triples: int


def _runs(graph: ShapesGraph, data: Path, times: int) -> Runs:
    loading, first, warm = [], [], []
    for _ in range(times):
        plan = compile_shapes(graph)
        columns, taken = timed(lambda: read_columns([(data, "nt")]))
        loading.append(taken)
        results, taken = timed(lambda: run(plan, columns))  # noqa: B023
        first.append(taken)
        warm += [timed(lambda: run(plan, columns))[1] for _ in range(TIMES // 5)]  # noqa: B023
    return Runs(median(loading), median(first), median(warm), len(results), columns.triples())


def _one_size(
    folder: Path, shapes: Path, graph: ShapesGraph, size: int, largest: Mapping[str, int]
) -> dict[str, float]:
    data = folder / f"data-{size}.nt"
    found = _runs(graph, data, TIMES if size < LARGE[-1] else 3)
    warm = found.warm
    _, parsing = timed(lambda: sum(1 for _ in ox.parse(path=str(data), format=ox.RdfFormat.N_TRIPLES)))
    plans = folder.parent / "plans"
    whole = median(timed(lambda: turtle(validate([(data, "nt")], [(shapes, "ttl")], plans=plans)))[1] for _ in range(5))
    print(f"  N = {size}: {found.triples} triples, {found.results} results of the 114 core clauses")
    print(f"    text to columns     {found.loading:9.3f} s")
    print(f"    first run           {found.first * 1e3:9.2f} ms   {found.first / warm:9.2f} x a warm one; promised: 3")
    print(f"    warm run            {warm * 1e3:9.2f} ms")
    print(f"    text to report text {whole:9.3f} s    {whole / parsing:9.2f} x pyoxigraph's bare parse loop")
    print(f"    peak memory so far  {peak():9.0f} MiB")
    for name, floor in _floors(folder, size, found.results).items():
        print(f"    {name:19} {floor * 1e3:9.2f} ms   {warm / floor:9.2f} x this floor is the warm run")
    for name, engine in ENGINES.items():
        if size <= largest[name]:
            _, taken = timed(lambda engine=engine: engine(data, shapes))  # type: ignore[misc]
            print(f"    {name:19} {taken:9.2f} s    {taken / warm:9.0f} x the warm run")
    said = {
        "warm ms": warm * 1e3,
        "first ms": found.first * 1e3,
        "first to warm": found.first / warm,
        "text to report s": whole,
        "text to columns s": found.loading,
    }
    return {f"N = {size}: {name}": value for name, value in said.items()}


def _floors(data: Path, size: int, results: int) -> dict[str, float]:
    """Seconds of the checks written by hand over the same facts as typed tables.

    Raises: AssertionError where the queries of a floor that are of the 114 core clauses give other rows.
    """
    duck, rows = duck_floor(data, size, _workload(), TIMES)
    core, core_rows = _polars_floor(data.parent, size, ["-m", "tests.bench.polars_core"], str(TIMES))
    every, _ = _polars_floor(data.parent, size, [str(BENCH / "floor.py")], "polars", str(TIMES))
    assert rows == core_rows == results, f"DuckDB gives {rows} rows, Polars {core_rows}, the fast lane {results}"
    return {"Polars, 114 clauses": core, "Polars, 120 clauses": every, "DuckDB, 114 clauses": duck}


def _workload() -> ModuleType:
    """The module of the workload, for the thresholds that it was made with."""
    spec = importlib.util.spec_from_file_location("workload", BENCH / "workload.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def _polars_floor(folder: Path, size: int, program: list[str], *more: str) -> tuple[float, int]:
    """Seconds and rows, as a program in a process of its own says."""
    (folder / "out").mkdir(exist_ok=True)
    known = os.environ | {"PYTHONPATH": str(BENCH)}
    words = [sys.executable, *program, str(folder), str(size), *more]
    said = subprocess.run(words, check=True, capture_output=True, text=True, env=known).stdout.strip()
    found = json.loads(said.splitlines()[-1])
    return float(found["validate_s"]), int(found["results"])


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
