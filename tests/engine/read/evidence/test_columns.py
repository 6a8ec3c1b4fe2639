"""The table of columns is whole: what a reader needs of each column is there."""

from __future__ import annotations

import pytest

from engine.read.evidence.columns import BY_KIND, CONTENT, SHEETS, Sheet

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
