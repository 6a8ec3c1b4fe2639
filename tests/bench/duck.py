"""A floor of the benchmarks: the 114 core clauses of the common workload by hand, as queries over typed tables in DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median
from types import ModuleType

import duckdb

from tests.bench.reference import timed

TABLES = ("cities", "docs", "obs", "plans")
GOOD_HASH = "regexp_matches(hash, '^[0-9a-f]{64}$')"
TARGET = "format('C{:03}-p0', 81 + substr(cls, 7)::INT)"

ABOUT_CITIES = (
    """SELECT city, 'qualifiedMinCount', shape, NULL FROM cities, thresholds WHERE (city, shape) NOT IN
       (SELECT (city, shape) FROM obs JOIN thresholds USING (ind) WHERE period = '2025' AND status IN ('verified', 'audited')
        AND CASE WHEN lower THEN value >= bound ELSE value <= bound END)""",
    f"""SELECT city, 'qualifiedMinCount', shape, NULL FROM (SELECT c.city, shape, least, count(doc) AS many FROM cities c
       CROSS JOIN wanted w LEFT JOIN docs d ON d.city = c.city AND d.type = w.type AND issued >= DATE '2024-01-01' AND {GOOD_HASH}
       GROUP BY ALL) WHERE many < least""",
    """SELECT city, 'or', 'C096', city FROM cities LEFT JOIN (SELECT city, count(*) AS many FROM docs WHERE type = 'T00' GROUP BY city)
       USING (city) WHERE NOT iso37122 AND coalesce(many, 0) < 3""",
    "SELECT city, 'and', 'C097', city FROM cities WHERE population < 100000 OR tier NOT IN ('A', 'B')",
    "SELECT city, 'not', 'C098', city FROM cities WHERE openViolation",
    "SELECT city, 'xone', 'C099', city FROM cities WHERE (tier = 'A') <> iso37122",
    """SELECT city, 'minCount', 'C100-p0', NULL FROM cities LEFT JOIN (SELECT city, count(DISTINCT source) AS many FROM obs GROUP BY city)
       USING (city) WHERE coalesce(many, 0) < 50""",
    "SELECT city, 'or', 'C101', city FROM cities WHERE tier <> 'A' AND population > 5000000",
    "SELECT city, 'not', 'C102', city FROM cities WHERE tier = 'C' AND NOT iso37122",
    "SELECT city, 'minLength', 'C103-p0', label FROM cities WHERE length(label) < 4",
    "SELECT city, 'lessThan', 'C104-p0', charterDate::VARCHAR FROM cities WHERE charterDate >= reviewDate",
    "SELECT DISTINCT city, 'class', 'C105-p0', issuer FROM docs WHERE NOT starts_with(issuer, 'org')",
)
ABOUT_PLANS = (
    f"SELECT plan, 'minCount', {TARGET}, NULL FROM plans WHERE actual IS NULL",
    f"SELECT plan, 'lessThanOrEquals', {TARGET}, actual::VARCHAR FROM plans WHERE actual > target",
)
ABOUT_OBSERVATIONS = (
    "SELECT obs, 'minCount', 'C106-p0', NULL FROM obs WHERE lex IS NULL",
    "SELECT obs, 'datatype', 'C106-p0', lex FROM obs WHERE lex IS NOT NULL AND dt <> 'decimal'",
    "SELECT obs, 'minInclusive', 'C106-p0', lex FROM obs WHERE lex IS NOT NULL AND (dt <> 'decimal' OR value < 0)",
    "SELECT obs, 'in', 'C107-p0', unit FROM obs WHERE unit NOT IN (SELECT unit FROM units)",
    "SELECT obs, 'class', 'C108-p0', source FROM obs WHERE source NOT IN (SELECT doc FROM docs)",
    "SELECT obs, 'in', 'C109-p0', status FROM obs WHERE status NOT IN ('verified', 'audited', 'draft')",
    "SELECT obs, 'class', 'C110-p0', ind FROM obs WHERE NOT regexp_matches(ind, '^I[0-9]+$')",
    "SELECT obs, 'datatype', 'C111-p0', period FROM obs WHERE period NOT IN ('2024', '2025')",
)
ABOUT_DOCUMENTS = (
    "SELECT doc, 'minCount', 'C112-p0', NULL FROM docs WHERE hash IS NULL",
    f"SELECT doc, 'pattern', 'C112-p0', hash FROM docs WHERE NOT {GOOD_HASH}",
    "SELECT doc, 'maxInclusive', 'C113-p0', issued::VARCHAR FROM docs WHERE issued > DATE '2026-06-30'",
    "SELECT doc, 'class', 'C114-p0', issuer FROM docs WHERE NOT starts_with(issuer, 'org')",
    "SELECT doc, 'or', 'C114', doc FROM docs WHERE cls NOT IN (SELECT cls FROM classes)",
)
QUERIES = (*ABOUT_CITIES, *ABOUT_PLANS, *ABOUT_OBSERVATIONS, *ABOUT_DOCUMENTS)


def floor(data: Path, size: int, workload: ModuleType, times: int) -> tuple[float, int]:
    """Seconds of all queries, tables loaded, the rows put into a table; the median of several; and how many rows there are."""
    with duckdb.connect() as store:
        _load(store, data, size, workload)
        query = "CREATE OR REPLACE TEMP TABLE found AS " + " UNION ALL ".join(f"({one})" for one in QUERIES)
        taken = median(timed(lambda: store.execute(query))[1] for _ in range(times))
        (rows,) = store.execute("SELECT count(*) FROM found").fetchall()[0]
    return taken, rows


def _load(store: duckdb.DuckDBPyConnection, data: Path, size: int, workload: ModuleType) -> None:
    for name in TABLES:
        store.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{data / f'{name}-{size}.parquet'}')")
    thresholds = (
        (f"I{number:02}", kind == "min", bound, f"C{place:03}-p0")
        for place, (number, kind, bound) in enumerate(workload.THRESH, 1)
    )
    wanted = ((f"T{place:02}", least, f"C{61 + place:03}-p0") for place, least in enumerate(workload.DOC_MIN))
    _table(store, "thresholds (ind VARCHAR, lower BOOLEAN, bound DOUBLE, shape VARCHAR)", thresholds)
    _table(store, "wanted (type VARCHAR, least INT, shape VARCHAR)", wanted)
    _table(store, "units (unit VARCHAR)", ((one,) for one in workload.UNITS))
    _table(store, "classes (cls VARCHAR)", ((one,) for one in workload.DOC_CLASSES))


def _table(store: duckdb.DuckDBPyConnection, name: str, rows: Iterable[tuple[object, ...]]) -> None:
    store.execute(f"CREATE TABLE {name}")
    filled = list(rows)
    marks = ", ".join("?" * len(filled[0]))
    store.executemany(f"INSERT INTO {name.partition(' ')[0]} VALUES ({marks})", filled)
