"""A message begins with the clause number, in both languages, and holds the number of its parameter."""

from dataclasses import replace

import pytest

from engine.check.rules.messages import problems
from engine.model.text import Text
from tests.engine.check.made_up import checked, said, shape, with_shape


@pytest.mark.parametrize(
    ("message", "found"),
    [
        (Text("4 应达到95%", "4 shall reach 95 %"), []),
        (Text("5 应达到95%", "4 shall reach 95 %"), ["5 应达到95%"]),
        (Text("4 应达到95%", "shall reach 95 %"), ["shall reach 95 %"]),
        (Text("4 应达到96%", "4 shall reach 95 %"), ["95"]),
        (Text("44 应达到95%", "4 shall"), ["44 应达到95%"]),
    ],
)
def test_a_message_names_its_clause_and_its_limit(message: Text, found: list[str]) -> None:
    spoilt = with_shape(shape("rate", message=message))
    assert said(problems(checked(shapes=spoilt))) == [("rate-p", one) for one in found]


def test_only_a_quantity_must_name_its_number() -> None:
    assert said(problems(checked(shapes=with_shape(shape("mark", message=Text("4 评判", "4 judged")))))) == []


def test_a_shape_of_a_leaf_that_is_not_there_has_no_number_to_begin_with() -> None:
    stray = replace(shape("mark"), requirement="lost")
    assert len(said(problems(checked(shapes=with_shape(stray))))) == 2
