"""`impact`: what a change of the edition would do to all cases at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.answers import unfolded
from api.cli.options import Cases, Lang, Language, Out, QuestionFormat
from api.cli.output import chosen_form, put, working, written
from api.cli.subjects import default_cases, typed

if TYPE_CHECKING:
    from engine import Order

OPTIONS = "--set, --points, --band, --grade, --veto, --window, --off"
Words = list[str] | None


def impact(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[CASES]...", help="案例目录，默认全部案例 case folders, all when none is named"),
    ] = None,
    parameter: Annotated[Words, typer.Option("--set", help="参数=数值 PARAMETER=NUMBER")] = None,
    points: Annotated[Words, typer.Option(help="评分项=分值 ITEM=NUMBER")] = None,
    band: Annotated[Words, typer.Option(help="评分项:档=界限 ITEM:BAND=NUMBER")] = None,
    grade: Annotated[Words, typer.Option(help="等级=最低分，如 A=910 GRADE=NUMBER")] = None,
    veto: Annotated[Words, typer.Option(help="否决项=等级或 off VETO=GRADE or off")] = None,
    window: Annotated[Words, typer.Option(help="取值位=年数 SLOT=YEARS")] = None,
    off: Annotated[Words, typer.Option(help="不评的章条 a clause not to assess")] = None,
    near: Annotated[str, typer.Option(help="离等级界限多近算接近（分） points that count as near")] = "5",
    cases: Cases = None,
    form: QuestionFormat = None,
    lang: Language = Lang.zh,
    out: Out = None,
) -> int:
    """影响：改动标准后各地的得失。 Impact: who would gain or lose."""
    chosen = chosen_form(out, form, "impact")
    from engine import UsageError, built_cases, changes_of, home, impact_data, impact_on, impact_text, parse_number, say

    said = {
        "set": parameter,
        "points": points,
        "band": band,
        "grade": grade,
        "veto": veto,
        "window": window,
        "off": off,
    }
    distance = parse_number(near)
    if distance is None or distance < 0:
        raise UsageError.of("IMP-004", "--near NUMBER", near)
    if not any(said.values()):
        raise UsageError.of("IMP-005", "impact", OPTIONS)
    orders = _orders(paths, cases)
    with working(say("demo.progress", lang, n=str(len(orders)))):
        built = built_cases(home(), orders)
        words = {sort: [typed(one) for one in every or ()] for sort, every in said.items()}
        found = impact_on(built, changes_of(built[0].standard.edition, words))
    put(written(impact_data(found, distance)) if chosen == "json" else impact_text(found, lang, distance), out)
    return 0


def _orders(paths: Sequence[Path] | None, cases: Path | None) -> Sequence[Order]:
    """The paths named, else every case folder of the folder of cases."""
    from engine import orders_of

    return orders_of(unfolded(paths or [cases or default_cases()]))
