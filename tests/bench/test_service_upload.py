"""The benchmark of uploads hands in what it says, and looks whether it was kept."""

from __future__ import annotations

from engine import home, standard_for
from tests.bench.made_up import EDITION
from tests.bench.service_upload import FACTS, WORLD, facts, measured


def test_every_upload_is_acknowledged_and_kept() -> None:
    taken = measured(2, 1)
    assert len(taken) == 2 and min(taken) > 0


def test_files_have_500_facts_each_and_differ() -> None:
    one, other = facts(standard_for(home(), EDITION, [WORLD]), ["990100", "990200"])
    assert [len(file.splitlines()) for file in (one, other)] == [FACTS + 1] * 2
    assert one != other
