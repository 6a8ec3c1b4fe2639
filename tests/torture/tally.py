"""What came of a model of misfortune, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How often what was done, what of it went wrong (all must be 0), and by which means."""

    name: str
    done: Mapping[str, int]
    wrong: Mapping[str, int]
    means: str = ""

    @property
    def good(self) -> bool:
        """Whether something was done of each kind, and nothing went wrong."""
        return all(self.done.values()) and not any(self.wrong.values())

    def __str__(self) -> str:
        counts = [", ".join(f"{n} {what}" for what, n in each.items()) for each in (self.done, self.wrong)]
        said = f"{self.name}: {counts[0]}: {counts[1]}" + (f" ({self.means})" if self.means else "")
        return said if self.good else f"{said} FAILED"
