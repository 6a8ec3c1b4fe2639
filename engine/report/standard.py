"""The standard as plain data: editions with their clauses, requirements and numbers, each number with its basis."""

from __future__ import annotations

from typing import Any

from engine.model.edition import Edition
from engine.model.text import Basis
from engine.report.plain import plain


def basis_data(basis: Basis | None) -> dict[str, Any]:
    """Where a statement comes from; `assumed` is the mark that must be shown with it."""
    return {"assumed": basis is not None and basis.assumed, **(plain(basis) if basis else {})}


def edition_data(edition: Edition) -> dict[str, Any]:
    """An edition without its parts: name, state, hash, total, and how many of each part it has."""
    counted = ("clauses", "requirements", "slots", "parameters", "items", "grades", "vetoes", "key_items")
    return {
        "name": edition.name,
        "label": plain(edition.label),
        "version": edition.version,
        "draft": edition.draft,
        "exercise": edition.exercise,
        "published": plain(edition.published),
        "in_force_from": plain(edition.in_force_from),
        "in_force_to": plain(edition.in_force_to),
        "digest": edition.digest,
        "total": plain(edition.total),
        "basis": basis_data(edition.basis),
        "counts": {name: len(getattr(edition, name)) for name in counted},
    }
