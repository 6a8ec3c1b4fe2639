"""JSON-LD before it is expanded: our own context in place of its name; what would be fetched, lost or rounded is refused."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from engine.errors import EvidenceError, Fault, raise_all
from engine.read.evidence.caps import VALUES as MOST_VALUES
from engine.read.evidence.columns import SHEETS
from engine.read.facts import BASE, CG, ISSUED

CONTEXT_IRI = BASE + "context/v1"
UNKNOWN = BASE + "unknown/"  # what no context maps: refused by name, where JSON-LD would drop it in silence
LONGEST_INTEGER = 40
HALVES = re.compile("[\ud800-\udfff]")


def prepared(name: str, text: str) -> str:
    """The JSON-LD text with our own context in place of its name, and no key that could be dropped.

    The text nests no deeper than `check_nesting` lets pass.
    Raises: EvidenceError EVI-032 for too many values; else with every fault: syntax (EVI-003), halves of characters (EVI-019), double keys (EVI-022),
    fractions (EVI-023), contexts that are remote, nested or take terms away (EVI-025).
    """
    faults: list[Fault] = []
    values = sum(map(text.count, ",[{"))  # never fewer than there are
    if values > MOST_VALUES:
        raise EvidenceError.of("EVI-032", name, str(values), most=str(MOST_VALUES))
    try:
        said = json.loads(text, **_hooks(name, faults))
    except json.JSONDecodeError as fault:
        raise EvidenceError.of("EVI-003", f"{name} line {fault.lineno}", str(fault)) from fault
    whole = json.dumps(_every_key(_with_context(name, said, faults)), ensure_ascii=False, indent=1)
    faults.extend(Fault("EVI-019", name, f"U+{ord(half):04X}") for half in dict.fromkeys(HALVES.findall(whole)))
    raise_all(EvidenceError, faults)
    return whole


def _hooks(name: str, faults: list[Fault]) -> dict[str, Any]:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        often = Counter(key for key, _ in found)
        faults.extend(Fault("EVI-022", name, key) for key, times in often.items() if times > 1)
        return dict(found)

    def fraction(written: str) -> str:
        faults.append(Fault("EVI-023", name, written))
        return written

    def integer(written: str) -> int | str:
        return int(written) if len(written) <= LONGEST_INTEGER else fraction(written)

    return {"object_pairs_hook": pairs, "parse_float": fraction, "parse_constant": fraction, "parse_int": integer}


def _every_key(said: Any) -> Any:
    """The same with a name for the keys of the outermost objects that no context maps; inner ones inherit it."""
    if isinstance(said, list):
        return [_every_key(one) for one in said]
    if not isinstance(said, dict):
        return said
    own = said.get("@context", [])
    return said | {"@context": [{"@vocab": UNKNOWN}, *(own if isinstance(own, list) else [own])]}


def _with_context(name: str, said: Any, faults: list[Fault]) -> Any:
    if isinstance(said, list):
        return [_with_context(name, one, faults) for one in said]
    if not isinstance(said, dict):
        return said
    found = {key: _with_context(name, value, faults) for key, value in said.items() if key != "@context"}
    if "@context" in said:
        return {"@context": _own(name, said["@context"], faults), **found}
    return found


def _own(name: str, context: Any, faults: list[Fault]) -> Any:
    if context == CONTEXT_IRI:
        return json_context()
    if isinstance(context, list):
        return [_own(name, one, faults) for one in context]
    if not isinstance(context, dict) or _reaches_out(context):
        faults.append(Fault("EVI-025", name, json.dumps(context, ensure_ascii=False), (("own", CONTEXT_IRI),)))
    return context


def _reaches_out(context: Any) -> bool:
    """Whether a context imports or nests another one, or takes a term away."""
    if isinstance(context, dict):
        return bool({"@import", "@context"} & set(context)) or any(_reaches_out(one) for one in context.values())
    return context is None or (isinstance(context, list) and any(_reaches_out(one) for one in context))


def json_context() -> Mapping[str, Any]:
    """Our context: every class and term of evidence by its local name; names stand as text, as they do in a table."""
    context: dict[str, Any] = {"@vocab": CG, "issued": {"@id": ISSUED}}
    for sheet in SHEETS:
        context[sheet.kind] = CG + sheet.kind
        context |= {
            column.term: {"@id": CG + column.term} for column in sheet.columns if column.term not in ("", "issued")
        }
    return context
