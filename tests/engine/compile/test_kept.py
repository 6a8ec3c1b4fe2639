"""Plans on disk: the same plan comes back, another compiler or other shapes find none, a touched file is not believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import home, standard_for
from engine.compile import compile_shapes, kept
from engine.compile.kept import Compiled, compiled_shapes, decoded, encoded
from engine.model.shacl import ShapesGraph
from engine.model.validation import Rung
from engine.read.shapes_graph import read_shapes_graph

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> ."
TEXT = f"{HEAD} x:s sh:targetClass x:C ; sh:property [ sh:path [ sh:oneOrMorePath x:p ] ; sh:minInclusive 5 ; sh:in ( 5 'a'@en ) ] ; sh:closed true ."


def graph_of(text: str = TEXT) -> ShapesGraph:
    return read_shapes_graph([(text.encode(), "ttl")])


def made_of(folder: Path | None, text: str = TEXT, highest: Rung = Rung.COMPILED) -> Compiled:
    return compiled_shapes([(text.encode(), "ttl")], folder, highest)


def alone(highest: Rung = Rung.COMPILED) -> Compiled:
    return Compiled(graph_of(), compile_shapes(graph_of(), highest))


@pytest.fixture(scope="module")
def edition() -> ShapesGraph:
    return read_shapes_graph([(standard_for(home(), "2021-draft").shapes.ntriples.encode(), "nt")])


@pytest.mark.parametrize("highest", list(Rung))
def test_a_plan_comes_back_as_it_was(highest: Rung, tmp_path: Path) -> None:
    made = made_of(tmp_path, highest=highest)
    assert made == alone(highest)
    assert made_of(tmp_path, highest=highest) == made
    assert len(list(tmp_path.iterdir())) == 1


def test_the_plan_of_the_edition_survives_its_text(edition: ShapesGraph) -> None:
    made = compile_shapes(edition)
    assert decoded(json.loads(json.dumps(encoded(made)))) == made


def test_the_kept_plan_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_of(tmp_path)
    monkeypatch.setattr(kept, "compile_shapes", lambda *_: pytest.fail("compiled again"))
    assert made_of(tmp_path) == made


@pytest.mark.parametrize(
    "other",
    [
        lambda folder, _: made_of(folder, TEXT.replace("5 ;", "6 ;")),
        lambda folder, _: made_of(folder, highest=Rung.LIFTED),
        lambda folder, patch: (patch.setattr(kept, "_compiler", lambda: "another"), made_of(folder)),
    ],
    ids=["shapes", "rung", "compiler"],
)
def test_another_question_finds_no_plan(other, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_of(tmp_path)
    other(tmp_path, monkeypatch)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "touch",
    [
        lambda body: body.replace("minInclusive", "maxInclusive"),
        lambda body: body[: len(body) // 2],
        lambda body: "",
        lambda body: body.replace('"5"', '"50"'),
    ],
)
def test_a_touched_file_is_not_believed(touch, tmp_path: Path) -> None:
    made = made_of(tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text(touch(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert made_of(tmp_path) == made


def test_what_only_looks_like_a_plan_is_none(tmp_path: Path) -> None:
    made = made_of(tmp_path)
    (path,) = tmp_path.iterdir()
    for body in ('{"$":"Rung"}', '{"$":"Nobody"}', "[1]", "{"):
        path.write_text(f"{kept.hashlib.sha256(body.encode()).hexdigest()}\n{body}", encoding="utf-8")
        assert made_of(tmp_path) == made


def test_a_folder_that_refuses_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert made_of(blocked / "plans") == alone()


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert made_of(None) == alone()
    assert list(tmp_path.iterdir()) == []
