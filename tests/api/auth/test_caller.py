"""Roles in their order, places, and what a route needs."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.auth.caller import LOCAL, Caller, Evaluator, Role, may, permit
from api.problems import RefusedError, add_problems
from tests.api.auth.entering import Entering

CHANGDE = frozenset({"430700"})
REFUSED = "/v1/errors/API-403"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.READER, {Role.READER}),
        (Role.EVALUATOR, {Role.READER, Role.EVALUATOR}),
        (Role.EDITOR, {Role.READER, Role.EVALUATOR, Role.EDITOR}),
        (Role.ADMIN, set(Role)),
    ],
)
def test_a_role_may_do_what_those_before_it_may(role: Role, allowed: set[Role]) -> None:
    assert {one for one in Role if may(Caller("a", role), one)} == allowed


def test_a_caller_with_places_acts_for_them_only() -> None:
    evaluator = Caller("a", Role.EVALUATOR, CHANGDE)
    assert may(evaluator, Role.EVALUATOR, "430700")
    assert not may(evaluator, Role.EVALUATOR, "430100")
    assert may(LOCAL, Role.ADMIN, "430100")


def test_a_caller_without_any_place_acts_for_none() -> None:
    assert not may(Caller("a", Role.ADMIN, frozenset()), Role.EVALUATOR, "430700")


def test_all_subjects_must_be_allowed() -> None:
    with pytest.raises(RefusedError) as refused:
        permit(Caller("a", Role.EVALUATOR, CHANGDE), Role.EVALUATOR, ["430700", "430100"], "/v1/x")
    assert (refused.value.status, refused.value.fault.code) == (403, "API-403")
    permit(Caller("a", Role.EVALUATOR, CHANGDE), Role.EVALUATOR, ["430700"], "/v1/x")


def app_with(caller: Caller | None) -> TestClient:
    app = FastAPI()
    add_problems(app)

    @app.get("/judge/{subject}")
    def judge(subject: str, who: Evaluator) -> dict[str, Any]:
        permit(who, Role.EVALUATOR, [subject], f"/judge/{subject}")
        return {"by": who.name}

    return TestClient(Entering(app, caller))


def test_a_route_is_told_who_calls() -> None:
    assert app_with(Caller("王敏", Role.EDITOR)).get("/judge/430700").json() == {"by": "王敏"}


def test_too_small_a_role_is_a_problem_that_names_the_role_needed() -> None:
    answer = app_with(Caller("a", Role.READER)).get("/judge/430700?lang=en")
    assert (answer.status_code, answer.json()["type"]) == (403, REFUSED)
    assert "evaluator" in answer.json()["faults"][0]["expected"]


def test_a_refusal_is_the_same_for_a_place_that_exists_and_for_one_that_does_not() -> None:
    client = app_with(Caller("a", Role.EVALUATOR, CHANGDE))
    known, unknown = client.get("/judge/430100"), client.get("/judge/999999")
    assert known.status_code == unknown.status_code == 403
    assert known.text.replace("430100", "") == unknown.text.replace("999999", "")


def test_without_a_caller_nothing_is_open_and_the_challenge_is_sent() -> None:
    answer = app_with(None).get("/judge/430700")
    assert (answer.status_code, answer.json()["code"]) == (401, "API-401")
    assert answer.headers["www-authenticate"].startswith("Bearer")
