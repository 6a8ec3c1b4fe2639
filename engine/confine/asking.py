"""The two things that are asked of a child: whether a delivered file can be taken, and what a query finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from engine.confine.frames import MalformedError
from engine.confine.jobs import Job, heard
from engine.confine.limits import CHECK, QUERY, Limits
from engine.confine.pool import Pool
from engine.errors import EngineError, EvidenceError, Fault, UsageError
from engine.query.answer import FORMS, Asked
from engine.query.guard import WHERE, guard
from engine.read.home import home


@dataclass(frozen=True, slots=True)
class Checked:
    """What a delivered file holds: the first faults and how many there are, the first warnings, how many records, and its
    SHA-256 where it can be taken.
    """

    faults: tuple[Fault, ...]
    count: int
    warnings: tuple[Fault, ...]
    records: int
    digest: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in bytes: its form and media type, how many rows, and whether rows were left out (`cut`)."""

    form: str
    media_type: str
    rows: int
    cut: bool
    body: bytes


def check_delivered(
    pool: Pool,
    name: str,
    content: bytes,
    subjects: frozenset[str],
    references: Sequence[Path] = (),
    limits: Limits = CHECK,
    root: Path | None = None,
    who: str = "",
) -> Checked:
    """Read a delivered file in a child, as `read_evidence` does, for those who may speak for `subjects`, in the world of
    `root` (else of `home()`) and of reference files that were taken over.

    Raises: EvidenceError EVI-002 for a file above the cap, and what `Pool.run` raises. What is wrong with the file is
    no error here, but given.
    """
    if len(content) > pool.caps.upload:
        raise EvidenceError.of("EVI-002", name, str(len(content)), most=str(pool.caps.upload))
    head = {"name": name, "subjects": sorted(subjects), **_world(root, references)}
    found = pool.run(Job.check, head, content, limits, name, who).head
    try:
        digest = None if found["digest"] is None else str(found["digest"])
        faults, warnings = heard(found["faults"]), heard(found["warnings"])
        return Checked(faults, int(found["count"]), warnings, int(found["records"]), digest)
    except (MalformedError, KeyError, TypeError, ValueError) as fault:
        raise EngineError.of("CHI-003", Job.check.value, type(fault).__name__) from fault


def check_reference(
    pool: Pool,
    name: str,
    content: bytes,
    references: Sequence[Path] = (),
    limits: Limits = CHECK,
    root: Path | None = None,
    who: str = "",
) -> None:
    """Read a reference file in a child, beside those taken over before, as `take_over` will once it is known to be sound.

    Raises: UsageError STO-020 for a file above the cap, what `read_world` finds wrong with it, and what `Pool.run` raises.
    """
    if len(content) > pool.caps.upload:
        raise UsageError.of("STO-020", name, str(len(content)), most=str(pool.caps.upload))
    with TemporaryDirectory(prefix="clausegraph-") as beside:
        path = Path(beside) / (PurePath(name).name or "-")
        path.write_bytes(content)
        pool.run(Job.reference, _world(root, [*references, path]), b"", limits, name, who)


def _world(root: Path | None, references: Sequence[Path]) -> dict[str, object]:
    return {"root": str(root or home()), "references": [str(path) for path in references]}


def ask(
    pool: Pool,
    query: str,
    form: str = "json",
    *,
    store: Path | None = None,
    files: Sequence[Path] = (),
    default: Sequence[str] | None = None,
    named: Sequence[str] | None = None,
    limits: Limits = QUERY,
    who: str = "",
) -> Answer:
    """Ask a query of the graphs in a folder (a checkpoint that nobody writes to), or of Turtle or TriG files.

    `default` and `named` are the graphs that may be seen; without `default` all of them together are asked, so who
    must not see everything is given both.
    Raises: UsageError QRY-001 to QRY-007 for the query, QRY-009 for the form, EngineError QRY-008 for the graphs, and
    what `Pool.run` raises.
    """
    if form not in FORMS:
        raise UsageError.of("QRY-009", "--form", form, known=", ".join(FORMS))
    guard(query, pool.caps.query, pool.caps.nesting)
    paths = tuple(str(path) for path in files)
    seen, inside = (None if some is None else tuple(some) for some in (default, named))
    asked = Asked(query, form, None if store is None else str(store), paths, seen, inside, pool.caps.rows)
    found = pool.run(Job.query, asked.plain(), b"", limits, WHERE, who)
    try:
        head = found.head
        return Answer(str(head["form"]), str(head["type"]), int(head["rows"]), bool(head["cut"]), found.body)
    except (MalformedError, KeyError, TypeError, ValueError) as fault:
        raise EngineError.of("CHI-003", Job.query.value, type(fault).__name__) from fault


def walls(pool: Pool) -> dict[str, bool]:
    """Which walls stand around a child here: memory, processor, disk, network, hook. Raises: as `Pool.run`."""
    found = pool.run(Job.walls, {}).head.get("walls", {})
    return {str(name): bool(stands) for name, stands in found.items()}
