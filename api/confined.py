"""What strangers hand in is read in children of this process, never in it: one pool for all routes, with its limits stated."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path

from api.settings import Settings
from api.shares import Shares
from engine import EngineError, EvidenceError, Fault, Pool, check_delivered, check_reference, safe_name


class Confined:
    """The pool of a process, with the limits that its settings give each kind of job."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings.caps)
        self.files, self.queries = Shares(settings.caps.share), Shares(settings.caps.share)

    def check(
        self, holder: str, name: str, content: bytes, subjects: Sequence[str], references: Sequence[Path]
    ) -> tuple[Fault, ...]:
        """Read a file of a caller as evidence that speaks for subjects, in the world with these reference files: its warnings.

        Raises: EvidenceError with the first faults and their count; EngineError CHI-001 to CHI-006 where a child came to an
        end of its own; RefusedError 429 (API-458) where the caller has its share of files under way.
        """
        settings, named = self.settings, safe_name(name)
        with self.files.one(holder, named):
            found = check_delivered(
                self.pool, named, content, frozenset(subjects), references, settings.check, settings.home, holder
            )
        if found.faults:
            raise EvidenceError(found.faults, found.count)
        return found.warnings

    def check_reference(self, holder: str, name: str, content: bytes, references: Sequence[Path]) -> None:
        """Read a reference file of a caller beside those taken over before. Raises: as `check_reference` of the engine;
        RefusedError 429 (API-458) as `check`.
        """
        settings, named = self.settings, safe_name(name)
        with self.files.one(holder, named):
            check_reference(self.pool, named, content, references, settings.check, settings.home, holder)

    def start(self) -> None:
        """Have the first child ready before it is needed, without waiting; where none can be started, `Pool.look` says so."""
        threading.Thread(target=self._warm, name="children", daemon=True).start()

    def _warm(self) -> None:
        with contextlib.suppress(EngineError):
            self.pool.warm()

    def close(self) -> None:
        """End all children."""
        self.pool.close()
