"""Appeals through the service: who may, what is told to whom, and every refusal in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from engine import Hand, Journal, panel, publicise, recorded, submit
from tests.api.town import FREELY
from tests.engine.store.assessed import EVIDENCE, REJECTED, graded
from tests.engine.store.made_up import digest, row

FILE = digest(EVIDENCE.read_bytes())
KEY = f"{FILE}#{REJECTED}"
LEAF = "plan-in-five-year-plan"
WISH = {"role": "recommended", "requirements": [LEAF], "reason": "公章齐全", "evidence": [KEY]}
MADE = "2026-02-01T08:00:00Z"
HAND = Hand("赵", "2026-03-02T04:00:00Z")
CALLERS: dict[str, tuple[Role, frozenset[str] | None]] = {
    "reader": (Role.READER, None),
    "stranger": (Role.EVALUATOR, frozenset({"430300"})),
    "own": (Role.EVALUATOR, frozenset({"990100"})),
    "all": (Role.EVALUATOR, None),
    "editor": (Role.EDITOR, None),
    "admin": (Role.ADMIN, None),
}
WHO = ("nobody", *CALLERS)


class Bar:
    """A service over a store with a publicised assessment of a made-up place, its callers, and its clock."""

    def __init__(self, store: Path, *, public: bool = True, read_only: bool = False) -> None:
        self.store, self.now = store, datetime(2026, 3, 5, 4, tzinfo=UTC)
        self.keys = {
            name: make_key(store, Wanted(name, role, places, None, MADE), lambda size, n=number: bytes([n]) * size)[0]
            for number, (name, (role, places)) in enumerate(CALLERS.items(), 1)
        }
        with Journal(store) as journal:
            self.draft, self.shown = recorded(journal.entries)
            if public:
                panel(journal, self.shown, ["钱"], HAND)
                publicise(journal, self.shown, date(2026, 3, 4), date(2026, 3, 10), HAND)
        access = Access(rates=FREELY)
        self.app = create_app(Settings(store, read_only=read_only, now=lambda: self.now, access=access))
        self.client = TestClient(self.app, "http://127.0.0.1", client=("127.0.0.1", 40000))
        self.appeals = f"/v1/assessments/{self.shown.assessment}/appeals"

    def ask(self, name: str, method: str, address: str, body: Any = None, **headers: str) -> Any:
        keys = {"X-API-Key": self.keys[name]} if name in self.keys else {}
        return self.client.request(method, address, json=body, headers=keys | headers)

    def get(self, name: str, address: str) -> Any:
        return self.ask(name, "GET", address)

    def statuses(self, address: str) -> dict[str, int]:
        return {name: self.get(name, address).status_code for name in WHO}

    def refused(self, name: str, address: str, body: Any) -> tuple[int, str]:
        """Status and code of a refusal; nothing is entered, and it is told in Chinese and in English."""
        before = (self.store / "ledger.jsonl").read_bytes()
        chinese, english = (self.ask(name, "POST", address, body, **{"Accept-Language": one}) for one in ("zh", "en"))
        assert (self.store / "ledger.jsonl").read_bytes() == before
        assert english.json()["code"] == chinese.json()["code"]
        assert english.json()["detail"] != chinese.json()["detail"] and "。" not in english.json()["detail"]
        return chinese.status_code, chinese.json()["code"]


@pytest.fixture
def bar(tmp_path: Path) -> Iterator[Bar]:
    made = Bar(graded(tmp_path))
    yield made
    made.app.state.service.close()


@pytest.fixture
def appealed(bar: Bar) -> Bar:
    """With an appeal of the place, entry 11."""
    assert bar.ask("own", "POST", bar.appeals, WISH).status_code == 201
    return bar


def test_the_place_appeals_and_is_answered(bar: Bar) -> None:
    made = bar.ask("own", "POST", bar.appeals, WISH)
    assert (made.status_code, made.headers["location"]) == (201, "/v1/appeals/11")
    assert made.json() == {
        "number": 11,
        "assessment": bar.shown.assessment,
        "role": "recommended",
        "case": "990100/2022",
        "day": "2026-03-05",
        "requirements": [LEAF],
        "by": "own",
        "reason": "公章齐全",
        "evidence": [KEY],
        "answer": None,
    }
    assert bar.get("own", "/v1/appeals/11").json() == made.json()
    ruling = {"ruling": "accepted", "record": REJECTED, "reason": "有公章"}
    ruled = bar.ask("own", "POST", f"/v1/submissions/{FILE}/rulings", ruling).json()["entry"]["number"]
    body = {"resolution": "upheld", "reason": "经核实", "entries": [ruled]}
    answer = bar.ask("editor", "POST", "/v1/appeals/11/answer", body)
    assert (answer.status_code, answer.json()["number"]) == (201, 11)
    assert answer.json()["answer"] == {
        "number": 13,
        "day": "2026-03-05",
        "resolution": "upheld",
        "by": "editor",
        "reason": "经核实",
        "entries": [12],
        "replaced_by": None,
    }
    assert bar.refused("admin", "/v1/appeals/11/answer", body) == (409, "STO-058")


def test_what_is_upheld_is_recorded_anew(appealed: Bar) -> None:
    bar = appealed
    ruling = {"ruling": "accepted", "record": REJECTED, "reason": "有公章"}
    bar.ask("own", "POST", f"/v1/submissions/{FILE}/rulings", ruling)
    new = bar.ask("own", "POST", "/v1/cases/990100/2022/assessments", {"role": "recommended"}).json()["assessment"]
    annul = {"turn": "annul", "role": "recommended", "reason": "申诉成立"}
    assert bar.ask("admin", "POST", f"/v1/assessments/{bar.shown.assessment}/turns", annul).status_code == 201
    body = {"resolution": "partly-upheld", "reason": "经核实", "replaced_by": new}
    assert bar.ask("admin", "POST", "/v1/appeals/11/answer", body).json()["answer"]["replaced_by"] == new
    assert bar.get("reader", bar.appeals).json()["items"][0]["answer"]["resolution"] == "partly-upheld"


def test_who_may_appeal_and_who_may_answer(bar: Bar) -> None:
    given = {name: bar.ask(name, "POST", bar.appeals, WISH) for name in WHO}
    assert {name: one.status_code for name, one in given.items()} == {
        "nobody": 401,
        "reader": 403,
        "stranger": 403,
        "own": 201,
        "all": 201,
        "editor": 201,
        "admin": 201,
    }
    body = {"resolution": "dismissed", "reason": "未见公章"}
    answered = {name: bar.ask(name, "POST", "/v1/appeals/11/answer", body).status_code for name in WHO}
    assert answered == dict.fromkeys(WHO, 403) | {"nobody": 401, "editor": 201, "admin": 409}


def test_a_draft_is_not_there_for_others(tmp_path: Path) -> None:
    bar = Bar(graded(tmp_path), public=False)
    assert bar.statuses(bar.appeals) == dict.fromkeys(WHO, 200) | {"nobody": 401, "reader": 404, "stranger": 404}
    assert bar.refused("stranger", bar.appeals, WISH) == (404, "API-404")
    none = f"/v1/assessments/{'0' * 64}/appeals"
    hidden, absent = (bar.ask("stranger", "POST", address, WISH) for address in (bar.appeals, none))
    assert hidden.text.replace(bar.shown.assessment, "") == absent.text.replace("0" * 64, "")
    assert bar.refused("own", bar.appeals, WISH) == (409, "STO-040")
    bar.app.state.service.close()


def test_an_address_that_says_its_case_is_taken_as_its_hash_is(bar: Bar) -> None:
    """As the links of a case give it: what was not recorded is not there; what was recorded is found."""
    shown, turn = bar.shown, {"turn": "panel", "role": "recommended", "members": ["钱"]}
    for name, case, status in (
        ("0" * 64, f"{shown.subject}~{shown.year}", 404),
        (shown.assessment, f"{shown.subject}~{shown.year}", 200),
        (shown.assessment, f"430700~{shown.year}", 404),
        (shown.assessment, f"{shown.subject}~{shown.year - 1}", 404),
    ):
        address = f"/v1/assessments/{name}~{case}~delivered~5"
        assert bar.get("admin", f"{address}/appeals").status_code == status
        if status == 404:
            assert bar.refused("own", f"{address}/appeals", WISH) == (404, "API-404")
            assert bar.refused("admin", f"{address}/turns", turn) == (404, "API-404")
    address = f"/v1/assessments/{shown.assessment}~{shown.subject}~{shown.year}~delivered~5"
    assert bar.ask("own", "POST", f"{address}/appeals", WISH).status_code == 201
    assert bar.refused("admin", f"{address}/turns", turn) == (409, "STO-040")
    assert (
        bar.get("admin", f"/v1/assessments/{'0' * 64}/appeals").json()["faults"][0]["where"]
        == f"assessments/{'0' * 64}"
    )


def test_who_appealed_does_not_answer(bar: Bar) -> None:
    bar.ask("editor", "POST", bar.appeals, WISH)
    body = {"resolution": "dismissed", "reason": "未见公章"}
    assert bar.refused("editor", "/v1/appeals/11/answer", body) == (409, "STO-060")
    assert bar.ask("admin", "POST", "/v1/appeals/11/answer", body).status_code == 201


def test_words_of_the_place_are_told_inside_alone(appealed: Bar) -> None:
    addresses = ("/v1/appeals", "/v1/appeals/11", appealed.appeals, "/v1/ledger", "/v1/cases/990100/2022/assessments")
    for address in addresses:
        for name in ("reader", "stranger"):
            told = appealed.get(name, address)
            assert told.status_code == 200
            assert LEAF in told.text and "公章齐全" not in told.text and KEY not in told.text, (name, address)
        for name in ("own", "all", "editor", "admin"):
            told = appealed.get(name, address)
            assert "公章齐全" in told.text and REJECTED in told.text, (name, address)
    item = appealed.get("reader", "/v1/appeals/11").json()
    assert (item["by"], item["reason"], item["evidence"], item["requirements"]) == (None, None, None, [LEAF])


def test_lists_have_pages_and_can_be_narrowed(bar: Bar) -> None:
    for reason in ("公章齐全", "日期有误", "口径不同"):
        assert bar.ask("own", "POST", bar.appeals, WISH | {"reason": reason}).status_code == 201
    bar.ask("admin", "POST", "/v1/appeals/12/answer", {"resolution": "dismissed", "reason": "未见公章"})
    for address in ("/v1/appeals", bar.appeals):
        first = bar.get("reader", f"{address}?limit=2").json()
        rest = bar.get("reader", first["next"]).json()
        assert [[one["number"] for one in page["items"]] for page in (first, rest)] == [[11, 12], [13]]
        assert rest["next"] is None

    def numbers(words: str) -> list[int]:
        return [one["number"] for one in bar.get("reader", f"/v1/appeals?{words}").json()["items"]]

    assert (numbers("open=true"), numbers("open=false")) == ([11, 13], [12])
    assert (numbers("subject=990100"), numbers("subject=430700")) == ([11, 12, 13], [])
    assert bar.get("reader", "/v1/appeals?subject=x").status_code == 422
    assert bar.get("reader", "/v1/appeals?open=x").status_code == 422


def test_the_same_appeal_sent_again_is_entered_once(appealed: Bar) -> None:
    assert appealed.refused("own", appealed.appeals, WISH) == (409, "STO-062")
    assert appealed.ask("all", "POST", appealed.appeals, WISH).status_code == 201
    appealed.ask("admin", "POST", "/v1/appeals/11/answer", {"resolution": "dismissed", "reason": "未见公章"})
    assert appealed.ask("own", "POST", appealed.appeals, WISH).status_code == 201


def test_a_preview_is_for_those_inside_and_enters_nothing(appealed: Bar) -> None:
    before = (appealed.store / "ledger.jsonl").read_bytes()
    wanted = dict.fromkeys(WHO, 200) | {"nobody": 401, "reader": 404, "stranger": 404}
    assert appealed.statuses("/v1/appeals/11/preview") == wanted
    data = appealed.get("own", "/v1/appeals/11/preview").json()
    assert (data["before"]["assessment"], data["late"]) == (appealed.shown.assessment, [])
    assert (data["before"]["totals"]["total_low"], data["after"]["totals"]["total_low"]) == ("986.3", "992.3")
    assert [one["requirement"] for one in data["requirements"] if one["disputed"]] == [LEAF]
    held = appealed.app.state.service.granted
    assert len(held) == 1
    told = appealed.get("editor", "/v1/appeals/11/preview")
    assert (told.json(), len(held), told.headers["cache-control"]) == (data, 1, "private, no-cache")
    tag = told.headers["etag"]
    assert appealed.ask("own", "GET", "/v1/appeals/11/preview", **{"If-None-Match": tag}).status_code == 304
    assert (appealed.store / "ledger.jsonl").read_bytes() == before


def test_what_rests_on_an_old_version_is_refused(bar: Bar) -> None:
    stale = bar.ask("own", "POST", bar.appeals, WISH, **{"If-Match": '"' + "f" * 64 + '"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "API-412")
    version = bar.get("own", "/v1/subjects/990100").json()["version"]
    assert bar.ask("own", "POST", bar.appeals, WISH, **{"If-Match": f'"{version}"'}).status_code == 201
    body = {"resolution": "dismissed", "reason": "未见公章"}
    stale = bar.ask("admin", "POST", "/v1/appeals/11/answer", body, **{"If-Match": '"' + "f" * 64 + '"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "API-412")
    ruling = {"ruling": "rejected", "record": REJECTED, "reason": "无公章"}
    bar.ask("own", "POST", f"/v1/submissions/{FILE}/rulings", ruling)
    gone_on = bar.ask("admin", "POST", "/v1/appeals/11/answer", body, **{"If-Match": f'"{version}"'})
    assert gone_on.status_code == 412


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"requirements": []}, 422, "API-422"),
        ({"requirements": [""]}, 422, "API-422"),
        ({"requirements": ["x" * 101]}, 422, "API-422"),
        ({"requirements": [LEAF] * 201}, 422, "API-422"),
        ({"requirements": LEAF}, 422, "API-422"),
        ({"requirements": ["airs"]}, 422, "STO-056"),
        ({"reason": ""}, 422, "API-422"),
        ({"reason": " \t"}, 422, "STO-006"),
        ({"reason": "x" * 2001}, 422, "API-422"),
        ({"reason": None}, 422, "API-422"),
        ({"evidence": ["e.ttl"]}, 422, "API-422"),
        ({"evidence": [FILE.upper()]}, 422, "API-422"),
        ({"evidence": [f"{FILE}#"]}, 422, "API-422"),
        ({"evidence": ["0" * 64]}, 404, "STO-012"),
        ({"evidence": [f"{FILE}#none"]}, 422, "CAS-009"),
        ({"role": "self"}, 404, "STO-036"),
        ({"role": "jury"}, 422, "API-422"),
        ({"more": 1}, 422, "API-422"),
    ],
)
def test_words_of_an_appeal_that_do_not_fit(changed: dict[str, Any], status: int, code: str, bar: Bar) -> None:
    assert bar.refused("own", bar.appeals, WISH | changed) == (status, code)


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"resolution": "granted"}, 422, "API-422"),
        ({"reason": " "}, 422, "STO-006"),
        ({"resolution": "upheld"}, 422, "STO-057"),
        ({"entries": [11]}, 422, "STO-057"),
        ({"resolution": "upheld", "entries": [2]}, 422, "STO-057"),
        ({"entries": [0]}, 422, "API-422"),
        ({"entries": ["12"]}, 422, "API-422"),
        ({"entries": [2**60]}, 400, "API-454"),
        ({"resolution": "upheld", "replaced_by": "0" * 64}, 404, "STO-036"),
        ({"resolution": "upheld", "replaced_by": "0" * 63}, 422, "API-422"),
    ],
)
def test_words_of_an_answer_that_do_not_fit(changed: dict[str, Any], status: int, code: str, appealed: Bar) -> None:
    body = {"resolution": "dismissed", "reason": "未见公章"}
    assert appealed.refused("admin", "/v1/appeals/11/answer", body | changed) == (status, code)


@pytest.mark.parametrize("number", ["0", "-1", "x", "9007199254740993", "１１"])
def test_a_number_that_is_none(number: str, appealed: Bar) -> None:
    for part in ("", "/preview"):
        assert appealed.get("admin", f"/v1/appeals/{number}{part}").status_code == 422


def test_an_appeal_that_there_is_none_of(appealed: Bar) -> None:
    for number in (1, 8, 12, 2**53):
        for part in ("", "/preview"):
            assert appealed.get("admin", f"/v1/appeals/{number}{part}").json()["code"] == "API-404"
    body = {"resolution": "dismissed", "reason": "未见公章"}
    assert appealed.refused("admin", "/v1/appeals/12/answer", body) == (404, "API-404")


def test_evidence_of_another_place_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store, theirs = graded(tmp_path), row("84.7")
    with Journal(store) as journal:
        submit(journal, "theirs.csv", theirs, ["430700"], HAND)
    bar = Bar(store)
    absent, hidden = (bar.refused("own", bar.appeals, WISH | {"evidence": [one]}) for one in ("0" * 64, digest(theirs)))
    assert absent == hidden == (404, "STO-012")
    told = bar.ask("own", "POST", bar.appeals, WISH | {"evidence": ["0" * 64]})
    assert "theirs" not in told.text
    bar.app.state.service.close()


def test_an_open_appeal_keeps_it_from_becoming_final(appealed: Bar) -> None:
    appealed.now = datetime(2026, 3, 12, 4, tzinfo=UTC)
    days = {"valid_from": "2026-03-12", "valid_until": "2026-03-20", "reevaluate_on": "2026-03-15"}
    turn = {"turn": "finalise", "role": "recommended", **days}
    turns = f"/v1/assessments/{appealed.shown.assessment}/turns"
    assert appealed.refused("admin", turns, turn) == (409, "STO-061")
    appealed.ask("admin", "POST", "/v1/appeals/11/answer", {"resolution": "dismissed", "reason": "未见公章"})
    assert appealed.ask("admin", "POST", turns, turn).json()["stage"] == "final"
    assert appealed.ask("own", "POST", appealed.appeals, WISH).status_code == 201  # final, and still valid
    appealed.now = datetime(2026, 3, 21, 4, tzinfo=UTC)
    assert appealed.refused("own", appealed.appeals, WISH) == (409, "STO-055")


def test_a_process_that_only_reads_says_so(tmp_path: Path) -> None:
    bar = Bar(graded(tmp_path), read_only=True)
    assert bar.refused("own", bar.appeals, WISH) == (503, "SRV-002")
    assert bar.get("own", bar.appeals).json() == {"items": [], "next": None}
    bar.app.state.service.close()
