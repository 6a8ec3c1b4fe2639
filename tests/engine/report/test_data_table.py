"""A list as a table loses nothing, and no spreadsheet takes a text of it for a formula."""

from __future__ import annotations

import csv
import io

from engine.report.data_table import data_table


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_what_lies_below_an_item_has_a_column_of_its_own() -> None:
    (row,) = rows(
        data_table(
            [{"slug": "air", "label": {"zh": "大气，环境", "en": 'the "air"'}, "draft": True, "year": 2020}],
            ("slug", "label.zh", "label.en", "draft", "year"),
        )
    )
    assert row == {"slug": "air", "label.zh": "大气，环境", "label.en": 'the "air"', "draft": "true", "year": "2020"}


def test_lists_stand_in_one_cell() -> None:
    names = ("words", "none", "said", "parts")
    (row,) = rows(data_table([{"words": ["a", "b"], "none": [], "said": ["two words"], "parts": [{"a": "1"}]}], names))
    assert row == {"words": "a b", "none": "", "said": '["two words"]', "parts": '[{"a":"1"}]'}


def test_items_need_not_have_the_same_names() -> None:
    assert rows(data_table([{"a": "1"}, {"b": None}, {"a": "3", "b": "4"}], ("a", "b"))) == [
        {"a": "1", "b": ""},
        {"a": "", "b": ""},
        {"a": "3", "b": "4"},
    ]


def test_a_text_is_no_formula() -> None:
    assert rows(data_table([{"reason": "=1+1"}], ("reason",))) == [{"reason": "'=1+1"}]


def test_no_items_are_a_table_without_rows() -> None:
    assert data_table([], ("a", "b.c")) == "\ufeffa,b.c\n"


def test_names_that_no_column_leads_below_stand_as_they_are() -> None:
    assert rows(data_table([{"details": {"file": "a.csv"}, "basis": None}], ("details", "basis.kind"))) == [
        {"details": '{"file":"a.csv"}', "basis.kind": ""}
    ]
