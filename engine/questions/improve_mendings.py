"""What each leaf can be brought to: for its slots and years the least content that has a given effect, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from engine.build.possibilities import Possible, Scale
from engine.exact import Span
from engine.fast.judge import judge
from engine.model.assessment import Assessment
from engine.model.case import Case, Premise, State
from engine.model.edition import Addressee, Edition, Requirement, ScoreItem, Slot, SlotKind
from engine.model.finding import Possibility, Verdicts
from engine.model.world import Direction, World
from engine.questions.improve_costs import Costs, Price
from engine.run.find import outcome_of
from engine.run.outcomes import PASSED
from engine.score import item_points

Key = tuple[str, int]
Effect = tuple[Fraction, ...]
Changes = tuple[tuple[Key, Possibility], ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """One leaf brought to a level: the premises that are delivered anew, at what cost, finished when (None: not said)."""

    requirement: str
    cost: Fraction
    changes: Changes
    finish: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A case with all that its leaves can be brought to.

    `mendings` are by leaf; a leaf that nothing can be done about has none. `unpriced` leaves have no row in the table of costs,
    `late` ones no row that is finished in time.
    """

    edition: Edition
    world: World
    case: Case
    present: Possible
    verdicts: Verdicts
    mendings: Mapping[str, tuple[Mending, ...]]
    unpriced: tuple[str, ...]
    late: tuple[str, ...]

    def after(self, mendings: Sequence[Mending]) -> Possible:
        """How every premise can turn out once these leaves are mended."""
        return {**self.present, **{key: (way,) for one in mendings for key, way in one.changes}}


def ground_of(assessment: Assessment, costs: Costs | None, before: date | None) -> Ground:
    """What can be done in a case, each leaf at its price: of the table, else 1 (editions declare no classes of effort).

    Unknowns: an open premise counts as what is worst for the case; delivering it is something that can be done. What has
    no object, a target that is not settled and an event that is proven or reported stay as they are.
    """
    case, edition = assessment.case, assessment.edition
    leaves = _leaves(edition, case)
    prices = {leaf: (Price(leaf, Fraction(1)),) if costs is None else costs.prices.get(leaf, ()) for leaf in leaves}
    scale = Scale(edition, assessment.shapes, assessment.world)
    offered = {
        key: _offered(scale, premise, prices[premise.requirement])
        for key, premise in case.premises.items()
        if premise.requirement in leaves
    }
    present = dict(assessment.findings.possibilities)
    verdicts = judge(assessment.shapes, [case], [present, offered]).verdicts
    levels = _Levels(edition, assessment.world, case, present, verdicts, offered)
    found = {leaf: tuple(levels.mendings(leaves[leaf], prices[leaf], before)) for leaf in leaves}
    unpriced = tuple(leaf for leaf in leaves if not prices[leaf])
    late = tuple(leaf for leaf in leaves if prices[leaf] and all(_late(price, before) for price in prices[leaf]))
    return Ground(edition, assessment.world, case, present, verdicts, found, unpriced, late)


def _leaves(edition: Edition, case: Case) -> dict[str, Requirement]:
    """The applicant's leaves that the case has premises for, in the order of the edition."""
    wanted = {premise.requirement for premise in case.premises.values()}
    applicant = {s: one for s, one in edition.requirements.items() if one.addressee is Addressee.APPLICANT}
    return {slug: one for slug, one in applicant.items() if slug in wanted}


def _late(price: Price, before: date | None) -> bool:
    return before is not None and price.finish is not None and price.finish > before


def mendable(premise: Premise) -> bool:
    """Whether delivering anew can change the premise."""
    settled = premise.target is None or premise.target.settled
    past = premise.kind is SlotKind.EVENT and premise.state is not State.MISSING
    return premise.state is not State.NO_OBJECT and settled and not past


def _offered(scale: Scale, premise: Premise, prices: Sequence[Price]) -> tuple[Possibility, ...]:
    """The single contents that the premise could be given: limits, ends of the range, levels, and what the prices name."""
    if not mendable(premise):
        return ()
    declared = [one for one in scale.declared(premise) if one.span is None or one.span.is_point]
    if premise.kind is SlotKind.EVENT:
        return tuple(one for one in declared if one.reading is not None and one.reading.count == 0)
    named = [price.reach for price in prices if isinstance(price.reach, Fraction)]
    extra = [one for value in named for one in scale.pieces(premise, Span.point(value))]
    return tuple(dict.fromkeys((*declared, *extra)))


class _Levels:
    """The levels of every slot, by their effect on its shape and on the items that read it."""

    def __init__(
        self, edition: Edition, world: World, case: Case, present: Possible, verdicts: Verdicts, offered: Possible
    ) -> None:
        self.edition, self.world, self.verdicts, self.offered = edition, world, verdicts, offered
        self.present = present
        self.keys: dict[str, list[Key]] = {}
        for slot, year in case.premises:
            self.keys.setdefault(slot, []).append((slot, year))
        self.readers: dict[str, list[ScoreItem]] = {}
        for item in edition.items.values():
            self.readers.setdefault(getattr(item.method, "slot", ""), []).append(item)

    def mendings(self, leaf: Requirement, prices: Sequence[Price], before: date | None) -> Iterator[Mending]:
        """Every level of the leaf that some price in time brings it to; of several slots only the best levels together."""
        slots = [slot for slot in leaf.slots if any(self.offered.get(key) for key in self.keys.get(slot, ()))]
        for price in prices:
            if not _late(price, before) and slots:
                for changes in self._reached(slots, price):
                    yield Mending(leaf.slug, price.cost, changes, price.finish)

    def _reached(self, slots: Sequence[str], price: Price) -> Iterator[Changes]:
        if price.reach is not None:
            ways = [[tuple(self._named(slots[0], price.reach))]]
        else:
            ways = [list(self._by_effect(slot, best=len(slots) > 1)) for slot in slots]
        for chosen in product(*ways):
            changes = tuple(change for one in chosen for change in one)
            if changes:
                yield changes

    def _named(self, slot: str, reach: Fraction | str) -> Iterator[tuple[Key, Possibility]]:
        """What a price names, for each year that is not as good already."""
        for key in self.keys[slot]:
            named = [one for one in self.offered.get(key, ()) if _names(one, reach)]
            yield from ((key, one) for one in named[:1] if not _covers(self._least(key), self._effect(slot, one)))

    def _by_effect(self, slot: str, *, best: bool) -> Iterator[Changes]:
        """The changes for each effect that can be had, weakest first; `best`: for those only that no other surpasses."""
        candidates = self._candidates(slot)
        effects = sorted({self._effect(slot, one) for one in candidates})
        for effect in effects:
            if not best or not any(other != effect and _covers(other, effect) for other in effects):
                yield self._changes(slot, effect, candidates)

    def _candidates(self, slot: str) -> list[Possibility]:
        """What the slot's premises can be given, least demanding first."""
        found = dict.fromkeys(one for key in self.keys[slot] for one in self.offered.get(key, ()))
        return sorted(found, key=lambda one: self._demand(self.edition.slots[slot], one))

    def _demand(self, slot: Slot, way: Possibility) -> tuple[Fraction, ...]:
        """How much is asked of the city: the number, its negative where lower is better, the effect of a document."""
        if way.span is None:
            return self._effect(slot.slug, way)
        indicator = self.world.indicators.get(slot.indicator or "")
        lower = indicator is not None and indicator.direction is Direction.LOWER
        return (-way.span.low if lower else way.span.low,)

    def _changes(self, slot: str, effect: Effect, candidates: Sequence[Possibility]) -> Changes:
        """For each year that lacks the effect the least of the candidates that has it; other years stay."""
        found: list[tuple[Key, Possibility]] = []
        for key in self.keys[slot]:
            own = set(self.offered.get(key, ()))
            fit = next((one for one in candidates if one in own and _covers(self._effect(slot, one), effect)), None)
            if fit is not None and not _covers(self._least(key), effect):
                found.append((key, fit))
        return tuple(found)

    def _least(self, key: Key) -> Effect:
        """The least that the premise can have as effect as it stands."""
        effects = [self._effect(key[0], way) for way in self.present[key]]
        return tuple(map(min, zip(*effects, strict=True)))

    def _effect(self, slot: str, way: Possibility) -> Effect:
        """Whether the shape holds, then the points of every item that reads the slot: in a single year."""
        leaf = self.edition.requirements[self.edition.slots[slot].requirement]
        holds = not leaf.score_only and outcome_of(way, self.verdicts) is PASSED
        spans = [
            item_points(self.edition, item, {(slot, 0): (way,)}, self.verdicts) for item in self.readers.get(slot, ())
        ]
        return (Fraction(holds), *(found[0].low for found in spans))


def _covers(one: Effect, other: Effect) -> bool:
    return all(mine >= theirs for mine, theirs in zip(one, other, strict=True))


def _names(way: Possibility, reach: Fraction | str) -> bool:
    """Whether a content is the one that a price names."""
    if way.span is not None:
        return way.span == Span.point(reach) if isinstance(reach, Fraction) else False
    return way.reading is not None and way.reading.level == reach
