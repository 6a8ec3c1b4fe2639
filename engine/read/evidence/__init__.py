"""Reading evidence: files in six forms become records, or one error with every fault at its place.

A submission states evidence only, about subjects that it may speak for; nothing is taken over while a fault stands.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from engine.errors import EvidenceError, Fault, nearest, raise_all
from engine.model.evidence import Decision, Delivered, Evidence, Record
from engine.model.world import World
from engine.read.evidence.caps import BYTES as MOST_BYTES
from engine.read.evidence.caps import READING_CAPS as READING_CAPS
from engine.read.evidence.delimited import csv_rows
from engine.read.evidence.names import Names, names_of
from engine.read.evidence.parquet import parquet_rows
from engine.read.evidence.quoting import printable
from engine.read.evidence.rdf import FORMATS, rdf_rows
from engine.read.evidence.records import RowReader
from engine.read.evidence.rows import WARNINGS, Row
from engine.read.evidence.workbook import workbook_rows

TABLES: Mapping[str, Callable[[str, bytes], tuple[list[Row], list[Fault]]]] = {
    "csv": csv_rows,
    "xlsx": workbook_rows,
    "parquet": parquet_rows,
}
FORMS = (*FORMATS, *TABLES)


def read_evidence(
    paths: Sequence[Path], world: World, speaks_for: frozenset[str], decisions: tuple[Decision, ...] = ()
) -> Evidence:
    """Read all files. The same bytes twice count once.

    Raises: EvidenceError with the faults of all files, in their order; then CAS-009 for each decision on a record that
    its file does not hold.
    """
    names = names_of(world)
    found: dict[str, tuple[Delivered, tuple[Record, ...], tuple[Fault, ...]]] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            read = read_file(path.name, _content(path), world, speaks_for, names)
            found.setdefault(read[0].digest, read)
        except EvidenceError as error:
            faults += error.faults
    raise_all(EvidenceError, faults)
    files = tuple(file for file, _, _ in found.values())
    records = tuple(record for _, kept, _ in found.values() for record in kept)
    raise_all(EvidenceError, _undecidable(files, records, decisions))
    return Evidence(files, records, decisions, tuple(fault for _, _, said in found.values() for fault in said))


def _undecidable(files: Sequence[Delivered], records: Sequence[Record], decisions: Sequence[Decision]) -> list[Fault]:
    """The decisions on a record that its file does not hold."""
    keys, names = {record.source.key: record.source.id for record in records}, {one.digest: one.file for one in files}
    faults = []
    for decision in decisions:
        digest, _, name = decision.on_evidence.partition("#")
        if name and digest in names and decision.on_evidence not in keys:
            like = nearest(name, [one for key, one in keys.items() if key.startswith(digest)])
            values = (("nearest", f"{names[digest]}#{like}"),)
            faults.append(printable(Fault("CAS-009", names[digest], f"{names[digest]}#{name}", values)))
    return faults


def read_file(
    name: str, content: bytes, world: World, speaks_for: frozenset[str], names: Names | None = None
) -> tuple[Delivered, tuple[Record, ...], tuple[Fault, ...]]:
    """Read one file as delivered: what it is, its records, and warnings.

    Raises: EvidenceError with every fault (EVI-001 for a form that is not read, EVI-002 for one that is too large,
    EVI-054 for one without any record).
    """
    form = name.rpartition(".")[2].lower()
    if form not in FORMS:
        raise EvidenceError.of("EVI-001", name, form, known=", ".join(FORMS))
    if len(content) > MOST_BYTES:
        raise EvidenceError.of("EVI-002", name, str(len(content)), most=str(MOST_BYTES))
    try:
        return _read(name, content, form, world, names or names_of(world), speaks_for)
    except EvidenceError as error:
        raise EvidenceError(tuple(printable(fault) for fault in error.faults)) from error


def _read(
    name: str, content: bytes, form: str, world: World, names: Names, speaks_for: frozenset[str]
) -> tuple[Delivered, tuple[Record, ...], tuple[Fault, ...]]:
    file = Delivered(name, hashlib.sha256(content).hexdigest(), len(content), form)
    reader = RowReader(file, world, names, speaks_for)
    rows, faults = _rows(file, content)
    records = reader.read(rows)
    found = (*faults, *reader.faults)
    raise_all(EvidenceError, (fault for fault in found if fault.code not in WARNINGS))
    if not records:
        raise EvidenceError((Fault("EVI-054", name, "0"), *found))
    return file, tuple(records), tuple(printable(fault) for fault in found)


def _rows(file: Delivered, content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of a file, and the faults of single cells and headers."""
    if file.form in TABLES:
        return TABLES[file.form](file.file, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        found = content[fault.start : fault.start + 4].hex(" ")
        raise EvidenceError.of("EVI-030", f"{file.file} byte {fault.start}", found) from fault
    return rdf_rows(file.file, text, file.form, file.digest), []


def _content(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe or a device may never end
            raise EvidenceError.of("EVI-041", str(path), stat.filemode(mode))
        if path.stat().st_size > MOST_BYTES:
            raise EvidenceError.of("EVI-002", path.name, str(path.stat().st_size), most=str(MOST_BYTES))
        return path.read_bytes()
    except OSError as fault:
        raise EvidenceError.of("EVI-041", str(path), str(fault.strerror)) from fault
