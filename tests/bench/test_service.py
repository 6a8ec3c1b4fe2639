"""The benchmarks of the service measure what they say: every answer is looked at, a wrong one ends the run."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from tests.bench.service import Extent, measured, said
from tests.bench.service_bare import PATH
from tests.bench.service_load import Load, WrongAnswer, loaded, percentile, request
from tests.bench.service_store import bare_served

BODY = bytes(range(256)) * 1000


def test_every_connection_is_answered_with_the_right_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    for name, found in measured(Extent(connections=2, rounds=1, warm=0.02, seconds=0.1)):
        (pair,) = found
        assert min(pair.bare.answers, pair.own.answers) >= 1, name
        assert 0 < pair.own.p50 <= pair.own.p99 <= pair.own.most
        assert said(name, found)[f"{name}: share"] == pair.share
    assert "one clause, 304" in capsys.readouterr().out


def test_a_wrong_answer_ends_the_run() -> None:
    with bare_served(BODY, "application/json") as bare:
        right = Load(bare.port, (request(PATH),) * 2, 0, 0.05, 200, hashlib.sha256(BODY).hexdigest())
        assert loaded(right).answers >= 1
        assert bare.spent() > 0
        for wrong in (
            replace(right, body="0" * 64),
            replace(right, status=304),
            replace(right, requests=(request("/"),)),
        ):
            with pytest.raises(WrongAnswer):
                loaded(wrong)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert [percentile([1, 2, 3, 4], percent) for percent in (1, 50, 51, 99, 100)] == [1, 2, 3, 4, 4]
