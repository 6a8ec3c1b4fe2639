"""Every module of the engine and of the command line has its tests at the same path; what has none says why."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import ROOT, modules, named, tree

SENTENCES = "a table of sentences: test_prose.py compares its keys and placeholders"
NOUNS = "frozen data without a method of its own"
SUITE = "run over the W3C suite in tests/conformance and against the reference lane in tests/oracle/test_lanes.py"
FORMS = "every form is read in tests/engine/read/evidence, every refusal stands in fixtures/bad"
ROWS = "run against the row by row way in tests/oracle/test_matrix.py and test_impact.py"
EXCEPTIONS = {
    "api/cli/__main__.py": "one call: tests/conftest.py starts the command line through it",
    "api/cli/options.py": "lists of words and options: tests/api/cli/test_app.py gives them wrong ones",
    "api/cli/subjects.py": "spoken to through the command line in tests/api/cli/test_answers.py",
    "api/documented.py": "what it documents is compared with answers in tests/api/test_forms.py",
    "api/asking.py": "asked with wrong words in tests/api/routes/test_cases.py",
    "api/linked.py": "asked for in tests/api/routes",
    "engine/__init__.py": "the public face: test_borders.py compares what it offers with what it imports",
    "engine/confine/zygote.py": "a process of its own: every test of engine/confine/test_pool.py speaks to it",
    "engine/model/assessment.py": NOUNS,
    "engine/model/change.py": NOUNS,
    "engine/model/columns.py": SUITE,
    "engine/model/explanation.py": NOUNS,
    "engine/model/shacl.py": NOUNS,
    "engine/model/validation.py": SUITE,
    "engine/model/world.py": NOUNS,
    "engine/plan.py": SUITE,
    "engine/read/depth.py": FORMS,
    "engine/read/looks.py": SUITE,
    "engine/read/split.py": SUITE,
    "engine/read/tables.py": SUITE,
}
ROOMS = {
    "api/schema/": "every answer is compared with its form in tests/api/test_forms.py",
    "engine/columns/": SUITE,
    "engine/compile/": SUITE,
    "engine/fast/": SUITE,
    "engine/ladder/": SUITE,
    "engine/matrix/": ROWS,
    "engine/messages/": SENTENCES,
    "engine/read/evidence/": FORMS,
    "engine/read/shacl/": SUITE,
    "engine/steps/": SUITE,
    "engine/validation/": SUITE,
}
MODULES = [
    named(path)
    for path in modules("engine", "api")
    if path.stem != "__init__" or any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree(path).body)
]


def mirror_of(module: str) -> str:
    """`engine/run/find.py` has `tests/engine/run/test_find.py`, a package with code `test_<package>.py` inside."""
    folder, _, file = module.rpartition("/")
    stem = folder.rpartition("/")[2] if file == "__init__.py" else file.removesuffix(".py")
    return f"tests/{folder}/test_{stem}.py"


def without_mirror() -> set[str]:
    return {module for module in MODULES if not (ROOT / mirror_of(module)).is_file()}


def room_of(module: str) -> str | None:
    return next((room for room in ROOMS if module.startswith(room)), None)


def test_every_module_has_its_tests_at_the_same_path_or_a_reason_why_not() -> None:
    assert sorted(one for one in without_mirror() if one not in EXCEPTIONS and room_of(one) is None) == []


@pytest.mark.parametrize("module", sorted(set(EXCEPTIONS) - {"engine/__init__.py"}))
def test_an_exception_is_a_module_that_has_no_tests_of_its_own(module: str) -> None:
    assert module in without_mirror()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_an_exception_only_while_a_module_in_it_has_no_tests(room: str) -> None:
    assert any(room_of(module) == room for module in without_mirror())


def test_a_noun_without_tests_has_no_method_that_could_be_wrong() -> None:
    found = [
        f"{module} {node.name}.{method.name}"
        for module, reason in EXCEPTIONS.items()
        if reason == NOUNS
        for node in tree(ROOT / module).body
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef)
    ]
    assert found == []


def test_a_table_of_sentences_without_tests_offers_no_function_beside_its_tables() -> None:
    found = [
        f"{module} {node.name}"
        for module in without_mirror()
        if ROOMS.get(room_of(module) or "") == SENTENCES
        for node in tree(ROOT / module).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert found == []
