"""Exit codes have natural causes; pipes, locales and terminals never bring a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import engine
from api.cli.guard import language_of
from engine.errors import PlanError
from tests.conftest import CHANGDE, Command, left_in, process


def test_exit_0_when_it_is_done(cg: Command) -> None:
    assert cg("errors", "EVI-008").code == 0


def test_exit_1_when_the_answer_is_no(broken_home: Path, cg: Command) -> None:
    said = cg("check", "--reasoner", "none")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("EDN-002 错误 章条 ")


def test_exit_2_for_wrong_words(cg: Command) -> None:
    assert cg("assess").code == 2


def test_exit_3_for_refused_evidence(tmp_path: Path, cg: Command) -> None:
    assert cg("assess", tmp_path).code == 3


def test_exit_4_for_a_refused_edition(cg: Command) -> None:
    assert cg("check", "2099").code == 4


def test_exit_5_for_a_tool_that_is_not_there(monkeypatch: pytest.MonkeyPatch, cg: Command) -> None:
    monkeypatch.setenv("PATH", "")
    said = cg("check", "--reasoner", "hermit", "--lang", "en")
    assert (said.code, said.out) == (5, "")
    assert said.err.startswith("ENV-001 HermiT\n  HermiT cannot run: java is missing.\n")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "程序自身的缺陷：ZeroDivisionError: 除零。"), ("en", "A bug of ours: ZeroDivisionError: 除零.")],
)
def test_exit_70_for_a_defect_with_a_report_file(
    language: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cg: Command
) -> None:
    def defective(*_: object, **__: object) -> None:
        raise ZeroDivisionError("除零")

    monkeypatch.setattr(engine, "assess", defective)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = cg("assess", CHANGDE, "--lang", language)
    (report,) = tmp_path.iterdir()
    assert (said.code, said.out) == (70, "")
    assert said.err.splitlines()[:2] == [f"CLI-070 {report}", f"  {sentence}"]
    assert report.read_text(encoding="utf-8").startswith("Traceback (most recent call last):")


def test_exit_70_for_a_bug_that_names_itself(monkeypatch: pytest.MonkeyPatch, cg: Command) -> None:
    def defective(*_: object, **__: object) -> None:
        raise PlanError.of("PLN-002", "atLeast", "n")

    monkeypatch.setattr(engine, "assess", defective)
    said = cg("assess", CHANGDE, "--lang", "en")
    assert (said.code, said.err.splitlines()[1]) == (70, "  “atLeast” lacks its number n.")


def test_exit_130_when_a_person_stops_it(monkeypatch: pytest.MonkeyPatch, cg: Command) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "assess", stopped)
    said = cg("assess", CHANGDE)
    assert (said.code, said.out, said.err) == (130, "", "")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "zh"),
        (["assess", "x"], "zh"),
        (["assess", "--lang", "en"], "en"),
        (["--lang=en"], "en"),
        (["--lang", "zh"], "zh"),
        (["--lang"], "zh"),
        (["--lang", "fr"], "zh"),
    ],
)
def test_language_of_a_command_line(words: list[str], language: str) -> None:
    assert language_of(words) == language


@pytest.mark.parametrize(
    "words",
    ["errors", "check --assumed --lang en", "assess fixtures/cases/changde-2020 --format json", "--help"],
)
def test_a_reader_that_goes_away_is_no_fault(words: str) -> None:
    done = process(f"$CG {words} | head -n 1 >/dev/null")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(("words", "code"), [("errors EVI-008", 0), ("errors NOPE", 2), ("evidence check none.ttl", 3)])
def test_a_closed_stream_leaves_the_exit_code(words: str, code: int, closed: str) -> None:
    done = process(f"$CG {words} {closed}")
    assert done.returncode == code
    assert b"CLI-070" not in done.stderr and b"Traceback" not in done.stderr


def test_a_file_is_written_with_every_stream_closed(tmp_path: Path) -> None:
    done = process(f"$CG plan shapes/editions/2021-draft/09-product-quality.ttl --out {tmp_path}/p.ttl >&- 2>&- <&-")
    assert (done.returncode, left_in(tmp_path)) == (0, ["p.ttl"])


def test_a_stdout_that_cannot_be_written_is_said() -> None:
    done = process("$CG errors EVI-008 --lang en 1</dev/null")
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (2, "CLI-004 stdout")


@pytest.mark.parametrize("subject", ["常德市", "430700"])
def test_an_ascii_locale_speaks_and_understands_chinese(subject: str) -> None:
    done = process(f"$CG why {subject} 12.1", PYTHONUTF8="0", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "为什么：常德市 2020年 · 12.1" in done.stdout.decode("utf-8")


def test_output_away_from_a_terminal_is_plain_data() -> None:
    done = process("$CG assess fixtures/cases/changde-2020 && $CG --help && ! $CG nope")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stderr.decode("utf-8").startswith("CLI-005 clausegraph\n")


def test_a_refusal_leaves_stdout_and_the_folder_empty(tmp_path: Path, cg: Command) -> None:
    said = cg("assess", CHANGDE, tmp_path, "--out", tmp_path / "out.json")
    assert (said.code, said.out) == (3, "")
    assert left_in(tmp_path) == []
