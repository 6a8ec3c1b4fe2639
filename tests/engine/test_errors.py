"""Errors carry fields, exit codes and every fault."""

import pytest

from engine import errors
from engine.errors import EvidenceError, Fault, raise_all


def test_of_sorts_its_values_and_says_itself() -> None:
    error = EvidenceError.of("EVI-001", "a.csv:3", "９５", unit="%", limit="95")
    assert error.faults[0].fields() == {"where": "a.csv:3", "found": "９５", "limit": "95", "unit": "%"}
    assert str(error) == "EVI-001 a.csv:3: ９５"


def test_raise_all_raises_once_with_everything_or_not_at_all() -> None:
    raise_all(EvidenceError, ())
    with pytest.raises(EvidenceError) as error:
        raise_all(EvidenceError, iter([Fault("A", "x", "1"), Fault("B", "y", "2")]))
    assert [fault.code for fault in error.value.faults] == ["A", "B"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EvidenceError", 3),
        ("OntologyError", 4),
        ("ShapeError", 4),
        ("EngineError", 5),
        ("StoreError", 5),
        ("PlanError", 70),
    ],
)
def test_exit_codes(name: str, code: int) -> None:
    assert getattr(errors, name).exit_code == code
