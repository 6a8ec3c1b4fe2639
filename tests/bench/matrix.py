"""Many cases at once: outcomes, points and grades of 3,000 full cases by columns, against the row by row way of the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median

from engine import Standard
from engine.build.possibilities import possibilities
from engine.fast import judge
from engine.grade import grade
from engine.matrix import Graded, Matrix, grade_all, matrix_of, with_case
from engine.model.case import Case
from engine.model.change import Threshold
from engine.model.edition import SlotKind
from engine.model.score import GradeResult, Scores
from engine.questions.impact import impact
from engine.run import find
from engine.score import score
from tests.bench.made_up import many, standard
from tests.bench.reference import timed

CASES, ALONE, TIMES, UPLOADED = 3000, 136, 15, 10
PARAMETER = "product-supervision-pass-rate"
PROMISED = {"grade all": 300.0, "one threshold": 20.0, "one city": 20.0}  # milliseconds


def main() -> tuple[int, dict[str, float]]:
    """Print the figures and give them in milliseconds; 1 where the two ways differ or a promise is not kept."""
    found = standard(CASES)
    made, making = timed(lambda: many(found, CASES))
    matrix, loading = timed(lambda: matrix_of(found.edition, made))
    graded, first = timed(lambda: grade_all(matrix, found.edition, found.shapes, found.world))
    rows, row_way = timed(lambda: by_rows(found, made[:ALONE]))
    taken = {
        "grade all": warm(lambda: grade_all(matrix, found.edition, found.shapes, found.world)),
        "one threshold": warm(lambda: _threshold(found, matrix, graded)),
        "one city": warm(lambda: with_case(matrix, graded, 7, _with_upload(made[7], made[9]), found.world)),
        "another city": warm(lambda: with_case(matrix, graded, 7, made[9], found.world)),
    }
    agree = all(_same(graded, place, *row) for place, row in enumerate(rows))
    print(f"matrix: {CASES} full cases, {len(graded.outcomes)} requirements, {len(graded.items)} items")
    print(f"  made up {making:.1f} s, loaded {loading:.1f} s, first run {first * 1e3:.0f} ms")
    for name, milliseconds in taken.items():
        promised = f"   promised: below {PROMISED[name]:.0f} ms" if name in PROMISED else ""
        print(f"  {name:14} {milliseconds:8.1f} ms{promised}")
    each = row_way / ALONE * CASES * 1e3
    print(f"  row by row     {each:8.0f} ms   {each / taken['grade all']:8.0f} x   ({ALONE} timed, by proportion)")
    print(f"  same numbers as the row by row way: {'yes' if agree else 'NO'}")
    late = any(taken[name] > most for name, most in PROMISED.items())
    return int(not agree or late), {**taken, "loaded": loading * 1e3}


def warm(work: Callable[[], object]) -> float:
    """The median of many runs, in milliseconds."""
    return median(timed(work)[1] for _ in range(TIMES)) * 1e3


def _threshold(found: Standard, matrix: Matrix, graded: Graded) -> object:
    return impact(matrix, graded, found.world, [Threshold(PARAMETER, Fraction(96))])


def _with_upload(case: Case, other: Case) -> Case:
    """The case with new figures in ten slots, as one upload brings them."""
    slots = sorted({premise.slot for premise in case.premises.values() if premise.kind is SlotKind.QUANTITY})[:UPLOADED]
    new = {name: replace(premise, case=case.key) for name, premise in other.premises.items() if name[0] in slots}
    return replace(case, premises={**case.premises, **new})


def by_rows(found: Standard, cases: Sequence[Case]) -> list[tuple[Scores, GradeResult]]:
    """Scores and grades case by case; verdicts in one run of the compiled shapes."""
    possible = [possibilities(case, found.edition, found.shapes, found.world) for case in cases]
    verdicts = judge(found.shapes, (), possible).verdicts
    done = []
    for case, ways in zip(cases, possible, strict=True):
        findings = find(found.edition, case, ways, verdicts)
        scores = score(found.edition, case, findings, verdicts)
        done.append((scores, grade(found.edition, case, findings, verdicts, scores)))
    return done


def _same(graded: Graded, place: int, scores: Scores, result: GradeResult) -> bool:
    final = graded.grades.final()[place]
    ends = (graded.totals.low.at(place), graded.totals.high.at(place))
    said = None if final < 0 else list(graded.edition.grades)[final]
    return ends == (scores.total_low, scores.total_high) and said == result.grade
