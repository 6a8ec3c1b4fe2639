"""The course of a case is told in both languages and as data."""

from __future__ import annotations

from pathlib import Path

from engine.model.entry import Act, Kind
from engine.store.assessments import recorded
from engine.store.course import courses
from engine.store.journal import Journal
from engine.store.state_listing import course_data, states_data, states_text
from tests.engine.store.assessed import GRADED, graded
from tests.engine.store.test_states import STEPS, brought_to

EN = """\
self-assessment  assessment {own}  edition 2021-draft  grades still possible A  draft (since 2026-03-01)
  7  2026-03-01  assessed  赵
recommended  assessment {one}  edition 2021-draft  grades still possible A  withdrawn (since 2026-03-20)
  8  2026-03-01  assessed  赵
  9  2026-03-03  panelled, panel of 甲, 乙  赵
  10  2026-03-03  publicised, first day 2026-03-04, last day 2026-03-10  赵
  11  2026-03-05  objected number 1, received 2026-03-05  赵: 数据有误
  12  2026-03-11  answered number 1  赵: 已核实
  13  2026-03-12  finalised, valid from 2026-03-12, re-evaluation 2028-03-12, valid until 2029-03-11  赵
  14  2026-03-20  annulled  赵: 材料造假
"""
ZH = """\
推荐  评价 {one}  版本 2021-draft  可能的等级 A  公示（2026-03-03 起）
  8  2026-03-01  评价  赵
  9  2026-03-03  提交评审，评审组 甲、乙  赵
  10  2026-03-03  公示，公示首日 2026-03-04，公示末日 2026-03-10  赵
"""


def test_each_act_is_a_line_with_its_day(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        own, one = recorded(journal.entries)
        brought_to(journal, one, *STEPS)
        known = courses(journal.entries, *GRADED)
    assert states_text(known, "en") == EN.format(own=own.assessment[:12], one=one.assessment[:12])


def test_chinese_comes_with_the_same_days(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
        known = courses(journal.entries, *GRADED)[1:]
    assert states_text(known, "zh") == ZH.format(one=one.assessment[:12])


def test_odd_characters_are_shown(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        details = (("case", one.case), ("members", "a\x1b"), ("role", "recommended"))
        journal.append(Act("2026-03-03T00:00:00Z", "b\x07", Kind.PANELLED, one.assessment, "c\x1b", details))
        text = states_text(courses(journal.entries, *GRADED), "en")
    assert text.splitlines()[-1] == "  9  2026-03-03  panelled, panel of aU+001B  bU+0007: cU+001B"


def test_data_holds_stage_days_and_history(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        own, one = recorded(journal.entries)
        drafted = course_data(courses(journal.entries, *GRADED)[0])
        brought_to(journal, one, *STEPS)
        data = states_data("990100/2022", courses(journal.entries, *GRADED))
    assert (data["schema"], data["case"], len(data["assessments"])) == ("clausegraph/states/1", "990100/2022", 2)
    assert (drafted["assessment"], drafted["stage"], drafted["publicity"], drafted["reevaluation"]) == (
        own.assessment,
        "draft",
        None,
        None,
    )
    assert drafted["edition"] == {"name": "2021-draft", "standard": own.standard}
    found = data["assessments"][1]
    assert (found["stage"], found["since"], found["mode"], found["panel"]) == (
        "withdrawn",
        "2026-03-20",
        "accepted",
        ["甲", "乙"],
    )
    assert (found["publicity"], found["validity"], found["reevaluation"]) == (
        {"first": "2026-03-04", "last": "2026-03-10"},
        {"first": "2026-03-12", "last": "2029-03-11"},
        "2028-03-12",
    )
    assert found["objections"] == [{"number": 1, "entry": 11, "answer": 12}]
    assert [(step["number"], step["kind"], step["day"]) for step in found["history"]][:2] == [
        (8, "assessed", "2026-03-01"),
        (9, "panelled", "2026-03-03"),
    ]
