"""Self-assessment, recommended and confirmed side by side: the points of every item, how far they differ, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from engine.assess import standard_for
from engine.model.edition import Edition
from engine.model.entry import Entry
from engine.model.text import Text
from engine.score import leaf_slots
from engine.store.assessments import Recorded, Role, kept_result
from engine.store.course import Course, Stage
from engine.store.editions import edition_home

Ends = tuple[Fraction, Fraction]
STATE = ("state", "reason", "raw", "known", "ranges", "documents", "target", "ratings")  # what makes premises the same


@dataclass(frozen=True, slots=True)
class Scored:
    """The points of an item in one role: `possible`, and those that it earns in any case and at most."""

    possible: Fraction
    low: Fraction
    high: Fraction
    applicable: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """How a premise stands in one role: its value as written (may be empty) and the reason of its state (a message key).

    `is_open` marks a value that is not settled itself, beside a target that is the reason of the state.
    """

    raw: str
    reason: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Turned:
    """A premise that is not the same in all roles; None in a role that has no such premise."""

    slot: str
    label: Text
    year: int
    stands: Mapping[Role, Stand | None]


@dataclass(frozen=True, slots=True)
class ItemSides:
    """One item in every role that was recorded; None in a role whose edition lacks it.

    `difference` is that of the last role less the first, of the least and of the most points. `other_edition` and `rescaled`
    say why points differ where the premises of the item are the same.
    """

    item: str
    number: str
    label: Text
    bonus: bool
    assumed: bool
    scores: Mapping[Role, Scored | None]
    difference: Ends | None
    turned: tuple[Turned, ...]
    other_edition: bool
    rescaled: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """A case in the roles that were recorded, in the order of roles; `totals` are the graded scores, base plus bonus."""

    case: str
    place: Text
    recorded: Mapping[Role, Recorded]
    totals: Mapping[Role, Scored]
    difference: Ends | None
    items: tuple[ItemSides, ...]
    assumed: bool


def latest(known: Iterable[Course]) -> dict[Role, Recorded]:
    """The last recorded assessment in each role of courses of one case, in the order of roles, those that were withdrawn left
    out. Courses that somebody may not see are left out before.
    """
    standing = [one.recorded for one in known if one.stage is not Stage.WITHDRAWN]
    return {role: own[-1] for role in Role if (own := [one for one in standing if one.role is role])}


def side_by_side(folder: Path, entries: Sequence[Entry], chosen: Iterable[Recorded]) -> Sides:
    """The items of recorded assessments of one case, at most one a role, from the bytes that were kept of them.

    Shape: every item of their editions, in the order of the last role's edition. Unknowns: an open item has its least and its
    most points. Nothing is judged anew. Raises: StoreError STO-001, STO-009, STO-010 for damaged bytes; UsageError STO-035.
    """
    own = {role: one for role in Role for one in chosen if one.role is role}
    results = {role: json.loads(kept_result(folder, one)) for role, one in own.items()}
    editions = {role: _edition(folder, entries, one) for role, one in own.items()}
    slugs = dict.fromkeys(slug for role in reversed(own) for slug in editions[role].items)
    last, totals = list(results)[-1], {role: _total(result["scores"]) for role, result in results.items()}
    return Sides(
        case=own[last].case,
        place=Text(**results[last]["place"]["label"]),
        recorded=own,
        totals=totals,
        difference=_difference(totals),
        items=tuple(_item(slug, results, editions) for slug in slugs),
        assumed=any(result["scores"]["assumed"] for result in results.values()),
    )


def _edition(folder: Path, entries: Sequence[Entry], one: Recorded) -> Edition:
    with edition_home(folder, entries, one.standard) as root:
        return standard_for(root, one.edition).edition


def _total(scores: Mapping[str, Any]) -> Scored:
    possible, low, high = (Fraction(scores[name]) for name in ("possible", "total_low", "total_high"))
    return Scored(possible, low, high, applicable=possible > 0)


def _item(slug: str, results: Mapping[Role, Any], editions: Mapping[Role, Edition]) -> ItemSides:
    scores = {role: _scored(result["scores"]["items"].get(slug)) for role, result in results.items()}
    edition = next(editions[role] for role in reversed(list(editions)) if slug in editions[role].items)
    item, differs = edition.items[slug], len(set(scores.values())) > 1
    turned = _turned(leaf_slots(edition, item.requirement), edition, results) if differs else ()
    other = differs and len({edition.digest for edition in editions.values()}) > 1
    return ItemSides(
        item=slug,
        number=item.number,
        label=item.label,
        bonus=item.bonus,
        assumed=item.basis.assumed,
        scores=scores,
        difference=_difference(scores),
        turned=turned,
        other_edition=other,
        rescaled=differs and not turned and not other,
    )


def _scored(score: Mapping[str, Any] | None) -> Scored | None:
    if score is None:
        return None
    return Scored(Fraction(score["possible"]), Fraction(score["low"]), Fraction(score["high"]), score["applicable"])


def _difference(scores: Mapping[Role, Scored] | Mapping[Role, Scored | None]) -> Ends | None:
    """The last role less the first; None where there is one role only, or where one of the two lacks the item."""
    ends = tuple(scores.values())
    first, last = ends[0], ends[-1]
    if len(scores) < 2 or first is None or last is None:
        return None
    return last.low - first.low, last.high - first.high


def _turned(slots: Sequence[str], edition: Edition, results: Mapping[Role, Any]) -> tuple[Turned, ...]:
    """The premises of some slots that are not the same in all roles, in the order of slots and years."""
    premises = {role: _premises(result, slots) for role, result in results.items()}
    keys = dict.fromkeys(key for slot in slots for own in premises.values() for key in own if key[0] == slot)
    found = []
    for slot, year in keys:
        own = {role: known.get((slot, year)) for role, known in premises.items()}
        if len({_same(premise) for premise in own.values()}) > 1:
            stands = {role: _stand(premise) for role, premise in own.items()}
            found.append(Turned(slot, edition.slots[slot].label, year, stands))
    return tuple(found)


def _premises(result: Mapping[str, Any], slots: Sequence[str]) -> dict[tuple[str, int], Mapping[str, Any]]:
    return {(one["slot"], one["year"]): one for one in result["premises"] if one["slot"] in slots}


def _same(premise: Mapping[str, Any] | None) -> str:
    """What two premises must have alike: everything but where it came from."""
    return json.dumps([premise and premise.get(name) for name in STATE], sort_keys=True)


def _stand(premise: Mapping[str, Any] | None) -> Stand | None:
    if premise is None:
        return None
    raw, reason = premise.get("raw", ""), premise["reason"]
    return Stand(raw, reason, bool(raw) and "known" not in premise and reason.startswith("target-"))
