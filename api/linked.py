"""Linked data of things that stand in `ontology/` or `shapes/`: Turtle and JSON-LD of their IRIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from api.representations import JSONLD, TURTLE
from api.service import Service
from engine import Entry, agent_linked, entries_linked

BASE = "https://w3id.org/clausegraph/"


def linked_entries(entries: Iterable[Entry]) -> Mapping[str, Callable[[], str]]:
    """The linked forms of entries of the ledger."""
    found = tuple(entries)
    return {TURTLE: lambda: entries_linked(found, "turtle"), JSONLD: lambda: entries_linked(found, "jsonld")}


def linked_agent(name: str) -> Mapping[str, Callable[[], str]]:
    """The linked forms of who made entries of the ledger."""
    return {TURTLE: lambda: agent_linked(name, "turtle"), JSONLD: lambda: agent_linked(name, "jsonld")}


def described_items(
    service: Service, above: str, items: Sequence[Mapping[str, Any]]
) -> Mapping[str, Callable[[], str]]:
    """The linked forms of a list of things that stand below one IRI; the first field of each is its name."""
    return described(service, *(f"{above}/{next(iter(one.values()))}" for one in items))


def described(service: Service, *names: str) -> Mapping[str, Callable[[], str]]:
    """The linked forms of IRIs, named by what stands after the base."""
    iris = [BASE + name for name in names]
    return {
        TURTLE: lambda: service.described.written(iris, "turtle"),
        JSONLD: lambda: service.described.written(iris, "jsonld"),
    }
