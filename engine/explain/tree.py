"""The tree behind a grade: chapters, items, requirements, premises, evidence, down to file and cell."""

from __future__ import annotations

from engine.build.waivers import covered
from engine.exact import decimal_text
from engine.explain.causes import Ground, counts_of, limit_of, observed_in_full, parameter_of, year_assumed
from engine.explain.cited import cited
from engine.model.case import Premise, SetAside
from engine.model.edition import Requirement, Slot
from engine.model.entry import DIGITS_SHOWN
from engine.model.evidence import Source
from engine.model.explanation import Node
from engine.model.score import GradeResult, ItemScore, Scores
from engine.model.text import Text
from engine.model.waiver import Waiver

Values = dict[str, str | Text]


def tree(ground: Ground, scores: Scores, grade: GradeResult) -> Node:
    """The whole tree of a case."""
    chapters = tuple(_chapter(ground, scores, chapter) for chapter in dict.fromkeys(_chapters(scores)))
    values: Values = {
        "possible": " ".join(ground.edition.grades[slug].notation for slug in grade.possible) or "-",
        "low": decimal_text(scores.total_low, 2),
        "high": decimal_text(scores.total_high, 2),
    }
    return Node("grade", ground.edition.name, "tree.grade", values, ground.edition.grades_assumed, chapters)


def _chapters(scores: Scores) -> list[str]:
    return [item.chapter for item in scores.items.values()]


def _chapter(ground: Ground, scores: Scores, chapter: str) -> Node:
    clause = next(clause for clause in ground.edition.clauses.values() if clause.number == chapter)
    items = [item for item in scores.items.values() if item.chapter == chapter]
    values: Values = {
        "number": chapter,
        "label": clause.label,
        "low": decimal_text(sum((item.low for item in items), scores.low * 0), 2),
        "possible": decimal_text(sum((item.possible for item in items), scores.low * 0), 2),
    }
    below = tuple(_item(ground, item) for item in items)
    return Node("chapter", clause.slug, "tree.chapter", values, ground.edition.points_assumed, below)


def _item(ground: Ground, score: ItemScore) -> Node:
    item = ground.edition.items[score.item]
    values: Values = {
        "number": item.number,
        "label": item.label,
        "low": decimal_text(score.low, 2),
        "high": decimal_text(score.high, 2),
        "possible": decimal_text(score.possible, 2),
        "factor": "" if score.factor == 1 else decimal_text(score.factor, 4),
    }
    key = "tree.item" if score.applicable else "tree.item-inapplicable"
    below = requirement_node(ground, ground.edition.requirements[score.requirement])
    return Node("item", score.item, key, values, item.basis.assumed, (below,))


def requirement_node(ground: Ground, requirement: Requirement) -> Node:
    """A requirement with its members or premises below it, its clause number, outcome and reason, and what waives it."""
    finding = ground.findings.by_requirement[requirement.slug]
    values: Values = {
        "number": ground.edition.clauses[requirement.clause].number,
        "label": requirement.label,
        "outcome": finding.outcome or "none",
        "reason": finding.reason,
        "logic": requirement.logic or "",
    }
    members = tuple(requirement_node(ground, ground.edition.requirements[slug]) for slug in requirement.members)
    premises = tuple(
        _premise(ground, premise) for premise in ground.case.premises.values() if premise.slot in requirement.slots
    )
    documents = tuple(_cited(ground, slug) for slug in requirement.cites)
    free = covered(ground.edition, ground.case.waivers)
    waived = (_waiver(requirement.slug, free[requirement.slug]),) if requirement.slug in free else ()
    below = waived + members + premises + documents
    return Node("requirement", requirement.slug, "tree.requirement", values, requirement.basis.assumed, below)


def _waiver(requirement: str, waiver: Waiver) -> Node:
    """By whom a requirement is waived, until when and why; the entry of the ledger where one granted it."""
    values: Values = {
        "approver": waiver.approver,
        "until": waiver.until.isoformat(),
        "reason": waiver.reason,
        "number": str(waiver.number or ""),
        "hash": waiver.hash,
    }
    return Node("waiver", requirement, "tree.waiver", values)


def _premise(ground: Ground, premise: Premise) -> Node:
    limit, basis = limit_of(ground, premise)
    slot = ground.edition.slots[premise.slot]
    parameter = parameter_of(ground.edition, ground.shapes, premise.slot)
    values: Values = {
        "year": str(premise.year),
        "label": slot.label,
        "outcome": ground.outcome_of(premise) or "none",
        "reason": ground.reason_of(premise),
        "observed": observed_in_full(premise) or "-",
        "limit": "-" if limit is None else decimal_text(limit),
        "document": _target_document(ground, premise),
        "presumed": _presumed(ground, premise),
        "limit-assumed": "yes" if basis is not None and basis.assumed else "",
        "year-assumed": "yes" if year_assumed(ground, premise) else "",
        "kind": premise.kind,
        "counts": counts_of(ground, premise),
        **_ratings(slot, premise),
        "chosen-because": parameter.chosen_because if parameter and parameter.chosen_because else "",
    }
    evidence = tuple(_evidence(ground, source) for source in premise.chosen)
    aside = tuple(_set_aside(ground, one) for one in premise.set_aside)
    return Node(
        "premise", f"{premise.slot}/{premise.year}", "tree.premise", values, slot.basis.assumed, evidence + aside
    )


def _ratings(slot: Slot, premise: Premise) -> Values:
    """How many ratings are there and how many are needed, where that is what keeps the premise open."""
    if premise.reason != "too-few-ratings":
        return {}
    assumed = "yes" if slot.basis.assumed else ""
    return {"ratings": str(premise.ratings), "least": str(slot.least_ratings), "least-assumed": assumed}


def _target_document(ground: Ground, premise: Premise) -> str | Text:
    target = premise.target
    if target is None or target.document is None:
        return ""
    label = ground.world.documents[target.document].label
    return Text(f"{label.zh}，{target.year}年", f"{label.en}, {target.year}")


def _presumed(ground: Ground, premise: Premise) -> str:
    """Whether only an inference ties the target's document to the one that the clause cites."""
    document = ground.world.documents.get((premise.target and premise.target.document) or "")
    cited_one = ground.edition.slots[premise.slot].target_from
    return "yes" if document is not None and cited_one in document.presumably_carries_out else ""


def _evidence(ground: Ground, source: Source) -> Node:
    return Node("evidence", source.key, "tree.evidence", _source_values(ground, source))


def _set_aside(ground: Ground, aside: SetAside) -> Node:
    would = "" if aside.would_be is None else decimal_text(aside.would_be, 2)
    values = _source_values(ground, aside.source) | {"rule": aside.rule, "raw": aside.raw or "-", "would": would}
    return Node("set-aside", aside.source.key, "tree.set-aside", values)


def _source_values(ground: Ground, source: Source) -> Values:
    record = ground.case.records.get(source.key)
    citation = " · ".join(part for part in (getattr(record, "issuer", ""), getattr(record, "citation", "")) if part)
    scope, population = getattr(record, "scope", None), getattr(record, "population", None)
    labels = [
        table[slug].label
        for table, slug in ((ground.world.scopes, scope), (ground.world.populations, population))
        if slug is not None
    ]
    named = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
    return {
        "file": source.file,
        "digest": source.digest[:DIGITS_SHOWN],
        "place": source.place,
        "raw": getattr(record, "raw", "") or getattr(record, "title", "") or "-",
        "citation": citation or "-",
        "note": getattr(record, "note", ""),
        "scope": named,
    }


def _cited(ground: Ground, slug: str) -> Node:
    found = cited(ground.world, slug)
    values: Values = {"label": found.label, "number": found.number}
    if found.paraphrase is None:
        return Node("document", slug, "tree.document", values)
    return Node("document", slug, "tree.paragraph", values | {"paragraph": found.paragraph, "says": found.paraphrase})
