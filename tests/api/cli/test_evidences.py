"""The template, the check and the import of evidence: files are whole or not there, and every fault has its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from api.cli.faults import MOST_SHOWN
from engine import home, read_evidence, read_world
from tests.conftest import CASES, CHANGDE, Command, Said, left_in, lines_of

BOOK = CHANGDE / "evidence.xlsx"
GOOD = "subject,indicator,year,value,unit\n430700,good-day-ratio,2020,84.7,PERCENT\n"


def template(cg: Command, path: Path, *words: str) -> openpyxl.Workbook:
    """A template that was just written."""
    said = cg("evidence", "template", path, *words)
    assert (said.code, said.err) == (0, "")
    return openpyxl.load_workbook(path)


def bad_book(folder: Path, name: str = "bad.xlsx") -> Path:
    """The evidence of Changde with a value that is no number."""
    book = openpyxl.load_workbook(BOOK)
    book["观测值"]["G2"] = "８４.７"
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize(
    ("language", "sheets", "sentence"),
    [
        ("zh", ["说明", "观测值", "文件", "事件", "评判", "无对象声明"], "已写入 {}。\n"),
        (
            "en",
            ["Guide", "observations", "documents", "events", "judgements", "no-object statements"],
            "Written: {}.\n",
        ),
    ],
)
def test_the_template_has_a_guide_and_a_sheet_for_each_kind(
    language: str, sheets: list[str], sentence: str, tmp_path: Path, cg: Command
) -> None:
    path = tmp_path / "t.xlsx"
    said = cg("evidence", "template", path, "--lang", language)
    assert (said.code, said.out, said.err) == (0, sentence.format(path), "")
    book = openpyxl.load_workbook(path)
    assert [page.title for page in book if page.sheet_state == "visible"] == sheets
    assert left_in(tmp_path) == ["t.xlsx"]


def test_the_template_is_filled_in_with_subject_and_year(tmp_path: Path, cg: Command) -> None:
    page = template(cg, tmp_path / "t.xlsx", "--subject", "430700", "--year", "2020")["观测值"]
    head = [cell.value for cell in page[1]]
    rows = [dict(zip(head, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)]
    assert {row["评价对象"] for row in rows} == {"常德市"}
    assert {row["年度"] for row in rows} == {"2018", "2019", "2020"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_that_is_filled_in_can_be_assessed(language: str, tmp_path: Path, cg: Command) -> None:
    path = tmp_path / "t.xlsx"
    words = ("--subject", "430700", "--year", "2020", "--lang", language)
    book = template(cg, path, *words)
    page = book.worksheets[1]
    head = [cell.value for cell in page[1]]
    page.cell(2, head.index("数值" if language == "zh" else "value") + 1, "97.5")
    book.save(path)
    assert cg("evidence", "check", path).out == "1 个文件，1 条记录，没有错误。\n"
    assert cg("assess", path).out.startswith("常德市（430700）2020年")


def test_an_empty_template_holds_no_record(tmp_path: Path, cg: Command) -> None:
    template(cg, tmp_path / "t.xlsx")
    for words in (("evidence", "check"), ("evidence", "check", "--lang", "en"), ("assess",)):
        said = cg(*words, tmp_path / "t.xlsx")
        assert (said.code, said.out, lines_of(said)[0]) == (3, "", "EVI-054 t.xlsx")


@pytest.mark.parametrize(
    ("words", "suffixes", "found"),
    [
        (("template", "{}/t.xls"), ".xlsx", "t.xls"),
        (("template", "{}/t"), ".xlsx", "t"),
        (("import", BOOK, "--out", "{}/t.csv"), ".ttl", "t.csv"),
        (("import", BOOK, "--out", "{}/t.ttl", "--annotate", "{}/t.csv"), ".xlsx", "t.csv"),
        (("check", BOOK, "--annotate", "{}/t.pdf"), ".xlsx", "t.pdf"),
    ],
)
def test_an_unknown_suffix_is_refused_and_nothing_is_written(
    words: tuple[object, ...], suffixes: str, found: str, tmp_path: Path, cg: Command
) -> None:
    said = cg("evidence", *(str(word).format(tmp_path) for word in words))
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[0] == f"CLI-002 {tmp_path}/{found}"
    assert lines_of(said)[2] == f"要求：以下后缀之一：{suffixes}。"
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    "words", [("template", "{}/none/t.xlsx"), ("import", BOOK, "--out", "{}/none/t.ttl")], ids=["template", "import"]
)
def test_a_folder_that_is_not_there_is_said(words: tuple[object, ...], tmp_path: Path, cg: Command) -> None:
    said = cg("evidence", *(str(word).format(tmp_path) for word in words), "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[0].startswith(f"CLI-004 {tmp_path}/none/t.")
    assert lines_of(said)[1].endswith(" cannot be written: No such file or directory.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "2 个文件，8 条记录，没有错误。\n"), ("en", "2 files, 8 records, no fault.\n")],
)
def test_check_counts_files_and_records(language: str, sentence: str, cg: Command) -> None:
    said = cg("evidence", "check", BOOK, CHANGDE / "evidence.ttl", "--lang", language)
    assert (said.code, said.out, said.err) == (0, sentence, "")


@pytest.mark.parametrize(
    ("text", "encoding", "records", "said"),
    [
        (
            GOOD.replace("84.7", "0.847"),
            "utf-8",
            "1 个文件，1 条记录，没有错误。\n",
            "注意 EVI-045：e.csv line 2 value 的百分数是“0.847”，介于 0 与 1 之间。请核对是否误填为小数。\n",
        ),
        (
            GOOD.replace("unit\n", "unit,citation\n").replace(
                "84.7,PERCENT", "84.7,PERCENT,\n430700,good-day-ratio,2019,,PERCENT,公报"
            ),
            "utf-8",
            "1 个文件，1 条记录，没有错误。\n",
            "注意 EVI-046：e.csv line 3 citation（“公报”）所在的行没有填写“数值 / value”，未读取。请补填，或清空该行。\n",
        ),
        (
            GOOD.replace("430700", "常德市"),
            "gb18030",
            "1 个文件，1 条记录，没有错误。\n",
            "注意 EVI-047：e.csv 不是 UTF-8，按 GB18030 读取。请核对文字，或声明编码。\n",
        ),
    ],
)
def test_check_warns_of_what_is_to_be_looked_at_again(
    text: str, encoding: str, records: str, said: str, tmp_path: Path, cg: Command
) -> None:
    (tmp_path / "e.csv").write_text(text, encoding=encoding)
    assert cg("evidence", "check", tmp_path / "e.csv") == Said(0, records, said)


def test_what_was_left_out_is_said_where_nothing_else_was_there(tmp_path: Path, cg: Command) -> None:
    head, _ = GOOD.splitlines()
    (tmp_path / "e.csv").write_text(f"{head},citation\n430700,good-day-ratio,2020,,PERCENT,公报\n", encoding="utf-8")
    said = cg("evidence", "check", tmp_path / "e.csv")
    assert [line.split()[0] for line in lines_of(said) if line.startswith("EVI")] == ["EVI-054", "EVI-046"]


def test_many_warnings_are_counted_beyond_the_first(tmp_path: Path, cg: Command) -> None:
    row = GOOD.splitlines()[1].replace("84.7", "0.847") + "\n"
    (tmp_path / "e.csv").write_text(GOOD.splitlines()[0] + "\n" + row * (MOST_SHOWN + 2), encoding="utf-8")
    said = cg("evidence", "check", tmp_path / "e.csv", "--lang", "en").err.splitlines()
    assert len(said) == MOST_SHOWN + 1 and said[-1] == "2 more faults are not shown."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "bad.xlsx 观测值!G2 的“８４.７”不是合格的数。"), ("en", "“８４.７” at bad.xlsx 观测值!G2 is not a number")],
)
def test_check_names_the_cell(language: str, sentence: str, tmp_path: Path, cg: Command) -> None:
    said = cg("evidence", "check", bad_book(tmp_path), "--lang", language)
    assert (said.code, said.out, lines_of(said)[0]) == (3, "", "EVI-008 bad.xlsx 观测值!G2")
    assert lines_of(said)[1].startswith(sentence)


@pytest.mark.parametrize(("language", "sheet"), [("zh", "问题"), ("en", "Faults")])
def test_annotate_marks_the_cell_in_a_copy(language: str, sheet: str, tmp_path: Path, cg: Command) -> None:
    source = bad_book(tmp_path)
    before = source.read_bytes()
    said = cg("evidence", "check", source, "--annotate", tmp_path / "marked.xlsx", "--lang", language)
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert (said.code, source.read_bytes() == before) == (3, True)
    assert book.sheetnames[0] == sheet
    assert [cell.value for cell in book[sheet][2]][:3] == ["EVI-008", "bad.xlsx 观测值!G2", "８４.７"]
    assert book["观测值"]["G2"].comment.text.startswith("EVI-008\n")


def test_annotate_takes_the_workbook_that_has_the_fault(tmp_path: Path, cg: Command) -> None:
    said = cg("evidence", "check", BOOK, bad_book(tmp_path), "--annotate", tmp_path / "marked.xlsx")
    assert said.code == 3
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx")["观测值"]["G2"].value == "８４.７"


def test_annotate_leaves_a_workbook_alone_that_was_refused_as_a_whole(tmp_path: Path, cg: Command) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"no zip file")
    said = cg("evidence", "check", tmp_path / "broken.xlsx", "--annotate", tmp_path / "marked.xlsx")
    assert (said.code, lines_of(said)[0]) == (3, "EVI-003 broken.xlsx")
    assert left_in(tmp_path) == ["broken.xlsx"]


def test_annotate_writes_nothing_without_a_fault(tmp_path: Path, cg: Command) -> None:
    assert cg("evidence", "check", BOOK, "--annotate", tmp_path / "marked.xlsx").code == 0
    assert left_in(tmp_path) == []


def test_import_writes_turtle_that_reads_back_the_same(tmp_path: Path, cg: Command) -> None:
    said = cg("evidence", "import", BOOK, "--out", tmp_path / "e.ttl")
    assert (said.code, said.out, said.err) == (0, "1 个文件，4 条记录，没有错误。\n", "")
    again = cg("evidence", "import", tmp_path / "e.ttl", "--out", tmp_path / "again.ttl")
    assert again.code == 0
    assert (tmp_path / "again.ttl").read_text(encoding="utf-8") == (tmp_path / "e.ttl").read_text(encoding="utf-8")
    world = read_world(home())
    read = [read_evidence([path], world, frozenset({"430700"})).records for path in (BOOK, tmp_path / "e.ttl")]
    assert len(read[0]) == len(read[1]) == 4


def test_a_failed_import_leaves_the_old_file(tmp_path: Path, cg: Command) -> None:
    (tmp_path / "e.ttl").write_text("old", encoding="utf-8")
    assert cg("evidence", "import", bad_book(tmp_path), "--out", tmp_path / "e.ttl", "--force").code == 3
    assert (tmp_path / "e.ttl").read_text(encoding="utf-8") == "old"
    assert left_in(tmp_path) == ["bad.xlsx", "e.ttl"]


@pytest.mark.parametrize("words", [("template", "{}"), ("import", BOOK, "--out", "{}")], ids=["template", "import"])
def test_a_file_that_is_there_is_replaced_by_force_only(words: tuple[object, ...], tmp_path: Path, cg: Command) -> None:
    path = (tmp_path / "mine").with_suffix(".xlsx" if words[0] == "template" else ".ttl")
    path.write_text("filled in", encoding="utf-8")
    given = [str(word).format(path) for word in words]
    said = cg("evidence", *given)
    assert (said.code, said.out, lines_of(said)) == (
        2,
        "",
        [
            f"CLI-010 {path}",
            f"{path} 已经存在，没有改动。",
            "要求：一个新的文件名；已填写的内容不会被悄悄覆盖。",
            "处理：请改用其他文件名，或加上 --force 覆盖。",
        ],
    )
    assert path.read_text(encoding="utf-8") == "filled in"
    assert cg("evidence", *given, "--force").code == 0
    assert path.read_bytes() != b"filled in"


def test_evidence_of_a_place_of_a_reference_file_makes_the_round_trip(tmp_path: Path, cg: Command) -> None:
    book, world = CASES / "fictional-grade-a" / "evidence.xlsx", home() / "fixtures/world/fictional.ttl"
    assert cg("evidence", "check", book).code == 3
    assert cg("evidence", "check", book, "--reference", world).code == 0
    assert cg("evidence", "import", book, "--reference", world, "--out", tmp_path / "e.ttl").code == 0
    words = ("--reference", world, "--approver", "甲", "--year", "2022", "--format", "csv")
    said = [cg("assess", file, *words) for file in (book, tmp_path / "e.ttl")]
    assert said[0] == said[1]
    assert said[0].code == 0 and said[0].out.count("990100,2022") > 90


@pytest.mark.parametrize("command", [("check",), ("import", "--out", "e.ttl")])
def test_a_folder_is_no_evidence_file(command: tuple[str, ...], cg: Command) -> None:
    said = cg("evidence", command[0], CASES, *command[1:])
    assert (said.code, lines_of(said)[1]) == (3, f"无法读取文件 {CASES}：这是目录，不是文件（Is a directory）。")
