"""`assess` and `why`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.output import form_of, named, put, working

if TYPE_CHECKING:
    from engine import Assessment, CaseFile, Order


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line says about the case, over what a case folder says."""

    edition: str | None = None
    year: int | None = None
    subject: str | None = None
    mode: str | None = None
    closed: bool = False
    reference: tuple[Path, ...] = ()
    approver: str = ""

    def over(self, order: Order) -> Order:
        """The order with these wishes. Raises: UsageError CLI-006 for reference files that nobody takes over."""
        from engine import EvidenceMode, UsageError

        if self.reference and not self.approver:
            raise UsageError.of("CLI-006", "--reference", ", ".join(map(str, self.reference)))

        wished = {
            "edition": self.edition or order.edition,
            "year": self.year or order.year,
            "subject": self.subject or order.subject,
            "mode": EvidenceMode(self.mode) if self.mode else order.mode,
            "closed": self.closed or order.closed,
            "reference": tuple(dict.fromkeys((*order.reference, *self.reference))),
            "approver": self.approver or order.approver,
        }
        return replace(order, **wished)  # type: ignore[arg-type]


def assess(paths: Sequence[Path], wish: Wish, form: str, language: str, out: Path | None) -> int:
    """Assess and show."""
    form = form_of(out, form)
    from engine import DATA_FORMS, orders_of, render, report

    orders = [wish.over(order) for order in orders_of(paths)]
    found = _assessed(orders, language, report=form == "shacl")
    text = report(found, form, language) if form in DATA_FORMS else render(found, form, language)
    put(text, out)
    return 0


def _assessed(orders: Sequence[Order], language: str, *, report: bool = False) -> tuple[Assessment, ...]:
    from engine import assess as run
    from engine import home, say

    with working(say("demo.progress", language, n=str(len(orders)))):
        return run(home(), orders, report=report)


def why(subject: str, clause: str | None, cases: Path | None, year: int | None, language: str, out: Path | None) -> int:
    """Find the case of a subject, assess it, and say why."""
    named(out, ".txt", ".md")
    from engine import order_of
    from engine import why as answer

    case = case_of(typed(subject), cases, year)
    put(answer(_assessed([order_of(case)], language)[0], clause, language), out)
    return 0


def typed(word: str) -> str:
    """A word as it was typed, also where the locale knows ASCII only."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def case_of(subject: str, cases: Path | None, year: int | None) -> CaseFile:
    """The case of a subject by code or name: of the year asked for, else the latest; plain cases before trap cases."""
    from engine import EvidenceError, home, nearest, read_world

    folder = cases or _default_cases()
    known = list(_cases(folder))
    extra = sorted({path for case in known for path in case.reference})
    places = read_world(home(), extra).places
    named = {name: code for code, place in places.items() for name in (code, place.label.zh, place.label.en)}
    found = [case for case in known if case.subject == named.get(subject) and year in (None, case.year)]
    if not found:
        names = [name for name, code in named.items() if any(case.subject == code for case in known)]
        raise EvidenceError.of("CLI-001", str(folder), subject, nearest=nearest(subject, names))
    return max(found, key=lambda case: (not case.folder.name.startswith("trap"), case.year, case.folder.name))


def _default_cases() -> Path:
    from engine import home

    for folder in (Path("fixtures/cases"), Path("cases"), home() / "fixtures" / "cases"):
        if folder.is_dir():
            return folder
    return Path("cases")


def _cases(folder: Path) -> Iterator[CaseFile]:
    from engine import read_case

    for path in sorted(folder.glob("*/case.toml")):
        yield read_case(path.parent)
