"""The score card: grade line, vetoes and key items, chapters that add up, what is lost and what to deliver first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.case import EvidenceMode
from engine.model.evidence import Delivered, Ruling
from engine.render import card, figures, overview
from engine.render.card import basis_line, chapter_rows, decided, grade_lines, table
from engine.render.voice import Voice
from tests.engine.build.made_up import nil, observed, rated, ruled, without
from tests.engine.explain.made_up import EDITION, FIRED, RECORDS, accepted_only, assessed

EN, ZH = Voice("en"), Voice("zh")
ONE = assessed(*RECORDS)
FULL = (*RECORDS, nil("n"), rated("x", "x", "70"), rated("y", "y", "70"))
GONE = assessed(
    *(without(name, kind) for name, kind in zip("nopqr", ("rate", "burden", "paper", "events", "mark"), strict=True)),
    decisions=tuple(ruled(name, Ruling.ACCEPTED) for name in "nopqr"),
)


def grade_text(one) -> list[str]:
    return list(grade_lines(EN, one))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (assessed(*FULL), "Grade: B [assumed]. Score 81.9, bonus included (base total 106 [assumed])."),
        (
            assessed(),
            "Not gradable yet: 0 of 6 requirements, 0 of 106 [assumed] points decided; the score lies between 0 and 111.",
        ),
        (
            ONE,
            "The grade is still one of B, C [assumed]: 4 of 6 requirements, 91.5 of 106 [assumed] points decided; the score lies between 62.5 and 82.",
        ),
        (GONE, "No score item applies: no score and no grade."),
    ],
    ids=["final", "not gradable", "set", "none"],
)
def test_the_first_line_says_how_the_grade_stands(one, said: str) -> None:
    assert grade_text(one)[0] == said


def test_a_single_grade_with_open_points_is_not_called_final() -> None:
    one = assessed(*FIRED)
    assert one.grade.grade == "c" and grade_text(one)[0].startswith("The grade is still one of C [assumed]")


def test_what_the_score_alone_would_give_is_said_where_it_is_held_down() -> None:
    assert grade_text(assessed(*FIRED))[1] == (
        "The score alone gives B [assumed]; vetoes or key items hold it at C [assumed]."
    )
    met = grade_text(assessed(observed("a", "95"), *FULL[1:]))
    assert not any(line.startswith("The score alone") for line in met)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (FIRED, "Veto fired: veto of events, at most C [assumed]."),
        (RECORDS, "Veto not ruled out: veto of events (needs a signed nil statement or a proven event)."),
        (FULL, "Veto not fired: veto of events."),
    ],
)
def test_every_veto_says_its_state(records, said: str) -> None:
    assert said in grade_text(assessed(*records))


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            (observed("a", "94"),),
            "Key item missed: key rate, its own share is at most 0.41, below 0.6 [assumed]; at most B [assumed].",
        ),
        ((), "Key item open: key rate, its own share lies between 0.00 and 1.00, 0.6 [assumed] is needed."),
        ((observed("a", "95"),), "Key item met: key rate, its own share is 1.00 [assumed]."),
    ],
)
def test_every_key_item_says_its_state(figure, said: str) -> None:
    assert said in grade_text(assessed(*figure))


def test_a_key_item_without_object_says_so() -> None:
    assert "Key item without object: key rate." in grade_text(GONE)


def test_a_withheld_grade_names_the_vetoes_without_a_statement() -> None:
    lines = grade_text(assessed(*RECORDS, closed=True))
    assert [line for line in lines if "withheld" in line.lower()] == [
        "Grade withheld: no statement on a veto event (veto of events)."
    ]


def test_decided_counts_leaves_that_nothing_open_can_change() -> None:
    assert decided(ONE) == (4, 6) and decided(assessed(*FULL)) == (6, 6) and decided(GONE) == (6, 6)


def test_a_leaf_that_is_only_scored_is_not_counted() -> None:
    only = {**EDITION.requirements, "mark": replace(EDITION.requirements["mark"], score_only=True)}
    assert decided(assessed(*RECORDS, edition=replace(EDITION, requirements=only))) == (4, 5)


def test_chapters_and_total_add_up_in_every_row() -> None:
    head, *rows = chapter_rows(EN, ONE)
    assert head == ["Ch.", "Title", *(f"{name} [assumed]" for name in ("Possible", "Awarded", "Lost", "Open"))]
    numbers = [[Fraction(cell) for cell in row[2:]] for row in rows]
    assert all(possible == awarded + lost + left for possible, awarded, lost, left in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert [row[0] for row in rows] == ["4", "5", ""] and rows[-1][1] == "Total"


def test_columns_are_aligned_by_cells_and_numbers_stand_right() -> None:
    assert list(table([["章", "名称", "应得"], ["4", "规划与目标", "7"], ["12", "x", "100"]])) == [
        "  章  名称        应得",
        "  4   规划与目标     7",
        "  12  x            100",
    ]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (ONE, "Evidence: as delivered (self-assessment); open; lane: plain; assessment 111111111111"),
        (
            assessed(*RECORDS, closed=True),
            "Evidence: as delivered (self-assessment); closed; lane: plain; assessment 111111111111",
        ),
        (accepted_only(*RECORDS), "Evidence: accepted only; open; lane: plain; assessment 111111111111"),
    ],
)
def test_the_basis_line_says_mode_closing_lane_and_name(one, said: str) -> None:
    assert basis_line(EN, one) == said
    assert (one.case.mode is EvidenceMode.ACCEPTED) == ("accepted only" in said)


def test_reference_files_are_named_with_hash_and_approver() -> None:
    files = (Delivered("goals.ttl", "ab" * 32, 9, "ttl"), Delivered("places.ttl", "cd" * 32, 9, "ttl"))
    said = basis_line(ZH, replace(ONE, reference=files, approver="某人"))
    assert said.endswith("；参考资料：goals.ttl abababababab、places.ttl cdcdcdcdcdcd，由某人核准采用")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_holds_grade_chapters_losses_deliveries_figures_and_legend(language: str) -> None:
    text, voice = card(ONE, language), Voice(language)
    heads = [
        voice.say("head.chapters"),
        voice.say("head.lost", n="5"),
        voice.say("head.first"),
        voice.say("head.figures"),
    ]
    places = [text.index(f"\n{head}\n") for head in heads]
    assert places == sorted(places) and text.endswith(voice.say("mark.legend") + "\n")


def test_the_card_shows_as_many_lost_lines_as_asked_for() -> None:
    assert card(ONE, "en", lost=1).count("\n  Lost ") == 1 and card(ONE, "en").count("\n  Lost ") == 2


def test_the_card_says_so_where_nothing_is_lost() -> None:
    assert Voice("en").say("line.none") in card(assessed(), "en")


def test_the_card_has_no_deliveries_where_nothing_is_open() -> None:
    assert Voice("en").say("head.first") not in card(assessed(*FULL), "en")


def test_figures_in_short_are_title_grade_and_figures() -> None:
    lines = figures(ONE, "en").splitlines()
    assert [lines[0], lines[1]] == [EN.title(ONE), grade_text(ONE)[0]]
    assert lines[2] == EN.say("head.figures") and len(lines) == 5


def test_figures_in_short_can_end_with_what_to_deliver_first() -> None:
    lines = figures(ONE, "en", first=1).splitlines()
    assert lines[-2] == EN.say("head.first") and lines[-1].startswith(
        "  example (4 example, 2022): decides 14.5 points"
    )


def test_an_overview_has_one_row_for_each_case_with_its_marks() -> None:
    head, row, _ = overview([ONE, ONE], "en").splitlines()
    assert head.split("  ")[1].startswith("Place") and "Points decided [assumed]" in head
    done, every = decided(ONE)
    assert f"{done}  {every - done}" in " ".join(row.split()).replace(" ", "  ")
    assert row.endswith(("not gradable yet", "[assumed]"))
