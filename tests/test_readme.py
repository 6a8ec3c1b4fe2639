"""What the README shows is what the commands print; what it lists is there."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from api.cli.app import app
from engine import home
from tests.api.cli.served import running
from tests.conftest import Command

README = (home() / "README.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
BLOCKS = [block for _, block in FENCED if block.startswith("$ ")]
URL_LINES = [line for language, block in FENCED if language == "sh" for line in block.splitlines()]
MARK = "--- next ---"
LONGEST = 105
SOURCE_KEYS = re.compile(r"cg:sourceKey ([^;.]*)")
HASH = re.compile(r"assessment [0-9a-f]{12}")  # it changes with every file of the ontology


def test_there_is_a_worked_example() -> None:
    assert BLOCKS


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_the_output_shown_is_the_output_printed(block: str, cg: Command) -> None:
    command, _, shown = block.removeprefix("$ ").partition("\n")
    result = cg(*shlex.split(command)[1:])
    assert result.code == 0
    printed, shown = (HASH.sub("assessment …", text) for text in (result.out, shown))
    if shown.endswith("…\n"):
        assert printed.startswith(shown.removesuffix("…\n"))
    else:
        assert printed == shown


def test_every_line_for_curl_answers_as_printed(tmp_path: Path) -> None:
    """Each line as it stands, but for the port; `-f` makes curl fail where the service refuses."""
    with running(tmp_path) as service:
        assert service.answers()
        lines = [line.replace(":8710", f":{service.port}").replace("curl ", "curl -f ") for line in URL_LINES]
        script = f"\necho; echo '{MARK}'\n".join(lines)
        said = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=home(), capture_output=True, text=True, check=False
        )
    assert said.returncode == 0, said.stderr
    kept, case, _, explained, rows, whynot, turtle, impact = said.stdout.split(f"{MARK}\n")
    assert json.loads(kept)["new"] is True
    assert json.loads(explained)["assessment"] == json.loads(whynot)["assessment"] == json.loads(case)["assessment"]
    assert rows.lstrip("\ufeff").startswith("code,year,clause,requirement")
    assert "a cg:Requirement" in turtle
    assert json.loads(impact)["cases"] == 1


def test_every_command_is_listed() -> None:
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert [
        name for name in sorted(names | {"evidence"}) if f"`{name}" not in README and f"`{name}`" not in README
    ] == []


def test_every_source_that_is_named_has_its_address() -> None:
    listed = set(re.findall(r"^\| ([A-Z]\d+) \|", (home() / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE))
    turtle = (path.read_text(encoding="utf-8") for path in (home() / "ontology").rglob("*.ttl"))
    named = {key for text in turtle for keys in SOURCE_KEYS.findall(text) for key in re.findall(r'"([A-Z]\d+)"', keys)}
    shown = (path.read_text(encoding="utf-8") for path in (home() / "fixtures" / "cases").glob("*/expected/*.md"))
    named |= {key for text in shown for key in re.findall(r"来源索引 ([A-Z]\d+)", text)}
    assert named - listed == set()


def test_it_is_one_screen() -> None:
    assert len(README.splitlines()) <= LONGEST
