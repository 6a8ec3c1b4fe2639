"""The course of the assessments of a case: as lines for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.messages import say
from engine.model.entry import Entry
from engine.store.assessments import SHORT
from engine.store.listing import entry_data, printed
from engine.store.states import Course
from engine.store.working_days import local_day

SCHEMA = "clausegraph/states/1"
DAYS = ("first", "last", "days_off", "valid_from", "reevaluate_on", "valid_until", "received")


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
        "edition": {"name": recorded.edition, "digest": recorded.standard},
        "mode": recorded.role.mode.value,
        "grades": list(recorded.grades),
        "result": recorded.result,
        "stage": one.stage.value,
        "since": str(one.since),
        "publicity": _period(one.publicity),
        "validity": _period(one.validity),
        "reevaluation": None if one.reevaluation is None else str(one.reevaluation),
        "panel": list(one.members),
        "objections": [
            {
                "number": objection.number,
                "entry": objection.entry.number,
                "answer": None if objection.answer is None else objection.answer.number,
            }
            for objection in one.objections
        ],
        "history": [_step_data(entry) for entry in (recorded.entry, *one.turns)],
    }


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
        assessment=recorded.assessment[:SHORT],
        edition=recorded.edition,
        grades=say("list.comma", language).join(recorded.grades) or "-",
        stage=say(f"stage.{one.stage}", language),
        since=str(one.since),
    )
    yield from (_line(entry, language) for entry in (recorded.entry, *one.turns))


def _line(entry: Entry, language: str) -> str:
    act = entry.act
    parts = [say(f"state.{name}", language, text=act.detail(name)) for name in DAYS if act.detail(name)]
    if act.detail("members"):
        members = say("list.comma", language).join(act.detail("members").split("\n"))
        parts.append(say("state.members", language, text=printed(members)))
    return say(
        "state.line",
        language,
        number=str(entry.number),
        day=str(local_day(act.time)),
        kind=say(f"ledger.kind.{act.kind}", language) + _objection(act.detail("objection"), language),
        actor=printed(act.actor),
        details="".join(say("state.detail", language, text=part) for part in parts),
        reason=say("ledger.reason", language, reason=printed(act.reason)) if act.reason else "",
    )


def _objection(number: str, language: str) -> str:
    return say("state.objection", language, number=number) if number else ""
