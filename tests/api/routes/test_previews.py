"""What acts would come to, and what falls with evidence: as the command line says it, and nothing is entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import (
    EvidenceMode,
    Journal,
    Ruling,
    Thought,
    blast,
    close_case,
    decide,
    home,
    preview,
    preview_data,
    read_world,
)
from tests.api.conftest import CASES
from tests.api.routes.desk import HAND, MINE, THEIRS, digest, in_both, opened, statuses
from tests.api.town import OWN, Town
from tests.engine.store.made_up import HEADER, row

ADDRESS = f"/v1/cases/{OWN}/2020/preview"
DEPENDS = f"/v1/submissions/{digest(MINE)}/depends"
NONE = "0" * 64
PARTED = {"Content-Type": "multipart/form-data; boundary=b"}
HALF = b'--b\r\nContent-Disposition: form-data; name="waive"\r\n\r\nair\r\n--b\r\nContent-Dispo'


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = opened(tmp_path)
    yield made
    made.app.state.service.close()


def asked(town: Town, who: str = "evaluator", at: str = ADDRESS, **sent: Any) -> Any:
    return town.ask(who, "POST", at, **sent)


def test_a_preview_is_what_the_command_says_and_enters_nothing(town: Town, tmp_path: Path) -> None:
    before = (town.store / "ledger.jsonl").read_bytes()
    new = row("95.1")
    (tmp_path / "new.csv").write_bytes(new)
    said = asked(town, data={"reject": [digest(MINE)]}, files=[("file", ("new.csv", new))])
    thought = Thought(((Ruling.REJECTED, digest(MINE)),), (tmp_path / "new.csv",))
    wanted = preview(home(), town.store, OWN, 2020, thought)
    assert (said.status_code, said.json()) == (200, preview_data((wanted,)))
    assert [one["file"] for one in said.json()["cases"][0]["after"]["files"]] == ["mine.csv", "new.csv"]
    assert (town.store / "ledger.jsonl").read_bytes() == before


def test_rulings_alone_are_thought_of_without_a_file(town: Town) -> None:
    said = asked(town, at=ADDRESS + "?mode=accepted", data={"accept": [f"{digest(MINE)}#o1"]}).json()
    thought = Thought(((Ruling.ACCEPTED, f"{digest(MINE)}#o1"),))
    wanted = preview(home(), town.store, OWN, 2020, thought, mode=EvidenceMode.ACCEPTED)
    assert said == preview_data((wanted,))
    assert said["cases"][0]["before"]["lost"] is not None


def test_a_waiver_is_thought_of_as_the_command_thinks_of_it(town: Town) -> None:
    said = asked(town, data={"waive": [" air ", "12.2"]})
    wanted = preview(home(), town.store, OWN, 2020, Thought(waived=("air", "12.2")))
    assert (said.status_code, said.json()) == (200, preview_data((wanted,)))
    (case,) = said.json()["cases"]
    assert (case["before"]["waivers"], case["after"]["findings"]["air"]) == ([], "inapplicable")
    assert [len(one["requirements"]) for one in case["after"]["waivers"]] == [1, 1]


def test_a_preview_may_be_of_what_was_known(town: Town) -> None:
    assert asked(town, at=ADDRESS + "?as_known_at=2026-01-05T08:00:00Z", data={"waive": ["air"]}).status_code == 200
    early = asked(town, at=ADDRESS + "?as_known_at=2026-01-01T00:00:00Z", data={"waive": ["air"]})
    assert (early.status_code, early.json()["code"]) == (404, "STO-015")
    none = asked(town, at=ADDRESS + "?as_known_at=2026-01-01T00:00:00Z", data={"reject": [digest(MINE)]})
    assert (none.status_code, none.json()["code"]) == (404, "API-404")


def test_a_preview_is_for_those_who_may_act(town: Town) -> None:
    assert statuses(town, "POST", ADDRESS, data={"waive": ["air"]}) == {
        "nobody": 401,
        "reader": 403,
        "stranger": 403,
        "evaluator": 200,
        "editor": 200,
        "admin": 200,
    }


def test_evidence_of_others_is_as_if_it_were_not_there(town: Town) -> None:
    told = [asked(town, data={"withdraw": [name]}) for name in (digest(THEIRS), NONE)]
    assert [one.status_code for one in told] == [404, 404]
    assert told[0].text.replace(digest(THEIRS), NONE) == told[1].text
    assert asked(town, "admin", data={"withdraw": [digest(THEIRS)]}).status_code == 200


def test_a_file_that_cannot_be_taken_is_refused_at_its_cell(town: Town) -> None:
    for content, code in ((row("９５"), "EVI-008"), (THEIRS, "EVI-011")):
        answer = asked(town, files=[("file", ("new.csv", content))])
        assert answer.status_code == 422 and answer.json()["faults"][0]["where"].startswith("new.csv"), code
        in_both(
            answer,
            lambda headers, content=content: asked(town, files=[("file", ("new.csv", content))], headers=headers),
        )


def test_files_of_one_name_are_two(town: Town) -> None:
    files = [("file", ("a.csv", row("95.1"))), ("file", ("a.csv", row("95.2")))]
    (case,) = asked(town, files=files).json()["cases"]
    assert [one["file"] for one in case["after"]["files"]] == ["mine.csv", "a.csv", "a.csv"]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"data": {"accept": ["mine.csv"]}}, 422, "API-422"),
        ({"data": {"accept": [digest(MINE)] * 201}}, 422, "API-422"),
        ({"data": {"waive": [""]}}, 422, "API-422"),
        ({"data": {"waive": ["x" * 201]}}, 422, "API-422"),
        ({"data": {"waive": ["air"] * 201}}, 422, "API-422"),
        ({}, 422, "API-465"),
        ({"json": {"waive": ["air"]}}, 415, "API-463"),
        ({"content": b"waive=air"}, 415, "API-463"),
        ({"content": HALF, "headers": PARTED}, 400, "API-464"),
        ({"data": {"waive": ["nosuch"]}}, 404, "BLD-003"),
        ({"data": {"waive": ["food-safety-events"]}}, 409, "BLD-004"),
        ({"data": {"accept": [f"{digest(MINE)}#none"]}}, 422, "CAS-009"),
        ({"files": [("file", (f"{number}.csv", MINE)) for number in range(21)]}, 422, "API-422"),
    ],
)
def test_words_that_do_not_fit(town: Town, sent: dict[str, Any], status: int, code: str) -> None:
    answer = asked(town, **sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    in_both(answer, lambda headers: asked(town, **sent | {"headers": {**sent.get("headers", {}), **headers}}))


def test_a_file_of_a_closed_case_would_not_count(town: Town) -> None:
    close_case(town.app.state.service.journal, OWN, 2020, HAND)
    answer = asked(town, files=[("file", ("new.csv", row("95.1")))])
    assert (answer.status_code, answer.json()["code"]) == (409, "STO-024")


def test_what_falls_with_a_file_is_what_the_command_says(town: Town) -> None:
    said = town.ask("evaluator", "GET", DEPENDS)
    assert (said.status_code, said.json()) == (200, preview_data(blast(home(), town.store, digest(MINE))))
    (case,) = said.json()["cases"]
    assert (case["before"]["case"], case["turned"]) == (
        {"edition": "2021-draft", "subject": OWN, "year": 2020},
        [slug for slug, outcome in case["before"]["findings"].items() if outcome != case["after"]["findings"][slug]],
    )
    of_record = town.ask("evaluator", "GET", DEPENDS + "?record=o1").json()
    assert of_record == preview_data(blast(home(), town.store, f"{digest(MINE)}#o1"))
    assert of_record["cases"][0]["before"] == case["before"]
    assert town.ask("evaluator", "GET", DEPENDS + "?mode=accepted").status_code == 200
    assert town.ask("evaluator", "GET", DEPENDS, headers={"if-none-match": said.headers["etag"]}).status_code == 304


def test_many_cases_come_in_pages_that_lead_on(town: Town) -> None:
    rows = "".join(f"o{year},常德市,空气质量优良天数比例,{year},8{year % 10}.5,%\n" for year in (2021, 2022, 2023))
    several = (HEADER + rows).encode()
    sent = {"files": {"file": ("several.csv", several)}, "data": {"subject": [OWN]}}
    assert town.ask("evaluator", "POST", "/v1/submissions", **sent).status_code == 201
    address, years = f"/v1/submissions/{digest(several)}/depends?limit=2", []
    while address:
        said = town.ask("evaluator", "GET", address)
        years += [case["before"]["case"]["year"] for case in said.json()["cases"]]
        address = said.headers.get("link", "").partition(">")[0].removeprefix("<")
    assert years == [one.before.case.key.year for one in blast(home(), town.store, digest(several))]
    assert len(years) > 2 and years == sorted(years)
    assert town.ask("evaluator", "GET", DEPENDS + "?after=x").json()["code"] == "API-422"


def test_the_figures_of_a_city_fall_with_its_workbook(town: Town) -> None:
    book = (CASES / "changsha-2023/evidence.xlsx").read_bytes()
    sent = {"files": {"file": ("evidence.xlsx", book)}, "data": {"subject": ["430100"]}}
    assert town.ask("editor", "POST", "/v1/submissions", **sent).status_code == 201
    said = town.ask("editor", "GET", f"/v1/submissions/{digest(book)}/depends").json()
    fallen = {slug for case in said["cases"] for slug in case["turned"]}
    assert fallen and all(case["before"]["assessment"] != case["after"]["assessment"] for case in said["cases"])


def test_what_falls_is_told_to_those_who_see_the_file(town: Town) -> None:
    assert statuses(town, "GET", DEPENDS) == {
        "nobody": 401,
        "reader": 404,
        "stranger": 404,
        "evaluator": 200,
        "editor": 200,
        "admin": 200,
    }
    hidden, none = (town.ask("reader", "GET", f"/v1/submissions/{name}/depends") for name in (digest(MINE), NONE))
    assert hidden.text.replace(digest(MINE), NONE) == none.text


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("?record=none", 422, "CAS-009"),
        ("?record=", 422, "API-422"),
        ("?as_known_at=2026-01-01T00:00:00Z", 404, "API-404"),
        ("?as_known_at=yesterday", 422, "STO-007"),
        ("?mode=all", 422, "API-422"),
    ],
)
def test_questions_on_a_file_that_do_not_fit(town: Town, query: str, status: int, code: str) -> None:
    answer = town.ask("evaluator", "GET", DEPENDS + query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    in_both(answer, lambda headers: town.ask("evaluator", "GET", DEPENDS + query, headers=headers))


def test_a_withdrawn_file_takes_nothing_with_it(town: Town) -> None:
    journal: Journal = town.app.state.service.journal
    decide(journal, Ruling.WITHDRAWN, digest(MINE), "x", HAND, read_world(home(), ()))
    assert all(not case["turned"] for case in town.ask("evaluator", "GET", DEPENDS).json()["cases"])
