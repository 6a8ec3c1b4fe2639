"""A problem is placed at the lines of what its slug names, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.check import check
from engine.check.placed import placed
from engine.check.problem import Problem
from tests.engine.check.test_check import root_with
from tests.engine.read.small import EDITION

BASE = "https://w3id.org/clausegraph/edition/small"


def line_of(root: Path, begins: str) -> int:
    """The line of the edition that begins so."""
    text = (root / "ontology/editions/small/edition.ttl").read_text(encoding="utf-8")
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(begins))


@pytest.mark.parametrize(
    ("code", "where", "found", "begins"),
    [
        ("EDN-002", "products", "9", "cls:products "),
        ("EDN-020", f"{BASE}/clause/products", "begins with 9", "cls:products "),
        ("EDN-010", "all", "points", "item:all "),
        ("EDN-003", "plan", "1", "req:plan "),
        ("EDN-001", "rate", "plan", "req:rate "),
        ("EDN-012", "small", "-", "edition:small "),
    ],
)
def test_a_problem_stands_at_the_line_of_what_it_names(
    code: str, where: str, found: str, begins: str, tmp_path: Path
) -> None:
    root = root_with(tmp_path)
    problem = Problem(code, "error", where, found)
    (said,) = placed([problem], root, "small")
    assert said == Problem(code, "error", where, found, f"edition.ttl line {line_of(root, begins)}")


def test_what_stands_in_no_file_has_no_place(tmp_path: Path) -> None:
    problem = Problem("EDN-031", "info", "HermiT", "java")
    assert placed([problem], root_with(tmp_path), "small") == (problem,)


def test_without_a_problem_no_file_is_read(tmp_path: Path) -> None:
    assert placed([], tmp_path, "small") == ()


def test_check_places_what_it_finds(tmp_path: Path) -> None:
    root = root_with(tmp_path, EDITION.replace('cg:number "9"', 'cg:number "8"'))
    (found,) = (one for one in check(root, "small") if one.code == "EDN-020")
    assert found.place == f"edition.ttl line {line_of(root, 'cls:products ')}"
