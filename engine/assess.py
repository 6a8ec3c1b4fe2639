"""The whole way from files to explained grades: each arrow of the picture called once, many cases in one run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from engine import fast, reference
from engine.build import build
from engine.build.possibilities import Possible, mended, possibilities
from engine.errors import EngineError, EvidenceError, nearest
from engine.explain import explain
from engine.grade import grade
from engine.model.assessment import Assessment
from engine.model.case import Case, CaseKey, EvidenceMode
from engine.model.edition import Edition
from engine.model.evidence import Decision, Delivered, DocumentRecord, Evidence, Rating, Record
from engine.model.finding import Lane, Verdicts
from engine.model.shape import Shapes
from engine.model.waiver import Waiver
from engine.model.world import World
from engine.read.case import CaseFile, read_case
from engine.read.edition import edition_files, edition_for, read_edition
from engine.read.evidence import read_evidence
from engine.read.facts import digest_of
from engine.read.ontology import read_world, world_files
from engine.read.shapes import read_shapes
from engine.run import find
from engine.score import score
from engine.version import VERSION

CODE = re.compile(r"[0-9]{6}", re.ASCII)
WAIVER = tuple(one.name for one in fields(Waiver))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be assessed: a subject and a year (None: the last year that the evidence speaks of), and its files.

    `approver` took the reference files over. `edition` None means the one in force for the year, else the default.
    `speaks_for` None means that the files speak for every place in them, as a province's table does; the subject is picked out.
    Of the `waivers` those count that cover the case.
    """

    subject: str | None
    year: int | None
    evidence: tuple[Path, ...]
    edition: str | None = None
    reference: tuple[Path, ...] = ()
    approver: str = ""
    mode: EvidenceMode = EvidenceMode.DELIVERED
    closed: bool = False
    decisions: tuple[Decision, ...] = ()
    speaks_for: frozenset[str] | None = None
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """What cases are judged by: world, edition and shapes, with the digest of all of it, and the reference files in it."""

    world: World
    edition: Edition
    shapes: Shapes
    digest: str
    reference: tuple[Delivered, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A case built, before any verdict: what it is judged by, what was delivered, and how its premises can turn out.

    `mended` is how they could, were they delivered anew.
    """

    standard: Standard
    evidence: Evidence
    order: Order
    case: Case
    possible: Possible
    mended: Possible


def order_of(case: CaseFile) -> Order:
    """The order that a case folder gives."""
    return Order(
        subject=case.subject,
        year=case.year,
        evidence=case.evidence,
        edition=case.edition,
        reference=case.reference,
        approver=case.approver,
        mode=case.mode,
        closed=case.closed,
        decisions=case.decisions,
        speaks_for=frozenset({case.subject}),
        waivers=case.waivers,
    )


def orders_of(paths: Sequence[Path]) -> tuple[Order, ...]:
    """Orders for paths: a folder with `case.toml` is one; the loose files of the command line are one together.

    Raises: EvidenceError CAS-001 for a folder without `case.toml` or a broken one.
    """
    folders = tuple(order_of(read_case(path)) for path in paths if path.is_dir())
    loose = tuple(path for path in paths if not path.is_dir())
    return folders + ((Order(None, None, loose),) if loose else ())


def standard_for(root: Path, name: str, reference: Sequence[Path] = ()) -> Standard:
    """World, edition and shapes by edition name, with reference submissions taken over."""
    edition_files(root, name)  # a name that there is none of is said before its missing shapes
    world, shapes = read_world(root, reference), read_shapes(root, name)
    edition = read_edition(root, name, shapes)
    parts = (digest_of(world_files(root)), digest_of(reference), edition.digest)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return Standard(world, edition, shapes, digest, tuple(_delivered(path) for path in reference))


def _delivered(path: Path) -> Delivered:
    content = path.read_bytes()
    return Delivered(path.name, hashlib.sha256(content).hexdigest(), len(content), "ttl")


def assess(
    root: Path | Readings,
    orders: Sequence[Order],
    *,
    report: bool = False,
    lane: Lane = Lane.FAST,
    cross_check: bool = False,
) -> tuple[Assessment, ...]:
    """Assess every order: read, build, judge in one run for each edition, find, score, grade, explain.

    Both lanes give the same verdicts; `cross_check` runs both and compares them, reading by reading.
    Shape: one assessment for each subject of each order, in the order given, then by code.
    Unknowns: a requirement without evidence is open, never failed, unless the order is closed.
    Raises: EvidenceError, OntologyError, ShapeError with all faults; EngineError when a lane fails, or
    RUN-005 where the lanes differ: no result then.
    """
    built = built_cases(root, orders)
    verdicts = _judge(built, _Way(lane, cross_check, report))
    return tuple(_finish(one, *found) for one, found in zip(built, verdicts, strict=True))


def built_cases(root: Path | Readings, orders: Sequence[Order]) -> list[Built]:
    """The cases of all orders, each standard read once. Raises: as `assess`, but for what lanes raise."""
    readings = root if isinstance(root, Readings) else Readings(root)
    return [one for order in orders for one in readings.build(order)]


class Readings:
    """Reads each standard once for all orders that need it, and finds out once which one a year has; what runs for long keeps one and
    gives it as `root`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.worlds: dict[tuple[Path, ...], World] = {}
        self.standards: dict[tuple[str, tuple[Path, ...]], Standard] = {}
        self.editions: dict[int, str] = {}

    def edition_of(self, year: int) -> str:
        """The name of the edition for a year. Raises: as `edition_for`."""
        if year not in self.editions:
            self.editions[year] = edition_for(self.root, year)
        return self.editions[year]

    def standard_of(self, name: str, reference: tuple[Path, ...]) -> Standard:
        """An edition with world and shapes, reference submissions taken over. Raises: as `standard_for`."""
        key = (name, reference)
        if key not in self.standards:
            self.standards[key] = standard_for(self.root, *key)
        return self.standards[key]

    def world(self, reference: tuple[Path, ...]) -> World:
        """The world with reference submissions taken over. Raises: as `read_world`."""
        if reference not in self.worlds:
            self.worlds[reference] = read_world(self.root, reference)
        return self.worlds[reference]

    def build(self, order: Order) -> list[Built]:
        """The cases of an order, and how their premises can turn out. Raises: as `built_cases`."""
        return [self._build_one(order, *one) for one in self.cases([order])]

    def cases(self, orders: Sequence[Order]) -> list[tuple[Standard, Evidence, Case]]:
        """The cases of orders alone, each with its standard and the evidence; what several orders rest on is read once.

        Raises: as `built_cases`.
        """
        read: dict[tuple[object, ...], Evidence] = {}
        found = []
        for order in orders:
            key = (order.evidence, order.reference, order.decisions, order.speaks_for)
            if key not in read:
                read[key] = self._read(order)
            found += [self._case(order, read[key], code) for code in _subjects(order, read[key])]
        return found

    def _read(self, order: Order) -> Evidence:
        world = self.world(order.reference)
        if order.subject is not None and not CODE.fullmatch(order.subject):
            raise _no_code(order, order.subject, world)
        allowed = order.speaks_for if order.speaks_for is not None else frozenset(world.places)
        return read_evidence(order.evidence, world, allowed, order.decisions)

    def _case(self, order: Order, evidence: Evidence, code: str) -> tuple[Standard, Evidence, Case]:
        year = order.year or _last_year(order, evidence, code)
        standard = self.standard_of(order.edition or self.edition_of(year), order.reference)
        key = CaseKey(standard.edition.name, code, year)
        case = build(key, standard.edition, standard.world, evidence, order.mode, order.closed, order.waivers)
        return standard, evidence, case

    @staticmethod
    def _build_one(order: Order, standard: Standard, evidence: Evidence, case: Case) -> Built:
        possible = possibilities(case, standard.edition, standard.shapes, standard.world)
        anew = mended(case, standard.edition, standard.shapes, standard.world)
        return Built(standard, evidence, order, case, possible, anew)


def _no_code(order: Order, subject: str, world: World) -> EvidenceError:
    """A name, or whatever else stands where the code of a subject should, with the code of the place most like it."""
    codes = {name: code for code, place in world.places.items() for name in (place.label.zh, place.label.en)}
    like = nearest(subject, codes)
    near = like if like == "-" else f"{codes[like]} {like}"
    folder = next((path.parent for path in order.evidence if (path.parent / "case.toml").is_file()), None)
    return EvidenceError.of("CAS-008", f"{folder}/case.toml" if folder else "subject", subject, nearest=near)


def _subjects(order: Order, evidence: Evidence) -> list[str]:
    """The subject asked for, else all that the files speak of. Raises: EvidenceError CAS-005, CAS-006."""
    found = sorted({record.subject for record in evidence.records})
    if order.subject is None:
        if not found:
            raise _nothing(order)
        return found
    if order.speaks_for is None and found and order.subject not in found:
        raise EvidenceError.of("CAS-006", _files(order), order.subject, known=", ".join(found))
    return [order.subject]


def _nothing(order: Order) -> EvidenceError:
    return EvidenceError.of("CAS-005", _files(order), "0")


def _files(order: Order) -> str:
    return ", ".join(str(path) for path in order.evidence)


def _last_year(order: Order, evidence: Evidence, code: str) -> int:
    years = [year_of(record) for record in evidence.records if record.subject == code]
    if not years:
        raise _nothing(order)
    return max(years)


def year_of(record: Record) -> int:
    """The year that a record speaks of: a rating's own, a document's of coming into force, else that of the last day."""
    match record:
        case Rating():
            return record.year
        case DocumentRecord():
            return record.in_force_from.year
        case _:
            return record.end.year


@dataclass(frozen=True, slots=True)
class _Way:
    """How verdicts are come by."""

    lane: Lane
    cross_check: bool
    report: bool


LANES = {Lane.FAST: fast.judge, Lane.REFERENCE: reference.judge}


def _judge(built: Sequence[Built], way: _Way) -> list[tuple[Verdicts, str]]:
    """Verdicts and SHACL report for each case; a run holds one edition's cases, and each case key once."""
    batches: dict[tuple[str, int], list[int]] = {}
    seen: dict[CaseKey, int] = {}
    for place, one in enumerate(built):
        again = seen[one.case.key] = seen.get(one.case.key, -1) + 1
        batches.setdefault((one.standard.shapes.digest, again), []).append(place)
    found: dict[int, tuple[Verdicts, str]] = {}
    for places in batches.values():
        found |= dict.fromkeys(places, _run([built[place] for place in places], way))
    return [found[place] for place in range(len(built))]


def _run(built: Sequence[Built], way: _Way) -> tuple[Verdicts, str]:
    possible = [found for one in built for found in (one.possible, one.mended)]
    shapes, cases = built[0].standard.shapes, [one.case for one in built]
    judged = LANES[way.lane](shapes, cases, possible, report=way.report)
    if way.cross_check:
        other = LANES[Lane.REFERENCE if way.lane is Lane.FAST else Lane.FAST](shapes, cases, possible)
        _compare(shapes.edition, judged.verdicts, other.verdicts)
    return judged.verdicts, judged.report


def _compare(edition: str, one: Verdicts, other: Verdicts) -> None:
    """Raise EngineError RUN-005 with the simplest reading on which two lanes differ."""
    differing = one.violating ^ other.violating
    if differing:
        reading = min(differing, key=lambda found: (len(repr(found)), repr(found)))
        fails = one.lane if reading in one.violating else other.lane
        raise EngineError.of("RUN-005", f"{edition} {reading.slot}", repr(reading), lane=fails)


def _finish(built: Built, verdicts: Verdicts, report: str) -> Assessment:
    edition, case = built.standard.edition, built.case
    findings = find(edition, case, built.possible, verdicts)
    scores = score(edition, case, findings, verdicts)
    graded = grade(edition, case, findings, verdicts, scores)
    standard = built.standard
    explained = explain(
        standard.world, edition, standard.shapes, case, findings, verdicts, scores, graded, built.mended
    )
    return Assessment(
        digest=_digest(built),
        lane=verdicts.lane,
        world=standard.world,
        edition=edition,
        shapes=standard.shapes,
        files=built.evidence.files,
        case=case,
        findings=findings,
        scores=scores,
        grade=graded,
        explanation=explained,
        reference=standard.reference,
        approver=built.order.approver,
        report=report,
    )


def _digest(built: Built) -> str:
    """SHA-256 over everything that went in; same inputs, same name."""
    decisions = sorted((d.on_evidence, d.ruling, d.by, d.on.isoformat(), d.reason) for d in built.evidence.decisions)
    inputs = {
        "engine": VERSION,
        "standard": built.standard.digest,
        "case": [built.case.key.edition, built.case.key.code, built.case.key.year],
        "mode": built.case.mode,
        "closed": built.case.closed,
        "evidence": sorted({file.digest for file in built.evidence.files}),
        "decisions": decisions,
        "approver": built.order.approver,
    }
    if built.case.waivers:  # without them the name is what it was before there were any
        inputs["waivers"] = [[str(getattr(one, name)) for name in WAIVER] for one in built.case.waivers]
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
