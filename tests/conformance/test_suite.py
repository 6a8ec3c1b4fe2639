"""The W3C suite passes, all of it, and nearly all of its core without a rung below lifted SPARQL."""

import pytest

from tests.conformance.judge import Judged, judged
from tests.conformance.suite import SUITE, SuiteTest, suite_tests

TESTS = list(suite_tests())
ABSENT = f"the W3C SHACL suite is not there: {SUITE}"


@pytest.fixture(scope="module")
def verdicts() -> list[Judged]:
    if not TESTS:
        pytest.skip(ABSENT)
    return [judged(test) for test in TESTS]


@pytest.mark.skipif(not TESTS, reason=ABSENT)
@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_suite_test_passes(test: SuiteTest) -> None:
    assert judged(test).differs == ""


def test_the_suite_is_whole(verdicts: list[Judged]) -> None:
    assert sum(one.name.startswith("core") for one in verdicts) == 98
    assert sum(one.name.startswith("sparql") for one in verdicts) == 23


def test_core_needs_hardly_a_lower_rung(verdicts: list[Judged]) -> None:
    near = [one for one in verdicts if one.name.startswith("core") and one.rung in {"compiled", "lifted"}]
    assert len(near) >= 90
