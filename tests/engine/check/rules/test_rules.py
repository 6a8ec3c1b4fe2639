"""The order of the rules, and that the made-up edition passes them all."""

import pytest

from engine.check.rules import LINKS, RULES
from tests.engine.check.made_up import checked


@pytest.mark.parametrize("rule", [LINKS, *RULES], ids=lambda rule: rule.__module__.rpartition(".")[2])
def test_a_sound_edition_has_no_problem(rule) -> None:
    assert list(rule(checked())) == []


def test_each_rule_stands_once_and_the_links_come_first() -> None:
    assert len(set(RULES)) == len(RULES) == 13 and LINKS not in RULES
