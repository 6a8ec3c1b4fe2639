"""The project's own Turtle, file by file: its text, its statements, and each subject as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph

from engine import home

BASE = "https://w3id.org/clausegraph/"
FILES = sorted(path for folder in ("ontology", "shapes") for path in (home() / folder).rglob("*.ttl"))
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
BOUND = re.compile(r"^@prefix (\w[\w-]*): <([^>]*)> \.$", re.MULTILINE)
USED = re.compile(r"(?<![\w<:/#-])(\w[\w-]*):(?=[\w-])")
SUBJECT = re.compile(r"^(\S+) (?=a |[a-z]+:)")


def named(path: Path) -> str:
    """A path as it is said in a message."""
    return path.relative_to(home()).as_posix()


@cache
def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@cache
def whole() -> Graph:
    """All files as one graph."""
    graph = Graph()
    for path in FILES:
        graph += graph_of(path.read_text(encoding="utf-8"))
    return graph


@dataclass(frozen=True, slots=True)
class Written:
    """A subject as it stands in a file: its name, its classes, its predicates in order."""

    name: str
    kinds: tuple[str, ...]
    predicates: tuple[str, ...]


def bare(text: str) -> str:
    """The text without strings, comments and full IRIs, so that only names are left."""
    lines = (line for line in text.splitlines() if not line.startswith(("#", "@prefix")))
    return re.sub(r"<[^>]*>", "<>", STRING.sub('""', "\n".join(lines)))


def bound(text: str) -> list[tuple[str, str]]:
    """The prefixes that a file binds, in its order."""
    return BOUND.findall(text)


def used(text: str) -> set[str]:
    """The prefixes that a file uses."""
    return set(USED.findall(bare(text)))


def subjects(text: str) -> list[Written]:
    """The subjects of a file in its order; each begins a line and each predicate begins another, as the formatter writes."""
    found: list[Written] = []
    kept = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "@prefix")))
    for block in re.split(r" \.\n", STRING.sub('""', kept) + "\n"):
        lines = [line for line in block.splitlines() if line.strip()]
        if not lines or not (start := SUBJECT.match(lines[0])):
            continue
        rest = [lines[0][start.end() :], *(line.strip() for line in lines[1:])]
        kinds = tuple(part.strip(" ;") for part in rest[0][2:].split(",")) if rest[0].startswith("a ") else ()
        found.append(Written(start[1], kinds, tuple(line.split()[0] for line in rest)))
    return found
