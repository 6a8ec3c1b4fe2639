"""What an appeal would come to: the assessment that it is against, and the same with its evidence accepted; nothing is entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.assess import assess
from engine.model.assessment import Assessment
from engine.model.entry import Act, Entry, Kind
from engine.questions.preview import NOBODY, Before
from engine.store.assessments import counted_by
from engine.store.chain import sealed
from engine.store.course import Appeal
from engine.store.editions import edition_home
from engine.store.known import is_closed, order_from, submissions

BROUGHT = frozenset({Kind.SUBMITTED, Kind.CORRECTED})


@dataclass(frozen=True, slots=True)
class Granted:
    """An appeal with the case as it was assessed, and as it would have been with the appeal's evidence accepted.

    `late` are the files, by hash, that were submitted after the closing of the case: they count only once it is reopened.
    """

    appeal: Appeal
    both: Before
    late: tuple[str, ...]


def appeal_preview(folder: Path, entries: Sequence[Entry], appeal: Appeal) -> Granted:
    """The recorded assessment made again, and once more with all that the appeal rests on accepted, whatever was ruled before.

    Shape: both under the kept edition, by what the ledger knew when the assessment was recorded, so that nothing but the appeal
    sets them apart; a file submitted since is let in, and the case stays closed if it was. What is entered after the appeal
    moves neither. Unknowns: as in `assess`.
    Raises: StoreError STO-001, STO-009, STO-010 for damaged bytes; what `assess` raises.
    """
    one = appeal.recorded
    known = counted_by(entries, one)
    then = granted(known, entries, appeal)
    orders = [order_from(each, folder, one.subject, one.year, one.role.mode) for each in (known, then)]
    with edition_home(folder, entries, one.standard) as root:
        before, after = assess(root, [replace(order, edition=one.edition) for order in orders])
    closing = [entry.number for entry in known if entry.act.about == one.case and entry.act.kind is Kind.CLOSED]
    closed = closing[-1] if is_closed(known, one.case) else None
    return Granted(appeal, Before(before, after), tuple(_late(entries, appeal, closed)))


def granted(known: Sequence[Entry], entries: Sequence[Entry], appeal: Appeal) -> tuple[Entry, ...]:
    """What was known, and after it as if the evidence of an appeal were submitted, accepted, and the case closed again."""
    one = appeal.recorded
    files = {key.partition("#")[0] for key in appeal.evidence}
    had = {entry.number for entry in known}
    new = (entry for entry in entries[: appeal.number] if entry.number not in had and entry.act.about in files)
    brought = [entry.act for entry in new if entry.act.kind in BROUGHT]
    turns = (Kind.REOPENED, Kind.CLOSED) if is_closed(known, one.case) else ()
    thought = [
        *brought,
        *(Act(appeal.entry.act.time, NOBODY, Kind.ACCEPTED, key) for key in appeal.evidence),
        *(Act(appeal.entry.act.time, NOBODY, kind, one.case) for kind in turns),
    ]
    made = list(known)
    for act in thought:
        made.append(sealed(act, made[-1].number + 1, made[-1].hash))
    return tuple(made)


def _late(entries: Sequence[Entry], appeal: Appeal, closed: int | None) -> list[str]:
    files = dict.fromkeys(key.partition("#")[0] for key in appeal.evidence)
    first = {entry.act.about: entry.number for entry in reversed(submissions(entries))}
    return [digest for digest in files if closed is not None and first[digest] > closed]


def concerned(found: Granted) -> tuple[str, ...]:
    """The requirements that an appeal disputes, and those whose outcome or points it would change, in their order."""
    before, after = found.both.before, found.both.after
    return tuple(
        slug
        for slug in before.findings.by_requirement
        if slug in found.appeal.requirements or _stands(before, slug) != _stands(after, slug)
    )


def _stands(assessment: Assessment, slug: str) -> tuple[object, ...]:
    scores = [assessment.scores.items[item.slug] for item in assessment.edition.items_of(slug)]
    return (assessment.findings.by_requirement[slug].outcome, *((one.low, one.high) for one in scores))
