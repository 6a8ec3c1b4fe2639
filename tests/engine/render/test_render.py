"""Assessments as table, tree and Markdown, one after the other; a form that there is none of is refused."""

from __future__ import annotations

import pytest

from engine.errors import UsageError
from engine.model.evidence import Ruling
from engine.render import FORMS, card, render
from engine.render.card import absent_lines
from engine.render.voice import Voice
from tests.engine.build.made_up import ruled, without
from tests.engine.explain.made_up import FIRED, RECORDS, assessed

OPEN, CLOSED = assessed(*RECORDS), assessed(*FIRED, closed=True)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def test_the_table_is_the_score_card() -> None:
    assert render([OPEN], "table", "en") == card(OPEN, "en")


@LANGUAGES
@pytest.mark.parametrize("form", FORMS)
def test_several_assessments_stand_one_after_the_other(form: str, language: str) -> None:
    both = render([OPEN, CLOSED], form, language)
    assert both == render([OPEN], form, language) + "\n" + render([CLOSED], form, language)


@LANGUAGES
@pytest.mark.parametrize("form", FORMS)
def test_every_form_ends_with_the_legend_of_the_mark(form: str, language: str) -> None:
    assert render([OPEN], form, language).endswith(Voice(language).say("mark.legend") + "\n")


@LANGUAGES
def test_the_tree_has_title_basis_and_a_line_for_each_node(language: str) -> None:
    lines = render([OPEN], "tree", language).splitlines()
    assert lines[0] == Voice(language).title(OPEN)
    assert sum(line.startswith("  ") for line in lines) > 20


@LANGUAGES
def test_markdown_has_a_head_for_each_part(language: str) -> None:
    said, voice = render([OPEN], "md", language), Voice(language)
    names = ("grade", "chapters", "lost-all", "open", "awarded", "bonus", "first", "figures", "tree")
    heads = [line for line in said.splitlines() if line.startswith("#")]
    assert heads == [f"# {voice.title(OPEN)}", *(f"## {voice.say(f'head.{name}')}" for name in names)]


def test_markdown_tables_have_equal_cells_in_every_row() -> None:
    rows = [line for line in render([OPEN], "md", "en").splitlines() if line.startswith("|")]
    assert len(rows) == 8 and {row.count("|") for row in rows} == {7}
    assert set(rows[1]) <= set("| -")


@LANGUAGES
def test_markdown_lists_the_items_without_object_behind_the_chapters(language: str) -> None:
    voice = Voice(language)
    one = assessed(*RECORDS[1:], without("n", "rate"), decisions=(ruled("n", Ruling.ACCEPTED),))
    lines = render([one], "md", language).splitlines()
    start = lines.index(f"## {voice.say('head.absent')}")
    assert lines[start + 2 : start + 4] == [f"- {line}" for line in absent_lines(voice, one)]
    assert lines[start - 2].startswith("|  | ") and f"## {voice.say('head.absent')}" not in render(
        [OPEN], "md", language
    )


def test_markdown_lists_every_line_of_the_ledger_with_its_causes() -> None:
    text, ledger = render([CLOSED], "md", "en"), CLOSED.explanation.ledger
    lines = (*ledger.lost, *ledger.open, *ledger.awarded, *ledger.bonus)
    starts = ("- Lost ", "- Open ", "- Awarded ")
    assert sum(line.startswith(starts) for line in text.splitlines()) == len(lines)
    assert text.count("  - 2022: asked") == sum(len(line.causes) for line in lines)


def test_markdown_keeps_the_depth_of_the_tree() -> None:
    tree = render([OPEN], "md", "en").partition("## Grounds")[2]
    assert "\n- Grade: B C" in tree and "\n  - Chapter 4" in tree and "\n          - evidence 94" in tree


def test_a_form_that_there_is_none_of_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        render([OPEN], "pdf", "en")
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("EXP-002", "render", "pdf")
    assert fault.fields()["known"] == "table, tree, md"
