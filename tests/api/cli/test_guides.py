"""Every error code has its page in both languages; doctor, demo and record do what they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from engine import VERSION, home, known_codes
from tests.conftest import CASES, CHANGDE, Command, Said, left_in, lines_of

CODE = re.compile(r"[A-Z]{3}-\d{3}")
RAISED = re.compile(r'"([A-Z]{3}-\d{3})"')
CHINESE = re.compile(r"[\u4e00-\u9fff]")
REAL = ("常德市", "长沙市", "衡阳市", "湘潭市", "永州市", "岳阳市", "株洲市")
LISTS = {"zh": "第12章各数据", "en": "Figures of chapter 12"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_errors_lists_every_code_with_its_problem(language: str, cg: Command) -> None:
    said = cg("errors", "--lang", language)
    assert (said.code, said.err) == (0, "")
    assert [line.split("  ")[0] for line in said.out.splitlines()] == list(known_codes())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", known_codes())
def test_the_page_of_a_code_has_three_sentences_without_braces(code: str, language: str, cg: Command) -> None:
    said = cg("errors", code, "--lang", language)
    lines = said.out.splitlines()
    assert (said.code, said.err, len(lines)) == (0, "", 3)
    assert lines[0].startswith(f"{code}  ") and all(line[2:].strip() for line in lines)
    assert "{" not in said.out and "}" not in said.out
    assert bool(CHINESE.search(said.out)) == (language == "zh")


def test_codes_have_the_form_of_codes() -> None:
    assert [code for code in known_codes() if not CODE.fullmatch(code)] == []


def test_every_code_of_the_source_has_a_page() -> None:
    sources = [path for folder in ("engine", "api") for path in (home() / folder).rglob("*.py")]
    raised = {code for path in sources for code in RAISED.findall(path.read_text(encoding="utf-8"))}
    assert raised - set(known_codes()) == set()


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["没有错误代码“EVX-008”。", "要求：clausegraph errors 中列出的代码；最接近的是 EVI-008。"]),
        (
            "en",
            [
                "There is no error code “EVX-008”.",
                "expected: One listed by clausegraph errors; the nearest is EVI-008.",
            ],
        ),
    ],
)
def test_an_unknown_code_is_refused(language: str, lines: list[str], cg: Command) -> None:
    said = cg("errors", "EVX-008", "--lang", language)
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[:3] == ["CLI-003 clausegraph errors", *lines]


@pytest.mark.parametrize("code", ["evi-008", " EVI-008 ", "EVI-8", "evi8"])
def test_a_code_may_be_written_loosely(code: str, cg: Command) -> None:
    assert cg("errors", code) == cg("errors", "EVI-008")


def rows_of(said: Said) -> dict[str, str]:
    """What the doctor found, by name."""
    assert (said.code, said.err) == (0, "")
    return {line[:12].strip(): line[13:] for line in said.out.splitlines()}


def test_doctor_lists_versions_home_and_editions(cg: Command) -> None:
    rows = rows_of(cg("doctor"))
    assert (rows["clausegraph"], rows["home"], rows["editions"]) == (VERSION, str(home()), "2021-draft")
    assert {"Python", "rdflib", "pyshacl", "pyoxigraph", "openpyxl", "xlsxwriter", "typer", "rich"} <= set(rows)


@pytest.mark.parametrize(
    ("language", "missing"),
    [("zh", "缺少（仅一致性检查需要）"), ("en", "missing (needed for the consistency check only)")],
)
def test_doctor_says_what_is_missing_and_what_for(
    language: str, missing: str, monkeypatch: pytest.MonkeyPatch, cg: Command
) -> None:
    monkeypatch.setenv("PATH", "")
    assert rows_of(cg("doctor", "--lang", language))["java"] == missing


@pytest.fixture(scope="module")
def demo() -> dict[str, Said]:
    """The demo in both languages."""
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    from api.cli import run

    said = {}
    for language in ("zh", "en"):
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            code = run(["demo", "--lang", language])
        said[language] = Said(code, out.getvalue(), err.getvalue())
    return said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_demo_goes_through_four_parts(language: str, demo: dict[str, Said]) -> None:
    said = demo[language]
    assert (said.code, said.err) == (0, "")
    heads = [line for line in said.out.splitlines() if line.startswith("━━")]
    numbers = (
        ["示范一", "示范二", "示范三", "示范三", "示范四"]
        if language == "zh"
        else ["One", "Two", "Three", "Three", "Four"]
    )
    assert [re.split("[：:]", head.removeprefix("━━ "))[0] for head in heads] == numbers


def test_demo_shows_every_real_place_as_not_gradable_yet(demo: dict[str, Said]) -> None:
    first = demo["zh"].out.split("━━")[1]
    for place in REAL:
        assert f"\n{place}（" in first
    cards = first.count(LISTS["zh"])
    real = [path for path in CASES.iterdir() if not path.name.startswith(("fictional", "trap"))]
    assert first.count("尚不能评定等级：") == first.count("建议最先交付") == cards == len(real)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_demo_begins_with_what_is_decided_and_open_everywhere(language: str, demo: dict[str, Said]) -> None:
    first = demo[language].out.split("━━")[1]
    table = first.split("\n\n")[1].splitlines()[1:]
    rows = {tuple(row.split()[:2]): row.split()[2:6] for row in table}
    assert len(rows) == first.count(LISTS[language])
    places = ("常德市", "岳阳市", "长沙市") if language == "zh" else ("Changde", "Yueyang", "Changsha")
    assert rows[places[0], "2020"] == rows[places[1], "2022"] == ["0", "96", "0", "1000"]
    assert rows[places[2], "2023"] == ["1", "95", "20", "980"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_demo_says_the_legend_and_what_is_next_once(language: str, demo: dict[str, Said]) -> None:
    assert demo[language].out.count("clausegraph check --assumed") == 1
    assert demo[language].out.count(".venv/bin/clausegraph why 常德市 12.1") == 1
    assert "\n\n\n" not in demo[language].out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_demo_shows_one_figure_under_each_scope(language: str, demo: dict[str, Said]) -> None:
    second = demo[language].out.split("━━")[2]
    shown = ["310/366", "95.6%", "84.0%", "38/38"]
    assert [figure for figure in shown if figure not in second] == []
    open_ = "待定，不知道本地的规划目标" if language == "zh" else "cannot tell, no target of this place is known"
    assert second.count(LISTS[language]) == 2 and open_ in second


@pytest.mark.parametrize("language", ["zh", "en"])
def test_demo_shows_the_scope_turning_the_verdict(language: str, demo: dict[str, Said]) -> None:
    turned = "若以此计，将符合" if language == "zh" else "counted, it would have passed"
    for part in demo[language].out.split("━━")[3:5]:
        assert turned in part


@pytest.mark.parametrize(
    ("language", "lost", "grade"), [("zh", "\n  失 ", "等级："), ("en", "\n  Lost ", "Grade: B [assumed].")]
)
def test_demo_ends_with_a_grade_and_five_lost_points(
    language: str, lost: str, grade: str, demo: dict[str, Said]
) -> None:
    last = demo[language].out.split("━━")[5]
    assert grade in last
    assert last.count(lost) == 5


def test_demo_without_progress_is_the_same_twice(demo: dict[str, Said], cg: Command) -> None:
    assert cg("demo").out == demo["zh"].out


def copied(folder: Path) -> Path:
    """A copy of the case of Changde."""
    return Path(shutil.copytree(CHANGDE, folder / "changde"))


@pytest.mark.parametrize(("language", "sentence"), [("zh", "已重新记录 {}。\n"), ("en", "Recorded anew: {}.\n")])
def test_record_writes_what_was_recorded_before(language: str, sentence: str, tmp_path: Path, cg: Command) -> None:
    folder = copied(tmp_path)
    shutil.rmtree(folder / "expected")
    said = cg("record", folder, "--lang", language)
    assert (said.code, said.out, said.err) == (0, sentence.format(folder / "expected"), "")
    assert left_in(folder / "expected") == left_in(CHANGDE / "expected")
    for name in left_in(CHANGDE / "expected"):
        assert (folder / "expected" / name).read_bytes() == (CHANGDE / "expected" / name).read_bytes()


def test_record_of_a_bad_case_changes_no_case(tmp_path: Path, cg: Command) -> None:
    folder = copied(tmp_path)
    (folder / "expected" / "scores.json").write_text("old", encoding="utf-8")
    said = cg("record", folder, tmp_path)
    assert (said.code, lines_of(said)[0]) == (3, f"CAS-001 {tmp_path}/case.toml")
    assert (folder / "expected" / "scores.json").read_text(encoding="utf-8") == "old"


def test_record_says_where_it_cannot_write(tmp_path: Path, cg: Command) -> None:
    folder = copied(tmp_path)
    shutil.rmtree(folder / "expected")
    (folder / "expected").touch()
    said = cg("record", folder)
    assert (said.code, lines_of(said)[0]) == (2, f"CLI-004 {folder}/expected")
