"""The data folders are found in a checkout."""

from pathlib import Path

import pytest

from engine.errors import OntologyError
from engine.read import home


def test_home_holds_ontology_and_shapes() -> None:
    root = home.home()
    assert (root / "ontology").is_dir() and (root / "shapes").is_dir()


def test_home_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "__file__", str(tmp_path / "engine" / "read" / "home.py"))
    with pytest.raises(OntologyError) as error:
        home.home()
    assert error.value.faults[0].code == "ONT-001"
