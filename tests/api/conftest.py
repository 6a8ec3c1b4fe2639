"""A service over a store of its own, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api import confined
from api.app import create_app
from api.settings import Settings
from engine import CAPS, Hand, Journal, Pool, home, read_delivered, read_world, submit

if TYPE_CHECKING:
    from tests.api.town import Town

CASES = home() / "fixtures" / "cases"
MADE = Hand("王敏", "2026-01-05T08:00:00Z")
NOW = datetime(2026, 3, 1, 8, 0, 0, tzinfo=UTC)
SUBMITTED = {"changde-2020": "430700", "changsha-2019": "430100", "xiangtan-2020": "430300"}


def fill_store(folder: Path) -> Path:
    """Submit the public figures of three cities, as delivered."""
    world = read_world(home(), ())
    with Journal(folder) as journal:
        for name, code in SUBMITTED.items():
            for file, content in read_delivered([CASES / name / "evidence.xlsx"], world, [code]).files:
                submit(journal, f"{name}-{file}", content, [code], MADE)
    return folder


class Lasting(Pool):
    """A pool that one service does not close for the others."""

    def close(self) -> None:
        return


@pytest.fixture(scope="session", autouse=True)
def children() -> Iterator[None]:
    """One zygote for all services of a session that ask for the usual one."""
    shared, before = Lasting(), confined.Pool
    confined.Pool = lambda caps: shared if caps == CAPS else before(caps)
    yield
    confined.Pool = before
    Pool.close(shared)


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the public figures of three cities, as delivered; read only."""
    return fill_store(tmp_path_factory.mktemp("service") / "store")


@pytest.fixture(scope="session")
def web(filled_store: Path) -> Iterator[TestClient]:
    """A client of a service that reads `filled_store`."""
    app = create_app(Settings(filled_store, read_only=True, now=lambda: NOW))
    with TestClient(app, "http://127.0.0.1", raise_server_exceptions=False, client=("127.0.0.1", 40000)) as client:
        yield client


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town of those tests that change nothing in it."""
    from tests.api.town import make_town

    with make_town(tmp_path_factory.mktemp("town")) as made:
        yield made
