"""Whether a text is a pattern that an engine of ours knows: Oxigraph's first, Python's where that does not."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

import pyoxigraph as ox

ASKED = 'SELECT ?p ?f (REGEX("", ?p, ?f) AS ?found) {}'
PATTERN, FLAGS = ox.Variable("p"), ox.Variable("f")
STORE = ox.Store()
TRIED = 4_096


@lru_cache(maxsize=TRIED)
def is_pattern(pattern: str, flags: str) -> bool:
    """Whether REGEX of SPARQL takes the pattern; with XPath's own signs, whether Python does."""
    return _oxigraph_takes(pattern, flags) or _python_takes(pattern)


def _oxigraph_takes(pattern: str, flags: str) -> bool:
    given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        PATTERN: ox.Literal(pattern),
        FLAGS: ox.Literal(flags),
    }
    found = STORE.query(ASKED, substitutions=given)
    return isinstance(found, ox.QuerySolutions) and next(found)["found"] is not None


def _python_takes(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
