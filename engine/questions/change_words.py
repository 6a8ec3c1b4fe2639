"""Changes as people write them: `name=value`, names by slug, number or letter, values after the one number grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from engine.errors import UsageError
from engine.exact import parse_number
from engine.model.change import BandEdge, Change, ClauseOff, GradeEdge, ItemPoints, Threshold, VetoCap, Window
from engine.model.edition import Edition
from engine.questions.changes import named

OFF = "off"


def change_of(edition: Edition, sort: str, words: str) -> Change:
    """One change from the words of an option; `sort` is a key of SORTS.

    >>> list(SORTS)
    ['set', 'points', 'band', 'grade', 'veto', 'window', 'off']

    Raises: UsageError IMP-001 for a name that the edition does not have, IMP-004 for words in another form.
    """
    return SORTS[sort](edition, words)


def changes_of(edition: Edition, said: Mapping[str, Sequence[str]]) -> tuple[Change, ...]:
    """All changes of a command line, by sort, in the order of SORTS."""
    return tuple(change_of(edition, sort, words) for sort in SORTS for words in said.get(sort, ()))


def _pair(words: str, form: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not (name and equals and value):
        raise UsageError.of("IMP-004", form, words)
    return name.strip(), value.strip()


def _number(words: str, value: str, form: str) -> Fraction:
    found = parse_number(value)
    if found is None:
        raise UsageError.of("IMP-004", form, words)
    return found


def _whole(words: str, value: str, form: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 3):
        raise UsageError.of("IMP-004", form, words)
    return int(value)


def _threshold(edition: Edition, words: str) -> Change:
    form = "PARAMETER=NUMBER"
    name, value = _pair(words, form)
    return Threshold(named(edition.parameters, name, edition.name).slug, _number(words, value, form))


def _points(edition: Edition, words: str) -> Change:
    form = "ITEM=NUMBER"
    name, value = _pair(words, form)
    return ItemPoints(_item(edition, name), _number(words, value, form))


def _band(edition: Edition, words: str) -> Change:
    form = "ITEM:BAND=NUMBER"
    name, value = _pair(words, form)
    item, _, band = name.rpartition(":")
    return BandEdge(_item(edition, item), _whole(words, band, form), _number(words, value, form))


def _grade(edition: Edition, words: str) -> Change:
    form = "GRADE=NUMBER"
    name, value = _pair(words, form)
    return GradeEdge(_letter(edition, name), _number(words, value, form))


def _veto(edition: Edition, words: str) -> Change:
    name, value = _pair(words, "VETO=GRADE|off")
    at_most = None if value == OFF else _letter(edition, value)
    return VetoCap(named(edition.vetoes, name, edition.name).slug, at_most)


def _window(edition: Edition, words: str) -> Change:
    form = "SLOT=YEARS"
    name, value = _pair(words, form)
    return Window(named(edition.slots, name, edition.name).slug, _whole(words, value, form))


def _off(edition: Edition, words: str) -> Change:
    return ClauseOff(
        _by({one.number: slug for slug, one in edition.clauses.items()}, edition.clauses, words, edition.name)
    )


def _item(edition: Edition, name: str) -> str:
    return _by({one.number: slug for slug, one in edition.items.items()}, edition.items, name, edition.name)


def _letter(edition: Edition, name: str) -> str:
    letters = {one.notation: slug for slug, one in edition.grades.items()}
    return _by(letters, edition.grades, name.upper() if name.upper() in letters else name, edition.name)


def _by(numbers: Mapping[str, str], known: Mapping[str, object], name: str, edition: str) -> str:
    """A slug from a number, a letter or the slug itself."""
    if name in numbers:
        return numbers[name]
    named({**known, **numbers}, name, edition)
    return name


SORTS: Mapping[str, Callable[[Edition, str], Change]] = {
    "set": _threshold,
    "points": _points,
    "band": _band,
    "grade": _grade,
    "veto": _veto,
    "window": _window,
    "off": _off,
}
