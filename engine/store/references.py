"""Reference submissions: documents, targets and places that `ontology/` lacks, taken over by a named approver."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import UsageError
from engine.model.entry import Entry, Kind, Receipt
from engine.read.evidence.caps import BYTES as MOST_BYTES
from engine.read.ontology import read_world
from engine.store.counted import reference_paths, references
from engine.store.files import keep, name_kept, path_of, safe_name
from engine.store.hand import Hand, stated
from engine.store.journal import Journal
from engine.store.known import file_named


def take_over(journal: Journal, root: Path, name: str, content: bytes, approver: str, hand: Hand) -> Receipt:
    """Check a reference file beside those taken over before, keep its bytes, enter it; known bytes are entered no second time.

    From then on it is part of the world of every question.
    Raises: UsageError STO-006 without an approver; STO-020 for a file that is no Turtle file or too large;
    EvidenceError ONT-011, ONT-012, ONT-013 and others of `read_world` for what a reference file may not state; StoreError STO-001, STO-005.
    """
    stated("--approver", approver)
    digest = hashlib.sha256(content).hexdigest()
    with journal.turn:
        if digest in {one.act.about for one in references(journal.entries)}:
            return Receipt(name, digest, None)
        _readable(root, reference_paths(journal.folder, journal.entries), safe_name(name), content)
        return Receipt(name, digest, _entered(journal, name, digest, content, approver.strip(), hand))


def _readable(root: Path, others: Sequence[Path], name: str, content: bytes) -> None:
    """Raise what `read_world` finds wrong with these bytes, beside the others."""
    if not name.endswith(".ttl") or len(content) > MOST_BYTES:
        raise UsageError.of("STO-020", name, str(len(content)), most=str(MOST_BYTES))
    with TemporaryDirectory(prefix="clausegraph-") as beside:
        path = Path(beside) / name
        path.write_bytes(content)
        read_world(root, [*others, path])


def _entered(journal: Journal, name: str, digest: str, content: bytes, approver: str, hand: Hand) -> Entry:
    before = [entry.act.detail("file") for entry in journal.entries if entry.act.about == digest]
    kept = next(filter(None, before), None) or name_kept(journal.folder, digest) or safe_name(name)
    with journal.or_stop():
        keep(journal.folder, digest, kept, content)
    details = {"approver": approver, "file": kept, "size": str(len(content))}
    return journal.append(hand.does(Kind.REFERENCE, digest, **details))


def withdraw_reference(journal: Journal, root: Path, word: str, reason: str, hand: Hand) -> Entry:
    """Withdraw a reference file, named as evidence is; from then on it is part of no question.

    Raises: UsageError STO-006 without a reason, STO-012, STO-013 for a name of none or several; what `read_world` finds
    wrong with the files that are left (ONT-013 where one needs what would go); StoreError STO-001, STO-005.
    """
    stated("--reason", reason)
    with journal.turn:
        digest, name = file_named(references(journal.entries), word)
        gone = path_of(journal.folder, digest, name)
        read_world(root, [path for path in reference_paths(journal.folder, journal.entries) if path != gone])
        return journal.append(hand.does(Kind.WITHDRAWN, digest, reason))
