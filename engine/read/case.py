"""A case folder: which subject, which year, which files, and the decisions on them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from engine.errors import EvidenceError, Fault, nearest, raise_all
from engine.exact import last_day
from engine.model.case import EvidenceMode
from engine.model.evidence import Decision, Ruling
from engine.model.text import Text
from engine.model.waiver import Waiver
from engine.read.evidence.nesting import check_nesting
from engine.read.evidence.quoting import printable

FIELDS = frozenset(
    [
        "subject",
        "year",
        "edition",
        "title",
        "evidence",
        "twins",
        "reference",
        "approver",
        "mode",
        "closed",
        "decision",
        "waiver",
        "fictional",
        "note",
    ]
)
OF_DECISION = frozenset(["evidence", "ruling", "by", "on", "reason"])
NEEDED = ("subject", "year", "evidence")
OF_WAIVER = ("requirement", "reason", "approver", "until")
NEEDED_TO_DECIDE = ("evidence", "ruling", "by", "on")
NO_DECISION = Decision("", Ruling.REJECTED, "", date.min)
MOST_BYTES = 1024 * 1024
YEARS = range(1000, 3000)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What `case.toml` says; files are paths in the folder. `twins` hold the same evidence in another form."""

    folder: Path
    subject: str
    year: int
    edition: str | None
    title: Text
    evidence: tuple[Path, ...]
    twins: tuple[Path, ...]
    reference: tuple[Path, ...]
    approver: str
    mode: EvidenceMode
    closed: bool
    decisions: tuple[Decision, ...]
    waivers: tuple[Waiver, ...] = ()


def read_case(folder: Path) -> CaseFile:
    """Read `case.toml` of a folder.

    Raises: EvidenceError with every fault: no such file or not TOML (CAS-001), too large (EVI-002) or deep (EVI-024), an
    unknown field (CAS-002), a missing or ill-typed one (CAS-003), a file that is not there, or evidence out of the folder (CAS-004),
    a word that its list does not have (CAS-007), a decision on a file that is no evidence (CAS-009), a waiver that ends before
    the year does (STO-053).
    """
    path = folder / "case.toml"
    return _Said(path, _toml(path)).case()


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise EvidenceError.of("EVI-002", str(path), str(size), most=str(MOST_BYTES))
        text = path.read_text(encoding="utf-8")
        check_nesting(str(path), text)
        return tomllib.loads(text)
    except OSError as fault:
        raise EvidenceError.of("CAS-001", str(path), str(fault.strerror)) from fault
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise EvidenceError.of("CAS-001", str(path), str(fault)) from fault
    except (ValueError, RecursionError) as fault:  # a number or a nesting that Python refuses
        raise EvidenceError.of("CAS-001", str(path), type(fault).__name__) from fault


class _Said:
    """The fields of one `case.toml`, with the faults found in them."""

    def __init__(self, path: Path, said: Mapping[str, Any]) -> None:
        self.path, self.said = path, said
        self.faults: list[Fault] = []
        self.known("", said, FIELDS)

    def case(self) -> CaseFile:
        """The case, or EvidenceError with every fault."""
        title = self.get("title", dict, {})
        found = CaseFile(
            folder=self.path.parent,
            subject=self.get("subject", str),
            year=self.get("year", int, 0),
            edition=self.get("edition", str, "") or None,
            title=Text(self.text(title, "title.zh"), self.text(title, "title.en")),
            evidence=self.files("evidence", inside=True),
            twins=self.files("twins", inside=True),
            reference=self.files("reference", inside=False),
            approver=self.get("approver", str, ""),
            mode=EvidenceMode(
                self.choice("mode", self.said.get("mode", "delivered"), tuple(EvidenceMode), "delivered")
            ),
            closed=self.get("closed", bool, False),
            decisions=tuple(self.decision(row) for row in self.get("decision", list, [])),
            waivers=tuple(self.waiver(row) for row in self.get("waiver", list, [])),
        )
        self.check_needed(found)
        raise_all(EvidenceError, map(printable, self.faults))
        return found

    def check_needed(self, found: CaseFile) -> None:
        """Keep a fault for what a case must say and does not, and for what it says of no evidence of its own."""
        missing = [name for name in NEEDED if not self.said.get(name)]
        if missing:
            self.wrong("CAS-003", ", ".join(missing))
        self.check_decisions(found)
        if found.reference and not found.approver:
            self.wrong("CAS-003", "approver")
        if found.year and found.year not in YEARS:
            self.wrong("CAS-003", _said("year", found.year))

    def known(self, table: str, said: Mapping[str, Any], fields: frozenset[str]) -> None:
        """Keep a fault for each name that is no field, with the nearest that is."""
        for name in (name for name in said if name not in fields):
            self.faults.append(Fault("CAS-002", str(self.path), table + name, (("nearest", nearest(name, fields)),)))

    def text(self, table: Mapping[str, Any], name: str) -> str:
        """A text of a table; an empty one where it is not there or is none."""
        value = table.get(name.rpartition(".")[2], "")
        if isinstance(value, str):
            return value
        self.wrong("CAS-003", _said(name, value))
        return ""

    def wrong(self, code: str, found: str, **values: str) -> None:
        self.faults.append(Fault(code, str(self.path), found, tuple(sorted(values.items()))))

    def get(self, name: str, kind: type, default: Any = "") -> Any:
        value = self.said.get(name, default)
        if type(value) is not kind:
            self.wrong("CAS-003", _said(name, value))
            return default
        return value

    def choice(self, name: str, value: object, known: tuple[str, ...], default: str) -> str:
        """A word of a closed list. Fault: CAS-007 with the list and the nearest word."""
        if value in known:
            return str(value)
        self.wrong("CAS-007", _said(name, value), known=", ".join(known), nearest=nearest(str(value), known))
        return default

    def files(self, name: str, inside: bool) -> tuple[Path, ...]:
        found = []
        for value in self.get(name, list, []):
            path = self.file(value, inside)
            if path is None:
                self.wrong("CAS-004", str(value))
            found.append(path or self.path)
        return tuple(found)

    def file(self, name: object, inside: bool) -> Path | None:
        """The file of that name, seen from the folder; None where there is none, or none inside it."""
        folder = self.path.parent.resolve()
        try:
            path = (folder / str(name)).resolve()
            there = bool(name) and path.is_file()
        except (OSError, ValueError):  # a name that no file can have
            return None
        return path if there and (not inside or path.is_relative_to(folder)) else None

    def decision(self, row: object) -> Decision:
        """A `[[decision]]` table; what is not a table has none of its fields."""
        if not isinstance(row, dict):
            self.wrong("CAS-003", _said("decision", row))
            return NO_DECISION
        self.known("decision.", row, OF_DECISION)
        missing = [f"decision.{name}" for name in NEEDED_TO_DECIDE if not row.get(name)]
        if missing:
            self.wrong("CAS-003", ", ".join(missing))
        ruling = self.choice("decision.ruling", row.get("ruling") or Ruling.REJECTED, tuple(Ruling), Ruling.REJECTED)
        on = row.get("on", date.min)
        if type(on) is not date:
            self.wrong("CAS-003", _said("decision.on", on))
        key = self.record_key(self.text(row, "decision.evidence"))
        return Decision(key, Ruling(ruling), self.text(row, "decision.by"), on, self.text(row, "decision.reason"))

    def waiver(self, row: object) -> Waiver:
        """A `[[waiver]]` table; what is not a table has none of its fields."""
        said: dict[str, Any] = row if isinstance(row, dict) else {}
        self.known("waiver.", said, frozenset(OF_WAIVER))
        missing = [f"waiver.{name}" for name in OF_WAIVER if not str(said.get(name, "")).strip()]
        if missing:
            self.wrong("CAS-003", ", ".join(missing) if said else _said("waiver", row))
        requirement, reason, approver = (self.text(said, f"waiver.{name}").strip() for name in OF_WAIVER[:3])
        year, until = self.year(), said.get("until", date.max)
        if type(until) is not date:
            self.wrong("CAS-003", _said("waiver.until", until))
            until = date.max
        elif until < last_day(year):
            self.wrong("STO-053", str(until), wanted=str(last_day(year)))
        return Waiver(str(self.said.get("subject", "")), year, (requirement,), reason, approver, until)

    def year(self) -> int:
        """The assessed year; the first of all years where none that can be is said."""
        year = self.said.get("year")
        return year if type(year) is int and year in YEARS else YEARS[0]

    def check_decisions(self, case: CaseFile) -> None:
        """Keep CAS-009 for each decision on a file that is no evidence of the case."""
        names = [path.name for path in case.evidence]
        for row in self.said.get("decision", []):
            evidence = str(row.get("evidence", "")) if isinstance(row, dict) else ""
            path = self.file(evidence.partition("#")[0], inside=True)
            if path is not None and path not in case.evidence:
                like = nearest(path.name, names)
                self.wrong("CAS-009", evidence, nearest=like)

    def record_key(self, evidence: str) -> str:
        """`file` becomes the file's SHA-256, `file#id` the key of that record."""
        name, _, record = evidence.partition("#")
        path = self.file(name, inside=True)
        if path is None:
            if evidence:
                self.wrong("CAS-004", evidence)
            return ""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return f"{digest}#{record}" if record else digest


def _said(name: str, value: object) -> str:
    """A field as `case.toml` says it."""
    return f"{name} = {_toml_text(value)}"


def _toml_text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_toml_text, value))}]"
        case dict():
            return f"{{ {', '.join(_said(name, held) for name, held in value.items())} }}"
        case _:
            return str(value)
