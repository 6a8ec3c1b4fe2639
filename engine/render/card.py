"""The score card of a case: grade, chapters, what was lost and what is open, in the shape of Annex A."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rich.cells import cell_len

from engine.exact import decimal_text
from engine.model.assessment import Assessment
from engine.model.entry import DIGITS_SHOWN
from engine.model.finding import Outcome
from engine.model.score import GradeResult, ItemScore, Scores
from engine.model.text import Text
from engine.render.lines import causes_lines, delivery_text, figure_lines, line_text
from engine.render.voice import Voice
from engine.render.waivers import waiver_lines
from engine.score import leaf_slots

DECIDED = (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE)


def card(assessment: Assessment, language: str, lost: int = 5, first: int = 5) -> str:
    """The score card as plain text."""
    voice = Voice(language)
    return "\n".join(_card(voice, assessment, lost, first)) + "\n"


def figures(assessment: Assessment, language: str, first: int = 0) -> str:
    """In short: the grade line, every figure of target clauses with scope, source and outcome, and what to deliver first."""
    voice = Voice(language)
    lines = [voice.title(assessment), next(iter(grade_lines(voice, assessment))), voice.say("head.figures")]
    lines += ("  " + line for line in figure_lines(voice, assessment))
    if first:
        lines.append(voice.say("head.first"))
        lines += ("  " + delivery_text(voice, assessment, one) for one in assessment.explanation.deliver_first[:first])
    return "\n".join(lines) + "\n"


def overview(assessments: Sequence[Assessment], language: str) -> str:
    """One row for each case: requirements and points decided and open, and the grades that are possible."""
    voice = Voice(language)
    names = ("place", "year", "decided", "undecided", "points-decided", "points-open", "grades")
    mark = voice.mark(any(one.edition.points_assumed for one in assessments))
    rows = [
        [voice.say(f"column.{name}", mark=mark) for name in names],
        *(_overview_row(voice, one) for one in assessments),
    ]
    return "\n".join(table(rows)) + "\n"


def _overview_row(voice: Voice, assessment: Assessment) -> list[str]:
    place, scores, grade = assessment.world.places[assessment.case.key.code], assessment.scores, assessment.grade
    done, every = decided(assessment)
    left = scores.high - scores.low
    points = [voice.points(scores.possible - left), voice.points(left)]
    grades = voice.grades(assessment, grade.possible) + voice.mark(assessment.edition.grades_assumed)
    name = voice.text(place.label) + (voice.say("mark.fictional") if place.fictional else "")
    counts = [str(done), str(every - done), *points]
    return [name, str(assessment.case.key.year), *counts, grades if grade.gradable else voice.say("grades.all")]


def _card(voice: Voice, assessment: Assessment, lost: int, first: int) -> Iterator[str]:
    yield voice.title(assessment)
    yield basis_line(voice, assessment)
    yield ""
    yield from grade_lines(voice, assessment)
    yield ""
    yield voice.say("head.chapters")
    yield from table(chapter_rows(voice, assessment))
    waived, absent = list(waiver_lines(voice, assessment)), list(absent_lines(voice, assessment))
    if waived:
        yield from _section(voice.say("head.waivers"), iter(waived))
    if absent:
        yield from _section(voice.say("head.absent"), iter(absent))
    yield from _section(voice.say("head.lost", n=str(lost)), _lost(voice, assessment, lost))
    if assessment.explanation.deliver_first:
        chosen = assessment.explanation.deliver_first[:first]
        yield from _section(voice.say("head.first"), (delivery_text(voice, assessment, one) for one in chosen))
    yield from _section(voice.say("head.figures"), figure_lines(voice, assessment))
    yield ""
    yield voice.say("mark.legend")


def _section(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield head
    for line in lines:
        yield "  " + line


def basis_line(voice: Voice, assessment: Assessment) -> str:
    """Which evidence counted, whether the case is closed, by which lane, under which name; and the reference files."""
    said = voice.say(
        "case.basis",
        mode=voice.say(f"mode.{assessment.case.mode}"),
        closed=voice.say("closed.yes" if assessment.case.closed else "closed.no"),
        lane=assessment.lane,
        digest=assessment.digest[:DIGITS_SHOWN],
    )
    return said + (reference_words(voice, assessment) if assessment.reference else "")


def reference_words(voice: Voice, assessment: Assessment) -> str:
    """The reference files with their hashes, and who took them over."""
    files = voice.say("list.comma").join(f"{one.file} {one.digest[:DIGITS_SHOWN]}" for one in assessment.reference)
    return voice.say("case.reference", files=files, approver=assessment.approver)


def decided(assessment: Assessment) -> tuple[int, int]:
    """Leaf requirements with an outcome that no open premise can change, and all leaves with an outcome."""
    leaves = [
        finding
        for slug, finding in assessment.findings.by_requirement.items()
        if assessment.edition.requirements[slug].is_leaf and finding.outcome is not None
    ]
    return sum(finding.outcome in DECIDED for finding in leaves), len(leaves)


def grade_lines(voice: Voice, assessment: Assessment) -> Iterator[str]:
    """The grade or the grades still possible, and the state of vetoes and key items."""
    grade, scores = assessment.grade, assessment.scores
    done, every = decided(assessment)
    said = {
        "decided": str(done),
        "all": str(every),
        "points": voice.points(scores.possible - (scores.high - scores.low)),
        "possible": voice.points(scores.possible),
        "low": voice.points(scores.total_low),
        "high": voice.points(scores.total_high),
        "mark": voice.mark(assessment.edition.grades_assumed),
        "grades": voice.grades(assessment, grade.possible),
        "grade": voice.grades(assessment, grade.possible),
    }
    if not grade.possible:
        yield voice.say("grade.none")
    else:
        yield voice.say(f"grade.{_standing(grade, scores)}", **said)
    if grade.band != grade.possible:
        band = voice.grades(assessment, grade.band)
        yield voice.say("grade.held", band=band, grade=said["grade"], mark=said["mark"])
    yield from _conditions(voice, assessment)


def _standing(grade: GradeResult, scores: Scores) -> str:
    """How the grade stands: with its score, with points still open, the only one left but withheld, one of several, or not yet."""
    if grade.grade is not None:
        return "final" if scores.total_low == scores.total_high else "decided"
    if len(grade.possible) == 1:
        return "only"
    return "set" if grade.gradable else "not-gradable"


def _conditions(voice: Voice, assessment: Assessment) -> Iterator[str]:
    edition, grade = assessment.edition, assessment.grade
    unstated = [voice.text(edition.vetoes[one.veto].label) for one in grade.vetoes if one.unstated]
    if grade.withheld:
        yield voice.say("grade.withheld", vetoes=voice.say("list.semicolon").join(unstated))
    for state in grade.vetoes:
        veto = edition.vetoes[state.veto]
        key = "fired" if state.fired else "possible" if state.possible else "clear"
        notation = edition.grades[veto.at_most].notation
        yield voice.say(f"veto.{key}", label=voice.text(veto.label), grade=notation, mark=voice.mark(veto.basis))
    for one in grade.key_items:
        item = edition.key_items[one.key_item]
        key = "missed" if one.missed else "possible" if one.possible else "clear"
        yield voice.say(
            f"key.{key if one.applicable else 'inapplicable'}",
            label=voice.text(item.label),
            low=decimal_text(one.share_low, 2),
            high=decimal_text(one.share_high, 2),
            minimum=decimal_text(item.minimum_share),
            grade=edition.grades[item.at_most].notation,
            mark=voice.mark(item.basis),
        )


def chapter_rows(voice: Voice, assessment: Assessment) -> list[list[str]]:
    """Head, one row for each chapter and the total; where there is a bonus, a row for each of its chapters and the grand total."""
    names = ("chapter", "label", "possible", "awarded", "lost", "open")
    mark = voice.mark(assessment.edition.points_assumed)
    rows = [[voice.say(f"column.{name}", mark=mark) for name in names]]
    labels = {clause.number: clause.label for clause in assessment.edition.clauses.values()}
    whole = assessment.scores
    for chapter in whole.chapters.values():
        points = _points(voice, chapter.possible, chapter.low, chapter.high)
        rows.append([chapter.chapter, voice.text(labels[chapter.chapter]), *points])
    rows.append(["", voice.say("total"), *_points(voice, whole.possible, whole.low, whole.high)])
    bonus = [item for item in whole.items.values() if item.bonus]
    return [*rows, *_bonus_rows(voice, assessment, bonus, labels)] if bonus else rows


def _bonus_rows(
    voice: Voice, assessment: Assessment, bonus: Sequence[ItemScore], labels: Mapping[str, Text]
) -> Iterator[list[str]]:
    """A row for each chapter of bonus items, what the cap leaves of them where it cuts, and the grand total."""
    scores, cap = assessment.scores, assessment.edition.bonus_cap
    for chapter in dict.fromkeys(item.chapter for item in bonus):
        sums = _sums(item for item in bonus if item.chapter == chapter)
        yield [chapter, voice.say("total.bonus", label=voice.text(labels[chapter])), *_points(voice, *sums)]
    most = _sums(bonus)[0]
    if cap is not None and most > cap:
        most = cap
        label = voice.say("total.capped", cap=voice.points(cap), mark=voice.mark(_cap_assumed(assessment)))
        yield ["", label, *_points(voice, cap, scores.bonus_low, scores.bonus_high)]
    points = _points(voice, scores.possible + most, scores.total_low, scores.total_high)
    yield ["", voice.say("total.grand"), *points]


def _cap_assumed(assessment: Assessment) -> bool:
    return (assessment.edition.bonus_cap_basis or assessment.edition.basis).assumed


def _sums(items: Iterable[ItemScore]) -> tuple[Fraction, Fraction, Fraction]:
    """Possible, low and high points of items together."""
    every = list(items)
    possible, low, high = ([getattr(item, name) for item in every] for name in ("possible", "low", "high"))
    return sum(possible, Fraction(0)), sum(low, Fraction(0)), sum(high, Fraction(0))


def absent_lines(voice: Voice, assessment: Assessment, wanted: frozenset[str] | None = None) -> Iterator[str]:
    """Every score item without object (of these requirements), why, and where its points went."""
    for score in assessment.scores.items.values():
        if not score.applicable and (wanted is None or score.requirement in wanted):
            yield voice.say("absent", **_absent(voice, assessment, score))


def _absent(voice: Voice, assessment: Assessment, score: ItemScore) -> dict[str, str]:
    edition, item = assessment.edition, assessment.edition.items[score.item]
    below = set(leaf_slots(edition, item.requirement))
    reasons = dict.fromkeys(one.reason for one in assessment.case.premises.values() if one.slot in below)
    return {
        "number": edition.clauses[edition.requirements[item.requirement].clause].number,
        "label": voice.text(item.label),
        "reasons": voice.say("list.semicolon").join(map(voice.reason, reasons)),
        "points": voice.points(item.points),
        "mark": voice.mark(item.basis),
        "went": _went(voice, assessment, score),
    }


def _went(voice: Voice, assessment: Assessment, score: ItemScore) -> str:
    """Where the points of an item without object went: to its chapter, to all that is left, or nowhere."""
    base = [one for one in assessment.scores.items.values() if one.applicable and not one.bonus]
    chapter = {one.factor for one in base if one.chapter == score.chapter}
    factors = chapter or {one.factor for one in base}
    if score.bonus or factors <= {Fraction(1)}:
        return voice.say("absent.dropped")
    mark = voice.mark(assessment.edition.points_assumed)
    said = voice.say("list.comma").join(decimal_text(factor, 4) for factor in sorted(factors))
    return voice.say("absent.chapter" if chapter else "absent.all", factor=said, mark=mark)


def _points(voice: Voice, possible: Fraction, low: Fraction, high: Fraction) -> list[str]:
    """Possible, awarded, lost and open."""
    return [voice.points(points) for points in (possible, low, possible - high, high - low)]


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as aligned columns; Chinese characters count two cells; numbers stand right."""
    widths = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell + " " * (width - cell_len(cell)) if n < 2 else " " * (width - cell_len(cell)) + cell
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield ("  " + "  ".join(cells)).rstrip()


def _lost(voice: Voice, assessment: Assessment, most: int) -> Iterator[str]:
    lines = assessment.explanation.ledger.lost[:most]
    if not lines:
        yield voice.say("line.none")
    for line in lines:
        yield line_text(voice, assessment, line)
        yield from ("    " + text for text in causes_lines(voice, assessment, line))
