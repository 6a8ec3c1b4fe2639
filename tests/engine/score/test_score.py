"""Items become chapters and a total: points without object are carried by policy, the bonus is capped, sums are exact."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.build.possibilities import possibilities
from engine.errors import OntologyError
from engine.model import edition as model
from engine.model.finding import Findings
from engine.score import score
from engine.score.score import chapter_of, rescaling
from tests.engine.build.made_up import BASIS, LABEL, MARK, PAPER, WORLD
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import F, absent, case_of, gone, item, known, plain_verdicts, scored, table

ALL = model.AllOrNothing()
SLOTS = tuple(replace(PAPER, slug=name, requirement=name) for name in "abcd")
POINTS = {"a": 30, "b": 10, "c": 40, "d": 20}
CHAPTERS = {"a": "4", "b": "4", "c": "5", "d": "6"}


def policy(choice: str) -> dict[str, model.Policy]:
    return {"inapplicablePoints": model.Policy("inapplicablePoints", choice, LABEL, BASIS)}


def edition_with(**more) -> model.Edition:
    """Items a and b in chapter 4, c in 5, d in 6: 40, 40 and 20 points."""
    return table(SLOTS, tuple(item(slug, slug, points, ALL) for slug, points in POINTS.items()), (), CHAPTERS, **more)


EDITION = edition_with()


def case_with(letters: str, *, closed: bool = False):
    """A case whose documents are there (P), missing (U) or without object (I)."""
    made = {"P": lambda slot: known(slot, ""), "U": absent, "I": gone}
    return case_of(*(made[letter](slot) for slot, letter in zip(SLOTS, letters, strict=True)), closed=closed)


def worth(letters: str, edition: model.Edition = EDITION) -> list[Fraction]:
    """What each item is worth after rescaling."""
    return [one.possible for one in scored(edition, case_with(letters)).items.values()]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("PPPP", [30, 10, 40, 20]),
        ("IPPP", [0, 40, 40, 20]),
        ("PIPP", [40, 0, 40, 20]),
        ("PPPI", [Fraction(75, 2), Fraction(25, 2), 50, 0]),
        ("IIPP", [0, 0, Fraction(200, 3), Fraction(100, 3)]),
        ("IPPI", [0, 50, 50, 0]),
        ("PIII", [100, 0, 0, 0]),
        ("IIII", [0, 0, 0, 0]),
    ],
)
def test_points_without_object_are_carried_by_the_chapter_then_by_all(letters: str, expected) -> None:
    assert worth(letters) == expected


@pytest.mark.parametrize(("letters", "expected"), [("IPPP", [0, 10, 40, 20]), ("PIII", [30, 0, 0, 0])])
def test_a_policy_may_leave_them_out_of_the_total(letters: str, expected) -> None:
    assert worth(letters, edition_with(policies=policy("noRescale"))) == expected


def test_the_policy_named_is_the_assumed_one() -> None:
    assert worth("IPPI", edition_with(policies=policy("rescaleWithinChapter"))) == worth("IPPI")


def test_a_policy_without_a_rule_is_refused() -> None:
    edition = edition_with(policies=policy("toss"))
    with pytest.raises(OntologyError) as error:
        scored(edition, case_with("PPPP"))
    fault = error.value.faults[0]
    assert (fault.code, fault.where, fault.found) == ("SCO-001", "edition/made-up", "toss")


@pytest.mark.parametrize(
    ("letters", "closed", "total"),
    [
        ("PPPP", False, (100, 100, 100)),
        ("PUPP", False, (100, 90, 100)),
        ("PUPP", True, (100, 90, 90)),
        ("UUUU", False, (100, 0, 100)),
        ("UUUU", True, (100, 0, 0)),
        ("IUPP", False, (100, 60, 100)),
        ("IIII", False, (0, 0, 0)),
    ],
)
def test_possible_low_and_high_of_the_total(letters: str, closed: bool, total) -> None:
    scores = scored(EDITION, case_with(letters, closed=closed))
    assert (scores.possible, scores.low, scores.high) == total


def test_chapters_sum_their_items() -> None:
    scores = scored(EDITION, case_with("PUPI"))
    found = {number: (one.possible, one.low, one.high) for number, one in scores.chapters.items()}
    assert found == {"4": (50, Fraction(75, 2), 50), "5": (50, 50, 50), "6": (0, 0, 0)}
    assert (scores.possible, scores.low, scores.high) == tuple(map(sum, zip(*found.values(), strict=True)))
    assert chapter_of(EDITION, "c") == "5"


def test_an_item_says_what_is_lost_and_what_is_open() -> None:
    bands = model.Levels("a", (model.Band(F(30), level="government"), model.Band(F(12), level="department")))
    edition = replace(EDITION, items={**EDITION.items, "a": item("a", "a", 30, bands)})
    found = {
        name: (one.low, one.lost, one.open, one.possible)
        for name, one in scored(edition, case_of(known(SLOTS[0], "department"), *map(absent, SLOTS[1:]))).items.items()
    }
    assert found["a"] == (12, 18, 0, 30) and found["c"] == (0, 0, 40, 40)


def bonus_edition(cap: int | None) -> model.Edition:
    bonus = tuple(replace(MARK, slug=name, requirement=name) for name in ("mark", "more"))
    items = tuple(item(slot.slug, slot.slug, 20, model.Judged(slot.slug), bonus=True) for slot in bonus)
    cap_of = None if cap is None else F(cap)
    return table((SLOTS[0], *bonus), (item("a", "a", 100, ALL), *items), bonus_cap=cap_of)


@pytest.mark.parametrize(
    ("first", "second", "cap", "capped"),
    [(100, 100, 30, 30), (50, 50, 30, 20), (75, 75, 30, 30), (100, 100, None, 40), (0, 0, 30, 0), (80, 100, 30, 30)],
)
def test_the_sum_of_all_bonus_items_is_capped_and_stands_beside(first, second, cap, capped: int) -> None:
    edition = bonus_edition(cap)
    mark, more = (edition.slots[name] for name in ("mark", "more"))
    scores = scored(edition, case_of(known(SLOTS[0], ""), known(mark, first), known(more, second)))
    assert (scores.possible, scores.low, scores.bonus_low, scores.total_low) == (100, 100, capped, 100 + capped)


def test_a_bonus_is_neither_rescaled_nor_part_of_a_chapter() -> None:
    edition = bonus_edition(30)
    premises = known(SLOTS[0], ""), known(edition.slots["mark"], 50), gone(edition.slots["more"])
    scores = scored(edition, case_of(*premises))
    assert (scores.items["mark"].factor, scores.items["mark"].possible, scores.items["more"].possible) == (1, 20, 0)
    assert (scores.chapters["4"].possible, scores.total_high) == (100, 110)


def test_an_open_bonus_is_open_up_to_the_cap() -> None:
    edition = bonus_edition(30)
    scores = scored(edition, case_of(known(SLOTS[0], ""), absent(edition.slots["mark"]), absent(edition.slots["more"])))
    assert (scores.bonus_low, scores.bonus_high, scores.total_high) == (0, 30, 130)


def test_factors_are_exact_and_multiply_to_the_whole() -> None:
    own = {slug: () if slug in ("a", "d") else ((F(0)),) for slug in POINTS}
    assert rescaling(EDITION, own) == {"a": 1, "b": 4 * F(100) / 80, "c": F(100) / 80, "d": 1}


def test_the_outcome_of_the_requirement_stands_beside_the_points() -> None:
    case = case_with("PUIP")
    possible = possibilities(case, EDITION, shapes_for(EDITION), WORLD)
    verdicts = plain_verdicts(possible)
    from engine.run import find

    findings: Findings = find(EDITION, case, possible, verdicts)
    found = score(EDITION, case, findings, verdicts).items
    assert [one.outcome for one in found.values()] == ["passed", "untested", "inapplicable", "passed"]
    assert [one.applicable for one in found.values()] == [True, True, False, True]
