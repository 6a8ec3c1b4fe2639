"""Property paths (SHACL, section 2.3.1): from their nodes to data, and from data to the text of SPARQL."""

from __future__ import annotations

from engine.model.shacl import Alternative, Inverse, Path, Predicate, Repeat, Sequence, Term
from engine.read.shacl.triples import DEEPEST, FIRST, Triples, sh, short

REPEATED = {"zeroOrMorePath": (0, False), "oneOrMorePath": (1, False), "zeroOrOnePath": (0, True)}
SIGNS = {(0, False): "*", (1, False): "+", (0, True): "?"}
UNREAD = Predicate("")


def read_path(triples: Triples, shape: Term, node: Term) -> Path:
    """The path that begins at a node; what is no path is SHP-029 and read as a path along nothing."""
    found = _path(triples, node, 0)
    if found is None:
        triples.wrong("SHP-029", shape, _told(triples, node))
    return found or UNREAD


def _told(triples: Triples, node: Term) -> str:
    names = sorted(short(name) for name in triples.index.get(node, {}))
    return short(node) if not node.startswith("_:") else f"[ {' , '.join(names)} ]"


def _path(triples: Triples, node: Term, depth: int) -> Path | None:
    if node.startswith("<"):
        return Predicate(node)
    links = triples.index.get(node)
    if not links or depth > DEEPEST:
        return None
    if FIRST in links:  # a node that is a list as well as something else is a sequence, as the W3C suite has it
        steps = _steps(triples, node, depth)
        return None if steps is None else Sequence(steps)
    return _marked(triples, node, depth)


def _steps(triples: Triples, head: Term, depth: int) -> tuple[Path, ...] | None:
    members = triples.members(head)
    found = [_path(triples, each, depth + 1) for each in members or ()]
    steps = tuple(each for each in found if each is not None)
    return steps if len(steps) == len(found) >= 2 else None


def _marked(triples: Triples, node: Term, depth: int) -> Path | None:
    names = ("alternativePath", "inversePath", *REPEATED)
    marked = [(name, triples.values(node, sh(name))) for name in names]
    given = [(name, values) for name, values in marked if values]
    if len(given) != 1 or len(given[0][1]) != 1:
        return None
    name, (value,) = given[0]
    if name == "alternativePath":
        steps = _steps(triples, value, depth)
        return None if steps is None else Alternative(steps)
    inner = _path(triples, value, depth + 1)
    if inner is None:
        return None
    if name == "inversePath":
        return Inverse(inner)
    least, once = REPEATED[name]
    return Repeat(inner, least, once)


def path_text(path: Path) -> str:
    """A path as SPARQL writes it."""
    match path:
        case Predicate(iri=iri):
            return iri
        case Inverse(path=inner):
            return f"^{_grouped(inner)}"
        case Sequence(paths=paths):
            return "/".join(_grouped(each) for each in paths)
        case Alternative(paths=paths):
            return "|".join(_grouped(each) for each in paths)
        case _:
            return f"{_grouped(path.path)}{SIGNS[path.least, path.once]}"


def _grouped(path: Path) -> str:
    return path_text(path) if isinstance(path, Predicate) else f"({path_text(path)})"
