"""The reference lane over 136 full cases: pySHACL in one run, the plain evaluator of the tests as its baseline."""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from engine.build.possibilities import possibilities
from engine.reference import judge
from engine.run import find
from engine.score import score
from tests.bench.made_up import cases, standard
from tests.oracle import naive

T = TypeVar("T")
CASES = 136
ALONE = 8
MOST_SECONDS = 30
LEAVES = 120


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What a piece of work gives, and its seconds."""
    start = perf_counter()
    found = work()
    return found, perf_counter() - start


def main() -> tuple[int, dict[str, float]]:
    """Print the figures and give them in seconds; 1 where the run takes longer than is promised or the two evaluators differ."""
    found = standard(CASES)
    made, building = timed(lambda: cases(found, CASES))
    possible = [possibilities(case, found.edition, found.shapes, found.world) for case in made]
    judged, judging = timed(lambda: judge(found.shapes, made, possible))
    _, alone = timed(
        lambda: [judge(found.shapes, [case], [ways]) for case, ways in zip(made[:ALONE], possible, strict=False)]
    )
    plain, counting = timed(lambda: [naive.findings(found.edition, found.shapes, found.world, case) for case in made])
    pairs = list(zip(made, possible, strict=True))
    findings, finding = timed(lambda: [find(found.edition, case, ways, judged.verdicts) for case, ways in pairs])
    _, scoring = timed(
        lambda: [score(found.edition, case, one, judged.verdicts) for case, one in zip(made, findings, strict=True)]
    )
    agree = [{slug: one.outcome for slug, one in each.by_requirement.items()} for each in findings] == plain
    shapes = len(found.shapes.by_slot)
    premises = sum(len(case.premises) for case in made)
    print(f"reference lane: {CASES} full cases, {shapes} shapes, {premises} premises with their windows")
    print(f"  build                        {building:8.2f} s")
    print(f"  judge (pySHACL, one run)     {judging:8.2f} s   {judging / counting:8.1f} x the plain evaluator")
    print(
        f"  judge one by one             {alone / ALONE * CASES:8.2f} s   {alone / ALONE * CASES / judging:8.1f} x the one run ({ALONE} timed)"
    )
    print(f"  plain evaluator (baseline)   {counting:8.2f} s")
    print(f"  find, score                  {finding + scoring:8.2f} s")
    print(f"  judge, were there 120 leaves {judging * LEAVES / shapes:8.2f} s   (by proportion)")
    print(f"  same findings: {'yes' if agree else 'NO'}; promised: below {MOST_SECONDS} s for {LEAVES} leaves")
    figures = {"build": building, "judge": judging, "plain": counting, "find and score": finding + scoring}
    return int(not agree or judging * LEAVES / shapes > MOST_SECONDS), figures
