"""What may stand where: exact numbers, time and chance from outside, RDF at the rim, one face for `api/`."""

import ast

import pytest

from tests.architecture.source import functions, imported, is_dataclass, modules, named, nodes, tree

FLOATS = {
    "engine/read/evidence/workbook.py",  # Excel stores numbers as binary floats; it alone reads them
    "engine/columns/values.py",  # xsd:double is a binary number; it alone turns one into an exact decimal
    "engine/errors.py",  # how much a suggested name must be alike
}
RIM = (
    "engine/validation/",
    "engine/read/",
    "engine/ladder/",
    "engine/report/",
    "engine/check/",
    "engine/reference/",
    "engine/query/",
    "engine/store/projections/graph",  # the store of triples itself
)
RDF = {"rdflib", "pyshacl", "pyoxigraph", "owlready2"}
CLOCKS = {"time", "random", "uuid", "secrets"}
TIMERS = ("engine/confine/",)  # ends what takes too long; no answer hangs on the time
NOW = {"now", "today", "utcnow"}
BANNED = {"manager", "helper", "helpers", "utils", "util", "handler", "processor", "base", "common"}
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400


def test_no_binary_float_stands_on_a_judged_path() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in modules("engine")
        if named(path) not in FLOATS
        for node in nodes(path, ast.Constant, ast.Name)
        if isinstance(getattr(node, "value", None), float) or getattr(node, "id", "") == "float"
    ]
    assert found == []


def test_no_module_of_the_engine_takes_the_time_or_a_chance() -> None:
    found = [
        f"{named(path)} {name}"
        for path in modules("engine")
        if not named(path).startswith(TIMERS)
        for name in imported(path)
        if name.split(".")[0] in CLOCKS
    ]
    found += [
        f"{named(path)}:{node.lineno} {node.attr}"
        for path in modules("engine")
        for node in nodes(path, ast.Attribute)
        if node.attr in NOW
    ]
    assert found == []


def test_rdf_libraries_stay_at_the_rim() -> None:
    found = [
        f"{named(path)} {name}"
        for path in modules("engine", "api")
        if not named(path).startswith(RIM)
        for name in imported(path)
        if name.split(".")[0] in RDF
    ]
    assert found == []


def test_api_uses_the_public_face_only() -> None:
    found = [
        f"{named(path)} {name}" for path in modules("api") for name in imported(path) if name.startswith("engine.")
    ]
    assert found == []


def test_the_public_face_says_all_that_it_offers() -> None:
    face = next(path for path in modules("engine") if named(path) == "engine/__init__.py")
    names = [alias.asname or alias.name for node in nodes(face, ast.ImportFrom) for alias in node.names]
    offered = next(
        ast.literal_eval(node.value) for node in tree(face).body if isinstance(node, ast.Assign | ast.AnnAssign)
    )
    assert sorted(offered) == sorted(names)


def test_every_noun_of_the_model_is_frozen() -> None:
    found = [
        f"{named(path)} {node.name}"
        for path in modules("engine/model")
        for node in nodes(path, ast.ClassDef)
        if is_dataclass(node) and "frozen=True" not in ast.unparse(node.decorator_list[0])
    ]
    assert found == []


def test_no_name_says_nothing() -> None:
    words = [(path, word) for path in modules("engine", "api") for word in path.stem.lower().split("_")]
    words += [
        (path, word)
        for path in modules("engine", "api")
        for node in nodes(path, ast.ClassDef, ast.FunctionDef)
        for word in node.name.lower().split("_")
    ]
    assert [f"{named(path)} {word}" for path, word in words if word in BANNED] == []


def test_no_module_is_too_long() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules("engine", "api")}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    found = [
        f"{named(path)} {node.name}"
        for path in modules("engine", "api")
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert found == []


@pytest.mark.parametrize("builtin", ["ValueError", "KeyError", "RuntimeError", "TypeError", "Exception"])
def test_no_built_in_error_is_raised_by_the_engine(builtin: str) -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in modules("engine")
        for node in nodes(path, ast.Raise)
        if node.exc is not None and ast.unparse(node.exc).split("(")[0] == builtin
    ]
    assert found == []


def test_nothing_is_swallowed() -> None:
    found = [
        f"{named(path)}:{node.lineno}"
        for path in modules("engine", "api")
        for node in nodes(path, ast.ExceptHandler)
        if len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
    assert found == []
