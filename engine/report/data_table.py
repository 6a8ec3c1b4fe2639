"""Lists of data as tables: the same items as in JSON, a row for each, a column for each name that an item has below it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from engine.report.report import table_text


def data_table(items: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Items as CSV with these columns, with the mark by which Excel reads Chinese. Names below an item are joined with a
    point: `label.zh`.

    A list of words is joined with spaces; any other list, and what has names of its own, stands as JSON, so that nothing is
    lost. What is not known is empty.
    """
    rows = ([_cell(_found(item, name.split("."))) for name in columns] for item in items)
    return "\ufeff" + table_text((columns, *rows))


def _found(item: Any, path: Sequence[str]) -> Any:
    """What stands at the end of a path of names; None where there is nothing."""
    for name in path:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


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
