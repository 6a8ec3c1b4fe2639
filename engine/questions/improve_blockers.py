"""What keeps a case from a grade whatever is done: the smallest sets of vetoes, statements and key items, and too few points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from engine.model.case import State
from engine.model.edition import ScoreItem
from engine.questions.improve_mendings import Ground
from engine.questions.improve_options import ZERO, Menu
from engine.score import item_points, leaf_slots


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that blocks: a `veto`, a `statement` on a veto event, a `key-item`, or `points`.

    `reason` is `fired` (a proven event), `unproven` (a report not settled), `not-on-offer` (nothing that can be done about it, or
    not in time), `too-few`, or `no-object` (no score item applies, so that there is no grade). `most` is the greatest that can be had and `needed` what is asked: shares of a key item, points.
    """

    kind: str
    slug: str
    reason: str
    most: Fraction | None = None
    needed: Fraction | None = None
    assumed: bool = True


def blockers_of(ground: Ground, menus: Sequence[Menu]) -> tuple[Blocker, ...]:
    """The smallest sets of conditions that no option of their part meets together; each set blocks by itself."""
    found = dict.fromkeys(name for menu in menus for together in _smallest(menu) for name in together)
    return tuple(_blocker(ground, *name.split(" ", 1)) for name in found)


def _smallest(menu: Menu) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(menu.conditions) + 1):
        blocking = [together for together in combinations(menu.conditions, size) if not menu.allowed(together)]
        if blocking:
            yield from blocking
            return


def _blocker(ground: Ground, kind: str, slug: str) -> Blocker:
    if kind == "key-item":
        key = ground.edition.key_items[slug]
        item = ground.edition.items[key.item]
        share = most_of(ground, item) / item.points
        return Blocker(kind, slug, "too-few", share, key.minimum_share, key.basis.assumed)
    veto = ground.edition.vetoes[slug]
    reason = _why(ground, veto.slot) if kind == "veto" else "not-on-offer"
    return Blocker(kind, slug, reason, assumed=veto.basis.assumed)


def _why(ground: Ground, slot: str) -> str:
    """Why nothing clears the events of a slot."""
    premises = [premise for premise in ground.case.premises.values() if premise.slot == slot]
    if any(premise.known is not None and premise.known.count for premise in premises):
        return "fired"
    return "unproven" if any(premise.state is State.UNDECIDED for premise in premises) else "not-on-offer"


def most_of(ground: Ground, item: ScoreItem) -> Fraction:
    """The greatest own points that an item can be brought to for certain: its one leaf at every level, else all leaves at their last."""
    slots = leaf_slots(ground.edition, item.requirement)
    leaves = list(dict.fromkeys(ground.edition.slots[slot].requirement for slot in slots))
    found = [ground.mendings[leaf] for leaf in leaves if ground.mendings.get(leaf)]
    plans = [(one,) for one in found[0]] if len(found) == 1 else [tuple(one[-1] for one in found)]
    spans = [item_points(ground.edition, item, ground.after(plan), ground.verdicts) for plan in [(), *plans]]
    return max((one[0].low for one in spans if one), default=ZERO)
