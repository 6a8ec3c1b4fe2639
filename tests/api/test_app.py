"""The application: it opens the store for itself, and lets it go in the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from engine import Journal, StoreError


def test_the_second_writer_of_a_store_is_refused(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(StoreError) as refused:
        create_app(Settings(tmp_path))
    assert refused.value.faults[0].code == "STO-004"


def test_a_service_that_has_ended_lets_another_writer_in(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(tmp_path)), base_url="http://127.0.0.1") as client:
        assert client.get("/v1/editions").status_code == 200
    Journal(tmp_path).close()
