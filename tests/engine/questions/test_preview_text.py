"""A preview as text and as data: grade line before and after, lines lost and no longer lost, outcomes that change."""

from __future__ import annotations

from dataclasses import replace

from engine.assess import assess, order_of
from engine.questions.preview import Before
from engine.questions.preview_text import preview_data, preview_text, turned
from engine.read.case import read_case
from engine.read.home import home

FULL = order_of(read_case(home() / "fixtures/cases/fictional-grade-b"))


def found() -> Before:
    """A made-up city with all its evidence, and with its case closed without any."""
    return Before(*assess(home(), [FULL, replace(FULL, evidence=(), decisions=(), closed=True)]))


def test_each_side_is_said_with_what_is_lost_and_what_turns() -> None:
    one = found()
    lines = preview_text([one], "zh").splitlines()
    assert [line.strip()[:3] for line in lines[1:3]] == ["办理前", "办理后"]
    lost = {(line.requirement, line.item) for line in one.after.explanation.ledger.lost}
    assert len(lost) > 10 and sum("将失去" in line for line in lines) >= len(lost) // 2
    assert lines[-1].strip().startswith(f"结论改变 {len(turned(one))} 项：") and len(turned(one)) > 10
    back = preview_text([Before(one.after, one.before)], "en")
    assert back.count("would no longer lose") == sum("将失去" in line for line in lines)


def test_the_data_hold_both_sides() -> None:
    one = found()
    (case,) = preview_data([one])["cases"]
    assert case["before"]["assessment"] == one.before.digest and case["after"]["assessment"] == one.after.digest
    assert len(case["after"]["lost"]) == len(one.after.explanation.ledger.lost)
    assert {
        slug for slug, said in case["before"]["findings"].items() if case["after"]["findings"][slug] != said
    } == set(case["turned"])


def test_nothing_that_falls_is_said() -> None:
    assert preview_text([], "en") == "No case uses this evidence.\n"
