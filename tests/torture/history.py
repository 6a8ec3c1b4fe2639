"""A store with some history: evidence, rulings, closing, the edition and the results of assessments in two roles."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import home
from engine.store.assessments import Role, record
from engine.store.journal import JOURNAL, Journal
from engine.store.rooms import KEPT
from tests.torture.acts import HAND, SUBJECT, YEAR, acts


def history(store: Path) -> Path:
    """Make such a store: a copy of one that a process makes once."""
    return shutil.copytree(Path(_made().name), store)


@cache
def _made() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="torture-")
    with Journal(Path(folder.name)) as journal:
        for act in acts(0):
            act(journal)
        for role in (Role.SELF, Role.CONFIRMED):
            record(journal, home(), SUBJECT, YEAR, role, HAND)
    return folder


def files_by_room(store: Path) -> dict[str, list[Path]]:
    """The files of each room that holds some, and the ledger as a room of its own."""
    rooms = {room: sorted(path for path in (store / room).rglob("*") if path.is_file()) for room in KEPT}
    return {"ledger": [store / JOURNAL]} | {room: files for room, files in rooms.items() if files}
