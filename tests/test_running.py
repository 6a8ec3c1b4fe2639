"""The page on running the service names commands, options, variables and codes that there are."""

from __future__ import annotations

import re
from pathlib import Path

from api.app import create_app
from api.guards.limits import Limits
from api.settings import Settings
from api.watch.figures import Figures
from api.watch.watched import checks, standing
from engine import home, known_codes
from tests.conftest import Command

PAGE = (home() / "docs/running.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
BEGUN = re.compile(r"(?:runuser -u clausegraph -- )?(?:/opt/clausegraph/bin/)?clausegraph ")
SIZES = re.compile(r"client_max_body_size (\d+)m;|max_size (\d+)MiB")
CODE = re.compile(r"\b(?:SRV|STO|KEY)-\d{3}\b")


def commands() -> list[list[str]]:
    lines = "\n".join(BLOCK.findall(PAGE)).splitlines()
    found = [line[begun.end() :].split() for line in lines if (begun := BEGUN.match(line))]
    return [[word for word in words if re.fullmatch(r"-{0,2}[a-z-]+", word)] for words in found]


def test_every_command_is_known_with_its_options(cg: Command) -> None:
    assert len(commands()) >= 18
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


def test_no_proxy_refuses_what_the_service_would_take() -> None:
    found = [int(one or other) * 1024 * 1024 for one, other in SIZES.findall(PAGE)]
    assert found == [Limits().upload] * 2


def test_every_part_of_readiness_and_every_figure_to_watch_is_there(tmp_path: Path) -> None:
    service = create_app(Settings(tmp_path)).state.service
    table = next(line for line in PAGE.splitlines() if line.startswith("| `/readyz`"))
    assert [f"`{part}`" in table for part in checks(service)] == [True] * 6
    told = Figures(lambda: standing(service)).written().decode()
    names = set(re.findall(r"clausegraph_[a-z]+_[a-z_]*[a-z]\b", PAGE.split("\n## ")[9])) - {
        "clausegraph_requests_total"
    }
    assert {name for name in names if name not in told} == set() and len(names) >= 5
    service.close()


def test_nobody_is_told_to_write_to_the_store_of_the_service_as_root() -> None:
    lines = "\n".join(BLOCK.findall(PAGE)).splitlines()
    writing = re.compile(r"clausegraph (?:keys (?:new|revoke)|restore|rebuild|ledger).* --store /var/lib/")
    found = [line for line in lines if writing.search(line)]
    assert len(found) >= 3 and all(line.startswith("runuser -u clausegraph -- ") for line in found)
