"""Files through the service: checked, kept once, ruled on; with a fault nothing is kept."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import home, verify
from engine.store import journal

FILE = (home() / "fixtures" / "cases" / "changde-2020" / "evidence.xlsx").read_bytes()
DIGEST = hashlib.sha256(FILE).hexdigest()
BAD = "编号,评价对象,指标,年度,数值,单位\no1,常德市,空气质量优良天数比例,2020,９５,%\n".encode()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(tmp_path / "store", now=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC)))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as client:
        yield client


def sent(web: TestClient, content: bytes = FILE, name: str = "evidence.xlsx", to: str = "", **more: Any) -> Any:
    data = {"subject": more.pop("subject", ["430700"])}
    return web.post(f"/v1/submissions{to}", files={"file": (name, content)}, data=data, **more)


def test_a_file_is_kept_and_entered_in_the_callers_name(writer: TestClient, tmp_path: Path) -> None:
    answer = sent(writer)
    said = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"/v1/submissions/{DIGEST}")
    assert (said["evidence"], said["new"], said["entry"]["actor"]) == (DIGEST, True, "local")
    assert writer.get(answer.headers["location"] + "/content").content == FILE
    assert verify(tmp_path / "store").faults == ()
    assert writer.get("/v1/cases/430700/2020").status_code == 200


def test_the_same_bytes_are_entered_once(writer: TestClient) -> None:
    first, again = sent(writer), sent(writer, name="copy.xlsx")
    assert (again.status_code, again.json()["new"], again.json()["entry"]) == (200, False, first.json()["entry"])
    assert len(writer.get("/v1/ledger").json()["items"]) == 1


def test_a_full_disk_is_said_nothing_more_is_taken_and_reading_goes_on(
    writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = sent(writer).json()["entry"]

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    other = BAD.replace("９５".encode(), b"95")
    with monkeypatch.context() as patched:
        patched.setattr(journal, "add_whole", full)
        first = sent(writer, other, "a.csv")
    for answer, code in ((first, "STO-001"), (sent(writer, other, "a.csv"), "STO-005")):
        assert (answer.status_code, answer.json()["code"]) == (507, code), answer.text
        assert "磁盘已满" in answer.json()["detail"]
    assert [one["hash"] for one in writer.get("/v1/ledger").json()["items"]] == [entered["hash"]]
    assert writer.get("/v1/cases/430700/2020").status_code == 200


def test_a_faulty_file_is_refused_at_its_cells_and_not_kept(writer: TestClient, tmp_path: Path) -> None:
    answer = sent(writer, BAD, "坏.csv")
    said = answer.json()
    assert (answer.status_code, said["count"]) == (422, 1)
    assert said["faults"][0]["where"].startswith("坏.csv")
    assert said["faults"][0]["remedy"]
    assert writer.get("/v1/ledger").json()["items"] == []
    assert verify(tmp_path / "store").left == ()


def test_check_only_tells_the_same_faults_and_keeps_nothing(writer: TestClient) -> None:
    checked = sent(writer, BAD, "坏.csv", "/check").json()
    assert (checked["sound"], checked["faults"]) == (False, sent(writer, BAD, "坏.csv").json()["faults"])
    fine = sent(writer, to="/check").json()
    assert (fine["sound"], fine["evidence"], fine["faults"]) == (True, DIGEST, [])
    assert writer.get("/v1/ledger").json()["items"] == []


def test_a_file_speaks_for_the_places_named_only(writer: TestClient) -> None:
    assert sent(writer, subject=["430100"]).status_code == 422
    assert sent(writer, subject=[]).json()["code"] == "API-422"
    assert sent(writer, subject=["43"]).json()["code"] == "API-422"


def test_who_acts_on_an_older_version_is_told(writer: TestClient) -> None:
    version = writer.get("/v1/subjects/430700").json()["version"]
    assert sent(writer, headers={"if-match": f'"{version}"'}).status_code == 201
    late = sent(writer, FILE + b"", headers={"if-match": f'"{version}"'})
    newer = writer.get("/v1/subjects/430700").json()["version"]
    assert (late.status_code, late.json()["code"]) == (412, "API-412")
    assert newer in late.json()["faults"][0]["expected"]
    assert newer != version


def test_rulings_are_entered_and_count(writer: TestClient) -> None:
    sent(writer)
    at = f"/v1/submissions/{DIGEST}"
    done = writer.post(f"{at}/rulings", json={"ruling": "accepted", "reason": "原件已核"})
    assert (done.status_code, done.json()["entry"]["kind"]) == (201, "accepted")
    record = writer.post(
        f"{at}/rulings", json={"ruling": "withdrawn", "record": "good-days-counties", "reason": "口径不同"}
    )
    assert record.json()["entry"]["about"] == f"{DIGEST}#good-days-counties"
    said = writer.get(at).json()
    assert (said["standing"], [one["kind"] for one in said["rulings"]]) == ("accepted", ["accepted", "withdrawn"])
    for address in (at, "/v1/submissions"):
        turtle = writer.get(address, headers={"Accept": "text/turtle"}).text
        assert [kind for kind in ("submitted", "accepted", "withdrawn") if f'"{kind}"' not in turtle] == [], address


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"ruling": "accepted", "reason": ""}, 422, "API-422"),
        ({"ruling": "accepted", "reason": "  "}, 422, "STO-006"),
        ({"ruling": "maybe", "reason": "x"}, 422, "API-422"),
        ({"ruling": "accepted", "record": "none", "reason": "x"}, 422, "CAS-009"),
        ({"ruling": "accepted", "reason": "x", "by": "someone"}, 422, "API-422"),
    ],
)
def test_rulings_that_cannot_be_entered(writer: TestClient, wish: dict[str, str], status: int, code: str) -> None:
    sent(writer)
    answer = writer.post(f"/v1/submissions/{DIGEST}/rulings", json=wish)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(writer.get("/v1/ledger").json()["items"]) == 1


def test_what_there_is_none_of(writer: TestClient) -> None:
    for address in ("", "/content"):
        assert writer.get(f"/v1/submissions/{'0' * 64}{address}").status_code == 404
    assert (
        writer.post(f"/v1/submissions/{'0' * 64}/rulings", json={"ruling": "accepted", "reason": "x"}).status_code
        == 404
    )


def test_a_reader_process_takes_no_writes(web: TestClient) -> None:
    assert (sent(web).status_code, sent(web).json()["code"]) == (503, "SRV-002")
