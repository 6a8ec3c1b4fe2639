"""What is sent to the service, and what it answers."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SUBMIT, CHECK = "/v1/submissions", "/v1/submissions/check"
BOUNDARY = "hostile-boundary-7d1f"
PLACE = "430700"
PATIENCE = 200  # seconds
Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class File:
    """A file to be delivered: its name as the form states it, and how its bytes are made. `kind` is what it tries."""

    kind: str
    name: str
    make: Maker = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request of any kind, well formed as HTTP."""

    kind: str
    name: str
    method: str
    path: str
    make: Maker = field(repr=False, default=bytes)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer; status 0 where the connection ended without any."""

    status: int
    media: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)


def form(name: str, content: bytes, subject: str = PLACE, media: str = "application/octet-stream") -> bytes:
    """A delivery as a browser sends it."""
    quoted = name.encode("utf-8", "surrogateescape").replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")
    return b"".join(
        (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="subject"\r\n\r\n{subject}\r\n'.encode(),
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="'.encode(),
            quoted,
            f'"\r\nContent-Type: {media}\r\n\r\n'.encode(),
            content,
            f"\r\n--{BOUNDARY}--\r\n".encode(),
        )
    )


def delivery(file: File, path: str = SUBMIT, language: str = "zh") -> Sent:
    """A file on its way to a route that takes files."""
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept-Language": language}
    return Sent(file.kind, file.name, "POST", path, lambda: form(file.name, file.make()), headers)


def ask(port: int, sent: Sent, key: str) -> Heard:
    """Send a request and hear the answer, also one that comes before all of it was sent."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused unread: the answer waits
            link.request(sent.method, sent.path, sent.make(), {"Authorization": f"Bearer {key}", **sent.headers})
        answer = link.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Heard(answer.status, headers.get("content-type", ""), answer.read(), headers)
    except (OSError, http.client.HTTPException):
        return Heard(0, "", b"")
    finally:
        link.close()
