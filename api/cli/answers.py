"""`assess` and `why`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.output import form_of, named, put, working
from api.cli.subjects import case_named, place_named, typed
from api.cli.whynot import written

if TYPE_CHECKING:
    from engine import Assessment, Order

TEXT = (".txt", ".md")


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
    lane: str = "fast"
    cross_check: bool = False
    processes: int = 1

    def over(self, order: Order) -> Order:
        """The order with these wishes. Raises: UsageError CLI-006 for reference files that nobody takes over."""
        from engine import EvidenceMode, UsageError

        if self.reference and not self.approver:
            raise UsageError.of("CLI-006", "--reference", ", ".join(map(str, self.reference)))
        reference = tuple(dict.fromkeys((*order.reference, *self.reference)))
        wished = {
            "edition": self.edition or order.edition,
            "year": self.year or order.year,
            "subject": place_named(self.subject, reference) if self.subject is not None else order.subject,
            "mode": EvidenceMode(self.mode) if self.mode else order.mode,
            "closed": self.closed or order.closed,
            "reference": reference,
            "approver": self.approver or order.approver,
        }
        return replace(order, **wished)  # type: ignore[arg-type]


def assess(paths: Sequence[Path], wish: Wish, form: str | None, language: str, out: Path | None) -> int:
    """Assess and show; a folder of case folders stands for all of them."""
    form = form_of(out, form)
    from engine import orders_of

    return shown([wish.over(order) for order in orders_of(unfolded(paths))], wish, form, language, out)


def shown(orders: Sequence[Order], wish: Wish, form: str, language: str, out: Path | None) -> int:
    """Assess orders as they stand and show them in a form of output."""
    from engine import DATA_FORMS, render, report

    found = _assessed(orders, language, wish, report=form == "shacl")
    text = report(found, form, language) if form in DATA_FORMS else render(found, form, language)
    put(text, out)
    return 0


def unfolded(paths: Sequence[Path]) -> list[Path]:
    """The paths, with the case folders in place of a folder that only holds them."""
    found: list[Path] = []
    for path in paths:
        below = [] if (path / "case.toml").is_file() else sorted(one.parent for one in path.glob("*/case.toml"))
        found += below or [path]
    return found


def _assessed(
    orders: Sequence[Order], language: str, wish: Wish | None = None, *, report: bool = False
) -> tuple[Assessment, ...]:
    """The assessments of orders; a SHACL report is one text over all cases, so it is made in one process."""
    from engine import Lane, assess_in_parts, home, say
    from engine import assess as run

    wish = wish or Wish()
    how: dict[str, Any] = {"lane": Lane(wish.lane), "cross_check": wish.cross_check}
    with working(say("demo.progress", language, n=str(len(orders)))):
        if wish.processes > 1 and not report:
            return assess_in_parts(home(), orders, wish.processes, **how)
        return run(home(), orders, report=report, **how)


def why(
    subject: str,
    clause: str | None,
    cases: Path | None,
    year: int | None,
    form: str | None,
    language: str,
    out: Path | None,
) -> int:
    """Find the case of a subject, assess it, and say why, as text or as data."""
    data = _as_data(out, form)
    from engine import order_of, why_data
    from engine import why as answer

    case = case_named(typed(subject), cases, year)
    (found,) = _assessed([order_of(case)], language)
    asked = typed(clause or "") or None
    put(written(why_data(found, asked)) if data else answer(found, asked, language), out)
    return 0


def _as_data(out: Path | None, form: str | None) -> bool:
    """Whether JSON is wanted. Raises: UsageError CLI-002 for a suffix of neither, CLI-009 for one of the other form."""
    named(out, *TEXT, ".json")
    suffixes = {"table": TEXT, "json": (".json",)}
    if out is not None and form is not None and out.suffix.lower() not in suffixes[form]:
        from engine import UsageError

        raise UsageError.of("CLI-009", str(out), form, known=" ".join(suffixes[form]))
    return form == "json" or (out is not None and out.suffix.lower() == ".json")
