"""The columns give the numbers of the rows: every outcome, span, factor, total and grade, on generated and fixture cases."""

from __future__ import annotations

import pytest

from engine import assess, home, order_of, read_case
from engine.build.possibilities import possibilities
from engine.grade import grade
from engine.matrix import Graded, grade_all, matrix_of, with_case
from engine.matrix.verdicts import SEVERITY
from engine.model.score import GradeResult, Scores
from engine.reference import judge
from engine.run import find
from engine.score import score
from tests.oracle.generated import WORLD, made_up, made_up_case

CASES = 12


def by_rows(edition, shapes, cases):
    """Findings, scores and grades case by case."""
    possible = [possibilities(case, edition, shapes, WORLD) for case in cases]
    verdicts = judge(shapes, cases, possible).verdicts
    for case, ways in zip(cases, possible, strict=True):
        findings = find(edition, case, ways, verdicts)
        scores = score(edition, case, findings, verdicts)
        yield findings, scores, grade(edition, case, findings, verdicts, scores)


def outcomes(graded: Graded, place: int) -> dict:
    return {slug: SEVERITY[column[place]] for slug, column in graded.outcomes.items()}


def same_points(graded: Graded, place: int, scores: Scores) -> bool:
    factors = graded.totals.factors[graded.totals.pattern[place]]
    ends = (graded.totals.low.at(place), graded.totals.high.at(place))
    return ends == (scores.total_low, scores.total_high) and all(
        graded.items[slug].own(place) == item.own and (not item.applicable or factors[slug] == item.factor)
        for slug, item in scores.items.items()
    )


def same_grades(graded: Graded, place: int, result: GradeResult) -> bool:
    scale = list(graded.edition.grades)
    final = graded.grades.final()[place]
    said = [
        tuple(slug for slug, can in zip(scale, row[place], strict=True) if can)
        for row in (graded.grades.possible, graded.grades.band)
    ]
    return (*said, None if final < 0 else scale[final]) == (result.possible, result.band, result.grade)


def compared(graded: Graded, place: int, findings, scores, result) -> None:
    expected = {slug: one.outcome for slug, one in findings.by_requirement.items() if one.outcome is not None}
    assert outcomes(graded, place) == expected
    assert same_points(graded, place, scores)
    assert same_grades(graded, place, result)


@pytest.mark.parametrize("seed", range(45))
def test_generated_cases(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.06 * (n % 5), n, disputes=True) for n in range(CASES)]
    graded = grade_all(matrix_of(edition, cases), edition, shapes, WORLD)
    for place, found in enumerate(by_rows(edition, shapes, cases)):
        compared(graded, place, *found)


def test_the_cases_of_the_fixtures() -> None:
    every = assess(
        home(), [order_of(read_case(path.parent)) for path in (home() / "fixtures/cases").glob("*/case.toml")]
    )
    worlds = {id(one.world): [other for other in every if other.world is one.world] for one in every}
    for cases in worlds.values():
        first = cases[0]
        matrix = matrix_of(first.edition, [one.case for one in cases])
        graded = grade_all(matrix, first.edition, first.shapes, first.world)
        for place, one in enumerate(cases):
            compared(graded, place, one.findings, one.scores, one.grade)


def test_no_case_at_all() -> None:
    edition, shapes, _ = made_up(1)
    graded = grade_all(matrix_of(edition, ()), edition, shapes, WORLD)
    assert len(graded.totals.low) == 0 and graded.grades.possible.shape == (0, len(edition.grades))


@pytest.mark.parametrize("seed", range(30))
def test_a_case_in_its_row_is_as_if_all_were_graded_anew(seed: int) -> None:
    edition, shapes, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.06 * (n % 5), n, disputes=True) for n in range(5)]
    matrix = matrix_of(edition, cases)
    graded = grade_all(matrix, edition, shapes, WORLD)
    for number in range(3):
        place, case = random.randrange(len(cases)), made_up_case(edition, random, 0.2, 100 + number, disputes=True)
        matrix, graded = with_case(matrix, graded, place, case, WORLD)
        cases[place] = case
    for place, found in enumerate(by_rows(edition, shapes, cases)):
        compared(graded, place, *found)
    again = grade_all(matrix, edition, shapes, WORLD)
    for place, found in enumerate(by_rows(edition, shapes, cases)):
        compared(again, place, *found)
