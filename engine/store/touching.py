"""What an entry concerns: the places whose cases it can change; so a version, a feed and a projection mean the same by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engine.model.entry import Entry, Kind

CASE = re.compile(r"([0-9]{6})/([0-9]{4})", re.ASCII)
ASIDE = frozenset(  # what is done with a standard or a recorded assessment changes no premise
    {
        Kind.EDITION,
        Kind.PANELLED,
        Kind.PUBLICISED,
        Kind.OBJECTED,
        Kind.ANSWERED,
        Kind.FINALISED,
        Kind.ANNULLED,
        Kind.APPEALED,
        Kind.RESOLVED,
    }
)


def known_subjects(entries: Sequence[Entry]) -> list[str]:
    """The codes of all places that something was submitted for, in order."""
    return sorted({code for entry in entries for code in entry.act.subjects})


def touched(new: Sequence[Entry], entries: Sequence[Entry]) -> list[str]:
    """The places whose cases new entries can change: of a submission those that it speaks of, of a ruling those of its file,
    of an act on a case, or the record of one, its own; of a kind that is not known here all.
    """
    files, known = _files(entries), set(known_subjects(entries))
    return sorted(known & {code for entry in new for code in _touched(entry, files, known)})


def touched_each(entries: Sequence[Entry]) -> dict[int, tuple[str, ...]]:
    """What each entry can change, by its number, as `touched` has it for one of them; all of them in one go."""
    files, known = _files(entries), set(known_subjects(entries))
    return {entry.number: tuple(sorted(known & _touched(entry, files, known))) for entry in entries}


def touching(entries: Sequence[Entry], subject: str) -> tuple[Entry, ...]:
    """The entries that can change a case of a place, as `touched` has it; also those made before its first submission, which
    change nothing yet and count from then on.
    """
    files = _files(entries)
    return tuple(entry for entry in entries if subject in _touched(entry, files, {subject}))


def _files(entries: Sequence[Entry]) -> dict[str, set[str]]:
    """The places of each file, by what an entry is about."""
    files: dict[str, set[str]] = {}
    for entry in entries:
        files.setdefault(entry.act.about, set()).update(entry.act.subjects)
    return files


def _touched(entry: Entry, files: dict[str, set[str]], known: set[str]) -> set[str]:
    if entry.act.kind in ASIDE:
        return set()
    case = case_named(entry)
    if case:
        return {case[0]}
    return files.get(entry.act.about.partition("#")[0]) or known


def case_named(entry: Entry) -> tuple[str, int] | None:
    """Place and year of the case that an entry names: as what it is about, or as its detail `case`."""
    found = CASE.fullmatch(entry.act.about) or CASE.fullmatch(entry.act.detail("case"))
    return (found[1], int(found[2])) if found else None


def years_named(entries: Iterable[Entry], code: str) -> set[int]:
    """The years of the cases of a place that entries name."""
    named = (case_named(entry) for entry in entries)
    return {case[1] for case in named if case and case[0] == code}
