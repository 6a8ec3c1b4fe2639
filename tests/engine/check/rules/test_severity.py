"""The severity of a shape is the force of its provision."""

from dataclasses import replace

import pytest

from engine.check.rules.severity import problems
from engine.model.edition import ProvisionType
from tests.engine.check.made_up import EDITION, checked, said, shape, with_shape


@pytest.mark.parametrize(
    ("kind", "severity", "sound"),
    [
        (ProvisionType.REQUIREMENT, "Violation", True),
        (ProvisionType.REQUIREMENT, "Warning", False),
        (ProvisionType.RECOMMENDATION, "Warning", True),
        (ProvisionType.RECOMMENDATION, "Violation", False),
        (ProvisionType.STATEMENT, "Violation", False),
        (ProvisionType.INSTRUCTION, "Info", False),
    ],
)
def test_shall_is_a_violation_and_should_a_warning(kind: ProvisionType, severity: str, sound: bool) -> None:
    provisions = {**EDITION.provisions, "mark": replace(EDITION.provisions["mark"], type=kind)}
    found = said(problems(checked(replace(EDITION, provisions=provisions), with_shape(shape("mark", severity)))))
    assert found == ([] if sound else [("mark-p", severity)])


def test_a_leaf_of_two_forces_has_no_fitting_severity() -> None:
    provisions = {**EDITION.provisions, "rate": replace(EDITION.provisions["rate"], type=ProvisionType.RECOMMENDATION)}
    leaves = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], provisions=("mark", "rate"))}
    found = said(problems(checked(replace(EDITION, provisions=provisions, requirements=leaves))))
    assert ("mark-p", "Violation") in found


@pytest.mark.parametrize("requirement", ["lost", "mark"])
def test_a_shape_without_a_provision_has_no_severity(requirement: str) -> None:
    leaves = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], provisions=("lost",))}
    stray = replace(shape("mark"), requirement=requirement)
    assert said(problems(checked(replace(EDITION, requirements=leaves), with_shape(stray)))) == [
        ("mark-p", "Violation")
    ]
