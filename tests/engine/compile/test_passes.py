"""The compiler: what it makes of families, what it leaves out, what it sends down the ladder, and that it repeats."""

from __future__ import annotations

from engine.compile import PASSES, compile_shapes
from engine.compile.lower import Lowering
from engine.model.shacl import ShapesGraph
from engine.plan import Focus, Report, members, reads, show
from engine.plan import Test as Comparison
from engine.read.shapes_graph import read_shapes_graph
from tests.engine.steps.test_run import FAMILY, PREFIXES

THRESHOLDS = "".join(
    f"ex:s{n} a sh:NodeShape ; sh:targetObjectsOf ex:slot{n} ; sh:property [ sh:path ex:value ; sh:minInclusive {n} ] .\n"
    for n in range(60)
)


def graph(text: str) -> ShapesGraph:
    return read_shapes_graph([((PREFIXES + text).encode(), "ttl")])


def test_sixty_thresholds_are_one_step() -> None:
    (test,) = [step for step in compile_shapes(graph(THRESHOLDS)).steps if isinstance(step, Comparison)]
    assert members(test) == 60


def test_shapes_that_look_at_the_same_values_share_the_walk_and_not_the_family() -> None:
    text = "".join(
        f"ex:s{n} a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:minInclusive {n} ] .\n"
        for n in range(3)
    )
    steps = compile_shapes(graph(text)).steps
    assert [members(step) for step in steps if isinstance(step, Focus)] == [1]
    assert sum(isinstance(step, Comparison) for step in steps) == 3


def test_values_that_a_constant_picks_out_are_never_walked_from_the_focus() -> None:
    plan = compile_shapes(graph(FAMILY))
    assert "inverse" not in show(plan).lower()
    assert [members(step) for step in plan.steps if isinstance(step, Focus)] == [3]


def test_every_step_is_read_or_reports() -> None:
    steps = compile_shapes(graph(FAMILY + THRESHOLDS)).steps
    read = {place for step in steps for place in reads(step)}
    assert [place for place, step in enumerate(steps) if place not in read and not isinstance(step, Report)] == []


def test_a_step_reads_only_steps_before_it() -> None:
    steps = compile_shapes(graph(FAMILY + THRESHOLDS)).steps
    assert all(at < place for place, step in enumerate(steps) for at in reads(step))


def test_the_same_shapes_give_the_same_plan_in_any_order() -> None:
    turned = "\n".join(reversed(THRESHOLDS.splitlines()))
    assert show(compile_shapes(graph(THRESHOLDS))) == show(compile_shapes(graph(turned)))


def test_a_deactivated_shape_has_no_steps() -> None:
    off = "ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:deactivated true ; sh:nodeKind sh:IRI ."
    assert compile_shapes(graph(off)).steps == ()


def test_a_pattern_that_needs_look_ahead_goes_down_the_ladder() -> None:
    text = 'ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:pattern "^(?=a)" ; sh:minCount 1 ] .'
    plan = compile_shapes(graph(text))
    assert [rest.reason for rest in plan.rest] == ["pattern"]
    assert any(isinstance(step, Report) for step in plan.steps)


def test_the_passes_are_named_in_their_order() -> None:
    assert [one.__name__ for one in PASSES] == ["choose", "set_aside", "group", "lower", "prune", "take_apart"]


def test_a_shape_that_is_reached_in_many_ways_is_compiled_once() -> None:
    """Each further level doubled the steps that were looked at: sixteen levels took minutes."""
    ways = "".join(f"ex:s{n} sh:or ( ex:s{n + 1} ex:s{n + 1} ) .\n" for n in range(12))
    text = "ex:s a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:s0 .\n" + ways + "ex:s12 sh:nodeKind sh:IRI ."
    shapes = graph(text)
    lowering = Lowering(shapes.shapes)
    lowering.family((next(one for one in shapes.shapes.values() if one.targets),))
    assert len(lowering.masks) == 13
