"""Random hits on the files of a store: each is found by `verify`, given the head that was noted before."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from engine.store.verify import verify
from tests.torture.history import files_by_room, history
from tests.torture.tally import Tally

BLOCK = 512


def flip(content: bytes, chance: random.Random) -> bytes:
    """Another bit somewhere."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def truncate(content: bytes, chance: random.Random) -> bytes:
    """Cut short, perhaps to nothing."""
    return content[: chance.randrange(len(content))]


def zero(content: bytes, chance: random.Random) -> bytes:
    """A block of zeros."""
    at = chance.randrange(0, len(content), BLOCK)
    return content[:at] + bytes(min(BLOCK, len(content) - at)) + content[at + BLOCK :]


def append(content: bytes, chance: random.Random) -> bytes:
    """Some bytes more."""
    return content + chance.randbytes(chance.randint(1, BLOCK))


def delete(content: bytes, chance: random.Random) -> None:
    """No file any more."""


HITS: tuple[Callable[[bytes, random.Random], bytes | None], ...] = (flip, truncate, zero, append, delete)


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Hit so many times, each kind and each room of the store in its turn; count hits that are not found."""
    store, chance, unseen = history(folder / "store"), random.Random(seed), 0
    rooms, head = files_by_room(store), verify(store).head
    done = {hit.__name__: 0 for hit in HITS}
    for at in range(times):
        hit, files = HITS[at % len(HITS)], list(rooms.values())[at // len(HITS) % len(rooms)]
        unseen += not found(store, chance.choice(files), hit, chance, head)
        done[hit.__name__] += 1
    return Tally("hits on the ledger's store", done, {"not found": unseen}, f"in {', '.join(rooms)}")


def found(
    store: Path, path: Path, hit: Callable[[bytes, random.Random], bytes | None], chance: random.Random, head: str
) -> bool:
    """Whether `verify` finds a store damaged while a file of it is hit."""
    whole = path.read_bytes()
    damaged = hit(whole, chance)
    assert damaged != whole
    if damaged is None:
        path.unlink()
    else:
        path.write_bytes(damaged)
    try:
        return bool(verify(store, head).faults)
    finally:
        path.write_bytes(whole)
