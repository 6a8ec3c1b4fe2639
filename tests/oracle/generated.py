"""Made-up editions and cases from a seed: every method, window, logic, veto, key item, bonus, state and direction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pyoxigraph as ox

from engine.exact import Span
from engine.model import edition as model
from engine.model.case import Case, CaseKey, EvidenceMode, Premise, Reading, State, TargetUse
from engine.model.edition import SlotKind
from engine.model.evidence import Source
from engine.model.shape import Shapes
from engine.model.text import Basis, BasisKind, Text
from engine.model.world import Direction, Indicator, World
from engine.read.shapes import shapes_of

BASIS = Basis(BasisKind.ASSUMED, reason=Text("示例", "example"))
LABEL = Text("示例", "example")
E = "https://w3id.org/clausegraph/edition/made-up/"
CG = "https://w3id.org/clausegraph/def/"
METHODS = ("all", "bands", "levels", "deduction", "missing", "event", "share", "judged")


def indicator(slug: str, direction: Direction) -> Indicator:
    """A quantity from 0 to 10."""
    return Indicator(slug, LABEL, LABEL, "PERCENT", direction, Fraction(0), Fraction(10), "whole")


WORLD = World(indicators={"up": indicator("up", Direction.HIGHER), "down": indicator("down", Direction.LOWER)})


@dataclass(slots=True)
class Draft:
    """An edition being made up."""

    random: Random
    slots: dict[str, model.Slot]
    requirements: dict[str, model.Requirement]
    parameters: dict[str, model.Parameter]
    items: dict[str, model.ScoreItem]
    shapes: list[str]

    def pick(self, *choices):
        return self.random.choice(choices)

    def leaf(self, slug: str, kind: str, chapter: str, *, target: bool = False, up: bool = True, limit: int = 5) -> str:
        """A leaf with one slot and its shape."""
        kinds = {"Q": SlotKind.QUANTITY, "D": SlotKind.DOCUMENT, "E": SlotKind.EVENT, "J": SlotKind.JUDGEMENT}
        self.slots[slug] = model.Slot(
            slug,
            kinds[kind],
            slug,
            LABEL,
            BASIS,
            window=self.pick(1, 1, 2),
            indicator=("up" if up else "down") if kind == "Q" else None,
            evidence_kind=slug,
            target_from="plan" if target else None,
            least_ratings=2 if kind == "J" else 1,
            rating_high=Fraction(10),
        )
        self.requirements[slug] = model.Requirement(
            slug, chapter, LABEL, BASIS, model.Addressee.APPLICANT, "x", slots=(slug,)
        )
        self.shapes.append(shape_text(slug, kind, target, up, limit))
        if kind == "Q" and not target:
            constraint = "minInclusive" if up else "maxInclusive"
            self.parameters[slug] = model.Parameter(slug, LABEL, f"{slug}-p", constraint, Fraction(limit), BASIS)
        return slug

    def item(self, slug: str, requirement: str, points: int, method: model.Method, *, bonus: bool = False) -> None:
        self.items[slug] = model.ScoreItem(slug, slug, LABEL, requirement, Fraction(points), method, BASIS, bonus)


def shape_text(slug: str, kind: str, target: bool, up: bool, limit: int) -> str:
    """The shape of a slot in Turtle."""
    path, test = {
        "Q": ("value", f"sh:{'min' if up else 'max'}Inclusive {limit}"),
        "D": ("document", ""),
        "E": ("count", "sh:maxInclusive 0"),
        "J": ("rating", f"sh:minInclusive {limit}"),
    }[kind]
    if target:
        path, test = ("target", "sh:lessThanOrEquals cg:value") if up else ("value", "sh:lessThanOrEquals cg:target")
    parts = [f"shp:{slug}-p a sh:PropertyShape ; sh:path cg:{path} ; sh:minCount 1 {'; ' + test if test else ''} ; "]
    if target:
        parts.append(f"shp:{slug}-k a sh:PropertyShape ; sh:path cg:{'value' if up else 'target'} ; sh:minCount 1 ; ")
    tail = f'cg:verifies req:{slug} ; sh:order 1 ; sh:severity sh:Violation ; sh:message "示例"@zh , "example"@en .\n'
    names = f"shp:{slug}-p" + (f" , shp:{slug}-k" if target else "")
    head = (
        f"shp:{slug} a sh:NodeShape ; cg:verifies req:{slug} ; sh:targetObjectsOf slot:{slug} ; sh:property {names} .\n"
    )
    return head + "".join(part + tail for part in parts)


def made_up(seed: int) -> tuple[model.Edition, Shapes, Random]:
    """One made-up edition with its shapes."""
    random = Random(seed)
    draft = Draft(random, {}, {}, {}, {}, [])
    for n in range(random.randint(2, 4)):
        add_item(draft, f"i{n}", random.choice(METHODS), random.choice(("4", "5")))
    if random.random() < 0.4:
        draft.leaf("bonus", "J", "5")
        draft.item("bonus", "bonus", 6, model.Judged("bonus"), bonus=True)
    veto_slots = [slug for slug, slot in draft.slots.items() if slot.kind is SlotKind.EVENT]
    grades = [("a", Fraction(24)), ("b", Fraction(15)), ("c", Fraction(8)), ("d", None)]
    keys = [slug for slug, item in draft.items.items() if isinstance(item.method, model.Bands)]
    edition = model.Edition(
        name="made-up",
        label=LABEL,
        version="1",
        draft=True,
        exercise=True,
        published=None,
        in_force_from=None,
        in_force_to=None,
        digest=str(seed),
        basis=BASIS,
        clauses={number: model.Clause(number, number, LABEL, LABEL, None, BASIS) for number in ("4", "5")},
        requirements=draft.requirements,
        slots=draft.slots,
        parameters=draft.parameters,
        items=draft.items,
        grades={slug: model.Grade(slug, slug, LABEL, n, edge, BASIS) for n, (slug, edge) in enumerate(grades, 1)},
        vetoes={slug: model.Veto(slug, LABEL, slug, random.choice("cd"), BASIS) for slug in veto_slots},
        key_items={slug: model.KeyItem(slug, LABEL, slug, Fraction(1, 2), "c", BASIS) for slug in keys},
        bonus_cap=Fraction(4),
    )
    head = "".join(
        f"@prefix {p}: <{i}> .\n"
        for p, i in {
            "cg": CG,
            "req": E + "requirement/",
            "shp": E + "shape/",
            "slot": E + "slot/",
            "sh": "http://www.w3.org/ns/shacl#",
        }.items()
    )
    triples = list(ox.parse((head + "".join(draft.shapes)).encode(), format=ox.RdfFormat.TURTLE))
    return edition, shapes_of(triples, "made-up"), random


def add_item(draft: Draft, slug: str, method: str, chapter: str) -> None:
    """One item of a method with the leaves that it needs; 10 points each."""
    up = draft.random.random() < 0.5
    if method in ("bands", "deduction"):
        draft.leaf(slug, "Q", chapter, up=up)
        edges = (5, 3) if up else (5, 7)
        bands = tuple(model.Band(Fraction(p), Fraction(e)) for p, e in zip((10, 4), edges, strict=True))
        step = draft.pick(*model.Step)
        deduction = model.Deduction(slug, slug, Fraction(1), Fraction(4), step, Fraction(draft.pick(0, 2)))
        draft.item(slug, slug, 10, model.Bands(slug, bands, not up) if method == "bands" else deduction)
    elif method in ("levels", "event", "judged"):
        draft.leaf(slug, {"levels": "D", "event": "E", "judged": "J"}[method], chapter)
        levels = model.Levels(slug, (model.Band(Fraction(10), level="high"), model.Band(Fraction(5), level="low")))
        event = model.PerEvent(slug, Fraction(4), Fraction(draft.pick(0, 1)))
        draft.item(slug, slug, 10, {"levels": levels, "event": event, "judged": model.Judged(slug)}[method])
    else:
        add_tree(draft, slug, method, chapter)


def add_tree(draft: Draft, slug: str, method: str, chapter: str) -> None:
    """An item over a tree of leaves."""
    members = tuple(
        draft.leaf(
            f"{slug}-{n}",
            draft.pick("Q", "D", "D"),
            chapter,
            target=draft.random.random() < 0.3,
            up=draft.random.random() < 0.5,
        )
        for n in range(draft.random.randint(2, 3))
    )
    logic = draft.pick(*model.Logic)
    draft.requirements[slug] = model.Requirement(
        slug,
        chapter,
        LABEL,
        BASIS,
        model.Addressee.APPLICANT,
        "x",
        logic=logic,
        least=draft.random.randint(1, 2),
        members=members,
    )
    missing = model.PerMissingElement(Fraction(4), Fraction(draft.pick(0, 1)), draft.pick(True, False))
    share = model.ShareMet({members[0]: Fraction(2)} if draft.random.random() < 0.5 else {})
    draft.item(slug, slug, 10, {"all": model.AllOrNothing(), "missing": missing, "share": share}[method])


def made_up_case(
    edition: model.Edition, random: Random, open_share: float, number: int = 0, *, disputes: bool = False
) -> Case:
    """One case of an edition: most premises known, some open in every way that there is; on demand, objects in dispute."""
    continuous = any(isinstance(item.method, model.Judged | model.Deduction) for item in edition.items.values())
    key = CaseKey("made-up", f"99{number:04}", 2022)
    premises = {}
    for slot in edition.slots.values():
        for year in range(2022 - slot.window + 1, 2023):
            found = a_premise(slot, year, key, random, open_share, without=not continuous, disputes=disputes)
            premises[found.key] = found
    return Case(key, random.random() < 0.4, EvidenceMode.DELIVERED, premises)


def a_premise(
    slot: model.Slot,
    year: int,
    key: CaseKey,
    random: Random,
    open_share: float,
    *,
    without: bool,
    disputes: bool = False,
) -> Premise:
    """One premise in a random state that its kind can have."""
    common = {"case": key, "requirement": slot.slug, "slot": slot.slug, "kind": slot.kind, "year": year}
    target = a_target(random) if slot.has_target else None
    dice = random.random()
    known = a_reading(slot, random, target)
    chosen = (Source("f", "0" * 64, "p", "1"),)
    if without and dice > 0.93:
        return Premise(**common, state=State.NO_OBJECT, reason="no-object-by-level", target=target)
    if target is not None and not target.settled:
        value = Reading(slot.slug, value=known.value) if random.random() < 0.7 else None
        return Premise(**common, state=State.UNDECIDED, reason=target.reason, known=value, target=target)
    if disputes and without and dice > 0.9:
        return disputed(known, common, target)
    if dice > open_share:
        return Premise(**common, state=State.KNOWN, reason="known", known=known, target=target, chosen=chosen)
    if dice < open_share / 2:
        return Premise(**common, state=State.MISSING, reason="not-delivered", target=target)
    return undecided(slot, random, target, common, known)


def disputed(known: Reading, common: dict, target: TargetUse | None) -> Premise:
    """A value beside an accepted no-object statement."""
    number = next((Span.point(n) for n in (known.value, known.count, known.rating) if n is not None), None)
    ranges, documents = ((), (known,)) if number is None else ((number,), ())
    found = {"known": known, "ranges": ranges, "documents": documents, "target": target}
    return Premise(**common, state=State.UNDECIDED, reason="object-disputed", **found)


def undecided(slot: model.Slot, random: Random, target: TargetUse | None, common: dict, known: Reading) -> Premise:
    match slot.kind:
        case SlotKind.DOCUMENT:
            return Premise(**common, state=State.UNDECIDED, reason="not-accepted-yet", documents=(known,))
        case SlotKind.JUDGEMENT:
            return Premise(**common, state=State.UNDECIDED, reason="too-few-ratings", ratings=1)
        case SlotKind.EVENT:
            ranges = (Span.point(0), Span.point(1))
            return Premise(**common, state=State.UNDECIDED, reason="unproven-report", ranges=ranges)
        case _:
            low, high = sorted((random.randint(0, 10), random.randint(0, 10)))
            two = (Span.point(low), Span.point(high)) if low < high else (Span.point(low), Span.point(low + 1))
            ranges, reason = random.choice(((two, "conflict"), ((Span(Fraction(low), Fraction(high + 1)),), "vague")))
            ranges = tuple(Span(min(one.low, Fraction(10)), min(one.high, Fraction(10))) for one in ranges)
            return Premise(**common, state=State.UNDECIDED, reason=reason, ranges=ranges, target=target)


def a_target(random: Random) -> TargetUse:
    """A target that is settled, or not."""
    if random.random() < 0.3:
        return TargetUse(None, None, None, None, False, "target-none")
    return TargetUse("t", Fraction(random.randint(2, 8)), 2022, "plan", True)


def a_reading(slot: model.Slot, random: Random, target: TargetUse | None) -> Reading:
    """A known content."""
    match slot.kind:
        case SlotKind.DOCUMENT:
            return Reading(slot.slug, document="delivered", level=random.choice((None, "high", "low")))
        case SlotKind.EVENT:
            return Reading(slot.slug, count=random.choice((0, 0, 1, 2)))
        case SlotKind.JUDGEMENT:
            return Reading(slot.slug, rating=Fraction(random.randint(0, 20), 2))
        case _:
            value = Fraction(random.randint(0, 20), 2)
            return Reading(slot.slug, value=value, target=target.value if target and target.settled else None)
