"""A sample of all that is hostile, to a real service; in full by `python3 dev.py torture hostile`."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile import torture
from tests.hostile.files import BAD, bad_files, left_out
from tests.hostile.play import Noted
from tests.hostile.probe import Probed, Slow
from tests.hostile.raw import SLOW, SLOWEST
from tests.hostile.torture import Came, round_of

MOST = 4  # of each kind
BUSY = "probes above 500 ms"  # on a machine that is busy with other tests; what the service itself takes is looked at
GOOD = Came(Noted(), Probed(9, 0, (Slow(0, 0.01),), 0), (), True, 9, 9, (), (), (), 0)


def test_a_sample_is_refused_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came = round_of(tmp_path, 0, MOST, SLOW[:2])
    slow = len(SLOW) - 2 + len(SLOWEST)
    with capsys.disabled():
        sys.stdout.write("\n  ".join(("", *came.told(), f"skipped: {slow} slow connections, each takes up to 120 s\n")))
    assert came.faults() == [] and [name for name, count in came.wrong.items() if count and name != BUSY] == []
    assert all(one.own <= torture.SLOWEST_PROBE for one in came.probed.slowest)
    assert came.noted.kinds.total() > 40 and came.probed.asked > 20
    assert {"large", "bomb", "reaching", "file name", "json", "media type", "form", "raw"} <= set(came.noted.kinds)


def test_every_file_of_fixtures_bad_is_sent_or_has_a_reason() -> None:
    found = [path for path in BAD.rglob("*") if path.is_file()]
    assert len(bad_files()) + sum(left_out().values()) == len(found)
    assert len(bad_files()) > 300 and all(left_out())


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"noted": Noted(wrong=["x"])}, "wrong answers"),
        ({"calls": ("GET /canary",)}, "calls to the canary"),
        ({"same_process": False}, "other process"),
        ({"grown": torture.MOST_GROWTH + 1}, "MiB above 64"),
        ({"probed": Probed(9, 1, (Slow(0, 0.01),), 0)}, "probes without answer"),
        ({"probed": Probed(9, 0, (Slow(0, 0.51),), 0)}, "probes above 500 ms"),
        ({"changed": ("graph x",)}, "changed files and graphs"),
        ({"left": ("7",)}, "processes left"),
        ({"ended": -9}, "exit code"),
    ],
)
def test_whatever_is_not_as_it_must_be_is_counted(
    changed: dict[str, object], wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(GOOD.wrong.values())
    noted = Noted(kinds=Counter(x=1), wrong=list(getattr(changed.get("noted"), "wrong", ())))
    came = replace(GOOD, **changed | {"noted": noted})
    assert [name for name, count in came.wrong.items() if count] == [wrong]
    monkeypatch.setattr(torture, "round_of", lambda folder, seed: came)
    tally = torture.torture(tmp_path, 1)
    assert not tally.good and tally.wrong[wrong] and "ms" in tally.means
