"""What strangers hand in is read in children of this process, never in it: one pool for all routes, with its limits stated."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path

from api.settings import Settings
from engine import EngineError, EvidenceError, Fault, Pool, check_delivered, check_reference, safe_name


class Confined:
    """The pool of a process, with the limits that its settings give each kind of job."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings.caps)

    def check(
        self, name: str, content: bytes, subjects: Sequence[str], references: Sequence[Path]
    ) -> tuple[Fault, ...]:
        """Read a file as evidence that speaks for subjects, in the world with these reference files: its warnings.

        Raises: EvidenceError with the first faults and their count; EngineError CHI-001 to CHI-006 where a child came to an end of its own.
        """
        settings = self.settings
        found = check_delivered(
            self.pool, safe_name(name), content, frozenset(subjects), references, settings.check, settings.home
        )
        if found.faults:
            raise EvidenceError(found.faults, found.count)
        return found.warnings

    def check_reference(self, name: str, content: bytes, references: Sequence[Path]) -> None:
        """Read a reference file beside those taken over before. Raises: as `check_reference` of the engine."""
        check_reference(self.pool, safe_name(name), content, references, self.settings.check, self.settings.home)

    def start(self) -> None:
        """Have the first child ready before it is needed, without waiting; where none can be started, `Pool.look` says so."""
        threading.Thread(target=self._warm, name="children", daemon=True).start()

    def _warm(self) -> None:
        with contextlib.suppress(EngineError):
            self.pool.warm()

    def close(self) -> None:
        """End all children."""
        self.pool.close()
