"""One pool for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import Pool


@pytest.fixture(scope="package")
def pool() -> Iterator[Pool]:
    """A pool that is warm."""
    with Pool() as made:
        made.warm()
        yield made
