"""`rebuild`: graphs and columns thrown away and made again from bytes and ledger."""

from __future__ import annotations

import sys

from api.cli.faults import say_warnings
from api.cli.options import STORE, Lang, Language, Store
from api.cli.output import working


def rebuild(store: Store = STORE, lang: Language = Lang.zh) -> int:
    """重建图与列。 Make graphs and columns anew."""
    from engine import Projections, entries_at, home, say

    entries = entries_at(store)
    with Projections(store, home()) as projections:
        with working(say("rebuild.progress", lang, entries=str(len(entries)))):
            warnings = projections.rebuild(entries)
        for one in projections.standing():
            counts = {"parts": str(one.parts), "rows": str(one.rows), "number": str(one.number)}
            sys.stdout.write(say(f"rebuild.{one.name}", lang, digest=one.digest, **counts) + "\n")
    say_warnings(warnings, lang)
    return 0
