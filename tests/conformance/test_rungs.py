"""Every constraint of the W3C suite has the same rows on every rung that takes it."""

import pytest

from tests.conformance.suite import SUITE, SuiteTest, suite_tests
from tests.oracle.differential import Figures, read_pair, rungs_differ
from tests.oracle.random_shapes import Pair

TESTS = [test for test in suite_tests() if test.expected is not None]
ABSENT = f"the W3C SHACL suite is not there: {SUITE}"


@pytest.mark.skipif(not TESTS, reason=ABSENT)
@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_every_rung_gives_the_same(test: SuiteTest) -> None:
    pair = Pair(*(tuple(text.decode().splitlines(keepends=True)) for text in (test.shapes, test.data)))
    assert rungs_differ(read_pair(pair), Figures()) is None
