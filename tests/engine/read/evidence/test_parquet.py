"""Parquet is read as stored: every type, null and cap, and the same records as the same table in CSV."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from engine import EvidenceError, home, read_case, read_evidence, read_world, standard_for
from engine.errors import Fault
from engine.model.evidence import Record
from engine.read.evidence import footer, parquet
from engine.read.evidence.columns import BY_KIND
from engine.read.evidence.delimited import csv_rows
from engine.read.evidence.parquet import parquet_rows
from engine.read.evidence.rows import Cell, Row
from engine.read.evidence.workbook import workbook_rows
from tests.conftest import Command, Said
from tests.fixtures.bad_parquets import GZIP, Made, made, table
from tests.fixtures.bad_workbooks import GOOD, HEADER

CHANGDE = frozenset({"430700"})
WORLD = read_world(home())
GRADE_B = home() / "fixtures/cases/fictional-grade-b"
TEXTS = {header: [text] for header, text in zip(HEADER, GOOD, strict=True)}
DAYS = pl.Series([date(2022, 1, 1)])


def stored(columns: dict[str, object], **options: object) -> bytes:
    """The columns as a Parquet file, as Polars writes it."""
    target = io.BytesIO()
    pl.DataFrame(columns).write_parquet(target, **options)
    return target.getvalue()


def cells(content: bytes) -> dict[str, Cell]:
    """The cells of the one row."""
    ((row,), faults) = parquet_rows("e.parquet", content)
    assert faults == []
    return dict(row.cells)


def refused(content: bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(EvidenceError) as error:
        parquet_rows("e.parquet", content)
    return [(fault.code, fault.where, fault.found) for fault in error.value.faults]


def test_parquet_rows_of_text() -> None:
    keys = ("id", "subject", "indicator", "year", "value", "unit")
    places = (f"row 1 {header}" for header in HEADER)
    wanted = {key: Cell(text, place) for key, text, place in zip(keys, GOOD, places, strict=True)}
    assert parquet_rows("e.parquet", stored(TEXTS)) == ([Row("Observation", "o1", "row 1 数值", wanted)], [])


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pl.Series(["95.30"]), "95.30"),
        (pl.Series([" 96 "]), " 96 "),
        (pl.Series(["96"], dtype=pl.Categorical), "96"),
        (pl.Series(["96"], dtype=pl.Enum(["95", "96"])), "96"),
        (pl.Series([-1], dtype=pl.Int8), "-1"),
        (pl.Series([2**63 - 1], dtype=pl.Int64), "9223372036854775807"),
        (pl.Series([2**64 - 1], dtype=pl.UInt64), "18446744073709551615"),
        (pl.Series([Decimal("95.30")], dtype=pl.Decimal(5, 2)), "95.30"),
        (pl.Series([Decimal("-0.05")], dtype=pl.Decimal(10, 2)), "-0.05"),
        (pl.Series([Decimal("0.000000000000000001")], dtype=pl.Decimal(38, 18)), "0.000000000000000001"),
        (pl.Series([Decimal("1" * 38)], dtype=pl.Decimal(38, 0)), "1" * 38),
        (pl.Series([date(2022, 12, 31)]), "2022-12-31"),
        (pl.Series([date(1, 1, 1)]), "0001-01-01"),
        (pl.Series([date(9999, 12, 31)]), "9999-12-31"),
    ],
    ids=str,
)
def test_parquet_rows_keeps_a_value_as_it_is_stored(values: pl.Series, text: str) -> None:
    assert cells(stored(TEXTS | {"数值": values}))["value"] == Cell(text, "row 1 数值")


@pytest.mark.parametrize("compression", ["uncompressed", "snappy", "gzip", "brotli", "zstd", "lz4"])
def test_parquet_rows_of_every_compression(compression: str) -> None:
    assert parquet_rows("e.parquet", stored(TEXTS, compression=compression)) == parquet_rows("e", stored(TEXTS))


def test_parquet_rows_of_many_groups_and_pages_counts_the_rows_on() -> None:
    columns = {header: texts * 5 for header, texts in TEXTS.items()} | {"编号": list("abcde")}
    rows, _ = parquet_rows("e.parquet", stored(columns, row_group_size=2, data_page_size=1))
    assert [(row.id, row.place) for row in rows] == [(name, f"row {at} 数值") for at, name in enumerate("abcde", 1)]


@pytest.mark.parametrize("nothing", [[None], [""], pl.Series([None], dtype=pl.Null), pl.Series([None], dtype=pl.Date)])
def test_parquet_rows_of_a_null_or_an_empty_text_has_no_cell(nothing: list[str | None] | pl.Series) -> None:
    assert set(cells(stored(TEXTS | {"编号": nothing}))) == {"subject", "indicator", "year", "value", "unit"}


def test_parquet_rows_leaves_out_a_row_that_is_not_filled_in_and_counts_it() -> None:
    columns = {header: [None, *texts] for header, texts in TEXTS.items()}
    ((row,), faults) = parquet_rows("e.parquet", stored(columns))
    assert (row.place, faults) == ("row 2 数值", [])


def test_parquet_rows_of_no_row() -> None:
    assert parquet_rows("e.parquet", stored({header: pl.Series([], dtype=pl.String) for header in HEADER})) == ([], [])


def test_parquet_rows_takes_the_columns_in_any_order_and_any_of_their_names() -> None:
    english = ("unit", "value", "year", "indicator", "subject", " id ")
    turned = dict(zip(english, reversed(TEXTS.values()), strict=True))
    found = cells(stored(turned))
    assert {key: cell.text for key, cell in found.items()} == dict(
        zip(("unit", "value", "year", "indicator", "subject", "id"), reversed(GOOD), strict=True)
    )
    assert found["id"].place == "row 1 id"


@pytest.mark.parametrize(
    ("values", "code", "kind"),
    [
        (pl.Series([96.0], dtype=pl.Float64), "EVI-051", "DOUBLE"),
        (pl.Series([96.0], dtype=pl.Float32), "EVI-051", "FLOAT"),
        (pl.Series([None], dtype=pl.Float64), "EVI-051", "DOUBLE"),
        (pl.Series([True]), "EVI-052", "Boolean"),
        (pl.Series([b"96"]), "EVI-052", "Binary"),
        (pl.Series([datetime(2022, 1, 1)]), "EVI-052", "Datetime"),
        (DAYS.cast(pl.Datetime).dt.time(), "EVI-052", "Time"),
        (DAYS - DAYS, "EVI-052", "Duration"),
        (pl.Series([["96"]]), "EVI-052", "List"),
        (pl.Series([{"a": "96", "b": {"c": 1}}]), "EVI-052", "Struct"),
    ],
    ids=str,
)
def test_parquet_rows_refuses_a_column_by_its_type(values: pl.Series, code: str, kind: str) -> None:
    assert refused(stored(TEXTS | {"数值": values})) == [(code, "e.parquet column 5", f"数值: {kind}")]


def test_parquet_rows_refuses_every_column_that_is_not_read() -> None:
    odd = stored(TEXTS | {"数值": [96.0], "年度": [True], "备注": ["x"]})
    assert refused(odd) == [
        ("EVI-052", "e.parquet column 4", "年度: Boolean"),
        ("EVI-051", "e.parquet column 5", "数值: DOUBLE"),
    ]


def test_parquet_rows_of_days_that_are_none() -> None:
    columns = {header: texts * 3 for header, texts in TEXTS.items()}
    days = pl.Series([2_932_897, None, 0], dtype=pl.Int32).cast(pl.Date)
    rows, faults = parquet_rows("e.parquet", stored(columns | {"起始日期": days}))
    assert [row.cells.get("start") for row in rows] == [
        Cell("2932897", "row 1 起始日期", refused=True),
        None,
        Cell("1970-01-01", "row 3 起始日期"),
    ]
    assert faults == [Fault("EVI-009", "e.parquet row 1 起始日期", "2932897")]


@pytest.mark.parametrize(
    ("module", "cap", "most", "found"),
    [
        (footer, "MOST_ROWS", 1, "2"),
        (footer, "MOST_COLUMNS", 5, "6"),
        (footer, "MOST_GROUPS", 1, "2"),
        (footer, "MOST_PAGES", 11, "12"),
        (footer, "MOST_FOOTER", 100, None),
        (footer, "MOST_UNPACKED", 100, None),
        (parquet, "MOST_CELLS", 11, "12"),
        (parquet, "MOST_TEXT", 107, "108"),
    ],
)
def test_parquet_rows_at_and_over_a_cap(
    module: object, cap: str, most: int, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = made(*table(), groups=2)
    monkeypatch.setattr(module, cap, most)
    ((code, where, said),) = refused(content)
    assert (code, where, said) == ("EVI-032", "e.parquet", found or said)
    monkeypatch.setattr(module, cap, int(said))
    if found is not None:
        assert len(parquet_rows("e.parquet", content)[0]) == 2


def test_parquet_rows_refuses_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pl, "read_parquet", None)
    large = made(*table(Made("备注".encode(), b"9" * 70_000_000, codec=GZIP)))
    ((code, _, _),) = refused(large)
    assert code == "EVI-032"


def test_the_same_table_in_csv_gives_the_same_rows_but_for_their_place() -> None:
    lines = [GOOD, ("", "岳阳市", "空气质量优良天数比例", "2022", "95.30", "%")]
    text = "\n".join(",".join(line) for line in (HEADER, *lines))
    columns = {header: [line[at] or None for line in lines] for at, header in enumerate(HEADER)}
    in_csv, in_parquet = csv_rows("e", text.encode())[0], parquet_rows("e", stored(columns))[0]
    assert [said(row) for row in in_parquet] == [said(row) for row in in_csv]


def said(row: Row) -> tuple[str, dict[str, str]]:
    return row.kind, {key: cell.text for key, cell in row.cells.items() if cell.text}


def tables_of_grade_b(folder: Path) -> list[Path]:
    """The workbook of a case as Parquet, a file for each kind; counts, numbers and days by their own types."""
    rows, _ = workbook_rows("e.xlsx", (GRADE_B / "evidence.xlsx").read_bytes())
    paths = []
    for kind, sheet in BY_KIND.items():
        own = [row for row in rows if row.kind == kind]
        if own:
            paths.append(folder / f"{kind}.parquet")
            pl.DataFrame(
                [typed(column.reads, column.header.zh, column.key, own) for column in sheet.columns]
            ).write_parquet(paths[-1])
    return paths


def typed(reads: str, header: str, key: str, rows: list[Row]) -> pl.Series:
    """A column of the rows by the type that a program would give it."""
    texts = pl.Series(header, [row.cells[key].text if key in row.cells else None for row in rows], dtype=pl.String)
    match reads:
        case "date":
            return texts.str.to_date()
        case "year" | "count":
            return texts.cast(pl.Int32)
        case _:
            return texts


def without_source(record: Record) -> Record:
    return replace(record, source=replace(record.source, file="", digest="", place="", id=""))


def test_a_case_in_parquet_has_the_records_of_its_workbook(tmp_path: Path) -> None:
    case = read_case(GRADE_B)
    standard = standard_for(home(), case.edition, case.reference)
    found = read_evidence(tables_of_grade_b(tmp_path), standard.world, frozenset({case.subject}))
    book = read_evidence(case.evidence, standard.world, frozenset({case.subject}))
    assert sorted(map(repr, map(without_source, found.records))) == sorted(map(repr, map(without_source, book.records)))
    assert {file.form for file in found.files} == {"parquet"}


def test_a_case_in_parquet_comes_out_with_the_findings_of_its_workbook(tmp_path: Path, cg: Command) -> None:
    names = ", ".join(f'"{path.name}"' for path in tables_of_grade_b(tmp_path))
    text = (GRADE_B / "case.toml").read_text(encoding="utf-8")
    text = text.replace('"evidence.xlsx"', names).replace('twins = ["evidence.ttl"]\n', "")
    world = (home() / "fixtures/world/fictional.ttl").as_posix()
    (tmp_path / "case.toml").write_text(text.replace("../../world/fictional.ttl", world), encoding="utf-8")
    assert findings(cg("assess", tmp_path, "--format", "csv")) == findings(cg("assess", GRADE_B, "--format", "csv"))


def findings(result: Said) -> tuple[int, list[str]]:
    """The exit code, and the rows of findings."""
    assert result.out
    return result.code, result.out.splitlines()


def test_evidence_import_turns_parquet_into_turtle_that_says_the_same(tmp_path: Path, cg: Command) -> None:
    (tmp_path / "e.parquet").write_bytes(stored(TEXTS | {"数值": [Decimal("95.30")], "年度": [2022]}))
    assert cg("evidence", "check", tmp_path / "e.parquet", "--lang", "en").code == 0
    assert cg("evidence", "import", tmp_path / "e.parquet", "--out", tmp_path / "e.ttl").code == 0
    one, other = (read_evidence([tmp_path / name], WORLD, CHANGDE).records for name in ("e.parquet", "e.ttl"))
    assert [without_source(record) for record in one] == [without_source(record) for record in other]
    assert [record.raw for record in one] == ["95.30"]


def test_assess_takes_a_loose_parquet_file(tmp_path: Path, cg: Command) -> None:
    (tmp_path / "e.parquet").write_bytes(stored(TEXTS))
    (tmp_path / "e.csv").write_text("\n".join([",".join(HEADER), ",".join(GOOD)]), encoding="utf-8")
    in_parquet, in_csv = (cg("assess", tmp_path / name, "--format", "csv") for name in ("e.parquet", "e.csv"))
    assert in_parquet == in_csv
    assert in_parquet.code == 0
