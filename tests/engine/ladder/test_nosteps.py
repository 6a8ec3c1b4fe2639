"""Paths of no steps at terms that the data lack are not put to the store."""

from __future__ import annotations

import numpy as np
import pytest

from engine.columns.constants import with_constants
from engine.ladder.nosteps import lacking
from tests.engine.ladder.small import asking, columns, ex, select

DATA = columns("ex:a ex:p ex:b .")
HERE, NOWHERE = ex("a"), ex("nowhere")


def found(text: str, node: str, **bound: str) -> bool:
    extended, numbers = with_constants(DATA, (node,), (node,))
    query = asking(text, **bound) if text.startswith("ASK") else select(text)
    return lacking(extended, query, np.array([numbers[node]]))


@pytest.mark.parametrize(
    ("text", "node", "wanted"),
    [
        ("SELECT $this ?value { $this ex:p* ?value }", NOWHERE, True),
        ("SELECT $this ?value { $this ex:p? ?value }", NOWHERE, True),
        ("SELECT $this ?value { $this (ex:p|ex:q)*/ex:p ?value }", NOWHERE, True),
        ("SELECT $this ?value { $this ex:p+ ?value }", NOWHERE, False),
        ("SELECT $this ?value { $this ex:p ?value }", NOWHERE, False),
        ("SELECT $this ?value { $this ex:p* ?value }", HERE, False),
        ("SELECT $this ?value { $this ex:p* ex:b }", HERE, False),
        ("SELECT $this ?value { $this ex:p* ex:elsewhere }", HERE, True),
        ("SELECT $this ?value { ex:elsewhere ex:p? $this }", HERE, True),
        ("SELECT $this ?value { $this ex:p* 5 }", HERE, True),
        ("SELECT $this ?value { $this ex:p* ?value . ?value ex:p ex:elsewhere }", HERE, False),
        ("SELECT $this ?value { $this ex:p* ?value MINUS { $this ex:q ?value } }", HERE, True),
    ],
)
def test_what_the_data_lack(text: str, node: str, wanted: bool) -> None:
    assert found(text, node) is wanted


@pytest.mark.parametrize(("other", "wanted"), [(HERE, False), (NOWHERE, True)])
def test_parameters_may_be_lacking_too(other: str, wanted: bool) -> None:
    assert found("ASK { $value ex:p* $other }", HERE, other=other) is wanted
