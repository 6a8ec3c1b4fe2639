"""A bound literal that the store would take for another one of the data is not put to it."""

import numpy as np
import pytest

from engine.columns.constants import with_constants
from engine.ladder.mistaken import mistaken
from tests.engine.ladder.small import asking, columns, decimal, ex, integer, select

DATA = columns('ex:a ex:p 5, 7 ; ex:q "+5"^^xsd:integer ; ex:r 2.50, "x" .')
JOINED = "SELECT $this {{ ?x {0} $this }}"


def found(text: str, node: str, **bound: str) -> bool:
    extended, numbers = with_constants(DATA, (node,), (node,))
    query = asking(text, **bound) if text.startswith("ASK") else select(text)
    return mistaken(extended, query, np.array([numbers[node]]))


@pytest.mark.parametrize(
    ("text", "node", "wanted"),
    [
        (JOINED.format("ex:p"), integer("+5"), True),
        (JOINED.format("ex:p"), integer("05"), True),
        (JOINED.format("ex:p"), integer("5"), False),
        (JOINED.format("ex:p"), integer("+7"), True),
        (JOINED.format("ex:p"), integer("+8"), False),
        (JOINED.format("ex:q"), integer("5"), True),
        (JOINED.format("ex:q"), integer("+5"), False),
        (JOINED.format("?any"), integer("+5"), True),
        (JOINED.format("ex:r"), decimal("2.5"), True),
        (JOINED.format("ex:r"), decimal("2.50"), False),
        (JOINED.format("ex:p"), ex("a"), False),
        ("SELECT $this { ?x ex:p ?v FILTER(?v = $this) }", integer("+5"), False),
        ("SELECT $this { BIND($this AS ?v) ?x ex:p ?v }", integer("+5"), True),
    ],
)
def test_of_focus_nodes(text: str, node: str, wanted: bool) -> None:
    assert found(text, node) is wanted


@pytest.mark.parametrize(("limit", "wanted"), [("5", False), ("+5", True), ("9", False)])
def test_of_parameters(limit: str, wanted: bool) -> None:
    assert found("ASK { $value ex:p $limit }", ex("a"), limit=integer(limit)) is wanted
    assert not found("ASK { $value ex:p ?v FILTER(?v > $limit) }", ex("a"), limit=integer(limit))
