"""The state of a service: each case is assessed once for what is known of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from api.problems import RefusedError
from api.service import Asked, Kept, Service
from api.settings import Settings
from engine import EvidenceMode, UsageError

CHANGDE = Asked("430700", 2020, EvidenceMode.DELIVERED, 3)


@pytest.fixture(scope="module")
def service(filled_store: Path) -> Service:
    return Service(Settings(filled_store, read_only=True))


def test_an_assessment_is_found_again_by_its_hash(service: Service) -> None:
    found = service.assessment(CHANGDE)
    assert service.find(found.digest) is found
    assert service.assessment(CHANGDE) is found


def test_entries_about_others_do_not_judge_a_case_again(service: Service) -> None:
    assert service.assessment(replace(CHANGDE, known=1)) is service.assessment(CHANGDE)


def test_what_was_not_known_yet_is_not_there(service: Service) -> None:
    with pytest.raises(UsageError) as refused:
        service.assessment(replace(CHANGDE, known=0))
    assert refused.value.faults[0].code == "STO-015"


def test_a_hash_that_nobody_asked_for_is_not_there(service: Service) -> None:
    assert service.find("0" * 64) is None


def test_an_edition_that_there_is_none_of_is_missing(service: Service) -> None:
    with pytest.raises(RefusedError) as refused:
        service.standard("none")
    assert refused.value.status == 404


def test_the_values_last_asked_for_are_kept() -> None:
    kept: Kept[str, int] = Kept(2)
    assert [kept.get(key, lambda: 1) for key in "abac"] == [1, 1, 1, 1]
    assert [kept.find(key) for key in "abc"] == [1, None, 1]


def test_threads_that_make_the_same_value_get_one() -> None:
    kept: Kept[str, object] = Kept(2)
    start = threading.Barrier(4)
    found: list[object] = []

    def ask() -> None:
        start.wait()
        found.append(kept.get("a", object))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1
