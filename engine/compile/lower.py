"""Lowering: a family of shapes becomes steps; its members are walked together, a parameter for each.

Since the families: what is asked of one member is asked of all, so each constraint is one step over all their rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.compile.families import Family, Forms
from engine.compile.picks import pick_of, turned
from engine.compile.rest import Left
from engine.errors import PlanError
from engine.model.shacl import (
    Closed,
    Combined,
    Constraint,
    Counted,
    HasValue,
    NodeShaped,
    NotShape,
    Paired,
    Pairing,
    Predicate,
    PropertyShaped,
    Qualified,
    Shape,
    Term,
    UniqueLanguage,
    component_of,
)
from engine.model.validation import Source
from engine.plan import (
    At,
    Clear,
    Combine,
    Compare,
    Count,
    Every,
    Focus,
    Follow,
    Holders,
    Narrow,
    Repeated,
    Report,
    Rest,
    Step,
    Stray,
    Tally,
    Test,
)

LOGIC = {"and": "all", "or": "any", "xone": "one"}
AT_LEAST_ONE = Counted(1, least=True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a constraint was decided: a mask over the values, over the focus rows, or rows that offend."""

    over: str  # values, focus, offending
    at: At


@dataclass(slots=True)
class Lowering:
    """Steps and sources as they grow; a step that is there already is not written again, nor is a shape looked at again at
    the same rows.
    """

    shapes: Mapping[Term, Shape]
    steps: dict[Step, At] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    masks: dict[tuple[At, tuple[Term, ...]], At] = field(default_factory=dict)
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        self.forms = Forms(self.shapes)

    def add(self, step: Step) -> At:
        """The place of a step; equal steps share one."""
        return self.steps.setdefault(step, len(self.steps))

    def family(self, family: Family) -> None:
        """All steps of a family, from its focus nodes to its results."""
        focus = self.add(Focus(same(tuple(shape.targets for shape in family), keep=len(family))))
        self.report(focus, family)

    def rest(self, left: Left) -> Rest:
        """The steps to the focus nodes of a constraint that goes down the ladder."""
        frame = self.add(Focus((left.top.targets,)))
        for shape in (left.top, *left.way)[:-1]:
            frame = frame if shape.path is None else self.add(Follow(frame, (shape.path,)))
        return Rest(left.top.node, frame, source_of(left.reporting, left.constraint), left.reason)

    def report(self, frame: At, family: Family) -> None:
        """Results of a family at the rows of `frame`."""
        rows = self.values(frame, family)
        for found in self.forms.in_step(family):
            if isinstance(found[0], PropertyShaped):
                self.report(rows, tuple(self.shapes[one.shape] for one in found))
                continue
            verdict = self.verdict(frame, rows, family, found)
            sources = self.source(family, found)
            match verdict.over:
                case "values":
                    self.add(Report(frame, rows, verdict.at, sources))
                case "focus":
                    self.add(Report(frame, None, verdict.at, sources))
                case _:
                    self.add(Report(frame, verdict.at, None, sources))

    def conforms(self, frame: At, family: Family) -> At:
        """Mask over `frame`: whether a row's node conforms to its member's shape."""
        asked = (frame, tuple(shape.node for shape in family))
        if asked not in self.masks:
            self.masks[asked] = self._conforms(frame, family)
        return self.masks[asked]

    def _conforms(self, frame: At, family: Family) -> At:
        rows = self.values(frame, family)
        masks = []
        for found in self.forms.in_step(family):
            if isinstance(found[0], PropertyShaped):
                inner = self.conforms(rows, tuple(self.shapes[one.shape] for one in found))
                masks.append(inner if rows == frame else self.add(Every(frame, rows, inner)))
            else:
                masks.append(self.mask(frame, rows, self.verdict(frame, rows, family, found)))
        return masks[0] if len(masks) == 1 else self.add(Combine("all", frame, tuple(masks)))

    def mask(self, frame: At, rows: At, verdict: Verdict) -> At:
        """A verdict as a mask over `frame`."""
        if verdict.over == "offending":
            return self.add(Clear(frame, verdict.at))
        if verdict.over == "focus" or rows == frame:
            return verdict.at
        return self.add(Every(frame, rows, verdict.at))

    def values(self, frame: At, family: Family) -> At:
        """The value nodes of a family: the rows of `frame` themselves for node shapes."""
        if family[0].path is None:
            return frame
        return self.add(Follow(frame, same(tuple(shape.path for shape in family))))

    def verdict(self, frame: At, rows: At, family: Family, found: tuple[Any, ...]) -> Verdict:
        """The steps that decide one constraint of all members."""
        match found[0]:
            case Counted():
                return Verdict("focus", self.add(Count(frame, rows, None, same(found))))
            case HasValue():
                held = self.add(Test(rows, same(found)))
                return Verdict("focus", held if rows == frame else self.add(Count(frame, rows, held, (AT_LEAST_ONE,))))
            case Qualified():
                return Verdict("focus", self.qualified(frame, rows, family, found))
            case NodeShaped():
                return Verdict("values", self.conforms(rows, self.inner(found)))
            case NotShape():
                return Verdict("values", self.add(Combine("none", rows, (self.conforms(rows, self.inner(found)),))))
            case Combined(logic=logic, shapes=listed):
                families = [tuple(self.shapes[one.shapes[place]] for one in found) for place in range(len(listed))]
                masks = tuple(self.conforms(rows, each) for each in families)
                return Verdict("values", self.add(Combine(LOGIC[logic], rows, masks)))
            case UniqueLanguage():
                return Verdict("offending", self.add(Repeated(frame, rows)))
            case Closed():
                return Verdict("offending", self.add(Stray(frame, rows, same(found))))
            case Paired():
                return Verdict("offending", self.paired(frame, rows, found))
            case _:
                return Verdict("values", self.add(Test(rows, same(found))))

    def inner(self, found: tuple[Any, ...]) -> Family:
        """The shapes that corresponding constraints refer to."""
        return tuple(self.shapes[one.shape] for one in found)

    def paired(self, frame: At, rows: At, found: tuple[Paired, ...]) -> At:
        """Values against those of another property."""
        others = self.add(Follow(frame, same(tuple(Predicate(one.predicate) for one in found))))
        return self.add(Compare(frame, rows, others, Pairing(found[0].pairing)))

    def qualified(self, frame: At, rows: At, family: Family, found: tuple[Qualified, ...]) -> At:
        """Values that conform, counted: from the side of a constant that picks them out where there is one."""
        counts = same(tuple(Counted(one.count, one.least) for one in found))
        picks = [pick_of(self.shapes, one) for one in found]
        back = [turned(shape.path) for shape in family]
        predicates = {pick[0] for pick in picks if pick}
        if len(family) > 1 and len(predicates) == 1 and all(picks) and all(back):
            holders = self.add(Holders(predicates.pop(), tuple(pick[1] for pick in picks if pick)))
            kept = self.add(Narrow(holders, self.conforms(holders, self.inner(found))))
            reached = self.add(Follow(kept, same(tuple(path for path in back if path))))
            return self.add(Tally(frame, reached, counts))
        mask = self.conforms(rows, self.inner(found))
        siblings = [tuple(self.shapes[one.siblings[n]] for one in found) for n in range(len(found[0].siblings))]
        if siblings:
            others = tuple(self.conforms(rows, each) for each in siblings)
            mask = self.add(Combine("all", rows, (mask, self.add(Combine("none", rows, others)))))
        return self.add(Count(frame, rows, mask, counts))

    def source(self, family: Family, found: tuple[Any, ...]) -> tuple[int, ...]:
        """The sources of corresponding constraints, one for each member."""
        start = len(self.sources)
        self.sources += [source_of(shape, one) for shape, one in zip(family, found, strict=True)]
        return tuple(range(start, len(self.sources)))


def source_of(shape: Shape, constraint: Constraint) -> Source:
    """What a result of a shape's constraint points back to."""
    component = component_of(constraint)
    return Source(shape.node, shape.path, component, shape.severity, shape.messages, constraint)


def same(values: tuple[Any, ...], keep: int = 1) -> tuple[Any, ...]:
    """One value where all are equal (and `keep` is one), else all."""
    if not values:
        raise PlanError.of("PLN-004", "family", "0")
    return values[:1] if keep == 1 and all(value == values[0] for value in values) else values
