"""What the ledger knew at a time: files, rulings and the closing of a case, as the order that `assess` takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from engine.assess import Order
from engine.errors import StoreError, UsageError, nearest, raise_all
from engine.model.case import EvidenceMode
from engine.model.entry import DIGITS_SHOWN, Entry, Kind
from engine.model.evidence import Decision, Ruling
from engine.store.counted import RULINGS, approver_of, corrections, reference_paths, references, waivers
from engine.store.files import fault_of, path_of
from engine.store.journal import JOURNAL, read_journal

START = re.compile(r"[0-9a-f]{8,64}", re.ASCII)
MOST_SHOWN = 12
TURNS = (Kind.CLOSED, Kind.REOPENED)  # other acts on a case leave it as open as it is


def entries_at(folder: Path, as_known_at: str | None = None) -> tuple[Entry, ...]:
    """The entries, in the order of their numbers; those made up to a time, that second included, where one is given.

    Raises: as `read_journal`.
    """
    return known_by(read_journal(folder), as_known_at)


def known_by(entries: Iterable[Entry], as_known_at: str | None) -> tuple[Entry, ...]:
    """Of these entries those made up to a time, that second included; all of them where none is given."""
    return tuple(one for one in entries if as_known_at is None or one.act.time <= as_known_at)


def order_at(
    folder: Path,
    subject: str,
    year: int,
    as_known_at: str | None = None,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
) -> Order:
    """The case of a subject and year as the ledger knew it; without a time, as it knows it now.

    While a case is closed, files and corrections submitted after its closing are left out; rulings and waivers made after it
    count.
    Raises: UsageError STO-015 where nothing was submitted for the subject by then; StoreError for a damaged journal, and
    STO-009, STO-010 for files that are not what the ledger says.
    """
    return order_from(entries_at(folder, as_known_at), folder, subject, year, mode)


def order_from(entries: Sequence[Entry], folder: Path, subject: str, year: int, mode: EvidenceMode) -> Order:
    """As `order_at`, from the entries that count: those of `entries_at`, or the first n of them. Raises: as `order_at`."""
    closing = _closing(entries, f"{subject}/{year}")
    delivered = _delivered_for(entries, folder, subject)
    counted = [entry for entry in delivered if closing is None or entry.number < closing]
    files = {entry.act.about: entry.act.detail("file") for entry in counted}
    taken = references(entries)
    sound(folder, [*files.items(), *((one.act.about, one.act.detail("file")) for one in taken)])
    return Order(
        subject=subject,
        year=year,
        evidence=tuple(path_of(folder, digest, name) for digest, name in files.items()),
        reference=reference_paths(folder, entries),
        approver=approver_of(taken),
        mode=mode,
        closed=closing is not None,
        decisions=_with_corrections(
            _decisions(entries, files), corrections(_entered_before(entries, closing), files, mode)
        ),
        speaks_for=_spoken_for(entries, files) | {subject},
        waivers=waivers(entries, subject, year),
    )


def _delivered_for(entries: Sequence[Entry], folder: Path, subject: str) -> list[Entry]:
    """The submissions that speak of a subject. Raises: UsageError STO-015 where there is none, with the codes of others."""
    delivered = [entry for entry in submissions(entries) if subject in entry.act.subjects]
    if not delivered:
        codes = {code for entry in submissions(entries) for code in entry.act.subjects}
        raise UsageError.of("STO-015", str(folder), subject, known=" ".join(sorted(codes)[:MOST_SHOWN]) or "-")
    return delivered


def _spoken_for(entries: Sequence[Entry], files: Mapping[str, str]) -> frozenset[str]:
    """All subjects that some files were submitted for."""
    return frozenset(code for one in submissions(entries) if one.act.about in files for code in one.act.subjects)


def submissions(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by which evidence was submitted."""
    return [entry for entry in entries if entry.act.kind is Kind.SUBMITTED]


def _closing(entries: Iterable[Entry], case: str) -> int | None:
    """The number of the entry that closed a case; None while it is open."""
    turns = [entry for entry in entries if entry.act.about == case and entry.act.kind in TURNS]
    return turns[-1].number if turns and turns[-1].act.kind is Kind.CLOSED else None


def is_closed(entries: Iterable[Entry], case: str) -> bool:
    """Whether a case (`430700/2020`) is closed after these entries."""
    return _closing(entries, case) is not None


def _decisions(entries: Iterable[Entry], files: Mapping[str, str]) -> tuple[Decision, ...]:
    """The rulings on the files. A clock that went back must not change which is the last, so no day is before an earlier one."""
    made = [entry.act for entry in entries if entry.act.kind in RULINGS and entry.act.about.partition("#")[0] in files]
    days = accumulate((day_of(act.time) for act in made), max)
    return tuple(
        Decision(act.about, RULINGS[act.kind], act.actor, day, act.reason) for act, day in zip(made, days, strict=True)
    )


def _entered_before(entries: Iterable[Entry], closing: int | None) -> list[Entry]:
    """The entries without the corrections that came after the closing of a case."""
    return [one for one in entries if closing is None or one.number < closing or one.act.kind is not Kind.CORRECTED]


def _with_corrections(decided: Sequence[Decision], corrected: Sequence[Entry]) -> tuple[Decision, ...]:
    """The rulings, and then what is corrected set aside, whatever was ruled on it: each of these is the last on its evidence."""
    days = [one.on for one in decided] + [day_of(one.act.time) for one in corrected]
    made = (
        Decision(act.detail("corrects"), Ruling.WITHDRAWN, act.actor, max(days), f"{act.reason} ({act.about})")
        for act in (one.act for one in corrected)
    )
    return (*decided, *made)


def day_of(time: str) -> date:
    """The day of a time, in UTC."""
    return date.fromisoformat(time[:10])


def sound(folder: Path, files: Sequence[tuple[str, str]]) -> None:
    """Raise StoreError with STO-009 or STO-010 for each file, by hash and name, that is not what it was when delivered."""
    found = [fault_of(folder, digest, name) for digest, name in files]
    raise_all(StoreError, (fault for fault in found if fault is not None))


def evidence_named(entries: Iterable[Entry], word: str) -> tuple[str, str]:
    """Hash and name of a file: by the name that it is kept under, or by its SHA-256 or the first 8 digits of it.

    Raises: UsageError STO-012 where there is none, STO-013 where several files have the name.
    """
    return file_named(submissions(entries), word)


def file_named(deliveries: Iterable[Entry], word: str) -> tuple[str, str]:
    """As `evidence_named`, among these entries, each about a file. Raises: as it."""
    known = {entry.act.about: entry.act.detail("file") for entry in deliveries}
    found = [digest for digest, name in known.items() if name == word]
    if START.fullmatch(word):
        found += [digest for digest in known if digest.startswith(word) and digest not in found]
    if not found:
        raise UsageError.of("STO-012", JOURNAL, word or "-", nearest=nearest(word, known.values()))
    if len(found) > 1:
        raise UsageError.of("STO-013", JOURNAL, word, known=" ".join(digest[:DIGITS_SHOWN] for digest in sorted(found)))
    return found[0], known[found[0]]
