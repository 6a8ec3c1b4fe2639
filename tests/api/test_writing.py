"""What is written through the service stands at its time, and a time before the last entry's is not passed over in silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine.store.journal import read_journal
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import row


def test_an_entry_dated_before_the_last_one_is_told_in_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr("api.writing.tell", lambda level, fields: told.append(fields))
    store = assessed(tmp_path)
    last = read_journal(store)[-1].act.time
    moments = [datetime.fromisoformat(last)]
    app = create_app(Settings(store, now=lambda: moments[-1]))
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as web:
        for value, seconds, count in (("84.1", 0, 0), ("84.2", 60, 0), ("84.3", -3540, 1)):
            moments.append(moments[-1] + timedelta(seconds=seconds))
            sent = {"files": {"file": (f"{value}.csv", row(value))}, "data": {"subject": ["430700"]}}
            assert web.post("/v1/submissions", **sent).status_code == 201  # numbers keep the order
            assert len(told) == count
    times = [entry.act.time for entry in read_journal(store)]
    assert told == [{"event": "clock went back", "now": times[-1], "last_entry": times[-2]}] and times[-1] < times[-2]
