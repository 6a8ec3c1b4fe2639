"""What libraries say is said in Chinese first, with their own words behind; what a file says is left as it is."""

from __future__ import annotations

import csv
import io
import json
import os
import tomllib
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from engine.messages.library import PHRASES, ZH, told

SAID = [
    ("EVI-041", "No such file or directory", "没有这个文件或目录"),
    ("CLI-004", "Permission denied", "没有权限"),
    ("EVI-041", "Is a directory", "这是目录，不是文件"),
    ("CAS-001", "Not a directory", "路径中有一段不是目录"),
    ("CLI-004", "No space left on device", "磁盘已满或超出配额"),
    ("EVI-003", "unexpected end of data", "引号没有闭合"),
    ("EVI-003", "',' expected after '\"'", "引号之后应为逗号"),
    ("EVI-003", "NUL", "含有空字符 U+0000"),
    ("EVI-003", "File is not a zip file", "不是 .xlsx 工作簿"),
    (
        "EVI-003",
        "Parser error at line 9 between columns 16 and 19: 甲 is not a valid RDF object",
        "第 9 行第 16 列的语法有误",
    ),
    ("EVI-003", "Parser error between line 14 column 13 and line 15 column 1: x", "第 14 行第 13 列的语法有误"),
    ("EVI-003", "Parser error at line 8 column 6: { is not a valid predicate", "第 8 行第 6 列的语法有误"),
]


@pytest.mark.parametrize(("code", "said", "chinese"), SAID)
def test_words_of_a_library_stand_behind_the_chinese(code: str, said: str, chinese: str) -> None:
    assert told(code, said, "zh") == f"{chinese}（{said}）"
    assert told(code, said, "en").removesuffix(")").endswith(said)


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("Is a directory", "Is a directory"),
        (
            "Cannot overwrite a value (at line 4, column 12)",
            "line 4, column 12 (Cannot overwrite a value (at line 4, column 12))",
        ),
        (
            "'utf-8' codec can't decode byte 0xb3 in position 67: x",
            "byte 67 ('utf-8' codec can't decode byte 0xb3 in position 67: x)",
        ),
    ],
)
def test_in_english_the_place_stands_first(said: str, english: str) -> None:
    assert told("CAS-001", said, "en") == english


def words_of(act: Callable[[], object]) -> str:
    """What a library says when it is given something broken."""
    with pytest.raises((SyntaxError, ValueError, csv.Error)) as error:
        act()
    return str(getattr(error.value, "msg", None) if isinstance(error.value, SyntaxError) else error.value)


BROKEN: dict[str, tuple[Callable[[], object], str]] = {
    "turtle": (lambda: list(ox.parse(b"<a> {", format=ox.RdfFormat.TURTLE)), "第 1 行第 "),
    "toml": (lambda: tomllib.loads("a = 1\na = 2\n"), "第 2 行第 "),
    "toml at its end": (lambda: tomllib.loads("a ="), "文件末尾的语法有误"),
    "json": (lambda: json.loads('{"a": }'), "第 1 行第 7 列的语法有误"),
    "bytes": (b"ab\xb3".decode, "第 2 字节处不是 UTF-8 文字"),
    "csv": (lambda: list(csv.reader(io.StringIO('"a'), strict=True)), "引号没有闭合"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_libraries_say_what_the_phrases_know(name: str) -> None:
    act, chinese = BROKEN[name]
    said = words_of(act)
    assert told("EVI-003", said, "zh").startswith(chinese) and told("EVI-003", said, "zh").endswith(f"（{said}）")


@pytest.mark.parametrize("number", [2, 13, 21, 20, 36, 28, 30, 9, 40, 5])
def test_the_system_says_what_the_phrases_know(number: int) -> None:
    said = os.strerror(number)
    assert told("EVI-041", said, "zh") != said


@pytest.mark.parametrize(("code", "said"), [("EVI-008", "NUL"), ("EVI-003", "甲市"), ("EVI-041", "-")])
def test_what_a_file_says_is_left_as_it_is(code: str, said: str) -> None:
    assert told(code, said, "zh") == said


def test_every_phrase_has_its_sentence() -> None:
    assert [f"library.{key}" for key in PHRASES] == list(ZH)
