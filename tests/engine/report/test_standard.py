"""The standard as plain data: every number with its basis."""

from __future__ import annotations

from engine.assess import standard_for
from engine.model.text import Basis, BasisKind, Text
from engine.read.home import home
from engine.report.standard import basis_data, edition_data


def test_an_assumed_number_bears_its_mark_and_reason() -> None:
    said = basis_data(Basis(BasisKind.ASSUMED, reason=Text("甲", "a")))
    assert said == {"assumed": True, "kind": "assumed", "reason": {"zh": "甲", "en": "a"}}
    assert basis_data(Basis(BasisKind.DRAFTING_NOTE, "9.1")) == {
        "assumed": False,
        "kind": "draftingNote",
        "place": "9.1",
    }
    assert basis_data(None) == {"assumed": False}


def test_an_edition_counts_its_parts() -> None:
    edition = standard_for(home(), "2021-draft").edition
    said = edition_data(edition)
    assert said["counts"]["items"] == len(edition.items)
    assert said["published"] is None
    assert said["total"] == "1000"
