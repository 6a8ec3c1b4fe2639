"""Which place, case or time a word of the command line means: by code, by name, or by the only name that holds the word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import CaseFile

MOST_SHOWN = 12


def typed(word: str) -> str:
    """A word as it was typed, also where the locale knows ASCII only."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def code_named(word: str, names: Mapping[str, str]) -> str | None:
    """The code that a word names: in full, else in another case, else as a part of the names of one place only."""
    if word in names:
        return names[word]
    small = word.casefold()
    same = {code for name, code in names.items() if name.casefold() == small}
    part = {code for name, code in names.items() if small and not name.isdigit() and small in name.casefold()}
    found = same or part
    return found.pop() if len(found) == 1 else None


def place_named(word: str, reference: Sequence[Path]) -> str:
    """The code of a place. Raises: UsageError BLD-002 for a word that names none, with the nearest name."""
    from engine import UsageError, nearest

    names = _names(reference)
    code = code_named(typed(word), names)
    if code is None:
        raise UsageError.of("BLD-002", "--subject", typed(word), nearest=nearest(typed(word), names))
    return code


def time_named(word: str | None) -> str | None:
    """The time as of which is asked; None: as known now. Raises: UsageError STO-007 for a word that is none."""
    from engine import moment

    return None if word is None else moment("--as-known-at", word)


def case_named(word: str, cases: Path | None, year: int | None) -> CaseFile:
    """The case of a subject: of the year asked for, else the latest; plain cases before trap cases.

    Raises: UsageError CLI-001 or CLI-007 for a subject without a case, CLI-008 for a year without one.
    """
    from engine import UsageError

    folder = cases or default_cases()
    known = list(_cases(folder))
    with_case = {case.subject for case in known}
    names = _names(sorted({path for case in known for path in case.reference}))
    code = code_named(word, {name: code for name, code in names.items() if code in with_case})
    own = [case for case in known if case.subject == code]
    found = [case for case in own if year in (None, case.year)]
    if not own:
        raise _unknown(word, folder, names, with_case)
    if not found:
        years = ", ".join(map(str, sorted({case.year for case in own})))
        raise UsageError.of("CLI-008", word, str(year), known=years)
    return max(found, key=lambda case: (not case.folder.name.startswith("trap"), case.year, case.folder.name))


def case_at(word: str, cases: Path | None, year: int | None) -> CaseFile:
    """The case that a word names: a case folder, a place (its latest case, or that of `year`), or `PLACE@YEAR`.

    Raises: UsageError CLI-001 or CLI-007 for a subject without a case, CLI-008 for a year without one; EvidenceError CAS-…
    for a folder whose `case.toml` cannot be read.
    """
    from engine import UsageError, read_case

    word = typed(word)
    if (Path(word) / "case.toml").is_file():
        case = read_case(Path(word))
        if year not in (None, case.year):
            raise UsageError.of("CLI-008", word, str(year), known=str(case.year))
        return case
    name, _, after = word.rpartition("@")
    if name and after.isascii() and after.isdigit():
        return case_named(name, cases, int(after))
    return case_named(word, cases, year)


def _unknown(word: str, folder: Path, names: Mapping[str, str], with_case: set[str]) -> Exception:
    """Names that the word is a part of, else the nearest one, else the codes of all that have a case."""
    from engine import UsageError, nearest

    own = [name for name, code in names.items() if code in with_case]
    like = [name for name in own if word and word.casefold() in name.casefold()]
    near = ", ".join(like[:MOST_SHOWN]) or nearest(word, own)
    if near != "-":
        return UsageError.of("CLI-001", str(folder), word, nearest=near)
    codes = sorted(with_case)
    shown = " ".join(codes[:MOST_SHOWN]) + (" …" if len(codes) > MOST_SHOWN else "")
    return UsageError.of("CLI-007", str(folder), word, known=shown or "-")


def taken_over(store: Path, as_known_at: str | None = None) -> tuple[Path, ...]:
    """The reference files that count (or counted at a time); none where there is no store yet."""
    from engine import UsageError, entries_at, reference_paths

    try:
        return reference_paths(store, entries_at(store, as_known_at))
    except UsageError:
        return ()


def _names(reference: Sequence[Path]) -> dict[str, str]:
    """Every code and name of a place and its code; a name that two places share stands for neither."""
    from engine import home, read_world

    places = read_world(home(), reference).places
    labels = [(name, code) for code, place in places.items() for name in {place.label.zh, place.label.en}]
    owners: dict[str, set[str]] = {}
    for name, code in labels:
        owners.setdefault(name, set()).add(code)
    return {name: code for name, code in labels if len(owners[name]) == 1} | {code: code for code in places}


def default_cases() -> Path:
    """The folder of cases where none is named: here, else that of the project."""
    from engine import home

    for folder in (Path("fixtures/cases"), Path("cases"), home() / "fixtures" / "cases"):
        if folder.is_dir():
            return folder
    return Path("cases")


def _cases(folder: Path) -> Iterator[CaseFile]:
    from engine import read_case

    for path in sorted(folder.glob("*/case.toml")):
        yield read_case(path.parent)
