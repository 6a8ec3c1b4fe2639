"""The strings of many nodes are those of each."""

import numpy as np
import polars as pl
import pytest

from engine.columns import strings as strings_module
from engine.columns.build import columns_of
from engine.columns.strings import lengths, matching, string_of, strings
from engine.model.columns import Columns

OBJECTS = [
    "<http://x/y>",
    "_:b",
    '"plain"',
    '""',
    '"a\\"b\\\\"',
    '"line\\nnext"@en-GB',
    '"5"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"城市"',
]


def data(objects: list[str]) -> Columns:
    subjects = pl.Series(["<x:s>"] * len(objects), dtype=pl.String)
    return columns_of(subjects, pl.Series(["<x:p>"] * len(objects), dtype=pl.String), pl.Series(objects))


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("objects", [OBJECTS, OBJECTS[2:4], OBJECTS[:1], OBJECTS[1:2]])
def test_many_strings_are_those_of_each(monkeypatch: pytest.MonkeyPatch, few: int, objects: list[str]) -> None:
    monkeypatch.setattr(strings_module, "FEW", few)
    columns = data(objects)
    nodes = np.arange(len(columns.terms), dtype=np.uint32)
    said = [string_of(one) for one in columns.terms.text]
    assert strings(columns, nodes).to_list() == said
    assert lengths(columns, nodes).tolist() == [-1 if one is None else len(one) for one in said]
    assert matching(columns, nodes, "[ai]", "").tolist() == [
        one is not None and ("a" in one or "i" in one) for one in said
    ]
