"""The child process of the reasoner: it says by its exit code whether a file is consistent."""

from __future__ import annotations

import runpy
import sys
import types
from pathlib import Path

import pytest

from engine.check.hermit import main
from engine.check.reasoner import INCONSISTENT, missing_tools

MISSING = missing_tools()
needs_hermit = pytest.mark.skipif(bool(MISSING), reason=f"HermiT needs {MISSING}, which is not on this machine")
CLASHING = """
<urn:x:A> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .
<urn:x:B> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class> .
<urn:x:A> <http://www.w3.org/2002/07/owl#disjointWith> <urn:x:B> .
"""
IN_BOTH = """<urn:x:i> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:A> .
<urn:x:i> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:B> .
"""


class InconsistentError(Exception):
    """What the stand-in raises."""


class StandIn(types.ModuleType):
    """A reasoner that finds what it is told to."""

    def __init__(self, unsatisfiable: list[str], *, clash: bool) -> None:
        super().__init__("owlready2")
        self.onto_path = ["somewhere"]
        self.OwlReadyInconsistentOntologyError = InconsistentError
        self.Nothing = "Nothing"
        self.unsatisfiable, self.clash, self.loaded = unsatisfiable, clash, b""

    def World(self) -> StandIn:
        return self

    def get_ontology(self, _: str) -> StandIn:
        return self

    def load(self, fileobj, only_local: bool) -> StandIn:
        assert only_local
        self.loaded = fileobj.read()
        return self

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def sync_reasoner_hermit(self, _: object, debug: int) -> None:
        if self.clash:
            raise InconsistentError

    def inconsistent_classes(self) -> list[str]:
        return ["Nothing", *self.unsatisfiable]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.nt"
    path.write_text(CLASHING, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("unsatisfiable", "clash", "code", "said"),
    [([], False, 0, ""), (["A", "B"], False, INCONSISTENT, "A, B"), ([], True, INCONSISTENT, "inconsistent")],
)
def test_the_exit_code_says_what_was_found(
    unsatisfiable: list[str], clash: bool, code: int, said: str, file: Path, monkeypatch, capsys
) -> None:
    stand_in = StandIn(unsatisfiable, clash=clash)
    monkeypatch.setitem(sys.modules, "owlready2", stand_in)
    assert main(str(file)) == code
    assert capsys.readouterr().out == said
    assert stand_in.loaded.decode() == CLASHING and stand_in.onto_path == []


def test_as_a_process_it_ends_with_that_code(file: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "owlready2", StandIn([], clash=True))
    monkeypatch.setattr(sys, "argv", ["hermit", str(file)])
    monkeypatch.delitem(sys.modules, "engine.check.hermit")
    with pytest.raises(SystemExit) as exit_code:
        runpy.run_module("engine.check.hermit", run_name="__main__")
    assert exit_code.value.code == INCONSISTENT


@needs_hermit
@pytest.mark.parametrize(("text", "code"), [(CLASHING, 0), (CLASHING + IN_BOTH, INCONSISTENT)])
def test_hermit_itself_finds_a_clash(text: str, code: int, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    assert main(str(file)) == code
