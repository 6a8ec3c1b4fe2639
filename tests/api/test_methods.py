"""Every address takes the methods that the document says and no other; a word beside a name is never read as the name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from api.methods import Methods, add_routes
from api.problems import add_problems
from api.routes import ROUTERS
from tests.api.town import Town

METHODS = ("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT")
NAMED = re.compile("{[^}]+}")


@pytest.fixture(scope="module")
def paths(town: Town) -> dict[str, Any]:
    """The paths of the document."""
    return town.ask("admin", "GET", "/v1/openapi.json").json()["paths"]  # type: ignore[no-any-return]


def words_beside_names(paths: dict[str, Any]) -> list[tuple[str, str]]:
    """Each path with a word where another path, the same before and after it, has a name."""
    patterns = {path: NAMED.sub("[^/]+", path) for path in paths}
    return [
        (path, other) for path in paths for other, pattern in patterns.items() if path != other and fits(path, pattern)
    ]


def fits(path: str, pattern: str) -> bool:
    return re.fullmatch(pattern, NAMED.sub("a", path)) is not None


def test_an_address_takes_the_methods_of_the_document_and_no_other(town: Town, paths: dict[str, Any]) -> None:
    for path, operations in paths.items():
        taken = sorted(map(str.upper, operations))
        for method in METHODS:
            if method not in taken:
                answer = town.ask("admin", method, town.filled(path))
                assert (answer.status_code, answer.json()["code"]) == (405, "API-405"), (method, path)
                assert answer.headers["allow"] == ", ".join(taken), (method, path)


def test_a_word_beside_a_name_is_not_read_as_the_name(town: Town, paths: dict[str, Any]) -> None:
    pairs = words_beside_names(paths)
    assert ("/v1/submissions/check", "/v1/submissions/{evidence}") in pairs
    for word, named in pairs:
        assert not NAMED.search(word), f"{word} and {named}: both have names, so neither is the nearer"
        for method in map(str.upper, paths[named]):
            if method.lower() not in paths[word]:
                answer = town.ask("admin", method, word)
                assert (answer.status_code, answer.headers["allow"]) == (405, ", ".join(map(str.upper, paths[word])))
    asked = town.ask("evaluator", "GET", "/v1/submissions/check", headers={"accept-language": "en"})
    assert "does not take GET" in asked.json()["detail"]


def test_an_operation_is_found_at_its_own_path(paths: dict[str, Any]) -> None:
    routes = [one for router in ROUTERS for one in router.routes if isinstance(one, APIRoute)]
    for path, operations in paths.items():
        for method in map(str.upper, operations):
            first = next(one for one in routes if method in one.methods and one.path_regex.match(NAMED.sub("a", path)))
            assert first.path_format == path, f"{method} {path} is taken by {first.path}"


def named(name: str, path: str, method: str) -> APIRouter:
    router = APIRouter()
    router.add_api_route(path, lambda: name, methods=[method])
    return router


def test_of_several_paths_the_one_with_the_fewest_names_is_meant() -> None:
    routers = [
        named("any", "/a/{one}", "GET"),
        named("put", "/a/{one}", "PUT"),
        named("word", "/a/b", "POST"),
        named("more", "/a/b", "PUT"),
    ]
    methods = Methods(one for router in routers for one in router.routes if isinstance(one, APIRoute))
    assert (methods.allowed("/a/b"), methods.allowed("/a/c")) == (("POST", "PUT"), ("GET", "PUT"))
    assert methods.allowed("/nowhere") == () and methods.denied() == {"/a/b": {"GET"}}
    app = FastAPI()
    add_routes(app, routers)
    add_problems(app)
    web = TestClient(app)
    assert web.get("/a/b").headers["allow"] == "POST, PUT" and web.get("/a/b").json()["code"] == "API-405"
    assert (web.get("/a/c").json(), web.post("/a/b").json()) == ("any", "word")
    assert web.get("/nowhere").status_code == 404
    assert web.request("BREW", "/openapi.json").headers["allow"] in ("GET, HEAD", "HEAD, GET")
