"""Single values: what a literal term stands for, and times with a zone against times without (XSD 1.1, 3.3.7.1)."""

from __future__ import annotations

from functools import lru_cache

from engine.columns.clock import offset
from engine.columns.strings import unescaped
from engine.columns.values import UNORDERED, XSD, Value, judge_of
from engine.model.columns import Key, Limit, OrderKind

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


@lru_cache(maxsize=65_536)
def limit(term: str) -> Limit:
    """Take a term apart; shapes name the same ones again and again. An ill-formed literal cannot be compared."""
    value = value_of(term) or UNORDERED
    return Limit(term, int(value.order), value.key())


def mixed_less(a: Value | None, b: Value | None) -> bool | None:
    """Whether time `a` is before time `b`, one with a zone and one without; None where that is undecided.

    A time without a zone stands for every zone from -14:00 to +14:00: it is before another only if it is so in all.
    Unknowns: None also for values that are no such pair.
    """
    if a is None or b is None or abs(a.order - b.order) != 1 or min(a.order, b.order) not in ZONED:
        return None
    zoned, other = (a.key(), b.key()) if a.order in ZONED else (b.key(), a.key())
    if zoned < _moved(other, -WIDEST):
        return a.order in ZONED
    return a.order not in ZONED if zoned > _moved(other, WIDEST) else None


def less_across_zones(a: str, b: str) -> bool:
    """Whether the time that term `a` stands for is before that of `b` for certain, one with a zone and one without."""
    return mixed_less(value_of(a), value_of(b)) is True


def _moved(key: Key, seconds: int) -> Key:
    high, low, rest = key
    if rest and isinstance(rest[0], int):  # beyond 64 bits: the seconds stand in the rest
        return high, low, (rest[0] + seconds, *rest[1:])
    return high + seconds, low, rest
