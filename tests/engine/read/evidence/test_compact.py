"""Thrift's compact form: what is cut short, twice, too deep or of another form is refused at its byte."""

from __future__ import annotations

import pytest

from engine.errors import EvidenceError
from engine.read.evidence.compact import DEEPEST, Compact, Struct
from tests.fixtures.bad_parquets import inner, inners, names, numbers, said, thrift, whole

TRUE, FALSE = 1, 2


def read(content: bytes) -> Struct:
    return Compact("e", content, 0, len(content)).struct()


def refused(content: bytes) -> tuple[str, str, str]:
    with pytest.raises(EvidenceError) as error:
        read(content)
    (fault,) = error.value.faults
    return fault.code, fault.where, fault.found


@pytest.mark.parametrize("number", [0, 1, 63, 64, 2**31 - 1, 2**63 - 1])
def test_number(number: int) -> None:
    assert read(thrift(whole(1, number))).number(1) == number


def test_struct_of_every_form_that_is_looked_at() -> None:
    content = thrift(whole(1, 7), said(3, b"a"), (4, TRUE, b""), (5, FALSE, b""), numbers(6, 1, 2), names(7, b"b"))
    assert read(content) == Struct("e byte 0", {1: 7, 3: b"a", 4: True, 5: False, 6: [1, 2], 7: [b"b"]})


def test_inner_structs_know_where_they_stand() -> None:
    found = read(thrift(inner(1, whole(1, 3)), inners(2, [thrift(whole(1, 4)), thrift()])))
    assert found.inner(1) == Struct("e byte 1", {1: 3})
    assert found.inners(2) == [Struct("e byte 7", {1: 4}), Struct("e byte 10", {})]


def test_struct_with_a_field_whose_number_is_written_out() -> None:
    assert read(bytes([0x05, 40, 6, 0])).number(20) == 3


@pytest.mark.parametrize(
    ("content", "where", "found"),
    [
        (b"", "e byte 0", "-"),
        (b"\x15", "e byte 1", "-"),
        (b"\x18\x05ab", "e byte 2", "61 62"),
        (b"\x15" + b"\xff" * 10 + b"\0", "e byte 11", "00"),
        (b"\x19\xf5\xff\xff\xff\xff\x07", "e byte 7", "-"),
        (b"\x15\x02\x05\x02\x04\0", "e byte 4", "04 00"),
        (b"\x1b\0\0", "e byte 1", "00 00"),
        (b"\x1c" * 40, f"e byte {DEEPEST + 2}", "1c 1c 1c 1c"),
        (b"\x19" * 40, f"e byte {DEEPEST + 2}", "19 19 19 19"),
    ],
    ids=["nothing", "no value", "text cut off", "endless number", "endless list", "twice", "map", "deep", "deep lists"],
)
def test_struct_refuses(content: bytes, where: str, found: str) -> None:
    assert refused(content) == ("EVI-050", where, found)


@pytest.mark.parametrize("method", ["number", "content", "inner", "inners"])
def test_a_field_that_is_missing_or_of_another_form_is_refused(method: str) -> None:
    odd = read(thrift((1, TRUE, b""), numbers(2, 1)))
    for field in (1, 2, 3):
        with pytest.raises(EvidenceError) as error:
            getattr(odd, method)(field)
        (fault,) = error.value.faults
        assert (fault.code, fault.where, fault.found) == ("EVI-050", "e byte 0", f"#{field}")


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(EvidenceError):
        read(thrift(whole(1, -1))).number(1)
