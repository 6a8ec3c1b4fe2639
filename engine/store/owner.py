"""Whose a store is: files that root leaves in somebody else's cannot be used by the service that runs as that user."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from engine.errors import UsageError

ROOT = 0
OWN = 0o700  # of the folder of a store: ledger, evidence and audit name people


def check_owner(folder: Path) -> None:
    """Refuse to write as root where the store is another user's; one that is not there yet is nobody's.

    Raises: UsageError SRV-011.
    """
    if os.geteuid() != ROOT:
        return
    try:
        owner = folder.stat().st_uid
    except OSError:
        return
    if owner != ROOT:
        raise UsageError.of("SRV-011", str(folder), _name(owner))


def own_folder(folder: Path) -> None:
    """Have the folder of a store, made for its owner alone where there is none. Raises: UsageError SRV-011, OSError."""
    check_owner(folder)
    folder.mkdir(OWN, parents=True, exist_ok=True)


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
