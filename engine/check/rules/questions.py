"""An open question has exactly one reading chosen, at least one other, and speaks of requirements that exist (EDN-014)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem


def problems(checked: Checked) -> Iterator[Problem]:
    """Questions that settle nothing or everything in silence."""
    for question in checked.edition.questions.values():
        chosen = sum(reading.chosen for reading in question.readings)
        if chosen != 1 or len(question.readings) < 2:
            yield Problem("EDN-014", "error", question.slug, f"{chosen} / {len(question.readings)}")
        for name in question.about:
            if name not in checked.edition.requirements:
                yield Problem("EDN-014", "error", question.slug, name)
