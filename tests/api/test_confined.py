"""A file that ends its reader is refused with the limit it met; a full queue and a missing child have statuses of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import CAPS, CHECK_LIMITS, EngineError, EvidenceError, Hand, Journal, UsageError, home, take_over
from engine.confine.jobs import Job
from tests.api.conftest import NOW
from tests.api.routes.test_submissions import FILE, sent

DEEP = b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * 20_000 + b"1" + b" )>>" * 20_000 + b" ."
WORLD = (home() / "fixtures/world/fictional.ttl").read_bytes()
LARGE = (b"a," * 100 + b"\n") * 5_000
ROW = "编号,评价对象,指标,年度,数值,单位\no1,{place},空气质量优良天数比例,2020,90.0,%\n"


@contextmanager
def client(store: Path, **settings: Any) -> Iterator[TestClient]:
    app = create_app(Settings(store, now=lambda: NOW, **settings))
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 40000)) as web:
        yield web


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with client(tmp_path / "store") as made:
        yield made


def test_a_file_that_ends_its_reader_is_refused_by_name_and_the_service_lives_on(
    web: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "deep.ttl"
    deep.write_bytes(DEEP)
    me, service = os.getpid(), web.app.state.service  # type: ignore[attr-defined]
    with monkeypatch.context() as patched:
        patched.setattr(
            "engine.confine.asking.Job", SimpleNamespace(check=Job.reference)
        )  # a reader that looks at no depth first
        patched.setattr("engine.confine.asking._world", lambda *_: {"root": str(home()), "references": [str(deep)]})
        for to in ("", "/check"):
            said = sent(web, b"x", "深.ttl", to)
            assert (said.status_code, said.json()["code"]) == (422, "CHI-003")
            assert said.json()["faults"][0]["where"] == "深.ttl" and said.json()["faults"][0]["remedy"]
    assert service.confined.pool.load()["files"].ended["CHI-003"] >= 2
    assert os.getpid() == me and sent(web).status_code == 201
    assert web.get("/v1/ledger").json()["items"][0]["details"]["file"] == "evidence.xlsx"


@pytest.mark.parametrize(
    ("limits", "status", "code", "cap"),
    [
        ({"processor": 0}, 422, "CHI-002", "0"),
        ({"memory": 1 << 20}, 413, "CHI-001", "1 MiB"),
        ({"answer": 1}, 422, "CHI-004", "1 "),
    ],
)
def test_the_limit_that_a_file_met_is_said_with_its_value(
    tmp_path: Path, limits: dict[str, int], status: int, code: str, cap: str
) -> None:
    with client(tmp_path / "store", check=replace(CHECK_LIMITS, **limits)) as web:
        said = sent(web, LARGE, "a.csv")
        assert (said.status_code, said.json()["code"]) == (status, code)
        assert cap in said.json()["faults"][0]["expected"] and said.json()["faults"][0]["remedy"]
        assert web.get("/v1/ledger").json()["items"] == []


def test_a_file_above_the_cap_is_too_large(tmp_path: Path) -> None:
    with client(tmp_path / "store", caps=replace(CAPS, upload=100)) as web:
        said = sent(web)
        assert (said.status_code, said.json()["code"]) == (413, "EVI-002")
        assert "100" in said.json()["faults"][0]["expected"]


def test_a_full_queue_and_no_child_have_their_statuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(tmp_path / "store", caps=replace(CAPS, workers=0, queue=0)) as web:
        said = sent(web)
        assert (said.status_code, said.json()["code"], said.headers["retry-after"]) == (429, "CHI-005", "1")
    with client(tmp_path / "store", caps=replace(CAPS, workers=1)) as web:
        monkeypatch.setattr("sys.executable", "/bin/false")
        said = sent(web)
        assert (said.status_code, said.json()["code"], said.headers["retry-after"]) == (503, "CHI-006", "5")


def test_a_place_that_a_reference_file_brings_is_known_to_uploads_rulings_and_pages(tmp_path: Path) -> None:
    store = tmp_path / "store"
    row = ROW.format(place="990100").encode()
    with client(store) as web:
        assert sent(web, row, "a.csv", subject=["990100"]).status_code == 422
        assert web.get("/v1/subjects/990100").status_code == 404
    with Journal(store) as journal:
        take_over(journal, home(), "world.ttl", WORLD, "陈审核", Hand("王", "2026-01-01T08:00:00Z"))
    with client(store) as web:
        digest = sent(web, row, "a.csv", subject=["990100"]).json()["evidence"]
        wish = {"ruling": "accepted", "record": "o1", "reason": "已核"}
        assert web.post(f"/v1/submissions/{digest}/rulings", json=wish).status_code == 201
        assert web.get("/v1/subjects/990100").status_code == 200


def test_a_reference_file_is_read_in_a_child_beside_those_taken_before(web: TestClient, tmp_path: Path) -> None:
    service = web.app.state.service  # type: ignore[attr-defined]
    service.check_reference("-", "world.ttl", WORLD)
    with pytest.raises(EvidenceError) as error:
        service.check_reference("-", "x.ttl", b"<a> <b>")
    assert (error.value.faults[0].code, error.value.faults[0].where) == ("ONT-002", "x.ttl:1:8")
    with pytest.raises(EngineError) as crash:
        service.check_reference("-", "深.ttl", DEEP)
    assert (crash.value.faults[0].code, crash.value.faults[0].where) == ("CHI-003", "深.ttl")
    with pytest.raises(UsageError) as large:
        service.check_reference("-", "large.ttl", bytes(CAPS.upload + 1))
    assert large.value.faults[0].code == "STO-020"


def test_children_are_ready_before_they_are_needed_and_end_with_the_service(tmp_path: Path) -> None:
    with client(tmp_path / "store", caps=replace(CAPS, workers=1)) as web:
        service = web.app.state.service  # type: ignore[attr-defined]
        service.start()
        assert sent(web, FILE).status_code == 201
        pid = service.confined.pool._process.pid
    assert not Path(f"/proc/{pid}").exists()
