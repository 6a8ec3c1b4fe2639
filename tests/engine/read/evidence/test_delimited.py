"""CSV is read in the encoding that it declares or has beyond doubt, line by line, within its limits."""

from __future__ import annotations

import pytest

from engine.errors import EvidenceError, Fault
from engine.read.evidence.delimited import MOST_COLUMNS, MOST_LINES, csv_rows

HEADER = "编号,评价对象,指标,年度,数值,单位\n"
LINE = "o1,常德市,空气质量优良天数比例,2022,96,%\n"


def refused(content: bytes) -> tuple[str, str, str]:
    with pytest.raises(EvidenceError) as error:
        csv_rows("e.csv", content)
    (fault,) = error.value.faults
    return fault.code, fault.where, fault.found


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + LINE).encode(),
        (HEADER + LINE).encode("utf-8-sig"),
        ("# encoding: utf-8\n" + HEADER + LINE).encode("utf-8-sig"),
        ("# Encoding: GB18030\n" + HEADER + LINE).encode("gb18030"),
        (HEADER + LINE).encode("gb18030"),
        ('"编号","评价对象","指标","年度","数值","单位"\n' + LINE).encode("gb18030"),
        ("\n" + HEADER + "\n,,,,,\n" + LINE).encode(),
        (HEADER.replace(",", " , ") + LINE).encode(),
    ],
    ids=["plain", "mark", "mark and declared", "GB18030", "GB18030 undeclared", "quoted", "empty lines", "blanks"],
)
def test_csv_rows_finds_the_one_row(content: bytes) -> None:
    ((row,), _) = csv_rows("e.csv", content)
    assert (row.kind, row.id, row.cells["value"].text) == ("Observation", "o1", "96")


@pytest.mark.parametrize(
    ("head", "encoding", "warned"),
    [
        ("", "utf-8", []),
        ("# encoding: gb18030\n", "gb18030", []),
        ("", "gb18030", [Fault("EVI-047", "e.csv", "GB18030")]),
    ],
)
def test_csv_rows_says_of_an_encoding_that_is_not_declared(head: str, encoding: str, warned: list[Fault]) -> None:
    assert csv_rows("e.csv", (head + HEADER + LINE).encode(encoding))[1] == warned


def test_csv_rows_keeps_blanks_in_a_cell() -> None:
    ((row,), _) = csv_rows("e.csv", (HEADER + LINE.replace("96", " 96 ")).encode())
    assert row.cells["value"].text == " 96 "


def test_csv_rows_counts_lines_as_an_editor_does() -> None:
    content = HEADER + LINE.replace("常德市", '"常\n德"') + LINE
    assert [row.place for row in csv_rows("e.csv", content.encode())[0]] == ["line 2 数值", "line 4 数值"]


def test_csv_rows_leaves_out_a_row_that_is_not_filled_in() -> None:
    assert csv_rows("e.csv", (HEADER + LINE.replace("96", " ")).encode()) == ([], [])


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ("EVI-026", "e.csv", "-")),
        (b"\xef\xbb\xbf\n", ("EVI-026", "e.csv", "-")),
        (b"# encoding: big5\n", ("EVI-030", "e.csv line 1", "big5")),
        (b"# encoding: utf-8\n\xff\n", ("EVI-030", "e.csv byte 18", "ff 0a")),
        (b"\xff\xff", ("EVI-030", "e.csv byte 0", "ff ff")),
        ("甲,乙\n".encode("gb18030"), ("EVI-030", "e.csv line 1", "甲")),
        (("甲" * 200_000).encode("gb18030"), ("EVI-030", "e.csv line 1", "甲" * 20)),
        ((HEADER + "a\0b\n").encode(), ("EVI-003", "e.csv line 2", "NUL")),
        ((HEADER + "a,b\n").encode(), ("EVI-031", "e.csv line 2", "2")),
        ((HEADER + '"a\n').encode(), ("EVI-003", "e.csv line 2", "unexpected end of data")),
        ((HEADER + "x" * 200_000).encode(), ("EVI-003", "e.csv line 2", "field larger than field limit (131072)")),
    ],
)
def test_csv_rows_refuses(content: bytes, fault: tuple[str, str, str]) -> None:
    assert refused(content) == fault


def test_csv_rows_with_a_column_too_many() -> None:
    assert refused(b"x" + b"," * MOST_COLUMNS) == ("EVI-032", "e.csv line 1", str(MOST_COLUMNS + 1))


def test_csv_rows_with_a_line_too_many() -> None:
    content = HEADER.encode() + b"\n" * (MOST_LINES + 1)  # empty ones count too
    assert refused(content) == ("EVI-032", f"e.csv line {MOST_LINES + 2}", str(MOST_LINES + 1))
