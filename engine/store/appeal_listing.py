"""Appeals as lines for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.messages import say
from engine.model.entry import DIGITS_SHOWN, Entry
from engine.render.voice import printed
from engine.store.course import Appeal
from engine.store.state_listing import details_text
from engine.store.working_days import local_day

SCHEMA = "clausegraph/appeals/1"


def appeals_data(appeals: Sequence[Appeal]) -> dict[str, Any]:
    """The appeals as data for JSON."""
    return {"schema": SCHEMA, "appeals": [appeal_data(one) for one in appeals]}


def appeal_data(one: Appeal) -> dict[str, Any]:
    """An appeal with its answer; who made it, in which words and with which evidence are None where that is not told."""
    act = one.entry.act
    whole = bool(act.actor)
    return {
        "number": one.number,
        "assessment": one.recorded.assessment,
        "role": one.recorded.role.value,
        "case": one.recorded.case,
        "day": str(local_day(act.time)),
        "requirements": list(one.requirements),
        "by": act.actor if whole else None,
        "reason": act.reason if whole else None,
        "evidence": list(one.evidence) if whole else None,
        "answer": None if one.answer is None else _answer(one.answer),
    }


def _answer(entry: Entry) -> dict[str, Any]:
    act = entry.act
    return {
        "number": entry.number,
        "day": str(local_day(act.time)),
        "resolution": act.detail("resolution"),
        "by": act.actor,
        "reason": act.reason,
        "entries": [int(number) for number in act.detail("entries").split()],
        "replaced_by": act.detail("replaced_by") or None,
    }


def appeals_text(appeals: Sequence[Appeal], language: str) -> str:
    """Two lines for each appeal: what it says, and how it was answered."""
    lines = [line for one in appeals for line in _lines(one, language)] or [say("appeal.none", language)]
    return "".join(f"{line}\n" for line in lines)


def _lines(one: Appeal, language: str) -> Iterator[str]:
    recorded = one.recorded
    yield say(
        "appeal.line",
        language,
        number=str(one.number),
        role=say(f"role.{recorded.role}", language),
        assessment=recorded.assessment[:DIGITS_SHOWN],
        case=recorded.case,
        **_said(one.entry, language),
    )
    if one.answer is None:
        yield say("appeal.open", language)
        return
    resolution = say(f"resolution.{one.answer.act.detail('resolution')}", language)
    yield say("appeal.answer", language, resolution=resolution, **_said(one.answer, language, "resolution"))


def _said(entry: Entry, language: str, *but: str) -> dict[str, str]:
    act = entry.act
    return {
        "day": str(local_day(act.time)),
        "actor": printed(act.actor),
        "details": details_text(act, language, *but),
        "reason": say("ledger.reason", language, reason=printed(act.reason)) if act.reason else "",
    }
