"""Where in the Turtle of an edition a problem stands: a rule names a thing by its slug, an editor needs file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from engine.check.problem import Problem
from engine.read.edition import edition_files
from engine.read.facts import BASE
from engine.read.shapes import shape_files
from engine.read.stretches import Stretch, stretches

KINDS = ("clause", "provision", "requirement", "slot", "item", "veto", "key-item", "question", "shape")
OF_CODE = {
    "EDN-002": ("clause",),
    "EDN-003": ("requirement",),
    "EDN-004": ("requirement", "shape"),
    "EDN-005": ("shape",),
    "EDN-006": ("shape",),
    "EDN-007": ("requirement",),
    "EDN-008": ("requirement",),
    "EDN-010": ("item",),
    "EDN-011": ("slot",),
    "EDN-014": ("question",),
}


def placed(problems: Iterable[Problem], root: Path, name: str) -> tuple[Problem, ...]:
    """The problems, each with the place of what it names; files are read again only where there is a problem."""
    found = tuple(problems)
    if not found:
        return ()
    known = stretches([*edition_files(root, name), *shape_files(root, name)])
    return tuple(replace(problem, place=_place(problem, name, known)) for problem in found)


def _place(problem: Problem, name: str, known: Mapping[str, Stretch]) -> str:
    """Of the things that bear a slug the one whose lines hold what was found, else the first."""
    edition = f"{BASE}edition/{name}"
    named = [f"{edition}/{kind}/{problem.where}" for kind in OF_CODE.get(problem.code, KINDS)]
    bearers = [known[iri] for iri in (problem.where, *named) if iri in known]
    if problem.where == name and edition in known:
        bearers.append(known[edition])
    holding = [one for one in bearers if f":{problem.found} " in one.text]
    return next((one.place for one in (*holding, *bearers)), "")
