"""Lists of data as tables: the same items as in JSON, a row for each, a column for each name that an item has below it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.report.report import table_text


def data_table(items: Sequence[Mapping[str, Any]]) -> str:
    """Items as CSV, with the mark by which Excel reads Chinese. Names below an item are joined with a point: `label.zh`.

    A list of words is joined with spaces; any other list stands as JSON, so that nothing is lost. What is not known is empty.
    """
    rows = [dict(_cells(item)) for item in items]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return "\ufeff" + table_text((columns, *([row.get(name, "") for name in columns] for row in rows)))


def _cells(item: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{above}{name}.")
        else:
            yield above + name, _cell(value)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list() if all(isinstance(one, str) and " " not in one for one in value):
            return " ".join(value)
        case _:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
