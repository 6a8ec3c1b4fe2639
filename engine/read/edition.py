"""One edition from its folder: clauses, requirements, slots, parameters, score table, grades and policies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from engine.errors import OntologyError, raise_all
from engine.model import edition as model
from engine.model.edition import Edition
from engine.model.shape import Shapes
from engine.model.text import Text
from engine.read.facts import BASE, LABEL, NOTATION, Facts, digest_of, parse_turtle, slug
from engine.read.items import score_item
from engine.read.stretches import placing

POLICIES: Mapping[str, tuple[str, ...]] = {  # what an edition may declare: of each the choices that are carried out
    "inapplicablePoints": ("rescaleWithinChapter", "noRescale"),
    "comparison": ("fullValue",),
    "inclusiveWords": ("included",),
    "worstYear": ("worst",),
    "unstatedScope": ("asDefined",),
    "roundingForDisplay": ("halfEvenTwo",),
}

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
SLOTS = {
    "QuantitySlot": model.SlotKind.QUANTITY,
    "DocumentSlot": model.SlotKind.DOCUMENT,
    "EventSlot": model.SlotKind.EVENT,
    "JudgementSlot": model.SlotKind.JUDGEMENT,
}


def edition_files(root: Path, name: str) -> list[Path]:
    """The Turtle files of edition `name`, in order of name.

    Raises: OntologyError ONT-014 where there is no such edition; it names those that there are.
    """
    known = edition_names(root)
    found = sorted((root / "ontology" / "editions" / name).glob("*.ttl")) if name in known else []
    if not found:
        raise OntologyError.of("ONT-014", "ontology/editions", name, known=", ".join(known) or "-")
    return found


def edition_names(root: Path) -> tuple[str, ...]:
    """The names of all editions, in order."""
    folder = root / "ontology" / "editions"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def edition_for(root: Path, year: int) -> str:
    """The edition published for `year` (never an exercise or a draft), else the declared default.

    Raises: OntologyError ONT-015 where two are in force at the end of the year, ONT-016 where none is and there is no default.
    """
    day, in_force, default = date(year, 12, 31), [], []
    for name in edition_names(root):
        facts = Facts.of(parse_turtle(root / "ontology" / "editions" / name / "edition.ttl"))
        iri = BASE + f"edition/{name}"
        if facts.flag(iri, "isDefault"):
            default.append(name)
        start, end = facts.maybe_date(iri, "inForceFrom"), facts.maybe_date(iri, "inForceTo")
        ready = not facts.flag(iri, "draft") and not facts.flag(iri, "exercise")
        if ready and start is not None and start <= day and (end is None or day <= end):
            in_force.append(name)
    found = in_force or default
    if len(found) != 1:
        code = "ONT-015" if found else "ONT-016"
        raise OntologyError.of(code, "ontology/editions", ", ".join(found) or "-", year=str(year))
    return found[0]


def read_edition(root: Path, name: str, shapes: Shapes) -> Edition:
    """Read `ontology/editions/<name>/`; parameters take their values from `shapes`.

    Raises: OntologyError with every fault found (ONT-004 to ONT-018).
    """
    files = edition_files(root, name)
    facts = Facts.of(triple for path in files for triple in parse_turtle(path))
    digest = hashlib.sha256(f"{digest_of(files)}\n{shapes.digest}\n".encode()).hexdigest()
    found = _edition(facts, name, shapes, digest)
    with placing(files):
        raise_all(OntologyError, facts.faults)
    return found


def _edition(facts: Facts, name: str, shapes: Shapes, digest: str) -> Edition:
    iri = BASE + f"edition/{name}"
    basis = facts.basis(iri)
    bonus_cap = facts.maybe_number(iri, "bonusCap")
    slots, requirements = _slots(facts), _all(facts, "Requirement", _requirement)
    parameters = _all(facts, "Parameter", lambda f, s: _parameter(f, s, shapes))
    steps = _selection(facts)
    return Edition(
        name=name,
        label=facts.text(iri, LABEL),
        version=facts.one(iri, "version"),
        draft=facts.flag(iri, "draft"),
        exercise=facts.flag(iri, "exercise"),
        published=facts.maybe_date(iri, "published"),
        in_force_from=facts.maybe_date(iri, "inForceFrom"),
        in_force_to=facts.maybe_date(iri, "inForceTo"),
        digest=digest,
        basis=basis,
        clauses=_all(facts, "Clause", _clause),
        provisions=_all(facts, "Provision", _provision),
        requirements=requirements,
        slots=_owned(facts, slots, requirements),
        parameters=parameters,
        items=_all(facts, "ScoreItem", lambda f, s: score_item(f, s, parameters, requirements)),
        grades=_grades(facts),
        vetoes=_all(facts, "Veto", _veto),
        key_items=_all(facts, "KeyItem", _key_item),
        policies=_policies(facts),
        selection=tuple(step.rule for step in steps),
        selection_steps=steps,
        questions=_all(facts, "OpenQuestion", _question),
        total=facts.number(iri, "total"),
        total_basis=basis,
        bonus_cap=bonus_cap,
        bonus_cap_basis=None if bonus_cap is None else basis,
    )


def _all(facts: Facts, kind: str, read: Callable[[Facts, str], T]) -> dict[str, T]:
    return {slug(subject): read(facts, subject) for subject in facts.typed(kind)}


def choice(facts: Facts, subject: str, predicate: str, kind: type[E], default: E) -> E:
    """The object as a member of `kind`; a value that it does not have is ONT-010."""
    found = facts.maybe_slug(subject, predicate)
    if found is None or found in set(kind):
        return default if found is None else kind(found)
    facts.wrong("ONT-010", subject, found, property=predicate, known=", ".join(kind))
    return default


def _clause(facts: Facts, subject: str) -> model.Clause:
    return model.Clause(
        slug(subject),
        facts.one(subject, "number"),
        facts.text(subject, LABEL),
        facts.text(subject, "paraphrase"),
        facts.maybe_slug(subject, "partOf"),
        facts.basis(subject),
    )


def _provision(facts: Facts, subject: str) -> model.Provision:
    facts.one(subject, "provisionType")
    return model.Provision(
        slug(subject),
        facts.slug_of(subject, "clause"),
        choice(facts, subject, "provisionType", model.ProvisionType, model.ProvisionType.STATEMENT),
        facts.text(subject, "paraphrase"),
        facts.basis(subject),
    )


def _slot(facts: Facts, subject: str, kind: model.SlotKind, requirement: str) -> model.Slot:
    digits = facts.maybe_number(subject, "limitDigits")
    return model.Slot(
        slug=slug(subject),
        kind=kind,
        requirement=requirement,
        label=facts.text(subject, LABEL),
        basis=facts.basis(subject),
        window=facts.whole(subject, "windowYears", 1),
        indicator=facts.maybe_slug(subject, "indicator"),
        evidence_kind=facts.maybe_slug(subject, "evidenceKind"),
        target_from=facts.maybe_slug(subject, "targetFrom"),
        since=facts.maybe_slug(subject, "since"),
        yearly=facts.flag(subject, "yearly"),
        comparison=choice(facts, subject, "comparison", model.Comparison, model.Comparison.FULL_VALUE),
        limit_digits=None if digits is None else int(digits),
        least_ratings=facts.whole(subject, "leastRatings", 1),
        rating_high=facts.maybe_number(subject, "ratingHigh") or Fraction(100),
        no_object_at=frozenset(facts.slugs(subject, "noObjectAt")),
    )


def _slots(facts: Facts) -> dict[str, model.Slot]:
    """All slots, by slug, before it is known whose they are."""
    kinds = ((kind, subject) for name, kind in SLOTS.items() for subject in facts.typed(name))
    return {slug(subject): _slot(facts, subject, kind, "") for kind, subject in kinds}


def _owned(
    facts: Facts, slots: dict[str, model.Slot], requirements: dict[str, model.Requirement]
) -> dict[str, model.Slot]:
    """Slots in the order of their leaves, each with its one leaf; a slot of none or of two is ONT-017."""
    owners = [(name, leaf.slug) for leaf in requirements.values() for name in leaf.slots]
    for name in slots:
        if sum(name == owned for owned, _ in owners) != 1:
            facts.wrong("ONT-017", name, ", ".join(leaf for owned, leaf in owners if owned == name) or "-")
    found = {}
    for name, leaf in owners:
        if name not in slots:
            facts.wrong("ONT-013", leaf, name)
        else:
            found[name] = _slot_of(slots[name], leaf)
    return found


def _slot_of(slot: model.Slot, leaf: str) -> model.Slot:
    return model.Slot(**{field: getattr(slot, field) for field in slot.__slots__} | {"requirement": leaf})


def _requirement(facts: Facts, subject: str) -> model.Requirement:
    facts.one(subject, "addressee")
    least = facts.maybe_number(subject, "least")
    logic = choice(facts, subject, "logic", model.Logic, model.Logic.ALL_OF) if facts.values(subject, "logic") else None
    return model.Requirement(
        slug=slug(subject),
        clause=facts.slug_of(subject, "clause"),
        label=facts.text(subject, LABEL),
        basis=facts.basis(subject),
        addressee=choice(facts, subject, "addressee", model.Addressee, model.Addressee.APPLICANT),
        department=facts.slug_of(subject, "responsible"),
        provisions=facts.slugs(subject, "derivedFrom"),
        slots=facts.slugs(subject, "slot"),
        logic=logic,
        least=None if least is None else int(least),
        members=facts.slugs(subject, "member"),
        cites=facts.slugs(subject, "cites"),
        score_only=facts.flag(subject, "scoreOnly"),
        unchecked=facts.maybe_text(subject, "notCheckable"),
    )


def _parameter(facts: Facts, subject: str, shapes: Shapes) -> model.Parameter:
    shape, constraint = facts.slug_of(subject, "shape"), facts.slug_of(subject, "constraint")
    values = [
        Fraction(value)
        for node in shapes.by_slot.values()
        for found in node.properties
        if found.slug == shape
        for name, value in found.constraints
        if name == constraint
    ]
    if len(values) != 1:
        facts.wrong("ONT-018", subject, f"{shape} {constraint}")
    return model.Parameter(
        slug=slug(subject),
        label=facts.text(subject, LABEL),
        shape=shape,
        constraint=constraint,
        value=values[0] if values else Fraction(0),
        basis=facts.basis(subject),
        national=facts.maybe_number(subject, "nationalValue"),
        provincial=facts.maybe_number(subject, "provincialValue"),
        peers=tuple(_peer(facts, subject, peer) for peer in facts.values(subject, "peerValue")),
        chosen_because=facts.maybe_text(subject, "chosenBecause"),
    )


def _peer(facts: Facts, subject: str, peer: str) -> tuple[str, Fraction]:
    name, _, number = peer.rpartition(": ")
    try:
        return name, Fraction(number)
    except ValueError:
        facts.wrong("ONT-008", subject, peer, property="peerValue")
        return name, Fraction(0)


def _grades(facts: Facts) -> dict[str, model.Grade]:
    found = _all(facts, "Grade", _grade)
    return dict(sorted(found.items(), key=lambda pair: pair[1].order))


def _grade(facts: Facts, subject: str) -> model.Grade:
    return model.Grade(
        slug(subject),
        facts.one(subject, NOTATION),
        facts.text(subject, LABEL),
        facts.whole(subject, "order"),
        facts.maybe_number(subject, "lowerEdge"),
        facts.basis(subject),
    )


def _veto(facts: Facts, subject: str) -> model.Veto:
    return model.Veto(
        slug(subject),
        facts.text(subject, LABEL),
        facts.slug_of(subject, "slot"),
        facts.slug_of(subject, "atMost"),
        facts.basis(subject),
    )


def _key_item(facts: Facts, subject: str) -> model.KeyItem:
    return model.KeyItem(
        slug(subject),
        facts.text(subject, LABEL),
        facts.slug_of(subject, "item"),
        facts.number(subject, "minimumShare"),
        facts.slug_of(subject, "atMost"),
        facts.basis(subject),
    )


def _policies(facts: Facts) -> dict[str, model.Policy]:
    found = (_policy(facts, subject) for subject in facts.typed("Policy"))
    return {policy.key: policy for policy in found}


def _policy(facts: Facts, subject: str) -> model.Policy:
    """A policy with a choice that the engine carries out; any other is ONT-010, as a verdict would not follow it."""
    key, chosen = facts.slug_of(subject, "policyKey"), facts.slug_of(subject, "choice")
    if key not in POLICIES:
        facts.wrong("ONT-010", subject, key, property="policyKey", known=", ".join(POLICIES))
    elif chosen not in POLICIES[key]:
        facts.wrong("ONT-010", subject, chosen, property="choice", known=", ".join(POLICIES[key]))
    return model.Policy(key, chosen, facts.text(subject, LABEL), facts.basis(subject))


def _selection(facts: Facts) -> tuple[model.SelectionStep, ...]:
    """The steps in their order."""
    steps = (
        model.SelectionStep(
            facts.slug_of(subject, "rule"),
            facts.whole(subject, "order"),
            facts.text(subject, LABEL),
            facts.basis(subject),
        )
        for subject in facts.typed("SelectionStep")
    )
    return tuple(sorted(steps, key=lambda step: (step.order, step.rule)))


def _question(facts: Facts, subject: str) -> model.OpenQuestion:
    readings = tuple(
        model.Reading(slug(found), facts.text(found, LABEL), facts.flag(found, "chosen"))
        for found in facts.values(subject, "reading")
    )
    return model.OpenQuestion(
        slug(subject),
        facts.text(subject, LABEL),
        facts.slugs(subject, "about"),
        readings,
        facts.maybe_text(subject, "chosenBecause") or Text("", ""),
    )
