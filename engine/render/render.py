"""Assessments as text: a table, a tree, or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from engine.errors import UsageError
from engine.model.assessment import Assessment
from engine.render.branches import branch_lines
from engine.render.card import absent_lines, basis_line, card, chapter_rows, grade_lines
from engine.render.lines import causes_lines, delivery_text, figure_lines, line_text
from engine.render.voice import Voice
from engine.render.waivers import waiver_lines


def render(assessments: Sequence[Assessment], form: str, language: str) -> str:
    """The assessments in one of `FORMS`, in `zh` or `en`, one after the other.

    Raises: UsageError EXP-002 for a form that there is none of.
    """
    if form not in FORMS:
        raise UsageError.of("EXP-002", "render", form, known=", ".join(FORMS))
    return "\n".join(FORMS[form](assessment, language) for assessment in assessments)


def _tree(assessment: Assessment, language: str) -> str:
    voice = Voice(language)
    lines = [voice.title(assessment), basis_line(voice, assessment), *branch_lines(voice, assessment.explanation.tree)]
    return "\n".join([*lines, voice.say("mark.legend")]) + "\n"


def _markdown(assessment: Assessment, language: str) -> str:
    return "\n".join(_markdown_lines(Voice(language), assessment)) + "\n"


def _markdown_lines(voice: Voice, assessment: Assessment) -> Iterator[str]:
    yield f"# {voice.title(assessment)}"
    yield from ["", basis_line(voice, assessment), "", f"## {voice.say('head.grade')}", ""]
    yield from (f"- {line}" for line in grade_lines(voice, assessment))
    yield from ["", f"## {voice.say('head.chapters')}", ""]
    head, *rows = chapter_rows(voice, assessment)
    yield from [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    for name, found in (("waivers", waiver_lines(voice, assessment)), ("absent", absent_lines(voice, assessment))):
        told = [f"- {line}" for line in found]
        yield from ["", f"## {voice.say(f'head.{name}')}", "", *told] if told else []
    ledger = assessment.explanation.ledger
    sections = (("lost-all", ledger.lost), ("open", ledger.open), ("awarded", ledger.awarded), ("bonus", ledger.bonus))
    for name, lines in sections:
        yield from ["", f"## {voice.say(f'head.{name}')}", ""]
        for line in lines:
            yield f"- {line_text(voice, assessment, line)}"
            causes = causes_lines(voice, assessment, line, full=name != "awarded")
            yield from (f"  - {text.strip()}" for text in causes)
    yield from ["", f"## {voice.say('head.first')}", ""]
    yield from (f"- {delivery_text(voice, assessment, one)}" for one in assessment.explanation.deliver_first)
    yield from ["", f"## {voice.say('head.figures')}", ""]
    yield from (f"- {line.strip()}" for line in figure_lines(voice, assessment))
    yield from ["", f"## {voice.say('head.tree')}", ""]
    yield from _bullets(branch_lines(voice, assessment.explanation.tree))
    yield from ["", voice.say("mark.legend")]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _bullets(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        text = line.lstrip()
        yield " " * (len(line) - len(text)) + f"- {text}"


FORMS: Mapping[str, Callable[[Assessment, str], str]] = {"table": card, "tree": _tree, "md": _markdown}
