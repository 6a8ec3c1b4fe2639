"""The table of columns is whole: what a reader needs of each column is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import home, read_world
from engine.read.evidence import read_evidence
from engine.read.evidence.columns import BY_KIND, CONTENT, SHEETS, Sheet

PAGE = (home() / "docs" / "evidence.md").read_text(encoding="utf-8")

READS = {"text", "number", "count", "date", "year", "id"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
@pytest.mark.parametrize("spelling", ["zh", "en", "key"])
def test_column_by_each_spelling(sheet: Sheet, spelling: str) -> None:
    for column in sheet.columns:
        assert sheet.column(column.key if spelling == "key" else getattr(column.header, spelling)) is column


def test_column_that_there_is_none_of() -> None:
    assert BY_KIND["Rating"].column("得分") is None


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
def test_content_columns_are_columns(sheet: Sheet) -> None:
    assert CONTENT[sheet.kind] <= {column.key for column in sheet.columns}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
def test_terms_of_a_kind_are_unique(sheet: Sheet) -> None:
    terms = [column.term for column in sheet.columns if column.term]
    assert len(terms) == len(set(terms))
    assert [column.key for column in sheet.columns if not column.term] == ["id"]


def test_every_list_of_names_can_be_read() -> None:
    from engine.read.evidence.names import names_of
    from tests.engine.read.evidence.source import world

    listed = {column.reads for sheet in SHEETS for column in sheet.columns} - READS
    assert listed <= set(names_of(world()).spelling)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind)
def test_the_page_of_columns_says_each_as_it_is(sheet: Sheet) -> None:
    told = PAGE.partition(f"### {sheet.label.zh} / {sheet.label.en}\n")[2].partition("### ")[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in told.strip().splitlines()[2:]]
    assert rows == [
        (
            *(one.header.zh, one.header.en, f"`{one.key}`", "✓" if one.required else "", one.reads),
            f"{one.help.zh} {one.help.en}",
        )
        for one in sheet.columns
    ]


def test_the_example_of_the_page_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "example.csv"
    file.write_text(example, encoding="utf-8")
    (record,) = read_evidence([file], read_world(home()), frozenset({"430700"})).records
    assert record.subject == "430700"
