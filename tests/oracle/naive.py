"""The naive evaluator: plain loops from the tables and the fine print of the law, sharing no code with the engine.

It takes the frozen nouns and returns outcomes, totals and grades by trying every completion one after the other.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

PASS, FAIL, CANT, INAP, UNT = "passed", "failed", "cantTell", "inapplicable", "untested"


def shape_holds(shape, reading):
    """Whether a reading (a dictionary of fields) satisfies every constraint of a slot's shape."""
    for part in shape.properties:
        have = reading.get(part.path)
        for name, written in part.constraints:
            if name == "minCount" and int(written) > (0 if have is None else 1):
                return False
            if have is None:
                continue
            if name == "minInclusive" and not have >= Fraction(written):
                return False
            if name == "maxInclusive" and not have <= Fraction(written):
                return False
            if name == "minExclusive" and not have > Fraction(written):
                return False
            if name == "maxExclusive" and not have < Fraction(written):
                return False
            if name == "lessThanOrEquals":
                other = reading.get(written)
                if other is not None and not have <= other:
                    return False
    return True


def as_fields(reading):
    names = ("value", "target", "document", "level", "count", "rating")
    return {name: getattr(reading, name) for name in names if getattr(reading, name) is not None}


def limits_of(edition, shapes, slot):
    found = set()
    shape = shapes.by_slot.get(slot.slug)
    if shape:
        for part in shape.properties:
            for name, written in part.constraints:
                if part.path in ("value", "count", "rating") and name.endswith("clusive"):
                    found.add(Fraction(written))
    for item in edition.items.values():
        kind = type(item.method).__name__
        if kind == "Bands" and item.method.slot == slot.slug:
            found |= {band.edge for band in item.method.bands}
        if kind == "Deduction" and item.method.slot == slot.slug:
            parameter = edition.parameters[item.method.parameter]
            sign = -1 if parameter.constraint.startswith("min") else 1
            for n in range(0, 60):
                found.add(parameter.value + sign * n * item.method.unit)
    return found


def samples(low, high, limits):
    """Both ends, every limit and half step inside, and the middle between neighbours."""
    step, inside = Fraction(1, 2), set()
    at = Fraction(int(low))
    while at <= high:
        if low < at < high:
            inside.add(at)
        at += step
    cuts = sorted({low, high} | inside | {one for one in limits if low < one < high})
    middles = [(one + other) / 2 for one, other in itertools.pairwise(cuts)]
    return cuts + middles


def declared(edition, shapes, world, premise):
    slot = edition.slots[premise.slot]
    limits = limits_of(edition, shapes, slot)
    target = premise.target.value if premise.target is not None and premise.target.settled else None
    if target is not None:
        limits = limits | {target}
    kind = slot.kind.value
    if kind == "document":
        levels = {
            band.level
            for item in edition.items.values()
            if type(item.method).__name__ == "Levels"
            for band in item.method.bands
        }
        return [{"document": "x", "level": level} if level else {"document": "x"} for level in [None, *sorted(levels)]]
    if kind == "event":
        return [{"count": Fraction(n)} for n in range(0, 12)]
    if kind == "judgement":
        return [{"rating": value} for value in samples(Fraction(0), slot.rating_high, limits)]
    indicator = world.indicators[slot.indicator]
    values = samples(indicator.low, indicator.high, limits)
    return [{"value": value} | ({"target": target} if target is not None else {}) for value in values]


def completions(edition, shapes, world, case, premise):
    """Every way in which a premise can turn out: (fields or None for absent, forced outcome or None)."""
    state, kind = premise.state.value, premise.kind.value
    if state == "noObject":
        return [(None, INAP)]
    if state == "known":
        return [(as_fields(premise.known), None)]
    if state == "missing":
        absent = [(None, FAIL)]
        if case.closed and kind != "event":
            return absent
        return absent + [(fields, None) for fields in declared(edition, shapes, world, premise)]
    disputed = premise.reason == "object-disputed"
    unsettled = premise.reason == "target-not-due" or (premise.target is not None and not premise.target.settled)
    unsettled = unsettled or (disputed and premise.target is not None and premise.target.early)
    if premise.documents:
        found = [(as_fields(reading), None) for reading in premise.documents]
        found = found if premise.known is not None else [(None, FAIL), *found]
    elif premise.ranges:
        name = {"quantity": "value", "event": "count", "judgement": "rating"}[kind]
        limits = limits_of(edition, shapes, edition.slots[premise.slot])
        target = premise.target.value if premise.target is not None and premise.target.settled else None
        limits = limits | ({target} if target is not None else set())
        found = []
        for span in premise.ranges:
            values = [span.low] if span.low == span.high else samples(span.low, span.high, limits)
            found += [({name: value} | ({"target": target} if target is not None else {}), None) for value in values]
    elif unsettled and premise.known is not None:
        found = [(as_fields(premise.known), None)]
    elif premise.reason == "too-few-ratings":
        found = [(fields, None) for fields in declared(edition, shapes, world, premise)]
    else:
        found = [(None, FAIL)] + [(fields, None) for fields in declared(edition, shapes, world, premise)]
    if unsettled:
        found = [(fields, forced or one) for fields, forced in found for one in (PASS, FAIL)]
    return [*found, (None, INAP)] if disputed else found


def settle(shapes, premise, completion):
    fields, forced = completion
    if forced is not None:
        return forced
    shape = shapes.by_slot.get(premise.slot)
    return PASS if shape is None or shape_holds(shape, fields) else FAIL


def premise_outcome(edition, shapes, world, case, premise):
    state, kind = premise.state.value, premise.kind.value
    if state == "noObject":
        return INAP
    if state == "missing":
        if not case.closed:
            return UNT
        return CANT if kind == "event" else FAIL
    found = {settle(shapes, premise, one) for one in completions(edition, shapes, world, case, premise)}
    return found.pop() if len(found) == 1 else CANT


def all_of(found):
    found = [one for one in found if one != INAP]
    if not found:
        return INAP
    for one in (FAIL, CANT, UNT):
        if one in found:
            return one
    return PASS


def any_of(found):
    found = [one for one in found if one != INAP]
    if not found:
        return INAP
    for one in (PASS, CANT, UNT):
        if one in found:
            return one
    return FAIL


def at_least(n, found):
    found = [one for one in found if one != INAP]
    if not found:
        return INAP
    if sum(one == PASS for one in found) >= n:
        return PASS
    if sum(one != FAIL for one in found) < n:
        return FAIL
    return CANT if CANT in found else UNT


def tree(edition, slug, leaf_outcomes):
    """The outcome of a requirement over the outcomes of leaves; None for a score-only leaf."""
    found = edition.requirements[slug]
    if found.logic is None:
        return leaf_outcomes[slug]
    members = [tree(edition, member, leaf_outcomes) for member in found.members]
    members = [one for one in members if one is not None]
    if found.logic.value == "allOf":
        return all_of(members)
    if found.logic.value == "anyOf":
        return any_of(members)
    return at_least(found.least, members)


def leaves(edition):
    return [one for one in edition.requirements.values() if one.logic is None and one.addressee.value == "applicant"]


def leaf_outcomes(edition, case, outcome_of):
    found = {}
    for leaf in leaves(edition):
        own = [premise for premise in case.premises.values() if premise.requirement == leaf.slug]
        found[leaf.slug] = None if leaf.score_only else all_of([outcome_of(premise) for premise in own])
    return found


def findings(edition, shapes, world, case):
    """Outcome of every applicant requirement."""
    outcomes = leaf_outcomes(edition, case, lambda premise: premise_outcome(edition, shapes, world, case, premise))
    slugs = [slug for slug, one in edition.requirements.items() if one.addressee.value == "applicant"]
    return {slug: tree(edition, slug, outcomes) for slug in slugs}


def own_points(edition, item, case, chosen, outcomes):
    """Unscaled points of one item under one completion, or None without object."""
    method, kind = item.method, type(item.method).__name__
    if kind in ("AllOrNothing", "PerMissingElement", "ShareMet"):
        outcome = tree(edition, item.requirement, outcomes)
        if kind == "AllOrNothing":
            return None if outcome == INAP else (item.points if outcome == PASS else Fraction(0))
        requirement = edition.requirements[item.requirement]
        children = list(requirement.members) or [item.requirement]
        found = {child: tree(edition, child, outcomes) for child in children}
        found = {child: one for child, one in found.items() if one not in (None, INAP)}
        if not found:
            return None
        if kind == "PerMissingElement":
            missing = sum(one != PASS for one in found.values())
            if method.none_zero and missing == len(found):
                return Fraction(0)
            return max(item.points - missing * method.element_points, method.floor)
        weights = {child: method.weights.get(child, Fraction(1)) for child in found}
        met = sum((weights[child] for child, one in found.items() if one == PASS), Fraction(0))
        return item.points * met / sum(weights.values(), Fraction(0))
    years = [chosen[key] for key in case.premises if key[0] == method.slot and chosen[key][1] != INAP]
    if not years:
        return None
    if kind == "PerEvent":
        if any(fields is None for fields, _ in years):
            return Fraction(0)
        total = sum((fields["count"] for fields, _ in years), Fraction(0))
        return max(item.points - total * method.event_points, method.floor)
    return min(year_points(edition, item, fields) for fields, _ in years)


def year_points(edition, item, fields):
    method, kind = item.method, type(item.method).__name__
    if fields is None:
        return Fraction(0)
    if kind == "Levels":
        for band in method.bands:
            if band.level == fields.get("level"):
                return band.points
        return Fraction(0)
    if kind == "Judged":
        return item.points * fields["rating"] / edition.slots[method.slot].rating_high
    value = fields["value"]
    if kind == "Bands":
        best = Fraction(0)
        for band in method.bands:
            if (value <= band.edge) if method.upper else (value >= band.edge):
                best = max(best, band.points)
        return best
    parameter = edition.parameters[method.parameter]
    off = parameter.value - value if parameter.constraint.startswith("min") else value - parameter.value
    units = max(off, Fraction(0)) / method.unit
    if method.step.value == "fullUnit":
        units = Fraction(units.numerator // units.denominator)
    if method.step.value == "startedUnit":
        units = Fraction(-((-units.numerator) // units.denominator))
    return max(item.points - units * method.unit_points, method.floor)


def chapter(edition, item):
    return edition.clauses[edition.requirements[item.requirement].clause].number.split(".")[0]


def total_of(edition, own):
    """The graded score of own points (None without object), or None where nothing applies."""
    base = [item for item in edition.items.values() if not item.bonus]
    applicable = [item for item in base if own[item.slug] is not None]
    if not applicable:
        return None
    whole = sum((item.points for item in base), Fraction(0))
    left = {chapter(edition, item) for item in applicable}
    kept = sum((item.points for item in base if chapter(edition, item) in left), Fraction(0))
    total = Fraction(0)
    for item in applicable:
        same = [one for one in base if chapter(edition, one) == chapter(edition, item)]
        there = [one for one in applicable if chapter(edition, one) == chapter(edition, item)]
        factor = sum(one.points for one in same) / sum((one.points for one in there), Fraction(0)) * whole / kept
        total += own[item.slug] * factor
    bonus = sum(
        (own[slug] for slug, item in edition.items.items() if item.bonus and own[slug] is not None), Fraction(0)
    )
    return total + (bonus if edition.bonus_cap is None else min(bonus, edition.bonus_cap))


def grade_of(edition, total, own, chosen):
    """The grade of one completion."""
    grades = sorted(edition.grades.values(), key=lambda grade: grade.order)
    order = next(grade.order for grade in grades if grade.lower_edge is None or total >= grade.lower_edge)
    for veto in edition.vetoes.values():
        for key, (fields, _) in chosen.items():
            if key[0] == veto.slot and fields is not None and fields.get("count", 0) >= 1:
                order = max(order, edition.grades[veto.at_most].order)
    for key_item in edition.key_items.values():
        points = own[key_item.item]
        if points is not None and points < key_item.minimum_share * edition.items[key_item.item].points:
            order = max(order, edition.grades[key_item.at_most].order)
    return next(grade.slug for grade in grades if grade.order == order)


def total_and_grade(edition, case, chosen, outcomes):
    """The graded score and the grade of one completion, or None where nothing applies."""
    own = {slug: own_points(edition, item, case, chosen, outcomes) for slug, item in edition.items.items()}
    total = total_of(edition, own)
    return None if total is None else (total, grade_of(edition, total, own, chosen))


def bounds(edition, every, totals):
    """Least and greatest total: an item that is without object in some completions only has all its points open."""
    perhaps = {slug for slug in edition.items if len({own[slug] is None for own in every}) == 2}
    if not perhaps:
        return min(totals), max(totals)
    low = [own | {slug: Fraction(0) for slug in perhaps} for own in every]
    high = [own | {slug: edition.items[slug].points for slug in perhaps} for own in every]
    return min(total_of(edition, own) for own in low), max(total_of(edition, own) for own in high)


def brute_force(edition, shapes, world, case, most=60_000):
    """Least total, greatest total and set of grades over all completions; None where there are too many to try."""
    keys = list(case.premises)
    ways = [completions(edition, shapes, world, case, case.premises[key]) for key in keys]
    size = 1
    for one in ways:
        size *= len(one)
        if size > most:
            return None
    every, totals, grades = [], [], set()
    for choice in itertools.product(*ways):
        chosen = dict(zip(keys, choice, strict=True))
        outcomes = leaf_outcomes(edition, case, lambda premise, c=chosen: settle(shapes, premise, c[premise.key]))
        own = {slug: own_points(edition, item, case, chosen, outcomes) for slug, item in edition.items.items()}
        total = total_of(edition, own)
        every.append(own)
        totals.append(total)
        if total is not None:
            grades.add(grade_of(edition, total, own, chosen))
    if not grades:
        return None, None, set()
    return *bounds(edition, every, totals), grades


def freed(edition, waivers, code, year):
    """The slots that waivers free a case from: those of every leaf at or below what a waiver names, row by row."""
    found = set()
    for waiver in waivers:
        last = (waiver.until.year, waiver.until.month, waiver.until.day)
        if waiver.subject != code or year < waiver.year or last < (year, 12, 31):
            continue
        todo = list(waiver.requirements)
        while todo:
            requirement = edition.requirements[todo.pop()]
            found |= set(requirement.slots)
            todo += list(requirement.members)
    return found
