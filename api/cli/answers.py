"""`assess` and `why`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import (
    Cases,
    CountedEvidence,
    EditionName,
    Lang,
    Language,
    Out,
    OutputForm,
    QuestionFormat,
    Reference,
    Year,
)
from api.cli.output import form_of, named, put, working, written
from api.cli.subjects import case_named, place_named, typed

if TYPE_CHECKING:
    from engine import Assessment, Order

TEXT = (".txt", ".md")


class LaneName(StrEnum):
    """Which engine gives the verdicts."""

    fast = "fast"
    reference = "reference"


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


def assess(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="EVIDENCE",
            help="案例目录或证据文件（xlsx、csv、parquet、ttl、nt、jsonld） case folders or evidence files",
        ),
    ],
    edition: EditionName = None,
    year: Year = None,
    subject: Annotated[str | None, typer.Option(help="地名或六位代码 name or six-digit code")] = None,
    reference: Reference = None,
    approver: Annotated[str, typer.Option(help="核准参考资料的人 who takes the reference files over")] = "",
    mode: CountedEvidence = None,
    closed: Annotated[bool, typer.Option("--closed", help="已过截止时间 after the cut-off for delivery")] = False,
    form: OutputForm = None,
    lane: Annotated[
        LaneName, typer.Option("--lane", help="快速车道或参考车道 the compiled shapes or pySHACL")
    ] = LaneName.fast,
    cross_check: Annotated[
        bool, typer.Option("--cross-check", help="两条车道都运行并比较 run both lanes and compare")
    ] = False,
    processes: Annotated[int, typer.Option(min=1, max=64, help="同时运行的进程数 processes to share the cases")] = 1,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """评价：读取证据、判定、计分、定级。 Read evidence, judge, score, grade."""
    chosen = form_of(out, form)
    from engine import orders_of

    files = tuple(reference or ())
    wish = Wish(edition, year, subject, mode, closed, files, approver.strip(), lane, cross_check, processes)
    return shown([wish.over(order) for order in orders_of(unfolded(paths))], wish, chosen, lang, out)


def shown(orders: Sequence[Order], wish: Wish, form: str, language: str, out: Path | None) -> int:
    """Assess orders as they stand and show them in a form of output."""
    from engine import DATA_FORMS, render, report

    found = assessed(orders, language, wish, report=form == "shacl")
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


def assessed(
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
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="地名或代码，如 常德市 name or code")],
    clause: Annotated[
        str | None, typer.Argument(metavar="CLAUSE", help="章条编号或名称，如 12.1 number or title of a clause")
    ] = None,
    cases: Cases = None,
    year: Year = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """为什么：失分与依据，直到单元格。 Why: points and grounds, down to the cell."""
    data = _as_data(out, form)
    from engine import order_of, why_data
    from engine import why as answer

    (found,) = assessed([order_of(case_named(typed(subject), cases, year))], lang)
    asked = typed(clause or "") or None
    put(written(why_data(found, asked)) if data else answer(found, asked, lang), out)
    return 0


def _as_data(out: Path | None, form: str | None) -> bool:
    """Whether JSON is wanted. Raises: UsageError CLI-002 for a suffix of neither, CLI-009 for one of the other form."""
    named(out, *TEXT, ".json")
    suffixes = {"table": TEXT, "json": (".json",)}
    if out is not None and form is not None and out.suffix.lower() not in suffixes[form]:
        from engine import UsageError

        raise UsageError.of("CLI-009", str(out), form, known=" ".join(suffixes[form]))
    return form == "json" or (out is not None and out.suffix.lower() == ".json")
