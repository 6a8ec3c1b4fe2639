"""Every declared selection step has a rule, and every rule is declared."""

from dataclasses import replace

from engine.check.rules.selection import problems
from tests.engine.check.made_up import EDITION, checked, said


def test_a_step_without_a_rule_is_found() -> None:
    edition = replace(EDITION, selection=(*EDITION.selection, "hearsay"))
    assert said(problems(checked(edition))) == [("made-up", "hearsay")]


def test_a_rule_that_is_not_declared_is_found() -> None:
    edition = replace(EDITION, selection=tuple(one for one in EDITION.selection if one != "correction"))
    assert said(problems(checked(edition))) == [("made-up", "correction")]
