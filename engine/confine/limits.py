"""What a job may take, and what may be handed in: the numbers that the service and the pages of faults show."""

from __future__ import annotations

from dataclasses import dataclass

from engine.read.evidence.caps import BYTES

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: bytes of address space above the child's own at birth, seconds of processor, seconds by
    the clock, bytes of the answer.
    """

    memory: int = 1024 * MIB
    processor: int = 10
    wall: int = 30
    answer: int = 32 * MIB


@dataclass(frozen=True, slots=True)
class Caps:
    """What is taken in at all, in bytes, characters, rows and jobs at a time."""

    upload: int = BYTES
    query: int = 16 * 1024
    nesting: int = 32
    rows: int = 10_000
    workers: int = 2
    queue: int = 16

    @property
    def share(self) -> int:
        """How many jobs of a kind one caller may have under way and waiting: half of all places, at least one."""
        return max(1, (self.workers + self.queue) // 2)


CAPS = Caps()
CHECK = Limits()
QUERY = Limits(processor=5, wall=10, answer=8 * MIB)
