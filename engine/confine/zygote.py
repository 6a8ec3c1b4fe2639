"""The process that children are forked from: fresh, with one busy thread, all readers imported, told by a socket what to do.

`python -m engine.confine.zygote FD`. Every request brings two sockets: over the first the child hears its job and
answers; over the second this process says the child's id, and later how it ended and what it cried. Ends with its caller.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.confine.frames import WORLD, Message, receive, send
from engine.confine.jobs import JOBS, Job, told, world_with
from engine.confine.limits import Limits
from engine.confine.walls import die_with, shut_in
from engine.errors import ClausegraphError
from engine.read.home import home

MOST_TOLD = 64 * 1024 * 1024
MOST_CRIED = 4_096
FDS = 2
THREADS = Path("/proc/self/task")
IDLE = {"polars-ooc-clea"}  # polars starts it when it is imported; it sleeps until something is spilled to disk


@dataclass(frozen=True, slots=True)
class _Child:
    """A child that lives: the socket to say its end over, and what it cries on its standard error."""

    status: socket.socket
    cries: int


class Zygote:
    """Forks a child for every request on a socket, and says how each one ended."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.children: dict[int, _Child] = {}
        self.ended, wake = socket.socketpair()
        self.ended.setblocking(False)
        wake.setblocking(False)
        self._wake = wake
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until the caller has gone."""
        with selectors.DefaultSelector() as ready:
            ready.register(self.control, selectors.EVENT_READ, self._born)
            ready.register(self.ended, selectors.EVENT_READ, self._reap)
            while True:
                for key, _ in ready.select():
                    step: Callable[[], bool] = key.data
                    if not step():
                        return

    def _born(self) -> bool:
        word, fds, _, _ = socket.recv_fds(self.control, 1, FDS)
        if word == WORLD and fds:
            return _warmed(socket.socket(fileno=fds[0]))
        if not word or len(fds) != FDS:
            return False
        line, status = (socket.socket(fileno=fd) for fd in fds)
        cries, crying = os.pipe()
        me = os.getpid()
        pid = os.fork()
        if pid == 0:
            _live(me, line, crying)
        os.close(crying)
        line.close()
        self.children[pid] = _Child(status, cries)
        _say(status, {"pid": pid})
        return True

    def _reap(self) -> bool:
        self.ended.recv(MOST_CRIED)
        while self.children:
            pid, code, used = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                break
            self._buried(
                self.children.pop(pid), os.waitstatus_to_exitcode(code), int((used.ru_utime + used.ru_stime) * 1000)
            )
        return True

    def _buried(self, child: _Child, code: int, processor: int) -> None:
        os.set_blocking(child.cries, False)
        try:
            cried = os.read(child.cries, MOST_CRIED)
        except BlockingIOError:
            cried = b""
        os.close(child.cries)
        _say(child.status, {"code": code, "ms": processor, "cried": cried.decode("utf-8", "replace")})
        child.status.close()


def _warmed(line: socket.socket) -> bool:
    """Read a world for all children to come; one that cannot be read is for each of them to name."""
    with line, contextlib.suppress(ClausegraphError, OSError):
        asked = receive(line, MOST_TOLD)
        world_with(str(asked.head["root"]), tuple(asked.head["references"]))
        send(line, Message({}))
    return True


def _say(status: socket.socket, words: dict[str, object]) -> None:
    try:
        send(status, Message(words))
    except OSError:
        return  # who asked has gone


def _live(parent: int, line: socket.socket, crying: int) -> None:
    """The whole life of a child."""
    code = 1
    try:
        os.setpgid(0, 0)
        die_with(parent)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.set_blocking(crying, False)
        os.dup2(crying, 2)
        _work(line)
        code = 0
    finally:
        os._exit(code)


def _work(line: socket.socket) -> None:
    asked = receive(line, MOST_TOLD)
    limits = Limits(**asked.head["limits"])
    asked.head["walls"] = shut_in(limits)
    answer = _done(Job(asked.head["job"]), asked)
    size = len(answer.body) + len(json.dumps(answer.head).encode())
    send(line, answer if size <= limits.answer else Message({"large": size}))


def _done(job: Job, asked: Message) -> Message:
    try:
        return JOBS[job](asked)
    except MemoryError:
        return Message({"failed": "memory"})
    except ClausegraphError as error:
        return Message({"error": type(error).__name__, "faults": told(error.faults), "count": len(error.faults)})
    except Exception as fault:  # a reader may fail by any
        return Message({"failed": type(fault).__name__})


def _alone() -> bool:
    """Whether no other thread runs that could hold a lock."""
    others = [task for task in THREADS.iterdir() if task.name != str(os.getpid())]
    return all((task / "comm").read_text().strip() in IDLE for task in others)


def main() -> None:
    """Warm up, say so, and serve. Fails closed where a thread runs beside this one: a fork would copy locks that it holds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides
    with socket.socket(fileno=int(sys.argv[1])) as control:
        control.set_inheritable(False)
        world_with(str(home()))
        send(control, Message({"ready": _alone()}))
        Zygote(control).serve()
    os._exit(0)  # the children end with this process


if __name__ == "__main__":
    main()
