"""`check` says every problem of an edition and fails from the level asked for; `--assumed` lists every assumption."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from engine import assumptions, home, standard_for
from tests.conftest import Command


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "版本 2021-draft 通过全部检查。\n"), ("en", "Edition 2021-draft passes every check.\n")],
)
def test_a_clean_edition_passes(language: str, sentence: str, cg: Command) -> None:
    said = cg("check", "2021-draft", "--reasoner", "none", "--fail-on", "warning", "--lang", language)
    assert (said.code, said.out, said.err) == (0, sentence, "")


def test_the_default_edition_is_checked_without_a_name(cg: Command) -> None:
    said = cg("check", "--reasoner", "none", "--json")
    assert (said.code, json.loads(said.out)) == (0, {"edition": "2021-draft", "problems": []})


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_the_reasoner_says_that_it_found_no_contradiction(cg: Command) -> None:
    said = cg("check", "--reasoner", "hermit", "--lang", "en")
    assert (said.code, said.out.splitlines()[1]) == (0, "Reasoner (HermiT): consistent.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "EDN-031 提示 未运行推理机 HermiT：缺少 java。 请安装后再检查；此前未得出一致性结论。\n1 个问题。\n"),
        (
            "en",
            "EDN-031 info The reasoner HermiT did not run: java is missing. "
            "Install them; nothing is concluded until then.\n1 problems.\n",
        ),
    ],
)
def test_without_java_nothing_is_concluded(
    language: str, sentence: str, monkeypatch: pytest.MonkeyPatch, cg: Command
) -> None:
    monkeypatch.setenv("PATH", "")
    said = cg("check", "--lang", language)
    assert (said.code, said.out) == (0, sentence)


def test_a_problem_has_code_level_sentence_and_remedy(broken_home: Path, cg: Command) -> None:
    said = cg("check", "--reasoner", "none", "--lang", "en")
    first, *_, last = said.out.splitlines()
    assert said.code == 1
    assert first.startswith("EDN-002 error The number “12.6” of clause ")
    assert re.fullmatch(r".* Mend the number\. \(12-environment-quality\.ttl line \d+\)", first)
    assert last == f"{len(said.out.splitlines()) - 1} problems."


def test_problems_as_json_have_the_same_fields(broken_home: Path, cg: Command) -> None:
    said = cg("check", "--reasoner", "none", "--json", "--lang", "en")
    first = json.loads(said.out)["problems"][0]
    assert (said.code, said.err) == (1, "")
    assert set(first) == {"level", "place", "code", "where", "found", "problem", "expected", "remedy"}
    assert (first["code"], first["level"], first["remedy"]) == ("EDN-002", "error", "Mend the number.")


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("zh", "版本 2021-draft 共有 {n} 处假定（标准未公布，由我们重构）："),
        ("en", "Edition 2021-draft rests on {n} assumptions (not given by the standard, reconstructed by us):"),
    ],
)
def test_assumed_lists_every_assumption_with_its_mark(language: str, head: str, cg: Command) -> None:
    standard = standard_for(home(), "2021-draft")
    count = len(assumptions(standard.edition, standard.world))
    first, *lines = cg("check", "--assumed", "--lang", language).out.splitlines()
    assert (first, len(lines)) == (head.format(n=count), count)
    mark = "〔假定〕" if language == "zh" else "[assumed]"
    assert {line.split()[0] for line in lines} == {mark}
