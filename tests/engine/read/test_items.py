"""Score items are read with the edition: see test_edition for each method; here only that every method has a reader."""

from typing import get_args

from engine.model.edition import Method
from engine.read.items import METHODS


def test_every_method_of_the_model_can_be_written() -> None:
    assert {name.lower() for name in METHODS} == {kind.__name__.lower() for kind in get_args(Method)}
