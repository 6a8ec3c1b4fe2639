"""What each independent part of a case can add: points and the cap on the grade that comes with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from engine.errors import EngineError
from engine.exact import Span
from engine.model.edition import Edition, KeyItem, ScoreItem
from engine.model.finding import Possibility, Verdicts
from engine.model.score import Scores
from engine.run.outcomes import INAPPLICABLE
from engine.score import item_points, leaf_slots

Possible = dict[tuple[str, int], tuple[Possibility, ...]]
MOST = 200_000
MOST_WORLDS = 256


@dataclass(frozen=True, slots=True, order=True)
class Option:
    """Base and bonus points that can come together, and the worst cap (a grade's order, 0 for none)."""

    base: Span
    bonus: Span
    cap: int

    def __add__(self, other: Option) -> Option:
        return Option(self.base + other.base, self.bonus + other.bonus, max(self.cap, other.cap))


NOTHING = Option(Span.point(0), Span.point(0), 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Items and vetoes that hang together by slots which more than one of them reads."""

    items: tuple[str, ...]
    vetoes: tuple[str, ...]
    shared: frozenset[str]


def parts(edition: Edition) -> list[Part]:
    """The items and vetoes of an edition, grouped so that two groups share no slot."""
    readers = [(f"item {slug}", set(leaf_slots(edition, item.requirement))) for slug, item in edition.items.items()]
    readers += [(f"veto {slug}", {veto.slot}) for slug, veto in edition.vetoes.items()]
    groups: list[tuple[list[str], set[str], set[str]]] = []
    for name, slots in readers:
        names, used = [name], set(slots)
        shared: set[str] = set()
        for group in [group for group in groups if group[1] & slots]:
            names, shared = group[0] + names, shared | group[2] | (group[1] & slots)
            used |= group[1]
            groups.remove(group)
        groups.append((names, used, shared))
    return [_part(names, shared) for names, _, shared in groups]


def _part(names: Sequence[str], shared: Iterable[str]) -> Part:
    def of(kind: str) -> tuple[str, ...]:
        return tuple(name.removeprefix(kind) for name in names if name.startswith(kind))

    return Part(of("item "), of("veto "), frozenset(shared))


def options(edition: Edition, scores: Scores, possible: Possible, verdicts: Verdicts, part: Part) -> list[Option]:
    """Every option of a part: for each way of its shared premises, what its items and vetoes can then do."""
    found: set[Option] = set()
    for fixed in _conditions(possible, part.shared):
        found |= _joined([*_items(edition, scores, fixed, verdicts, part), *_vetoes(edition, fixed, part)])
    return sorted(found, key=lambda option: (option.base.high, option.bonus.high, -option.cap), reverse=True)


def _conditions(possible: Possible, shared: frozenset[str]) -> Iterator[Possible]:
    keys = [key for key in possible if key[0] in shared]
    size = 1
    for key in keys:
        size *= len(possible[key])
    if size > MOST:
        raise EngineError.of("SCO-002", ", ".join(sorted(shared)), str(size), most=str(MOST))
    for ways in product(*(possible[key] for key in keys)):
        yield possible | {key: (way,) for key, way in zip(keys, ways, strict=True)}


def worlds(possible: Mapping[tuple[str, int], tuple[Possibility, ...]]) -> Iterator[Possible]:
    """Every choice of which premises have an object, where that is disputed: points are rescaled by it."""
    disputed = [key for key, ways in possible.items() if len({way.forced is INAPPLICABLE for way in ways}) > 1]
    if 1 << len(disputed) > MOST_WORLDS:
        raise EngineError.of("SCO-002", "objects", str(1 << len(disputed)), most=str(MOST_WORLDS))
    for absent in product((False, True), repeat=len(disputed)):
        yield dict(possible) | {
            key: tuple(way for way in possible[key] if (way.forced is INAPPLICABLE) is none)
            for key, none in zip(disputed, absent, strict=True)
        }


def _joined(choices: Sequence[set[Option]]) -> set[Option]:
    found = {NOTHING}
    for ways in choices:
        found = {one + other for one in found for other in ways}
        if len(found) > MOST:
            raise EngineError.of("SCO-002", "options", str(len(found)), most=str(MOST))
    return found


def _items(
    edition: Edition, scores: Scores, possible: Possible, verdicts: Verdicts, part: Part
) -> Iterator[set[Option]]:
    keys = {key.item: key for key in edition.key_items.values()}
    for slug in part.items:
        item, spans = edition.items[slug], item_points(edition, edition.items[slug], possible, verdicts)
        if spans:
            yield _item_options(edition, item, spans, scores.items[slug].factor, keys.get(slug))


def _item_options(
    edition: Edition, item: ScoreItem, spans: Sequence[Span], factor: Fraction, key: KeyItem | None
) -> set[Option]:
    pieces = [(span, 0) for span in spans] if key is None else list(_at_key(edition, item, spans, key))
    none = Span.point(0)
    scaled = [(span.scaled(factor), cap) for span, cap in pieces]
    return {Option(none, span, cap) if item.bonus else Option(span, none, cap) for span, cap in scaled}


def _at_key(edition: Edition, item: ScoreItem, spans: Iterable[Span], key: KeyItem) -> Iterator[tuple[Span, int]]:
    """Spans cut where the key item's least share begins: below it the grade is capped."""
    edge, cap = item.points * key.minimum_share, edition.grades[key.at_most].order
    for span in spans:
        if span.high < edge or (span.high == edge and span.high_open):
            yield span, cap
        elif span.low >= edge:
            yield span, 0
        else:
            yield Span(span.low, edge, span.low_open, True), cap
            yield Span(edge, span.high, False, span.high_open), 0


def _vetoes(edition: Edition, possible: Possible, part: Part) -> Iterator[set[Option]]:
    none = Span.point(0)
    for slug in part.vetoes:
        veto = edition.vetoes[slug]
        cap = edition.grades[veto.at_most].order
        yield {Option(none, none, cap if fires else 0) for fires in firing(possible, veto.slot)}


def firing(possible: Mapping[tuple[str, int], tuple[Possibility, ...]], slot: str) -> set[bool]:
    """Whether a veto on the slot can fire and can stay silent: only a proven event in some year fires it."""
    years = [
        {bool(way.reading and way.reading.count) for way in ways} for key, ways in possible.items() if key[0] == slot
    ]
    return ({True} if any(True in year for year in years) else set()) | (
        {False} if all(False in year for year in years) else set()
    )
