"""A query with its pre-bound variables joined into its groups (SHACL, appendix A), for one focus node or for all.

The values stand in a graph of their own, a row each, so that blank nodes and literals can be bound as well. A group is
given the join where its own triple patterns do not bind what its own tokens ask for; a select's group always.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.ladder.patterns import Content, content
from engine.ladder.scan import is_word, variables
from engine.ladder.sound import AGGREGATES
from engine.ladder.structure import Group, Query

VALUE = "urn:clausegraph:bound:"
ROW = "clausegraph_row"


@dataclass(frozen=True, slots=True)
class Given:
    """Where the values of pre-bound variables stand: the graph (empty: nowhere), the names, and the row (None: every row)."""

    graph: str
    names: tuple[str, ...]
    row: str | None = None


def free(query: Query, names: tuple[str, ...]) -> bool:
    """Whether the query binds `$this` itself wherever it needs it, so that its solutions need only be picked out after."""
    if names != ("this",) or query.ask:
        return False
    given = Given("", names)
    wheres = [content(query, select.where) for select in query.selects()]
    bound = all(found is not None and "this" in _bound(found) for found in wheres)
    return bound and not any(_needs(query, group, given) for group in query.groups() if group.select is None)


Edit = tuple[int, int, str]  # from, to, and what stands there instead


def rewritten(text: str, query: Query, given: Given) -> str:
    """The query with the values joined in; an ASK for all rows becomes a SELECT of the rows for which it holds."""
    edits = [edit for group in query.groups() if given.graph and (edit := _joined(query, group, given))]
    if given.row is None:
        edits += [edit for group in query.groups() for edit in _decorrelated(text, query, group)]
    if query.ask and given.row is None:
        edits.append(_asked(query))
    return _edited(text, edits)


def _edited(text: str, edits: list[Edit]) -> str:
    """The text with all edits made; of edits at one place the later stands first."""
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _asked(query: Query) -> Edit:
    start = query.tokens[query.top.start]
    return start.start, start.end, f"SELECT DISTINCT ?{ROW}{query.top.where.start}"


def _joined(query: Query, group: Group, given: Given) -> Edit | None:
    """The join at the beginning of a group, where it needs one."""
    if group.select is not None or not (_selected(query, group) or _needs(query, group, given)):
        return None
    row = f"<{given.row}>" if given.row else f"?{ROW}{group.start}"
    values = "; ".join(f"<{VALUE}{name}> ?{name}" for name in given.names)
    at = query.tokens[group.start].end
    hidden = _hidden(query, group, given)
    return at, at, f" GRAPH <{given.graph}> {{ {row} {values} }} {hidden}"


def _selected(query: Query, group: Group) -> bool:
    return any(select.where is group for select in query.selects())


def _needs(query: Query, group: Group, given: Given) -> bool:
    if _hidden(query, group, given):
        return True
    own = variables(tuple(query.tokens[place] for place in query.own(group)))
    found = content(query, group)
    bound = frozenset[str]() if found is None else _bound(found)
    return any(name in own and name not in bound for name in given.names)


def _bound(found: Content) -> frozenset[str]:
    return frozenset(name for pattern in found.patterns if not pattern.endless() for name in pattern.variables())


def _hidden(query: Query, group: Group, given: Given) -> str:
    """A filter that keeps the graph of the values from a variable that ranges over graphs."""
    name = query.tokens[group.start - 1]
    ranges = group.kind == "GRAPH" and name.kind == "variable" and name.said not in given.names
    return f"FILTER({name.text} != <{given.graph}>) " if ranges else ""


def _decorrelated(text: str, query: Query, group: Group) -> list[Edit]:
    """FILTER NOT EXISTS as MINUS, and FILTER EXISTS as a join, where these mean the same and every row is found at once."""
    if group.select is not None or (found := content(query, group)) is None:
        return []
    edits: list[Edit] = []
    for child in group.children:
        if child.kind in ("EXISTS", "NOT EXISTS") and (shared := _shared(query, group, found, child)):
            inside = text[query.tokens[child.start].end : query.tokens[child.end].start]
            edits.append((query.tokens[child.opened - 1].start, query.tokens[child.end].end, ""))
            close = query.tokens[group.end].start
            edits.append((close, close, _apart(child, inside, shared)))
    return edits


def _apart(child: Group, inside: str, shared: frozenset[str]) -> str:
    if child.kind == "NOT EXISTS":
        return f" MINUS {{ {inside} }} "
    return f" {{ SELECT DISTINCT {' '.join(f'?{name}' for name in sorted(shared))} WHERE {{ {inside} }} }} "


def _shared(query: Query, group: Group, around: Content, child: Group) -> frozenset[str]:
    """The variables that tie a simple EXISTS to its group, `this` among them; none where it must stay as it is."""
    inside = content(query, child)
    if not is_word(query.tokens[child.opened - 1], "FILTER") or inside is None or child.children or inside.binds:
        return frozenset()
    bound = _bound(inside)
    asked = frozenset(name for each in inside.filters for name in variables(each))
    outer = variables(tuple(query.tokens[place] for place in _around(query, child)))
    shared = bound & outer
    endless = any(pattern.endless() for pattern in inside.patterns)
    aggregated = any(is_word(token, *AGGREGATES) for each in inside.filters for token in each)
    fits = "this" in bound and asked <= bound and shared <= _bound(around) | {"this"}
    return shared | {"this"} if fits and not endless and not aggregated and _tied(query, group) else frozenset()


def _tied(query: Query, group: Group) -> bool:
    """Whether the group binds `this` itself: by a triple pattern, or by the join of a select's group."""
    found = content(query, group)
    return _selected(query, group) or (found is not None and "this" in _bound(found))


def _around(query: Query, child: Group) -> list[int]:
    """The places of all tokens outside a group."""
    return [place for place in range(len(query.tokens)) if not child.start <= place <= child.end]
