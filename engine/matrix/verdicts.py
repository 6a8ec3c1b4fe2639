"""How each content of a slot turns out: its outcome, the outcomes that it can have, whether a veto on it can fire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.build.possibilities import Scale, point_of
from engine.fast.judge import compiled, judge
from engine.matrix.contents import NONE, Contents, Matrix, Segment
from engine.model.finding import Outcome, Possibility, Verdicts
from engine.model.shape import Shapes
from engine.run.find import outcome_of, premise_outcome
from engine.run.outcomes import FAILED, INAPPLICABLE, PASSED
from engine.steps import run

NOBODY = Verdicts(frozenset(), frozenset(), "")  # for ways that say their outcome themselves
Small = npt.NDArray[np.uint8]
Ways = tuple[Possibility, ...]
# The five outcomes as numbers, such that `allOf` is the greatest of its members.
SEVERITY = (Outcome.INAPPLICABLE, Outcome.PASSED, Outcome.UNTESTED, Outcome.CANT_TELL, Outcome.FAILED)
RANK = {outcome: rank for rank, outcome in enumerate(SEVERITY)}
# What can still come about, as bits.
CHANCE = {PASSED: 1, FAILED: 2, INAPPLICABLE: 4}
SILENT, FIRES = 1, 2


@dataclass(frozen=True, slots=True)
class SlotVerdicts:
    """What each content of a slot comes to.

    Shape: `outcome` (places in SEVERITY), `chances` (bits of CHANCE) and `firing` (SILENT, FIRES) by content; `ways` of those
    contents that are not known, each way with its outcome said (`forced`).
    """

    contents: Contents
    outcome: Small
    chances: Small
    firing: Small
    ways: Mapping[int, Ways]

    def settled(self, content: int) -> Ways:
        """The ways of one content, each with its outcome said."""
        if content in self.ways:
            return self.ways[content]
        reading = self.contents.premises[content].known
        return (Possibility(reading, None if reading is None else point_of(reading), SEVERITY[self.outcome[content]]),)


def violated(matrix: Matrix, shapes: Shapes) -> npt.NDArray[np.bool_]:
    """Which readings of the matrix violate their shape: one run of the compiled shapes over the columns of each segment."""
    return np.concatenate([_violated(segment, shapes) for segment in matrix.segments])


def _violated(segment: Segment, shapes: Shapes) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(segment.readings), dtype=bool)
    if len(found) and shapes.by_slot:
        results = run(compiled(shapes.edition, shapes.ntriples)[1], segment.columns)
        places = segment.reading_at[results.focus]
        found[places[places != NONE]] = True
    return found


def slot_verdicts(matrix: Matrix, slots: Iterable[str], scale: Scale, shapes: Shapes) -> dict[str, SlotVerdicts]:
    """The verdicts of slots, judged in one run each for what is known and for what is open.

    `shapes` may hold the shapes of these slots alone.
    """
    failing = violated(matrix, shapes)
    contents = {slot: matrix.contents[slot] for slot in slots}
    ways = {slot: _ways(one, scale) for slot, one in contents.items()}
    asked = {(slot, place): way for slot, every in ways.items() for place, way in every.items()}
    verdicts = judge(shapes, (), (asked,)).verdicts if asked and shapes.by_slot else NOBODY
    return {
        slot: _verdicts(one, ways[slot], verdicts, failing, slot in shapes.by_slot) for slot, one in contents.items()
    }


def _ways(contents: Contents, scale: Scale) -> dict[int, Ways]:
    return {place: scale.of(contents.premises[place], contents.closed[place]) for place in contents.others()}


def _verdicts(
    contents: Contents, ways: Mapping[int, Ways], verdicts: Verdicts, failing: npt.NDArray[np.bool_], has_shape: bool
) -> SlotVerdicts:
    """A slot without a shape belongs to a leaf that takes no part in logic: its outcomes are read by nobody."""
    fails = contents.known() & np.append(failing, False)[contents.readings]
    outcome = np.where(fails, RANK[FAILED], RANK[PASSED]).astype(np.uint8)
    chances = np.where(fails, CHANCE[FAILED], CHANCE[PASSED]).astype(np.uint8)
    firing = np.where(contents.numbers.over > 0, FIRES, SILENT).astype(np.uint8)
    settled = {place: _settled(way, verdicts) if has_shape else way for place, way in ways.items()}
    for place, way in settled.items():
        firing[place] = sum({FIRES if one.reading and one.reading.count else SILENT for one in way})
        if has_shape:
            premise = contents.premises[place]
            outcome[place] = RANK[premise_outcome(premise, way, verdicts, contents.closed[place])]
            chances[place] = bits(outcome_of(one, verdicts) for one in way)
    return SlotVerdicts(contents, outcome, chances, firing, settled)


def _settled(ways: Ways, verdicts: Verdicts) -> Ways:
    return tuple(replace(one, forced=outcome_of(one, verdicts)) for one in ways)


def bits(outcomes: Iterable[Outcome]) -> int:
    """Outcomes as bits of CHANCE."""
    found = 0
    for outcome in outcomes:
        found |= CHANCE[outcome]
    return found


def outcomes_of(chances: int) -> frozenset[Outcome]:
    """The outcomes of bits."""
    return frozenset(outcome for outcome, bit in CHANCE.items() if chances & bit)


def by_year(verdicts: Mapping[str, SlotVerdicts], slots: Sequence[str], what: str, none: int, size: int) -> Small:
    """`outcome`, `chances` or `firing` of every premise of slots: cases × (slots and years); `none` where there is none."""
    found = [np.zeros((size, 0), dtype=np.uint8)]
    for slot in slots:
        one = verdicts[slot]
        found.append(np.append(getattr(one, what), np.uint8(none))[one.contents.places])
    return np.concatenate(found, axis=1)
