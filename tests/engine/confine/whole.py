"""Every file of `fixtures/bad` read in a child and here: `python -m tests.engine.confine.whole`; the tests read a sample of them."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine import EvidenceError, Pool, check_delivered, home
from engine.errors import Fault
from engine.read.evidence import read_evidence
from engine.read.ontology import read_world

CHANGDE = frozenset({"430700"})
ROOT = home() / "fixtures" / "bad"
WORLD = read_world(home())


def files() -> list[Path]:
    """Every evidence file to refuse, in order."""
    folders = sorted(path.parent for path in ROOT.glob("*/*/expected.toml") if path.parts[-3] != "case")
    return [path for folder in folders for path in sorted(folder.glob("evidence.*")) if path.is_file()]


def sampled() -> list[Path]:
    """The fewest first files in which each reader, each form and each code of a fault of that reader stands once."""
    seen: set[tuple[str, ...]] = set()
    found = []
    for path in files():
        new = set(_marks(path)) - seen
        if new:
            seen |= new
            found.append(path)
    return found


def _marks(path: Path) -> Iterator[tuple[str, ...]]:
    reader, form = path.parts[-3], path.suffix
    yield reader, form
    for code in _codes(tomllib.loads((path.parent / "expected.toml").read_text(encoding="utf-8"))):
        yield reader, form, code


def _codes(said: object) -> Iterator[str]:
    """Every code that is expected, wherever it stands."""
    if isinstance(said, dict):
        for name, value in said.items():
            if name == "code":
                yield str(value)
            yield from _codes(value)
    elif isinstance(said, list):
        for one in said:
            yield from _codes(one)


def read_here(path: Path) -> tuple[Fault, ...]:
    """The faults of a file, read in this process."""
    try:
        read_evidence([path], WORLD, CHANGDE)
    except EvidenceError as error:
        return error.faults
    return ()


def differing(pool: Pool, paths: Iterable[Path]) -> list[str]:
    """The files whose faults are others in a child."""
    return [
        str(path.relative_to(ROOT))
        for path in paths
        if check_delivered(pool, path.name, path.read_bytes(), CHANGDE).faults != read_here(path)
    ]


def main() -> int:
    """Read all of them; 1 where one differs."""
    paths = files()
    with Pool() as pool:
        found = differing(pool, paths)
    print(f"{len(paths)} files read in a child and here, {len(found)} differ", *found, sep="\n  ")  # noqa: T201
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
