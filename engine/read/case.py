"""A case folder: which subject, which year, which files, and the decisions on them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.errors import EvidenceError, Fault, raise_all
from engine.model.case import EvidenceMode
from engine.model.evidence import Decision, Ruling
from engine.model.text import Text

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
        "fictional",
        "note",
    ]
)


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


def read_case(folder: Path) -> CaseFile:
    """Read `case.toml` of a folder.

    Raises: EvidenceError with every fault: no such file or not TOML (CAS-001), an unknown field (CAS-002), a missing
    or ill-typed one (CAS-003), a file that is not there or leads out of the folder (CAS-004).
    """
    path = folder / "case.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        found = fault.strerror if isinstance(fault, OSError) else fault
        raise EvidenceError.of("CAS-001", str(path), str(found)) from fault
    return _Said(path, said).case()


class _Said:
    """The fields of one `case.toml`, with the faults found in them."""

    def __init__(self, path: Path, said: Mapping[str, Any]) -> None:
        self.path, self.said = path, said
        self.faults = [Fault("CAS-002", str(path), name) for name in said if name not in FIELDS]

    def case(self) -> CaseFile:
        """The case, or EvidenceError with every fault."""
        title = self.get("title", dict, {})
        found = CaseFile(
            folder=self.path.parent,
            subject=self.get("subject", str),
            year=self.get("year", int, 0),
            edition=self.get("edition", str, "") or None,
            title=Text(str(title.get("zh", "")), str(title.get("en", ""))),
            evidence=self.files("evidence"),
            twins=self.files("twins"),
            reference=self.files("reference"),
            approver=self.get("approver", str, ""),
            mode=EvidenceMode(self.choice("mode", tuple(EvidenceMode), "delivered")),
            closed=self.get("closed", bool, False),
            decisions=tuple(self.decision(row) for row in self.get("decision", list, [])),
        )
        if not found.subject or not found.year or not found.evidence:
            self.wrong("CAS-003", "subject, year, evidence")
        if found.reference and not found.approver:
            self.wrong("CAS-003", "approver")
        raise_all(EvidenceError, self.faults)
        return found

    def wrong(self, code: str, found: str) -> None:
        self.faults.append(Fault(code, str(self.path), found))

    def get(self, name: str, kind: type, default: Any = "") -> Any:
        value = self.said.get(name, default)
        if type(value) is not kind:
            self.wrong("CAS-003", f"{name} = {value!r}")
            return default
        return value

    def choice(self, name: str, known: tuple[str, ...], default: str) -> str:
        value = self.said.get(name, default)
        if value not in known:
            self.wrong("CAS-003", f"{name} = {value!r}")
            return default
        return str(value)

    def files(self, name: str) -> tuple[Path, ...]:
        found = []
        for value in self.get(name, list, []):
            path = (self.path.parent / str(value)).resolve()
            if not path.is_file():
                self.wrong("CAS-004", str(value))
            found.append(path)
        return tuple(found)

    def decision(self, row: Mapping[str, Any]) -> Decision:
        ruling, on = row.get("ruling"), row.get("on")
        if ruling not in tuple(Ruling) or type(on) is not date or not row.get("by"):
            self.wrong("CAS-003", f"decision = {dict(row)!r}")
            ruling, on = Ruling.REJECTED, date.min
        reason = str(row.get("reason", ""))
        return Decision(self.record_key(str(row.get("evidence", ""))), Ruling(ruling), str(row.get("by")), on, reason)

    def record_key(self, evidence: str) -> str:
        """`file` becomes the file's SHA-256, `file#id` the key of that record."""
        name, _, record = evidence.partition("#")
        path = self.path.parent / name
        if not name or not path.is_file():
            self.wrong("CAS-004", evidence or "decision.evidence")
            return ""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return f"{digest}#{record}" if record else digest
