"""Linked data of things that stand in `ontology/` or `shapes/`: Turtle and JSON-LD of their IRIs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.representations import JSONLD, TURTLE
from api.service import Service

BASE = "https://w3id.org/clausegraph/"


def described(service: Service, *names: str) -> Mapping[str, Callable[[], str]]:
    """The linked forms of IRIs, named by what stands after the base."""
    iris = [BASE + name for name in names]
    return {
        TURTLE: lambda: service.described.written(iris, "turtle"),
        JSONLD: lambda: service.described.written(iris, "jsonld"),
    }
