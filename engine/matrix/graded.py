"""Every case found, scored and graded at once; what is settled by columns, what is open by the search of `engine.grade`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.build.possibilities import Scale
from engine.matrix.contents import Matrix
from engine.matrix.grades import Grades, grades
from engine.matrix.outcomes import in_order, leaf_chances, leaf_outcome, tree_chances, tree_outcome
from engine.matrix.points import ItemPoints, item_column
from engine.matrix.totals import Totals, totals
from engine.matrix.verdicts import SlotVerdicts, Small, slot_verdicts
from engine.model.edition import Addressee, Edition, Requirement
from engine.model.shape import Shapes
from engine.model.world import World


@dataclass(frozen=True, slots=True)
class Graded:
    """All cases of a matrix under one edition.

    Shape: `outcomes` by applicant requirement, a place in SEVERITY for each case (a score-only leaf has none); `chances` by
    requirement; `items` by item; `totals` and `grades` by case.
    """

    edition: Edition
    shapes: Shapes
    verdicts: Mapping[str, SlotVerdicts] = field(repr=False)
    outcomes: Mapping[str, Small] = field(repr=False)
    chances: Mapping[str, Small] = field(repr=False)
    items: Mapping[str, ItemPoints] = field(repr=False)
    totals: Totals = field(repr=False)
    grades: Grades = field(repr=False)


def grade_all(matrix: Matrix, edition: Edition, shapes: Shapes, world: World) -> Graded:
    """Find, score and grade every case of a matrix.

    Unknowns: as `find`, `score` and `grade` have them; the numbers are the same.
    Raises: EngineError as the fast lane and `grade` do; OntologyError SCO-001.
    """
    verdicts = slot_verdicts(matrix, edition.slots, Scale(edition, shapes, world), shapes)
    outcomes, chances = columns_of_requirements(edition, verdicts, len(matrix))
    items = {slug: item_column(edition, item, chances, verdicts) for slug, item in edition.items.items()}
    summed = totals(edition, items)
    return Graded(
        edition, shapes, verdicts, outcomes, chances, items, summed, grades(matrix, edition, verdicts, items, summed)
    )


def columns_of_requirements(
    edition: Edition,
    verdicts: Mapping[str, SlotVerdicts],
    size: int,
    kept: tuple[Mapping[str, Small], Mapping[str, Small]] = ({}, {}),
) -> tuple[dict[str, Small], dict[str, Small]]:
    """Outcomes of what speaks to the applicant, and chances of every requirement; what is `kept` is not reckoned again."""
    outcomes, chances = (dict(one) for one in kept)
    for one in in_order(edition):
        if one.slug not in chances:
            chances[one.slug] = _chances(one, verdicts, chances, size)
        if one.slug not in outcomes and not one.score_only:
            outcomes[one.slug] = _outcome(one, verdicts, outcomes, size)
    asked = asked_of_applicant(edition)
    return {slug: column for slug, column in outcomes.items() if slug in asked}, chances


def asked_of_applicant(edition: Edition) -> frozenset[str]:
    """The requirements that have a finding: those that speak to the applicant, and what stands below them."""
    found: set[str] = set()

    def add(requirement: Requirement) -> None:
        found.add(requirement.slug)
        for member in requirement.members:
            add(edition.requirements[member])

    for requirement in edition.requirements.values():
        if requirement.addressee is Addressee.APPLICANT:
            add(requirement)
    return frozenset(found)


def _outcome(one: Requirement, verdicts: Mapping[str, SlotVerdicts], outcomes: Mapping[str, Small], size: int) -> Small:
    if one.is_leaf:
        return leaf_outcome(verdicts, one, size)
    return tree_outcome(one, [outcomes[member] for member in one.members if member in outcomes], size)


def _chances(one: Requirement, verdicts: Mapping[str, SlotVerdicts], chances: Mapping[str, Small], size: int) -> Small:
    if one.is_leaf:
        return leaf_chances(verdicts, one, size)
    members = [chances[member] for member in one.members]
    return tree_chances(one, members, size)
