"""The engine and the naive evaluator agree: 500 generated cases, and every fixture case."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import assess, home, order_of, read_case
from engine.build.possibilities import possibilities
from engine.grade import grade
from engine.model.case import State
from engine.reference import judge
from engine.run import find
from engine.score import score
from tests.oracle import naive
from tests.oracle.generated import WORLD, made_up, made_up_case

EDITIONS, CASES_EACH = 50, 10
MOST = 8_000  # completions that are tried; test_laws.py tries every case with few open premises
FIXTURES = sorted(path.parent for path in (home() / "fixtures/cases").glob("*/case.toml"))


def compared(edition, shapes, cases):
    """Engine and naive results of cases of one edition, judged in one run."""
    possible = [possibilities(case, edition, shapes, WORLD) for case in cases]
    verdicts = judge(shapes, cases, possible).verdicts
    for case, ways in zip(cases, possible, strict=True):
        findings = find(edition, case, ways, verdicts)
        scores = score(edition, case, findings, verdicts)
        yield case, findings, scores, grade(edition, case, findings, verdicts, scores)


@pytest.mark.parametrize("seed", range(EDITIONS))
def test_generated_cases_agree(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.15 + 0.05 * (n % 5), n, disputes=True) for n in range(CASES_EACH)]
    tried = 0
    for case, findings, scores, graded in compared(edition, shapes, cases):
        expected = naive.findings(edition, shapes, WORLD, case)
        assert {slug: one.outcome for slug, one in findings.by_requirement.items()} == expected
        found = naive.brute_force(edition, shapes, WORLD, case, MOST)
        if found is None:
            continue
        tried += 1
        low, high, grades = found
        if low is None:
            assert graded.possible == () and graded.grade is None
            continue
        assert (scores.total_low, scores.total_high) == (low, high)
        assert set(graded.possible) == grades
    assert tried >= 1


def test_the_generator_reaches_every_method_state_and_outcome() -> None:
    methods, states, outcomes, reasons = set(), set(), set(), set()
    for seed in range(EDITIONS):
        edition, shapes, random = made_up(seed)
        methods |= {type(item.method).__name__ for item in edition.items.values()}
        case = made_up_case(edition, random, 0.3, disputes=True)
        states |= {premise.state for premise in case.premises.values()}
        outcomes |= set(naive.findings(edition, shapes, WORLD, case).values())
        reasons |= {premise.reason for premise in case.premises.values()}
    assert len(methods) == 8 and states == set(State) and len(outcomes) == 5 and "object-disputed" in reasons


@pytest.fixture(scope="module")
def fixtures():
    return dict(zip(FIXTURES, assess(home(), [order_of(read_case(path)) for path in FIXTURES]), strict=True))


def test_there_are_fixture_cases() -> None:
    assert len(FIXTURES) >= 30


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: Path(path).name)
def test_fixture_findings_agree(path: Path, fixtures) -> None:
    one = fixtures[path]
    expected = naive.findings(one.edition, one.shapes, one.world, one.case)
    assert {slug: finding.outcome for slug, finding in one.findings.by_requirement.items()} == expected


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: Path(path).name)
def test_fixture_scores_and_grades_equal_brute_force(path: Path, fixtures) -> None:
    one = fixtures[path]
    open_premises = sum(premise.state in (State.MISSING, State.UNDECIDED) for premise in one.case.premises.values())
    if open_premises > 10:
        assert one.grade.possible  # too many to try: the generated cases stand for these
        return
    found = naive.brute_force(one.edition, one.shapes, one.world, one.case)
    assert found is not None
    low, high, grades = found
    assert (one.scores.total_low, one.scores.total_high) == (low, high)
    assert set(one.grade.possible) == grades
