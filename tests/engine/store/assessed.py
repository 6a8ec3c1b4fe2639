"""A store in which Changde's figure was assessed: by itself, and as accepted."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from engine import home
from engine.model.evidence import Ruling
from engine.read.ontology import read_world
from engine.store.assessments import Role, record
from engine.store.journal import Journal
from engine.store.ledger import Hand, decide, submit
from tests.engine.store.made_up import SUBMITTED, row

RULED = Hand("李", "2026-02-01T08:00:00Z")
RECORDED = Hand("赵", "2026-03-01T08:00:00Z")
CASE = ("430700", 2020)


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="clausegraph-test-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    with Journal(folder) as journal:
        submit(journal, "e.csv", row("84.7"), ["430700"], SUBMITTED)
        record(journal, home(), *CASE, Role.SELF, RECORDED)
        decide(journal, Ruling.ACCEPTED, "e.csv", "原件已核", RULED, read_world(home()))
        record(journal, home(), *CASE, Role.RECOMMENDED, RECORDED)
    return folder


def assessed(folder: Path) -> Path:
    """A copy of the store, made once: 1 submitted, 2 edition, 3 self, 4 accepted, 5 recommended."""
    return copytree(_made(), folder / "store")
