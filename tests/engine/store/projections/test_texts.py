"""Cases as tables of text are read back equal in everything; tables hold text and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from engine.assess import built_cases, orders_of
from engine.model.case import Case
from engine.model.waiver import Waiver
from engine.store.projections.texts import Tables, cases_of
from tests.conftest import CASES
from tests.engine.store.projections.made_up import readings
from tests.oracle.generated import made_up, made_up_case


def back(cases: list[Case]) -> list[Case]:
    tables = Tables()
    for case in cases:
        tables.add(case)
    return cases_of(tables.frames())


def test_every_case_of_the_fixtures_is_read_back_equal() -> None:
    folders = sorted(path for path in CASES.iterdir() if path.is_dir())
    cases = [one.case for one in built_cases(readings(), orders_of(folders))]
    assert len(cases) > 30
    found = back(cases)
    assert found == cases and [repr(one) for one in found] == [repr(one) for one in cases]


@pytest.mark.parametrize("seed", range(10))
def test_made_up_cases_are_read_back_equal(seed: int) -> None:
    edition, _, random = made_up(seed)
    cases = [made_up_case(edition, random, 0.1 * n, n, disputes=True) for n in range(5)]
    assert back(cases) == cases


def test_tables_hold_text_and_nothing_else() -> None:
    edition, _, random = made_up(1)
    tables = Tables()
    tables.add(made_up_case(edition, random, 0.1, 1, disputes=True))
    assert {dtype for frame in tables.frames().values() for dtype in frame.dtypes} == {pl.String}


def test_a_number_without_a_finite_decimal_and_an_empty_text_stay() -> None:
    edition, _, random = made_up(2)
    case = made_up_case(edition, random, 0.1, 1, disputes=True)
    key, premise = next((key, one) for key, one in case.premises.items() if one.known is not None)
    changed = replace(premise, raw="", known=replace(premise.known, value=Fraction(310, 366), document=""))
    (found,) = back([replace(case, premises=dict(case.premises) | {key: changed})])
    assert found.premises[key] == changed and found.premises[key].known.value == Fraction(310, 366)


def test_waivers_are_read_back_with_every_field() -> None:
    edition, _, random = made_up(3)
    case = made_up_case(edition, random, 0.1, 1)
    granted = Waiver(case.key.code, 2020, ("a", "b"), "灾后 重建", "省局", date(2022, 6, 30), 7, "ab" * 32)
    stated = Waiver(case.key.code, 2022, ("c",), "", "市局", date(2022, 12, 31))
    cases = [replace(case, waivers=(granted, stated)), case, replace(case, waivers=(stated,))]
    assert back(cases) == cases and [one.waivers for one in back(cases)] == [(granted, stated), (), (stated,)]


def test_no_cases_are_no_cases() -> None:
    assert back([]) == []
