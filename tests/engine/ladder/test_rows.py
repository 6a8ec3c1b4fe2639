"""Rows and messages."""

import pytest

from engine.ladder.rows import Row, filled, string_of, table
from engine.model.shacl import HasKind, Predicate
from engine.model.validation import RESULT, Source
from tests.engine.ladder.small import VIOLATION, ex

SOURCE = Source(ex("S"), Predicate(ex("p")), ex("C"), VIOLATION, (), HasKind("IRI"))


def test_a_path_that_is_the_shape_s_own_is_left_to_it() -> None:
    found = table([Row(ex("a"), '"1"', ex("p")), Row(ex("a"), None, ex("q"), ('"m"',))], SOURCE, 3)
    assert found.schema == RESULT
    assert found.rows() == [(ex("a"), None, '"1"', 3, None), (ex("a"), ex("q"), None, 3, ['"m"'])]


def test_no_rows_are_a_table() -> None:
    assert table([], SOURCE, 0).schema == RESULT


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ('"plain"', '"plain"'),
        ('"a {?x} b {$y}"@en', '"a 1 b http://e/"@en'),
        ('"{?z} stays"', '"{?z} stays"'),
        ('"say \\"{?q}\\""', '"say \\"a \\\\ \\"b\\"\\""'),
        ("<x:y>", "<x:y>"),
    ],
)
def test_messages_are_filled(message: str, said: str) -> None:
    assert filled((message,), {"x": "1", "y": "http://e/", "q": 'a \\ "b"'}) == (said,)


def test_what_a_term_says() -> None:
    assert [string_of(term) for term in ("<a:b>", "_:c", '"d\\n"@en', '"1"^^<x:y>')] == ["a:b", "_:c", "d\n", "1"]
