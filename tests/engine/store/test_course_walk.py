"""Random acts in random order on random days: what is entered, what is refused and why, and who sees what, as a model says.

The model (`course_model`) is written from the design alone. `hypothesis` finds the shortest way that sets the two apart.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from engine import home
from engine.errors import UsageError
from engine.model.entry import Entry, Kind
from engine.model.evidence import Ruling
from engine.read.ontology import read_world
from engine.store.appeals import Plea, Reply, Resolution, appeal, resolve
from engine.store.assessments import Recorded, Role, record, recorded
from engine.store.course import TURNS, Course, courses
from engine.store.journal import Journal
from engine.store.ledger import Hand, decide, submit
from engine.store.states import annul, answer, finalise, object_to, panel, publicise
from engine.store.visible import Office, Viewer, seen
from tests.engine.store.assessed import CASE, GRADED, RECORDED, REJECTED, graded, made_up_world
from tests.engine.store.course_model import Sheet, sees
from tests.engine.store.made_up import row

BEGIN = date(2025, 12, 22)  # a Monday; New Year and National Day are in reach
VIEWERS = [
    (name, office, places)
    for name in ("", "甲")
    for office, places in (
        ("reader", set()),
        ("evaluator", {"430300"}),
        ("evaluator", {"990100"}),
        ("evaluator", None),
        ("editor", None),
        ("admin", None),
    )
]
DAYS = st.integers(-2, 12)
REACHED: set[Kind] = set()
WHICH = st.sampled_from((1, 1, 1, 2, 2, 3, 3, 4, 0))  # the self-assessment and the one without a grade less often
NAMES = st.sampled_from(("甲", "乙", " 甲", "", "赵"))


@cache
def _begun() -> Path:
    """A made-up place with a self-assessment, a recommended and a confirmed one of one hash, another recommended one, and one
    of Changde that has no grade yet.
    """
    folder = Path(tempfile.mkdtemp(prefix="clausegraph-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = graded(folder)
    with Journal(store) as journal:
        record(journal, home(), *GRADED, Role.CONFIRMED, RECORDED)
        decide(journal, Ruling.ACCEPTED, f"e.ttl#{REJECTED}", "有公章", RECORDED, made_up_world())
        record(journal, home(), *GRADED, Role.RECOMMENDED, RECORDED)
        submit(journal, "c.csv", row("84.7"), [CASE[0]], RECORDED)
        decide(journal, Ruling.ACCEPTED, "c.csv", "原件已核", RECORDED, read_world(home()))
        record(journal, home(), *CASE, Role.RECOMMENDED, RECORDED)
    return store


class Acting(RuleBasedStateMachine):
    """The store and the model, pushed on together."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="clausegraph-test-"))
        self.journal = Journal(Path(shutil.copytree(_begun(), self.folder / "store")))
        self.known = recorded(self.journal.entries)
        self.sheets = [_sheet(one) for one in self.known]
        self.today = BEGIN

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.journal.close()
        shutil.rmtree(self.folder)

    def hand(self, name: str = "赵") -> Hand:
        """Somebody, at noon in China."""
        return Hand(name, f"{self.today}T04:00:00Z")

    def tried(self, refused: set[str], act: Callable[[], Entry]) -> bool:
        """Do an act that the model has these reasons against. Returns: whether it was done."""
        before = len(self.journal.entries)
        try:
            act()
        except UsageError as error:
            (fault,) = error.faults
            assert fault.code in refused, (fault, refused)
            assert len(self.journal.entries) == before
            return False
        assert not refused
        REACHED.add(self.journal.entries[-1].act.kind)
        assert len(self.journal.entries) == before + 1
        return True

    def at(self, which: int) -> tuple[Recorded, Sheet]:
        """A recording of the ledger and of the model."""
        at = which % len(self.known)
        return self.known[at], self.sheets[at]

    @initialize(days=st.sampled_from((0, 7, 120, 280, 365)), ready=st.sets(st.integers(1, 4), min_size=1))
    def begin(self, days: int, ready: set[int]) -> None:
        """On some day of the year, with some on their way."""
        self.today += timedelta(days)
        for which in sorted(ready):
            self.give_to_panel(which, ["甲"])
            self.make_public(which, 0, 9, set())

    @rule(days=st.integers(0, 9))
    def pass_days(self, days: int) -> None:
        """Days go by."""
        self.today += timedelta(days)

    @rule(which=WHICH, names=st.lists(NAMES, max_size=2))
    def give_to_panel(self, which: int, names: list[str]) -> None:
        """A panel of named members."""
        one, sheet = self.at(which)
        if self.tried(sheet.may_panel(names), lambda: panel(self.journal, one, names, self.hand())):
            sheet.stage, sheet.members = "panel", tuple(dict.fromkeys(map(str.strip, names)))

    @rule(which=WHICH, start=st.integers(-1, 4), length=DAYS, off=st.sets(st.integers(0, 9), max_size=2))
    def make_public(self, which: int, start: int, length: int, off: set[int]) -> None:
        """Publicity, long enough or not."""
        one, sheet = self.at(which)
        first = self.today + timedelta(start)
        last, free = first + timedelta(length), {first + timedelta(at) for at in off}
        refused = sheet.may_publicise(first, last, free, self.today)
        if self.tried(refused, lambda: publicise(self.journal, one, first, last, self.hand(), free)):
            sheet.stage, sheet.publicity = "publicised", (first, last)

    @rule(which=WHICH, back=st.none() | st.integers(-1, 6))
    def objects(self, which: int, back: int | None) -> None:
        """An objection that came today, earlier or later."""
        one, sheet = self.at(which)
        day = None if back is None else self.today - timedelta(back)
        if self.tried(
            sheet.may_object(day, self.today), lambda: object_to(self.journal, one, "误", self.hand("民"), day)
        ):
            sheet.objections.append(False)

    @rule(which=WHICH, number=st.sampled_from((1, 1, 2, 0)))
    def answers(self, which: int, number: int) -> None:
        """An answer to an objection."""
        one, sheet = self.at(which)
        if self.tried(sheet.may_answer(number), lambda: answer(self.journal, one, number, "答", self.hand())):
            sheet.objections[number - 1] = True

    @rule(which=WHICH, start=st.integers(-3, 3), length=st.integers(-1, 20), again=st.integers(-1, 5))
    def says_the_final_word(self, which: int, start: int, length: int, again: int) -> None:
        """The final word, with its days."""
        one, sheet = self.at(which)
        first = self.today + timedelta(start)
        days = (first, first + timedelta(length), first + timedelta(again))
        refused = sheet.may_finalise(*days, self.today, self.sheets)
        if self.tried(refused, lambda: finalise(self.journal, one, *days, self.hand())):
            sheet.stage, sheet.validity, sheet.reevaluation = "final", days[:2], days[2]

    @rule(which=WHICH, seldom=st.integers(0, 3))
    def withdraws(self, which: int, seldom: int) -> None:
        """It is withdrawn, at whatever stage."""
        if seldom:
            return
        one, sheet = self.at(which)
        if self.tried(sheet.may_annul(), lambda: annul(self.journal, one, "误", self.hand())):
            sheet.stage, sheet.withdrawn_on = "withdrawn", self.today

    @rule(which=WHICH, name=st.sampled_from(("赵", "云岚市")))
    def appeals(self, which: int, name: str) -> None:
        """An appeal, each with words of its own."""
        one, sheet = self.at(which)
        number = len(self.journal.entries) + 1
        plea = Plea(("air",), f"口径{number}")
        if self.tried(
            sheet.may_appeal(self.today),
            lambda: appeal(self.journal, one, plea, self.hand(name), made_up_world()),
        ):
            sheet.appeals[number], sheet.makers[number] = False, name

    @rule(which=WHICH, name=st.sampled_from(("赵", " 云岚市")))
    def settles(self, which: int, name: str) -> None:
        """An appeal is dismissed, by whoever did not make it."""
        made = [(sheet, number) for sheet in self.sheets for number in sheet.appeals]
        sheet, number = made[which % len(made)] if made else (self.sheets[0], 1)
        refused = {"STO-058"} if sheet.appeals.get(number, True) else set()
        refused |= {"STO-060"} if sheet.makers.get(number) == name.strip() else set()
        reply = Reply(Resolution.DISMISSED, "已核")
        if self.tried(refused, lambda: resolve(self.journal, number, reply, self.hand(name))):
            sheet.appeals[number] = True

    @invariant()
    def agrees(self) -> None:
        """Every course is as the model has it, and everybody sees what the table says."""
        found = courses(self.journal.entries)
        assert [_told(one) for one in found] == [_wanted(sheet) for sheet in self.sheets]
        for name, office, places in VIEWERS:
            viewer = Viewer(name, Office(office), None if places is None else frozenset(places))
            shown = {one.recorded.entry.number for one in seen(self.journal.entries, viewer, self.today)}
            assert shown == {
                sheet.number for sheet in self.sheets if sees(sheet, office, places, name, self.today, self.sheets)
            }, (name, office, places)


def _sheet(one: Recorded) -> Sheet:
    return Sheet(one.assessment, one.role.value, one.case, len(one.grades), number=one.entry.number)


def _told(one: Course) -> tuple[object, ...]:
    objections = [each.answer is not None for each in one.objections]
    appeals = {each.number: each.answer is not None for each in one.appeals}
    return one.stage.value, one.publicity, one.validity, one.reevaluation, set(one.members), objections, appeals


def _wanted(sheet: Sheet) -> tuple[object, ...]:
    days = (sheet.stage, sheet.publicity, sheet.validity, sheet.reevaluation)
    return *days, set(sheet.members), sheet.objections, sheet.appeals


def test_every_way_through_a_course_is_as_the_model_says() -> None:
    within = settings(
        max_examples=10,
        stateful_step_count=50,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Acting, settings=within)
    assert set(TURNS) <= REACHED  # each act was done somewhere, not only refused
