"""The benchmarks: `python3 dev.py bench [NAME …]`; each prints figures and their ratio to a baseline of the same run."""

import sys

from tests.bench import fast, matrix, reference

BENCHMARKS = {"reference": reference.main, "fast": fast.main, "matrix": matrix.main}


def main(words: list[str]) -> int:
    """Run those named, else all; an unknown name is a mistake of usage (2)."""
    unknown = [word for word in words if word not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    return max(BENCHMARKS[name]() for name in words or BENCHMARKS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
