"""The set of jobs is closed, and faults go over as plain data."""

from __future__ import annotations

import pytest

from engine import Fault
from engine.confine.frames import MalformedError
from engine.confine.jobs import JOBS, MOST_FAULTS, Job, heard, told


def test_every_job_has_its_function() -> None:
    assert set(JOBS) == set(Job)


def test_faults_go_over_as_they_are() -> None:
    faults = (Fault("EVI-001", "a", "b", (("known", "c"), ("most", "1"))), Fault("EVI-002", "", ""))
    assert heard(told(faults)) == faults


def test_of_faults_without_end_the_first_go_over() -> None:
    faults = tuple(Fault("EVI-001", str(at), "") for at in range(MOST_FAULTS * 3))
    assert heard(told(faults)) == faults[:MOST_FAULTS]


@pytest.mark.parametrize("said", [None, "x", {}, [1], [["a"]], [["a", "b", "c", [1]]]])
def test_what_is_no_fault_is_refused(said: object) -> None:
    with pytest.raises((MalformedError, ValueError, TypeError)):
        heard(said)
