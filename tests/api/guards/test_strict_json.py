"""JSON that two readers could read differently is refused by name."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.guards.strict_json import strict_json
from api.problems import RefusedError

DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(DATA)
def test_everything_else_is_read_as_it_is(data: object) -> None:
    for escaped in (True, False):
        assert strict_json(json.dumps(data, ensure_ascii=escaped).encode()) == data


@pytest.mark.parametrize(
    ("content", "code", "where", "found"),
    [
        (b'{"a":1,"a":2}', "API-452", "body", "a"),
        (b'[{"x":{"b":1,"c":1,"b":1}}]', "API-452", "body", "b"),
        (b'{"a":1,"\\u0061":2}', "API-452", "body", "a"),
        (b'{"a":NaN}', "API-453", "body", "NaN"),
        (b"-Infinity", "API-453", "body", "-Infinity"),
        (b'{"a":94.9}', "API-454", "body", "94.9"),
        (b"1e400", "API-454", "body", "1e400"),
        (b"[1E5]", "API-454", "body", "1E5"),
        (b"1234567890123456", "API-454", "body", "1234567890123456"),
        (b"1" * 5000, "API-454", "body", "1" * 40),
        (b"\xef\xbb\xbf{}", "API-451", "body byte 0", "efbbbf"),
        (b"\xff\xfe{\x00}\x00", "API-451", "body byte 0", "fffe7b"),
        (b'{"a":"\xff"}', "API-450", "body byte 6", "ff"),
        (b'"\xed\xa0\x80"', "API-450", "body byte 1", "ed"),
        (b'{"a":"\\ud800"}', "API-450", "body byte 6", "\\ud800-\\udfff"),
        (b'{"\\udc00":1}', "API-450", "body byte 2", "\\ud800-\\udfff"),
        (b"", "API-455", "body byte 0", "-"),
        (b"{'a':1}", "API-455", "body byte 1", "'a':1}"),
        (b'{"a":1}x', "API-455", "body byte 7", "x"),
        ('{"市":x}'.encode(), "API-455", "body byte 7", "x}"),
        (b'"a\nb"', "API-455", "body byte 2", '\\u000ab"'),
        (b"[" * 65 + b"]" * 65, "API-456", "body byte 64", "65"),
        (b'{"a":' * 100_000, "API-456", "body byte 320", "65"),
        (b"[" * 900_000, "API-456", "body byte 64", "65"),
    ],
)
def test_what_has_two_readings_is_refused_at_its_place(content: bytes, code: str, where: str, found: str) -> None:
    with pytest.raises(RefusedError) as refused:
        strict_json(content)
    fault = refused.value.fault
    assert (refused.value.status, fault.code, fault.where, fault.found) == (400, code, where, found)


def test_brackets_inside_text_are_no_levels() -> None:
    text = "[{" * 100 + '\\"' + "["
    assert strict_json(json.dumps([text]).encode()) == [text]


def test_sixty_four_levels_are_read() -> None:
    assert strict_json(b"[" * 64 + b"]" * 64)


def test_half_a_character_and_its_other_half_are_text() -> None:
    assert strict_json(b'"\\ud83d\\ude00"') == "\U0001f600"


MIB = 1024 * 1024
TEDIOUS = {
    "quotes-that-never-close": (b'"' + b'\\"' * (MIB // 2 - 8), "API-455"),
    "a-backslash-at-the-end": (b'"' + b"\\" * (MIB - 1), "API-455"),
    "quotes-and-quotes": (b'""' * (MIB // 2), "API-455"),
    "the-last-of-many-names-twice": (
        b"{" + b"".join(b'"k%d":1,' % at for at in range(4_998)) + b'"k4997":2}',
        "API-452",
    ),
    "names-without-end": (b"{" + b",".join(b'"k%d":1' % at for at in range(80_000)) + b"}", "API-462"),
    "objects-without-end": (b"[" + b"{}," * 300_000 + b"{}]", "API-462"),
}


@pytest.mark.parametrize("name", TEDIOUS)
def test_no_text_takes_longer_than_its_length(name: str) -> None:
    """Each of them took minutes when what was read was looked at again and again."""
    content, code = TEDIOUS[name]
    begun = time.process_time()
    with pytest.raises(RefusedError) as refused:
        strict_json(content)
    assert refused.value.fault.code == code and time.process_time() - begun < 5


def test_values_are_counted_and_commas_in_texts_are_none() -> None:
    texts = [",,,"] * 5_000
    assert strict_json(json.dumps(texts).encode()) == texts
    with pytest.raises(RefusedError) as refused:
        strict_json(json.dumps([*texts, 1]).encode())
    assert (refused.value.fault.code, refused.value.fault.found) == ("API-462", "5001")


@pytest.mark.parametrize(("text", "deep"), [('["\\\\"]', 1), ('["\\"[[["]', 1), ('"[[["', 0), ('[{"[":[]}]', 3)])
def test_brackets_in_texts_are_no_levels(text: str, deep: int) -> None:
    rest = 64 - deep
    assert strict_json(f"{'[' * rest}{text}{']' * rest}".encode())
    if deep:
        with pytest.raises(RefusedError):
            strict_json(f"{'[' * (rest + 1)}{text}{']' * (rest + 1)}".encode())
