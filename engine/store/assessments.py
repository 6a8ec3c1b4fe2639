"""Assessments kept: run under the kept edition, their bytes under their hash, entered with what they rest on; run again later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from engine.assess import Order, assess
from engine.errors import Fault, StoreError, UsageError
from engine.model.assessment import Assessment
from engine.model.case import EvidenceMode
from engine.model.entry import DIGITS_SHOWN, Entry, Kind
from engine.read.edition import edition_for
from engine.render.render import render
from engine.report.plain import assessment_data
from engine.report.report import report
from engine.store.chain import head_of
from engine.store.differing import difference
from engine.store.editions import edition_home, keep_edition
from engine.store.files import keep, kept_bytes
from engine.store.hand import Hand
from engine.store.journal import JOURNAL, Journal, in_turn
from engine.store.known import START, known_by, order_from
from engine.store.rooms import RESULTS
from engine.version import VERSION

RESULT = "assessment.json"
MOST_SHOWN = 12


class Role(StrEnum):
    """Whose assessment it is: the subject's own 自评 counts what was delivered, 推荐 and 核定 what was accepted."""

    SELF = "self"
    RECOMMENDED = "recommended"
    CONFIRMED = "confirmed"

    @property
    def mode(self) -> EvidenceMode:
        """The evidence that counts."""
        return EvidenceMode.DELIVERED if self is Role.SELF else EvidenceMode.ACCEPTED


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded assessment, as its entry says: the name of the assessment and in which role; the case (`430700/2020`).

    `standard` is the digest of the kept edition, `result` the hash of the result's bytes, `files` all that was kept of it by
    name; `known` entries of the ledger were there, and of them those made until `as_known_at` counted (empty: all).
    `grades` are the grades still possible, best first, as the edition writes them.
    """

    entry: Entry
    assessment: str
    role: Role
    case: str
    edition: str
    standard: str
    result: str
    files: Mapping[str, str]
    known: int
    as_known_at: str
    engine: str
    grades: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The code of the place."""
        return self.case.partition("/")[0]

    @property
    def year(self) -> int:
        """The assessed year."""
        return int(self.case.partition("/")[2])


@dataclass(frozen=True, slots=True)
class Recording:
    """What became of a wish to record: `new` is False where the same was recorded before."""

    recorded: Recorded
    new: bool


@in_turn
def record(
    journal: Journal, root: Path, subject: str, year: int, role: Role, hand: Hand, as_known_at: str | None = None
) -> Recording:
    """Assess a case as the ledger knows it (or knew it) under the edition of `root`, keep edition and result, enter both.

    The same assessment in the same role is entered no second time, unless it was annulled since. Both lanes must agree on
    what is recorded.
    Raises: as `order_at` and `assess`, RUN-005 too; StoreError STO-001, STO-005; STO-038 where the same inputs gave other
    bytes before.
    """
    counted = known_by(journal.entries, as_known_at)
    known, head = len(journal.entries), head_of(journal.entries)
    order = order_from(counted, journal.folder, subject, year, role.mode)
    edition = keep_edition(journal, root, order.edition or edition_for(root, year), hand)
    name, standard = edition.act.detail("edition"), edition.act.about
    found = _run(journal.folder, journal.entries, replace(order, edition=name), standard, cross_check=True)
    files = result_files(found)
    before = _before(journal, found, role, files)
    if before is not None:
        return Recording(before, new=False)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    with journal.or_stop():
        for name, content in files.items():
            keep(journal.folder, digests[name], name, content, RESULTS)
    seen = {"as_known_at": as_known_at or "", "case": f"{subject}/{year}", "head": head, "known": str(known)}
    details = seen | _details(found, role, edition, digests)
    return Recording(recorded_of(journal.append(hand.does(Kind.ASSESSED, found.digest, **details))), new=True)


def _details(found: Assessment, role: Role, edition: Entry, digests: Mapping[str, str]) -> dict[str, str]:
    """What the entry of an assessment says of it, beside the case and what was known."""
    return {
        "edition": edition.act.detail("edition"),
        "engine": VERSION,
        "files": " ".join(f"{name}={digest}" for name, digest in sorted(digests.items())),
        "grades": "\n".join(found.edition.grades[grade].notation for grade in found.grade.possible),
        "mode": role.mode.value,
        "result": digests[RESULT],
        "role": role.value,
        "standard": edition.act.about,
    }


def counted_by(entries: Sequence[Entry], one: Recorded) -> tuple[Entry, ...]:
    """The entries that counted when an assessment was recorded."""
    return known_by(entries[: one.known], one.as_known_at or None)


def _run(
    folder: Path, entries: Iterable[Entry], order: Order, standard: str, *, cross_check: bool = False
) -> Assessment:
    """The assessment of an order under a kept edition, by its digest."""
    with edition_home(folder, entries, standard) as root:
        (found,) = assess(root, [order], cross_check=cross_check)
    return found


def _before(journal: Journal, found: Assessment, role: Role, files: Mapping[str, bytes]) -> Recorded | None:
    """The same assessment in the same role; whatever its role, it must have had the same bytes."""
    same = [one for one in recorded(journal.entries) if one.assessment == found.digest]
    for one in same:
        faults = differences(journal.folder, one, files)
        if faults:
            raise StoreError(faults)
    return next((one for one in same if one.role is role and not _annulled(journal.entries, one)), None)


def _annulled(entries: Iterable[Entry], one: Recorded) -> bool:
    """Whether a recording was withdrawn: then the same may be recorded anew, and begins as a draft."""
    own = (entry.act for entry in entries if entry.number > one.entry.number and entry.act.about == one.assessment)
    return any(act.kind is Kind.ANNULLED and act.detail("role") == one.role for act in own)


def result_files(assessment: Assessment) -> dict[str, bytes]:
    """What is kept of an assessment, by name: the result as canonical JSON, and its explanation in the forms of reports.

    Same assessment, same bytes: nothing in them depends on time, place or order of reading.
    """
    data = json.dumps(assessment_data(assessment), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    texts = {
        RESULT: data + "\n",
        "explanation.jsonld": report([assessment], "jsonld", "zh"),
        "explanation.ttl": report([assessment], "ttl", "zh"),
        "explanation.zh.md": render([assessment], "md", "zh"),
        "explanation.en.md": render([assessment], "md", "en"),
    }
    return {name: text.encode() for name, text in texts.items()}


def recorded(entries: Iterable[Entry], subject: str | None = None, year: int | None = None) -> tuple[Recorded, ...]:
    """All recorded assessments, or those of a case, in the order of their entries."""
    found = (recorded_of(entry) for entry in entries if entry.act.kind is Kind.ASSESSED)
    return tuple(one for one in found if subject in (None, one.subject) and year in (None, one.year))


def recorded_of(entry: Entry) -> Recorded:
    """A recorded assessment as its entry says."""
    act = entry.act
    return Recorded(
        entry=entry,
        assessment=act.about,
        role=Role(act.detail("role")),
        case=act.detail("case"),
        edition=act.detail("edition"),
        standard=act.detail("standard"),
        result=act.detail("result"),
        files=files_of(entry),
        known=int(act.detail("known")),
        as_known_at=act.detail("as_known_at"),
        engine=act.detail("engine"),
        grades=tuple(act.detail("grades").splitlines()),
    )


def files_of(entry: Entry) -> dict[str, str]:
    """What was kept of an assessment: SHA-256 by name of the file."""
    words = (word.partition("=") for word in entry.act.detail("files").split())
    return {name: digest for name, _, digest in words}


def recorded_named(entries: Iterable[Entry], word: str, role: Role | None = None) -> tuple[Recorded, ...]:
    """The recordings of the assessment that a hash, or its first 8 digits or more, names: the last of each role, or of a role.

    Raises: UsageError STO-036 where there is none, STO-037 where there are several assessments.
    """
    known = recorded(entries)
    like = [one for one in known if START.fullmatch(word) and one.assessment.startswith(word)]
    latest = {(one.assessment, one.role): one for one in like if role in (None, one.role)}
    found = tuple(latest.values())
    if not found:
        shown = " ".join(dict.fromkeys(one.assessment[:DIGITS_SHOWN] for one in known[-MOST_SHOWN:]))
        raise UsageError.of("STO-036", JOURNAL, word or "-", known=shown or "-")
    if len({one.assessment for one in found}) > 1:
        raise _several(word, found)
    return found


def one_recorded(entries: Iterable[Entry], word: str, role: Role | None = None) -> Recorded:
    """The one recording that a hash names, with its role where it has several. Raises: UsageError STO-036, STO-037."""
    found = recorded_named(entries, word, role)
    if len(found) > 1:
        raise _several(word, found)
    return found[0]


def _several(word: str, found: Sequence[Recorded]) -> UsageError:
    shown = ", ".join(f"{one.assessment[:DIGITS_SHOWN]} --as {one.role}" for one in found[:MOST_SHOWN])
    return UsageError.of("STO-037", JOURNAL, word, known=shown)


def kept_result(folder: Path, one: Recorded, name: str = RESULT) -> bytes:
    """The bytes that were kept of an assessment, proved while they are read. Raises: StoreError STO-001, STO-009, STO-010."""
    return kept_bytes(folder, one.files[name], name, RESULTS)


def kept_data(folder: Path, one: Recorded) -> dict[str, Any]:
    """What was kept of an assessment as data: `assessment_data`. Raises: as `kept_result`."""
    data: dict[str, Any] = json.loads(kept_result(folder, one))
    return data


def repeat(folder: Path, entries: Sequence[Entry], one: Recorded) -> tuple[Fault, ...]:
    """Make a recorded assessment again, offline, from kept evidence and kept edition, and compare all of its bytes.

    No fault: to the bit the same. STO-038 names for each file the first difference, STO-039 another version of the program:
    then nothing is run. Raises: StoreError STO-001, STO-009, STO-010 for damaged bytes; what `assess` raises.
    """
    if one.engine != VERSION:
        return (Fault("STO-039", one.assessment, VERSION, (("wanted", one.engine),)),)
    return differences(folder, one, result_files(run_again(folder, entries, one)))


def run_again(folder: Path, entries: Sequence[Entry], one: Recorded) -> Assessment:
    """A recorded assessment, made again from kept evidence under the kept edition.

    Raises: StoreError STO-001, STO-009, STO-010 for damaged bytes; what `assess` raises.
    """
    order = order_from(counted_by(entries, one), folder, one.subject, one.year, one.role.mode)
    return _run(folder, entries, replace(order, edition=one.edition), one.standard)


def differences(folder: Path, one: Recorded, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """STO-038 for each kept file that these differ from, at the first place where they do. Raises: as `kept_result`."""
    found = (
        difference(f"{one.assessment} {name}", kept_result(folder, one, name), files.get(name, b""))
        for name in one.files
    )
    return tuple(fault for fault in found if fault is not None)
