"""The course of the assessments of a case: as lines for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.messages import say
from engine.model.entry import DIGITS_SHOWN, Act, Entry
from engine.render.voice import printed
from engine.store.course import Course, Objection
from engine.store.listing import entry_data, short
from engine.store.working_days import local_day

SCHEMA = "clausegraph/states/1"
PLAIN = (
    "first",
    "last",
    "days_off",
    "valid_from",
    "reevaluate_on",
    "valid_until",
    "received",
    "requirements",
    "entries",
)


def states_data(case: str, known: Sequence[Course]) -> dict[str, Any]:
    """The courses as data for JSON; days are those in China, times UTC. Days that are not reached are None."""
    return {"schema": SCHEMA, "case": case, "assessments": [course_data(one) for one in known]}


def course_data(one: Course) -> dict[str, Any]:
    """One recorded assessment with its stage, its days and its history."""
    recorded = one.recorded
    return {
        "assessment": recorded.assessment,
        "role": recorded.role.value,
        "case": recorded.case,
        "edition": {"name": recorded.edition, "standard": recorded.standard},
        "mode": recorded.role.mode.value,
        "grades": list(recorded.grades),
        "result": recorded.result,
        "stage": one.stage.value,
        "since": str(one.since),
        "publicity": _period(one.publicity),
        "validity": _period(one.validity),
        "reevaluation": None if one.reevaluation is None else str(one.reevaluation),
        "panel": list(one.members),
        "objections": [_objection_data(objection) for objection in one.objections],
        "history": [_step_data(entry) for entry in (recorded.entry, *one.turns)],
    }


def _objection_data(one: Objection) -> dict[str, Any]:
    answer = None if one.answer is None else one.answer.number
    return {"number": one.number, "entry": one.entry.number, "answer": answer}


def _period(days: tuple[object, object] | None) -> dict[str, str] | None:
    return None if days is None else {"first": str(days[0]), "last": str(days[1])}


def _step_data(entry: Entry) -> dict[str, Any]:
    return entry_data(entry) | {"day": str(local_day(entry.act.time))}


def states_text(known: Sequence[Course], language: str) -> str:
    """A head line for each recorded assessment, and below it a line for each act."""
    return "".join(f"{line}\n" for one in known for line in _lines(one, language))


def _lines(one: Course, language: str) -> Iterator[str]:
    recorded = one.recorded
    yield say(
        "state.head",
        language,
        role=say(f"role.{recorded.role}", language),
        assessment=recorded.assessment[:DIGITS_SHOWN],
        edition=recorded.edition,
        grades=say("list.comma", language).join(recorded.grades) or "-",
        stage=say(f"stage.{one.stage}", language),
        since=str(one.since),
    )
    yield from (_line(entry, language) for entry in (recorded.entry, *one.turns))


def _line(entry: Entry, language: str) -> str:
    act = entry.act
    return say(
        "state.line",
        language,
        number=str(entry.number),
        day=str(local_day(act.time)),
        kind=say(f"ledger.kind.{act.kind}", language) + _numbered(act, language),
        actor=printed(act.actor),
        details=details_text(act, language),
        reason=say("ledger.reason", language, reason=printed(act.reason)) if act.reason else "",
    )


def details_text(act: Act, language: str, *but: str) -> str:
    """What an act says beside its reason, each with a comma before it; without the details of these names."""
    comma = say("list.comma", language)
    said = {name: act.detail(name) for name in PLAIN}
    said["members"] = comma.join(act.detail("members").splitlines())
    said["evidence"] = comma.join(map(short, act.detail("evidence").splitlines()))
    said["replaced_by"] = short(act.detail("replaced_by"))
    if act.detail("resolution"):
        said["resolution"] = say(f"resolution.{act.detail('resolution')}", language)
    parts = [
        say(f"state.{name}", language, text=printed(text)) for name, text in said.items() if text and name not in but
    ]
    return "".join(say("state.detail", language, text=part) for part in parts)


def _numbered(act: Act, language: str) -> str:
    """The objection that is meant, or the appeal that is answered, by its number."""
    names = ("objection", "appeal")
    return "".join(say(f"state.{name}", language, number=act.detail(name)) for name in names if act.detail(name))
