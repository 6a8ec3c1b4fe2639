"""Any SHACL shapes graph: Turtle, N-Triples or JSON-LD becomes frozen shapes; what is not understood is refused.

Nothing is passed over: a term that SHACL does not have, a feature that is not supported, recursion, and every
breach of SHACL's rules of syntax is a fault, as each of them would pass data that nobody looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pyoxigraph as ox

from engine.errors import ShapeError, raise_all
from engine.model.shacl import ShapesGraph
from engine.read.facts import BASE
from engine.read.shacl.components import read_components
from engine.read.shacl.cycles import check_recursion
from engine.read.shacl.shapes import read_shapes_of
from engine.read.shacl.triples import Triples
from engine.read.shacl.vocabulary import check_terms

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
DEEPEST_TEXT = 64
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
BRACKET = re.compile(rb"[\[\]{}]")


def read_shapes_graph(sources: Sequence[tuple[bytes | Path, str]]) -> ShapesGraph:
    """Read contents or files in the forms `ttl`, `nt` and `jsonld` as one shapes graph; nothing is fetched.

    Relative IRIs are below the project's base, as in `read_columns`: a text may be both shapes and data.
    Raises: ShapeError with every fault (SHP-020 to SHP-041).
    """
    triples = Triples()
    for place, (source, form) in enumerate(sources, start=1):
        name = source.name if isinstance(source, Path) else f"#{place}"
        triples.add(_parsed(name, _content(source), form))
    return _graph_of(triples)


def _graph_of(triples: Triples) -> ShapesGraph:
    check_terms(triples)
    shapes = read_shapes_of(triples, read_components(triples))
    check_recursion(triples, shapes)
    if not shapes and not triples.faults:
        triples.wrong("SHP-024", "-", "0")
    raise_all(ShapeError, dict.fromkeys(triples.faults))
    return ShapesGraph(shapes, triples.text(), triples.digest())


def _content(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as fault:
        raise ShapeError.of("SHP-021", str(source), str(fault.strerror)) from fault


def _parsed(name: str, content: bytes, form: str) -> list[ox.Quad]:
    if form not in FORMATS:
        raise ShapeError.of("SHP-022", name, form, known=", ".join(FORMATS))
    _check_depth(name, content, form)
    base = None if form == "nt" else BASE
    try:
        quads = list(ox.parse(content, format=FORMATS[form], base_iri=base, without_named_graphs=False))
    except SyntaxError as fault:
        place = name if fault.lineno is None else f"{name}:{fault.lineno}:{fault.offset}"
        raise ShapeError.of("SHP-020", place, str(fault.msg)) from fault
    named = next((quad.graph_name for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)), None)
    if named is not None:
        raise ShapeError.of("SHP-023", name, str(named))
    return quads


def _check_depth(name: str, content: bytes, form: str) -> None:
    """Refuse nesting that would end the parser's process: JSON-LD as such, triple terms and annotations of Turtle."""
    found = _nesting(content) if form == "jsonld" else content.count(b"<<") + content.count(b"{|")
    if found > DEEPEST_TEXT:
        raise ShapeError.of("SHP-041", name, str(found), most=str(DEEPEST_TEXT))


def _nesting(content: bytes) -> int:
    marks = BRACKET.findall(STRING.sub(b"", content))
    return max(accumulate(1 if mark in b"[{" else -1 for mark in marks), default=0)
