"""The combination table of the law, row by row: `allOf`, `anyOf` and `atLeast n` over the five outcomes."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from engine.errors import PlanError
from engine.model.edition import Logic
from engine.model.finding import Outcome
from engine.run.outcomes import CANT_TELL, FAILED, INAPPLICABLE, PASSED, UNTESTED, all_of, any_of, at_least, combined

SHORT = {"P": PASSED, "F": FAILED, "C": CANT_TELL, "U": UNTESTED, "I": INAPPLICABLE}
EVERY_THREE = list(product(Outcome, repeat=3))


def of(letters: str) -> list[Outcome]:
    return [SHORT[letter] for letter in letters]


@pytest.mark.parametrize(
    ("members", "outcome"),
    [
        ("", INAPPLICABLE),
        ("I", INAPPLICABLE),
        ("III", INAPPLICABLE),
        ("F", FAILED),
        ("PPF", FAILED),
        ("CUF", FAILED),
        ("IF", FAILED),
        ("C", CANT_TELL),
        ("PCU", CANT_TELL),
        ("IC", CANT_TELL),
        ("U", UNTESTED),
        ("PU", UNTESTED),
        ("IPU", UNTESTED),
        ("P", PASSED),
        ("PPP", PASSED),
        ("IP", PASSED),
    ],
)
def test_all_of(members: str, outcome: Outcome) -> None:
    assert all_of(of(members)) is outcome


@pytest.mark.parametrize(
    ("members", "outcome"),
    [
        ("", INAPPLICABLE),
        ("II", INAPPLICABLE),
        ("P", PASSED),
        ("FFP", PASSED),
        ("CUP", PASSED),
        ("IP", PASSED),
        ("C", CANT_TELL),
        ("FCU", CANT_TELL),
        ("IC", CANT_TELL),
        ("U", UNTESTED),
        ("FU", UNTESTED),
        ("IFU", UNTESTED),
        ("F", FAILED),
        ("FFF", FAILED),
        ("IF", FAILED),
    ],
)
def test_any_of(members: str, outcome: Outcome) -> None:
    assert any_of(of(members)) is outcome


@pytest.mark.parametrize(
    ("least", "members", "outcome"),
    [
        (2, "", INAPPLICABLE),
        (2, "II", INAPPLICABLE),
        (2, "PP", PASSED),
        (2, "PPF", PASSED),
        (2, "PPCU", PASSED),
        (2, "PPI", PASSED),
        (2, "PFF", FAILED),
        (2, "CFF", FAILED),
        (2, "UFF", FAILED),
        (2, "PI", FAILED),
        (2, "CI", FAILED),
        (2, "P", FAILED),
        (2, "PC", CANT_TELL),
        (2, "PCUF", CANT_TELL),
        (2, "CUF", CANT_TELL),
        (2, "PUF", UNTESTED),
        (2, "UU", UNTESTED),
        (2, "PUI", UNTESTED),
        (1, "FU", UNTESTED),
        (3, "PPC", CANT_TELL),
    ],
)
def test_at_least(least: int, members: str, outcome: Outcome) -> None:
    assert at_least(least, of(members)) is outcome


@pytest.mark.parametrize("members", EVERY_THREE, ids="-".join)
def test_one_of_three_is_any_and_three_of_three_is_all(members: tuple[Outcome, ...]) -> None:
    applicable = len([one for one in members if one is not INAPPLICABLE])
    assert at_least(1, members) is any_of(members)
    assert at_least(applicable, members) is all_of(members)


@pytest.mark.parametrize("logic", Logic)
def test_the_order_of_members_does_not_matter(logic: Logic) -> None:
    for members in EVERY_THREE:
        assert len({combined(logic, 2, order) for order in permutations(members)}) == 1


@pytest.mark.parametrize("logic", Logic)
@pytest.mark.parametrize("open_outcome", [CANT_TELL, UNTESTED])
def test_what_is_decided_stays_however_the_open_member_turns_out(logic: Logic, open_outcome: Outcome) -> None:
    for first, second in product(Outcome, repeat=2):
        before = combined(logic, 2, (first, second, open_outcome))
        if before in (PASSED, FAILED):
            assert {combined(logic, 2, (first, second, late)) for late in (PASSED, FAILED)} == {before}


@pytest.mark.parametrize(
    ("logic", "outcome"), [(Logic.ALL_OF, FAILED), (Logic.ANY_OF, PASSED), (Logic.AT_LEAST, PASSED)]
)
def test_combined_follows_the_logic_of_the_node(logic: Logic, outcome: Outcome) -> None:
    assert combined(logic, 2, of("PPF")) is outcome


def test_at_least_without_its_number_is_a_bug_of_ours() -> None:
    with pytest.raises(PlanError) as error:
        combined(Logic.AT_LEAST, None, of("P"))
    fault = error.value.faults[0]
    assert (fault.code, fault.where, fault.found) == ("PLN-002", "atLeast", "n")
