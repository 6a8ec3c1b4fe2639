"""Forms around a file that no form should be: names, places and parts that are made to deceive."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial

from tests.hostile.files import BAD
from tests.hostile.sent import BOUNDARY, SUBMIT, File, Sent, form

SOUND = (BAD / "case/closed-as-text/evidence.csv").read_bytes  # good evidence beside a bad case.toml
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
PLACED = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="subject"\r\n\r\n430700\r\n'.encode()
END = f"\r\n--{BOUNDARY}--\r\n".encode()
MIB = 1024 * 1024

# Each is a name for a file that cannot be read; what is kept, and what is said, never goes beyond its last part.
NAMES: dict[str, str] = {
    "path": "../../../../etc/passwd",
    "path-of-windows": "..\\..\\windows\\system32\\a.csv",
    "path-encoded": "%2e%2e%2f%2e%2e%2fa.csv",
    "path-of-the-store": "/store/ledger.jsonl",
    "nul": "a.csv\0.exe",
    "nothing": "",
    "dots": "..",
    "spaces": "   ",
    "long": "a" * 100_000 + ".csv",
    "long-chinese": "表" * 30_000 + ".xlsx",
    "long-end": "a." + "x" * 100_000,
    "line-break": "a\r\nX-Injected: 1\r\n\r\n.csv",
    "not-utf-8": "a\udcff\udcfe.csv",
    "turned": "a\u202evsc.exe",
    "device": "CON.csv",
    "quotes": 'a".csv',
    "template": "${jndi:ldap://127.0.0.1/a}.csv",
    "markup": "<img src=x onerror=alert(1)>.csv",
    "homoglyph": "evidence.с\u0455v",
    "option": "--help",
    "no-end": "evidence",
    "other-end": "evidence.exe",
    "two-ends": "evidence.csv.gz",
}


def bad_names() -> list[File]:
    """Files under each name; their content is none that could be read, so what is refused is never kept."""
    return [File("file name", name, partial(bytes, b"\xff\0\xff")) for name in NAMES.values()]


def _part(name: str, content: bytes, more: str = "") -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"


def _file(content: bytes = b"x", name: str = "a.csv") -> bytes:
    return _part("file", content, f'; filename="{name}"')


FORMS: dict[str, Callable[[], bytes]] = {
    "no-end": lambda: PLACED + _file(SOUND()),
    "no-file": lambda: PLACED + END,
    "no-place": lambda: _file(SOUND()) + END,
    "place-unknown": lambda: _part("subject", b"999999") + _file(SOUND()) + END,
    "place-of-another": lambda: _part("subject", b"430600") + _file(SOUND()) + END,
    "places-of-all": lambda: _part("subject", b"*") + _file(SOUND()) + END,
    "place-in-other-digits": lambda: _part("subject", "４３０７００".encode()) + _file(SOUND()) + END,
    "place-without-end": lambda: _part("subject", b"4" * (2 * MIB)) + _file(SOUND()) + END,
    "ten-thousand-places": lambda: _part("subject", b"430700") * 10_000 + _file(SOUND()) + END,
    "two-hundred-and-one-places": lambda: _part("subject", b"430700") * 201 + _file(SOUND()) + END,
    "file-as-a-field": lambda: PLACED + _part("file", SOUND()) + END,
    "place-as-a-file": lambda: _part("subject", b"430700", '; filename="s"') + _file(SOUND()) + END,
    "two-thousand-files": lambda: PLACED + _file() * 2_000 + END,
    "file-without-name": lambda: PLACED + f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n".encode() + END,
    "header-without-end": lambda: PLACED + f"--{BOUNDARY}\r\nX: ".encode() + b"a" * MIB,
    "thousand-headers": lambda: PLACED + f"--{BOUNDARY}\r\n".encode() + b"X: 1\r\n" * 1_000 + b"\r\nx" + END,
    "elsewhere": lambda: (
        PLACED + _part("file", b"", '; filename="a.csv"\r\nContent-Type: message/external-body; access-type=URL') + END
    ),
    "empty": bytes,
    "nothing-but-lines": lambda: b"\r\n" * (2 * MIB),
    "boundaries-that-are-none": lambda: PLACED + _file(f"\r\n--{BOUNDARY}x".encode() * 90_000) + END,
    "boundaries-almost": lambda: PLACED + _file((f"\r\n--{BOUNDARY[:-1]}").encode() * 90_000) + END,
    "no-form": SOUND,
}
PLACELESS = "no-place"  # the one form whose only fault is that it names no place
SHORTEST = "multipart/form-data; boundary=a"
MEDIA: dict[str, str] = {
    "no-boundary": "multipart/form-data",
    "empty-boundary": "multipart/form-data; boundary=",
    "long-boundary": f"multipart/form-data; boundary={'b' * 10_000}",
    "another-boundary": "multipart/form-data; boundary=another",
    "mixed": f"multipart/mixed; boundary={BOUNDARY}",
    "json": "application/json",
    "urlencoded": "application/x-www-form-urlencoded",
    "octets": "application/octet-stream",
    "charset": f"multipart/form-data; boundary={BOUNDARY}; charset=utf-7",
    "charset-that-is-no-text": f"multipart/form-data; boundary={BOUNDARY}; charset=rot13",
    "charset-of-bytes": f"multipart/form-data; boundary={BOUNDARY}; charset=zlib",
}


def bad_forms() -> list[Sent]:
    """Each of them to the route that takes files. The file in them is sound, so that only the form is at fault."""
    found = [Sent("form", name, "POST", SUBMIT, make, {"Content-Type": MULTIPART}) for name, make in FORMS.items()]
    found += [
        Sent("form", name, "POST", SUBMIT, lambda: form("a.csv", b"\xff"), {"Content-Type": media})
        for name, media in MEDIA.items()
    ]
    boundaries = (
        PLACED.replace(BOUNDARY.encode(), b"a")
        + b"--a\r\nContent-Disposition: form-data; "
        + (b'name="file"; filename="a.csv"\r\n\r\n' + b"\r\n--ax" * 450_000)
    )
    found.append(Sent("form", "short-boundaries", "POST", SUBMIT, lambda: boundaries, {"Content-Type": SHORTEST}))
    packed = {"Content-Type": MULTIPART, "Content-Encoding": "gzip"}
    content = gzip.compress(form("a.csv", SOUND()) + b" " * (200 * MIB), 1, mtime=0)
    found.append(Sent("form", "gzip", "POST", SUBMIT, lambda: content, packed))
    return found
