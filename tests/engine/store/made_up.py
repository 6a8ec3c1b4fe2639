"""A store with a few made-up submissions and acts, without reading any evidence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.model.entry import Act, Kind
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.ledger import close_case, submit

SUBMITTED = Hand("王", "2026-01-01T08:00:00Z")
RULED = Hand("李", "2026-02-01T08:00:00Z")
CLOSED = Hand("李", "2026-03-01T08:00:00Z")
FILES = (("一.csv", b"one"), ("two.csv", b"two" * 40), ("three.ttl", b"# three\n" * 30))
HEADER = "编号,评价对象,指标,年度,数值,单位\n"


def row(value: str) -> bytes:
    """A CSV file with one observation of Changde."""
    return f"{HEADER}o1,常德市,空气质量优良天数比例,2020,{value},%\n".encode()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def filled(folder: Path) -> Path:
    """Three files entered, the first accepted, the case closed."""
    with Journal(folder) as journal:
        for name, content in FILES:
            submit(journal, name, content, ["430700"], SUBMITTED)
        journal.append(Act(RULED.time, RULED.actor, Kind.ACCEPTED, digest(b"one"), "原件已核"))
        close_case(journal, "430700", 2020, CLOSED)
    return folder
