"""Who acts says who it is and when; what a hand does is written in one way, whatever blanks and order it came in."""

from __future__ import annotations

import pytest

from engine.errors import Fault, UsageError
from engine.model.entry import Act, Kind
from engine.store.hand import Hand, moment, stated


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((" ", "2026-01-01T00:00:00Z"), Fault("STO-006", "--by", " ")),
        (("", "2026-01-01T00:00:00Z"), Fault("STO-006", "--by", "-")),
        (("王", "2026-01-01"), Fault("STO-007", "time", "2026-01-01")),
        (("王", "2026-02-30T00:00:00Z"), Fault("STO-007", "time", "2026-02-30T00:00:00Z")),
        (("王", ""), Fault("STO-007", "time", "-")),
    ],
)
def test_an_act_has_a_name_and_a_time(words: tuple[str, str], fault: Fault) -> None:
    with pytest.raises(UsageError) as error:
        Hand(*words)
    assert error.value.faults == (fault,)


def test_a_time_is_written_in_one_form_only() -> None:
    assert moment("t", "2026-01-01T00:00:00Z") == "2026-01-01T00:00:00Z"
    for other in ("2026-01-01T00:00:00+00:00", "２026-01-01T00:00:00Z", "2026-01-01 00:00:00Z"):
        with pytest.raises(UsageError):
            moment("t", other)


def test_what_a_hand_does_has_no_blanks_around_and_its_details_in_order() -> None:
    done = Hand(" 王 ", "2026-01-01T00:00:00Z").does(
        Kind.JUDGED, "a#r", " 好 ", rating="85", kind="x", case="430700/2020"
    )
    details = (("case", "430700/2020"), ("kind", "x"), ("rating", "85"))
    assert done == Act("2026-01-01T00:00:00Z", "王", Kind.JUDGED, "a#r", "好", details)
    assert Hand("王", "2026-01-01T00:00:00Z").does(Kind.CLOSED, "430700/2020").details == ()


def test_a_text_must_say_something() -> None:
    assert stated("--reason", " 好 ") == "好"
    with pytest.raises(UsageError) as refused:
        stated("--reason", " ")
    assert refused.value.faults == (Fault("STO-006", "--reason", " "),)
