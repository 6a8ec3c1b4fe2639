"""What counts beside the submissions after some entries: reference files taken over, corrections that stand, waivers in force."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from engine.model.case import EvidenceMode
from engine.model.entry import Entry, Kind
from engine.model.evidence import Ruling
from engine.model.waiver import Waiver
from engine.store.files import path_of


def references(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The reference submissions taken over and not withdrawn since, in the order in which they were entered."""
    found: dict[str, Entry] = {}
    for entry in entries:
        _take(found, entry)
    return tuple(found.values())


def _take(found: dict[str, Entry], entry: Entry) -> None:
    if entry.act.kind is Kind.REFERENCE:
        found[entry.act.about] = entry
    elif entry.act.kind is Kind.WITHDRAWN:
        found.pop(entry.act.about, None)


def with_references(folder: Path, entries: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[Path, ...]]]:
    """Each entry, and where the reference files are kept that counted when it was made."""
    found: dict[str, Entry] = {}
    for entry in entries:
        yield entry, _paths(folder, found.values())
        _take(found, entry)


def reference_paths(folder: Path, entries: Iterable[Entry]) -> tuple[Path, ...]:
    """Where the files of `references` are kept."""
    return _paths(folder, references(entries))


def _paths(folder: Path, taken: Iterable[Entry]) -> tuple[Path, ...]:
    return tuple(path_of(folder, one.act.about, one.act.detail("file")) for one in taken)


def approver_of(taken: Sequence[Entry]) -> str:
    """Who took reference files over, each name once; empty where there are none."""
    return "、".join(dict.fromkeys(one.act.detail("approver") for one in taken))


RULINGS = {Kind(ruling.value): ruling for ruling in Ruling}


def corrections(entries: Sequence[Entry], files: Container[str], mode: EvidenceMode) -> tuple[Entry, ...]:
    """The corrections that stand, in their order: the file that corrects and the one that is corrected are among the files
    that count, and the first was neither rejected nor withdrawn; where only accepted evidence counts, it or a record of it
    was accepted. A file that is corrected itself goes on correcting, so that a chain leaves its last file alone.
    """
    made = [one for one in entries if one.act.kind is Kind.CORRECTED and one.act.about in files]
    return tuple(
        one
        for one in made
        if one.act.detail("corrects").partition("#")[0] in files and _stands(entries, one.act.about, mode)
    )


def _stands(entries: Iterable[Entry], digest: str, mode: EvidenceMode) -> bool:
    ruled = {one.act.about: RULINGS[one.act.kind] for one in entries if one.act.kind in RULINGS}
    if ruled.get(digest) in (Ruling.REJECTED, Ruling.WITHDRAWN):
        return False
    accepted = {key.partition("#")[0] for key, ruling in ruled.items() if ruling is Ruling.ACCEPTED}
    return mode is EvidenceMode.DELIVERED or digest in accepted


def waivers(entries: Iterable[Entry], subject: str | None = None, year: int | None = None) -> tuple[Waiver, ...]:
    """The waivers not withdrawn, in the order in which they were granted: all, of a subject, or those that cover its case."""
    found: dict[str, Waiver] = {}
    for entry in entries:
        if entry.act.kind is Kind.WAIVED:
            found[entry.hash] = waiver_of(entry)
        elif entry.act.kind is Kind.REVOKED:
            found.pop(entry.act.about, None)
    own = (one for one in found.values() if subject in (None, one.subject))
    return tuple(one for one in own if year is None or one.covers(one.subject, year))


def waiver_of(entry: Entry) -> Waiver:
    """A waiver as its entry says."""
    act = entry.act
    subject, _, year = act.about.partition("/")
    names, until = tuple(act.detail("requirements").split()), date.fromisoformat(act.detail("until"))
    return Waiver(subject, int(year), names, act.reason, act.detail("approver"), until, entry.number, entry.hash)
