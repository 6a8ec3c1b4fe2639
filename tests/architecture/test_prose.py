"""Modules, public names and errors say what they are; both languages say the same."""

import ast
import re

from engine.messages import areas, known_codes
from tests.architecture.source import ROOT, modules, named, nodes, public, tree

CODE = re.compile(r"^[A-Z]{3}-\d{3}$")
PLACEHOLDER = re.compile(r"{(\w+)}")


def test_every_module_opens_with_its_job() -> None:
    found = [named(path) for path in modules("engine", "api", "tests") if tree(path).body and not first_line(path)]
    assert found == []


def first_line(path) -> str:
    return (ast.get_docstring(tree(path)) or "").partition("\n")[0]


def test_every_public_name_is_documented() -> None:
    found = [
        f"{named(path)} {node.name}"
        for path in modules("engine", "api")
        for node in public(path)
        if not ast.get_docstring(node)
    ]
    assert found == []


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(areas.ZH) == sorted(areas.EN)


def test_both_languages_have_the_same_placeholders() -> None:
    differing = {
        key for key in areas.ZH if set(PLACEHOLDER.findall(areas.ZH[key])) != set(PLACEHOLDER.findall(areas.EN[key]))
    }
    assert differing == set()


def codes_in_source() -> set[str]:
    return {
        node.value
        for path in modules("engine", "api")
        if path.parent.name != "messages" or path.stem == "__init__"
        for node in nodes(path, ast.Constant)
        if isinstance(node.value, str) and CODE.match(node.value)
    }


def test_every_code_in_the_source_has_its_page() -> None:
    assert sorted(codes_in_source() - set(known_codes())) == []


def test_every_page_belongs_to_a_code_in_the_source() -> None:
    assert sorted(set(known_codes()) - codes_in_source()) == []


def test_a_page_says_problem_expectation_and_remedy() -> None:
    wanted = {f"fault.{code}.{part}" for code in known_codes() for part in ("problem", "expected", "remedy")}
    assert sorted(wanted - set(areas.ZH)) == []


def test_the_architecture_page_names_every_package() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {
        path.parent.relative_to(ROOT).as_posix() for path in modules("engine", "api") if path.stem == "__init__"
    }
    assert sorted(one for one in packages if f"`{one}" not in page and one.replace("/", ".") not in page) == []
