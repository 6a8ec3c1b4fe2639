"""From a case to a grade: the cheapest set of requirements to mend or to deliver, with its proof, or what blocks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from engine.build.possibilities import possibilities
from engine.errors import PlanError, UsageError
from engine.explain.causes import parameter_of
from engine.grade import grade as grade_of
from engine.model.assessment import Assessment
from engine.model.case import Case, CaseKey, Premise, Reading, State
from engine.model.edition import Edition, Grade, SlotKind
from engine.model.score import GradeResult, Scores
from engine.questions.decided import check_decided
from engine.questions.improve_blockers import Blocker, blockers_of
from engine.questions.improve_certificate import Certificate
from engine.questions.improve_costs import Costs
from engine.questions.improve_mendings import Ground, Mending, ground_of
from engine.questions.improve_options import ZERO, Menu, Option, goal_of, joined, menus
from engine.questions.improve_search import cheapest
from engine.run import find
from engine.score import item_points, leaf_slots, score


@dataclass(frozen=True, slots=True)
class Aim:
    """What one premise is to become: its content, beside what was observed (empty: nothing was delivered).

    `assumed` marks a number or a level that is not the standard's.
    """

    slot: str
    year: int
    kind: SlotKind
    reading: Reading
    observed: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement to mend or to deliver. `finish` is the day that the table of costs gives, None where it gives none.

    `before` and `after` are the least points of the items that the leaf serves, before and after this step, steps taken in
    their order and before the cap of bonus points: over all steps the differences add up. `vetoes` are those that it clears or states.
    """

    requirement: str
    number: str
    cost: Fraction
    finish: date | None
    aims: tuple[Aim, ...]
    items: tuple[str, ...]
    vetoes: tuple[str, ...]
    before: Fraction
    after: Fraction
    assumed: bool


@dataclass(frozen=True, slots=True)
class Improvement:
    """The cheapest way of a case to a grade, or what blocks it.

    Unit: `cost` is in that of the table of costs, or requirements where there is none (`costs` empty). `points_before` and
    `points_after` are the least graded scores, what is open counted as what is worst. `grade_after` is the worst grade that is
    then possible, None where the grade cannot be reached. `parts` name what each part of the certificate holds: items, or
    vetoes that no item goes with. `blockers` each block by themselves. `unpriced` leaves lack a row in
    the table of costs, `late` ones cannot be finished in time: neither is on offer. `assumed` marks that points, grades or
    vetoes are not the standard's.
    """

    case: CaseKey
    assessment: str
    grade: str
    edge: Fraction | None
    costs: str
    finish_before: date | None
    grades_before: tuple[str, ...]
    points_before: Fraction
    steps: tuple[Step, ...]
    cost: Fraction | None
    points_after: Fraction
    grade_after: str | None
    blockers: tuple[Blocker, ...]
    certificate: Certificate | None
    parts: tuple[tuple[str, ...], ...]
    unpriced: tuple[str, ...]
    late: tuple[str, ...]
    assumed: bool

    @property
    def reached(self) -> bool:
        """Whether the grade can be reached."""
        return self.grade_after is not None


@dataclass(frozen=True, slots=True)
class _Sum:
    """An option of the whole score: base plus bonus within the cap."""

    cost: Fraction
    points: Fraction
    mendings: tuple[Mending, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the whole score with its options, cheapest first, each with more points than the one before."""

    names: tuple[str, ...]
    sums: tuple[_Sum, ...]


def improve(
    assessment: Assessment, grade: str, costs: Costs | None = None, finish_before: date | None = None
) -> Improvement:
    """The cheapest set of requirements that is sure to bring a case to a grade, proved; or what blocks it.

    Unit: costs of the table, else 1 for each requirement, so that the fewest are asked. Unknowns: what is open counts as what is
    worst for the case, and delivering it is something that can be done; what has no object, unsettled targets, proven
    and reported events stay as they are. A row that is finished after `finish_before` is not on offer; one without a date is.
    Raises: UsageError EXP-003 while an object is disputed, IMV-001 for a grade that the edition lacks, IMV-002 for a day
    without a table that has dates;
    EngineError IMV-009 or IMV-010 where a limit is passed.
    Source: design.md, section 8; the law of points in section 5.
    """
    check_decided(assessment, "improve")
    wanted = grade_named(assessment.edition, grade)
    if finish_before is not None and (costs is None or not costs.dated):
        raise UsageError.of("IMV-002", "improve", finish_before.isoformat())
    ground = ground_of(assessment, costs, finish_before)
    return _Answer(assessment, wanted, ground, costs, finish_before).answer()


def grade_named(edition: Edition, word: str) -> Grade:
    """The grade of a letter or a slug. Raises: UsageError IMV-001."""
    names = {name: found for found in edition.grades.values() for name in (found.slug, found.notation)}
    found = names.get(word) or names.get(word.upper())
    if found is None:
        known = ", ".join(one.notation for one in edition.grades.values())
        raise UsageError.of("IMV-001", edition.name, word, known=known)
    return found


def improved(case: Case, steps: Sequence[Step]) -> Case:
    """The case once these steps are taken: every premise that they aim at is known."""
    premises = dict(case.premises)
    for aim in (aim for step in steps for aim in step.aims):
        known = premises[(aim.slot, aim.year)]
        premises[known.key] = replace(
            known, state=State.KNOWN, reason="known", known=aim.reading, ranges=(), documents=()
        )
    return replace(case, premises=premises)


class _Answer:
    """Puts the answer together: menus, search, steps, and the case graded anew with the steps taken."""

    def __init__(
        self, assessment: Assessment, wanted: Grade, ground: Ground, costs: Costs | None, finish_before: date | None
    ) -> None:
        self.assessment, self.wanted, self.ground = assessment, wanted, ground
        self.costs, self.finish_before = costs, finish_before
        self.edition, self.scores = assessment.edition, assessment.scores

    def answer(self) -> Improvement:
        """The answer, confirmed by scoring and grading the case anew."""
        if not self.assessment.grade.possible:
            return self._improvement((), (Blocker("points", "", "no-object", assumed=False),))
        found = menus(self.ground, self.scores, goal_of(self.edition, self.wanted))
        blockers = blockers_of(self.ground, found)
        need = self.wanted.lower_edge or ZERO
        parts = self._parts(found, kept=not blockers)
        most = sum((part.sums[-1].points for part in parts), ZERO)
        if most < need:
            blockers += (Blocker("points", "", "too-few", most, need, self.edition.grades_assumed),)
        if blockers:
            return self._improvement((), blockers)
        certificate = cheapest([[(one.cost, one.points) for one in part.sums] for part in parts], need)
        chosen = [part.sums[place] for part, place in zip(parts, certificate.chosen, strict=True)]
        found_cost = sum((one.cost for one in chosen), ZERO)
        answer = self._improvement(self._steps(chosen), ())
        names = tuple(part.names for part in parts)
        return replace(answer, cost=found_cost, certificate=certificate, parts=names)

    def _parts(self, found: Sequence[Menu], *, kept: bool) -> list[_Part]:
        """The options of each part that keep to its conditions; parts with bonus points as one, as their cap is common."""
        allowed = [(menu.names, menu.allowed(menu.conditions if kept else ())) for menu in found]
        base = [(names, options) for names, options in allowed if not any(one.bonus for one in options)]
        bonus = [(names, options) for names, options in allowed if any(one.bonus for one in options)]
        together = tuple(name for names, _ in bonus for name in names)
        one = (together, joined(options for _, options in bonus))
        return [_Part(names, self._ascending(options)) for names, options in (*base, *([one] if bonus else []))]

    def _ascending(self, options: Sequence[Option]) -> tuple[_Sum, ...]:
        """The options by cost, each with more points than the one before."""
        kept: list[_Sum] = []
        for each in sorted(map(self._sum, options), key=lambda one: (one.cost, -one.points, len(one.mendings))):
            if not kept or each.points > kept[-1].points:
                kept.append(each)
        return tuple(kept)

    def _sum(self, option: Option) -> _Sum:
        cap = self.edition.bonus_cap
        bonus = option.bonus if cap is None else min(option.bonus, cap)
        return _Sum(option.cost, option.base + bonus, option.mendings)

    def _steps(self, chosen: Sequence[_Sum]) -> tuple[Step, ...]:
        """The mendings chosen as steps, in the order of the edition."""
        order = {slug: place for place, slug in enumerate(self.edition.requirements)}
        mendings = sorted((one for part in chosen for one in part.mendings), key=lambda one: order[one.requirement])
        return tuple(self._step(one, mendings[:place]) for place, one in enumerate(mendings))

    def _step(self, mending: Mending, earlier: Sequence[Mending]) -> Step:
        leaf = self.edition.requirements[mending.requirement]
        items = tuple(slug for slug, own in _slots_of(self.edition).items() if set(own) & set(leaf.slots))
        vetoes = tuple(slug for slug, veto in self.edition.vetoes.items() if veto.slot in leaf.slots)
        basis = [self.edition.items[slug].basis for slug in items] + [
            self.edition.vetoes[slug].basis for slug in vetoes
        ]
        return Step(
            requirement=leaf.slug,
            number=self.edition.clauses[leaf.clause].number,
            cost=mending.cost,
            finish=mending.finish,
            aims=tuple(self._aim(*key, way.reading) for key, way in mending.changes if way.reading is not None),
            items=items,
            vetoes=vetoes,
            before=self._points(items, earlier),
            after=self._points(items, (*earlier, mending)),
            assumed=any(one.assumed for one in basis),
        )

    def _aim(self, slot: str, year: int, reading: Reading) -> Aim:
        premise = self.assessment.case.premises[(slot, year)]
        return Aim(slot, year, premise.kind, reading, premise.raw, self._assumed(premise, reading))

    def _assumed(self, premise: Premise, reading: Reading) -> bool:
        """Whether the number or level to reach is assumed: that of the shape's parameter, else of the items that tell it apart."""
        number = reading.value if reading.value is not None else reading.rating
        if premise.target is not None or (number is None and reading.level is None):
            return False
        parameter = parameter_of(self.edition, self.assessment.shapes, premise.slot)
        if parameter is not None and parameter.value == number:
            return parameter.basis.assumed
        readers = [one for one in self.edition.items.values() if getattr(one.method, "slot", None) == premise.slot]
        return any(one.basis.assumed for one in readers)

    def _points(self, items: Sequence[str], mendings: Sequence[Mending]) -> Fraction:
        """The least points of items once these leaves are mended, rescaled."""
        possible = self.ground.after(mendings)
        total = ZERO
        for slug in items:
            spans = item_points(self.edition, self.edition.items[slug], possible, self.ground.verdicts)
            total += spans[0].low * self.scores.items[slug].factor if spans else ZERO
        return total

    def _improvement(self, steps: tuple[Step, ...], blockers: tuple[Blocker, ...]) -> Improvement:
        """The answer but for its cost and proof; steps are confirmed by grading the case anew."""
        scores, after = self._graded(steps)
        if not blockers:
            self._confirm(after)
        return Improvement(
            case=self.assessment.case.key,
            assessment=self.assessment.digest,
            grade=self.wanted.slug,
            edge=self.wanted.lower_edge,
            costs=self.costs.file if self.costs else "",
            finish_before=self.finish_before,
            grades_before=self.assessment.grade.possible,
            points_before=self.scores.total_low,
            steps=steps,
            cost=None,
            points_after=scores.total_low,
            grade_after=None if blockers else after.possible[-1],
            blockers=blockers,
            certificate=None,
            parts=(),
            unpriced=self.ground.unpriced,
            late=self.ground.late,
            assumed=self.edition.grades_assumed,
        )

    def _graded(self, steps: tuple[Step, ...]) -> tuple[Scores, GradeResult]:
        """The case scored and graded anew with the steps taken."""
        if not steps:
            return self.scores, self.assessment.grade
        case, edition, verdicts = improved(self.assessment.case, steps), self.edition, self.ground.verdicts
        findings = find(
            edition, case, possibilities(case, edition, self.assessment.shapes, self.ground.world), verdicts
        )
        scores = score(edition, case, findings, verdicts)
        return scores, grade_of(edition, case, findings, verdicts, scores)

    def _confirm(self, after: GradeResult) -> None:
        """The way from scores to grades must come to the grade too. Raises: PlanError IMV-011, a bug of ours."""
        orders = [self.edition.grades[slug].order for slug in after.possible]
        if after.withheld or not orders or max(orders) > self.wanted.order:
            raise PlanError.of("IMV-011", self.wanted.slug, ", ".join(after.possible) or "-")


def _slots_of(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The slots below every item."""
    return {slug: leaf_slots(edition, item.requirement) for slug, item in edition.items.items()}
