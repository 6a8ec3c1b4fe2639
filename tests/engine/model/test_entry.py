"""An act gives its details by name; the kinds that rule on evidence have the words of the rulings."""

from engine.model.entry import Act, Kind
from engine.model.evidence import Ruling


def test_a_detail_is_found_by_name_and_is_empty_where_there_is_none() -> None:
    act = Act("2026-11-26T00:00:00Z", "王", Kind.SUBMITTED, "a" * 64, details=(("file", "e.csv"), ("size", "3")))
    assert [act.detail(name) for name in ("file", "size", "subjects")] == ["e.csv", "3", ""]


def test_every_ruling_is_a_kind_of_entry() -> None:
    assert {ruling.value for ruling in Ruling} <= {kind.value for kind in Kind}
