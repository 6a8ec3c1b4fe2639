"""`assess` and `why`: every form is well formed, each language keeps to itself, and bad input is refused with its place."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace

from engine import home, read_world
from tests.conftest import CASES, CHANGDE, Command, Said, left_in, lines_of

EARL = Namespace("http://www.w3.org/ns/earl#")
TITLE_ZH = "常德市（430700）2020年 · 质量强市（区、县）创建和评价规范 2021年征求意见稿【草案】"
TITLE_EN = (
    "Changde (430700) 2020 · Creation and evaluation of quality-strong cities, draft for comments of 2021 [DRAFT]"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
EVIDENCE = CHANGDE / "evidence.ttl"
CASE = 'subject = "{subject}"\nyear = {year}\nedition = "2021-draft"\nevidence = ["{evidence}"]\n'
ROWS = "subject,indicator,year,value,unit\n"
ROW = "430700,good-day-ratio,2020,84.7,PERCENT\n"


def case_folder(folder: Path, evidence: str = ROWS + ROW, name: str = "e.csv", **said: str) -> Path:
    """A small case folder of Changde."""
    folder.mkdir(exist_ok=True)
    fields = {"subject": "430700", "year": "2020", "evidence": name} | said
    (folder / "case.toml").write_text(CASE.format(**fields), encoding="utf-8")
    (folder / name).write_text(evidence, encoding="utf-8")
    return folder


def assessments(said: Said) -> list[dict[str, object]]:
    """What JSON output holds, after a run that went well."""
    assert (said.code, said.err) == (0, "")
    found: list[dict[str, object]] = json.loads(said.out)["assessments"]
    return found


def case_of(found: dict[str, object]) -> tuple[object, ...]:
    """Place, year, mode and whether it is closed."""
    case = found["case"]
    assert isinstance(case, dict)
    return case["subject"], case["year"], found["mode"], found["closed"]


# Forms


@pytest.mark.parametrize(("language", "title"), [("zh", TITLE_ZH), ("en", TITLE_EN)])
@pytest.mark.parametrize("form", ["table", "tree"])
def test_text_starts_with_place_year_and_draft(form: str, language: str, title: str, cg: Command) -> None:
    said = cg("assess", CHANGDE, "--format", form, "--lang", language)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == title
    assert said.out.endswith("\n")


@pytest.mark.parametrize(("language", "title"), [("zh", TITLE_ZH), ("en", TITLE_EN)])
def test_markdown_has_one_title_and_whole_tables(language: str, title: str, cg: Command) -> None:
    lines = cg("assess", CHANGDE, "--format", "md", "--lang", language).out.splitlines()
    assert [line for line in lines if line.startswith("# ")] == [f"# {title}"]
    assert {line.count("|") for line in lines if line.startswith("|")} == {7}


def test_json_parses_and_writes_points_as_text(cg: Command) -> None:
    said = cg("assess", CHANGDE, "--format", "json")
    (found,) = assessments(said)
    assert (case_of(found), found["schema"]) == (("430700", 2020, "delivered", False), "clausegraph/assessment/1")
    assert json.loads(said.out, parse_float=pytest.fail) == {"assessments": [found]}


def test_jsonl_has_one_finding_a_line(cg: Command) -> None:
    lines = [json.loads(line) for line in cg("assess", CHANGDE, "--format", "jsonl").out.splitlines()]
    assert {line["schema"] for line in lines} == {"clausegraph/finding/1"}
    assert len({line["requirement"] for line in lines}) == len(lines) > 96


@pytest.mark.parametrize(("language", "label"), [("zh", "大气环境"), ("en", "air")])
def test_csv_has_equal_rows_and_labels_in_the_language(language: str, label: str, cg: Command) -> None:
    text = cg("assess", CHANGDE, "--format", "csv", "--lang", language).out
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    points = ["item", "bonus", "possible", "low", "high", "points_assumed"]
    assert head == ["code", "year", "clause", "requirement", "label", "outcome", "reason", "assumed", *points]
    assert {len(row) for row in rows} == {14}
    assert ["430700", "2020", "12.1", label] in [[*row[:3], row[4]] for row in rows]


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_linked_data_parses_and_asserts_each_finding(form: str, parser: str, cg: Command) -> None:
    graph = Graph().parse(data=cg("assess", CHANGDE, "--format", form).out, format=parser)
    lines = map(json.loads, cg("assess", CHANGDE, "--format", "jsonl").out.splitlines())
    asserted = set(graph.subjects(RDF.type, EARL.Assertion))
    requirements = {str(graph.value(one, EARL.test)).rpartition("/")[2] for one in asserted}
    assert requirements == {line["requirement"] for line in lines if "outcome" in line}
    assert len(asserted) == len(requirements)


def test_turtle_and_json_ld_say_the_same(cg: Command) -> None:
    turtle = Graph().parse(data=cg("assess", CHANGDE, "--format", "ttl").out, format="turtle")
    json_ld = Graph().parse(data=cg("assess", CHANGDE, "--format", "jsonld").out, format="json-ld")
    assert set(turtle) == set(json_ld)


def test_the_shacl_report_says_whether_it_conforms(cg: Command) -> None:
    graph = Graph().parse(data=cg("assess", CHANGDE, "--format", "shacl").out, format="nt")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert list(graph.objects(report, SH.conforms)) == [Literal(False)]
    assert set(graph.objects(report, SH.result)) == set(graph.subjects(RDF.type, SH.ValidationResult))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.txt", "table"), ("a.md", "md"), ("a.json", "json"), ("a.csv", "csv"), ("a.ttl", "ttl"), ("a.nt", "shacl")],
)
def test_out_takes_the_form_of_its_suffix(name: str, form: str, tmp_path: Path, cg: Command) -> None:
    printed = cg("assess", CHANGDE, "--format", form)
    written = cg("assess", CHANGDE, "--out", tmp_path / name)
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8") == printed.out
    assert left_in(tmp_path) == [name]


def test_a_suffix_against_the_format_writes_nothing(tmp_path: Path, cg: Command) -> None:
    said = cg("assess", CHANGDE, "--format", "json", "--out", tmp_path / "a.md")
    assert (said.code, said.out, lines_of(said)[0]) == (2, "", f"CLI-009 {tmp_path}/a.md")
    assert left_in(tmp_path) == []


def test_a_failed_run_leaves_the_old_file(tmp_path: Path, cg: Command) -> None:
    old = tmp_path / "a.json"
    old.write_text("old", encoding="utf-8")
    assert cg("assess", tmp_path / "none", "--out", old).code == 3
    assert old.read_text(encoding="utf-8") == "old"
    assert left_in(tmp_path) == ["a.json"]


@pytest.mark.parametrize("words", [("assess", CHANGDE), ("why", "常德市")])
def test_an_unknown_suffix_ends_before_anything_is_read(words: tuple[object, ...], tmp_path: Path, cg: Command) -> None:
    said = cg(*words, "--out", tmp_path / "a.html", "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[:2] == [
        f"CLI-002 {tmp_path}/a.html",
        f"The suffix “.html” of {tmp_path}/a.html names no form that is written.",
    ]
    assert left_in(tmp_path) == []


# Languages


@pytest.mark.parametrize("words", [("assess", EVIDENCE, "--format", form) for form in ("table", "tree", "md")])
def test_english_holds_chinese_only_in_citations_and_document_numbers(words: tuple[object, ...], cg: Command) -> None:
    documents = read_world(home()).documents.values()
    numbers = [document.number or "" for document in documents]
    numbers += [paragraph.number for document in documents for paragraph in document.paragraphs]
    names = " ".join([EVIDENCE.read_text(encoding="utf-8"), *numbers])
    said = cg(*words, "--lang", "en")
    assert said.code == 0
    assert [found for found in CHINESE.findall(said.out) if found not in names] == []


@pytest.mark.parametrize(
    "words",
    [("assess", CHANGDE, "--format", form) for form in ("table", "tree", "md")]
    + [("why", "长沙市"), ("why", "青砚市")],
)
def test_chinese_holds_no_english_sentence(words: tuple[object, ...], cg: Command) -> None:
    said = cg(*words)
    assert said.code == 0
    assert ENGLISH.findall(said.out.replace("clausegraph check --assumed", "")) == []


# What the command line says over the case


def test_wishes_go_over_what_the_case_says(cg: Command) -> None:
    words = ("--edition", "2021-draft", "--year", "2021", "--evidence", "accepted", "--closed")
    (found,) = assessments(cg("assess", CHANGDE, "--format", "json", *words))
    assert case_of(found) == ("430700", 2021, "accepted", True)


def test_no_wish_keeps_what_the_case_says(cg: Command) -> None:
    (found,) = assessments(cg("assess", CASES / "fictional-grade-b", "--format", "json"))
    assert case_of(found) == ("990200", 2022, "delivered", True)


def test_a_wished_subject_may_be_one_that_the_files_speak_of(cg: Command) -> None:
    (found,) = assessments(cg("assess", EVIDENCE, "--subject", "430700", "--year", "2019", "--format", "json"))
    assert case_of(found) == ("430700", 2019, "delivered", False)
    said = cg("assess", EVIDENCE, "--subject", "430600")
    assert (said.code, lines_of(said)) == (
        3,
        [
            f"CAS-006 {EVIDENCE}",
            f"{EVIDENCE} 中没有关于 430600 的记录。",
            "要求：文件所述的地点之一：430700。",
            "处理：请改正 --subject，或给出该地的证据文件。",
        ],
    )


def test_a_wished_subject_is_picked_out_of_a_table_of_several(tmp_path: Path, cg: Command) -> None:
    path = tmp_path / "two.csv"
    path.write_text(ROWS + ROW + ROW.replace("430700", "430600"), encoding="utf-8")
    found = [assessments(cg("assess", path, "--subject", name, "--format", "json")) for name in ("常德市", "岳阳市")]
    assert [[case_of(one)[0] for one in said] for said in found] == [["430700"], ["430600"]]


def test_loose_files_of_several_places_are_assessed_each_for_its_last_year(cg: Command) -> None:
    found = assessments(cg("assess", CASES / "yueyang-2022/evidence.ttl", EVIDENCE, "--format", "json"))
    assert [case_of(one)[:2] for one in found] == [("430600", 2022), ("430700", 2020)]


def test_a_place_given_twice_is_answered_twice(cg: Command) -> None:
    said = cg("assess", CHANGDE, CHANGDE)
    assert (said.code, said.out.count(TITLE_ZH)) == (0, 2)
    first, second = said.out.split(TITLE_ZH)[1:]
    assert first.strip() == second.strip()


def test_a_folder_and_loose_files_go_together(cg: Command) -> None:
    found = assessments(cg("assess", EVIDENCE, CASES / "yueyang-2022", "--format", "json"))
    assert [case_of(one)[0] for one in found] == ["430600", "430700"]


def test_a_folder_of_case_folders_stands_for_all_of_them(tmp_path: Path, cg: Command) -> None:
    for name, year in (("b", "2020"), ("a", "2021")):
        case_folder(tmp_path / name, year=year)
    found = assessments(cg("assess", tmp_path, "--format", "json"))
    assert [case_of(one)[:2] for one in found] == [("430700", 2021), ("430700", 2020)]


@pytest.mark.parametrize("subject", ["常德市", "Changde", "常德"])
def test_a_wished_subject_may_be_named(subject: str, cg: Command) -> None:
    (found,) = assessments(cg("assess", EVIDENCE, "--subject", subject, "--format", "json"))
    assert case_of(found)[0] == "430700"


@pytest.mark.parametrize(
    ("subject", "nearest"), [("常得市", "code or name; the nearest is 常德市."), ("", "code or name.")]
)
def test_a_wished_subject_that_there_is_none_of_is_named(subject: str, nearest: str, cg: Command) -> None:
    said = cg("assess", EVIDENCE, "--subject", subject, "--lang", "en")
    assert (said.code, said.out, lines_of(said)[0]) == (2, "", "BLD-002 --subject")
    assert lines_of(said)[2].endswith(nearest)


# Why


@pytest.mark.parametrize("subject", ["常德市", "430700", "Changde", "changde", "常德", " 常德市 ", "hangd"])
def test_why_knows_a_place_by_code_by_both_names_and_by_a_part_of_one(subject: str, cg: Command) -> None:
    said = cg("why", subject, "12.1")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[3] == "为什么：常德市 2020年 · 12.1"
    assert "依据：evidence.xlsx 观测值!G2" in said.out


def test_why_in_english_goes_down_to_the_cell(cg: Command) -> None:
    said = cg("why", "Changde", "12.1", "--lang", "en")
    assert said.out.splitlines()[3] == "Why: Changde 2020 · 12.1"
    assert "from evidence.xlsx 观测值!G2" in said.out


@pytest.mark.parametrize(("words", "year"), [((), 2022), (("--year", "2021"), 2021)])
def test_why_takes_the_latest_year_or_the_one_asked_for(words: tuple[str, ...], year: int, cg: Command) -> None:
    assert f"为什么：株洲市 {year}年" in cg("why", "株洲市", *words).out


def test_why_writes_to_a_file(tmp_path: Path, cg: Command) -> None:
    printed = cg("why", "常德市", "12.1").out
    said = cg("why", "常德市", "12.1", "--out", tmp_path / "why.md")
    assert (said.code, said.out) == (0, "")
    assert (tmp_path / "why.md").read_text(encoding="utf-8") == printed


def test_why_looks_into_the_folder_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cg: Command
) -> None:
    case_folder(tmp_path / "mine", year="2019")
    monkeypatch.setenv("CLAUSEGRAPH_CASES", str(tmp_path))
    assert "为什么：常德市 2019年" in cg("why", "常德市").out


@pytest.mark.parametrize(
    ("subject", "nearest"),
    [("常得市", "常德市"), ("Chagde", "Changde"), ("43070", "430700"), ("CHANG", "Changsha, Changde")],
)
def test_why_names_the_nearest_place(subject: str, nearest: str, cg: Command) -> None:
    said = cg("why", subject, "--cases", CASES)
    assert (said.code, said.out) == (2, "")
    assert lines_of(said) == [
        f"CLI-001 {CASES}",
        f"没有评价对象“{subject}”的案例。",
        f"要求：{CASES} 下的案例；最接近的是 {nearest}。",
        "处理：请核对名称，或用 --cases 指定目录。",
    ]


def test_why_says_that_a_year_has_no_case(cg: Command) -> None:
    said = cg("why", "株洲市", "--year", "1999", "--lang", "en")
    assert said.code == 2
    assert lines_of(said) == [
        "CLI-008 株洲市",
        "There is no case of “株洲市” for 1999.",
        "expected: A year with a case: 2019, 2021, 2022.",
        "remedy: Use one of them.",
    ]


@pytest.mark.parametrize("subject", ["§", "", "天津市", "岳麓区"])
def test_why_lists_the_places_with_a_case_when_none_is_like_it(subject: str, cg: Command) -> None:
    said = cg("why", subject, "--lang", "en")
    assert (said.code, lines_of(said)[0]) == (2, "CLI-007 fixtures/cases")
    assert lines_of(said)[2].startswith(
        "expected: A place with a case below fixtures/cases: 430100 430200 430300 430400 430600 430700 431100 "
    )


def test_why_needs_a_folder_with_cases(tmp_path: Path, cg: Command) -> None:
    said = cg("why", "常德市", "--cases", tmp_path / "none")
    assert (said.code, lines_of(said)[0]) == (2, f"CLI-007 {tmp_path}/none")


@pytest.mark.parametrize(
    ("clause", "same"),
    [
        ("第12章", "12"),
        ("环境质量", "12"),
        ("environment quality", "12"),
        ("9.1a", "9.1 a)"),
        ("９.１ Ａ）", "9.1 a)"),
        ("A.12.1", "air"),
        ("优良天数", "good-day-ratio"),
    ],
)
def test_why_knows_a_clause_as_people_write_it(clause: str, same: str, cg: Command) -> None:
    said, other = cg("why", "常德市", clause), cg("why", "常德市", same)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[4:] == other.out.splitlines()[4:]


def test_why_of_a_leaf_shows_the_line_that_it_is_a_cause_of(cg: Command) -> None:
    assert "  待定 40 分〔假定〕：12.1 大气环境——待定。" in cg("why", "常德市", "优良天数").out.splitlines()


@pytest.mark.parametrize(
    ("clause", "nearest"),
    [("12.9", "12.4"), ("9.1 z)", "9.1 c)"), ("good-day-ratoi", "good-day-ratio")],
)
def test_why_names_the_nearest_clause(clause: str, nearest: str, cg: Command) -> None:
    said = cg("why", "常德市", clause, "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[:2] == ["EXP-001 2021-draft", f"There is no clause or requirement “{clause}”."]
    assert lines_of(said)[2] == f"expected: A number of edition 2021-draft; the nearest is {nearest}."


def test_why_as_data_by_format_and_by_suffix(tmp_path: Path, cg: Command) -> None:
    said = cg("why", "常德市", "12.1", "--format", "json")
    found = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert (found["schema"], found["clause"], found["case"]["subject"]) == ("clausegraph/why/1", "12.1", "430700")
    assert cg("why", "常德市", "12.1", "--out", tmp_path / "why.json").code == 0
    assert (tmp_path / "why.json").read_text(encoding="utf-8") == said.out


@pytest.mark.parametrize(("form", "name", "known"), [("json", "why.md", ".json"), ("table", "why.json", ".txt .md")])
def test_why_refuses_a_suffix_of_the_other_form(form: str, name: str, known: str, tmp_path: Path, cg: Command) -> None:
    said = cg("why", "常德市", "--format", form, "--out", tmp_path / name)
    assert (said.code, lines_of(said)[0]) == (2, f"CLI-009 {tmp_path}/{name}")
    assert lines_of(said)[2] == f"要求：写 {form} 用以下后缀之一：{known}。"


# Bad input


def _nothing(folder: Path) -> Path:
    return folder / "none"


def _empty_folder(folder: Path) -> Path:
    return folder


def _broken_case(folder: Path) -> Path:
    (folder / "case.toml").write_text("subject = ", encoding="utf-8")
    return folder


def _without_year(folder: Path) -> Path:
    path = case_folder(folder) / "case.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("year = 2020\n", ""), encoding="utf-8")
    return folder


def _unknown_place(folder: Path) -> Path:
    return case_folder(folder, ROWS + ROW.replace("430700", "999999"), subject="999999")


def _name_for_a_code(folder: Path) -> Path:
    return case_folder(folder, subject="常得市")


def _file_that_is_a_folder(folder: Path) -> Path:
    case_folder(folder, evidence="e.csv")
    (folder / "e.csv").unlink()
    (folder / "e.csv").mkdir()
    return folder


def _binary(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(bytes(range(256)))
    return path


def _binary_turtle(folder: Path) -> Path:
    return _binary(folder, "a.ttl")


def _binary_workbook(folder: Path) -> Path:
    return _binary(folder, "a.xlsx")


def _binary_csv(folder: Path) -> Path:
    return _binary(folder, "a.csv")


def _unknown_form(folder: Path) -> Path:
    return _binary(folder, "a.docx")


def _empty_file(folder: Path) -> Path:
    (folder / "a.ttl").touch()
    return folder / "a.ttl"


def _place_of_another(folder: Path) -> Path:
    return case_folder(folder, ROWS + ROW + ROW.replace("430700", "430600"))


def _row_without_year(folder: Path) -> Path:
    return case_folder(folder, ROWS + ROW.replace("2020", ""))


BAD = [
    (_nothing, "EVI-041 {}/none", "无法读取文件 {}/none：", "The file {}/none cannot be read: "),
    (_empty_folder, "CAS-001 {}/case.toml", "无法读取案例文件 {}/case.toml：", "The case file {}/case.toml cannot be"),
    (_broken_case, "CAS-001 {}/case.toml", "无法读取案例文件 {}/case.toml：", "The case file {}/case.toml cannot be"),
    (_without_year, "CAS-003 {}/case.toml", "{}/case.toml 的字段缺失或类型不对：", "{}/case.toml lacks a field or has"),
    (
        _unknown_place,
        "EVI-010 e.csv line 2 subject",
        "e.csv line 2 subject 的名称“999999”未登记",
        "The name “999999” at",
    ),
    (
        _file_that_is_a_folder,
        "CAS-004 {}/case.toml",
        "{}/case.toml 提到的文件不存在：e.csv。",
        "{}/case.toml names a file",
    ),
    (_binary_turtle, "EVI-030 a.ttl byte 128", "a.ttl byte 128 的文字编码无法确定或不合格：", "The encoding at a.ttl"),
    (_binary_workbook, "EVI-003 a.xlsx", "a.xlsx 无法解析：", "a.xlsx cannot be parsed: "),
    (_binary_csv, "EVI-030 a.csv byte 128", "a.csv byte 128 的文字编码无法确定或不合格：", "The encoding at a.csv"),
    (
        _unknown_form,
        "EVI-001 a.docx",
        "a.docx 的格式“docx”不能读取。",
        "a.docx has the form “docx”, which is not read.",
    ),
    (
        _name_for_a_code,
        "CAS-008 {}/case.toml",
        "{}/case.toml 的评价对象“常得市”不是代码。",
        "The subject “常得市” of {}/case.toml is not a code.",
    ),
    (
        _empty_file,
        "EVI-054 a.ttl",
        "a.ttl 不含任何记录（0 条）。",
        "a.ttl holds no record at all (0).",
    ),
    (
        _place_of_another,
        "EVI-011 e.csv line 3 subject",
        "e.csv line 3 subject 陈述了无权陈述的对象：",
        "e.csv line 3 subj",
    ),
    (
        _row_without_year,
        "EVI-015 e.csv line 2 value",
        "e.csv line 2 value 的期间不完整或前后颠倒：",
        "The period at e.csv line 2 value",
    ),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("made", "head", "chinese", "english"), BAD, ids=[row[0].__name__[1:] for row in BAD])
def test_bad_input_is_refused_with_its_place_and_what_to_do(
    made, head: str, chinese: str, english: str, language: str, tmp_path: Path, cg: Command
) -> None:
    said = cg("assess", made(tmp_path), "--lang", language)
    lines = lines_of(said)
    assert (said.code, said.out, lines[0]) == (3, "", head.format(tmp_path))
    assert lines[1].startswith((chinese if language == "zh" else english).format(tmp_path))
    expected, remedy = ("要求：", "处理：") if language == "zh" else ("expected: ", "remedy: ")
    assert len(lines[2]) > len(expected) and lines[2].startswith(expected)
    assert len(lines[3]) > len(remedy) and lines[3].startswith(remedy)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path, cg: Command) -> None:
    path = tmp_path / "a.ttl"
    path.touch(mode=0o000)
    said = cg("assess", path)
    assert (said.code, lines_of(said)[1]) == (3, f"无法读取文件 {path}：Permission denied。")


@pytest.mark.parametrize(
    "words", [("assess", CHANGDE, "--edition"), ("check",), ("evidence", "template", "t.xlsx", "--edition")]
)
@pytest.mark.parametrize("name", ["2099", "../editions/2021-draft", "2021-draft/"])
def test_an_unknown_edition_is_named_beside_those_that_there_are(
    words: tuple[object, ...], name: str, cg: Command
) -> None:
    said = cg(*words, name)
    assert (said.code, said.out) == (4, "")
    assert lines_of(said) == [
        "ONT-014 ontology/editions",
        f"没有名为“{name}”的版本。",
        "要求：现有版本：2021-draft。",
        "处理：请用 --edition 指定现有版本。",
    ]


def test_all_faults_of_all_files_are_said_at_once(tmp_path: Path, cg: Command) -> None:
    said = cg("assess", _binary_turtle(tmp_path), _binary_workbook(tmp_path), _unknown_form(tmp_path))
    heads = [line for line in said.err.splitlines() if not line.startswith("  ")]
    assert heads == ["EVI-030 a.ttl byte 128", "EVI-003 a.xlsx", "EVI-001 a.docx"]


# Reference submissions

MADE_UP = CASES / "fictional-grade-b" / "evidence.xlsx"
WORLD = home() / "fixtures" / "world" / "fictional.ttl"


def test_loose_evidence_of_a_made_up_place_needs_its_reference_file(cg: Command) -> None:
    said = cg("assess", MADE_UP)
    assert (said.code, said.out) == (3, "")
    assert lines_of(said)[0] == "EVI-010 evidence.xlsx 观测值!B2"
    assert lines_of(said)[-1].startswith("同样的问题另有 103 处：evidence.xlsx 观测值!B3、")


def test_a_reference_file_needs_somebody_who_takes_it_over(cg: Command) -> None:
    said = cg("assess", MADE_UP, "--reference", WORLD, "--lang", "en")
    assert (said.code, lines_of(said)[0]) == (2, "CLI-006 --reference")


def test_a_reference_file_is_named_with_its_hash_and_its_approver(cg: Command) -> None:
    words = ("assess", MADE_UP, "--reference", WORLD, "--approver", "核准人", "--year", "2022")
    (found,) = assessments(cg(*words, "--format", "json"))
    (reference,) = found["reference"]
    assert (reference["file"], found["approver"]) == ("fictional.ttl", "核准人")
    head = cg(*words).out.splitlines()[1]
    assert head.endswith(f"；参考资料：fictional.ttl {reference['digest'][:12]}，由核准人核准采用")


def test_a_reference_file_that_is_not_there_is_refused(tmp_path: Path, cg: Command) -> None:
    said = cg("assess", MADE_UP, "--reference", tmp_path / "none.ttl", "--approver", "核准人")
    assert (said.code, lines_of(said)[0]) == (3, f"ONT-003 {tmp_path / 'none.ttl'}")
