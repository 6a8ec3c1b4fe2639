"""The answer to “why”: the ledger of what was lost and what is open, then the grounds down to file and cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from engine.errors import UsageError, nearest
from engine.model.assessment import Assessment
from engine.model.edition import Addressee, Requirement
from engine.model.explanation import Line, Node
from engine.render.branches import branch_lines
from engine.render.card import absent_lines, basis_line, grade_lines
from engine.render.lines import causes_lines, figure_lines, line_text
from engine.render.voice import Voice
from engine.render.waivers import waiver_lines


def why(assessment: Assessment, clause: str | None, language: str) -> str:
    """Why the case stands as it does; with a clause number, chapter or requirement slug only for what stands there.

    Raises: UsageError EXP-001 for a clause that the edition does not have, with the nearest number.
    """
    voice = Voice(language)
    wanted = requirements_at(assessment, clause) if clause else None
    return "\n".join(_why(voice, assessment, clause, wanted)) + "\n"


def requirements_at(assessment: Assessment, clause: str) -> frozenset[str]:
    """The requirements at or below a clause, chapter, score item or requirement: by number, title or slug, else by a part of a title.

    Raises: UsageError EXP-001 for a word that names none, with the nearest number or title.
    """
    word = _plain(clause)
    names = {slug: _names(assessment, one) for slug, one in assessment.edition.requirements.items()}
    same = {slug for slug, known in names.items() if word in map(_plain, known)}
    part = {
        slug for slug, known in names.items() if len(word) > 1 and any(word in _plain(one) for one in _titles(known))
    }
    if not (same or part):
        every = sorted({name for known in names.values() for name in known})
        raise UsageError.of("EXP-001", assessment.edition.name, clause, nearest=nearest(clause, every))
    return frozenset(below for slug in same or part for below in assessment.edition.requirement_and_below(slug))


def _plain(word: str) -> str:
    """A number or title without what people write differently: width, case, blanks, 第…章, the closing bracket."""
    narrow = "".join(unicodedata.normalize("NFKC", word).casefold().split())
    return narrow.removeprefix("第").removesuffix("章").removesuffix("条").rstrip(")")


def _titles(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not any(char.isdigit() for char in name))


def _names(assessment: Assessment, requirement: Requirement) -> set[str]:
    """Slug and titles of a requirement, numbers of its score items, numbers and titles of its clause and of all clauses above."""
    clauses = assessment.edition.clauses
    names = {requirement.slug, requirement.label.zh, requirement.label.en}
    names |= {item.number for item in assessment.edition.items_of(requirement.slug)}
    for slug in assessment.edition.clause_and_above(requirement.clause):
        names |= {clauses[slug].number, clauses[slug].label.zh, clauses[slug].label.en}
    return names


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
    yield from _points(voice, assessment, wanted)
    figures = list(_figures(voice, assessment, wanted))
    if figures:
        yield from ["", voice.say("head.figures"), *("  " + line for line in figures)]
    yield from _under(voice, "waivers", waiver_lines(voice, assessment, wanted))
    yield from _under(voice, "absent", absent_lines(voice, assessment, wanted))
    yield from ["", voice.say("head.tree")]
    for node in nodes_about(assessment.explanation.tree, wanted):
        yield from ("  " + line for line in branch_lines(voice, node))
    yield from ("  " + line for line in _unchecked(voice, assessment, wanted or frozenset()))
    yield from ["", voice.say("mark.legend")]


def _points(voice: Voice, assessment: Assessment, wanted: frozenset[str] | None) -> Iterator[str]:
    """Where every point went, in the four lists of the ledger."""
    ledger = assessment.explanation.ledger
    lists = {"lost-all": ledger.lost, "open": ledger.open, "awarded": ledger.awarded, "bonus": ledger.bonus}
    for head, lines in lists.items():
        yield from _lines(voice, assessment, head, [one for one in lines if about(one, wanted)])


def _under(voice: Voice, head: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines under their head, where there are any."""
    found = ["  " + line for line in lines]
    if found:
        yield from ["", voice.say(f"head.{head}"), *found]


def _unchecked(voice: Voice, assessment: Assessment, wanted: frozenset[str]) -> Iterator[str]:
    """Why there is no finding on a requirement that speaks to the evaluating body."""
    for slug, requirement in assessment.edition.requirements.items():
        if slug in wanted and requirement.addressee is Addressee.EVALUATING_BODY and requirement.unchecked is not None:
            number = assessment.edition.clauses[requirement.clause].number
            yield f"{number} {voice.text(requirement.label)}{voice.say('colon')}{voice.text(requirement.unchecked)}"


def about(line: Line, wanted: frozenset[str] | None) -> bool:
    """Whether a line's requirement, or a leaf among its causes, is wanted."""
    return wanted is None or not wanted.isdisjoint({line.requirement, *(cause.requirement for cause in line.causes)})


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


def nodes_about(node: Node, wanted: frozenset[str] | None) -> Iterator[Node]:
    """The topmost nodes that speak of what is wanted."""
    if wanted is None or (node.subject == "requirement" and node.id in wanted):
        yield node
    else:
        for child in node.children:
            yield from nodes_about(child, wanted)
