"""What is confidential is not there: for readers and for evaluators of other places, until it is public."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from engine import Hand, Journal, home, panel, publicise, record
from engine import Role as As

CASE = "/v1/cases/430700/2020"
NONE = "0" * 64
MADE = "2026-02-01T08:00:00Z"
CALLERS = {
    "reader": (Role.READER, None),
    "other": (Role.EVALUATOR, frozenset({"430300"})),
    "own": (Role.EVALUATOR, frozenset({"430700"})),
    "all": (Role.EVALUATOR, None),
    "editor": (Role.EDITOR, None),
}


class Seats:
    """One service over a copy of the store, asked by several callers at a time that can be set."""

    def __init__(self, store: Path) -> None:
        self.now = datetime(2026, 3, 1, 8, tzinfo=UTC)
        self.keys = {
            name: make_key(store, Wanted(name, role, subjects, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
            for number, (name, (role, subjects)) in enumerate(CALLERS.items(), 1)
        }
        app = create_app(Settings(store, read_only=True, now=lambda: self.now))
        self.client = TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000))

    def asked(self, address: str) -> dict[str, int]:
        """The status that each caller gets."""
        return {
            name: self.client.get(address, headers={"authorization": f"Bearer {key}"}).status_code
            for name, key in self.keys.items()
        }

    def told(self, name: str, address: str) -> dict[str, object]:
        """What a caller is told."""
        return self.client.get(address, headers={"authorization": f"Bearer {self.keys[name]}"}).json()


@pytest.fixture
def store(filled_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled_store, tmp_path / "store"))


def test_a_case_as_it_stands_is_for_its_evaluators_and_editors(store: Path) -> None:
    seats = Seats(store)
    assert seats.asked(CASE) == {"reader": 404, "other": 404, "own": 200, "all": 200, "editor": 200}
    own = seats.told("own", CASE)
    for part in own["links"].values():  # type: ignore[attr-defined]
        assert seats.asked(part) == {"reader": 404, "other": 404, "own": 200, "all": 200, "editor": 200}, part


def test_what_is_hidden_looks_like_what_there_is_none_of(store: Path) -> None:
    seats = Seats(store)
    hidden = seats.told("own", CASE)["assessment"]
    told = [
        str(seats.told("reader", f"/v1/assessments/{digest}")).replace(str(digest), "") for digest in (hidden, NONE)
    ]
    assert told[0] == told[1]


def test_a_list_holds_what_the_caller_may_see(store: Path) -> None:
    seats = Seats(store)
    shown = {
        name: [one["case"]["subject"] for one in seats.told(name, "/v1/cases?year=2020")["items"]]  # type: ignore[attr-defined]
        for name in CALLERS
    }
    assert shown == {
        "reader": [],
        "other": ["430300"],
        "own": ["430700"],
        "all": ["430100", "430300", "430700"],
        "editor": ["430100", "430300", "430700"],
    }


def test_what_is_publicised_is_there_for_all_from_that_day_on(store: Path) -> None:
    with Journal(store) as journal:
        hand = Hand("李强", "2026-02-20T08:00:00Z")
        recorded = record(journal, home(), "430700", 2020, As.RECOMMENDED, hand).recorded
        panel(journal, recorded, ["赵"], hand)
        publicise(journal, recorded, date(2026, 3, 2), date(2026, 3, 9), hand)
    seats = Seats(store)
    assert seats.asked(CASE)["reader"] == 404
    seats.now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert seats.asked(CASE) == {"reader": 200, "other": 200, "own": 200, "all": 200, "editor": 200}
    told = seats.told("reader", CASE)
    assert (told["assessment"], told["role"], told["stage"]) == (recorded.assessment, "recommended", "publicised")
    assert seats.asked(told["links"]["explanation"])["reader"] == 200  # type: ignore[index]
    assert seats.told("own", CASE)["stage"] is None


def test_changes_are_tried_on_the_cases_of_the_caller(store: Path) -> None:
    seats = Seats(store)
    body = {"year": 2020, "changes": {"grade": ["A=990"]}}
    for name, cases in (("own", 1), ("all", 3), ("editor", 3)):
        headers = {"authorization": f"Bearer {seats.keys[name]}"}
        assert seats.client.post("/v1/impact", json=body, headers=headers).json()["cases"] == cases
    headers = {"authorization": f"Bearer {seats.keys['reader']}"}
    assert seats.client.post("/v1/impact", json=body, headers=headers).status_code == 404


def test_two_cases_are_set_against_each_other_only_by_those_who_see_both(store: Path) -> None:
    seats = Seats(store)
    one, other = (seats.told("editor", f"/v1/cases/{code}/2020")["assessment"] for code in ("430700", "430300"))
    address = f"/v1/contrast?first={one}&second={other}"
    assert seats.asked(address) == {"reader": 404, "other": 404, "own": 404, "all": 200, "editor": 200}


def test_an_evaluator_of_all_places_sees_the_drafts_of_all(store: Path) -> None:
    with Journal(store) as journal:
        hand = Hand("李强", "2026-02-20T08:00:00Z")
        drafts = [record(journal, home(), code, 2020, As.SELF, hand).recorded for code in ("430700", "430300")]
    seats = Seats(store)
    for draft in drafts:
        inside = "own" if draft.subject == "430700" else "other"
        wanted = {name: 200 if name in (inside, "all", "editor") else 404 for name in CALLERS}
        assert seats.asked(f"/v1/assessments/{draft.assessment}") == wanted
        courses = {
            name: len(seats.told(name, f"/v1/cases/{draft.subject}/2020/assessments")["assessments"])  # type: ignore[arg-type]
            for name in CALLERS
        }
        assert courses == {name: 1 if status == 200 else 0 for name, status in wanted.items()}
