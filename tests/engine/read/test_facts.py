"""The index over our own Turtle: what cannot be told by the readers' tests."""

from pathlib import Path

import pytest

from engine.errors import OntologyError
from engine.read.facts import Facts, digest_of, parse_turtle


def test_blank_nodes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://e/a> <http://e/b> [ <http://e/c> 1 ] .", encoding="utf-8")
    assert [fault.code for fault in Facts.of(parse_turtle(path)).faults] == ["ONT-004", "ONT-004"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        parse_turtle(tmp_path / "none.ttl")
    assert error.value.faults[0].code == "ONT-003"


def test_digest_does_not_hang_on_order_or_line_ends(tmp_path: Path) -> None:
    one, two = tmp_path / "1.ttl", tmp_path / "2.ttl"
    one.write_bytes(b"a\r\nb\n")
    two.write_bytes(b"c\n")
    first = digest_of([one, two])
    one.write_bytes(b"a\nb\n")
    assert digest_of([two, one]) == first
    one.write_bytes(b"a\nb")
    assert digest_of([two, one]) != first
