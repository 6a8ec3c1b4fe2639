"""What acts would change, and what falls with a file: cases before and after, without entering anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.assess import Order, Readings, assess, year_of
from engine.errors import UsageError
from engine.exact import last_day
from engine.model.assessment import Assessment
from engine.model.case import Case, EvidenceMode
from engine.model.entry import Act, Entry, Kind
from engine.model.evidence import Evidence, Ruling
from engine.model.waiver import Waiver
from engine.read.edition import edition_for
from engine.read.evidence import read_evidence
from engine.store.chain import sealed
from engine.store.known import entries_at, evidence_named, order_from
from engine.store.touching import years_named
from engine.store.waivers import WaiverWish, granted_by

NOBODY = "-"  # acts that are only thought of are nobody's


@dataclass(frozen=True, slots=True)
class Thought:
    """Acts only thought of: rulings on evidence named as in `decide`, in their order, files that might be submitted, and what
    might be waived, named as in `waive`.
    """

    rulings: tuple[tuple[Ruling, str], ...] = ()
    files: tuple[Path, ...] = ()
    waived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """A case as the ledger knows it, and as it would be after."""

    before: Assessment
    after: Assessment


def preview(
    root: Path | Readings,
    folder: Path,
    subject: str,
    year: int,
    thought: Thought,
    as_known_at: str | None = None,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
) -> Before:
    """A case before and after acts that are only thought of; the store is read, never written.

    Shape: both assessed in one run, under the same edition. Unknowns: as in `assess`.
    Raises: as `order_at` and `assess`; UsageError STO-012, STO-013 for evidence of no or several names, STO-024 for files
    of a closed case, which would not count, BLD-003, BLD-004 for what cannot be waived; EvidenceError CAS-009 for a record that
    its file does not hold.
    """
    entries = entries_at(folder, as_known_at)
    before = order_from(entries, folder, subject, year, mode)
    after = order_from(after_rulings(entries, thought.rulings), folder, subject, year, mode)
    if thought.files and after.closed:
        raise UsageError.of("STO-024", f"{subject}/{year}", ", ".join(path.name for path in thought.files))
    readings = root if isinstance(root, Readings) else Readings(root)
    waivers = (*after.waivers, *_waivers(readings, after, year, thought.waived))
    return _both(readings, [(before, replace(after, evidence=(*after.evidence, *thought.files), waivers=waivers))])[0]


def _waivers(readings: Readings, order: Order, year: int, words: Sequence[str]) -> Iterator[Waiver]:
    """What is waived in thought, for this year alone, under the edition that the case is judged by."""
    if words:
        standard = readings.standard_of(order.edition or edition_for(readings.root, year), order.reference)
    for word in words:
        said = WaiverWish(order.subject or "", year, word, NOBODY, NOBODY, last_day(year))
        yield granted_by(said, standard.edition, standard.world)


def after_rulings(entries: Sequence[Entry], rulings: Sequence[tuple[Ruling, str]]) -> tuple[Entry, ...]:
    """The entries, and after them rulings as if they were made at the time of the last. Raises: UsageError STO-012, STO-013."""
    made = list(entries)
    for ruling, word in rulings:
        act = Act(made[-1].act.time, NOBODY, Kind(ruling.value), _key(entries, word))
        made.append(sealed(act, len(made) + 1, made[-1].hash))
    return tuple(made)


def _key(entries: Sequence[Entry], word: str) -> str:
    """The hash of a file, or the key of a record of it. Raises: UsageError STO-012, STO-013."""
    name, mark, record = word.partition("#")
    return f"{evidence_named(entries, name)[0]}{mark}{record}"


def blast(
    root: Path | Readings,
    folder: Path,
    word: str,
    as_known_at: str | None = None,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
    cases: Sequence[tuple[str, int]] | None = None,
) -> tuple[Before, ...]:
    """What falls if a file or a record of it falls: every case that it stands in, with it, and as if it were withdrawn.

    Shape: in order of code and year; the years are those that evidence or entries of its places speak of; a case in which no
    premise rests on the file or the record, or sets it aside, is left out. With `cases` (of `resting`) those alone, as each
    takes its time. Unknowns: as in `assess`.
    Raises: as `preview`.
    """
    readings = root if isinstance(root, Readings) else Readings(root)
    chosen = resting(readings, folder, word, as_known_at, mode) if cases is None else cases
    entries = entries_at(folder, as_known_at)
    without = after_rulings(entries, [(Ruling.WITHDRAWN, _key(entries, word))])
    pairs = [
        (order_from(entries, folder, code, year, mode), order_from(without, folder, code, year, mode))
        for code, year in chosen
    ]
    return tuple(_both(readings, pairs))


def resting(
    root: Path | Readings,
    folder: Path,
    word: str,
    as_known_at: str | None = None,
    mode: EvidenceMode = EvidenceMode.DELIVERED,
) -> tuple[tuple[str, int], ...]:
    """The cases, by code and year, that rest on a file or a record of it, or set it aside: built, not judged.

    Raises: as `preview`.
    """
    readings = root if isinstance(root, Readings) else Readings(root)
    entries = entries_at(folder, as_known_at)
    key = _key(entries, word)
    without = after_rulings(entries, [(Ruling.WITHDRAWN, key)])
    codes = _subjects(entries, key.partition("#")[0])
    for code in codes[:1]:
        _read(readings, order_from(without, folder, code, 0, mode))  # a record that there is none of is refused
    known = [(code, year) for code in codes for year in sorted(_years(readings, entries, folder, code))]
    orders = [order_from(entries, folder, code, year, mode) for code, year in known]
    found = [case for _, _, case in readings.cases(orders)]
    return tuple(one for one, case in zip(known, found, strict=True) if key in rested_on(case))


def _both(root: Path | Readings, pairs: Sequence[tuple[Order, Order]]) -> list[Before]:
    found = assess(root, [order for pair in pairs for order in pair])
    return [Before(*one) for one in zip(found[::2], found[1::2], strict=True)]


def rested_on(case: Case) -> set[str]:
    """The hashes of all files that a premise of the case rests on or sets aside, and the keys of those records."""
    premises = case.premises.values()
    sources = [source for one in premises for source in (*one.chosen, *(aside.source for aside in one.set_aside))]
    return {name for source in sources for name in (source.digest, source.key)}


def _subjects(entries: Sequence[Entry], digest: str) -> list[str]:
    """The places that a file was submitted for."""
    own = [one.act for one in entries if one.act.kind is Kind.SUBMITTED and one.act.about == digest]
    return sorted({code for act in own for code in act.subjects})


def _years(readings: Readings, entries: Sequence[Entry], folder: Path, code: str) -> Iterator[int]:
    """The years that entries or the evidence of a place speak of, each once."""
    order = order_from(entries, folder, code, 0, EvidenceMode.DELIVERED)
    records = _read(readings, order).records
    yield from years_named(entries, code) | {year_of(record) for record in records if record.subject == code}


def _read(readings: Readings, order: Order) -> Evidence:
    world = readings.world(order.reference)
    return read_evidence(order.evidence, world, order.speaks_for or frozenset(world.places), order.decisions)
