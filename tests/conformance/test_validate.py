"""Empty lists of shapes, and property shapes that are reached twice, on every rung (SHACL, 4.6 and 4.8.2)."""

from __future__ import annotations

import pytest

from engine.errors import EngineError
from engine.model.validation import Rung, Validation
from engine.validation import validate

HEAD = "@prefix ex: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . "
DATA = "ex:a ex:q ex:c ; ex:p 1 . ex:b ex:q ex:c . ex:c ex:p 5 ."
ABOVE = [Rung.COMPILED, Rung.LIFTED, Rung.FOCUS]


def found(shapes: str, highest: Rung = Rung.COMPILED, data: str = DATA) -> Validation:
    return validate([((HEAD + data).encode(), "ttl")], [((HEAD + shapes).encode(), "ttl")], highest=highest)


def focus(validation: Validation) -> list[str]:
    return [node.rpartition("/")[2][:-1] for node in validation.table["focus"]]


@pytest.mark.parametrize(
    ("constraint", "failing"),
    [
        ("sh:and ()", []),
        ("sh:or ()", ["a"]),
        ("sh:xone ()", ["a"]),
        ("sh:not [ sh:and () ]", ["a"]),
        ("sh:not [ sh:or () ]", []),
        ("sh:not [ sh:xone () ]", []),
        ("sh:and ( [ sh:and () ] [ sh:not [ sh:or () ] ] )", []),
        ("sh:xone ( [ sh:and () ] [ sh:or () ] )", []),
        ("sh:xone ( [ sh:and () ] [ sh:and () ] )", ["a"]),
        ("sh:property [ sh:path ex:p ; sh:or () ]", ["a"]),
        ("sh:property [ sh:path ex:none ; sh:or () ]", []),
        ("sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:and () ] ; sh:qualifiedMinCount 1 ]", []),
        ("sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:or () ] ; sh:qualifiedMinCount 1 ]", ["a"]),
    ],
)
def test_of_no_shapes_all_hold_and_none_does(constraint: str, failing: list[str]) -> None:
    assert focus(found(f"ex:S sh:targetNode ex:a ; {constraint} .")) == failing


@pytest.mark.parametrize("name", ["and", "or", "xone"])
def test_pyshacl_is_not_asked_about_empty_lists(name: str) -> None:
    with pytest.raises(EngineError, match=r"LAD-005.*empty-list"):
        found(f"ex:S sh:targetNode ex:a ; sh:{name} () .", Rung.PYSHACL)


@pytest.mark.parametrize("rung", list(Rung))
def test_a_property_shape_reports_once_for_each_way(rung: Rung) -> None:
    inner = "ex:P sh:path ex:p ; sh:maxInclusive 4 ."
    shapes = f"ex:S sh:targetSubjectsOf ex:q ; sh:property [ sh:path ex:q ; sh:property ex:P ] . {inner}"
    assert focus(found(shapes, rung)) == ["c", "c"]


@pytest.mark.parametrize("rung", list(Rung))
def test_a_query_of_a_property_shape_is_told_once_for_each_way(rung: Rung) -> None:
    inner = 'ex:P sh:path ex:p ; sh:sparql [ sh:select "SELECT $this ?value { $this $PATH ?value }" ] .'
    shapes = f"ex:S sh:targetSubjectsOf ex:q ; sh:property [ sh:path ex:q ; sh:property ex:P ] . {inner}"
    assert focus(found(shapes, rung)) == ["c", "c"]


@pytest.mark.parametrize("rung", ABOVE)
@pytest.mark.parametrize("path", ["ex:p*", "ex:p?", "(ex:p|ex:q)*", "^ex:p*/ex:q?"])
def test_a_path_of_no_steps_leads_to_a_node_that_the_data_lack(path: str, rung: Rung) -> None:
    query = f"SELECT $this ?value {{ $this {path.replace('ex:', 'e:')} ?value }}"
    shapes = f'ex:S sh:targetNode ex:nowhere ; sh:sparql [ sh:select "PREFIX e: <http://e/> {query}" ] .'
    validation = found(shapes, rung)
    assert validation.table["value"].to_list() == ["<http://e/nowhere>"]
    assert validation.decided[0].rung is Rung.PYSHACL
    assert "no steps" in validation.decided[0].reason
