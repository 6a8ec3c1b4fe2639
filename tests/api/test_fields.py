"""No field of a form is passed over: what an operation does not know, or would read only once, is refused at its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.routes.desk import MINE, THEIRS, digest, in_both, opened
from tests.api.test_rights import RIGHTS, routes
from tests.api.town import OTHER, OWN, WORLD, Town

NAMES = {"subject": OWN, "year": "2020", "evidence": digest(MINE)}
PARTS = "multipart/form-data"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = opened(tmp_path_factory.mktemp("fields"))
    yield Town(made.store, made.app, made.keys, NAMES)
    made.app.state.service.close()


def taking_forms(town: Town) -> dict[str, dict[str, Any]]:
    """The operations of the document that take a form, with the fields that they state, by path."""
    document = town.ask("admin", "GET", "/v1/openapi.json").json()
    found = {}
    for path, operations in document["paths"].items():
        form = operations.get("post", {}).get("requestBody", {}).get("content", {}).get(PARTS)
        if form is not None:
            found[path] = document["components"]["schemas"][form["schema"]["$ref"].rpartition("/")[2]]["properties"]
    return found


def sound(path: str) -> tuple[list[tuple[str, str]], tuple[str, bytes]]:
    """Words and a file that an operation takes."""
    if path == "/v1/references":
        return [("approver", "陈明")], ("world.ttl", WORLD)
    if path.endswith("/corrections"):
        return [("subject", OWN), ("reason", "更正")], ("b.csv", MINE.replace(b"84.7", b"84.8"))
    return ([] if path.endswith("/preview") else [("subject", OWN)]), ("a.csv", MINE)


def sent(town: Town, path: str, *more: tuple[str, str], files: int = 1, who: str = "admin", **headers: Any) -> Any:
    words, file = sound(path)
    parts = [*((name, (None, text.encode())) for name, text in [*words, *more]), *[("file", file)] * files]
    return town.ask(who, "POST", town.filled(path), files=parts, **headers)


def at_field(answer: Any, name: str) -> None:
    (fault,) = answer.json()["faults"]
    assert (answer.status_code, fault["code"], fault["where"]) == (422, "API-422", f"body.{name}"), answer.text


def test_every_operation_with_a_form_refuses_a_field_that_it_has_not(town: Town) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    paths = taking_forms(town)
    assert len(paths) >= 5
    for path in paths:
        at_field(sent(town, path, ("subjekt", OWN)), "subjekt")
    assert (town.store / "ledger.jsonl").read_bytes() == before
    answer = sent(town, "/v1/submissions/check", ("subjekt", OWN))
    in_both(answer, lambda headers: sent(town, "/v1/submissions/check", ("subjekt", OWN), headers=headers))
    assert "没有这一项" in answer.json()["faults"][0]["expected"]


def test_a_field_that_is_read_once_is_sent_once_and_a_list_as_often_as_there_are(town: Town) -> None:
    for path, fields in taking_forms(town).items():
        if fields["file"].get("type") == "array":
            assert sent(town, path, files=2).status_code == 200, path
        else:
            at_field(sent(town, path, files=2), "file")
    twice = sent(town, "/v1/submissions/{evidence}/corrections", ("reason", "另一个"))
    at_field(twice, "reason")
    assert sent(town, "/v1/submissions/check", ("subject", OTHER)).status_code == 200


def test_who_may_not_is_told_so_whatever_else_was_sent(town: Town) -> None:
    for path in taking_forms(town):
        assert sent(town, path, ("subjekt", OWN), who="reader").status_code == 403, path


def test_a_preview_is_of_the_place_in_its_address_and_of_no_other(town: Town) -> None:
    """A form cannot name another place, and a file can speak for none but that of the address, whoever asks."""
    preview = "/v1/cases/{subject}/{year}/preview"
    for place in (OTHER, "999999", "*", OWN):
        at_field(sent(town, preview, ("subject", place)), "subject")
    for who in ("evaluator", "admin"):
        theirs = town.ask(who, "POST", town.filled(preview), files={"file": ("theirs.csv", THEIRS)})
        assert theirs.status_code == 422 and theirs.json()["code"].startswith("EVI-"), theirs.text
        assert theirs.json()["faults"][0]["where"].startswith("theirs.csv")
    assert town.ask("stranger", "POST", town.filled(preview), files={"file": ("a.csv", MINE)}).status_code == 403


def words(town: Town, address: str) -> tuple[int, list[str]]:
    answer = town.ask("admin", "GET", town.filled(address))
    return answer.status_code, [one["where"] for one in answer.json().get("faults", ())]


def test_every_operation_refuses_a_word_of_its_address_that_it_does_not_know(town: Town) -> None:
    for name, right in RIGHTS.items():
        route = routes()[name]
        (method,) = route.methods
        address = re.sub(r"\{[^}]*\}", lambda found: NAMES.get(found[0][1:-1], "x"), route.path)
        answer = town.ask("admin", method, f"{address}?mispelt=1", **right.sent)
        assert "query.mispelt" in [one["where"] for one in answer.json()["faults"]], (name, answer.text)


@pytest.mark.parametrize("address", ["/v1/cases/{subject}/{year}", "/v1/subjects", "/v1/limits", "/id/def/Requirement"])
def test_a_misspelt_word_of_an_address_is_refused_at_its_name(town: Town, address: str) -> None:
    assert words(town, f"{address}?mod=accepted&lang=en") == (422, ["query.mod"])
    assert words(town, f"{address}?lang=en")[0] == 200


def test_a_word_that_is_read_once_is_not_written_twice(town: Town) -> None:
    assert words(town, "/v1/cases?year=2020&year=2021") == (422, ["query.year"])
    assert words(town, "/v1/cases/{subject}/{year}?mode=delivered&mode=accepted") == (422, ["query.mode"])


def test_a_word_that_may_be_written_often_may(town: Town) -> None:
    graphs = "&".join(
        f"default-graph-uri=https://w3id.org/clausegraph/{name}" for name in ("ontology", "edition/2021-draft")
    )
    assert words(town, f"/sparql?query=ASK%20%7B%7D&{graphs}")[0] == 200
