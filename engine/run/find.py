"""Findings of a case: premises by their state and their possibilities, leaves over slots and years, trees by their logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.build.waivers import WAIVED, covered
from engine.model.case import Case, Premise, State
from engine.model.edition import Addressee, Edition, Requirement, SlotKind
from engine.model.finding import Finding, Findings, Outcome, Possibility, Verdicts
from engine.run.outcomes import CANT_TELL, FAILED, INAPPLICABLE, PASSED, UNTESTED, all_of, combined

Possible = Mapping[tuple[str, int], tuple[Possibility, ...]]


def find(edition: Edition, case: Case, possible: Possible, verdicts: Verdicts) -> Findings:
    """The outcome of every requirement that speaks to the applicant.

    Unknowns: open premises give cantTell or untested as design.md, section 5, says; a score-only leaf has no outcome. What is
    waived and has no object left says so as its reason.
    """
    found: dict[str, Finding] = {}
    for requirement in edition.requirements.values():
        if requirement.addressee is Addressee.APPLICANT:
            _find(edition, case, possible, verdicts, requirement, found)
    order = (slug for slug in edition.requirements if slug in found)
    free = covered(edition, case.waivers)
    named = {slug: _waived(found[slug]) if slug in free else found[slug] for slug in order}
    return Findings(case.key, named, dict(possible))


def _waived(finding: Finding) -> Finding:
    """A finding on what is waived: nothing decided it but the waiver, unless its leaves have no object anyhow."""
    undecided = finding.reason in ("combined", "score-only") and finding.outcome in (None, INAPPLICABLE)
    return replace(finding, reason=WAIVED) if undecided else finding


def _find(
    edition: Edition,
    case: Case,
    possible: Possible,
    verdicts: Verdicts,
    requirement: Requirement,
    found: dict[str, Finding],
) -> Finding:
    if requirement.slug not in found:
        if requirement.is_leaf:
            found[requirement.slug] = _leaf(case, possible, verdicts, requirement)
        else:
            members = [
                _find(edition, case, possible, verdicts, edition.requirements[slug], found)
                for slug in requirement.members
            ]
            outcomes = [member.outcome for member in members if member.outcome is not None]
            assert requirement.logic is not None
            outcome = combined(requirement.logic, requirement.least, outcomes)
            found[requirement.slug] = Finding(case.key, requirement.slug, outcome, "combined")
    return found[requirement.slug]


def _leaf(case: Case, possible: Possible, verdicts: Verdicts, leaf: Requirement) -> Finding:
    premises = [premise for premise in case.premises.values() if premise.requirement == leaf.slug]
    if leaf.score_only:
        return Finding(case.key, leaf.slug, None, "score-only")
    outcomes = [premise_outcome(premise, possible[premise.key], verdicts, case.closed) for premise in premises]
    outcome = all_of(outcomes)
    reason = next(
        (_reason(p, o, case.closed) for p, o in zip(premises, outcomes, strict=True) if o is outcome), "shape"
    )
    keys = tuple((premise.key, one) for premise, one in zip(premises, outcomes, strict=True))
    return Finding(case.key, leaf.slug, outcome, reason, keys)


def premise_outcome(premise: Premise, possible: tuple[Possibility, ...], verdicts: Verdicts, closed: bool) -> Outcome:
    """The outcome of one premise: its state first, then its shape (first table of design.md, section 5)."""
    match premise.state:
        case State.NO_OBJECT:
            return INAPPLICABLE
        case State.MISSING if not closed:
            return UNTESTED
        case State.MISSING:
            return CANT_TELL if premise.kind is SlotKind.EVENT else FAILED
        case State.KNOWN | State.UNDECIDED:
            found = {outcome_of(one, verdicts) for one in possible}
            return found.pop() if len(found) == 1 else CANT_TELL


def outcome_of(possibility: Possibility, verdicts: Verdicts) -> Outcome:
    """The outcome of one possibility: forced, or as the shape of its slot says."""
    if possibility.forced is not None:
        return possibility.forced
    assert possibility.reading is not None
    return PASSED if verdicts.passes(possibility.reading) else FAILED


def _reason(premise: Premise, outcome: Outcome, closed: bool) -> str:
    if premise.state is State.MISSING and closed:
        return "no-statement" if premise.kind is SlotKind.EVENT else "not-supplied-by-cutoff"
    return "shape" if premise.state is State.KNOWN else premise.reason
