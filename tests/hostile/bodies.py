"""Bodies that no JSON route may take, for every route of the OpenAPI document that takes JSON."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.hostile.sent import Sent

MIB = 1024 * 1024
JSON = "application/json"
NAMES = {"subject": "430700", "year": "2020", "edition": "2021-draft"}
UNKNOWN = "0" * 64  # a hash of nothing
WRITES = ("post", "put", "patch", "delete")


def _many(last: bytes) -> bytes:
    return b"{" + b"".join(b'"k%d":1,' % at for at in range(90_000)) + last + b"}"


BODIES: dict[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "spaces": lambda: b" " * 1000,
    "name-twice": lambda: b'{"role":"self","role":"confirmed"}',
    "name-twice-escaped": lambda: b'{"role":"self","r\\u006fle":"confirmed"}',
    "name-twice-after-many": lambda: _many(b'"k1":2'),
    "last-name-twice-after-many": lambda: _many(b'"k89999":2'),
    "not-a-number": lambda: b'{"role":NaN}',
    "infinity": lambda: b'{"year":-Infinity}',
    "fraction": lambda: b'{"value":0.1}',
    "exponent": lambda: b'{"value":1e400}',
    "exponent-of-5000": lambda: b'{"value":1e5000}',
    "digits": lambda: b'{"value":' + b"9" * 1_000_000 + b"}",
    "sixteen-digits": lambda: b'{"value":1234567890123456}',
    "minus-zero": lambda: b'{"value":-0.0}',
    "deep": lambda: b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "deep-list": lambda: b"[" * 500_000,
    "deep-and-cut-off": lambda: b'[{"a":' * 100_000,
    "half-a-character": lambda: b'{"reason":"\\ud800"}',
    "half-a-character-in-a-name": lambda: b'{"\\udc00":1}',
    "not-utf-8": lambda: b'{"reason":"\xff\xfe"}',
    "gbk": lambda: '{"reason":"理由"}'.encode("gbk"),
    "byte-order-mark": lambda: codecs.BOM_UTF8 + b'{"role":"self"}',
    "utf-16": lambda: '{"role":"self"}'.encode("utf-16"),
    "utf-16-without-mark": lambda: '{"role":"self"}'.encode("utf-16-le"),
    "nul": lambda: b'{"role":"self"}\0',
    "cut-off": lambda: b'{"role":"se',
    "more-behind": lambda: b'{"role":"self"}{"role":"confirmed"}',
    "comment": lambda: b'{"role":"self"/* a */}',
    "single-quotes": lambda: b"{'role':'self'}",
    "trailing-comma": lambda: b'{"role":"self",}',
    "a-list": lambda: b"[]",
    "a-number": lambda: b"1",
    "a-text": lambda: b'"x"',
    "null": lambda: b"null",
    "unknown-field": lambda: b'{"__proto__":{"admin":true},"constructor":1,"nosuch":1}',
    "wrong-kinds": lambda: json.dumps(
        {name: [{}] for name in ("role", "turn", "reason", "subject", "ruling")}
    ).encode(),
    "quotes-that-never-close": lambda: b'"' + b'\\"' * (MIB // 2 - 8),
    "quotes-and-quotes": lambda: b'""' * (MIB // 2 - 8),
    "backslashes": lambda: b'"' + b"\\" * (MIB - 64),
    "text-without-end": lambda: b'{"reason":"' + b"a" * (MIB - 64) + b'"}',
    "name-without-end": lambda: b'{"' + b"a" * (MIB - 64) + b'":1}',
    "brackets-in-a-text": lambda: b'{"reason":"' + b"[" * (MIB - 64) + b'"}',
    "empty-objects": lambda: b"[" + b"{}," * (MIB // 3 - 64) + b"{}]",
    "ten-thousand-subjects": lambda: json.dumps(
        {"subjects": ["430700"] * 10_000, "subject": ["430700"] * 10_000}
    ).encode(),
    "ten-thousand-names": lambda: json.dumps({"members": [f"张{at}" for at in range(10_000)]}).encode(),
    "hidden-marks": lambda: json.dumps({"role": "self\u202e", "reason": "\u0000\u0007"}).encode(),
    "markup": lambda: b'{"role":"<script>alert(1)</script>","turn":"../../etc/passwd"}',
    "above-the-cap": lambda: b'"' + b"a" * MIB + b'"',
    "xml": lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
}


def operations(document: Mapping[str, Any], media: str = JSON) -> list[tuple[str, str, bool]]:
    """Every operation that writes: its method, its path with a name in every place, and whether it takes a media type."""
    found = []
    for path, by_method in document["paths"].items():
        for method in (one for one in WRITES if one in by_method):
            content = by_method[method].get("requestBody", {}).get("content", {})
            found.append((method.upper(), re.sub(r"{(\w+)}", _name, path), media in content))
    return found


def _name(found: re.Match[str]) -> str:
    return NAMES.get(found[1], UNKNOWN)


def bad_bodies(document: Mapping[str, Any]) -> list[Sent]:
    """Each bad body to each operation that takes JSON."""
    return [
        Sent("json", f"{name} to {path}", method, path, make, {"Content-Type": JSON})
        for method, path, takes_json in operations(document)
        if takes_json
        for name, make in BODIES.items()
    ]


def wrong_kinds(document: Mapping[str, Any]) -> list[Sent]:
    """A body of another media type, or packed, to each operation that takes JSON."""
    own = b'{"role":"self","reason":"x","ruling":"accepted","turn":"panel"}'
    kinds: dict[str, dict[str, str]] = {
        "text": {"Content-Type": "text/plain"},
        "form": {"Content-Type": "application/x-www-form-urlencoded"},
        "xml": {"Content-Type": "application/xml"},
        "none": {},
        "nonsense": {"Content-Type": "/;;=\x7f"},
        "gzip": {"Content-Type": JSON, "Content-Encoding": "gzip"},
        "gzip-twice": {"Content-Type": JSON, "Content-Encoding": "gzip, gzip"},
        "brotli": {"Content-Type": JSON, "Content-Encoding": "br"},
        "other-charset": {"Content-Type": JSON + "; charset=utf-16"},
    }
    return [
        Sent("media type", f"{name} to {path}", method, path, partial(bytes, own), headers)
        for method, path, takes_json in operations(document)
        if takes_json
        for name, headers in kinds.items()
    ]
