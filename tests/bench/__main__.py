"""The benchmarks: `python3 dev.py bench [NAME …]`; each prints figures and their ratio to a baseline of the same run."""

import sys

from tests.bench import fast, matrix, reference, runaway, service, service_impact, service_upload
from tests.bench.last import compared

BENCHMARKS = {
    "reference": reference.main,
    "fast": fast.main,
    "large": fast.large,
    "matrix": matrix.main,
    "runaway": runaway.main,
    "service": service.main,
    "upload": service_upload.main,
    "impact": service_impact.main,
}
SELDOM = ("large", "impact")  # take some minutes, `large` 2 GiB of disk too: only when named
ASKED = tuple(name for name in BENCHMARKS if name not in SELDOM)


def main(words: list[str]) -> int:
    """Run those named, else all but those that take long; an unknown name is a mistake of usage (2)."""
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
