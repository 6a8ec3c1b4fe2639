"""Minimal sets of premises that turn a requirement: all of them by the law of combination, the smallest first.

A set is a number: bit n stands for the nth premise, so that a union is `|` and a subset is `&`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.model.edition import Edition, Logic, Requirement
from engine.model.finding import Outcome

MOST_SETS = 500
Premises = Mapping[str, Sequence[tuple[int, Outcome]]]


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of which none holds another, the smallest first.

    `count` is how many there are. `truncated` says that only the smallest are held; then `count` is exact as long as no
    leaf stands twice below the requirement, and else the most that there can be.
    """

    held: tuple[int, ...]
    count: int
    truncated: bool = False


DONE, NEVER = Sets((0,), 1), Sets((), 0)


def minimal_sets(edition: Edition, requirement: str, premises: Premises, turnable: int, most: int = MOST_SETS) -> Sets:
    """The sets of premises of which each, turned to passed, makes the requirement pass, while no part of it does.

    Shape: `premises` holds for each leaf in logic its premises' bits and outcomes; `turnable` has the bits that may be
    turned. Passed already: the empty set alone. No set where nothing turns it.
    Unknowns: what is inapplicable drops out and stays so; failed, cantTell and untested alike have to be turned.
    More than `most` sets are never held: the smallest are, and `truncated` says so.
    Source: design.md, section 5, the second table.
    """
    found = _sets(edition, edition.requirements[requirement], premises, turnable, most)
    return NEVER if found is None else _antichain(found)


def _sets(edition: Edition, node: Requirement, premises: Premises, turnable: int, most: int) -> Sets | None:
    """None for what takes no part: without object, or scored only."""
    if node.is_leaf:
        members = [_premise(bit, outcome, turnable) for bit, outcome in premises.get(node.slug, ())]
    else:
        members = [_sets(edition, edition.requirements[one], premises, turnable, most) for one in node.members]
    applicable = [member for member in members if member is not None]
    return _turned(_needed(node, len(applicable)), applicable, most) if applicable else None


def _premise(bit: int, outcome: Outcome, turnable: int) -> Sets | None:
    if outcome is Outcome.INAPPLICABLE:
        return None
    if outcome is Outcome.PASSED:
        return DONE
    return Sets((bit,), 1) if bit & turnable else NEVER


def _needed(node: Requirement, applicable: int) -> int:
    """How many members have to pass; premises of a leaf are `allOf`."""
    match node.logic:
        case Logic.ANY_OF:
            return 1
        case Logic.AT_LEAST:
            return node.least or 0
        case _:
            return applicable


def _turned(needed: int, members: Sequence[Sets], most: int) -> Sets:
    """The sets that turn as many members as are needed beside those that pass already."""
    left = needed - sum(member == DONE for member in members)
    if left <= 0:
        return DONE
    best = [DONE, *[NEVER] * left]  # best[n]: the sets that turn n of the members so far
    for member in members:
        if member not in (DONE, NEVER):
            for n in range(left, 0, -1):
                best[n] = _either(best[n], _both(best[n - 1], member, most), most)
    return best[left]


def _either(one: Sets, other: Sets, most: int) -> Sets:
    held = _smallest((*one.held, *other.held))
    count = one.count + other.count
    return Sets(held[:most], count, one.truncated or other.truncated or len(held) > most)


def _both(one: Sets, other: Sets, most: int) -> Sets:
    """Every union of two sets; the nth of one with the mth of the other has (n + 1)(m + 1) - 1 that are no greater."""
    if NEVER in (one, other):
        return NEVER
    count, over = one.count * other.count, len(one.held) * len(other.held) > most
    pairs = (a | b for n, a in enumerate(one.held) for b in other.held[: most // (n + 1)])
    return Sets(_smallest(pairs)[:most], count, one.truncated or other.truncated or over)


def _smallest(sets: Iterable[int]) -> tuple[int, ...]:
    """Each set once, those of fewest premises first, then those of the first premises."""
    return tuple(sorted(set(sets), key=lambda one: (one.bit_count(), one)))


def _antichain(found: Sets) -> Sets:
    """Without sets that hold another: there are some only where a leaf stands twice below the requirement."""
    kept: list[int] = []
    for one in found.held:
        if not any(other & one == other for other in kept):
            kept.append(one)
    return Sets(tuple(kept), found.count if found.truncated else len(kept), found.truncated)
