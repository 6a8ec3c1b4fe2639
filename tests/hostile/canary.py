"""A listener whose address stands wherever a reader might fetch something: nobody may ever call it."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/ld+json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}"
PATIENCE = 2  # seconds for the first line of a caller


class Canary:
    """Listens on this machine alone; `calls` holds the first line of each who called."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, name="canary", daemon=True)

    @property
    def address(self) -> str:
        """What is put into files and queries."""
        return f"http://127.0.0.1:{self.port}/canary"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:  # it was shut
                return
            with caller:
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        caller.settimeout(PATIENCE)
        self.calls.append("?")
        try:
            self.calls[-1] = caller.recv(4096).partition(b"\r\n")[0].decode("latin-1")
            caller.sendall(ANSWER)
        except OSError:
            return
