"""A rating entered by itself: written as evidence in Turtle, read back, kept and entered as judged by a named expert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from engine.errors import UsageError, nearest
from engine.exact import parse_number
from engine.model.entry import Kind, Receipt
from engine.model.evidence import Rating, Source
from engine.model.world import World
from engine.read.evidence import read_file
from engine.report import evidence_turtle
from engine.store.hand import Hand, stated
from engine.store.journal import Journal
from engine.store.ledger import submit

RECORD = "r1"
JUDGED = "judgement"  # the form of kinds of evidence that are rated


@dataclass(frozen=True, slots=True)
class Judgement:
    """An expert's rating of a kind of judgement, for a place and an assessed year, on a day; `rating` as written."""

    subject: str
    kind: str
    year: int
    expert: str
    on: date
    rating: str


def judge(journal: Journal, said: Judgement, hand: Hand, world: World) -> Receipt:
    """Keep a rating as evidence and enter it; the same rating is entered no second time.

    The receipt is that of the entry `judged`, which is about the record; the file is submitted before it.
    Raises: UsageError STO-006 without an expert, BLD-002 for no place, STO-022 for what is not rated, STO-023 for what is no
    number; EvidenceError EVI-013 out of the scale; StoreError STO-001, STO-005.
    """
    name, content = written(said, world)
    with journal.turn:
        digest = submit(journal, name, content, [said.subject], hand).digest
        key = f"{digest}#{RECORD}"
        if any(one.act.kind is Kind.JUDGED and one.act.about == key for one in journal.entries):
            return Receipt(name, digest, None)
        details = {
            "case": f"{said.subject}/{said.year}",
            "expert": said.expert,
            "kind": said.kind,
            "rating": said.rating,
        }
        return Receipt(name, digest, journal.append(hand.does(Kind.JUDGED, key, **details)))


def written(said: Judgement, world: World) -> tuple[str, bytes]:
    """Name and bytes of a rating as evidence, read back without a fault. Raises: as `judge`."""
    stated("expert", said.expert)
    _check(said, world)
    name = f"rating-{said.subject}-{said.kind}-{said.year}.ttl"
    record = Rating(
        source=Source(name, "", "", RECORD),
        subject=said.subject,
        kind=said.kind,
        year=said.year,
        expert=said.expert.strip(),
        on=said.on,
        value=parse_number(said.rating) or Fraction(0),
        raw=said.rating,
    )
    content = evidence_turtle([record], world).encode()
    read_file(name, content, world, frozenset({said.subject}))
    return name, content


def _check(said: Judgement, world: World) -> None:
    """What would not stand in Turtle as it is: a place, a kind and a number that are none."""
    kinds = [slug for slug, kind in world.kinds.items() if kind.form == JUDGED]
    if said.subject not in world.places:
        raise UsageError.of("BLD-002", "subject", said.subject or "-", nearest=nearest(said.subject, world.places))
    if said.kind not in kinds:
        raise UsageError.of("STO-022", "kind", said.kind or "-", nearest=nearest(said.kind, kinds))
    if parse_number(said.rating) is None:
        raise UsageError.of("STO-023", "rating", said.rating or "-")
