"""A test of the suite, judged: what differs, and the rungs that decided its constraints."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import ClausegraphError
from engine.model.validation import Rung
from engine.validation import turtle, validate
from tests.conformance.suite import SuiteTest, read_report

ORDER = tuple(Rung)


@dataclass(frozen=True, slots=True)
class Judged:
    """`differs` is empty where the test passes; `rung` is the lowest that decided any of its constraints."""

    name: str
    differs: str
    rung: str


def judged(test: SuiteTest) -> Judged:
    """Run a test and compare strictly: conforms, and the multiset of results."""
    try:
        found = validate([(test.data, "nt")], [(test.shapes, "nt")])
    except ClausegraphError as refused:
        return Judged(test.name, "" if test.expected is None else f"refused: {refused}", "refused")
    rung = max((one.rung for one in found.decided), key=ORDER.index, default=Rung.COMPILED)
    if test.expected is None:
        return Judged(test.name, "not refused", rung)
    conforms, results = read_report(turtle(found))
    wanted, expected = test.expected
    missing, extra = expected - results, results - expected
    same = conforms == wanted and not missing and not extra
    return Judged(test.name, "" if same else f"missing {list(missing)} extra {list(extra)}", rung)
