"""One pySHACL run over premises and open readings; a run that fails is an error and never a pass."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from rdflib import RDF, SH, Graph

from engine.build.possibilities import possibilities, readings
from engine.errors import EngineError, PlanError
from engine.exact import Span
from engine.model.case import CaseKey, Reading
from engine.model.shape import Shapes
from engine.reference import judge
from tests.engine.build.made_up import AIMED, BURDEN, EVENTS, MARK, PAPER, RATE, WORLD, edition_of
from tests.engine.run.made_up import shapes_for
from tests.engine.score.made_up import absent, between, case_of, gone, known, plain_verdicts

F = Fraction
EDITION = edition_of(RATE, BURDEN, AIMED, PAPER, EVENTS, MARK)
SHAPES = shapes_for(EDITION)
module = sys.modules[judge.__module__]


def judged(*premises, report: bool = False, shapes: Shapes = SHAPES):
    case = case_of(*premises)
    return judge(shapes, [case], [possibilities(case, EDITION, SHAPES, WORLD)], report=report)


@pytest.mark.parametrize(
    ("premise", "passes"),
    [
        (known(RATE, 95), True),
        (known(RATE, "94.999999999999999999"), False),
        (known(BURDEN, 35), True),
        (known(BURDEN, "35.000000000000000001"), False),
        (known(EVENTS, 0), True),
        (known(EVENTS, 1), False),
        (known(MARK, 60), True),
        (known(MARK, "59.9"), False),
        (known(PAPER, ""), True),
    ],
)
def test_a_known_premise_passes_or_violates_as_its_shape_says(premise, passes: bool) -> None:
    assert judged(premise).verdicts.passes(premise.known) is passes


@pytest.mark.parametrize(("target", "passes"), [(90, True), (91, False), (None, False)])
def test_a_target_must_be_there_and_be_reached(target: int | None, passes: bool) -> None:
    reading = Reading("aimed", value=F(90), target=None if target is None else F(target))
    assert judged(replace(known(AIMED, 1), known=reading)).verdicts.passes(reading) is passes


def test_every_reading_of_an_open_premise_is_judged_as_by_hand() -> None:
    premise = between(RATE, Span(F(90), F(100)))
    case = case_of(premise)
    possible = possibilities(case, EDITION, SHAPES, WORLD)
    found = judge(SHAPES, [case], [possible]).verdicts
    assert found.judged == frozenset(readings(possible)) and len(found.judged) == 5
    assert found.violating == plain_verdicts(possible).violating


def test_equal_readings_of_many_cases_are_judged_once() -> None:
    cases = [replace(case_of(known(RATE, 94)), key=CaseKey("made-up", code, 2022)) for code in ("990100", "990200")]
    found = judge(SHAPES, cases, [possibilities(case, EDITION, SHAPES, WORLD) for case in cases]).verdicts
    assert found.judged == found.violating == {Reading("rate", value=F(94))}


def test_a_reading_without_a_shape_is_not_judged_and_asking_is_a_bug() -> None:
    shapes = replace(SHAPES, by_slot={slot: one for slot, one in SHAPES.by_slot.items() if slot != "rate"})
    found = judged(known(RATE, 95), known(MARK, 60), shapes=shapes).verdicts
    with pytest.raises(PlanError):
        found.passes(Reading("rate", value=F(95)))


def test_the_lane_has_its_name() -> None:
    assert judged(known(RATE, 95)).verdicts.lane == "reference"


def test_no_report_is_written_unless_asked_for() -> None:
    assert judged(known(RATE, 94)).report == ""


def report_of(*premises) -> tuple[Graph, list[str]]:
    graph = Graph().parse(data=judged(*premises, report=True).report, format="nt")
    return graph, [str(graph.value(one, SH.focusNode)) for one in graph.subjects(RDF.type, SH.ValidationResult)]


def test_the_report_is_about_premises_and_not_about_open_readings() -> None:
    graph, focus = report_of(known(RATE, 96), between(BURDEN, Span(F(30), F(40))))
    assert [one.rpartition("premise/")[2] for one in focus] == ["burden/2022"]  # it holds no value, so its shape fails
    assert "/reading/" not in " ".join(str(term) for triple in graph for term in triple)


@pytest.mark.parametrize(("score", "conforms"), [(95, True), (94, False)])
def test_the_report_conforms_only_without_a_result(score: int, conforms: bool) -> None:
    graph, focus = report_of(known(RATE, score))
    (top,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(top, SH.conforms).toPython() is conforms and bool(focus) is not conforms


def test_a_result_names_focus_shape_component_severity_and_both_messages() -> None:
    graph, _ = report_of(known(RATE, 94))
    (one,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert str(one).endswith("/premise/rate/2022/result/rate-p/MinInclusiveConstraintComponent")
    assert graph.value(one, SH.resultSeverity) == SH.Violation
    assert {message.language for message in graph.objects(one, SH.resultMessage)} == {"zh", "en"}


def test_the_same_run_writes_the_same_report() -> None:
    premises = (known(RATE, 94), known(BURDEN, 40), known(EVENTS, 1), absent(PAPER), gone(MARK))
    assert judged(*premises, report=True).report == judged(*premises, report=True).report


def test_no_shapes_is_an_error_and_never_a_pass() -> None:
    with pytest.raises(EngineError) as error:
        judged(known(RATE, 95), shapes=Shapes("made-up", {}, "", ""))
    assert [(fault.code, fault.where) for fault in error.value.faults] == [("RUN-001", "made-up")]


def test_two_cases_of_one_key_are_refused() -> None:
    case = case_of(known(RATE, 95))
    with pytest.raises(EngineError) as error:
        judge(SHAPES, [case, case], [{}])
    (fault,) = error.value.faults
    assert fault.code == "RUN-003" and "990100" in fault.found


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("made up")


@pytest.mark.parametrize(
    ("instead", "found"),
    [(broken, "ZeroDivisionError: made up"), (lambda *_, **__: (False, "no graph", ""), "no graph")],
)
def test_a_run_that_fails_is_an_error_and_never_a_pass(instead, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "validate", instead)
    with pytest.raises(EngineError) as error:
        judged(known(RATE, 95))
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("RUN-002", "pySHACL", found)


def test_the_room_offers_the_function_itself() -> None:
    assert judge is module.judge and judge.__module__ == "engine.reference.judge"
