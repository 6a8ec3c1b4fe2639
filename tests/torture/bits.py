"""One-bit changes over a store with some history, a random one at a time: each is found by `verify`, at the file that was changed."""

from __future__ import annotations

import random
from pathlib import Path

from engine.store.verify import Verified, verify
from tests.torture.history import files_by_room, history
from tests.torture.tally import Tally


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Change so many bits, each room of the store in its turn; count those that are not found, and those not named."""
    chance, rooms = random.Random(seed), files_by_room(history(folder / "store"))
    done, wrong = dict.fromkeys(rooms, 0), {"not found": 0, "not named": 0}
    for at in range(times):
        room = list(rooms)[at % len(rooms)]
        found, path = flipped(folder / "store", chance.choice(rooms[room]), chance)
        done[room] += 1
        wrong["not found"] += not found.faults
        wrong["not named"] += not named(found, path)
    return Tally("bits", {f"bits of {room}": n for room, n in done.items()}, wrong)


def flipped(store: Path, path: Path, chance: random.Random) -> tuple[Verified, str]:
    """What `verify` finds while a random bit of a file is changed, and the file's path in the store."""
    content = path.read_bytes()
    at = chance.randrange(len(content))
    path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
    try:
        return verify(store), path.relative_to(store).as_posix()
    finally:
        path.write_bytes(content)


def named(found: Verified, path: str) -> bool:
    """Whether a fault stands at a file or at a line of it."""
    return any(fault.where.split(" line ")[0] == path for fault in found.faults)
