"""The rows of Annex A with their score methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from engine.model import edition as model
from engine.read.facts import LABEL, Facts, slug

Parameters = Mapping[str, model.Parameter]
Requirements = Mapping[str, model.Requirement]


def score_item(facts: Facts, subject: str, parameters: Parameters, requirements: Requirements) -> model.ScoreItem:
    """One score item; an unknown method is ONT-010, a band with no edge or two is ONT-019."""
    found = facts.slug_of(subject, "method")
    if found not in METHODS:
        facts.wrong("ONT-010", subject, found, property="method", known=", ".join(METHODS))
    read = METHODS.get(found, _all_or_nothing)
    requirement = facts.slug_of(subject, "requirement")
    if requirement not in requirements:
        facts.wrong("ONT-013", subject, requirement)
    return model.ScoreItem(
        slug(subject),
        facts.one(subject, "number"),
        facts.text(subject, LABEL),
        requirement,
        facts.number(subject, "points"),
        read(facts, subject, parameters, requirements.get(requirement)),
        facts.basis(subject),
        facts.flag(subject, "bonus"),
    )


def _all_or_nothing(*_: object) -> model.Method:
    return model.AllOrNothing()


def _bands(facts: Facts, subject: str, parameters: Parameters, _: model.Requirement | None) -> model.Method:
    rows = _band_rows(facts, subject, parameters)
    upper = any(facts.values(band, "upperEdge") for band in facts.values(subject, "band"))
    used = [parameters[row.parameter] for row in rows if row.parameter is not None and row.parameter in parameters]
    upper |= any(parameter.constraint.startswith("max") for parameter in used)
    return model.Bands(facts.slug_of(subject, "reads"), rows, upper)


def _levels(facts: Facts, subject: str, parameters: Parameters, _: model.Requirement | None) -> model.Method:
    return model.Levels(facts.slug_of(subject, "reads"), _band_rows(facts, subject, parameters))


def _band_rows(facts: Facts, subject: str, parameters: Parameters) -> tuple[model.Band, ...]:
    rows = tuple(_band(facts, band, parameters) for band in facts.values(subject, "band"))
    return tuple(sorted(rows, key=lambda band: band.points, reverse=True))


def _band(facts: Facts, subject: str, parameters: Parameters) -> model.Band:
    parameter, level = facts.maybe_slug(subject, "parameter"), facts.maybe_slug(subject, "level")
    edges = [edge for name in ("lowerEdge", "upperEdge") if (edge := facts.maybe_number(subject, name)) is not None]
    if parameter is not None and parameter not in parameters:
        facts.wrong("ONT-013", subject, parameter)
    if len(edges) + (parameter is not None) + (level is not None) != 1:
        facts.wrong("ONT-019", subject, str(len(edges)))
    known = parameters.get(parameter or "")
    edge = known.value if known else (edges[0] if edges else None)
    return model.Band(facts.number(subject, "points"), edge, parameter, level)


def _deduction(facts: Facts, subject: str, parameters: Parameters, _: model.Requirement | None) -> model.Method:
    step, parameter = facts.slug_of(subject, "step"), facts.slug_of(subject, "parameter")
    if step not in set(model.Step):
        facts.wrong("ONT-010", subject, step, property="step", known=", ".join(model.Step))
    if parameter not in parameters:
        facts.wrong("ONT-013", subject, parameter)
    return model.Deduction(
        facts.slug_of(subject, "reads"),
        parameter,
        facts.number(subject, "perUnit"),
        facts.number(subject, "unitPoints"),
        model.Step(step) if step in set(model.Step) else model.Step.STARTED_UNIT,
        facts.number(subject, "floor"),
    )


def _per_missing(facts: Facts, subject: str, *_: object) -> model.Method:
    return model.PerMissingElement(
        facts.number(subject, "elementPoints"), facts.number(subject, "floor"), facts.flag(subject, "noneScoresZero")
    )


def _per_event(facts: Facts, subject: str, *_: object) -> model.Method:
    return model.PerEvent(
        facts.slug_of(subject, "reads"), facts.number(subject, "eventPoints"), facts.number(subject, "floor")
    )


def _share(facts: Facts, subject: str, _: Parameters, requirement: model.Requirement | None) -> model.Method:
    prefix = facts.one(subject, "requirement").rsplit("/", 1)[0]
    weights: dict[str, Fraction] = {}
    for member in requirement.members if requirement else ():
        weight = facts.maybe_number(f"{prefix}/{member}", "weight")
        if weight is not None:
            weights[member] = weight
    return model.ShareMet(weights)


def _judged(facts: Facts, subject: str, *_: object) -> model.Method:
    return model.Judged(facts.slug_of(subject, "reads"))


METHODS: Mapping[str, Callable[[Facts, str, Parameters, model.Requirement | None], model.Method]] = {
    "allOrNothing": _all_or_nothing,
    "bands": _bands,
    "levels": _levels,
    "deduction": _deduction,
    "perMissingElement": _per_missing,
    "perEvent": _per_event,
    "shareMet": _share,
    "judged": _judged,
}
