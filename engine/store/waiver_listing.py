"""The waivers that cover a case as lines for people and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.messages import say
from engine.model.edition import Edition
from engine.model.waiver import Waiver
from engine.render.voice import printed
from engine.report.waivers import waivers_data

SCHEMA = "clausegraph/waivers/1"


def waivers_listed(case: str, found: Sequence[Waiver], edition: Edition) -> dict[str, Any]:
    """The waivers that cover a case (`430700/2020`) as data for JSON, in the order of their entries."""
    return {"schema": SCHEMA, "case": case, "waivers": waivers_data(found, edition)}


def waivers_text(found: Sequence[Waiver], edition: Edition, language: str) -> str:
    """A line for each waiver: its entry, the assessed years that it covers, what is waived, by whom and why."""
    lines = [_line(one, edition, language) for one in found] or [say("waiver.none", language)]
    return "".join(f"{line}\n" for line in lines)


def _line(one: Waiver, edition: Edition, language: str) -> str:
    first, last = map(str, one.years)
    names = say("list.comma", language).join(_named(edition, slug, language) for slug in one.requirements)
    years = say("waiver.years", language, first=first, last=last)
    said = {"subject": one.subject, "years": years, "requirements": names}
    approver, reason = printed(one.approver), printed(one.reason)
    return say("waiver.listed", language, number=str(one.number), **said, approver=approver, reason=reason)


def _named(edition: Edition, slug: str, language: str) -> str:
    """Number of the clause and title of a requirement; of one that the edition does not have its slug."""
    found = edition.requirements.get(slug)
    if found is None:
        return slug
    return f"{edition.clauses[found.clause].number} {found.label.zh if language == 'zh' else found.label.en}"
