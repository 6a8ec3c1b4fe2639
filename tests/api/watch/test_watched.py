"""A service is ready while its ledger can be read and its writer goes on; it says which part is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import CAPS, CHECK_LIMITS, VERSION, Act, Kind, StoreError
from engine.store.journal import read_journal
from tests.engine.store.assessed import assessed

HERE = ("127.0.0.1", 50000)
FINE = dict.fromkeys(("ledger", "writer", "keys", "audit", "children", "projections"), "ok")
ACT = Act("2026-03-01T08:00:00Z", "王", Kind.CLOSED, "430700/2020", "", ())


def client(store: Path, read_only: bool = False, whence: tuple[str, int] = HERE) -> TestClient:
    app = create_app(Settings(store, read_only=read_only))
    return TestClient(app, base_url="http://127.0.0.1", client=whence, raise_server_exceptions=False)


def test_a_whole_store_is_ready_and_a_damaged_one_is_not_though_the_process_lives(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with client(store) as web:
        said = web.get("/readyz")
        assert (said.status_code, said.json()) == (200, {"ready": True, "parts": FINE})
        path = store / "ledger.jsonl"
        path.write_bytes(b"x" + path.read_bytes()[1:])
        path.rename(store / "l")
        (store / "l").rename(path)
        path.write_bytes(path.read_bytes() + b"x\n")
        said = web.get("/readyz")
        assert said.status_code == 503
        assert said.json() == {"ready": False, "parts": FINE | {"ledger": "STO-002"}}
        assert web.get("/healthz").json() == {"alive": True}


def test_a_writer_that_has_stopped_is_not_ready_and_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(assessed(tmp_path)) as web:
        journal = web.app.state.service.journal  # type: ignore[attr-defined]

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched, pytest.raises(StoreError):
            patched.setattr("os.fsync", full)
            journal.append(ACT)
        assert web.get("/readyz").json()["parts"] == FINE | {"writer": "STO-005"}
        assert "clausegraph_writer_stopped 1.0" in web.get("/metrics").text


def test_a_ledger_that_is_not_where_it_was_is_told_before_anything_is_written(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    first = read_journal(store)[0].act
    kept = (store / "evidence" / first.about / first.detail("file")).read_bytes()
    with client(store) as web, client(store, read_only=True) as reader:
        assert web.get("/readyz").json()["parts"] == reader.get("/readyz").json()["parts"] == FINE
        (store / "ledger.jsonl").rename(store / "elsewhere")
        assert web.get("/readyz").json()["parts"] == FINE | {"ledger": "SRV-012", "writer": "SRV-012"}
        assert reader.get("/readyz").json()["parts"] == FINE | {"ledger": "SRV-012"}
        again = {"files": {"file": (first.detail("file"), kept)}, "data": {"subject": first.detail("subjects").split()}}
        said = web.post("/v1/submissions", **again)
        assert (said.status_code, said.json()["code"]) == (503, "SRV-012")
        (store / "elsewhere").rename(store / "ledger.jsonl")
        assert web.get("/readyz").status_code == reader.get("/readyz").status_code == 200


def test_a_clock_that_went_back_is_told(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    last = read_journal(store)[-1].act.time
    for ahead, said in ((-3600, "3600.0"), (0, "0.0"), (60, "0.0")):
        now = datetime.fromisoformat(last) + timedelta(seconds=ahead)
        app = create_app(Settings(store, read_only=True, now=lambda now=now: now))
        with TestClient(app, base_url="http://127.0.0.1", client=HERE) as web:
            assert f"clausegraph_clock_behind_seconds {said}" in web.get("/metrics").text


def test_the_figures_are_what_a_prometheus_reads(tmp_path: Path) -> None:
    with client(assessed(tmp_path)) as web:
        web.get("/v1/editions")
        found = {one.name: one for one in text_string_to_metric_families(web.get("/metrics").text)}
    assert found["clausegraph_build_info"].samples[0].labels == {"version": VERSION}
    assert found["clausegraph_children_queries_killed"].type == found["clausegraph_projection_mended"].type == "counter"
    assert found["clausegraph_projection_behind"].type == "gauge"
    assert all(one.documentation and one.name.startswith(("clausegraph_", "process_")) for one in found.values())


def test_keys_and_an_audit_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with client(store) as web, client(store, read_only=True) as reader:
        (store / "keys.jsonl").write_bytes(b"x\n")
        (store / "audit.jsonl").unlink(missing_ok=True)
        (store / "audit.jsonl").symlink_to(store / "elsewhere")
        assert web.get("/readyz").json()["parts"] == FINE | {"keys": "KEY-004", "audit": "STO-001"}
        assert reader.get("/readyz").json()["parts"] == FINE | {"keys": "KEY-004"}


def test_a_reader_is_ready_beside_the_writer_and_says_that_it_does_not_write(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with client(store), client(store, read_only=True) as reader:
        assert reader.get("/readyz").json()["ready"] is True
        assert "clausegraph_writer 0.0" in reader.get("/metrics").text


def test_figures_are_told_here_and_to_admins_alone(tmp_path: Path) -> None:
    store = assessed(tmp_path)
    with client(store) as web:
        assert "clausegraph_ledger_entries 5.0" in web.get("/metrics").text
        assert web.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
    with client(store, whence=("203.0.113.9", 50000)) as web:
        assert web.get("/metrics").status_code == 401
        assert web.get("/healthz").status_code == web.get("/readyz").status_code == 200


def test_children_that_cannot_be_had_are_named_and_their_ends_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(assessed(tmp_path), caps=replace(CAPS, workers=1), check=replace(CHECK_LIMITS, processor=0))
    with TestClient(create_app(settings), base_url="http://127.0.0.1", client=HERE) as web:
        sent = {"files": {"file": ("a.csv", b"x")}, "data": {"subject": ["430700"]}}
        assert web.post("/v1/submissions/check", **sent).json()["code"] == "CHI-002"
        figures = web.get("/metrics").text
        assert (
            "clausegraph_children_files_killed_total 1.0" in figures
            and "clausegraph_children_queries_free 1.0" in figures
        )
        assert web.get("/readyz").json()["parts"] == FINE
        service = web.app.state.service  # type: ignore[attr-defined]
        service.confined.pool._process.kill()
        service.confined.pool._process.wait()
        monkeypatch.setattr("sys.executable", "/bin/false")
        said = web.get("/readyz")
        assert (said.status_code, said.json()["parts"]) == (503, FINE | {"children": "CHI-006"})


def test_projections_say_how_far_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(assessed(tmp_path)) as web:
        assert "clausegraph_projection_behind 5.0" in web.get("/metrics").text
        projected = web.app.state.service.projected  # type: ignore[attr-defined]
        projected._step()  # as its thread does, which is not begun: nothing happens beside the test
        figures = web.get("/metrics").text
        assert "clausegraph_projection_entries 5.0" in figures and "clausegraph_projection_behind 0.0" in figures
        monkeypatch.setattr(projected, "_fault", "PRJ-007")
        assert web.get("/readyz").json()["parts"] == FINE | {"projections": "PRJ-007"}
        projected._let_go()


def test_figures_name_routes_by_their_template_and_take_no_word_of_a_client(tmp_path: Path) -> None:
    with client(assessed(tmp_path)) as web:
        web.get("/v1/errors/EVI-001")
        web.get("/v1/errors/EVI-002.json")
        web.get("/made/up/by/a/client")
        web.request("FOUND", "/v1/editions")
        figures = web.get("/metrics").text
    assert 'clausegraph_requests_total{method="GET",route="/v1/errors/{code}",status="200"} 2.0' in figures
    assert 'method="GET",route="none",status="404"' in figures
    assert 'method="other"' in figures
    assert "made/up" not in figures and "FOUND" not in figures


def test_no_probe_needs_a_key_or_the_name_of_a_host_and_none_takes_a_write(tmp_path: Path) -> None:
    with client(assessed(tmp_path)) as web:
        assert web.get("/healthz", headers={"Host": "elsewhere.example"}).status_code == 200
        assert web.head("/healthz").status_code == 200
        assert web.post("/healthz").status_code in (401, 404, 405)
