"""API keys: made once and shown once; the store keeps their hashes, a line for each that was made or revoked."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from api.auth.caller import ANONYMOUS, LOCAL, Caller, Role
from engine import StoreError, UsageError, add_whole, disk_error, own_folder, sync_folder

KEYS = "keys.jsonl"
PREFIX = "cgk_"
PUBLIC, SECRET = 6, 32  # bytes of chance
NOTHING = hashlib.sha256(b"").hexdigest()
CODE = re.compile(r"[0-9]{6,12}", re.ASCII)
LONGEST_NAME = 80
TAKEN = frozenset({LOCAL.name, ANONYMOUS, "-"})  # who has no key is known by these
Chance = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the store knows it: never the key itself. `expires` is the last day on which it is taken, None for no end."""

    id: str
    digest: str
    name: str
    role: Role
    subjects: frozenset[str] | None
    expires: date | None
    made: str
    revoked: str = ""

    @property
    def caller(self) -> Caller:
        """Who calls with it."""
        return Caller(self.name, self.role, self.subjects)

    def usable(self, today: date) -> bool:
        """Whether it is taken on a day."""
        return not self.revoked and (self.expires is None or today <= self.expires)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A key to be made, and when. Raises: UsageError KEY-002 for a name, a subject or a day that cannot be."""

    name: str
    role: Role
    subjects: frozenset[str] | None
    expires: date | None
    time: str

    def __post_init__(self) -> None:
        plain = self.name.strip()
        if plain in {"", *TAKEN} or "@" in plain or not plain.isprintable() or len(plain) > LONGEST_NAME:
            raise UsageError.of("KEY-002", "--name", self.name[:LONGEST_NAME].strip() or "-")
        for code in sorted(self.subjects or ()):
            if CODE.fullmatch(code) is None:
                raise UsageError.of("KEY-002", "--subject", code or "-")
        if self.expires is not None and self.expires.isoformat() < self.time[:10]:
            raise UsageError.of("KEY-002", "--expires", self.expires.isoformat())


def make_key(folder: Path, wanted: Wanted, chance: Chance) -> tuple[str, Key]:
    """Make a key: its text, which is nowhere kept, and what the store keeps; it is on the disk when this returns.

    Raises: StoreError STO-001 for what the disk refuses, KEY-004 for a damaged file; UsageError SRV-011 for root in another
    user's store.
    """
    public = chance(PUBLIC).hex()
    text = f"{PREFIX}{public}_{chance(SECRET).hex()}"
    key = Key(public, digest_of(text), wanted.name.strip(), wanted.role, wanted.subjects, wanted.expires, wanted.time)
    _add(folder, _said(key), lambda keys: None)
    return text, key


def revoke_key(folder: Path, public: str, time: str) -> Key:
    """Revoke a key by its public id; one that is revoked already stays as it is.

    Raises: UsageError KEY-003 for an id that there is none of; StoreError STO-001, KEY-004.
    """

    def known(keys: Mapping[str, Key]) -> None:
        if public not in keys:
            raise UsageError.of("KEY-003", str(folder / KEYS), public)

    known(read_keys(folder))
    _add(folder, {"act": "revoked", "id": public, "time": time}, known)
    return read_keys(folder)[public]


def read_keys(folder: Path) -> dict[str, Key]:
    """All keys that were ever made, by public id, in their order; what broke off was never acknowledged.

    Raises: StoreError STO-001, KEY-004 with the first damaged line.
    """
    path = folder / KEYS
    try:
        return _keys(path, path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise disk_error(path, fault) from fault


def digest_of(text: str) -> str:
    """What is kept of a key: its SHA-256. Enough for 256 bits of chance, which no one can guess through."""
    return hashlib.sha256(text.encode()).hexdigest()


class Read(NamedTuple):
    """The keys as a file had them, by public id, and which file that was, as it stood then."""

    stamp: tuple[int, ...]
    keys: Mapping[str, Key]


class KeyRing:
    """The keys of a store as they stand now: read again when the file has changed, found by their public id."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, str(folder / KEYS)
        self._reading = threading.Lock()
        self._read = Read((), {})

    def keys(self) -> Mapping[str, Key]:
        """All keys by public id. Raises: StoreError STO-001, KEY-004."""
        stamp, known = self._stamp(), self._read
        if stamp == known.stamp:
            return known.keys
        with self._reading:
            self._read = Read(stamp, read_keys(self.folder))
            return self._read.keys

    def find(self, text: str) -> Key | None:
        """The key of a text, usable or not; None for one that is unknown or no key. As long for one as for the other."""
        key = self.keys().get(text[len(PREFIX) : len(PREFIX) + 2 * PUBLIC])
        same = hmac.compare_digest(digest_of(text), key.digest if key is not None else NOTHING)
        return key if same else None

    def _stamp(self) -> tuple[int, ...]:
        try:
            stat = os.stat(self.path)
        except FileNotFoundError:
            return ()
        except OSError as fault:
            raise disk_error(Path(self.path), fault) from fault
        return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def has_admin(keys: Iterable[Key], today: date) -> bool:
    """Whether one of the keys is an admin's for all places, and usable on a day."""
    return any(key.role is Role.ADMIN and key.subjects is None and key.usable(today) for key in keys)


def _said(key: Key) -> dict[str, Any]:
    return {
        "act": "made",
        "id": key.id,
        "sha256": key.digest,
        "name": key.name,
        "role": key.role.value,
        "subjects": None if key.subjects is None else sorted(key.subjects),
        "expires": None if key.expires is None else key.expires.isoformat(),
        "time": key.made,
    }


def _keys(path: Path, content: bytes) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for place, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            _take(found, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
            raise StoreError.of("KEY-004", f"{path} line {place}", type(fault).__name__) from fault
    return found


def _take(found: dict[str, Key], said: dict[str, Any]) -> None:
    """Follow one line."""
    if said["act"] == "revoked":
        known = found[said["id"]]
        found[known.id] = replace(known, revoked=known.revoked or str(said["time"]))
        return
    if said["act"] != "made" or said["id"] in found or len(bytes.fromhex(said["sha256"])) != SECRET:
        raise ValueError(said["act"])
    subjects, expires = said["subjects"], said["expires"]
    found[said["id"]] = Key(
        str(said["id"]),
        str(said["sha256"]),
        str(said["name"]),
        Role(said["role"]),
        None if subjects is None else frozenset(subjects),
        None if expires is None else date.fromisoformat(expires),
        str(said["time"]),
    )


def _add(folder: Path, said: dict[str, Any], allowed: Callable[[Mapping[str, Key]], None]) -> None:
    """Put a line at the end, alone with the file; what broke off before is cut off first."""
    path = folder / KEYS
    line = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    try:
        own_folder(folder)
        with _alone(path) as handle:
            content = path.read_bytes()
            allowed(_keys(path, content))
            whole = content.rfind(b"\n") + 1
            os.ftruncate(handle, whole)
            add_whole(handle, whole, line)
            sync_folder(folder)
    except OSError as fault:
        raise disk_error(path, fault) from fault


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """The file, readable for its owner only, with the lock of whoever changes it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.fchmod(handle, 0o600)
        yield handle
    finally:
        os.close(handle)
