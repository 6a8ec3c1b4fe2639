"""`impact`: what a change of the edition would do to all cases at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.answers import unfolded
from api.cli.output import put, working
from api.cli.subjects import default_cases, typed
from api.cli.whynot import chosen_form, written

if TYPE_CHECKING:
    from engine import Order

OPTIONS = "--set, --points, --band, --grade, --veto, --window, --off"


def impact(
    paths: Sequence[Path],
    cases: Path | None,
    said: Mapping[str, Sequence[str]],
    near: str,
    form: str | None,
    language: str,
    out: Path | None,
) -> int:
    """Build the cases, try the changes on them, and say whose score and grade they would change.

    Raises: what `chosen_form` raises, UsageError IMP-001 to IMP-005, and what reading the cases raises.
    """
    form = chosen_form(out, form, "impact")
    from engine import UsageError, built_cases, changes_of, home, impact_data, impact_on, impact_text, parse_number, say

    distance = parse_number(near)
    if distance is None or distance < 0:
        raise UsageError.of("IMP-004", "--near NUMBER", near)
    if not any(said.values()):
        raise UsageError.of("IMP-005", "impact", OPTIONS)
    orders = _orders(paths, cases)
    with working(say("demo.progress", language, n=str(len(orders)))):
        built = built_cases(home(), orders)
        words = {sort: [typed(one) for one in every] for sort, every in said.items()}
        found = impact_on(built, changes_of(built[0].standard.edition, words))
    put(written(impact_data(found, distance)) if form == "json" else impact_text(found, language, distance), out)
    return 0


def _orders(paths: Sequence[Path], cases: Path | None) -> Sequence[Order]:
    """The paths named, else every case folder of the folder of cases."""
    from engine import orders_of

    return orders_of(unfolded(paths or [cases or default_cases()]))
