"""Whether an answer is a refusal as it must be: a 4xx that says where, what was found, and what to do, in the language asked for."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.hostile.sent import Heard

PROBLEM, JSON = "application/problem+json", "application/json"
BUSY = frozenset({429, 503})
SAID = ("code", "where", "problem", "expected", "remedy")
UNFILLED = re.compile(r"{[a-z]\w*}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Faults = list[dict[str, str]]


def refused(heard: Heard, language: str = "zh") -> str:
    """What is wrong with a refusal; nothing where it is as it must be."""
    if heard.status // 100 != 4:
        return f"status {heard.status}"
    if heard.media != PROBLEM:
        return f"{heard.status} as {heard.media or 'nothing'}"
    try:
        said = json.loads(heard.body)
        return _fault_of(said, heard.status) or faulty(said["faults"], language)
    except (ValueError, KeyError, TypeError) as fault:
        return f"{heard.status} with {type(fault).__name__}"


def unsound(heard: Heard, language: str = "zh") -> str:
    """What is wrong with the answer of a check that finds faults."""
    if heard.status // 100 == 4:
        return refused(heard, language)
    if heard.status != 200 or heard.media != JSON:
        return f"status {heard.status} as {heard.media}"
    try:
        said = json.loads(heard.body)
        return "found sound" if said["sound"] is not False else faulty(said["faults"], language)
    except (ValueError, KeyError, TypeError) as fault:
        return type(fault).__name__


def faulty(faults: Faults, language: str) -> str:
    """What is wrong with how faults are said."""
    if not faults:
        return "no fault"
    for fault in faults:
        unsaid = [name for name in SAID if not fault[name].strip()]
        unfilled = [name for name in ("problem", "expected", "remedy") if UNFILLED.search(fault[name])]
        if unsaid or unfilled:
            return f"{fault['code']} without {', '.join(unsaid or unfilled)}"
        if language == "zh" and not CHINESE.search(fault["problem"] + fault["remedy"]):
            return f"{fault['code']} not in Chinese"
        if language == "en" and not re.search(r"[a-z]{2} [a-z]", fault["remedy"]):
            return f"{fault['code']} not in English"
    return ""


def _fault_of(said: dict[str, Any], status: int) -> str:
    if said["status"] != status or said["code"] != said["faults"][0]["code"]:
        return "status or code that contradicts itself"
    return "" if said["detail"].strip() and said["title"].strip() else "no detail"


def places(heard: Heard) -> list[tuple[str, str]]:
    """Code and place of each fault that an answer names."""
    try:
        return [(fault["code"], fault["where"]) for fault in json.loads(heard.body)["faults"]]
    except (ValueError, KeyError, TypeError):
        return []
