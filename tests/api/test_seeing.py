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
from engine import Hand, Journal, Ruling, annul, decide, home, panel, publicise, read_world, record
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


def courses_begun(store: Path) -> Seats:
    """Changde recommended and publicised; a later recommended draft, and a confirmed draft of the first one's hash."""
    early, late = Hand("李强", "2026-02-20T08:00:00Z"), Hand("李强", "2026-02-25T08:00:00Z")
    with Journal(store) as journal:
        public = record(journal, home(), "430700", 2020, As.RECOMMENDED, early).recorded
        panel(journal, public, ["赵"], early)
        publicise(journal, public, date(2026, 2, 23), date(2026, 3, 9), early)
        record(journal, home(), "430700", 2020, As.CONFIRMED, late)
        kept = next(one.act.about for one in journal.entries if "430700" in one.act.detail("subjects"))
        decide(journal, Ruling.ACCEPTED, kept, "原件已核", late, read_world(home(), ()))
        record(journal, home(), "430700", 2020, As.RECOMMENDED, late)
    return Seats(store)


def test_sides_are_those_of_the_assessments_that_a_caller_sees(store: Path) -> None:
    seats = courses_begun(store)
    sides = seats.told("reader", f"{CASE}/sides")["assessments"]
    public = seats.told("reader", CASE)["assessment"]
    assert {role: one and one["assessment"] for role, one in sides.items()}["recommended"] == public  # type: ignore[attr-defined]
    inside = seats.told("own", f"{CASE}/sides")["assessments"]
    assert inside["confirmed"] and inside["recommended"]["assessment"] != public  # type: ignore[index]


def test_a_past_time_shows_what_was_public_and_never_what_was_withdrawn_before_it_was(store: Path) -> None:
    hand, later = Hand("李强", "2026-02-20T08:00:00Z"), Hand("李强", "2026-02-21T08:00:00Z")
    with Journal(store) as journal:
        for code, withdrawn in (("430700", False), ("430300", True)):
            one = record(journal, home(), code, 2020, As.RECOMMENDED, hand).recorded
            panel(journal, one, ["赵"], hand)
            publicise(journal, one, date(2026, 2, 25), date(2026, 3, 4), hand)
            if withdrawn:
                annul(journal, one, "误", later)
    seats = Seats(store)
    at = "?as_known_at=2026-02-20T12:00:00Z"
    assert (seats.asked(f"{CASE}{at}")["reader"], seats.asked(f"/v1/cases/430300/2020{at}")["reader"]) == (200, 404)
    assert seats.asked(f"{CASE}?as_known_at=2026-02-20T07:00:00Z")["reader"] == 404
    listed = seats.told("reader", f"{CASE}/assessments?as_known_at=2026-02-20T07:00:00Z")
    assert listed["assessments"] == []
    assert len(seats.told("reader", f"{CASE}/assessments{at}")["assessments"]) == 1  # type: ignore[arg-type]
    assert seats.told("reader", f"/v1/cases/430300/2020/assessments{at}")["assessments"] == []


def test_a_place_tells_those_who_may_not_look_at_it_nothing_of_its_evidence(store: Path) -> None:
    seats = Seats(store)
    told = {name: seats.told(name, "/v1/subjects/430700") for name in CALLERS}
    assert {name: one["submissions"] for name, one in told.items()} == {
        "reader": 0,
        "other": 0,
        "own": 1,
        "all": 1,
        "editor": 1,
    }
    assert {name for name, one in told.items() if one["version"] == NONE} == {"reader", "other"}


def test_a_refusal_names_no_places_that_handed_something_in(store: Path) -> None:
    own = Seats(store).told("own", f"{CASE}?as_known_at=2020-01-01T00:00:00Z")
    assert own["code"] == "STO-015"
    assert not any(code in str(own) for code in ("430100", "430300"))


def test_impact_is_asked_as_known_at_a_time(store: Path) -> None:
    seats = Seats(store)
    headers = {"authorization": f"Bearer {seats.keys['editor']}"}
    body = {"year": 2020, "changes": {"grade": ["A=990"]}}
    for at, status in (("2026-01-05T07:59:59Z", 404), ("2026-01-05T08:00:00Z", 200), ("yesterday", 422)):
        assert seats.client.post(f"/v1/impact?as_known_at={at}", json=body, headers=headers).status_code == status
