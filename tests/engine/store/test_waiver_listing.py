"""The waivers of a case as lines and as data, also where the edition no longer has what was waived."""

from __future__ import annotations

from datetime import date

from engine.model.waiver import Waiver
from engine.report.waivers import waivers_data
from engine.store.waiver_listing import waivers_listed, waivers_text
from tests.engine.explain.made_up import EDITION

HELD = (
    Waiver("990100", 2020, ("paper", "gone"), "灾后\x1b[2J重建", "省局", date(2022, 6, 30), 7, "ab" * 32),
    Waiver("990100", 2020, ("rate",), "试点", "市局", date(2020, 12, 31), 9, "cd" * 32),
)


def test_a_line_for_each_in_both_languages() -> None:
    assert waivers_text(HELD, EDITION, "zh").splitlines() == [
        "第 7 条  990100  2020 至 2021 年度  4 示例、gone  省局：灾后U+001B[2J重建",
        "第 9 条  990100  2020 至 2020 年度  4 示例  市局：试点",
    ]
    assert (
        waivers_text(HELD[1:], EDITION, "en") == "entry 9  990100  assessed years 2020 to 2020  4 example  市局: 试点\n"
    )


def test_none_is_said() -> None:
    assert (waivers_text((), EDITION, "zh"), waivers_text((), EDITION, "en")) == (
        "没有生效的豁免。\n",
        "No waiver is in force.\n",
    )


def test_as_data() -> None:
    said = waivers_listed("990100/2020", HELD, EDITION)
    assert said == {"schema": "clausegraph/waivers/1", "case": "990100/2020", "waivers": waivers_data(HELD, EDITION)}
