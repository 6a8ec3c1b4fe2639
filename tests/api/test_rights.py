"""Who may do what: one table of what every operation answers to every kind of caller; an operation without a row fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.routing import APIRoute

from api.auth.gate import OPEN
from api.routes import ROUTERS
from engine import Act, read_audit
from tests.api.conftest import CASES
from tests.api.town import CALLERS, OWN, WHO, WORLD, Town

# What the callers of `WHO` get: nobody, reader, evaluator of another place, evaluator of the place, editor, admin.
# 412 stands for "allowed": what is sent rests on a version that is none, which is looked at after the rights.
Statuses = tuple[int, int, int, int, int, int]
ALL: Statuses = (401, 200, 200, 200, 200, 200)
PRIVATE: Statuses = (401, 404, 404, 200, 200, 200)  # what may not be seen is as if it were not there
OWN_ACT: Statuses = (401, 403, 403, 412, 412, 412)
EDITORS_ACT: Statuses = (401, 403, 403, 403, 412, 412)
ADMIN_ACT: Statuses = (401, 403, 403, 403, 403, 412)
DENIED = (401, 403, 404)
STALE = {"If-Match": '"' + "f" * 64 + '"'}
EVIDENCE = (CASES / "changde-2020" / "evidence.xlsx").read_bytes()
FILE = {"files": {"file": ("evidence.xlsx", EVIDENCE)}, "data": {"subject": OWN}}
FINAL = {"valid_from": "2026-03-10", "valid_until": "2029-03-09", "reevaluate_on": "2028-03-10"}


@dataclass(frozen=True)
class Right:
    """What an operation answers to each caller; with which words and which body it is asked."""

    statuses: Statuses = ALL
    words: str = ""
    sent: dict[str, Any] = field(default_factory=dict)


def body(**fields: Any) -> dict[str, Any]:
    """What is sent with an operation that takes JSON."""
    return {"json": fields}


RIGHTS: dict[str, Right] = {
    "list_editions": Right(),
    "get_edition": Right(),
    "get_template": Right(),
    "list_clauses": Right(),
    "get_clause": Right(),
    "list_requirements": Right(),
    "get_requirement": Right(),
    "list_parameters": Right(),
    "get_parameter": Right(),
    "list_items": Right(),
    "get_item": Right(),
    "get_scale": Right(),
    "list_indicators": Right(),
    "get_indicator": Right(),
    "list_documents": Right(),
    "get_document": Right(),
    "list_subjects": Right(),
    "get_subject": Right(),
    "list_cases": Right(words="?year=2020"),  # each sees its own, see `test_lists_hold_what_a_caller_may_see`
    "get_case": Right(PRIVATE),
    "get_assessment": Right(PRIVATE),
    "list_findings": Right(PRIVATE),
    "get_finding": Right(PRIVATE),
    "get_scores": Right(PRIVATE),
    "get_points": Right(PRIVATE),
    "get_explanation": Right(PRIVATE),
    "get_whynot": Right(PRIVATE),
    "get_improvement": Right(PRIVATE, "?to=B"),
    "improve_at_cost": Right(PRIVATE, sent=body(to="B")),
    "get_robustness": Right(PRIVATE, "?draws=10"),
    "get_contrast": Right(PRIVATE, "?first={assessment}&second={assessment}"),
    "try_impact": Right(
        (401, 404, 200, 200, 200, 200), sent=body(year=2020, changes={"grade": ["A=990"]})
    ),  # a reader sees no case as it stands; the others try it on those that they see
    "list_entries": Right(),
    "get_entry": Right(PRIVATE),
    "get_agent": Right(),
    "list_changes": Right(PRIVATE, "?subject=430700&year=2020"),
    "list_submissions": Right(),
    "get_submission": Right(PRIVATE),
    "get_content": Right(PRIVATE),
    "submit_evidence": Right(OWN_ACT, sent=FILE),
    "check_evidence": Right((401, 403, 403, 200, 200, 200), sent=FILE),
    "rule_on_evidence": Right((401, 403, 404, 412, 412, 412), sent=body(ruling="accepted", reason="原件已核")),
    "close_case": Right(OWN_ACT),
    "reopen_case": Right(ADMIN_ACT),
    "list_courses": Right(),
    "record_assessment": Right(OWN_ACT, sent=body(role="recommended")),
    "get_sides": Right(PRIVATE),
    "turn_assessment": Right(
        (401, 404, 404, 403, 403, 412), sent=body(turn="finalise", role="recommended", **FINAL)
    ),  # not public yet, so there is none for a reader and for a stranger
    "appeal_assessment": Right(
        (401, 403, 404, 412, 412, 412), sent=body(role="recommended", requirements=["air"], reason="口径不同")
    ),
    "list_assessment_appeals": Right(PRIVATE),
    "list_appeals": Right(),
    "get_appeal": Right(),
    "answer_appeal": Right((401, 403, 403, 403, 412, 412), sent=body(resolution="dismissed", reason="已核")),
    "preview_appeal": Right((401, 404, 200, 404, 200, 200)),  # the appeal of the stranger's place
    "correct_evidence": Right(OWN_ACT, sent={**FILE, "data": {"subject": OWN, "reason": "更正"}}),
    "enter_judgement": Right(OWN_ACT, sent=body(kind="brand-results", expert="周岚", rating="8.5")),
    "list_judgements": Right(PRIVATE),
    "preview_case": Right((401, 403, 403, 200, 200, 200), sent={"data": {"waive": "air"}}),  # nothing is entered
    "get_dependents": Right(PRIVATE),
    "take_reference": Right(EDITORS_ACT, sent={"files": {"file": ("world.ttl", WORLD)}, "data": {"approver": "陈明"}}),
    "list_references": Right(),
    "get_reference": Right(),
    "get_reference_content": Right(),
    "withdraw_reference": Right(EDITORS_ACT, sent=body(reason="已废止")),
    "list_waivers": Right(PRIVATE),
    "grant_waiver": Right(
        ADMIN_ACT, sent=body(requirement="air", reason="灾后重建", approver="省局", until="2020-12-31")
    ),
    "withdraw_waiver": Right(ADMIN_ACT, sent=body(reason="期满")),
    "ask_sparql": Right(words="?query=ASK%20%7B%7D"),  # each asks its own graphs, see tests/api/routes/test_sparql.py
    "post_sparql": Right(sent={"data": {"query": "ASK {}"}}),
    "get_limits": Right(),
    "get_identifier": Right(),
    "list_errors": Right(),
    "get_error": Right(),
}


def routes() -> dict[str, APIRoute]:
    """Every operation of the service."""
    found = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return {str(route.operation_id): route for route in found}


def test_the_table_names_every_operation_and_no_other() -> None:
    assert sorted(routes()) == sorted(RIGHTS)


@dataclass(frozen=True)
class Told:
    """What came of asking an operation as a caller: the status, the last line of the audit, the bytes of the ledger."""

    call: str
    status: int
    act: Act
    changed: bool


@pytest.fixture(scope="module")
def told(town: Town) -> dict[str, dict[str, Told]]:
    """Every operation asked once as every caller."""
    return {name: {who: asked(town, who, name) for who in WHO} for name in RIGHTS}


def asked(town: Town, who: str, name: str) -> Told:
    """Ask an operation as a caller."""
    route, right = routes()[name], RIGHTS[name]
    (method,) = route.methods
    path, ledger = town.filled(route.path), town.store / "ledger.jsonl"
    before = ledger.read_bytes()
    headers = STALE if method != "GET" else {}
    answer = town.ask(who, method, path + town.filled(right.words), headers=dict(headers), **right.sent)
    return Told(f"{method} {path}", answer.status_code, read_audit(town.store)[-1].act, ledger.read_bytes() != before)


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_an_operation_answers_each_caller_as_the_table_says(told: dict[str, dict[str, Told]], name: str) -> None:
    found = tuple(told[name][who].status for who in WHO)
    assert found == RIGHTS[name].statuses, dict(zip(WHO, found, strict=True))


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_every_denied_call_stands_in_the_audit_and_changes_nothing(told: dict[str, dict[str, Told]], name: str) -> None:
    for who, one in told[name].items():
        if one.status in DENIED:
            actor = who if who in CALLERS else "-"
            assert (one.act.actor, one.act.about, one.act.reason) == (actor, one.call, str(one.status))
        assert not one.changed


def test_lists_hold_what_a_caller_may_see(town: Town) -> None:
    def subjects(who: str) -> set[str]:
        found = town.ask(who, "GET", "/v1/submissions").json()["items"]
        return {code for one in found for code in one["subjects"]}

    seen = {"reader": set(), "stranger": {"430300"}, "evaluator": {OWN}, "admin": {"430100", "430300", OWN}}
    assert {who: subjects(who) for who in seen} == seen
    cases = {who: town.ask(who, "GET", "/v1/cases?year=2020").json()["items"] for who in seen}
    assert {who: {one["case"]["subject"] for one in cases[who]} for who in seen} == {
        "reader": {"430300"},  # publicised
        "stranger": {"430300"},
        "evaluator": {"430300", OWN},
        "admin": {"430100", "430300", OWN},
    }


def test_what_is_open_to_all_is_the_document_and_its_page() -> None:
    assert {"/v1/openapi.json", "/v1/docs"} == OPEN


def test_a_row_denies_at_least_the_one_without_a_key() -> None:
    assert all(right.statuses[0] == 401 for right in RIGHTS.values())
