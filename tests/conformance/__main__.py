"""`python -m tests.conformance`: every test of the W3C suite with the lowest rung that it needed, and the sums."""

import sys
from collections import Counter

from tests.conformance.judge import judged
from tests.conformance.suite import SUITE, suite_tests


def main() -> int:
    """Print the list; 1 where a test differs, 2 where the suite is absent."""
    found = [judged(test) for test in suite_tests()]
    if not found:
        print(f"the W3C suite is not at {SUITE}", file=sys.stderr)
        return 2
    for one in found:
        print(f"{'ok    ' if not one.differs else 'DIFFERS'} {one.rung:9} {one.name} {one.differs}")
    for group in ("core", "sparql"):
        own = [one for one in found if one.name.startswith(group)]
        rungs = Counter(one.rung for one in own)
        said = ", ".join(f"{name} {number}" for name, number in sorted(rungs.items()))
        print(f"{group}: {sum(not one.differs for one in own)} of {len(own)}; lowest rung: {said}")
    return int(any(one.differs for one in found))


if __name__ == "__main__":
    sys.exit(main())
