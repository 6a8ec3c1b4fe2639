"""A random ledger: what each act would change is what it changes once entered, and as known at a time is as if nothing followed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from engine.assess import Readings, assess
from engine.errors import ClausegraphError
from engine.model.assessment import Assessment
from engine.model.case import EvidenceMode
from engine.model.evidence import Ruling
from engine.questions.change_words import changes_of
from engine.questions.impact import grounds_of
from engine.questions.impact_text import impact_data
from engine.questions.improve import improve
from engine.questions.improve_text import improvement_data
from engine.questions.preview import Thought, preview
from engine.questions.preview_text import side_data
from engine.questions.whynot import whynot_at
from engine.questions.whynot_text import whynot_data
from engine.read.home import home
from engine.store.assessments import result_files
from engine.store.corrections import correct
from engine.store.course import courses
from engine.store.hand import Hand
from engine.store.journal import JOURNAL, Journal
from engine.store.judgements import Judgement, judge
from engine.store.known import entries_at, is_closed, order_at, submissions
from engine.store.ledger import close_case, decide, reopen_case, submit
from engine.store.listing import ledger_data
from engine.store.state_listing import states_data
from engine.store.waivers import WaiverWish, waive
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import row

SUBJECT, YEAR = CASE = "430700", 2020
READINGS = Readings(home())
NAMELESS = ("assessment", "waivers", "files")  # of a summary: what names the acts, which are nobody's while thought of


class Ledger:
    """A store that grows by random acts, an hour apart; several may fall into one second."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random, self.folder, self.hours = Random(seed), assessed(folder), 0
        self.beside = folder

    def hand(self) -> Hand:
        """Somebody, an hour later or at the same time."""
        self.hours += self.random.choice((0, 1, 1))
        day = date(2026, 4, 1) + timedelta(self.hours // 24)
        return Hand("赵", f"{day}T{self.hours % 24:02}:00:00Z")

    def evidence(self) -> str:
        """A file, or a record of it."""
        own = [one.act.about for one in submissions(entries_at(self.folder))]
        return self.random.choice(own) + self.random.choice(("", "#o1"))

    def content(self) -> bytes:
        """A file that says something new, or the same as one before."""
        return row(f"{self.random.choice((80, 84, 90))}.{self.random.randrange(2)}")

    def step(self) -> None:
        """An act; what can be thought of before is."""
        self.random.choice((self.rules, self.rules, self.submits, self.submits, self.waives, self.turns, self.others))()

    def rules(self) -> None:
        """A ruling."""
        ruling, word = self.random.choice(list(Ruling)), self.evidence()
        self.foreseen(
            Thought(((ruling, word),)),
            lambda journal: decide(journal, ruling, word, "理由", self.hand(), READINGS.world(())),
        )

    def submits(self) -> None:
        """A file, where the case is open."""
        content = self.content()
        path = self.beside / f"n{len(entries_at(self.folder))}.csv"
        path.write_bytes(content)
        enter = lambda journal: submit(journal, path.name, content, [SUBJECT], self.hand())  # noqa: E731
        if is_closed(entries_at(self.folder), f"{SUBJECT}/{YEAR}"):
            with Journal(self.folder) as journal:
                enter(journal)
        else:
            self.foreseen(Thought(files=(path,)), enter)

    def waives(self) -> None:
        """A waiver for the year."""
        name = self.random.choice(("air", "12.1", "product-supervision-pass-rate"))
        said = WaiverWish(SUBJECT, YEAR, name, "理由", "省局", date(YEAR, 12, 31))
        standard = READINGS.standard_of("2021-draft", ())
        self.foreseen(
            Thought(waived=(name,)),
            lambda journal: waive(journal, said, self.hand(), standard.edition, READINGS.world(())),
        )

    def turns(self) -> None:
        """The case is closed, or opened again."""
        with Journal(self.folder) as journal:
            shut = is_closed(journal.entries, f"{SUBJECT}/{YEAR}")
            (reopen_case if shut else close_case)(journal, SUBJECT, YEAR, self.hand())

    def others(self) -> None:
        """A correction, or a rating."""
        world = READINGS.world(())
        with Journal(self.folder) as journal:
            if self.random.random() < 0.5:
                said = Judgement(
                    SUBJECT, "brand-results", YEAR, "周岚", date(2026, 1, 6), str(self.random.randrange(10))
                )
                judge(journal, said, self.hand(), world)
            else:
                file = ("更正.csv", row(f"7{self.random.randrange(9)}.3"))
                self.or_refused(lambda: correct(journal, file, [SUBJECT], self.evidence(), "误", self.hand(), world))

    def or_refused(self, act: Callable[[], Any]) -> bool:
        """Whether an act was taken."""
        try:
            act()
        except ClausegraphError:
            return False
        return True

    def foreseen(self, thought: Thought, enter: Callable[[Journal], Any]) -> None:
        """Think of an act, then do it: what follows is what was told, in both ways to count evidence; what cannot be thought of
        cannot be done.
        """
        told: dict[EvidenceMode, Any] = {}
        can = self.or_refused(lambda: told.update({mode: self.told(thought, mode) for mode in EvidenceMode}))
        with Journal(self.folder) as journal:
            done = self.or_refused(lambda: enter(journal))
        assert can or not done, thought
        if done:
            for mode, found in told.items():
                assert found == said_of(assessed_at(self.folder, None, mode)), (thought, mode)

    def told(self, thought: Thought, mode: EvidenceMode) -> Any:
        """What a preview tells."""
        return said_of(preview(READINGS, self.folder, *CASE, thought, None, mode).after)


def assessed_at(folder: Path, at: str | None, mode: EvidenceMode) -> Assessment:
    """The case as a store knew it."""
    return assess(READINGS, [order_at(folder, *CASE, at, mode)])[0]


def said_of(found: Assessment) -> Any:
    """What a case came to, without the names of acts."""
    said = side_data(found)
    return (
        {name: part for name, part in said.items() if name not in NAMELESS},
        found.findings,
        found.scores,
        found.grade,
    )


def answers_at(folder: Path, at: str | None) -> dict[str, bytes]:
    """Every question, as a store knew things at a time."""
    entries, found = entries_at(folder, at), {}
    for mode in EvidenceMode:
        case = assessed_at(folder, at, mode)
        found |= {f"{mode} {name}": content for name, content in result_files(case).items()}
        found[f"{mode} whynot"] = plain(whynot_data(case, whynot_at(case, "air")))
    found["improve"] = plain(improvement_data(case, improve(case, "B")))
    grounds = grounds_of(READINGS.cases([order_at(folder, *CASE, at)]))
    changes = changes_of(grounds[0].before.edition, {"grade": ["A=990"]})
    found["impact"] = plain(impact_data([one.impact(changes) for one in grounds], 5, 10))
    found["ledger"] = plain(ledger_data(entries))
    found["course"] = plain(states_data(f"{SUBJECT}/{YEAR}", courses(entries, *CASE)))
    return found


def plain(data: Any) -> bytes:
    """Data as bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode()


def cut(folder: Path, to: Path, at: str) -> Path:
    """A store that holds the entries up to a time, and nothing that came later."""
    copytree(folder, to)
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    kept = [line for line, entry in zip(lines, entries_at(folder), strict=True) if entry.act.time <= at]
    (to / JOURNAL).write_bytes(b"".join(kept))
    return to


@pytest.mark.parametrize("seed", [2, 5])
def test_what_is_thought_of_follows_and_what_followed_is_not_known_before(tmp_path: Path, seed: int) -> None:
    ledger = Ledger(tmp_path, seed)
    for _ in range(6):
        ledger.step()
    times = sorted({one.act.time for one in entries_at(ledger.folder) if one.number > 5})
    for number, at in enumerate(ledger.random.sample(times, min(1, len(times)))):
        store = cut(ledger.folder, tmp_path / f"cut{number}", at)
        assert answers_at(ledger.folder, at) == answers_at(store, None), at
