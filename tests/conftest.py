"""Running one command line in this process, or as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import engine
from api.cli import run
from engine import home

os.environ["CLAUSEGRAPH_CACHE"] = "off"  # tests leave no plan behind
CASES = home() / "fixtures" / "cases"
CHANGDE = CASES / "changde-2020"


@dataclass(frozen=True)
class Said:
    """What a command line came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def cg(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `clausegraph` with these words."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        mask = os.umask(0o022)
        try:
            code = run([str(word) for word in words])
        finally:
            os.umask(mask)  # a service makes what it writes its own alone
        return Said(code, *capsys.readouterr())

    return command


@pytest.fixture
def broken_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology and the shapes in which a chapter has lost its number."""
    for name in ("ontology", "shapes"):
        shutil.copytree(home() / name, tmp_path / name)
    path = tmp_path / "ontology/editions/2021-draft/12-environment-quality.ttl"
    text = path.read_text(encoding="utf-8")
    assert text.count('cg:number "12.4"') == 1
    path.write_text(text.replace('cg:number "12.4"', 'cg:number "12.6"'), encoding="utf-8")
    monkeypatch.setattr(engine, "home", lambda: tmp_path)
    return tmp_path


def process(words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which `$CG` is `clausegraph`; only the given variables beside PATH."""
    base = {
        "PATH": os.environ["PATH"],
        "CG": f"{sys.executable} -m api.cli",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CLAUSEGRAPH_CACHE": "off",
    }
    command = ["bash", "-o", "pipefail", "-c", words]
    return subprocess.run(command, cwd=home(), env=base | environment, capture_output=True, check=False)


def lines_of(said: Said) -> list[str]:
    """The lines of a refusal."""
    return [line.strip() for line in said.err.splitlines()]


def left_in(folder: Path) -> list[str]:
    """The names of all files in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())
