"""A message begins with the clause number and holds the number of its parameter (EDN-006)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.problem import Checked, Problem
from engine.exact import decimal_text


def problems(checked: Checked) -> Iterator[Problem]:
    """Messages that say another number than the clause or the limit."""
    edition = checked.edition
    parameters = {one.shape: one for one in edition.parameters.values()}
    for shape in checked.shapes.by_slot.values():
        leaf = edition.requirements.get(shape.requirement)
        number = edition.clauses[leaf.clause].number if leaf and leaf.clause in edition.clauses else "?"
        for part in shape.properties:
            for text in (part.message.zh, part.message.en):
                if not text.startswith(f"{number} "):
                    yield Problem("EDN-006", "error", part.slug, text)
            parameter = parameters.get(part.slug)
            quantity = part.path == "value"
            if parameter and quantity and decimal_text(parameter.value) not in part.message.zh.removeprefix(number):
                yield Problem("EDN-006", "error", part.slug, decimal_text(parameter.value))
