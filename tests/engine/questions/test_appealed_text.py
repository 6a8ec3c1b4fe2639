"""What an appeal would come to is told requirement by requirement, in both languages and as data."""

from __future__ import annotations

import pytest

from engine.model.entry import Kind
from engine.questions.appealed import Granted, appeal_preview
from engine.questions.appealed_text import granted_data, granted_text
from engine.store.appeals import Plea, appeal
from engine.store.assessments import recorded
from engine.store.course import courses
from engine.store.journal import Journal
from tests.engine.store.assessed import graded, made_up_world
from tests.engine.store.test_appeals import PLEA, place
from tests.engine.store.test_states import brought_to


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Granted:
    with Journal(graded(tmp_path_factory.mktemp("appealed"))) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
        appeal(journal, one, Plea((*PLEA.requirements, "air"), "公章齐全", PLEA.evidence), place(5), made_up_world())
        (made,) = courses(journal.entries)[1].appeals
        return appeal_preview(journal.folder, journal.entries, made)


def test_data_sets_both_sides_against_each_other(found: Granted) -> None:
    data = granted_data(found)
    assert (data["schema"], data["appeal"], data["late"]) == ("clausegraph/appeal-preview/1", 11, [])
    assert (data["before"]["totals"]["total_low"], data["after"]["totals"]["total_low"]) == ("986.3", "992.3")
    assert (data["before"]["grade"]["grade"], data["after"]["grade"]["grade"]) == ("a", "a")
    lost = {side: {one["requirement"]: one["points"] for one in data[side]["lost"]} for side in ("before", "after")}
    assert (lost["before"]["quality-planning"], "quality-planning" in lost["after"]) == ("6", False)
    assert data["turned"] == ["plan-in-five-year-plan", "quality-planning"]
    stands = {one["requirement"]: one for one in data["requirements"]}
    assert {slug: one["disputed"] for slug, one in stands.items()} == {
        "quality-planning": False,
        "plan-in-five-year-plan": True,
        "air": True,
    }
    tree = stands["quality-planning"]
    assert (tree["before"]["outcome"], tree["before"]["points"]["low"]) == ("failed", "12")
    assert (tree["after"]["outcome"], tree["after"]["points"]["low"]) == ("passed", "18")
    assert stands["plan-in-five-year-plan"]["before"] == {"outcome": "failed", "points": None}
    assert stands["air"]["before"] == stands["air"]["after"]


def test_text_tells_each_requirement(found: Granted) -> None:
    english = granted_text(found, "en").splitlines()
    assert english[0] == "Appeal 11: if the files that it rests on were accepted"
    assert "  quality planning: failed, 12 points → passed, 18 points" in english
    assert "  [disputed] plan carried into the five-year plan: failed → passed" in english
    assert any(line.startswith("  [disputed] ") and "air" in line for line in english)
    chinese = granted_text(found, "zh")
    assert chinese.startswith("第 11 号申诉：若采信所据文件\n")
    assert "  质量规划：不符合，12 分 → 符合，18 分\n" in chinese


def test_late_files_are_named(found: Granted) -> None:
    late = Granted(found.appeal, found.both, ("f" * 64,))
    assert granted_data(late)["late"] == ["f" * 64]
    assert "ffffffffffff\n" in granted_text(late, "en")
    assert "需重新开放才会计入：ffffffffffff\n" in granted_text(late, "zh")
