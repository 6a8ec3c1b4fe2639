"""The state of a service: each case is assessed once for what is known of it."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from api.problems import RefusedError
from api.service import Asked, Service, head_of
from api.settings import Settings
from engine import EvidenceMode, Journal, UsageError, close_case
from tests.api.conftest import MADE

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


def test_subjects_are_those_of_the_ledger_as_it_stands_and_as_it_stood(service: Service) -> None:
    assert service.subjects() == ("430100", "430300", "430700")
    assert service.subjects("2025-12-31T23:59:59Z") == ()


def test_a_ground_is_loaded_once_for_a_head_of_the_ledger(service: Service) -> None:
    asked = (("430300", "430700"), 2020, EvidenceMode.DELIVERED)
    assert service.grounds(*asked) is service.grounds(list(asked[0]), *asked[1:])
    (found,) = service.grounds(*asked)
    assert [one.key.code for one in found.matrix.cases] == ["430300", "430700"]
    assert service.grounds(("430300",), 2020, EvidenceMode.DELIVERED) != (found,)


def test_a_ground_is_loaded_anew_once_a_case_in_it_has_changed(filled_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(filled_store, tmp_path / "store"))
    service = Service(Settings(store, read_only=True))
    asked = (("430700",), 2020, EvidenceMode.DELIVERED)
    (before,) = service.grounds(*asked)
    with Journal(store) as journal:
        close_case(journal, "430300", 2020, MADE)
        assert service.grounds(*asked)[0] is before  # of another place
        close_case(journal, "430700", 2020, MADE)
    (after,) = service.grounds(*asked)
    assert (before.matrix.cases[0].closed, after.matrix.cases[0].closed) == (False, True)


def test_a_head_names_all_entries(service: Service) -> None:
    entries = service.entries()
    assert head_of(entries) == entries[-1].hash != head_of(entries[:-1])
    assert head_of(()) == "0" * 64


def test_what_is_reckoned_alone_waits_for_the_rest(service: Service) -> None:
    at_once: list[int] = []
    running = 0

    def make() -> int:
        nonlocal running
        running += 1
        at_once.append(running)
        threading.Event().wait(0.02)
        running -= 1
        return running

    threads = [threading.Thread(target=lambda: service.alone(make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 4
