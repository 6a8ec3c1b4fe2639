"""What people do: submit, accept, reject, withdraw, close, reopen; each act is checked, then entered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.errors import EvidenceError, Fault, UsageError
from engine.model.entry import Entry, Kind, Receipt
from engine.model.evidence import Decision, Ruling
from engine.model.world import World
from engine.read.evidence import read_evidence
from engine.store.disk import disk_error
from engine.store.files import keep, name_kept, path_of, safe_name
from engine.store.hand import Hand, stated
from engine.store.journal import Journal, in_turn
from engine.store.known import file_named, is_closed, sound, submissions


@dataclass(frozen=True, slots=True)
class Checked:
    """Files that were read without a fault: name and bytes of each, and warnings about what they say."""

    files: tuple[tuple[str, bytes], ...]
    warnings: tuple[Fault, ...]


def read_delivered(paths: Sequence[Path], world: World, subjects: Sequence[str]) -> Checked:
    """The files, read as evidence that speaks for those subjects.

    Raises: EvidenceError with every fault of every file; STO-008 for a file that changed while it was read.
    """
    evidence = read_evidence(paths, world, frozenset(subjects))
    checked, found = {file.digest for file in evidence.files}, []
    for path in paths:
        content = file_bytes(path)
        if hashlib.sha256(content).hexdigest() not in checked:
            raise EvidenceError.of("STO-008", str(path), hashlib.sha256(content).hexdigest())
        found.append((path.name, content))
    return Checked(tuple(found), evidence.warnings)


def file_bytes(path: Path) -> bytes:
    """The bytes of a file as it stands. Raises: StoreError STO-001."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise disk_error(path, fault) from fault


def submit(journal: Journal, name: str, content: bytes, subjects: Sequence[str], hand: Hand) -> Receipt:
    """Keep bytes that were read and enter them; bytes that are known for all the subjects are entered no second time.

    Raises: UsageError STO-006 without a subject; StoreError STO-001, STO-005: then nothing was acknowledged.
    """
    stated("--subject", " ".join(subjects))
    digest = hashlib.sha256(content).hexdigest()
    with journal.turn:
        return _submitted(journal, name, digest, content, tuple(dict.fromkeys(subjects)), hand)


def _submitted(
    journal: Journal, name: str, digest: str, content: bytes, subjects: tuple[str, ...], hand: Hand
) -> Receipt:
    """Keep and enter, where the bytes are not known for all the subjects."""
    before = [entry.act for entry in journal.entries if entry.act.kind is Kind.SUBMITTED and entry.act.about == digest]
    kept = before[0].detail("file") if before else name_kept(journal.folder, digest) or safe_name(name)
    with journal.or_stop():
        keep(journal.folder, digest, kept, content)
    known = {code for act in before for code in act.subjects}
    if known.issuperset(subjects):
        return Receipt(name, digest, None)
    details = {"file": kept, "size": str(len(content)), "subjects": " ".join(subjects)}
    return Receipt(name, digest, journal.append(hand.does(Kind.SUBMITTED, digest, **details)))


@in_turn
def decide(journal: Journal, ruling: Ruling, evidence: str, reason: str, hand: Hand, world: World) -> Entry:
    """Enter a ruling on a file or a record of it, named as people do (see `evidence_named`).

    Raises: UsageError STO-006 without a reason, STO-012, STO-013; EvidenceError CAS-009 for a record that the file does
    not hold; StoreError STO-001, STO-005, STO-009, STO-010.
    """
    stated("--reason", reason)
    (key,) = keys_named(journal.folder, submissions(journal.entries), [evidence], world)
    return journal.append(hand.does(Kind(ruling.value), key, reason))


def keys_named(folder: Path, deliveries: Iterable[Entry], evidence: Sequence[str], world: World) -> tuple[str, ...]:
    """The hashes of files, or the keys of records that they hold, as people name them among these deliveries.

    Each file is read once, however many of its records are named.
    Raises: UsageError STO-012, STO-013; EvidenceError CAS-009 for a record that its file does not hold; StoreError STO-001,
    STO-009, STO-010.
    """
    known = list(deliveries)
    words = [word.partition("#") for word in evidence]
    named = [(file_named(known, word), record) for word, _, record in words]
    files = dict(file for file, _ in named)
    sound(folder, list(files.items()))
    keys = tuple(f"{digest}#{record}" if record else digest for (digest, _), record in named)
    trials = tuple(Decision(key, Ruling.WITHDRAWN, "-", date.min) for key in keys)
    paths = [path_of(folder, digest, name) for digest, name in files.items()]
    read_evidence(paths, world, frozenset(world.places), trials)
    return keys


@in_turn
def close_case(journal: Journal, subject: str, year: int, hand: Hand) -> Entry:
    """Close a case: what is submitted from now on does not count. Raises: UsageError STO-014 when it is closed."""
    return _turn(journal, Kind.CLOSED, f"{subject}/{year}", hand)


@in_turn
def reopen_case(journal: Journal, subject: str, year: int, hand: Hand) -> Entry:
    """Reopen a closed case. Raises: UsageError STO-014 when it is open."""
    return _turn(journal, Kind.REOPENED, f"{subject}/{year}", hand)


def _turn(journal: Journal, kind: Kind, case: str, hand: Hand) -> Entry:
    if is_closed(journal.entries, case) is (kind is Kind.CLOSED):
        raise UsageError.of("STO-014", case, kind)
    return journal.append(hand.does(kind, case))
