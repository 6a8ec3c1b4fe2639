"""All rules over one edition and the meta shapes over its graph; where nothing can be concluded that is an error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.check import check
from engine.check.check import meta_problems, rule_problems
from engine.errors import EngineError, OntologyError
from tests.engine.read.small import EDITION, write

module = sys.modules[check.__module__]
META = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cg: <https://w3id.org/clausegraph/def/> .
<urn:clause> a sh:NodeShape ; sh:targetClass cg:Clause ; sh:property <urn:number> .
<urn:number> a sh:PropertyShape ; sh:path cg:number ; sh:pattern "^9" ; sh:message "begins with 9"@en .
"""
PUT_IN = "submission"


def root_with(folder: Path, edition: str = EDITION, meta: str | None = META, name: str = "edition") -> Path:
    root = write(folder, edition=edition)
    (root / "shapes/meta").mkdir(parents=True)
    if meta is not None:
        (root / "shapes/meta" / f"{name}.ttl").write_text(meta, encoding="utf-8")
    return root


def test_meta_problems_stand_before_those_of_the_rules(tmp_path: Path) -> None:
    found = check(root_with(tmp_path, EDITION.replace('cg:number "9"', 'cg:number "8"')), "small")
    codes = [one.code for one in found]
    assert codes[0] == "EDN-020" and "EDN-002" in codes and codes.index("EDN-002") > 0


def test_a_meta_shape_names_node_and_message(tmp_path: Path) -> None:
    root = root_with(tmp_path, EDITION.replace('cg:number "9"', 'cg:number "8"'))
    (found,) = meta_problems(root, "small")
    assert (found.code, found.level, found.found) == ("EDN-020", "error", "begins with 9")
    assert found.where.endswith("/clause/products")


def test_a_graph_that_satisfies_the_meta_shapes_has_no_problem(tmp_path: Path) -> None:
    assert list(meta_problems(root_with(tmp_path), "small")) == []


def test_the_shapes_of_submissions_are_not_asked_about_editions(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as error:
        list(meta_problems(root_with(tmp_path, name=PUT_IN), "small"))
    assert error.value.faults[0].code == "RUN-001"


def test_no_meta_shapes_is_an_error_and_never_a_pass(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as error:
        list(meta_problems(root_with(tmp_path, meta=None), "small"))
    (fault,) = error.value.faults
    assert (fault.code, fault.where) == ("RUN-001", "shapes/meta")


def test_meta_shapes_that_cannot_run_are_an_error_and_never_a_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(module.pyshacl, "validate", broken)
    with pytest.raises(EngineError) as error:
        list(meta_problems(root_with(tmp_path), "small"))
    assert (error.value.faults[0].code, error.value.faults[0].found) == ("RUN-002", "ZeroDivisionError: made up")


def test_where_a_name_leads_nowhere_the_other_rules_wait(tmp_path: Path) -> None:
    spoilt = EDITION.replace(
        "cg:responsible agency:office ; cg:slot slot:rate", "cg:responsible agency:lost ; cg:slot slot:rate"
    )
    assert spoilt != EDITION
    assert [(one.code, one.found) for one in rule_problems(root_with(tmp_path, spoilt), "small")] == [
        ("EDN-001", "lost")
    ]


def test_an_edition_that_there_is_none_of_is_said_before_its_shapes(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        check(root_with(tmp_path), "lost")
    assert error.value.faults[0].code == "ONT-014"
