"""Every cell of the table of who sees what; and no trace of what may not be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from engine.model.entry import Entry, Kind
from engine.model.evidence import Ruling
from engine.read.home import home
from engine.store.appeals import Plea, Reply, Resolution, appeal, resolve
from engine.store.assessments import Recorded, Role, record, recorded
from engine.store.course import Course, Stage, course
from engine.store.hand import Hand
from engine.store.journal import Journal, read_journal
from engine.store.ledger import decide
from engine.store.states import annul
from engine.store.visible import Office, Viewer, seen, told, visible_entries
from tests.engine.store.assessed import GRADED, REJECTED, graded, made_up_world
from tests.engine.store.test_states import FIRST, WAY, brought_to, on

TODAY = date(2026, 4, 1)
VIEWERS = {
    "nobody": Viewer(),
    "reader": Viewer("甲甲", Office.READER, frozenset({"990100"})),
    "member": Viewer("甲", Office.READER),
    "other": Viewer("孙", Office.EVALUATOR, frozenset({"430600"})),
    "own": Viewer("李", Office.EVALUATOR, frozenset({"430600", "990100"})),
    "all": Viewer("郑", Office.EVALUATOR, None),
    "none": Viewer("冯", Office.EVALUATOR, frozenset()),
    "reader of all": Viewer("陈", Office.READER, None),
    "editor": Viewer("周", Office.EDITOR),
    "admin": Viewer("吴", Office.ADMIN),
}
INSIDE = {"own", "all", "editor", "admin"}
RECOMMENDED = {
    "draft": INSIDE,
    "panel": INSIDE | {"member"},
    "publicised": set(VIEWERS),
    "final": set(VIEWERS),
    "withdrawn early": INSIDE | {"member"},
    "withdrawn late": set(VIEWERS),
}
WAYS = {stage.value: way for stage, way in WAY.items() if stage is not Stage.WITHDRAWN} | {
    "withdrawn early": (Kind.PANELLED, Kind.ANNULLED),
    "withdrawn late": (*WAY[Stage.PUBLICISED], Kind.ANNULLED),
}


def shown(entries: Sequence[Entry], viewer: Viewer, today: date = TODAY) -> set[str]:
    """The assessments of which a viewer may see a recording."""
    return {one.recorded.assessment for one in seen(entries, viewer, today)}


@pytest.mark.parametrize(("way", "name"), list(product(WAYS, VIEWERS)))
def test_who_sees_what(way: str, name: str, tmp_path: Path) -> None:
    store, viewer = graded(tmp_path), VIEWERS[name]
    with Journal(store) as journal:
        own, one = recorded(journal.entries)
        brought_to(journal, one, *WAYS[way])
        entries = tuple(journal.entries)
    sees_one = name in RECOMMENDED[way]
    sees_own = name in INSIDE or (name == "member" and way != "draft")
    wanted = tuple(each for each, sees in ((own, sees_own), (one, sees_one)) if sees)
    assert tuple(each.recorded for each in seen(entries, viewer, TODAY, *GRADED)) == wanted
    assert seen(entries, viewer, TODAY) == seen(entries, viewer, TODAY, *GRADED)
    sees = tuple(each.assessment in shown(entries, viewer) for each in (own, one))
    assert sees == (sees_own, sees_one)
    listed = visible_entries(entries, viewer, TODAY)
    about = {entry.act.about for entry in listed}
    assert (own.assessment in about, one.assessment in about) == (sees_own, sees_one)
    assert [entry for entry in listed if entry.act.about not in (own.assessment, one.assessment)] == [
        entry for entry in entries if entry.act.about not in (own.assessment, one.assessment)
    ]


@pytest.mark.parametrize("name", VIEWERS)
def test_who_objects_and_who_appeals_is_told_inside_alone(name: str, tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED, Kind.OBJECTED, Kind.ANSWERED)
        plea = Plea(("air",), "数据有误", (f"e.ttl#{REJECTED}",))
        appeal(journal, one, plea, Hand("云岚市", on(5).time), made_up_world())
        resolve(journal, 13, Reply(Resolution.DISMISSED, "已核实"), on(6))
        entries = tuple(journal.entries)
    known = next(each for each in seen(entries, VIEWERS[name], TODAY) if each.recorded == one)
    listed = visible_entries(entries, VIEWERS[name], TODAY)
    if name in INSIDE | {"member"}:
        assert (known.turns, listed) == (entries[8:], entries)
        return
    assert [entry for entry in listed if entry.number > 8] == list(known.turns)
    for entry, whole in zip(known.turns, entries[8:], strict=True):
        if whole.act.kind in (Kind.OBJECTED, Kind.APPEALED):
            assert (entry.act.actor, entry.act.reason, entry.act.detail("evidence")) == ("", "", "")
            assert (entry.number, entry.hash, entry.act.time) == (whole.number, whole.hash, whole.act.time)
        else:
            assert entry == whole
    assert (known.appeals[0].requirements, known.objections[0].entry.act.detail("received")) == (("air",), "2026-03-05")
    assert known.appeals[0].answer == entries[13]


def test_a_course_without_words_of_others_is_told_whole(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
        known = course(journal.entries, one)
    assert told(known, Viewer()) == known


def test_what_there_is_none_of_is_told_as_what_may_not_be_seen(tmp_path: Path) -> None:
    entries = read_journal(graded(tmp_path))
    assert (
        ("0" * 64 in shown(entries, VIEWERS["admin"]))
        is (recorded(entries)[1].assessment in shown(entries, Viewer()))
        is False
    )
    assert seen(entries, VIEWERS["admin"], TODAY, "990100", 2021) == ()


@pytest.mark.parametrize(("today", "public"), [(FIRST - timedelta(days=1), False), (FIRST, True), (TODAY, True)])
def test_what_is_to_be_publicised_is_public_from_its_first_day(today: date, public: bool, tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, *WAYS["publicised"])
        assert (one.assessment in shown(journal.entries, Viewer(), today)) is public
        assert (len(visible_entries(journal.entries, Viewer(), today)) == 9) is public


def test_what_was_withdrawn_before_its_first_day_never_becomes_public(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, *WAYS["publicised"])
        annul(journal, one, "日期有误", on(3))
        assert one.assessment not in shown(journal.entries, Viewer())


def test_what_was_recorded_in_place_of_another_is_named_once_it_is_seen(tmp_path: Path) -> None:
    with Journal(graded(tmp_path)) as journal:
        one = recorded(journal.entries)[1]
        brought_to(journal, one, Kind.PANELLED, Kind.PUBLICISED)
        number = appeal(journal, one, Plea(("air",), "误"), Hand("云岚市", on(5).time), made_up_world()).number
        decide(journal, Ruling.ACCEPTED, f"e.ttl#{REJECTED}", "有公章", on(5), made_up_world())
        new = record(journal, home(), *GRADED, Role.RECOMMENDED, on(5)).recorded
        resolve(journal, number, Reply(Resolution.UPHELD, "有理", replaced_by=new.assessment), on(6))

        first = {name: _answer(seen(journal.entries, viewer, TODAY), one) for name, viewer in VIEWERS.items()}
        brought_to(journal, new, Kind.PANELLED, Kind.PUBLICISED)
        then = {name: _answer(seen(journal.entries, viewer, TODAY), one) for name, viewer in VIEWERS.items()}
    assert {name for name, said in first.items() if said} == INSIDE | {"member"}
    assert set(then.values()) == {new.assessment}


def _answer(known: Sequence[Course], one: Recorded) -> str:
    (appeal,) = next(each for each in known if each.recorded == one).appeals
    return appeal.answer.act.detail("replaced_by") if appeal.answer else "-"
