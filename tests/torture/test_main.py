"""One line a model; 1 where something was lost, 2 for a model that there is not."""

from __future__ import annotations

import pytest

import tests.torture.__main__ as torture
from tests.torture.tally import Tally


def model(lost: int, done: int = 1):
    return lambda folder, times, seed: Tally("it", {"times": times * done}, {"lost": lost}, f"seed {seed}")


@pytest.mark.parametrize(
    ("words", "code", "lines"),
    [
        (["good"], 0, ["it: 7 times: 0 lost (seed 0)"]),
        (["good", "--times", "3", "--seed", "2"], 0, ["it: 3 times: 0 lost (seed 2)"]),
        (["all"], 1, ["it: 7 times: 0 lost (seed 0)", "it: 7 times: 1 lost (seed 0) FAILED"]),
        (["good", "--times", "0"], 1, ["it: 0 times: 0 lost (seed 0) FAILED"]),
    ],
)
def test_each_model_says_a_line(
    words: list[str], code: int, lines: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(torture, "MODELS", {"good": (model(0), 7), "bad": (model(1), 7)})
    assert torture.main(words) == code
    assert capsys.readouterr().out.splitlines() == lines


def test_a_model_that_there_is_not_is_a_mistake_of_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        torture.main(["nope"])
