"""The faults that input can have and the errors that carry them: code, place, found, expected, remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

LEAST_LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input, as fields; the sentence is composed from the message tables.

    `code` is stable (`EVI-012`) and has a page (`clausegraph errors EVI-012`). `where` is a file with its
    sheet and cell or line, or an IRI. `found` is quoted as written. `values` fills the placeholders of the
    code's `fault.<code>.expected` and `fault.<code>.remedy` sentences in both languages.
    """

    code: str
    where: str
    found: str
    values: tuple[tuple[str, str], ...] = ()

    def fields(self) -> dict[str, str]:
        """The placeholders of the code's sentences."""
        return {"where": self.where, "found": self.found, **dict(self.values)}


class ClausegraphError(Exception):
    """The one base. Raised once by a reader with all the faults that it found, in the order of the input.

    `count` is how many there are: more than it carries where a child told the first ones only.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, faults: tuple[Fault, ...], count: int = 0) -> None:
        super().__init__(faults)
        self.faults = faults
        self.count = max(count, len(faults))

    @classmethod
    def of(cls, code: str, where: str, found: str, **values: str) -> Self:
        """An error with one fault."""
        return cls((Fault(code, where, found, tuple(sorted(values.items()))),))

    def __str__(self) -> str:
        return "; ".join(f"{f.code} {f.where}: {f.found}" for f in self.faults)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is most like a word, as a suggestion; `-` where none is much like it."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=LEAST_LIKENESS)
    return found[0] if found else "-"


class EvidenceError(ClausegraphError):
    """Evidence that the user can mend; nothing of it was taken over."""

    exit_code = 3


class OntologyError(ClausegraphError):
    """An ontology or edition that cannot be used as it stands."""

    exit_code = 4


class ShapeError(ClausegraphError):
    """A shapes graph that cannot be used as it stands."""

    exit_code = 4


class UsageError(ClausegraphError):
    """Words of a caller that name nothing there is: a clause, a form of output, an error code, a file to write."""

    exit_code = 2


class EngineError(ClausegraphError):
    """An engine, a tool it needs, or a limit: the run failed and nothing may be concluded from it."""

    exit_code = 5


class StoreError(ClausegraphError):
    """A store that is damaged, in use, or on a disk that refuses: nothing was acknowledged."""

    exit_code = 5


class PlanError(ClausegraphError):
    """A bug of ours, and it says so."""

    exit_code = 70


def raise_all(kind: type[ClausegraphError], faults: Iterable[Fault]) -> None:
    """Raise one `kind` with all `faults`; do nothing when there are none."""
    found = tuple(faults)
    if found:
        raise kind(found)
