"""Where the bytes of an assessment made again differ from those that were kept: the first place in each file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from engine.errors import Fault

MOST = 80  # characters of a value that are shown
NOTHING = "-"


def difference(where: str, kept: bytes, made: bytes) -> Fault | None:
    """STO-038 at the first place where two texts differ, by path in JSON, else by line; None where they are the same."""
    if kept == made:
        return None
    is_json = where.endswith(".json")
    place, wanted, found = _first_value(kept, made) if is_json else _first_line(kept, made)
    return Fault("STO-038", where, found, (("property", place), ("wanted", wanted)))


def _first_line(kept: bytes, made: bytes) -> tuple[str, str, str]:
    """The number of the first line that differs, and both lines; `-` where one text has ended."""
    pair = kept.decode().split("\n"), made.decode().split("\n")
    shortest = min(map(len, pair))
    at = next((at for at in range(shortest) if pair[0][at] != pair[1][at]), shortest)
    wanted, found = (_shown(lines[at]) if at < len(lines) else NOTHING for lines in pair)
    return f"line {at + 1}", wanted, found


def _first_value(kept: bytes, made: bytes) -> tuple[str, str, str]:
    return first_difference(json.loads(kept), json.loads(made) if made else None)


def first_difference(kept: object, made: object, path: str = "") -> tuple[str, str, str]:
    """The first place at which two values of JSON differ, as `scores/items/x/low`, and what stands there in each.

    >>> first_difference({"a": [1, {"b": "2"}]}, {"a": [1, {"b": "3"}]})
    ('a/1/b', '2', '3')
    """
    steps = _steps(kept, made)
    for step, one, other in steps:
        if one != other:
            return first_difference(one, other, f"{path}/{step}")
    return path[1:] or NOTHING, _shown(kept), _shown(made)


def _steps(kept: object, made: object) -> list[tuple[str, object, object]]:
    """The parts of two values that can be compared one by one; none where they are not of one kind."""
    match kept, made:
        case dict(), dict():
            return [(name, kept.get(name, NOTHING), made.get(name, NOTHING)) for name in sorted({*kept, *made})]
        case list(), list():
            return [(str(at), _at(kept, at), _at(made, at)) for at in range(max(len(kept), len(made)))]
        case _:
            return []


def _at(found: Sequence[object], at: int) -> object:
    return found[at] if at < len(found) else NOTHING


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text[:MOST] or NOTHING
