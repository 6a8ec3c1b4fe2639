"""Stores in which something was assessed: Changde's figure, which leaves all grades open, and a made-up place with a grade."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from engine import home
from engine.model.evidence import Ruling
from engine.model.world import World
from engine.read.ontology import read_world
from engine.store.assessments import Role, record
from engine.store.hand import Hand
from engine.store.journal import Journal
from engine.store.ledger import close_case, decide, submit
from engine.store.references import take_over
from tests.engine.store.made_up import SUBMITTED, row

RULED = Hand("李", "2026-02-01T08:00:00Z")
RECORDED = Hand("赵", "2026-03-01T08:00:00Z")
CASE = ("430700", 2020)
GRADED = ("990100", 2022)
FICTIONAL = home() / "fixtures" / "world" / "fictional.ttl"
EVIDENCE = home() / "fixtures" / "cases" / "fictional-grade-a" / "evidence.ttl"
REJECTED = "plan-in-five-year-plan-2022"  # a record of it


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


@cache
def _graded() -> Path:
    folder = Path(mkdtemp(prefix="clausegraph-test-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    with Journal(folder) as journal:
        take_over(journal, home(), FICTIONAL.name, FICTIONAL.read_bytes(), "虚构核准人", SUBMITTED)
        submit(journal, "e.ttl", EVIDENCE.read_bytes(), ["990100"], SUBMITTED)
        decide(journal, Ruling.ACCEPTED, "e.ttl", "原件已核", RULED, made_up_world())
        decide(journal, Ruling.REJECTED, f"e.ttl#{REJECTED}", "无公章", RULED, made_up_world())
        close_case(journal, "990100", 2022, RULED)
        record(journal, home(), *GRADED, Role.SELF, RECORDED)
        record(journal, home(), *GRADED, Role.RECOMMENDED, RECORDED)
    return folder


def graded(folder: Path) -> Path:
    """A copy of the store of a made-up place whose grade is settled, made once: 1 reference file, 2 submitted, 3 accepted, 4 a
    record of it rejected, 5 closed, 6 edition, 7 self, 8 recommended.
    """
    return copytree(_graded(), folder / "store")


@cache
def made_up_world() -> World:
    """The world with the made-up places."""
    return read_world(home(), [FICTIONAL])
