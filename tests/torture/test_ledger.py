"""40 kills of a submitting process: none lost, none partial; the full count is printed by `tests.torture.ledger`."""

from pathlib import Path

import pytest

from tests.torture.ledger import main, torture


def test_no_acknowledged_entry_is_lost_and_none_is_partial(tmp_path: Path) -> None:
    count = torture(tmp_path, 40)
    assert (count.kills, count.lost, count.partial, count.faults) == (40, 0, 0, 0)
    assert count.acknowledged >= 40


def test_the_count_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--times", "1"]) == 0
    assert capsys.readouterr().out.endswith("acknowledged: 0 lost, 0 partial, 0 faults\n")
