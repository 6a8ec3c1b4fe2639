"""Who may see which recorded assessment, and whose words: what is confidential is not there for those who may not see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from engine.model.entry import Entry, Kind
from engine.store.assessments import Role
from engine.store.course import TURNS, Course, Stage, courses

VEILED = frozenset({Kind.OBJECTED, Kind.APPEALED})  # whose makers and words are told inside alone


class Office(StrEnum):
    """What somebody is to the service. An evaluator speaks for given subjects."""

    READER = "reader"
    EVALUATOR = "evaluator"
    EDITOR = "editor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the name that acts are entered with, the office, and the codes of an evaluator's own subjects (None: all)."""

    name: str = ""
    office: Office = Office.READER
    subjects: frozenset[str] | None = field(default=frozenset())

    def evaluates(self, subject: str) -> bool:
        """Whether it is an evaluator of a subject."""
        return self.office is Office.EVALUATOR and (self.subjects is None or subject in self.subjects)


def seen(
    entries: Sequence[Entry], viewer: Viewer, today: date, subject: str | None = None, year: int | None = None
) -> tuple[Course, ...]:
    """The recorded assessments that a viewer may see, with their courses; of the others not even their number is told.

    `today` is the day in China (`local_day`): what is publicised is seen from the first day of publicity on, not before.

    | assessment                              | reader | evaluator of another subject | member of its panel | evaluator of the subject | editor, admin |
    |-----------------------------------------|--------|------------------------------|---------------------|--------------------------|---------------|
    | self-assessment, at every stage         | no     | no                           | yes (*)             | yes                      | yes           |
    | recommended, confirmed: draft           | no     | no                           | (none yet)          | yes                      | yes           |
    | recommended, confirmed: panel           | no     | no                           | yes                 | yes                      | yes           |
    | recommended, confirmed: public, final   | yes    | yes                          | yes                 | yes                      | yes           |
    | withdrawn after it was public           | yes    | yes                          | yes                 | yes                      | yes           |
    | withdrawn before that                   | no     | no                           | yes                 | yes                      | yes           |

    (*) Of the panel of any assessment of the case. A member is known by name and needs no office. What was public once is
    not hidden again. Of objections and appeals all see when they were made, what is disputed and how they were answered;
    who made them, in which words and with which evidence is for those inside (see `told`).
    """
    own = courses(entries, subject, year)
    panels = {one.recorded.case for one in own if viewer.name and viewer.name in one.members}
    open_to = [one for one in own if _may_see(one, viewer, today, panels)]
    names = {one.recorded.assessment for one in open_to}
    return tuple(told(one, viewer, names) for one in open_to)


def told(one: Course, viewer: Viewer, names: Collection[str] = ()) -> Course:
    """A course as a viewer may be told it: inside (editors, admins, evaluators of the subject, its panel) whole.

    Others get objections and appeals without the name and the words of who made them, and without `evidence`: who objects may
    be a private person; and answers without the assessment recorded in its place, until that is one of `names`, which the
    viewer may see. The hash of such an entry is that of the whole one.
    """
    inside = viewer.office in (Office.EDITOR, Office.ADMIN) or viewer.evaluates(one.recorded.subject)
    if inside or (viewer.name and viewer.name in one.members):
        return one
    return replace(one, turns=tuple(_in_part(entry, names) for entry in one.turns))


def _in_part(entry: Entry, names: Collection[str]) -> Entry:
    act = entry.act
    if act.kind in VEILED:
        return veiled(entry, [name for name, _ in act.details if name != "evidence"])
    if act.kind is Kind.RESOLVED and act.detail("replaced_by") not in ("", *names):
        said = tuple((name, "" if name == "replaced_by" else text) for name, text in act.details)
        return replace(entry, act=replace(act, details=said))
    return entry


def veiled(entry: Entry, told_names: Collection[str] = ()) -> Entry:
    """An entry without who made it, in which words, and without its details but for those of these names. Its hash is that of
    the whole entry.
    """
    details = tuple((name, text) for name, text in entry.act.details if name in told_names)
    return replace(entry, act=replace(entry.act, actor="", reason="", details=details))


def _may_see(one: Course, viewer: Viewer, today: date, panels: set[str]) -> bool:
    if viewer.office in (Office.EDITOR, Office.ADMIN):
        return True
    if viewer.evaluates(one.recorded.subject):
        return True
    if one.recorded.role is Role.SELF:
        return one.recorded.case in panels
    is_public = one.publicity is not None and one.publicity[0] <= _last_day(one, today)
    return is_public or bool(viewer.name and viewer.name in one.members)


def _last_day(one: Course, today: date) -> date:
    """Today; for what was withdrawn the day of that, so that it never becomes public afterwards."""
    return min(today, one.since) if one.stage is Stage.WITHDRAWN else today


def visible_entries(entries: Sequence[Entry], viewer: Viewer, today: date) -> tuple[Entry, ...]:
    """The entries without those about recordings that a viewer may not see, and as `told` has them. Their numbers show that
    some are left out, as a chain must; what they are about is not shown. A waiver, as a closing, is about a case: who may look
    at its place reads the entry (`api/seeing.py`), others find it in the explanation of what was publicised.
    """
    own = {entry.number: entry for one in seen(entries, viewer, today) for entry in (one.recorded.entry, *one.turns)}
    return tuple(
        own.get(entry.number, entry) for entry in entries if entry.number in own or not of_recording(entry.act.kind)
    )


def of_recording(kind: Kind) -> bool:
    """Whether an act is about the recording of an assessment."""
    return kind is Kind.ASSESSED or kind in TURNS
