"""The page on running the service names commands, options, variables and codes that there are."""

from __future__ import annotations

import re

from engine import home, known_codes
from tests.conftest import Command

PAGE = (home() / "docs/running.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"\b(?:SRV|STO|KEY)-\d{3}\b")


def commands() -> list[list[str]]:
    lines = "\n".join(BLOCK.findall(PAGE)).splitlines()
    found = [line.split() for line in lines if line.startswith("clausegraph ")]
    return [[word for word in words[1:] if re.fullmatch(r"-{0,2}[a-z-]+", word)] for words in found]


def test_every_command_is_known_with_its_options(cg: Command) -> None:
    assert len(commands()) >= 10
    for words in commands():
        group = words[:2] if words[0] in ("keys", "ledger") else words[:1]
        said = cg(*group, "--help")
        assert said.code == 0, words
        for option in (word for word in words if word.startswith("--")):
            assert option in said.out.split(), words


def test_every_variable_and_option_of_the_table_is_that_of_serve(cg: Command) -> None:
    said = "".join(cg("serve", "--help").out.split())
    rows = [line for line in PAGE.splitlines() if line.startswith("| `--")]
    names = [name for row in rows for name in re.findall(r"CLAUSEGRAPH_[A-Z_]+[A-Z]|--[a-z-]+", row)]
    assert len(names) >= 18
    for name in names:
        assert name in said, name


def test_every_code_has_its_page() -> None:
    found = set(CODE.findall(PAGE))
    assert len(found) >= 10
    assert found <= set(known_codes())


def test_both_languages_stand_in_every_section() -> None:
    sections = PAGE.split("\n## ")[1:]
    assert len(sections) == 11
    for section in sections:
        assert re.search(r"[\u4e00-\u9fff]", section) and re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", section), section[:40]
