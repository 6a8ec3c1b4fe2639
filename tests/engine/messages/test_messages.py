"""A sentence is said in the language asked for; a key or a placeholder that there is not is a bug of ours."""

from __future__ import annotations

import re

import pytest

from engine.errors import Fault, PlanError
from engine.messages import areas, fault_sentences, known_codes, page_of, say


@pytest.mark.parametrize(("language", "said"), [("zh", "总分 7"), ("en", "total 7")])
def test_say_fills_the_sentence_of_the_language(language: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(areas.ZH, "made-up", "总分 {n}")
    monkeypatch.setitem(areas.EN, "made-up", "total {n}")
    assert say("made-up", language, n="7") == said


@pytest.mark.parametrize(("key", "missing"), [("no-such-key", "'no-such-key'"), ("cause.aside", "'raw'")])
def test_a_missing_key_or_placeholder_is_a_bug_of_ours(key: str, missing: str) -> None:
    with pytest.raises(PlanError) as error:
        say(key, "en")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("PLN-001", "messages/en", key)
    assert fault.fields()["missing"] == missing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentences_of_a_fault_name_what_was_found(language: str) -> None:
    said = fault_sentences(Fault("SCO-001", "edition/x", "toss", (("known", "a, b"),)), language)
    assert list(said) == ["code", "where", "found", "problem", "expected", "remedy"]
    assert "toss" in said["problem"] and "a, b" in said["expected"]


def test_known_codes_are_sorted_and_each_stands_once() -> None:
    codes = known_codes()
    assert list(codes) == sorted(set(codes)) and "PLN-001" in codes


PARTS = ("problem", "expected", "remedy")
SENTENCES = {code: " ".join(areas.EN[f"fault.{code}.{part}"] for part in PARTS) for code in known_codes()}
NEAREST = [code for code, sentences in SENTENCES.items() if "{nearest}" in sentences]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", NEAREST)
def test_a_name_is_suggested_only_where_one_is_near(code: str, language: str) -> None:
    named = re.findall(r"{(\w+)}", SENTENCES[code])
    near, none = (
        fault_sentences(
            Fault(code, "here", "x", tuple({**dict.fromkeys(named, "K"), "nearest": nearest}.items())), language
        )
        for nearest in ("Changde", "-")
    )
    assert "Changde" in near["expected"]
    assert none["expected"] == re.sub(r"[；;][^；;]*Changde[^；;。.]*", "", near["expected"]) != near["expected"]
    assert none["expected"].endswith(("。", "."))


@pytest.mark.parametrize(
    ("listed", "nearest", "expected"),
    [
        ("a, b", "a", "A known name; all of them: a, b; the nearest is “a”."),
        ("-", "a", "A known name; the nearest is “a”."),
        ("a, b", "-", "A known name; all of them: a, b."),
        ("-", "-", "A known name."),
    ],
)
def test_a_list_of_names_is_shown_where_it_is_short(listed: str, nearest: str, expected: str) -> None:
    fault = Fault("EVI-010", "e.csv", "x", (("list", listed), ("nearest", nearest), ("points", "U+0078")))
    assert fault_sentences(fault, "en")["expected"] == expected


@pytest.mark.parametrize(
    ("language", "page"),
    [
        ("zh", ("〈位置〉 的数值 〈所见〉 超出范围。", "〈下限〉 至 〈上限〉。", "请核对数值与单位。")),
        (
            "en",
            (
                "The value [what was found] at [place] is out of range.",
                "[lower limit] to [upper limit].",
                "Check value and unit.",
            ),
        ),
    ],
)
def test_a_page_names_what_stands_in_its_sentences(language: str, page: tuple[str, str, str]) -> None:
    assert page_of("EVI-013", language) == page


@pytest.mark.parametrize(("language", "mark"), [("zh", "〈"), ("en", "[")])
def test_every_page_names_all_its_placeholders(language: str, mark: str) -> None:
    marked = {code for code in known_codes() if mark in " ".join(page_of(code, language))}
    assert marked == {code for code, sentences in SENTENCES.items() if "{" in sentences}


@pytest.mark.parametrize(
    ("language", "found", "problem"),
    [
        ("zh", "-", "e.xlsx 观测值!E2 是公式。"),
        ("zh", "96", "e.xlsx 观测值!E2 是公式；其缓存值为 96。"),
        ("en", "-", "e.xlsx 观测值!E2 is a formula."),
    ],
)
def test_what_there_is_none_of_is_not_said(language: str, found: str, problem: str) -> None:
    assert fault_sentences(Fault("EVI-037", "e.xlsx 观测值!E2", found), language)["problem"] == problem


def test_a_found_that_is_empty_stands_as_a_dash_where_the_sentence_needs_it() -> None:
    said = fault_sentences(Fault("EVI-009", "e.csv", "-"), "zh")
    assert (said["found"], said["problem"]) == ("-", "e.csv 的“-”不是日期或年份。")


def test_some_codes_suggest_a_name() -> None:
    assert "EVI-010" in NEAREST
