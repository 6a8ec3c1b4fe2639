"""Constants among the terms of the data: found, and nodes that the data lack appended."""

import numpy as np
import polars as pl
import pytest

from engine.columns import constants as constants_module
from engine.columns.build import columns_of
from engine.columns.constants import with_constants
from engine.columns.terms import terms_of
from engine.columns.values import XSD
from engine.model.columns import Columns


def typed(lexical: str, name: str = "decimal") -> str:
    return f'"{lexical}"^^<{XSD}{name}>'


def data(*objects: str) -> Columns:
    subjects = pl.Series([f"<x:s{at}>" for at, _ in enumerate(objects)], dtype=pl.String)
    return columns_of(
        subjects, pl.Series(["<x:p>"] * len(objects), dtype=pl.String), pl.Series(objects, dtype=pl.String)
    )


def test_constants_of_the_data_are_found_and_nothing_changes() -> None:
    columns, wanted = data(typed("1"), '"a"', "_:b"), ("<x:s0>", '"a"', "_:b")
    same, numbers = with_constants(columns, wanted, wanted)
    assert same is columns
    assert columns.terms.text.gather([numbers[one] for one in wanted]).to_list() == list(wanted)


@pytest.mark.parametrize("few", [0, 4_000])
def test_many_texts_are_found_as_few_are(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(constants_module, "FEW", few)
    columns = data(*(f'"{at}"' for at in range(500)))
    extended, numbers = with_constants(columns, ('"7"', '"new"', "<x:s499>", '"499"', "_:no"), ("_:no", '"7"'))
    assert all(extended.terms.text[numbers[one]] == one for one in ('"7"', "<x:s499>", '"499"', "_:no"))
    assert (numbers["_:no"], numbers['"new"']) == (1000, 1001)


def test_no_constants() -> None:
    columns = data('"a"')
    same, numbers = with_constants(columns, ())
    assert same is columns and numbers == {}


def test_a_constant_that_the_data_lack_has_the_number_after_the_last() -> None:
    columns = data('"a"')
    same, numbers = with_constants(columns, ('"b"', '"a"', "<x:no>"))
    assert same is columns and numbers['"b"'] == numbers["<x:no>"] == len(columns.terms)


@pytest.mark.parametrize("wanted", [("<x:new>", "_:new"), ("<x:new>", '"t"@en', '"x"^^<x:d>', typed("x"), typed("2"))])
def test_lacking_nodes_are_appended_with_all_that_terms_have(wanted: tuple[str, ...]) -> None:
    columns = data(typed("1"), typed("3"))
    extended, numbers = with_constants(columns, wanted, wanted)
    terms, alone = extended.terms, terms_of(extended.terms.text)
    assert list(numbers.values()) == list(range(len(columns.terms), len(columns.terms) + len(wanted)))
    assert terms.text.gather(list(numbers.values())).to_list() == list(wanted)
    assert terms.text[: len(columns.terms)].to_list() == columns.terms.text.to_list()
    assert extended.relations is columns.relations
    for one in ("kind", "valid", "order", "rank"):
        assert getattr(terms, one).tolist() == getattr(alone, one).tolist()
    assert [terms.datatypes[at] for at in terms.datatype] == [alone.datatypes[at] for at in alone.datatype]
    assert [terms.languages[at] for at in terms.language] == [alone.languages[at] for at in alone.language]


def test_the_same_nodes_give_the_same_columns() -> None:
    columns = data(typed("1"))
    first, numbers = with_constants(columns, ("<x:a>",), ("<x:a>",))
    again, more = with_constants(columns, ("<x:a>", '"b"'), ("<x:a>",))
    other, _ = with_constants(columns, ("<x:b>",), ("<x:b>",))
    assert again is first and more == numbers | {'"b"': len(first.terms)} and other is not first


def test_what_others_remember_is_not_shared() -> None:
    columns = data(typed("1"))
    columns.remember("sizes", lambda: np.zeros(len(columns.terms)))
    extended, _ = with_constants(columns, ("<x:a>",), ("<x:a>",))
    assert "sizes" not in extended.memo
    further, numbers = with_constants(extended, ("<x:a>", "<x:b>", typed("1")), ("<x:b>",))
    assert [further.terms.text[at] for at in numbers.values()] == ["<x:a>", "<x:b>", typed("1")]


def test_equal_hashes_are_told_apart_by_text() -> None:
    columns = data('"a"', '"b"')
    size, wanted = len(columns.terms), pl.Series(['"b"']).hash()[0]
    columns.memo[constants_module.LOOKUP] = constants_module.Lookup(
        columns.terms.text,
        np.full(size, wanted, dtype=np.uint64),
        np.full(size, wanted & 0xFFFF, dtype=np.uint16),
    )
    _, numbers = with_constants(columns, ('"b"',))
    assert columns.terms.text[numbers['"b"']] == '"b"'
