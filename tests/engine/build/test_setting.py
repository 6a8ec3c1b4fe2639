"""Decisions: the last one on a record or on its file rules, and what counts follows from it and from the mode."""

from __future__ import annotations

import pytest

from engine.build.setting import last_ruling
from engine.model.case import EvidenceMode
from engine.model.evidence import Ruling
from tests.engine.build.made_up import BURDEN, INDICATORS, ruled, setting_of, source

ACCEPTED, REJECTED, WITHDRAWN = Ruling.ACCEPTED, Ruling.REJECTED, Ruling.WITHDRAWN


@pytest.mark.parametrize(
    ("decisions", "ruling"),
    [
        ([], None),
        ([ruled("b", ACCEPTED)], None),
        ([ruled("a", ACCEPTED)], ACCEPTED),
        ([ruled(None, ACCEPTED)], ACCEPTED),
        ([ruled("a", ACCEPTED, 1), ruled("a", REJECTED, 2)], REJECTED),
        ([ruled("a", REJECTED, 2), ruled("a", ACCEPTED, 1)], REJECTED),
        ([ruled("a", ACCEPTED, 1), ruled("a", WITHDRAWN, 1)], WITHDRAWN),
        ([ruled(None, ACCEPTED, 2), ruled("a", REJECTED, 1)], ACCEPTED),
        ([ruled(None, ACCEPTED, 1), ruled("a", REJECTED, 2)], REJECTED),
    ],
)
def test_the_last_decision_by_day_then_by_order_rules(decisions, ruling: Ruling | None) -> None:
    assert last_ruling(decisions, source("a")) is ruling


@pytest.mark.parametrize(
    ("mode", "ruling", "counts"),
    [
        (EvidenceMode.DELIVERED, None, True),
        (EvidenceMode.DELIVERED, ACCEPTED, True),
        (EvidenceMode.ACCEPTED, None, False),
        (EvidenceMode.ACCEPTED, ACCEPTED, True),
        (EvidenceMode.ACCEPTED, REJECTED, False),
    ],
)
def test_what_counts_in_each_mode(mode: EvidenceMode, ruling: Ruling | None, counts: bool) -> None:
    decisions = () if ruling is None else (ruled("a", ruling),)
    assert setting_of(mode=mode, decisions=decisions).counts(source("a")) is counts


def test_the_indicator_of_a_slot() -> None:
    assert setting_of().indicator(BURDEN) is INDICATORS["burden"]
