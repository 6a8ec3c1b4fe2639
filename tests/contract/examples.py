"""The examples of the API, asked of the town: `python -m tests.contract.examples` writes them into the package."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.examples import KEPT
from tests.api.test_rights import RIGHTS, Right, body, routes
from tests.api.town import OTHER, OWN, Town, make_town
from tests.engine.store.made_up import row

HASH = re.compile("[0-9a-f]{64}")
WHO = "admin"
# What is asked otherwise than in the table of rights, so that the answer shows something.
ASKED: dict[str, dict[str, Any]] = {
    "improve_at_cost": body(to="B", costs=[{"requirement": "pm25", "cost": "12.5", "reach": "36", "by": "2027-06-30"}]),
    "preview_case": {"data": {"withdraw": "{evidence}"}},
    "submit_evidence": {"files": {"file": ("good-days.csv", row("84.7"))}, "data": {"subject": OWN}},
    "correct_evidence": {
        "files": {"file": ("good-days-corrected.csv", row("83.9"))},
        "data": {"subject": OWN, "reason": "按年度公报更正"},
    },
    "turn_assessment": body(turn="answer", role="recommended", objection=1, reason="已按年报核对"),
}
# Acts in an order in which each can be done; all others, then what only asks, in the order of their names.
ACTS = (
    "turn_assessment",
    "close_case",
    "preview_case",
    "record_assessment",
    "reopen_case",
    "withdraw_reference",
    "grant_waiver",
    "list_waivers",
    "withdraw_waiver",
)
OTHERWISE = {"turn_assessment": OWN, "appeal_assessment": OTHER, "list_assessment_appeals": OTHER}  # of whom
NAMED: dict[str, dict[str, str]] = {
    "get_requirement": {"requirement": "product-supervision-pass-rate"},
    "get_finding": {"requirement": "product-supervision-pass-rate"},
    "get_document": {"document": "drafting-note-2021"},
}
NUMBERED = {"grant_waiver": "waiver"}  # whose entry's number is a name for those that come after it
# Steps of a course beside the first, each as it is asked; one out of order is refused, and is shown with its refusal.
FINAL = {"valid_from": "2026-03-10", "valid_until": "2029-03-09", "reevaluate_on": "2028-03-10"}
BEFORE: tuple[dict[str, Any], ...] = (
    {"turn": "panel", "members": ["赵", "钱"], "reason": "材料齐备"},
    {"turn": "publicise", "first": "2026-03-01", "last": "2026-03-09", "days_off": [], "reason": "评审完毕"},
    {"turn": "object", "reason": "口径与年报不同"},
)
BEHIND: tuple[dict[str, Any], ...] = ({"turn": "finalise", **FINAL}, {"turn": "annul", "reason": "证据已更正"})
AFTER = {"list_documents": "hunan-air"}
WORDS: dict[str, Any] = {
    "limit": 2,
    "lang": "zh",
    "clause": "12.1",
    "standing": "lost",
    "draws": 100,
    "seed": 0,
    "mode": "delivered",
}


def examples(town: Town) -> dict[str, Any]:
    """What every operation is asked and answers, things that are fetched first, then acts."""
    found = routes()
    reading = sorted(name for name, route in found.items() if route.methods == {"GET"} and name not in ACTS)
    acts = [*sorted(set(found) - set(reading) - set(ACTS)), *ACTS]
    others = {name: recommended(town, code) for name, code in OTHERWISE.items()}
    others |= {name: replace(town, names=town.names | names) for name, names in NAMED.items()}
    told = {name: one_of(others.get(name, town), name) for name in reading}
    course = others["turn_assessment"]
    steps = turns(course, BEFORE)
    told |= {name: one_of(others.get(name, town), name) for name in acts}
    told["turn_assessment"]["requests"] = steps | turns(course, BEHIND)
    bad = town.ask(WHO, "POST", "/v1/submissions", files={"file": ("evidence.csv", b"a,b\n1\n")}, data={"subject": OWN})
    return {"problem": cut(bad.json()), "operations": dict(sorted(told.items()))}


def turns(town: Town, steps: tuple[dict[str, Any], ...]) -> dict[str, dict[str, Any]]:
    """Further steps of a course, each as it was asked, with the status that it met."""
    address = town.filled("/v1/assessments/{assessment}/turns")
    asked = {turn["turn"]: {"role": "recommended", **turn} for turn in steps}
    return {
        name: {"value": sent, "status": str(town.ask(WHO, "POST", address, json=sent).status_code)}
        for name, sent in asked.items()
    }


def recommended(town: Town, code: str) -> Town:
    """The town with the recommended assessment of a place in mind."""
    courses = town.ask(WHO, "GET", f"/v1/cases/{code}/2020/assessments").json()["assessments"]
    digest = next(one["assessment"] for one in courses if one["role"] == "recommended")
    return replace(town, names=town.names | {"assessment": digest})


def one_of(town: Town, name: str) -> dict[str, Any]:
    """One operation: the values in its address, what is sent, the status, the answer where it is JSON."""
    route, right = routes()[name], RIGHTS[name]
    (method,) = route.methods
    sent = dict(ASKED.get(name, right.sent))
    if "data" in sent:
        sent["data"] = {field: town.filled(value) for field, value in sent["data"].items()}
    known = {**town.names, **WORDS} | ({"after": AFTER[name]} if name in AFTER else {})
    if "subject" in known:
        known["if-match"] = f'"{town.ask(WHO, "GET", "/v1/subjects/" + known["subject"]).json()["version"]}"'
    parameters = {one: known[one] for one in named(town, route.path, method) if one in known}
    address = town.filled(route.path) + words_of(town, right, parameters, route.path)
    answer = town.ask(WHO, method, address, **sent)
    if answer.status_code >= 400:
        raise AssertionError(f"{name} {address}: {answer.text[:500]}")
    if name in NUMBERED:
        town.names[NUMBERED[name]] = str(answer.json()["entry"]["number"])
    told: dict[str, Any] = {"parameters": parameters, "status": str(answer.status_code)}
    if sent:
        told["request"] = sent["json"] if "json" in sent else {**files(sent), **listed(sent["data"])}
    if answer.headers["content-type"] == "application/json":
        told["answer"] = cut(answer.json())
    return told


def words_of(town: Town, right: Right, parameters: dict[str, Any], path: str) -> str:
    """The words that an operation must be asked with, and those that keep the answer short."""
    given = [one for one in town.filled(right.words).removeprefix("?").split("&") if one]
    words = [name for name in ("limit", "clause", "draws", "after") if name in parameters and f"{{{name}}}" not in path]
    kept = [one for one in given if one.partition("=")[0] not in words]
    asked = [*kept, *(f"{name}={parameters[name]}" for name in words)]
    return "?" + "&".join(asked) if asked else ""


def named(town: Town, path: str, method: str) -> list[str]:
    """The names of the parameters of an operation, as the document has them."""
    document = town.app.openapi()
    operation = document["paths"][path.replace(":path}", "}")][method.lower()]
    return [one["name"] for one in operation.get("parameters", ())]


def files(sent: dict[str, Any]) -> dict[str, str]:
    """The names of the files that are sent."""
    return {field: file[0] for field, file in sent.get("files", {}).items()}


def listed(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a form; places and keys are lists."""
    return {name: [value] if name in ("subject", "withdraw") else value for name, value in data.items()}


def cut(value: Any) -> Any:
    """A value with its lists cut to their first item, two where they hold words, and great tables to three rows."""
    if isinstance(value, list):
        plain = all(isinstance(one, str) for one in value)
        return [cut(one) for one in value[: 2 if plain else 1]]
    if isinstance(value, dict):
        names = list(value) if len(value) <= 30 else list(value)[:3]
        return {name: cut(value[name]) for name in names}
    return value


def masked(value: Any) -> str:
    """A value as text with all hashes alike: they change with every edit of the standard."""
    return HASH.sub("#", json.dumps(value, ensure_ascii=False, sort_keys=True))


def main() -> int:
    """Write the examples and say how many there are."""
    with tempfile.TemporaryDirectory(prefix="examples-") as folder, make_town(Path(folder)) as town:
        found = examples(town)
    KEPT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{KEPT.name}: {len(found['operations'])} operations, {KEPT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
