"""The options of every part of a case: what it costs, the points that it then has for certain, and the conditions it meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from engine.build.possibilities import Possible
from engine.errors import EngineError
from engine.grade.options import Part, firing, parts
from engine.model import edition as model
from engine.model.edition import KeyItem, Logic, ScoreItem, Veto
from engine.model.score import Scores
from engine.questions.improve_mendings import Ground, Mending
from engine.run.outcomes import INAPPLICABLE, PASSED
from engine.score import item_points
from engine.score.chances import chances, leaf_slots

MOST = 50_000
Mendings = tuple[Mending, ...]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Goal:
    """A grade with the score that it needs (None: any), and the vetoes and key items that would hold a case below it."""

    grade: model.Grade
    vetoes: tuple[Veto, ...]
    keys: tuple[KeyItem, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to leave a part: cost, least base and bonus points, and the conditions that it is sure to meet."""

    cost: Fraction
    base: Fraction
    bonus: Fraction
    met: frozenset[str]
    mendings: Mendings

    def __add__(self, other: Option) -> Option:
        return Option(
            self.cost + other.cost,
            self.base + other.base,
            self.bonus + other.bonus,
            self.met | other.met,
            self.mendings + other.mendings,
        )

    def beats(self, other: Option) -> bool:
        """Whether it costs no more and gives no less."""
        less = self.cost <= other.cost and self.base >= other.base and self.bonus >= other.bonus
        return less and self.met >= other.met


NOTHING = Option(ZERO, ZERO, ZERO, frozenset(), ())


@dataclass(frozen=True, slots=True)
class Menu:
    """The options of one part, the best for their cost, and the conditions of the goal that fall to it.

    `names` are the slugs of the items in the part; of its vetoes where it has no item.
    """

    names: tuple[str, ...]
    conditions: tuple[str, ...]
    options: tuple[Option, ...]

    def allowed(self, conditions: Iterable[str]) -> tuple[Option, ...]:
        """The options that meet these conditions."""
        return tuple(one for one in self.options if one.met >= set(conditions))


def goal_of(edition: model.Edition, grade: model.Grade) -> Goal:
    """What a grade asks for beside its score."""

    def worse(slug: str) -> bool:
        return edition.grades[slug].order > grade.order

    vetoes = tuple(veto for veto in edition.vetoes.values() if worse(veto.at_most))
    return Goal(grade, vetoes, tuple(key for key in edition.key_items.values() if worse(key.at_most)))


def menus(ground: Ground, scores: Scores, goal: Goal) -> list[Menu]:
    """The menu of every part of the edition; parts share no leaf.

    Unknowns: what is open counts as what is worst. Raises: EngineError IMV-010 where a part has too many options.
    """
    return [_PartOptions(ground, scores, goal, part).menu() for part in parts(ground.edition)]


def joined(found: Iterable[Sequence[Option]]) -> list[Option]:
    """Every sum of one option from each, the beaten ones left out."""

    so_far = [NOTHING]
    for options in found:
        so_far = unbeaten([one + other for one in so_far for other in options])
    return so_far


def unbeaten(options: Sequence[Option]) -> list[Option]:
    """The options that no other beats, cheapest first; of equal ones the first. Raises: EngineError IMV-010 for too many."""
    found: list[Option] = []
    for one in sorted(options, key=lambda option: (option.cost, -option.base - option.bonus, len(option.mendings))):
        if not any(other.beats(one) for other in found):
            found.append(one)
    if len(found) > MOST:
        raise EngineError.of("IMV-010", "improve", str(len(found)), most=str(MOST))
    return found


class _PartOptions:
    """The options of one part: shared leaves are tried in every way, the others item by item."""

    def __init__(self, ground: Ground, scores: Scores, goal: Goal, part: Part) -> None:
        self.ground, self.edition, self.scores, self.part = ground, ground.edition, scores, part
        self.vetoes = [veto for veto in goal.vetoes if veto.slug in part.vetoes]
        self.stated = [self.edition.vetoes[slug] for slug in part.vetoes] if ground.case.closed else []
        self.keys = {key.item: key for key in goal.keys if key.item in part.items}
        slots = {*part.shared, *(self.edition.vetoes[slug].slot for slug in part.vetoes)}
        self.shared = {self.edition.slots[slot].requirement for slot in slots}

    def menu(self) -> Menu:
        names = [f"veto {veto.slug}" for veto in self.vetoes] + [f"statement {veto.slug}" for veto in self.stated]
        names += [f"key-item {key.slug}" for key in self.keys.values()]
        return Menu(self.part.items or self.part.vetoes, tuple(names), tuple(unbeaten(list(self._options()))))

    def _options(self) -> Iterator[Option]:
        for fixed in _ways(self.ground.mendings, sorted(self.shared)):
            possible = self.ground.after(fixed)
            met = frozenset(self._clear(possible))
            first = Option(sum((one.cost for one in fixed), ZERO), ZERO, ZERO, met, fixed)
            fronts = [self._front(self.edition.items[slug], fixed, possible) for slug in self.part.items]
            yield from joined([[first], *fronts])

    def _clear(self, possible: Possible) -> Iterator[str]:
        """The vetoes that cannot fire, and those whose statements are all there."""
        for veto in self.vetoes:
            if True not in firing(possible, veto.slot):
                yield f"veto {veto.slug}"
        for veto in self.stated:
            if not any(way.absent for key, ways in possible.items() if key[0] == veto.slot for way in ways):
                yield f"statement {veto.slug}"

    def _front(self, item: ScoreItem, fixed: Mendings, possible: Possible) -> list[Option]:
        """The options of one item over the leaves that it has for itself."""
        own = {leaf: found for leaf, found in self.ground.mendings.items() if leaf not in self.shared}
        plans = _Plans(self.ground, own, possible).of(item)
        return unbeaten([self._option(item, plan, self.ground.after((*fixed, *plan))) for plan in plans])

    def _option(self, item: ScoreItem, plan: Mendings, possible: Possible) -> Option:
        spans = item_points(self.edition, item, possible, self.ground.verdicts)
        own, factor = (spans[0].low if spans else ZERO), self.scores.items[item.slug].factor
        key = self.keys.get(item.slug)
        safe = key is not None and (not spans or own >= key.minimum_share * item.points)
        met = frozenset({f"key-item {key.slug}"} if key is not None and safe else ())
        base, bonus = (ZERO, own * factor) if item.bonus else (own * factor, ZERO)
        return Option(sum((one.cost for one in plan), ZERO), base, bonus, met, plan)


def _ways(mendings: Mapping[str, Mendings], leaves: Sequence[str]) -> Iterator[Mendings]:
    """Every choice for some leaves: as each stands, or one of its mendings."""
    choices = [((), *((one,) for one in mendings.get(leaf, ()))) for leaf in leaves]
    size = 1
    for one in choices:
        size *= len(one)
    if size > MOST:
        raise EngineError.of("IMV-010", ", ".join(leaves), str(size), most=str(MOST))
    for chosen in product(*choices):
        yield tuple(one for found in chosen for one in found)


class _Plans:
    """The sets of mendings that are worth trying for an item: the cheapest for each number of points."""

    def __init__(self, ground: Ground, mendings: Mapping[str, Mendings], possible: Possible) -> None:
        self.ground, self.mendings, self.possible = ground, mendings, possible

    def of(self, item: ScoreItem) -> list[Mendings]:
        """Plans by the item's method: by the levels of its slot, by its outcome, or by the children that pass."""
        match item.method:
            case model.AllOrNothing():
                plan = self.passing(item.requirement)
                return [(), *([] if plan is None else [plan])]
            case model.PerMissingElement():
                return self._by_children(item, {})
            case model.ShareMet() as method:
                return self._by_children(item, method.weights)
            case _:
                leaf = self.ground.edition.slots[item.method.slot].requirement
                return [(), *((one,) for one in self.mendings.get(leaf, ()))]

    def _by_children(self, item: ScoreItem, weights: Mapping[str, Fraction]) -> list[Mendings]:
        """For each weight of children that can be made to pass, the cheapest plan."""
        children = self.ground.edition.requirements[item.requirement].members or (item.requirement,)
        found = [NOTHING]
        for child in children:
            plan = self.passing(child)
            if plan:
                weight = weights.get(child, Fraction(1))
                mended = Option(_cost(plan), weight, ZERO, frozenset(), plan)
                found = unbeaten([*found, *(one + mended for one in found)])
        return [one.mendings for one in found]

    def passing(self, slug: str) -> Mendings | None:
        """The cheapest plan by which a requirement is sure to pass: empty where it already is, or has no object; None: no way."""
        requirement = self.ground.edition.requirements[slug]
        if self._sure(requirement, self.possible):
            return ()
        if requirement.is_leaf:
            ways = [one for one in self.mendings.get(slug, ()) if self._sure(requirement, self.ground.after((one,)))]
            return (min(ways, key=lambda one: one.cost),) if ways else None
        plans = [self.passing(member) for member in requirement.members if self._counts(member)]
        match requirement.logic:
            case Logic.ALL_OF:
                return _together(plans, len(plans))
            case Logic.ANY_OF:
                return _together(plans, 1)
            case _:
                return _together(plans, requirement.least or 0)

    def _sure(self, requirement: model.Requirement, possible: Possible) -> bool:
        """Whether it passes, or has no object, whatever is still open."""
        return chances(self.ground.edition, requirement, self._below(requirement, possible), self.ground.verdicts) <= {
            PASSED,
            INAPPLICABLE,
        }

    def _counts(self, member: str) -> bool:
        """Whether a member takes part in logic and has an object."""
        found = self.ground.edition.requirements[member]
        outcomes = chances(self.ground.edition, found, self.possible, self.ground.verdicts)
        return bool(outcomes - {INAPPLICABLE})

    def _below(self, requirement: model.Requirement, possible: Possible) -> Possible:
        slots = set(leaf_slots(self.ground.edition, requirement.slug))
        return {key: ways for key, ways in possible.items() if key[0] in slots}


def _cost(plan: Mendings) -> Fraction:
    return sum((one.cost for one in plan), ZERO)


def _together(plans: Sequence[Mendings | None], wanted: int) -> Mendings | None:
    """The cheapest `wanted` of the plans; None where there are too few."""
    found = sorted((plan for plan in plans if plan is not None), key=_cost)
    return tuple(one for plan in found[:wanted] for one in plan) if len(found) >= wanted else None
