"""The benchmarks: `python3 dev.py bench [NAME …]`; each prints figures and their ratio to a baseline of the same run."""

import sys

from tests.bench import fast, matrix, reference, runaway
from tests.bench.last import compared

BENCHMARKS = {
    "reference": reference.main,
    "fast": fast.main,
    "large": fast.large,
    "matrix": matrix.main,
    "runaway": runaway.main,
}
ASKED = ("reference", "fast", "matrix", "runaway")  # `large` takes some minutes and 2 GiB of disk: only when named


def main(words: list[str]) -> int:
    """Run those named, else all but `large`; an unknown name is a mistake of usage (2)."""
    unknown = [word for word in words if word not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    codes = []
    for name in words or ASKED:
        code, figures = BENCHMARKS[name]()
        codes.append(code)
        print(compared(name, figures))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
