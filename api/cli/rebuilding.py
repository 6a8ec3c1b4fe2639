"""`rebuild`: graphs and columns thrown away and made again from bytes and ledger."""

from __future__ import annotations

import sys
from pathlib import Path

from api.cli.faults import say_warnings
from api.cli.output import working


def rebuilt(store: Path, language: str) -> int:
    """Make both anew, and say what they hold; what cannot be read under the standard of now is a warning.

    Raises: UsageError STO-011, StoreError for a damaged ledger or evidence, PRJ-007 while a service has them.
    """
    from engine import Projections, entries_at, home, say

    entries = entries_at(store)
    with Projections(store, home()) as projections:
        with working(say("rebuild.progress", language, entries=str(len(entries)))):
            warnings = projections.rebuild(entries)
        for one in projections.standing():
            counts = {"parts": str(one.parts), "rows": str(one.rows), "number": str(one.number)}
            sys.stdout.write(say(f"rebuild.{one.name}", language, digest=one.digest, **counts) + "\n")
    say_warnings(warnings, language)
    return 0
