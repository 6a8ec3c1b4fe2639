"""Work in parts: the same pure function over partitions of cases, in several processes, joined in their order.

A part is a slice of the input, so what comes out is what one process gives, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from engine.assess import Order, assess
from engine.model.assessment import Assessment
from engine.model.finding import Lane

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class _Work:
    """What each process does with its part."""

    root: Path
    lane: Lane
    cross_check: bool

    def __call__(self, orders: Sequence[Order]) -> tuple[Assessment, ...]:
        return assess(self.root, orders, lane=self.lane, cross_check=self.cross_check)


def assess_in_parts(
    root: Path, orders: Sequence[Order], processes: int, *, lane: Lane = Lane.FAST, cross_check: bool = False
) -> tuple[Assessment, ...]:
    """As `assess`, with the orders shared out over `processes`; the assessments are the same and in the same order.

    Raises: as `assess`, the fault of the first part that has one.
    """
    return tuple(one for part in in_parts(_Work(root, lane, cross_check), orders, processes) for one in part)


def in_parts(work: Callable[[Sequence[T]], U], items: Sequence[T], processes: int) -> list[U]:
    """What `work` gives for each part of `items`, in order; with one part in this process.

    `work` is a function or value that another process can be sent.
    """
    parts = cut(items, processes)
    if len(parts) <= 1:
        return [work(part) for part in parts]
    with ProcessPoolExecutor(len(parts), mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(_call, work), parts))


def _call(work: Callable[[Sequence[T]], U], part: Sequence[T]) -> U:
    return work(part)


def cut(items: Sequence[T], number: int) -> list[Sequence[T]]:
    """At most `number` slices, none empty, as even as can be.

    >>> [list(part) for part in cut(range(7), 3)]
    [[0, 1, 2], [3, 4], [5, 6]]
    """
    share, over = divmod(len(items), max(number, 1))
    sizes = [share + (place < over) for place in range(max(number, 1))]
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    return [items[start : start + size] for start, size in zip(starts, sizes, strict=True) if size]
