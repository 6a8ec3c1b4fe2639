"""The ledger as lines for people and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.messages import say
from engine.model.entry import DELIVERED, DIGITS_SHOWN, Act, Entry, Kind
from engine.render.voice import printed
from engine.store.chain import head_of
from engine.store.journal import DIGEST

SCHEMA = "clausegraph/ledger/1"


def ledger_data(entries: Sequence[Entry]) -> dict[str, Any]:
    """The entries as data for JSON, with the hash of the last one."""
    return {
        "schema": SCHEMA,
        "head": head_of(entries),
        "entries": [entry_data(entry) for entry in entries],
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry with every field, as data for JSON."""
    act = entry.act
    return {
        "number": entry.number,
        "time": act.time,
        "actor": act.actor,
        "kind": act.kind.value,
        "about": act.about,
        "reason": act.reason,
        "details": dict(act.details),
        "before": entry.before,
        "hash": entry.hash,
    }


def ledger_text(entries: Sequence[Entry], language: str) -> str:
    """A line for each entry, with the names of files in place of their hashes."""
    names = {entry.act.about: entry.act.detail("file") for entry in entries if entry.act.kind in DELIVERED}
    lines = [_line(entry, names, language) for entry in entries] or [say("ledger.empty", language)]
    return "".join(f"{line}\n" for line in lines)


def _line(entry: Entry, names: dict[str, str], language: str) -> str:
    act = entry.act
    return say(
        "ledger.line",
        language,
        number=str(entry.number),
        time=act.time,
        kind=say(f"ledger.kind.{act.kind}", language),
        about=printed(about(act, names)),
        subjects=_for(act, language),
        actor=printed(act.actor),
        reason=say("ledger.reason", language, reason=printed(act.reason)) if act.reason else "",
    )


def _for(act: Act, language: str) -> str:
    """The places of a submission; the case and the role of what is about an assessment; the name of an edition."""
    role = act.detail("role")
    words = (
        act.detail("subjects"),
        *_told(act, language),
        act.detail("case"),
        say(f"role.{role}", language) if role else "",
    )
    found = [word for word in (*words, act.detail("edition") if act.kind is Kind.EDITION else "") if word]
    return say("ledger.for", language, subjects=printed(say("list.comma", language).join(found))) if found else ""


def _told(act: Act, language: str) -> list[str]:
    """Who took a reference file over, what a correction corrects, what a waiver holds for, and which one is withdrawn."""
    names = ("requirements", "approver", "until", "waiver", "corrects")
    return [say(f"ledger.told.{name}", language, found=short(act.detail(name))) for name in names if act.detail(name)]


def short(text: str) -> str:
    """A text; of a hash the first digits, and the record after it."""
    digest, mark, record = text.partition("#")
    return f"{digest[:DIGITS_SHOWN]}{mark}{record}" if DIGEST.fullmatch(digest) else text


def about(act: Act, names: dict[str, str]) -> str:
    """What an act is about: the file's name with the first digits of its hash, the record, or the case."""
    digest, mark, record = act.about.partition("#")
    return f"{names[digest]}{mark}{record} [{digest[:DIGITS_SHOWN]}]" if digest in names else act.about
