"""What is waived is said in both languages: by whom, until when, why, and by which entry; it is neither lost nor earned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.model.edition import Logic
from engine.model.waiver import Waiver
from engine.render import card, render, why
from engine.render.voice import Voice
from engine.render.waivers import waiver_lines, waiver_words
from tests.engine.build.made_up import CITY, YEAR
from tests.engine.explain.made_up import EDITION, RECORDS, assessed
from tests.engine.score.made_up import tree

EN, ZH = Voice("en"), Voice("zh")
HELD = Waiver(CITY, YEAR, ("aimed", "paper"), "灾后重建", "省局", date(YEAR, 12, 31), 7, "ab" * 32)
ONE = assessed(*RECORDS, waivers=(HELD,))
LINE_EN = "4 example: waived by 省局 until 2022-12-31; reason: 灾后重建 (entry 7, abababababab)"
LINE_ZH = "4 示例：经 省局 批准豁免，有效至 2022-12-31，理由：灾后重建（账目第 7 条，abababababab）"


def test_each_requirement_that_a_waiver_names_has_a_line() -> None:
    assert list(waiver_lines(ZH, ONE, frozenset({"paper"}))) == [LINE_ZH]
    assert list(waiver_lines(EN, ONE, frozenset({"paper"}))) == [LINE_EN]
    assert len(list(waiver_lines(EN, ONE))) == 2
    assert list(waiver_lines(EN, assessed(*RECORDS))) == []


def test_a_waiver_of_a_case_folder_has_no_entry() -> None:
    said = {"approver": "省局", "reason": "试点"}
    assert waiver_words(EN, said | {"number": "", "hash": ""}) == said | {"entry": ""}


def test_what_people_typed_moves_no_cursor_and_begins_no_line() -> None:
    wild = replace(HELD, requirements=("paper",), reason="a\n# b\x1b[2J", approver="c\r")
    one = assessed(*RECORDS, waivers=(wild,))
    said = "waived by cU+000D until 2022-12-31; reason: aU+000A# bU+001B[2J (entry 7, abababababab)"
    for text in (card(one, "en"), render([one], "tree", "en"), render([one], "md", "en")):
        assert said in text and not {"\x1b", "\r"} & set(text)


@pytest.mark.parametrize(
    ("language", "head", "line"),
    [
        ("en", "Waivers granted (neither earned nor lost)", LINE_EN),
        ("zh", "已批准的豁免（不计得分，也不计失分）", LINE_ZH),
    ],
)
def test_the_face_of_every_text_says_it(language: str, head: str, line: str) -> None:
    for text in (card(ONE, language), render([ONE], "md", language), why(ONE, None, language)):
        assert head in text and line in text
    for text in (card(assessed(*RECORDS), language), render([assessed(*RECORDS)], "md", language)):
        assert head not in text


def test_the_tree_says_it_at_the_requirement_and_at_all_below_it() -> None:
    lines = [line.strip() for line in render([ONE], "tree", "en").splitlines()]
    said = "waived by 省局 until 2022-12-31; reason: 灾后重建 (entry 7, abababababab)"
    assert lines.count(said) == 2
    places = [place for place, line in enumerate(lines) if line == said]
    assert all("inapplicable (waived)" in lines[place - 1] for place in places)
    both = replace(
        EDITION, vetoes={}, requirements={**EDITION.requirements, "both": tree("both", Logic.ALL_OF, "paper", "events")}
    )
    whole = assessed(*RECORDS, edition=both, waivers=(replace(HELD, requirements=("both",)),))
    assert render([whole], "tree", "zh").count("批准豁免，有效至") == 3  # the tree and its two leaves


def test_no_line_of_the_ledger_is_about_what_is_waived() -> None:
    ledger = ONE.explanation.ledger
    lines = [*ledger.lost, *ledger.open, *ledger.awarded]
    assert not {cause.requirement for line in lines for cause in line.causes} & {"aimed", "paper"}
    assert sum(line.points for line in lines) == ledger.possible == ONE.scores.possible == 106
    assert {"aimed", "paper"}.isdisjoint(one.requirement for one in ONE.explanation.deliver_first)
