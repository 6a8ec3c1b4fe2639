"""Time is taken in one place, and written as the ledger writes it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from api.settings import Settings, clock
from engine import home, moment


def test_a_service_takes_its_time_from_outside() -> None:
    settings = Settings(Path("store"), now=lambda: datetime(2026, 3, 1, 8, 0, 1, 500, tzinfo=UTC))
    assert settings.moment() == "2026-03-01T08:00:01Z"
    assert settings.home == home()


def test_the_clock_is_in_the_form_of_the_ledger() -> None:
    assert clock().tzinfo is UTC
    assert moment("time", Settings(Path("store")).moment())
