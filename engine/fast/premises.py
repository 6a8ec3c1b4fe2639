"""Premises as columns: the triples that a shape may look at, as three columns of terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from engine.exact import decimal_text
from engine.model.case import Case, Reading, State

BASE = "https://w3id.org/clausegraph/"
XSD = "http://www.w3.org/2001/XMLSchema#"
Triple = tuple[str, str, str]
Table = tuple[pl.Series, pl.Series, pl.Series]


def reading_term(edition: str, place: int) -> str:
    """A reading that is no premise of a case, by its place."""
    return f"<{BASE}edition/{edition}/reading/{place}>"


def reading_table(edition: str, wanted: Sequence[Reading]) -> Table:
    """Every reading as a premise of no case, by its place."""
    holder = f"<{BASE}edition/{edition}/readings>"
    return _table(
        triple
        for place, reading in enumerate(wanted)
        for triple in (
            (holder, slot_term(edition, reading.slot), reading_term(edition, place)),
            *content(reading_term(edition, place), reading, "alternative"),
        )
    )


def case_table(cases: Iterable[Case]) -> Table:
    """Every premise of the cases under its own IRI, with its year and state, and its content where that is known."""
    return _table(triple for case in cases for triple in _case(case))


def slot_term(edition: str, slot: str) -> str:
    """The slot, which is also the property from a case to its premises."""
    return f"<{BASE}edition/{edition}/slot/{slot}>"


def shape_term(edition: str, shape: str) -> str:
    """A shape of an edition."""
    return f"<{BASE}edition/{edition}/shape/{shape}>"


def _case(case: Case) -> Iterator[Triple]:
    edition = case.key.edition
    subject = f"{BASE}case/{edition}/{case.key.code}/{case.key.year}"
    for premise in case.premises.values():
        node = f"<{subject}/premise/{premise.slot}/{premise.year}>"
        yield f"<{subject}>", slot_term(edition, premise.slot), node
        yield node, _property("year"), f'"{premise.year}"^^<{XSD}integer>'
        yield node, _property("state"), f"<{BASE}def/{premise.state}>"
        if premise.state is State.KNOWN and premise.known is not None:
            yield from content(node, premise.known, premise.chosen[0].digest if premise.chosen else "unknown")


def content(node: str, reading: Reading, document: str) -> Iterator[Triple]:
    """What a known premise holds; exact rates are cut, not rounded, at 40 digits."""
    for name, number in (("value", reading.value), ("target", reading.target), ("rating", reading.rating)):
        if number is not None:
            yield node, _property(name), f'"{decimal_text(number)}"^^<{XSD}decimal>'
    if reading.document is not None:
        yield node, _property("document"), f"<{BASE}evidence/{document}>"
    if reading.level is not None:
        yield node, _property("level"), f"<{BASE}document-level/{reading.level}>"
    if reading.count is not None:
        yield node, _property("count"), f'"{reading.count}"^^<{XSD}integer>'


def _property(name: str) -> str:
    return f"<{BASE}def/{name}>"


def _table(triples: Iterable[Triple]) -> Table:
    found = list(triples)
    columns = zip(*found, strict=True) if found else ((), (), ())
    subjects, predicates, objects = (pl.Series(list(column), dtype=pl.String) for column in columns)
    return subjects, predicates, objects
