"""Patterns of one width, such as `^[0-9]{6}$`: what may stand at each place is looked up byte by byte, in many terms at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.model.columns import Bools, Small

WIDEST = 256  # places; the bytes of all terms are held at once
RANGE = re.compile(r"[0-9]-[0-9]|[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9A-Za-z]")
ONE = rf"\[(?:{RANGE.pattern})+\]|[-0-9A-Za-z_/:]"
PLACE = re.compile(rf"({ONE})(?:\{{([0-9]{{1,3}})\}})?")
WHOLE = re.compile(rf"\^(?:{PLACE.pattern})+\$")
QUOTE, BRACKET = 128, 64  # the bits of what encloses a string
MOST_CLASSES = 6  # the bits that are left


@dataclass(frozen=True, slots=True)
class Width:
    """A pattern of one width: for each byte the classes that it is of, as bits, and for each place the bit of its class."""

    classes: bytes
    places: Small

    def among(self, terms: Sequence[str]) -> Bools:
        """Which terms (canonical N-Triples) have a string that matches: it stands between quotes, or is the whole IRI.

        No class has a quote, a backslash or a bracket in it, so that a string with escapes, or a longer one, does not match.
        """
        width = len(self.places) + 2
        heads = "".join([term[:width].ljust(width) for term in terms])
        shown = heads.encode("ascii", "replace").translate(self.classes)
        found = np.frombuffer(shown, dtype=np.uint8).reshape(-1, width)
        start, end = found[:, 0], found[:, -1]
        fits: Bools = np.all(found[:, 1:-1] & self.places, axis=1) & (start == end) & (start >= BRACKET)
        return fits


@lru_cache(maxsize=1024)
def width_of(pattern: str, flags: str) -> Width | None:
    """What a pattern says of each place; None for a pattern of another kind, or with flags.

    Only what XPath's, Rust's and Python's expressions read alike is taken: letters, digits, their ranges, a few signs.
    """
    if flags or not WHOLE.fullmatch(pattern):
        return None
    places = [one[1] for one in PLACE.finditer(pattern[1:-1]) for _ in range(int(one[2] or 1))]
    codes = {one: _codes(one) for one in dict.fromkeys(places)}
    if len(places) > WIDEST or len(codes) > MOST_CLASSES or not all(codes.values()):
        return None
    bits = {one: 1 << at for at, one in enumerate(codes)}
    classes = np.zeros(256, dtype=np.uint8)
    classes[[ord('"'), ord("<"), ord(">")]] = QUOTE, BRACKET, BRACKET
    for one, bit in bits.items():
        classes[codes[one]] |= np.uint8(bit)
    return Width(classes.tobytes(), np.array([bits[one] for one in places], dtype=np.uint8))


def _codes(place: str) -> list[int]:
    """What may stand at a place, each once; nothing where a range runs backwards: that is no expression."""
    if not place.startswith("["):
        return [ord(place)]
    ranges = [(ord(one[0][0]), ord(one[0][-1])) for one in RANGE.finditer(place[1:-1])]
    backwards = any(first > last for first, last in ranges)
    return [] if backwards else sorted({code for first, last in ranges for code in range(first, last + 1)})
