"""What a query touches of the data: predicates, constants in its patterns, variables whose spelling it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from engine.ladder.patterns import Pattern, content
from engine.ladder.scan import Token, is_word, variables
from engine.ladder.structure import Query, structure
from engine.model.shacl import Term

KEPT = 4_096
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
BY_VALUE = frozenset(
    [
        "COUNT",
        "SUM",
        "AVG",
        "ABS",
        "CEIL",
        "FLOOR",
        "ROUND",
        "BOUND",
        "ISIRI",
        "ISURI",
        "ISBLANK",
        "ISLITERAL",
        "ISNUMERIC",
        "YEAR",
        "MONTH",
        "DAY",
        "HOURS",
        "MINUTES",
        "SECONDS",
        "LANGMATCHES",
        "EXISTS",
        "NOT",
        "IN",
        "FILTER",
        "BIND",
        "AS",
        "WHERE",
        "HAVING",
        "BY",
        "SELECT",
        "DISTINCT",
        "REDUCED",
        "ASC",
        "DESC",
    ]
)
CHOOSING = frozenset(["IF", "COALESCE", "MIN", "MAX", "SAMPLE"])
REGEX = ("REGEX", "REPLACE")


@dataclass(frozen=True, slots=True)
class Touch:
    """What a query touches.

    `predicates` None: any. `objects` maps each variable in the place of an object to the predicates that lead to it.
    `spelled` are the variables whose spelling or datatype a function may see, `computed` the names assigned by anything
    but a plain copy, `patterns` the pattern and flags of each regular expression (nothing where they are worked out).
    `joined` are the variables that stand in two triple patterns or are copied, `shown` those that a select's head or tail
    names. `owner` is the predicate by which `$this` has the value that is shown, where there is no other way to it.
    """

    predicates: frozenset[Term] | None
    objects: tuple[tuple[str, frozenset[Term] | None], ...]
    constants: tuple[Term, ...]
    spelled: frozenset[str]
    computed: frozenset[str]
    patterns: tuple[tuple[Token, ...], ...]
    joined: frozenset[str]
    shown: frozenset[str]
    owner: Term | None


@lru_cache(maxsize=KEPT)
def touch(text: str) -> Touch | None:
    """What a query touches; None where that cannot be told, so that it may be anything."""
    query = structure(text)
    if query is None:
        return None
    prefixes = prefixes_of(query)
    found = [content(query, group) for group in query.groups() if group.select is None]
    patterns = [pattern for each in found if each for pattern in each.patterns]
    known = [_predicates(pattern, prefixes) for pattern in patterns]
    every = None in found or None in known
    predicates = None if every else frozenset(iri for each in known if each for iri in each)
    objects = tuple(
        (pattern.object.said, each)
        for pattern, each in zip(patterns, known, strict=True)
        if pattern.object.kind == "variable"
    )
    constants = tuple(_constants(query, patterns, prefixes))
    assigned = dict(_assigned(query))
    computed = frozenset(name for name, expression in assigned.items() if len(expression) > 1)
    copied = frozenset(each[0].said for each in assigned.values() if len(each) == 1)
    joined = _joined(patterns) | copied
    owner = _owner(query, patterns, prefixes) if "value" not in joined | assigned.keys() else None
    shown = _shown(query) - ({"value"} if owner else set())
    spelled, regexes = _spelled(query, assigned), tuple(_regexes(query))
    return Touch(predicates, objects, constants, spelled, computed, regexes, joined, shown, owner)


def _joined(patterns: list[Pattern]) -> frozenset[str]:
    """The variables that stand in more than one place of triple patterns."""
    places = Counter(
        token.said
        for pattern in patterns
        for token in (pattern.subject, *pattern.verb, pattern.object)
        if token.kind == "variable"
    )
    return frozenset(name for name, number in places.items() if number > 1)


def _shown(query: Query) -> frozenset[str]:
    """The variables in the heads and tails of selects; all of them for a star."""
    parts = [token for select in query.selects() for token in (*query.head(select), *query.tail(select))]
    return variables(query.tokens) if any(token.text == "*" for token in parts) else variables(tuple(parts))


def _owner(query: Query, patterns: list[Pattern], prefixes: dict[str, str]) -> Term | None:
    below = (query.head(select) + query.tail(select) for select in query.selects() if select is not query.top)
    elsewhere = variables((*query.tail(query.top), *(token for part in below for token in part)))
    for pattern in patterns:
        if pattern.object.kind == "variable" and pattern.object.said == "value" and "value" not in elsewhere:
            hangs = pattern.subject.kind == "variable" and pattern.subject.said == "this" and len(pattern.verb) == 1
            return iri_of(pattern.verb[0], prefixes) if hangs and pattern.verb[0].kind != "variable" else None
    return None


def prefixes_of(query: Query) -> dict[str, str]:
    """The namespaces that a query declares, by prefix with its colon."""
    tokens = query.tokens[: query.top.start]
    return {
        name.text: iri.text[1:-1]
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if is_word(word, "PREFIX")
    }


def iri_of(token: Token, prefixes: dict[str, str]) -> Term | None:
    """The IRI that a token names; None where it cannot be told."""
    if token.text == "a":
        return TYPE
    if "\\" in token.text:
        return None
    if token.kind == "iri":
        return token.text if ":" in token.text else None
    prefix, colon, local = token.text.partition(":")
    return f"<{prefixes[prefix + colon]}{local}>" if prefix + colon in prefixes else None


def _predicates(pattern: Pattern, prefixes: dict[str, str]) -> frozenset[Term] | None:
    """The predicates that a pattern may use; None for any: a variable, a negation, a path of no step at all."""
    if any(token.kind == "variable" or token.text in ("!", "*", "?") for token in pattern.verb):
        return None
    named = [token for token in pattern.verb if token.kind in ("iri", "name") or token.text == "a"]
    found = [iri_of(token, prefixes) for token in named]
    return None if None in found else frozenset(iri for iri in found if iri)


def _constants(query: Query, patterns: list[Pattern], prefixes: dict[str, str]) -> Iterator[Term]:
    """The typed literals in the place of an object; an empty text for one that cannot be told."""
    for pattern in patterns:
        token = pattern.object
        after = query.tokens[query.tokens.index(token) + 1 :][:2]
        if token.kind == "number":
            yield f'"{token.text}"^^<{XSD}{_numeric(token.text)}>'
        elif token.kind == "word":
            yield f'"{token.text}"^^<{XSD}boolean>'
        elif token.kind == "string" and len(after) == 2 and after[0].text == "^^":
            datatype = iri_of(after[1], prefixes)
            yield f"{token.text}^^{datatype}" if datatype and token.text[:3] not in ('"""', "'''") else ""
        elif token.kind == "string" and after and after[0].kind == "language":
            yield f"{token.text}{after[0].text}"


def _numeric(text: str) -> str:
    return "double" if "e" in text.lower() else "decimal" if "." in text else "integer"


def _assigned(query: Query) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Each name after AS, with the expression before it."""
    tokens = query.tokens
    for place, token in enumerate(tokens):
        if is_word(token, "AS") and tokens[place + 1].kind == "variable":
            yield tokens[place + 1].said, tokens[_opening(tokens, place) + 1 : place]


def _opening(tokens: tuple[Token, ...], place: int) -> int:
    """The place of the bracket that is open at a place."""
    depth = 0
    while place > 0:
        place -= 1
        depth += {")": 1, "(": -1}.get(tokens[place].text, 0)
        if depth < 0:
            break
    return place


def arguments(tokens: tuple[Token, ...], opening: int) -> tuple[Token, ...]:
    """The tokens between a bracket and its partner."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[place].text, 0)
        if depth == 0:
            return tokens[opening + 1 : place]
    return tokens[opening + 1 :]


def _spelled(query: Query, assigned: dict[str, tuple[Token, ...]]) -> frozenset[str]:
    """The variables in the arguments of functions that see more than a value; through assignments as well."""
    tokens = query.tokens
    found: frozenset[str] = frozenset()
    for place, (token, after) in enumerate(pairwise(tokens)):
        if after.text == "(" and token.kind in ("word", "name", "iri") and _sees_spelling(tokens, place):
            found |= variables(arguments(tokens, place + 1))
    for expression in assigned.values():
        if any(is_word(token, *CHOOSING) for token in expression):
            found |= variables(expression)
    for _ in assigned:
        found |= frozenset(name for each in found & assigned.keys() for name in variables(assigned[each]))
    return found


def _sees_spelling(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if token.kind != "word":
        return not (place >= 1 and tokens[place - 1].text in ("^^", "/", "|", "^"))
    if token.said == "LANG" and place >= 2 and is_word(tokens[place - 2], "LANGMATCHES"):
        return False
    return token.said not in BY_VALUE | CHOOSING


def _regexes(query: Query) -> Iterator[tuple[Token, ...]]:
    """The pattern of each regular expression, and its flags, where each is one token; else nothing."""
    tokens = query.tokens
    for place, token in enumerate(tokens):
        if is_word(token, *REGEX) and place + 1 < len(tokens):
            parts = _parts(arguments(tokens, place + 1))
            at = 2 if token.said == "REGEX" else 3
            asked = parts[1:2] + parts[at : at + 1]
            yield tuple(part[0] for part in asked) if all(len(part) == 1 for part in asked) else ()


def _parts(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Arguments apart at the commas of the outermost level."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]
