"""The score card: grade line, vetoes and key items, chapters that add up, what is lost and what to deliver first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.case import EvidenceMode
from engine.model.evidence import Delivered, Ruling
from engine.render import card, figures, overview
from engine.render.card import absent_lines, basis_line, chapter_rows, decided, grade_lines, table
from engine.render.voice import Voice
from tests.engine.build.made_up import counted, nil, observed, rated, ruled, without
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
        (assessed(*FULL), "Grade: B [assumed]. Score 81.9 [assumed], bonus included (base total 106 [assumed])."),
        (
            assessed(),
            "Not gradable yet: 0 of 6 requirements, 0 of 106 [assumed] points decided; the score lies between 0 and 111 [assumed].",
        ),
        (
            ONE,
            "The grade is still one of B, C [assumed]: 4 of 6 requirements, 91.5 of 106 [assumed] points decided; the score lies between 62.5 and 82 [assumed].",
        ),
        (GONE, "No score item applies: no score and no grade."),
    ],
    ids=["final", "not gradable", "set", "none"],
)
def test_the_first_line_says_how_the_grade_stands(one, said: str) -> None:
    assert grade_text(one)[0] == said


def test_a_single_grade_with_open_points_is_said_as_decided_with_its_interval() -> None:
    one = assessed(*FIRED)
    assert one.grade.grade == "c" and grade_text(one)[0] == (
        "Grade: C [assumed]. The score lies between 62.5 and 67.5 [assumed], bonus included (base total 106 [assumed]): "
        "5 of 6 requirements, 106 [assumed] points decided; the rest cannot change the grade."
    )


def test_a_single_grade_that_is_withheld_is_said_as_the_only_one_left() -> None:
    one = assessed(observed("a", "94"), closed=True)
    assert one.grade.grade is None and one.grade.possible == ("c",)
    assert grade_text(one)[0].startswith("The only grade left is C [assumed]: 5 of 6 requirements")


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
            "Key item missed: key rate, its own share is at most 0.41 [assumed], below 0.6 [assumed]; at most B [assumed].",
        ),
        ((), "Key item open: key rate, its own share lies between 0.00 and 1.00 [assumed], 0.6 [assumed] is needed."),
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
    assert [sum(column) for column in zip(*numbers[:2], strict=True)] == numbers[2]
    assert [sum(column) for column in zip(numbers[2], numbers[4], strict=True)] == numbers[5]
    assert [row[:2] for row in rows] == [
        ["4", "example"],
        ["5", "example"],
        ["", "Total"],
        ["6", "example (bonus)"],
        ["", "bonus counted (at most 5 [assumed])"],
        ["", "Grand total with bonus"],
    ]
    assert rows[3][2:] == ["7", "0", "0", "7"] and rows[4][2:] == ["5", "0", "0", "5"]
    assert rows[5][2:] == ["111", "62.5", "29", "19.5"]


def test_a_bonus_below_the_cap_has_no_row_for_the_cap_and_no_bonus_no_row_at_all() -> None:
    loose = chapter_rows(EN, assessed(*RECORDS, edition=replace(EDITION, bonus_cap=Fraction(7))))
    items = {slug: item for slug, item in EDITION.items.items() if not item.bonus}
    without_bonus = chapter_rows(EN, assessed(*RECORDS, edition=replace(EDITION, items=items)))
    assert [row[1] for row in loose[3:]] == ["Total", "example (bonus)", "Grand total with bonus"]
    assert [row[1] for row in without_bonus[3:]] == ["Total"]


def absent(*records, **more) -> list[str]:
    return list(absent_lines(EN, assessed(*records, **more)))


def test_items_without_object_say_why_and_where_their_points_went() -> None:
    accepted = (ruled("n", Ruling.ACCEPTED), ruled("o", Ruling.ACCEPTED))
    rate = absent(*RECORDS[1:], without("n", "rate"), decisions=accepted[:1])
    why = "without object (without object by an accepted statement); its"
    assert rate == [
        f"4 example: {why} 41 points [assumed] go to the rest of the chapter, rescaled by 2.4138 [assumed]",
        f"5 example: {why} 13 points [assumed] go to the rest of the chapter, rescaled by 1.5652 [assumed]",
    ]
    assert absent(*RECORDS) == [] and len(absent_lines_of(GONE)) == 5
    assert all(line.endswith("points [assumed] drop out and go to no other item") for line in absent_lines_of(GONE))


def absent_lines_of(one) -> list[str]:
    return list(absent_lines(EN, one))


def test_points_of_a_chapter_that_empties_go_to_all_others() -> None:
    gone = (without("n", "paper"), without("o", "events"), without("p", "rate"))
    accepted = tuple(ruled(name, Ruling.ACCEPTED) for name in "nop")
    said = absent(counted("b", "110/300", indicator="burden"), *gone, decisions=accepted)
    assert any("go to all other chapters, rescaled by" in line for line in said)


def test_only_the_items_of_what_is_wanted_are_said() -> None:
    assert list(absent_lines(EN, GONE, frozenset({"rate"}))) == absent_lines_of(GONE)[:1]


def test_the_card_tells_of_items_without_object() -> None:
    head = EN.say("head.absent")
    assert f"\n{head}\n  4 example: without object" in card(GONE, "en") and head not in card(ONE, "en")


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
