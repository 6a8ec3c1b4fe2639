"""The answer to “why”: the ledger of what was lost and what is open, then the grounds down to file and cell."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import UsageError, nearest
from engine.model.assessment import Assessment
from engine.model.edition import Requirement
from engine.model.explanation import Line, Node
from engine.render.branches import branch_lines
from engine.render.card import basis_line, grade_lines
from engine.render.lines import causes_lines, figure_lines, line_text
from engine.render.voice import Voice


def why(assessment: Assessment, clause: str | None, language: str) -> str:
    """Why the case stands as it does; with a clause number, chapter or requirement slug only for what stands there.

    Raises: UsageError EXP-001 for a clause that the edition does not have, with the nearest number.
    """
    voice = Voice(language)
    wanted = requirements_at(assessment, clause) if clause else None
    return "\n".join(_why(voice, assessment, clause, wanted)) + "\n"


def requirements_at(assessment: Assessment, clause: str) -> frozenset[str]:
    """The requirements at or below a clause number, a chapter, or a requirement slug."""
    edition = assessment.edition
    found = {one.slug for one in edition.requirements.values() if clause in (one.slug, *_numbers(assessment, one))}
    if not found:
        known = [one.number for one in edition.clauses.values()]
        raise UsageError.of("EXP-001", edition.name, clause, nearest=nearest(clause, [*known, *edition.requirements]))
    return frozenset(found)


def _numbers(assessment: Assessment, requirement: Requirement) -> list[str]:
    """The number of the requirement's clause and of all clauses above it."""
    clauses = assessment.edition.clauses
    clause, numbers = clauses[requirement.clause], []
    while True:
        numbers.append(clause.number)
        if clause.parent is None:
            return numbers
        clause = clauses[clause.parent]


def _why(voice: Voice, assessment: Assessment, clause: str | None, wanted: frozenset[str] | None) -> Iterator[str]:
    place = voice.text(assessment.world.places[assessment.case.key.code].label)
    yield voice.title(assessment)
    yield basis_line(voice, assessment)
    yield ""
    if clause is None:
        yield from grade_lines(voice, assessment)
        yield ""
    yield voice.say(
        "why.title", place=place, year=str(assessment.case.key.year), clause=f" · {clause}" if clause else ""
    )
    ledger = assessment.explanation.ledger
    for head, lines in (
        ("lost-all", ledger.lost),
        ("open", ledger.open),
        ("awarded", ledger.awarded),
        ("bonus", ledger.bonus),
    ):
        yield from _lines(
            voice, assessment, head, [one for one in lines if wanted is None or one.requirement in wanted]
        )
    figures = list(_figures(voice, assessment, wanted))
    if figures:
        yield from ["", voice.say("head.figures"), *("  " + line for line in figures)]
    yield from ["", voice.say("head.tree")]
    for node in _nodes(assessment.explanation.tree, wanted):
        yield from ("  " + line for line in branch_lines(voice, node))
    yield from ["", voice.say("mark.legend")]


def _lines(voice: Voice, assessment: Assessment, head: str, lines: list[Line]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield voice.say(f"head.{head}")
    for line in lines:
        yield "  " + line_text(voice, assessment, line)
        yield from ("    " + text for text in causes_lines(voice, assessment, line, full=head != "awarded"))


def _figures(voice: Voice, assessment: Assessment, wanted: frozenset[str] | None) -> Iterator[str]:
    if wanted is None or any(
        premise.target and premise.requirement in wanted for premise in assessment.explanation.premises
    ):
        numbers = {
            assessment.edition.clauses[assessment.edition.requirements[slug].clause].number for slug in wanted or ()
        }
        for line in figure_lines(voice, assessment):
            if wanted is None or line.split()[0] in numbers:
                yield line


def _nodes(node: Node, wanted: frozenset[str] | None) -> Iterator[Node]:
    """The topmost nodes that speak of what is wanted."""
    if wanted is None or (node.subject == "requirement" and node.id in wanted):
        yield node
    else:
        for child in node.children:
            yield from _nodes(child, wanted)
