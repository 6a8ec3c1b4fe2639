"""Single values: what a literal term stands for, and times with a zone against times without (XSD 1.1, 3.3.7.1)."""

from __future__ import annotations

from engine.columns.clock import offset
from engine.columns.strings import unescaped
from engine.columns.values import UNORDERED, XSD, Value, judge_of
from engine.model.columns import Key, OrderKind, Terms

WIDEST = offset("+14:00")  # a time without a zone may be so much earlier or later
ZONED = {OrderKind.MOMENT, OrderKind.DAY, OrderKind.YEAR, OrderKind.CLOCK}
STRING = f"^^<{XSD}string>"


def value_of(term: str) -> Value | None:
    """The value of a term (canonical N-Triples); None for an ill-formed literal; IRIs and the like are not comparable.

    >>> value_of(f'"95.0"^^<{XSD}decimal>') == value_of(f'"9.5E1"^^<{XSD}double>')
    True
    """
    if not term.startswith('"'):
        return UNORDERED
    lexical, _, suffix = term[1:].rpartition('"')
    if suffix in ("", STRING):
        return Value(OrderKind.TEXT, rest=(unescaped(lexical),))
    judge = judge_of(suffix[2:])
    return judge(unescaped(lexical)) if judge else UNORDERED


def mixed_less(terms: Terms, a_id: int, b_id: int) -> bool | None:
    """Whether time `a` is before time `b`, one with a zone and one without; None where that is undecided.

    A time without a zone stands for every zone from -14:00 to +14:00: it is before another only if it is so in all.
    Unknowns: None also for terms that are no such pair.
    """
    a, b = OrderKind(int(terms.order[a_id])), OrderKind(int(terms.order[b_id]))
    if abs(a - b) != 1 or min(a, b) not in ZONED:
        return None
    first, second = _key(terms, a_id), _key(terms, b_id)
    zoned, other = (first, second) if a in ZONED else (second, first)
    if zoned < _moved(other, -WIDEST):
        return a in ZONED
    return a not in ZONED if zoned > _moved(other, WIDEST) else None


def less_across_zones(terms: Terms, a_id: int, b_id: int) -> bool:
    """Whether time `a` is before time `b` for certain, one with a zone and one without."""
    return mixed_less(terms, a_id, b_id) is True


def _key(terms: Terms, number: int) -> Key:
    found = value_of(terms.text[number])
    return (found or UNORDERED).key()


def _moved(key: Key, seconds: int) -> Key:
    high, low, rest = key
    if rest and isinstance(rest[0], int):  # beyond 64 bits: the seconds stand in the rest
        return high, low, (rest[0] + seconds, *rest[1:])
    return high + seconds, low, rest
