"""Cases of the fixtures assessed once, and tables of costs written for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine import assess, home, order_of, read_case
from engine.model.assessment import Assessment
from engine.questions.improve_costs import Costs, read_costs


@cache
def fixture(name: str) -> Assessment:
    """A case of the fixtures, assessed."""
    return assess(home(), [order_of(read_case(home() / "fixtures/cases" / name))])[0]


def costs_of(folder: Path, assessment: Assessment, *rows: str, header: str = "requirement,cost") -> Costs:
    """A table of costs for the edition of an assessment."""
    path = folder / "costs.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_costs(path, assessment.edition, assessment.world)
