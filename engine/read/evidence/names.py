"""Names as people write them: slugs, codes, Chinese and English labels, and the nearest name for one that is not known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.errors import nearest
from engine.model.text import Text
from engine.model.world import World
from engine.read.evidence.columns import EVENT_STATES, QUALIFIERS, STATUSES


@dataclass(frozen=True, slots=True)
class Names:
    """For each list of names: every spelling and the slug that it stands for, and the labels to choose from."""

    spelling: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, Text]]

    def find(self, listed: str, text: str) -> str | None:
        """The slug of a name of a list, or None."""
        return self.spelling[listed].get(text)

    def nearest(self, listed: str, text: str) -> str:
        """The known spelling nearest to `text`, or `-`."""
        return nearest(text, self.spelling[listed])


def names_of(world: World) -> Names:
    """All lists of names of a world."""
    kinds = {slug: kind.label for slug, kind in world.kinds.items()}
    indicators = {slug: indicator.label for slug, indicator in world.indicators.items()}
    labels: dict[str, Mapping[str, Text]] = {
        "places": {code: place.label for code, place in world.places.items()},
        "indicators": indicators,
        "kinds": kinds,
        "matters": {**kinds, **indicators},
        "units": {slug: one.label for slug, one in world.units.items()},
        "scopes": {slug: one.label for slug, one in world.scopes.items()},
        "populations": {slug: one.label for slug, one in world.populations.items()},
        "source_kinds": {slug: one.label for slug, one in world.source_kinds.items()},
        "document_levels": {slug: one.label for slug, one in world.document_levels.items()},
        "qualifiers": QUALIFIERS,
        "statuses": STATUSES,
        "event_states": EVENT_STATES,
    }
    spelling = {listed: _spellings(found.items()) for listed, found in labels.items()}
    both = [*indicators.items(), *kinds.items()]  # an indicator and a kind may bear the same slug
    return Names({**spelling, "matters": _spellings(both)}, labels)


def _spellings(labels: Iterable[tuple[str, Text]]) -> dict[str, str]:
    """Slug, Chinese and English label; a label that two entries share stands for neither."""
    named = list(labels)
    written = [(label, slug) for slug, text in named for label in {text.zh, text.en}]
    bearers: dict[str, set[str]] = {}
    for label, slug in written:
        bearers.setdefault(label, set()).add(slug)
    once = {label: slug for label, slug in written if len(bearers[label]) == 1}
    return {**once, **{slug: slug for slug, _ in named}}


def odd_characters(text: str) -> str:
    """The code points in a text that no honest name or note holds: controls, bidirectional marks, private use."""
    if text.isprintable():  # as nearly all are: none of these is
        return ""
    odd = (char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") and char not in "\n\t\r")
    return " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(odd))


def speaks_for(world: World, allowed: Iterable[str], code: str) -> bool:
    """Whether one of the allowed places is the place or stands above it."""
    known = frozenset(allowed)
    place: str | None = code
    while place is not None:
        if place in known:
            return True
        place = world.places[place].parent
    return False
