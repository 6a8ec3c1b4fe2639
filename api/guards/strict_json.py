"""JSON without anything that two readers could read differently: refused by name, not repaired."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from typing import Any, NoReturn

from api.problems import RefusedError

DEEPEST = 64
MOST_DIGITS = 15  # every reader has these exactly, also one that knows binary floats alone
MOST_VALUES = 5_000  # a list of as many wrong ones is said in no time, and takes little memory
TEXT = rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'  # no byte is looked at twice
TEXTS, MARKS = re.compile(TEXT, re.DOTALL), re.compile(TEXT + rb"|[\[{]|[\]}]", re.DOTALL)
UNFINISHED = re.compile(r"[\ud800-\udfff]")


def strict_json(content: bytes) -> Any:
    """The value of JSON text. Numbers are whole and of at most 15 digits: others are sent as text, which is exact.

    Raises: RefusedError 400, API-450 for bytes that are not UTF-8 or half a character, API-451 for a byte order mark,
    API-452 for a name that stands twice in an object, API-453 for NaN and Infinity, API-454 for a number with a fraction,
    an exponent or too many digits, API-455 for what is no JSON, API-456 for more than 64 levels, API-462 for more than 5,000 values.
    """
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refused("API-451", 0, content[:3].hex())
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _refused("API-450", fault.start, content[fault.start : fault.end].hex()) from fault
    _not_too_many(content)
    _not_too_deep(content)
    return _whole(_parsed(text), content)


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_int=_whole_number, parse_constant=_constant
        )
    except json.JSONDecodeError as fault:
        raise _refused("API-455", len(text[: fault.pos].encode()), text[fault.pos : fault.pos + 20]) from fault


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        often = Counter(name for name, _ in pairs)
        twice = next(name for name, times in often.items() if times > 1)
        raise RefusedError.of(400, "API-452", "body", _printable(twice))
    return found


def _number(text: str) -> NoReturn:
    raise RefusedError.of(400, "API-454", "body", text[:40])


def _whole_number(text: str) -> int:
    return int(text) if len(text.lstrip("-")) <= MOST_DIGITS else _number(text)


def _constant(text: str) -> NoReturn:
    raise RefusedError.of(400, "API-453", "body", text)


def _not_too_many(content: bytes) -> None:
    values = TEXTS.sub(b"", content).count(b",") + 1
    if values > MOST_VALUES:
        raise RefusedError.of(400, "API-462", "body", str(values), most=str(MOST_VALUES))


def _not_too_deep(content: bytes) -> None:
    """Levels are counted before the parser climbs them."""
    depth = 0
    for mark in MARKS.finditer(content):
        sign = mark.group()
        depth += (sign in b"[{") - (sign in b"]}") if len(sign) == 1 else 0
        if depth > DEEPEST:
            raise _refused("API-456", mark.start(), str(depth))


def _whole(value: Any, content: bytes) -> Any:
    r"""A `\ud800` without its other half can be written in JSON and is no text."""
    if b"\\u" in content and UNFINISHED.search(json.dumps(value, ensure_ascii=False)):
        raise _refused("API-450", content.index(b"\\u"), r"\ud800-\udfff")
    return value


def _refused(code: str, place: int, found: str) -> RefusedError:
    return RefusedError.of(400, code, f"body byte {place}", _printable(found))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:40]) or "-"
