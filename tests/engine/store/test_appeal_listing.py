"""Appeals are told in both languages and as data; what is not told of them is null, not empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import home
from engine.model.entry import Act, Kind
from engine.model.evidence import Ruling
from engine.store.appeal_listing import appeal_data, appeals_data, appeals_text
from engine.store.appeals import Plea, Reply, Resolution, appeal, resolve
from engine.store.assessments import Role, record, recorded
from engine.store.course import appeals_of, courses
from engine.store.journal import Journal
from engine.store.ledger import decide
from engine.store.listing import ledger_text
from engine.store.state_listing import states_text
from engine.store.visible import Viewer, seen
from tests.engine.store.assessed import GRADED, graded, made_up_world
from tests.engine.store.test_appeals import KEY, PLEA, place
from tests.engine.store.test_states import brought_to, on
from tests.engine.store.test_visible import TODAY

OTHER = Plea(("air", "pm25"), "口径不同")
EN = """\
11  2026-03-05  recommended  assessment {old}  case 990100/2022  云岚市质量办, disputing plan-in-five-year-plan, \
resting on {key}: 公章齐全
    2026-03-08  upheld  赵, see entries 13, recorded in its place {new}: 经核实
12  2026-03-06  recommended  assessment {old}  case 990100/2022  云岚市质量办, disputing air pm25: 口径不同
    open
"""
ZH = """\
11  2026-03-05  推荐  评价 {old}  案例 990100/2022  云岚市质量办，所涉要求 plan-in-five-year-plan，所据 {key}：公章齐全
    2026-03-08  支持  赵，见账目 13，另行入账的评价 {new}：经核实
12  2026-03-06  推荐  评价 {old}  案例 990100/2022  云岚市质量办，所涉要求 air pm25：口径不同
    未答复
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Two appeals, 11 and 12; the first upheld by entry 13, and recorded anew (14)."""
    with Journal(graded(tmp_path)) as opened:
        one = recorded(opened.entries)[1]
        brought_to(opened, one, Kind.PANELLED, Kind.PUBLICISED)
        appeal(opened, one, PLEA, place(5), made_up_world())
        appeal(opened, one, OTHER, place(6), made_up_world())
        decide(opened, Ruling.ACCEPTED, KEY, "有公章", on(6), made_up_world())
        new = record(opened, home(), *GRADED, Role.RECOMMENDED, on(6)).recorded
        resolve(opened, 11, Reply(Resolution.UPHELD, "经核实", (13,), new.assessment), on(8))
        yield opened


def test_each_appeal_is_a_line_and_its_answer_another(journal: Journal) -> None:
    found = appeals_of(courses(journal.entries))
    _, old, new = recorded(journal.entries)
    names = {"old": old.assessment[:12], "new": new.assessment[:12], "key": KEY[:12] + KEY[64:]}
    assert appeals_text(found, "en") == EN.format(**names)
    assert appeals_text(found, "zh") == ZH.format(**names)
    assert (appeals_text((), "en"), appeals_text((), "zh")) == ("There are no appeals.\n", "没有申诉。\n")


def test_data_holds_the_appeal_and_its_answer(journal: Journal) -> None:
    _, old, new = recorded(journal.entries)
    data = appeals_data(appeals_of(courses(journal.entries)))
    first, second = data["appeals"]
    assert (data["schema"], second["number"], second["answer"]) == ("clausegraph/appeals/1", 12, None)
    assert first == {
        "number": 11,
        "assessment": old.assessment,
        "role": "recommended",
        "case": "990100/2022",
        "day": "2026-03-05",
        "requirements": ["plan-in-five-year-plan"],
        "by": "云岚市质量办",
        "reason": "公章齐全",
        "evidence": [KEY],
        "answer": {
            "number": 15,
            "day": "2026-03-08",
            "resolution": "upheld",
            "by": "赵",
            "reason": "经核实",
            "entries": [13],
            "replaced_by": new.assessment,
        },
    }
    assert (second["evidence"], second["requirements"]) == ([], ["air", "pm25"])


def test_what_is_not_told_is_null(journal: Journal) -> None:
    found = appeals_of(seen(journal.entries, Viewer(), TODAY))
    first, second = (appeal_data(one) for one in found)
    assert [(one["by"], one["reason"], one["evidence"]) for one in (first, second)] == [(None, None, None)] * 2
    assert (first["requirements"], first["answer"]["by"]) == (["plan-in-five-year-plan"], "赵")
    text = appeals_text(found, "en")
    assert "云岚市质量办" not in text and "公章齐全" not in text and KEY[:12] not in text


def test_the_course_and_the_ledger_tell_them_too(journal: Journal) -> None:
    text = states_text(courses(journal.entries), "en")
    new = recorded(journal.entries)[2].assessment[:12]
    assert "  12  2026-03-06  appealed, disputing air pm25  云岚市质量办: 口径不同\n" in text
    assert (
        f"  15  2026-03-08  resolved number 11, see entries 13, recorded in its place {new}, upheld  赵: 经核实\n"
        in text
    )
    lines = ledger_text(journal.entries, "zh").splitlines()
    assert "  申诉  " in lines[10] and "  申诉答复  " in lines[14]


def test_odd_characters_are_shown(journal: Journal) -> None:
    one = recorded(journal.entries)[1]
    details = (("case", one.case), ("evidence", "a\x1b"), ("requirements", "b\x07"), ("role", "recommended"))
    journal.append(Act("2026-03-08T00:00:00Z", "c\x1b", Kind.APPEALED, one.assessment, "d\x1b", details))
    text = appeals_text(appeals_of(courses(journal.entries))[2:], "en")
    assert text.splitlines()[0].endswith("cU+001B, disputing bU+0007, resting on aU+001B: dU+001B")
