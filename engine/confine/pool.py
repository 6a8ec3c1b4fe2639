"""Jobs in children that can be killed: a few at a time, a short queue, and every end of a child has its name."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from engine.confine.frames import WORLD, EndedError, MalformedError, Message, TooLargeError, after, receive, send
from engine.confine.jobs import Job, heard
from engine.confine.limits import CAPS, CHECK, Caps, Limits
from engine.confine.turns import Load, Turns
from engine.errors import ClausegraphError, EngineError, EvidenceError, OntologyError, UsageError

START, BURIAL, MOMENT = 60, 2, 1  # seconds
World = tuple[str, tuple[str, ...]]  # the root of a standard, and reference files
MOST_SAID = 64 * 1024
ERRORS: Mapping[str, type[ClausegraphError]] = {
    one.__name__: one for one in (EngineError, EvidenceError, OntologyError, UsageError)
}
OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "capacity overflow")


class Pool:
    """A zygote and the children that it forks, for use from any thread. Queries and files have turns of their own, so
    that neither keeps the other waiting.

    Raises from `run`: EngineError CHI-001 memory, CHI-002 time, CHI-003 crash, CHI-004 answer too large, CHI-005 queue
    full, CHI-006 no child can be started; and what the job itself refuses. Nothing is ever read in this process instead.
    """

    def __init__(self, caps: Caps = CAPS) -> None:
        self.caps = caps
        self._files, self._queries = (Turns(caps.workers, caps.queue) for _ in range(2))
        self._lock = threading.Lock()
        self._warmed = False
        self._world: World = ("", ())
        self._spoilt: World = ("", ())
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and with it every child; running jobs end as CHI-003."""
        with self._lock:
            self._closed = True
            self._end()

    def warm(self) -> None:
        """Start the zygote now, not at the first job. Raises: EngineError CHI-006."""
        with self._lock:
            self._living()

    def look(self) -> None:
        """Have a zygote that was started and died living again. Raises: EngineError CHI-006, also while one is being started."""
        if not self._lock.acquire(timeout=MOMENT):
            raise EngineError.of("CHI-006", "zygote", "starting")
        try:
            if self._warmed:
                self._living()
        finally:
            self._lock.release()

    def load(self) -> Mapping[str, Load]:
        """How `files` and `queries` stand."""
        return {"files": self._files.load(), "queries": self._queries.load()}

    def run(
        self,
        job: Job,
        head: Mapping[str, Any],
        payload: bytes = b"",
        limits: Limits = CHECK,
        where: str = "",
        who: str = "",
    ) -> Message:
        """What a child answers to one job; waits while all workers are busy, others first where somebody (`who`) has more
        under way than they. Raises: see the class; `where` is the place that errors name.
        """
        if job is Job.check:
            self._prepare(str(head["root"]), tuple(head["references"]))
        turns, place = self._queries if job is Job.query else self._files, where or job.value
        with turns.one(place, who):
            for _ in range(2):  # once more where the zygote had died before the child was born
                line, status = self._child(place)
                with line, status:
                    run = _Run(job, place, line, status, limits)
                    if run.born():
                        return run.answer(head, payload)
                with self._lock:
                    self._end()
            raise EngineError.of("CHI-006", place, "zygote")

    def _child(self, where: str) -> tuple[socket.socket, socket.socket]:
        for _ in range(2):  # once more where the zygote has died since
            with self._lock:
                control = self._living()
                line, theirs = socket.socketpair()
                status, telling = socket.socketpair()
                with theirs, telling:
                    try:
                        socket.send_fds(control, [b"j"], [theirs.fileno(), telling.fileno()])
                        return line, status
                    except OSError:
                        line.close()
                        status.close()
                        self._end()
        raise EngineError.of("CHI-006", where, "zygote")

    def _prepare(self, root: str, references: tuple[str, ...]) -> None:
        """Have the zygote read, once for all children to come, the world that files are read in. Where that ends it, each
        child reads by itself.
        """
        wanted = (root, references)
        with self._lock:
            if not references or wanted in (self._world, self._spoilt):
                return
            control = self._living()
            ours, theirs = socket.socketpair()
            try:
                with ours, theirs:
                    socket.send_fds(control, [WORLD], [theirs.fileno()])
                    theirs.close()
                    send(ours, Message({"root": root, "references": list(references)}), after(START))
                    receive(ours, MOST_SAID, after(START))
                self._world = wanted
            except (OSError, EndedError, TooLargeError, MalformedError):
                self._spoilt = wanted

    def _living(self) -> socket.socket:
        self._warmed = True
        if self._closed:
            raise EngineError.of("CHI-006", "zygote", "closed")
        if self._control is not None and self._process is not None and self._process.poll() is None:
            return self._control
        self._end()
        return self._started()

    def _started(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        self._world = ("", ())
        try:
            with theirs:
                words = [sys.executable, "-m", "engine.confine.zygote", str(theirs.fileno())]
                self._process = subprocess.Popen(  # noqa: S603  # our own module
                    words, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=_calm()
                )
            if receive(ours, MOST_SAID, after(START)).head != {"ready": True}:
                raise MalformedError
        except (OSError, EndedError, TooLargeError, MalformedError) as fault:
            ours.close()
            self._end()
            raise EngineError.of("CHI-006", "zygote", type(fault).__name__) from fault
        self._control = ours
        return ours

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


def _calm() -> dict[str, str]:
    """The environment of the zygote: no library starts threads while it is imported."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    calm = {"_RJEM_MALLOC_CONF": "background_thread:false", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**os.environ, "PYTHONPATH": path, **calm}


class _Run:
    """One job in one child."""

    def __init__(self, job: Job, where: str, line: socket.socket, status: socket.socket, limits: Limits) -> None:
        self.job, self.where, self.line, self.status, self.limits = job, where, line, status, limits
        self.until = after(limits.wall)
        self.pid: int | None = None

    def born(self) -> bool:
        """Whether the zygote has forked the child; nothing of the job was said yet."""
        try:
            self.pid = int(receive(self.status, MOST_SAID, self.until).head["pid"])
        except (OSError, EndedError, TooLargeError, MalformedError, ValueError, KeyError, TypeError):
            return False
        return True

    def answer(self, head: Mapping[str, Any], payload: bytes) -> Message:
        """What the child said, or the name of its end."""
        try:
            send(self.line, Message({**head, "job": self.job, "limits": asdict(self.limits)}, payload), self.until)
            return self._taken(receive(self.line, self.limits.answer + MOST_SAID, self.until))
        except TimeoutError as fault:
            raise self._over() from fault
        except TooLargeError as fault:
            raise self._large("?") from fault
        except (OSError, EndedError) as fault:
            raise self._died() from fault
        except (MalformedError, ValueError, KeyError, TypeError) as fault:
            raise self._error("CHI-003", type(fault).__name__) from fault
        finally:
            self._kill()

    def _taken(self, said: Message) -> Message:
        head = said.head
        if "large" in head:
            raise self._large(str(head["large"]))
        if "failed" in head:
            memory = head["failed"] == "memory"
            raise self._memory() if memory else self._error("CHI-003", str(head["failed"]))
        if "error" in head:
            raise ERRORS.get(str(head["error"]), EngineError)(heard(head["faults"]), int(head["count"]))
        return said

    def _died(self) -> EngineError:
        """The name of an end, by what the zygote says of it."""
        try:
            end = receive(self.status, MOST_SAID, after(BURIAL)).head
            code, used, cried = int(end["code"]), int(end["ms"]), str(end["cried"])
        except (OSError, EndedError, TooLargeError, MalformedError, ValueError, KeyError, TypeError):
            return self._error("CHI-003", "zygote")
        if code == -signal.SIGXCPU or (code == -signal.SIGKILL and used >= self.limits.processor * 1000 - 100):
            return self._over()
        if code == -signal.SIGKILL or any(word in cried for word in OUT_OF_MEMORY):
            return self._memory()
        return self._error("CHI-003", signal.Signals(-code).name if code < 0 else str(code))

    def _memory(self) -> EngineError:
        return self._error("CHI-001", self.job.value, most=str(self.limits.memory // (1024 * 1024)))

    def _over(self) -> EngineError:
        wall, processor = str(self.limits.wall), str(self.limits.processor)
        return self._error("CHI-002", self.job.value, most=wall, high=processor)

    def _large(self, size: str) -> EngineError:
        return self._error("CHI-004", size, most=str(self.limits.answer))

    def _error(self, code: str, found: str, **values: str) -> EngineError:
        return EngineError.of(code, self.where, found, **values)

    def _kill(self) -> None:
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
