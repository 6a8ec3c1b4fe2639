"""Subjects are found by file and line; a fault that names one gets both."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import Fault, OntologyError
from engine.read.edition import read_edition
from engine.read.shapes import read_shapes
from engine.read.stretches import Stretch, placing, stretches
from tests.engine.read import small

TEXT = """@prefix ex: <https://e/> .
@prefix : <https://d/> .

ex:one a ex:Kind ;
    ex:part ex:two .

<https://e/two> a ex:Kind .
:three
    a ex:Kind .
"""


def test_each_subject_has_its_file_its_line_and_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<https://e/two> <urn:p> 1 .\n", encoding="utf-8")
    assert stretches([tmp_path / "a.ttl", tmp_path / "b.ttl"]) == {
        "https://e/one": Stretch("a.ttl", 4, "ex:one a ex:Kind ;\n    ex:part ex:two .\n"),
        "https://e/two": Stretch("a.ttl", 7, "<https://e/two> a ex:Kind ."),
        "https://d/three": Stretch("a.ttl", 8, ":three\n    a ex:Kind .\n"),
    }


def test_a_file_without_a_subject_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("# nothing\n", encoding="utf-8")
    assert stretches([tmp_path / "a.ttl"]) == {}


def test_a_fault_gets_the_place_of_what_it_names_and_another_stays(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(TEXT, encoding="utf-8")
    with pytest.raises(OntologyError) as error, placing([tmp_path / "a.ttl", tmp_path / "none.ttl"]):
        raise OntologyError((Fault("ONT-005", "https://e/two", "label"), Fault("ONT-004", "https://e/x", "_:b")))
    assert error.value.faults == (
        Fault("ONT-005", "a.ttl line 7 https://e/two", "label"),
        Fault("ONT-004", "https://e/x", "_:b"),
    )


def test_an_edition_is_refused_with_file_and_line(tmp_path: Path) -> None:
    root = small.write(tmp_path, edition=small.EDITION.replace('cg:number "9"', 'cg:numbre "9"'))
    with pytest.raises(OntologyError) as error:
        read_edition(root, "small", read_shapes(root, "small"))
    (fault,) = error.value.faults
    assert fault.code == "ONT-005"
    assert fault.where.startswith("edition.ttl line ") and fault.where.endswith("/edition/small/clause/products")
