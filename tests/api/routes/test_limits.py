"""The limits by URL, in the document, and in a refusal, are the same numbers."""

from __future__ import annotations

from starlette.testclient import TestClient

from engine import CAPS, CHECK_LIMITS, QUERY_LIMITS


def test_every_limit_is_told(web: TestClient) -> None:
    said = web.get("/v1/limits").json()
    assert said["files"]["bytes"] == CAPS.upload and said["files"]["seconds"] == CHECK_LIMITS.wall
    assert said["queries"]["rows"] == CAPS.rows and said["queries"]["processor_seconds"] == QUERY_LIMITS.processor
    assert said["queries"]["at_a_time"] == CAPS.workers


def test_the_document_states_them_beside_every_upload(web: TestClient) -> None:
    paths = web.get("/v1/openapi.json").json()["paths"]
    for path in ("/v1/submissions", "/v1/submissions/check"):
        said = paths[path]["post"]["description"]
        for words in (f"{CAPS.upload >> 20} MiB", f"{CHECK_LIMITS.memory >> 20} MiB", "/v1/limits"):
            assert words in said
