"""Results reach the terminal or a whole file; what was there stays as it was when a run fails."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path

import pytest

from api.cli.output import SUFFIXES, form_of, named, put, whole, working
from engine import UsageError, fault_sentences
from tests.conftest import left_in


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_put_prints_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    put("一\n", None)
    assert capsys.readouterr() == ("一\n", "")


def test_put_writes_the_bytes_as_they_are(tmp_path: Path) -> None:
    put("一\n二\r\n", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_bytes() == "一\n二\r\n".encode()
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o644
    assert left_in(tmp_path) == ["a.md"]


def test_put_replaces_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    put("new", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "new"


def test_put_writes_a_name_that_is_no_text(tmp_path: Path) -> None:
    put("a\udcffb", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_bytes() == b"a?b"


def test_whole_keeps_the_old_file_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "a.md") as path:
        path.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "old"
    assert left_in(tmp_path) == ["a.md"]


def test_whole_says_what_the_disk_says_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error, whole(tmp_path / "a.md"):
        raise OSError(28, "No space left on device")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("CLI-004", str(tmp_path / "a.md"), "No space left on device")
    assert left_in(tmp_path) == []


def test_put_refuses_a_folder_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(UsageError) as error:
        put("new", tmp_path / "a.md")
    assert (error.value.faults[0].code, error.value.exit_code) == ("CLI-004", 2)
    assert left_in(tmp_path) == ["a.md"]


def test_put_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        put("new", tmp_path / "none" / "a.md")
    assert error.value.faults[0].found == "No such file or directory"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "table"),
        ("a.md", "md"),
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.csv", "csv"),
        ("a.ttl", "ttl"),
        ("a.jsonld", "jsonld"),
        ("a.nt", "shacl"),
    ],
)
def test_form_of_a_file_is_its_suffix(name: str, form: str) -> None:
    assert form_of(Path(name), None) == form_of(Path(name.upper()), None) == form_of(Path(name), form) == form
    assert set(SUFFIXES) == {".txt", ".md", ".json", ".jsonl", ".csv", ".ttl", ".jsonld", ".nt"}


def test_form_of_no_file_is_the_one_asked_for() -> None:
    assert (form_of(None, "tree"), form_of(None, None)) == ("tree", "table")


@pytest.mark.parametrize(("name", "form"), [("a.txt", "tree"), ("a.ttl", "shacl")])
def test_a_suffix_may_serve_two_forms(name: str, form: str) -> None:
    assert form_of(Path(name), form) == form


@pytest.mark.parametrize(("form", "suffixes"), [("json", ".json"), ("shacl", ".ttl .nt"), ("tree", ".txt")])
def test_a_form_and_a_suffix_that_disagree_are_named(form: str, suffixes: str) -> None:
    with pytest.raises(UsageError) as error:
        form_of(Path("a.md"), form)
    (fault,) = error.value.faults
    assert fault_sentences(fault, "en") == {
        "code": "CLI-009",
        "where": "a.md",
        "found": form,
        "problem": f"The suffix of a.md is not that of --format {form}.",
        "expected": f"A suffix for {form}: {suffixes}.",
        "remedy": "Change the suffix or leave --format out.",
    }


@pytest.mark.parametrize(("name", "found"), [("a.html", ".html"), ("a", "-"), (".md", "-")])
def test_an_unknown_suffix_is_named(name: str, found: str) -> None:
    with pytest.raises(UsageError) as error:
        named(Path(name), ".txt", ".md")
    (fault,) = error.value.faults
    assert fault_sentences(fault, "zh") == {
        "code": "CLI-002",
        "where": name,
        "found": found,
        "problem": f"不知道以什么格式写 {name}：后缀是“{found}”。",
        "expected": "以下后缀之一：.txt .md。",
        "remedy": "请改用其中一个后缀。",
    }
    assert fault_sentences(fault, "en")["expected"] == "One of these suffixes: .txt .md."


def test_working_is_silent_away_from_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with working("busy"):
        pass
    assert capsys.readouterr() == ("", "")


def test_working_shows_on_stderr_of_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with working("busy"):
        pass
    assert "busy" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_working_has_no_colour_when_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    with working("busy"):
        pass
    assert "\x1b[3" not in terminal.getvalue()
