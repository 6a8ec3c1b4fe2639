"""Constants among the terms of the data: found, or placed between neighbours."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.columns import constants as constants_module
from engine.columns.build import columns_of
from engine.columns.constants import constant
from engine.columns.terms import terms_of
from engine.columns.values import XSD
from engine.model.columns import GAP, Columns, Ids, OrderKind, TermKind


def typed(lexical: str, name: str = "decimal") -> str:
    return f'"{lexical}"^^<{XSD}{name}>'


def with_constants(columns: Columns, wanted: Sequence[str]) -> tuple[Columns, Ids]:
    extended, ids = constants_module.with_constants(columns, tuple(constant(one) for one in wanted))
    return extended, np.array(ids, dtype=np.uint32)


def data(*objects: str) -> Columns:
    subjects = pl.Series([f"<x:s{at}>" for at, _ in enumerate(objects)], dtype=pl.String)
    return columns_of(
        subjects, pl.Series(["<x:p>"] * len(objects), dtype=pl.String), pl.Series(objects, dtype=pl.String)
    )


def test_constants_of_the_data_are_found_and_nothing_changes() -> None:
    columns = data(typed("1"), '"a"', "_:b")
    same, ids = with_constants(columns, ["<x:s0>", '"a"', "_:b", '"a"'])
    assert same is columns
    assert columns.terms.text.gather(ids).to_list() == ["<x:s0>", '"a"', "_:b", '"a"']


@pytest.mark.parametrize("few", [0, 4_000])
def test_many_texts_are_found_as_few_are(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(constants_module, "FEW", few)
    columns = data(*(f'"{at}"' for at in range(500)))
    extended, ids = with_constants(columns, ['"7"', '"new"', "<x:s499>", '"499"', "_:no", '"7"'])
    assert extended.terms.text.gather(ids).to_list() == ['"7"', '"new"', "<x:s499>", '"499"', "_:no", '"7"']
    assert ids[0] == ids[5] and ids[[1, 4]].tolist() == [1000, 1001]


def test_no_constants() -> None:
    columns = data('"a"')
    same, ids = with_constants(columns, [])
    assert same is columns and len(ids) == 0


def test_lacking_constants_are_appended_with_all_that_terms_have() -> None:
    columns = data(typed("1"))
    wanted = ["<x:new>", "_:new", '"t"@en', '"x"^^<x:d>', typed("x"), typed("2", "byte"), '"text"']
    extended, ids = with_constants(columns, wanted)
    terms = extended.terms
    assert ids.tolist() == list(range(len(columns.terms), len(columns.terms) + len(wanted)))
    assert terms.text.gather(ids).to_list() == wanted and extended.relations is columns.relations
    alone = terms_of(terms.text)
    for one in ("kind", "valid", "order"):
        assert getattr(terms, one).tolist() == getattr(alone, one).tolist()
    assert [terms.datatypes[at] for at in terms.datatype] == [alone.datatypes[at] for at in alone.datatype]
    assert [terms.languages[at] for at in terms.language] == [alone.languages[at] for at in alone.language]
    assert terms.kind[ids[0]] == TermKind.IRI and terms.order[ids[4]] == OrderKind.NONE


def test_constants_stand_between_their_neighbours() -> None:
    columns = data(typed("1"), typed("2"), typed("3"))
    wanted = [typed(one) for one in ("0", "1.2", "1.10", "1.1", "2.00", "3.5", "2.5")]
    extended, ids = with_constants(columns, wanted)
    zero, fifth, tenth, same, two, above, half = extended.terms.rank[ids].tolist()
    first, second, third = (columns.terms.rank[columns.terms.text.index_of(typed(one))] for one in "123")
    assert 0 < zero < first < tenth == same < fifth < second == two < half < third < above


def test_many_constants_in_one_gap_keep_their_order() -> None:
    columns = data(typed("1"), typed("2"))
    wanted = [typed(f"1.{at:04}") for at in range(1, 2000)]
    extended, ids = with_constants(columns, wanted)
    found = extended.terms.rank[ids]
    assert (np.diff(found) > 0).all() and found[0] > GAP and found[-1] < 2 * GAP


def test_kinds_that_the_data_lack() -> None:
    extended, ids = with_constants(data(typed("1")), [typed("true", "boolean"), typed("false", "boolean")])
    assert extended.terms.rank[ids[0]] > extended.terms.rank[ids[1]] > 0


def test_where_no_room_is_left_all_terms_are_ranked_anew() -> None:
    columns = data(typed("1"), typed("2"))
    for number in range(30):  # halve the gap again and again
        columns, ids = with_constants(columns, [typed("1." + "0" * number + "1")])
        rank = dict(zip(columns.terms.text, columns.terms.rank.tolist(), strict=True))
        assert rank[typed("1")] < rank[columns.terms.text[int(ids[0])]] < rank[typed("2")]
    assert sorted(rank, key=rank.get)[-31:] == [
        *(typed("1." + "0" * at + "1") for at in reversed(range(30))),
        typed("2"),
    ]


def test_the_same_constants_give_the_same_columns() -> None:
    columns = data(typed("1"))
    first, ids = with_constants(columns, [typed("2")])
    again, more = with_constants(columns, [typed("2")])
    other, _ = with_constants(columns, [typed("3")])
    assert again is first and more.tolist() == ids.tolist() and other is not first


def test_what_others_remember_is_not_shared() -> None:
    columns = data(typed("1"))
    columns.remember("sizes", lambda: np.zeros(len(columns.terms)))
    extended, _ = with_constants(columns, [typed("2")])
    assert "sizes" not in extended.memo
    extended.remember("sizes", lambda: np.zeros(len(extended.terms)))
    assert len(columns.memo["sizes"]) == len(columns.terms)
    further, ids = with_constants(extended, [typed("2"), typed("1.5"), typed("1")])
    assert further.terms.text.gather(ids).to_list() == [typed("2"), typed("1.5"), typed("1")]
    assert further.terms.rank[ids[2]] < further.terms.rank[ids[1]] < further.terms.rank[ids[0]]


def test_equal_hashes_are_told_apart_by_text(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = data('"a"', '"b"')
    size = len(columns.terms)
    columns.memo[constants_module.LOOKUP] = constants_module.Lookup(
        columns.terms.text, np.full(size, pl.Series(['"b"']).hash()[0], dtype=np.uint64), np.zeros(size, dtype=np.uint16)
        + np.uint16(pl.Series(['"b"']).hash()[0] & 0xFFFF),
    )  # fmt: skip
    _, ids = with_constants(columns, ['"b"'])
    assert columns.terms.text[int(ids[0])] == '"b"'


numbers = st.from_regex(r"\A-?[0-9]{1,3}(\.[0-9]{1,20})?\Z")
near = st.from_regex(r"\A[12]\.[0-9]{0,1}0{17,18}[0-9]{0,2}\Z")  # equal in 18 digits, and not in what follows
days = st.builds(lambda day, zone: f"2024-01-{day:02}{zone}", st.integers(1, 9), st.sampled_from(["", "Z", "+01:00"]))
literals = (
    st.builds(typed, numbers, st.sampled_from(["decimal", "double"]))
    | st.builds(typed, near)
    | st.builds(typed, days, st.just("date"))
    | st.builds(lambda text: f'"{text}"', st.text("abc", max_size=3))
)


@settings(derandomize=True, deadline=None)
@given(st.lists(literals), st.lists(literals))
def test_ranks_are_as_if_the_constants_were_data(objects: list[str], wanted: list[str]) -> None:
    extended, _ = with_constants(data(*objects), wanted)
    terms, alone = extended.terms, terms_of(extended.terms.text)
    for kind in (OrderKind.NUMBER, OrderKind.TEXT, OrderKind.DAY, OrderKind.DAY_UNZONED):
        which = terms.order == kind
        _, one = np.unique(terms.rank[which], return_inverse=True)
        _, other = np.unique(alone.rank[which], return_inverse=True)
        assert one.tolist() == other.tolist()
