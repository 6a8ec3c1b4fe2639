"""A premise is keyed by slot and year; a case key sorts by edition, code and year."""

from engine.model.case import CaseKey
from tests.engine.build.made_up import RATE, YEAR
from tests.engine.score.made_up import known


def test_the_key_of_a_premise_is_its_slot_and_year() -> None:
    assert known(RATE, 96, YEAR - 1).key == ("rate", YEAR - 1)


def test_case_keys_sort_by_edition_then_code_then_year() -> None:
    keys = [CaseKey("b", "1", 1), CaseKey("a", "2", 1), CaseKey("a", "1", 2), CaseKey("a", "1", 1)]
    assert sorted(keys) == keys[::-1]
