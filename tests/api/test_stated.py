"""The limits that are stated are those that the service runs with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.settings import Settings
from api.stated import limits_data, state_limits
from engine import CAPS, CHECK_LIMITS


def test_what_is_said_is_what_is_set(tmp_path: Path) -> None:
    settings = Settings(tmp_path, caps=replace(CAPS, upload=7, rows=8), check=replace(CHECK_LIMITS, memory=9))
    said = limits_data(settings)
    assert (said["files"]["bytes"], said["queries"]["rows"], said["files"]["memory_bytes"]) == (7, 8, 9)
    assert said["requests"]["upload_bytes"] == settings.limits.upload
    assert all(isinstance(value, int) for part in ("files", "queries", "requests") for value in said[part].values())


def test_the_limits_stand_beside_what_takes_files_and_nothing_else(tmp_path: Path) -> None:
    takes = {"description": "a", "requestBody": {"content": {"multipart/form-data": {}}}}
    document = {"paths": {"/a": {"post": takes}, "/b": {"get": {"description": "b"}}}}
    state_limits(document, Settings(tmp_path, caps=replace(CAPS, upload=7 << 20)))
    assert "7 MiB" in takes["description"] and takes["description"].startswith("a\n\n上限：")
    assert document["paths"]["/b"]["get"]["description"] == "b"
