"""Both lanes give the same verdicts: on every fixture case and on generated ones; a difference is an error by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import Lane, assess, fast, home, order_of, read_case, reference
from engine.assess import _compare
from engine.build.possibilities import possibilities
from engine.errors import EngineError
from engine.model.finding import Verdicts
from tests.oracle.generated import WORLD, made_up, made_up_case

FIXTURES = sorted(path.parent for path in (home() / "fixtures/cases").glob("*/case.toml"))
EDITIONS = 12


def test_the_lanes_agree_on_every_fixture_case() -> None:
    orders = [order_of(read_case(path)) for path in FIXTURES]
    found = assess(home(), orders, cross_check=True)
    assert {one.lane for one in found} == {Lane.FAST}


@pytest.mark.parametrize("seed", range(EDITIONS))
def test_the_lanes_agree_on_generated_cases(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.15 + 0.05 * (n % 5), n) for n in range(10)]
    possible = [possibilities(case, edition, shapes, WORLD) for case in cases]
    quick, plain = (lane.judge(shapes, cases, possible).verdicts for lane in (fast, reference))
    assert quick.judged == plain.judged
    assert quick.violating == plain.violating


def test_the_reports_of_the_lanes_name_the_same_premises() -> None:
    orders = [order_of(read_case(FIXTURES[0]))]
    texts = [assess(home(), orders, report=True, lane=lane)[0].report for lane in Lane]
    focus = [{line.split()[2] for line in text.splitlines() if "shacl#focusNode" in line} for text in texts]
    assert focus[0] == focus[1]


def test_a_difference_is_an_error_with_the_reading() -> None:
    edition, shapes, random = made_up(0)
    cases = [made_up_case(edition, random, 0.2, n) for n in range(4)]
    verdicts = fast.judge(shapes, cases, [possibilities(one, edition, shapes, WORLD) for one in cases]).verdicts
    reading = min(verdicts.judged, key=repr)
    other: Verdicts = replace(verdicts, violating=verdicts.violating ^ {reading}, lane=Lane.REFERENCE)
    with pytest.raises(EngineError) as error:
        _compare("small", verdicts, other)
    assert [(fault.code, fault.found) for fault in error.value.faults] == [("RUN-005", repr(reading))]
