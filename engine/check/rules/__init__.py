"""The rules in their order: first the links that all others follow; a new rule is a new file and one name here."""

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

LINKS = links.problems
RULES = (
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
