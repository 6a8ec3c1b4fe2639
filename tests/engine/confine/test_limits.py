"""How many places one caller may hold."""

from __future__ import annotations

from engine.confine.limits import Caps


def test_a_share_is_half_of_all_places_and_at_least_one() -> None:
    shares = [Caps(workers=workers, queue=queue).share for workers, queue in ((2, 16), (1, 2), (1, 1), (1, 0), (0, 0))]
    assert shares == [9, 1, 1, 1, 1]
