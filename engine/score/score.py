"""The scores of a case: every item, rescaled where others have no object, summed by chapter and in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from engine.errors import OntologyError
from engine.model.case import Case
from engine.model.edition import Edition
from engine.model.finding import Findings, Verdicts
from engine.model.score import ChapterScore, ItemScore, Scores
from engine.score.points import Spans, item_points

POLICY = "inapplicablePoints"
RESCALE, KEEP = "rescaleWithinChapter", "noRescale"
ZERO, ONE = Fraction(0), Fraction(1)


def score(edition: Edition, case: Case, findings: Findings, verdicts: Verdicts) -> Scores:
    """Item and chapter scores, least and greatest; for each item and in all possible = low + open + lost.

    Unit: points of the base total; bonus items stand beside and their sum is capped.
    Unknowns: open premises make the interval from low to high.
    Raises: OntologyError SCO-001 for a policy on inapplicable points that there is no rule for.
    """
    own = {slug: item_points(edition, item, findings.possibilities, verdicts) for slug, item in edition.items.items()}
    factors = rescaling(edition, own)
    items = {slug: _item(edition, findings, slug, own[slug], factors[slug]) for slug in edition.items}
    base = [item for item in items.values() if not item.bonus]
    bonus = [item for item in items.values() if item.bonus]
    return Scores(
        case=case.key,
        items=items,
        chapters=_chapters(edition, base),
        possible=sum((item.possible for item in base), ZERO),
        low=sum((item.low for item in base), ZERO),
        high=sum((item.high for item in base), ZERO),
        bonus_low=_capped(edition, sum((item.low for item in bonus), ZERO)),
        bonus_high=_capped(edition, sum((item.high for item in bonus), ZERO)),
    )


def _capped(edition: Edition, points: Fraction) -> Fraction:
    return points if edition.bonus_cap is None else min(points, edition.bonus_cap)


def chapter_of(edition: Edition, item: str) -> str:
    """The number of the chapter whose clause the item scores."""
    return edition.clauses[edition.requirements[edition.items[item].requirement].clause].chapter


def rescaling(edition: Edition, own: Mapping[str, Spans]) -> dict[str, Fraction]:
    """The factor of every item: 1, or what carries the points of items without object.

    Within the chapter first; the points of a chapter that empties are spread over all that is left, in proportion.
    """
    policy = edition.policies.get(POLICY)
    choice = policy.choice if policy else RESCALE
    if choice not in (RESCALE, KEEP):
        raise OntologyError.of("SCO-001", f"edition/{edition.name}", choice, known=f"{RESCALE}, {KEEP}")
    if choice == KEEP:
        return dict.fromkeys(edition.items, ONE)
    base = [slug for slug, item in edition.items.items() if not item.bonus]
    chapters = {slug: chapter_of(edition, slug) for slug in base}
    whole = _sums(edition, chapters, base)
    left = _sums(edition, chapters, [slug for slug in base if own[slug]])
    total, kept = sum(whole.values(), ZERO), sum((whole[chapter] for chapter in left), ZERO)
    return {
        slug: whole[chapters[slug]] / left[chapters[slug]] * total / kept if own[slug] and slug in chapters else ONE
        for slug in edition.items
    }


def _sums(edition: Edition, chapters: Mapping[str, str], items: Sequence[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for slug in items:
        found[chapters[slug]] = found.get(chapters[slug], ZERO) + edition.items[slug].points
    return found


def _item(edition: Edition, findings: Findings, slug: str, own: Spans, factor: Fraction) -> ItemScore:
    item = edition.items[slug]
    return ItemScore(
        item=slug,
        requirement=item.requirement,
        chapter=chapter_of(edition, slug),
        outcome=findings.by_requirement[item.requirement].outcome,
        applicable=bool(own),
        bonus=item.bonus,
        factor=factor,
        possible=item.points * factor if own else ZERO,
        low=own[0].low * factor if own else ZERO,
        high=own[-1].high * factor if own else ZERO,
        own=own,
    )


def _chapters(edition: Edition, base: Sequence[ItemScore]) -> dict[str, ChapterScore]:
    chapters = dict.fromkeys(item.chapter for item in base)
    return {chapter: _chapter(chapter, [item for item in base if item.chapter == chapter]) for chapter in chapters}


def _chapter(chapter: str, items: Sequence[ItemScore]) -> ChapterScore:
    sums = [sum((getattr(item, name) for item in items), ZERO) for name in ("possible", "low", "high")]
    return ChapterScore(chapter, *sums)
