"""Triples as texts become numbered terms and a sorted table for each predicate."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.columns.build import columns_of
from engine.model.columns import Columns

Triple = tuple[str, str, str]


def built(triples: list[Triple]) -> Columns:
    return columns_of(*(pl.Series([one[at] for one in triples], dtype=pl.String) for at in range(3)))


def triples_of(columns: Columns) -> set[Triple]:
    text = columns.terms.text
    return {
        (text[int(subject)], name, text[int(object_)])
        for name, relation in columns.relations.items()
        for subject, object_ in zip(relation.subjects, relation.objects, strict=True)
    }


def test_nothing_gives_nothing() -> None:
    columns = built([])
    assert len(columns.terms) == 0 and columns.relations == {} and columns.triples() == 0


def test_a_predicate_is_a_term_only_where_it_is_spoken_of() -> None:
    columns = built([("<x:a>", "<x:p>", '"1"'), ("<x:q>", "<x:q>", "<x:a>")])
    assert sorted(columns.terms.text) == ['"1"', "<x:a>", "<x:q>"]
    assert sorted(columns.relations) == ["<x:p>", "<x:q>"]


def test_a_triple_said_twice_counts_once() -> None:
    assert built([("<x:a>", "<x:p>", "<x:b>")] * 3).triples() == 1


nodes = st.sampled_from(["<x:a>", "<x:b>", "<x:c>", "_:d", "<x:e>"])
predicates = st.sampled_from(["<x:p>", "<x:q>", "<x:a>"])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(nodes, predicates, nodes | st.sampled_from(['"1"', '"a"@en']))))
def test_any_triples_come_back_and_stand_in_order(triples: list[Triple]) -> None:
    columns = built(triples)
    assert triples_of(columns) == set(triples) and columns.triples() == len(set(triples))
    assert columns.terms.text.n_unique() == len(columns.terms)
    for relation in columns.relations.values():
        pairs = list(zip(relation.subjects.tolist(), relation.objects.tolist(), strict=True))
        assert pairs == sorted(set(pairs)) and len(pairs)
        assert relation.subjects.dtype == relation.objects.dtype == "uint32"
