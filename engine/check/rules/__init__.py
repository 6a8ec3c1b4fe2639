"""The rules in their order; a new rule is a new file and one name here."""

from engine.check.rules import (
    bands,
    coverage,
    direction,
    grades,
    links,
    logic,
    messages,
    numbering,
    permission,
    questions,
    selection,
    severity,
    shaped,
    totals,
)

RULES = (
    links.problems,
    numbering.problems,
    logic.problems,
    shaped.problems,
    severity.problems,
    messages.problems,
    permission.problems,
    coverage.problems,
    totals.problems,
    bands.problems,
    direction.problems,
    grades.problems,
    selection.problems,
    questions.problems,
)
