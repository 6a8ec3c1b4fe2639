"""What a rule looks at: the leaves that speak to the applicant."""

from dataclasses import replace

from engine.model.edition import Addressee
from tests.engine.check.made_up import EDITION, checked


def test_leaves_are_those_that_speak_to_the_applicant() -> None:
    body = replace(EDITION.requirements["mark"], addressee=Addressee.EVALUATING_BODY)
    edition = replace(EDITION, requirements={**EDITION.requirements, "mark": body})
    assert [leaf.slug for leaf in checked(edition).leaves()] == ["rate", "burden", "paper", "events"]
