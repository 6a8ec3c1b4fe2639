"""The three roles side by side: the kept points, their difference, and the premises that make it."""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any

import pytest

from engine import home
from engine.errors import StoreError
from engine.model.evidence import Ruling
from engine.read.ontology import read_world
from engine.store import sides
from engine.store.assessments import RESULT, Role, kept_result, record, recorded
from engine.store.course import courses
from engine.store.files import path_of
from engine.store.journal import Journal, read_journal
from engine.store.ledger import decide, submit
from engine.store.rooms import RESULTS
from engine.store.sides import ItemSides, Scored, Sides, Stand, latest, side_by_side
from engine.store.states import annul
from tests.conftest import CASES
from tests.engine.store.assessed import RECORDED, RULED
from tests.engine.store.made_up import SUBMITTED

CHANGSHA = ("430100", 2023)


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="clausegraph-test-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    content = (CASES / "changsha-2023" / "evidence.xlsx").read_bytes()
    with Journal(folder) as journal:
        submit(journal, "e.xlsx", content, ["430100"], SUBMITTED)
        record(journal, home(), *CHANGSHA, Role.SELF, RECORDED)
        record(journal, home(), *CHANGSHA, Role.RECOMMENDED, RECORDED)
        decide(journal, Ruling.ACCEPTED, "e.xlsx", "原件已核", RULED, read_world(home()))
        record(journal, home(), *CHANGSHA, Role.CONFIRMED, RECORDED)
    return folder


def three_roles(folder: Path) -> Path:
    """A copy of a store in which Changsha assessed itself, then nothing was accepted, then all was."""
    return copytree(_made(), folder / "store")


def compared(store: Path, *roles: Role) -> Sides:
    entries = read_journal(store)
    chosen = [one for role, one in latest(courses(entries, *CHANGSHA)).items() if role in (roles or Role)]
    return side_by_side(store, entries, chosen)


def item(found: Sides, number: str) -> ItemSides:
    return next(one for one in found.items if one.number == number)


def test_every_item_has_the_points_that_were_kept(tmp_path: Path) -> None:
    store = three_roles(tmp_path)
    found = compared(store)
    assert (found.case, found.place.zh, found.place.en, list(found.recorded)) == (
        "430100/2023",
        "长沙市",
        "Changsha",
        list(Role),
    )
    for role, one in found.recorded.items():
        scores = json.loads(kept_result(store, one))["scores"]
        assert {each.item for each in found.items} == set(scores["items"])
        for each in found.items:
            kept, own = scores["items"][each.item], each.scores[role]
            assert own == Scored(*(Fraction(kept[name]) for name in ("possible", "low", "high")), kept["applicable"])
        assert (found.totals[role].low, found.totals[role].high) == (
            Fraction(scores["total_low"]),
            Fraction(scores["total_high"]),
        )


def test_a_difference_comes_with_the_premises_that_make_it(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path), Role.SELF, Role.RECOMMENDED)
    air = next(one for one in found.items if one.difference != (0, 0))
    assert (air.number, air.difference) == ("A.12.1", (-20, 0))
    assert [(one.slot, one.year) for one in air.turned] == [("good-day-ratio", 2023), ("pm25", 2023)]
    assert air.turned[0].stands == {
        Role.SELF: Stand("87.9", "known"),
        Role.RECOMMENDED: Stand("87.9", "target-not-due", is_open=True),
    }
    assert (air.other_edition, air.rescaled) == (False, False)
    same = [one for one in found.items if one is not air]
    assert {(one.difference, one.turned, one.rescaled) for one in same} == {((Fraction(0), Fraction(0)), (), False)}
    assert found.difference == (-20, 0)


def test_a_difference_between_the_first_two_is_told_though_the_last_is_as_the_first(tmp_path: Path) -> None:
    air = item(compared(three_roles(tmp_path)), "A.12.1")
    assert (air.difference, len(air.turned), list(air.turned[0].stands)) == ((0, 0), 2, list(Role))


def test_one_role_alone_has_no_difference(tmp_path: Path) -> None:
    found = compared(three_roles(tmp_path), Role.CONFIRMED)
    assert (found.difference, {one.difference for one in found.items}) == (None, {None})
    assert {tuple(one.scores) for one in found.items} == {(Role.CONFIRMED,)}


def test_the_latest_of_each_role_counts_and_what_was_annulled_does_not(tmp_path: Path) -> None:
    with Journal(three_roles(tmp_path)) as journal:
        own, recommended, confirmed = recorded(journal.entries)
        again = record(journal, home(), *CHANGSHA, Role.RECOMMENDED, RECORDED).recorded
        assert latest(courses(journal.entries, *CHANGSHA)) == {
            Role.SELF: own,
            Role.RECOMMENDED: again,
            Role.CONFIRMED: confirmed,
        }
        annul(journal, again, "误", RECORDED)
        annul(journal, confirmed, "误", RECORDED)
        assert latest(courses(journal.entries, *CHANGSHA)) == {Role.SELF: own, Role.RECOMMENDED: recommended}
        assert latest(courses(journal.entries, "430100", 2022)) == {}


Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Role, Change], None]:
    """Let the kept result of a role be read otherwise than it is."""

    def setting(role: Role, change: Change) -> None:
        true = sides.kept_result

        def read(folder: Path, one: Any) -> bytes:
            data = json.loads(true(folder, one))
            if one.role is role:
                change(data)
            return json.dumps(data).encode()

        monkeypatch.setattr(sides, "kept_result", read)

    return setting


def test_points_that_differ_on_the_same_premises_are_rescaled(tmp_path: Path, changed) -> None:
    def rescale(data: dict[str, Any]) -> None:
        data["scores"]["items"]["dossier"] |= {"possible": "80/3", "high": "80/3"}

    changed(Role.CONFIRMED, rescale)
    found = item(compared(three_roles(tmp_path)), "A.15.2")
    assert (found.rescaled, found.turned, found.difference) == (True, (), (0, Fraction(20, 3)))


def test_an_item_that_one_side_lacks_has_no_difference(tmp_path: Path, changed) -> None:
    changed(Role.SELF, lambda data: data["scores"]["items"].pop("dossier"))
    found = item(compared(three_roles(tmp_path)), "A.15.2")
    assert (found.scores[Role.SELF], found.difference) == (None, None)


def test_another_edition_is_said(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("ontology", "shapes"):
        copytree(home() / name, root / name)
    path = root / "ontology/editions/2021-draft/annex-a-15.ttl"
    text = path.read_text(encoding="utf-8")
    assert text.count("cg:points 20") == 2
    path.write_text(text.replace("cg:points 20", "cg:points 21"), encoding="utf-8")
    store = three_roles(tmp_path)
    with Journal(store) as journal:
        record(journal, root, *CHANGSHA, Role.CONFIRMED, RECORDED)
    found = compared(store)
    dossier = item(found, "A.15.2")
    assert (dossier.other_edition, dossier.rescaled, dossier.difference) == (True, False, (0, 1))
    assert dossier.scores[Role.SELF] == Scored(Fraction(20), Fraction(0), Fraction(20), True)
    assert item(found, "A.4.1").other_edition is False


def test_a_damaged_result_is_not_compared(tmp_path: Path) -> None:
    store = three_roles(tmp_path)
    one = recorded(read_journal(store))[0]
    path_of(store, one.result, RESULT, RESULTS).write_bytes(b"{}")
    with pytest.raises(StoreError) as error:
        compared(store)
    assert [fault.code for fault in error.value.faults] == ["STO-009"]
