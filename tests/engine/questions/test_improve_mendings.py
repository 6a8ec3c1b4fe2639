"""What each leaf can be brought to: the least content for each effect, at its price, and what stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.exact import Span
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.case import Premise, State, TargetUse
from engine.model.edition import SlotKind
from engine.questions.improve_costs import Costs, Price
from engine.questions.improve_mendings import Ground, ground_of, mendable
from tests.engine.build.made_up import AIMED, EVENTS, PAPER, RATE, YEAR
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, assessed, assessment_of
from tests.engine.score.made_up import absent, between, case_of, gone, grades, item, known, table

F = Fraction


def levels(ground: Ground, leaf: str) -> list[list[object]]:
    """The content that each mending of a leaf gives its premises."""
    return [[content(way) for _, way in one.changes] for one in ground.mendings[leaf]]


def content(way) -> object:
    if way.span is not None:
        return way.span.low
    return way.reading.level or way.reading.document


def with_premises(*premises: Premise) -> Assessment:
    """The made-up city with these premises in place of its own."""
    one = assessed(*RECORDS)
    kept = {**one.case.premises, **{premise.key: premise for premise in premises}}
    return assessment_of(EDITION, replace(one.case, premises=kept))


def test_every_leaf_costs_one_without_a_table() -> None:
    ground = ground_of(assessed(*RECORDS), None, None)
    assert {one.cost for found in ground.mendings.values() for one in found} == {1}
    assert (ground.unpriced, ground.late) == ((), ())


def test_a_number_has_a_level_for_each_effect_weakest_first() -> None:
    ground = ground_of(assessed(*RECORDS), None, None)
    assert levels(ground, "rate") == [[95]]  # 94 has the band of 90 already
    assert levels(ground, "burden") == [[35]]  # lower is better: at most the limit
    assert levels(ground_of(assessed(), None, None), "rate") == [[90], [95]]


def test_a_mark_has_its_pass_mark_and_its_best() -> None:
    assert levels(ground_of(assessed(*RECORDS), None, None), "mark") == [[60], [100]]


def test_a_document_and_a_statement_are_delivered() -> None:
    ground = ground_of(assessed(), None, None)
    assert (levels(ground, "paper"), levels(ground, "events")) == ([["delivered"]], [[0]])


def test_what_is_good_enough_has_no_mending() -> None:
    ground = ground_of(assessed(*RECORDS), None, None)
    assert ground.mendings["paper"] == ()


def test_a_proven_event_has_no_mending() -> None:
    assert ground_of(assessed(*FIRED), None, None).mendings["events"] == ()


def test_a_target_that_is_settled_is_the_level_to_reach() -> None:
    ground = ground_of(assessed(), None, None)
    assert levels(ground, "aimed") == [[90]]


def test_years_that_have_the_level_stay_as_they_are() -> None:
    before = replace(known(RATE, "96", YEAR - 1), known=known(RATE, "96").known)
    ground = ground_of(with_premises(before, known(RATE, "94")), None, None)
    assert [[key for key, _ in one.changes] for one in ground.mendings["rate"]] == [[("rate", YEAR)]]


def test_a_table_prices_levels_and_drops_what_is_late() -> None:
    day = date(2027, 1, 1)
    rate = (Price("rate", F(4), F(97)), Price("rate", F(2), F(92), day), Price("rate", F(1), F(91), date(2027, 1, 2)))
    costs = Costs("c", {"rate": rate, "mark": (Price("mark", F(1), F(70)),), "burden": (Price("burden", F(1)),)})
    ground = ground_of(assessed(), costs, day)
    found = [(one.cost, one.changes[0][1].span, one.finish) for one in ground.mendings["rate"]]
    assert found == [(4, Span.point(97), None), (2, Span.point(92), day)]
    assert levels(ground, "mark") == [[70]]
    assert (ground.unpriced, ground.late) == (("aimed", "paper", "events"), ())
    late = Costs("c", {"rate": rate[2:]})
    assert ground_of(assessed(), late, day).late == ("rate",)


def test_a_leaf_of_the_evaluating_body_is_nobody_s_to_mend() -> None:
    one = assessed()
    body = replace(EDITION.requirements["mark"], addressee=model.Addressee.EVALUATING_BODY)
    other = replace(one, edition=replace(EDITION, requirements={**EDITION.requirements, "mark": body}))
    assert "mark" not in ground_of(other, None, None).mendings


def test_each_year_gets_what_the_price_names_unless_it_is_as_good() -> None:
    years = [known(RATE, "96", YEAR - 2), known(RATE, "80", YEAR - 1), absent(RATE)]
    named = Costs("c", {"rate": (Price("rate", F(1), F(91)),)})
    (only,) = ground_of(with_premises(*years), named, None).mendings["rate"]
    assert [(year, way.span.low) for (_, year), way in only.changes] == [(YEAR, 91), (YEAR - 1, 91)]


def test_a_leaf_of_several_slots_has_the_best_of_all() -> None:
    deed = replace(PAPER, requirement="rate")
    bands = model.Bands("rate", (model.Band(F(9), F(99)), model.Band(F(5), F(90))))
    edition = table((RATE, deed), (item("rate", "rate", 9, bands),), grades=grades(5, None))
    both = replace(edition.requirements["rate"], slots=("rate", "paper"))
    one = assessment_of(replace(edition, requirements={"rate": both}), case_of(absent(RATE), absent(deed)))
    assert levels(ground_of(one, None, None), "rate") == [[99, "delivered"]]


def test_a_level_of_a_document_is_priced_by_its_name() -> None:
    costs = Costs("c", {"paper": (Price("paper", F(1), "government"),)})
    assert ground_of(assessed(), costs, None).mendings["paper"] == ()  # nothing tells that level apart


@pytest.mark.parametrize(
    ("premise", "may"),
    [
        (absent(RATE), True),
        (known(RATE, "1"), True),
        (between(RATE, Span.point(3), Span.point(4)), True),
        (gone(RATE), False),
        (absent(EVENTS), True),
        (known(EVENTS, 0), False),
        (known(EVENTS, 1), False),
        (between(EVENTS, Span.point(0), Span.point(1)), False),
        (replace(absent(AIMED), target=TargetUse("t", F(90), YEAR, "plan", True)), True),
        (replace(absent(AIMED), target=TargetUse(None, None, None, None, False, "target-none")), False),
        (known(PAPER, ""), True),
    ],
)
def test_what_can_be_delivered_anew(premise: Premise, may: bool) -> None:
    assert mendable(premise) is may
    assert premise.kind in SlotKind and premise.state in State
