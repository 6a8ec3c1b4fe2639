"""The way back: by what method an item is scored, what step each year has reached, what the next step takes, what to deliver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from engine.exact import decimal_text
from engine.explain.causes import Ground, limit_of, margin_of, year_assumed
from engine.model import edition as model
from engine.model.case import Premise, State
from engine.model.edition import Logic, ScoreItem
from engine.model.explanation import Remark, Value
from engine.model.finding import Outcome
from engine.model.score import ItemScore
from engine.model.text import Text
from engine.score.points import band_points, deducted, read_by

ONE, ZERO = Fraction(1), Fraction(0)
Values = dict[str, Value]


def way_back(ground: Ground, score: ItemScore, behind: list[Premise], name: str) -> tuple[Remark, ...]:
    """How the points of a line come back; of an open line only what to deliver, of an awarded one nothing.

    Unit: points before rescaling; where the item is rescaled a remark says so.
    """
    item = ground.edition.items[score.item]
    if name == "awarded":
        return ()
    if name == "open":
        return (*_ratings(ground, behind), *_deliver(ground, behind))
    scaled = () if score.factor == ONE else (Remark("way.factor", {"factor": decimal_text(score.factor, 4)}),)
    return (*_method(ground, item, behind), *_undecided(behind), *scaled, *_deliver(ground, behind))


def _method(ground: Ground, item: ScoreItem, behind: list[Premise]) -> Iterator[Remark]:
    """The method with the step reached and the next one."""
    mark = item.basis.assumed
    match item.method:
        case model.Bands():
            yield from _bands(ground, item, item.method)
        case model.Levels():
            yield from _levels(ground, item, item.method)
        case model.Deduction():
            yield from _deduction(ground, item, item.method)
        case model.Judged():
            yield from _judged(ground, item, item.method)
        case model.PerEvent():
            yield from _per_event(ground, item, item.method)
        case model.PerMissingElement():
            said: Values = {"one": item.method.element_points, "floor": item.method.floor, "mark": mark}
            yield Remark("way.missing.none-zero" if item.method.none_zero else "way.missing", said)
            yield from _unmet(ground, item)
            yield from _reach(ground, behind)
        case model.ShareMet():
            yield from _share(ground, item, item.method)
            yield from _reach(ground, behind)
        case model.AllOrNothing():
            yield Remark("way.all", {"full": item.points, "mark": mark})
            yield from _reach(ground, behind)


def _known(ground: Ground, slot: str) -> Iterator[Premise]:
    """The known premises of a slot, year by year."""
    for premise in ground.case.premises.values():
        if premise.slot == slot and premise.state is State.KNOWN:
            yield premise


def _number(premise: Premise) -> Fraction:
    """The value or the mean rating of a known premise."""
    reading = premise.known
    assert reading is not None
    number = reading.value if reading.value is not None else reading.rating
    assert number is not None
    return number


def _edge(method: model.Bands, edge: Fraction | None) -> Remark:
    return Remark(
        "way.edge.upper" if method.upper else "way.edge", {"edge": "-" if edge is None else decimal_text(edge)}
    )


def _bands(ground: Ground, item: ScoreItem, method: model.Bands) -> Iterator[Remark]:
    steps = tuple(
        Remark("way.step", {"where": (_edge(method, band.edge),), "points": band.points})
        for band in sorted(method.bands, key=lambda band: -band.points)
    )
    yield Remark("way.bands", {"steps": steps, "mark": item.basis.assumed})
    for premise in _known(ground, method.slot):
        value = _number(premise)
        reached = band_points(method, value)
        better = min(
            (band for band in method.bands if band.points > reached), key=lambda band: band.points, default=None
        )
        if better is not None:
            within = [band for band in method.bands if band.points == reached and _holds(method, band, value)]
            said: Values = {"year": str(premise.year), "value": value, "points": reached, "mark": item.basis.assumed}
            step: Values = {"next": better.points, "at": (_edge(method, better.edge),)}
            where = (_edge(method, within[0].edge),) if within else (Remark("way.edge.none"),)
            yield Remark("way.bands.reached", {**said, **step, "where": where})


def _holds(method: model.Bands, band: model.Band, value: Fraction) -> bool:
    return band.edge is not None and (value <= band.edge if method.upper else value >= band.edge)


def _levels(ground: Ground, item: ScoreItem, method: model.Levels) -> Iterator[Remark]:
    steps = tuple(
        Remark("way.step", {"where": _level(ground, band.level), "points": band.points}) for band in method.bands
    )
    yield Remark("way.levels", {"steps": steps, "mark": item.basis.assumed})
    points = {band.level: band.points for band in method.bands}
    for premise in _known(ground, method.slot):
        level = premise.known.level if premise.known else None
        reached = points.get(level, ZERO)
        better = min((one for one in points.values() if one > reached), default=None)
        if better is not None:
            wanted = tuple(band.level for band in method.bands if band.points == better)
            said: Values = {"year": str(premise.year), "level": _level(ground, level), "points": reached}
            step: Values = {"next": better, "levels": _level(ground, *wanted), "mark": item.basis.assumed}
            yield Remark("way.levels.reached", {**said, **step})


def _level(ground: Ground, *levels: str | None) -> Text:
    """The levels of documents by name."""
    found = [ground.world.document_levels.get(level or "") for level in levels]
    labels = [one.label if one else Text("未注明层级的机构", "an issuer of no stated level") for one in found]
    return Text("或".join(label.zh for label in labels), " or ".join(label.en for label in labels))


def _listed(labels: Iterable[Text]) -> Text:
    every = list(labels)
    return Text("、".join(label.zh for label in every), ", ".join(label.en for label in every))


def _deduction(ground: Ground, item: ScoreItem, method: model.Deduction) -> Iterator[Remark]:
    unit: Values = {"unit": decimal_text(method.unit), "one": method.unit_points, "mark": item.basis.assumed}
    parameter = ground.edition.parameters[method.parameter]
    limit: Values = {"limit": decimal_text(parameter.value), "limit_mark": parameter.basis.assumed}
    yield Remark(f"way.deduction.{method.step}", {**unit, **limit, "full": item.points, "floor": method.floor})
    for premise in _known(ground, method.slot):
        value = _number(premise)
        points = deducted(ground.edition, item, method, value)
        if points < item.points:
            away = abs(parameter.value - value)
            said: Values = {"year": str(premise.year), "away": away, "less": item.points - points, "points": points}
            yield Remark("way.deduction.reached", {**said, "mark": item.basis.assumed})


def _judged(ground: Ground, item: ScoreItem, method: model.Judged) -> Iterator[Remark]:
    high = ground.edition.slots[method.slot].rating_high
    yield Remark(
        "way.judged", {"high": high, "full": item.points, "one": item.points / high, "mark": item.basis.assumed}
    )
    for premise in _known(ground, method.slot):
        mean = _number(premise)
        if mean < high:
            said: Values = {"year": str(premise.year), "mean": mean, "points": item.points * mean / high}
            yield Remark("way.judged.reached", {**said, "mark": item.basis.assumed})


def _per_event(ground: Ground, item: ScoreItem, method: model.PerEvent) -> Iterator[Remark]:
    count = sum((premise.known.count or 0) for premise in _known(ground, method.slot) if premise.known)
    said: Values = {"one": method.event_points, "floor": method.floor, "count": str(count), "mark": item.basis.assumed}
    yield Remark("way.event", said)


def _share(ground: Ground, item: ScoreItem, method: model.ShareMet) -> Iterator[Remark]:
    """What each member that is not met would give back; members without object take no part."""
    found = {slug: ground.findings.by_requirement[slug].outcome for slug in read_by(ground.edition, item)}
    weights = {
        slug: method.weights.get(slug, ONE) for slug, outcome in found.items() if outcome is not Outcome.INAPPLICABLE
    }
    whole = sum(weights.values(), ZERO)
    met = sum((weight for slug, weight in weights.items() if found[slug] is Outcome.PASSED), ZERO)
    yield Remark("way.share", {"met": met, "whole": whole, "full": item.points, "mark": item.basis.assumed})
    for slug, weight in weights.items():
        if found[slug] is Outcome.FAILED:
            label = ground.edition.requirements[slug].label
            said: Values = {"label": label, "points": item.points * weight / whole, "mark": item.basis.assumed}
            yield Remark("way.share.unmet", said)


def _unmet(ground: Ground, item: ScoreItem) -> Iterator[Remark]:
    """The elements that are missing."""
    found = [
        ground.edition.requirements[slug].label
        for slug in read_by(ground.edition, item)
        if ground.findings.by_requirement[slug].outcome is Outcome.FAILED
    ]
    if found:
        yield Remark("way.unmet", {"count": str(len(found)), "labels": _listed(found)})


def _reach(ground: Ground, behind: list[Premise]) -> Iterator[Remark]:
    """What a figure that missed its limit has to reach."""
    for premise in behind:
        limit, basis = limit_of(ground, premise)
        margin = margin_of(ground, premise, limit)
        if limit is not None and margin is not None and margin < 0:
            mark = basis is not None and basis.assumed
            label = ground.edition.slots[premise.slot].label
            yield Remark(
                "way.reach",
                {
                    "year": str(premise.year),
                    "label": label,
                    "limit": decimal_text(limit),
                    "away": -margin,
                    "mark": mark,
                },
            )


def _deliver(ground: Ground, behind: list[Premise]) -> Iterator[Remark]:
    """The kind of evidence that is missing, with its years; where members can stand for each other, that any of them will do."""
    missing: dict[str, list[Premise]] = {}
    for premise in behind:
        if premise.state is State.MISSING:
            missing.setdefault(premise.slot, []).append(premise)
    for slug, found in missing.items():
        slot = ground.edition.slots[slug]
        kind = ground.world.kinds.get(slot.evidence_kind or "")
        joined = [str(premise.year) for premise in found]
        said: Values = {
            "label": kind.label if kind else slot.label,
            "years": Text("、".join(joined), ", ".join(joined)),
        }
        key = "way.deliver.any" if _replaceable(ground, slot.requirement) else "way.deliver"
        yield Remark(key, {**said, "mark": any(year_assumed(ground, one) for one in found)})


def _replaceable(ground: Ground, requirement: str) -> bool:
    """Whether the requirement is one of several of which any will do."""
    return any(requirement in one.members and one.logic is Logic.ANY_OF for one in ground.edition.requirements.values())


def _undecided(behind: list[Premise]) -> Iterator[Remark]:
    """The years whose value is not settled yet, and why."""
    for premise in behind:
        if premise.state is State.UNDECIDED:
            yield Remark("way.undecided", {"year": str(premise.year), "reason": (Remark(f"reason.{premise.reason}"),)})


def _ratings(ground: Ground, behind: list[Premise]) -> Iterator[Remark]:
    """How many ratings are there and how many are needed."""
    for premise in behind:
        if premise.reason == "too-few-ratings":
            slot = ground.edition.slots[premise.slot]
            counts: Values = {
                "ratings": str(premise.ratings),
                "least": str(slot.least_ratings),
                "mark": slot.basis.assumed,
            }
            yield Remark("way.ratings", {"year": str(premise.year), **counts})
