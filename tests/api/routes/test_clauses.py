"""The parts of an edition say what its files say, each number with its basis."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from engine import home, standard_for

EDITION = "/v1/editions/2021-draft"
OWN = "https://w3id.org/clausegraph/edition/2021-draft"


@pytest.mark.parametrize("kind", ["clauses", "requirements", "parameters", "items"])
def test_every_part_is_listed_once(web: TestClient, kind: str) -> None:
    address, found = f"{EDITION}/{kind}?limit=40", []
    while address:
        said = web.get(address).json()
        found += [one[kind.removesuffix("s")] for one in said["items"]]
        address = said["next"]
    assert found == sorted(getattr(standard_for(home(), "2021-draft").edition, kind))


def test_a_requirement_says_its_limit_and_why(web: TestClient) -> None:
    said = web.get(f"{EDITION}/requirements/product-supervision-pass-rate").json()
    (parameter,) = said["slots"][0]["parameters"]
    assert (said["number"], parameter["value"], parameter["national"], parameter["provincial"]) == (
        "9.1 a)",
        "95",
        "94",
        "93",
    )
    assert parameter["peers"] == [{"peer": "常德市", "value": "95"}]
    assert parameter["basis"] == {"assumed": False, "kind": "draftingNote", "place": "标准部分指标说明 1"}
    assert said["items"][0]["method"]["method"] == "bands"


def test_linked_data_of_a_requirement_hold_its_shape(web: TestClient) -> None:
    text = web.get(f"{EDITION}/requirements/product-supervision-pass-rate.ttl").text
    for name in ("requirement", "slot", "shape"):
        assert f"{OWN}/{name}/product-supervision-pass-rate" in text


def test_a_clause_holds_its_provisions(web: TestClient) -> None:
    said = web.get(f"{EDITION}/clauses/air").json()
    assert (said["number"], said["provisions"][0]["type"]) == ("12.1", "shall")
    assert said["requirements"] == ["air", "good-day-ratio", "pm25"]


def test_the_scale_is_marked_as_assumed(web: TestClient) -> None:
    said = web.get(f"{EDITION}/scale").json()
    assert [grade["notation"] for grade in said["grades"]] == ["A", "B", "C", "D"]
    assert all(grade["basis"]["assumed"] for grade in said["grades"])


@pytest.mark.parametrize("path", ["clauses/none", "requirements/none", "parameters/none", "items/none"])
def test_what_there_is_none_of(web: TestClient, path: str) -> None:
    assert web.get(f"{EDITION}/{path}").status_code == 404
