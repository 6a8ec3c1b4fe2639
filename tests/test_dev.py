"""dev.py needs nothing but Python, says what is missing, and installs exactly what is locked."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "core": PROJECT["project"]["dependencies"],
    "test": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["owl"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)( ; .+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `.venv` of its own, so that nothing touches the real one; the path of its stamp."""
    venv = tmp_path / ".venv"
    venv.mkdir()
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "BIN", venv / "bin")
    monkeypatch.setattr(dev, "STAMP", venv / "installed")
    return venv / "installed"


def refuse(*_: object) -> None:
    pytest.fail("nothing may be installed or run here")


def pins(extent: str) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of each requirement of a locked list."""
    text = dev.lock(extent).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        pinned, *hashes = line.split(" --hash=")
        match = PINNED.fullmatch(pinned.strip())
        assert match is not None, line
        found[canonicalize_name(match[1])] = (match[2], [f"--hash={one.strip()}" for one in hashes])
    return found


# Standard library only


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse((dev.ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == set()


def test_it_starts_without_any_package() -> None:
    command = [sys.executable, "-I", "-S", str(dev.ROOT / "dev.py"), "nope"]
    done = subprocess.run(command, capture_output=True, check=False, env={"PYTHONUTF8": "1"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"python3 dev.py demo")


# Words


@pytest.mark.parametrize("words", [[], ["nope"], ["--help"], ["Test"]])
def test_unknown_words_list_the_commands(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words) == 2
    out, err = capsys.readouterr()
    head, *rows = err.splitlines()
    assert (out, head) == ("", "python3 dev.py demo | test | check | bench | torture | contract | serve | lock")
    assert [row.split()[0] for row in rows] == list(dev.COMMANDS)
    assert "  test     Run every test." in rows


def test_serve_installs_what_users_need_and_becomes_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr(dev, "install", done.append)
    monkeypatch.setattr(os, "execv", lambda path, words: done.append((path, words)))
    dev.main(["serve", "--port", "9000"])
    clausegraph = str(dev.BIN / "clausegraph")
    assert done == ["core", (clausegraph, [clausegraph, "serve", "--port", "9000"])]


# What is missing


@pytest.mark.parametrize("version", [(3, 10), (3, 6), (2, 7)])
def test_an_old_python_is_refused(version: tuple[int, int]) -> None:
    with pytest.raises(dev.MissingError) as error:
        dev.check_python(version)
    text = f"需要 Python 3.11 或更新版本，现为 {version[0]}.{version[1]}。 / Python 3.11 or newer is needed."
    assert str(error.value) == text


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (4, 0)])
def test_a_new_python_is_taken(version: tuple[int, int]) -> None:
    dev.check_python(version)
    assert version >= dev.OLDEST == tuple(map(int, PROJECT["project"]["requires-python"].removeprefix(">=").split(".")))


def test_a_missing_venv_module_names_the_package(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(dev, "run", refuse)
    assert dev.main(["demo"]) == 5
    assert capsys.readouterr().err.splitlines() == [
        "安装依赖（core）… / installing (core) …",
        "缺少 venv 模块：在 Debian/Ubuntu 上请先执行 apt install python3-venv。",
        "The venv module is missing: on Debian/Ubuntu run: apt install python3-venv",
    ]
    assert not installed.exists()


def test_a_failed_installation_is_said_and_leaves_no_stamp(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: list[str]) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(dev, "make_venv", lambda: None)
    monkeypatch.setattr(dev, "run", fail)
    assert dev.main(["test"]) == 5
    assert "Installing failed: check the network (or package mirror) and the disk, then try again." in (
        capsys.readouterr().err
    )
    assert not installed.exists()


# The stamp


def test_fingerprints_tell_the_lists_apart() -> None:
    assert [dev.fingerprint(extent).split()[0] for extent in ASKED] == ["core", "test"]
    assert len({dev.fingerprint(extent).split()[1] for extent in ASKED}) == 2
    assert dev.fingerprint("core") == dev.fingerprint("core")


@pytest.mark.parametrize(
    ("stamp", "core", "test"),
    [(None, False, False), ("", False, False), ("core", True, False), ("test", True, True), ("core 00", False, False)],
)
def test_ready_by_what_the_stamp_says(stamp: str | None, core: bool, test: bool, installed: Path) -> None:
    if stamp is not None:
        installed.write_text(dev.fingerprint(stamp) if stamp in ASKED else stamp, encoding="utf-8")
    assert (dev.ready("core"), dev.ready("test")) == (core, test)


def test_a_changed_list_is_installed_anew(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lock(extent: str) -> Path:
        return tmp_path / f"{extent}.txt"

    for extent in ASKED:
        lock(extent).write_text(extent, encoding="utf-8")
    monkeypatch.setattr(dev, "lock", lock)
    installed.write_text(dev.fingerprint("test"), encoding="utf-8")
    assert dev.ready("test")
    lock("test").write_text("changed", encoding="utf-8")
    assert not dev.ready("test")


@pytest.mark.parametrize("extent", ASKED)
def test_install_does_nothing_when_ready(extent: str, installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed.write_text(dev.fingerprint("test"), encoding="utf-8")
    monkeypatch.setattr(dev, "make_venv", refuse)
    monkeypatch.setattr(dev, "run", refuse)
    dev.install(extent)
    assert installed.read_text(encoding="utf-8") == dev.fingerprint("test")


@pytest.mark.parametrize(("found", "tool"), [("/usr/bin/uv", "uv"), (None, "pip")])
def test_install_asks_for_hashes_and_stamps_at_the_end(
    found: str | None, tool: str, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev.shutil, "which", lambda name: found)
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    monkeypatch.setattr(dev, "link_project", lambda: commands.append(["link"]))
    monkeypatch.setattr(dev, "run", commands.append)
    dev.install("core")
    assert [tool in word for word in commands[0][:3]].count(True) == 1
    assert commands[0][-3:] == ["--require-hashes", "-r", str(dev.lock("core"))]
    assert commands[1:] == [["link"]]
    assert installed.read_text(encoding="utf-8") == dev.fingerprint("core")


def test_linking_makes_a_command_that_starts_the_project(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.BIN.mkdir()
    monkeypatch.setattr(dev, "run_text", lambda command: f"{tmp_path}\n")
    dev.link_project()
    assert (tmp_path / "clausegraph.pth").read_text(encoding="utf-8") == f"{dev.ROOT}\n"
    command = dev.BIN / "clausegraph"
    assert command.read_text(encoding="utf-8") == f'#!/bin/sh\nexec "{dev.BIN}/python" -m api.cli "$@"\n'
    assert command.stat().st_mode & 0o111 == 0o111


# The locked lists


@pytest.mark.parametrize("extent", ASKED)
def test_every_locked_requirement_has_hashes(extent: str) -> None:
    locked = pins(extent)
    assert [name for name, (_, hashes) in locked.items() if not hashes] == []
    assert [one for _, hashes in locked.values() for one in hashes if not HASH.fullmatch(one)] == []


@pytest.mark.parametrize(("extent", "asked"), [(extent, one) for extent, all_ in ASKED.items() for one in all_])
def test_the_list_holds_what_the_project_asks_for(extent: str, asked: str) -> None:
    requirement = Requirement(asked)
    version, _ = pins(extent)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version), f"{asked}, locked {version}"


def test_the_lists_agree_on_what_both_hold() -> None:
    core, test = pins("core"), pins("test")
    assert {name: pin for name, pin in test.items() if name in core} == core


# The checks


def test_turtle_files_are_all_but_those_kept_as_they_were_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ["ontology/a.ttl", "ontology/editions/x/b.ttl", "shapes/c.ttl", "fixtures/cases/y/badly/d.ttl"]
    for name in [
        *wanted,
        "fixtures/bad/e.ttl",
        "fixtures/bad/deep/f.ttl",
        "fixtures/differential/z/i.ttl",
        "fixtures/g.nt",
        "elsewhere/h.ttl",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev.turtle_files() == sorted(str(tmp_path / name) for name in wanted)


def test_turtle_files_hold_vocabulary_edition_shapes_and_cases() -> None:
    found = {Path(path).relative_to(dev.ROOT).parts[0] for path in dev.turtle_files()}
    assert found == {"ontology", "shapes", "fixtures"}
    assert str(dev.ROOT / "ontology" / "vocabulary.ttl") in dev.turtle_files()


def command_of(code: int) -> Callable[[], dict[str, list[str]]]:
    return lambda: {"good": [sys.executable, "-c", ""], "bad": [sys.executable, "-c", f"raise SystemExit({code})"]}


@pytest.mark.parametrize(
    ("words", "code", "lines"),
    [([], 1, ["ok     good", "FAILED bad"]), (["good"], 0, ["ok     good"]), (["bad"], 1, ["FAILED bad"])],
)
def test_check_runs_all_and_says_how_each_went(
    words: list[str],
    code: int,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "install", lambda extent: None)
    monkeypatch.setattr(dev, "checks", command_of(3))
    assert dev.main(["check", *words]) == code
    assert [re.sub(r" \d+\.\d s$", "", line) for line in capsys.readouterr().out.splitlines()] == lines


def test_the_checks_are_those_of_the_house() -> None:
    assert list(dev.checks()) == ["format", "lint", "types", "imports", "turtle", "edition", "structure"]


def test_an_interruption_is_said_and_leaves_no_trace_of_the_program(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Sequence[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(dev.COMMANDS, "demo", interrupted)
    assert dev.main(["demo"]) == 130
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "已中断；再次运行即可继续。 / Interrupted; run it again to go on.\n")
