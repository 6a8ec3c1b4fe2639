"""The caps of all forms: stated once, wide beside the evidence of a city, and each of them refuses by name."""

from __future__ import annotations

import pytest

from engine import home
from engine.errors import EvidenceError
from engine.read.evidence import read_file
from engine.read.evidence.caps import ATTRIBUTES, BYTES, LINES, READING_CAPS, ROWS, STRINGS, TAGS, UNPACKED, VALUES
from tests.engine.read.evidence.source import CHANGDE, world
from tests.fixtures.bad_packages import STRINGS as PAGE_OF_STRINGS
from tests.fixtures.bad_workbooks import GOOD, HEADER, MAIN, packed, parts, sheet, texts

GOOD_ROWS = texts(1, HEADER) + texts(2, GOOD)
NOISE = {"xl/media/noise.txt": "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(100_000))}
STRINGS_PART = "xl/sharedStrings.xml"


def test_caps_leave_room_beside_what_delivered_evidence_takes() -> None:
    largest = max(path.stat().st_size for path in (home() / "fixtures/cases").rglob("evidence*.*"))
    assert largest * 10 < BYTES and ROWS > 14 * 500  # a province's cities in one table
    assert READING_CAPS["bytes"] == BYTES and all(READING_CAPS.values())


@pytest.mark.parametrize(
    ("name", "content", "most"),
    [
        ("e.ttl", b"\n" * LINES, LINES),
        ("e.jsonld", b"[" + b"1," * VALUES + b"1]", VALUES),
        ("e.xlsx", packed(parts(sheet(GOOD_ROWS, "<row/>" * TAGS)) | NOISE), TAGS),
        ("e.xlsx", packed(parts(sheet(GOOD_ROWS, '<row a="1"/>' * ATTRIBUTES)) | NOISE), ATTRIBUTES),
        ("e.xlsx", packed(parts(sheet(GOOD_ROWS)) | NOISE | {"xl/a.xml": " " * UNPACKED}), UNPACKED),
        (
            "e.xlsx",
            packed(parts(sheet(GOOD_ROWS)) | NOISE | {STRINGS_PART: f'<sst xmlns="{MAIN}">{" " * STRINGS}</sst>'}),
            STRINGS,
        ),
    ],
    ids=["lines", "values", "tags", "attributes", "unpacked", "strings"],
)
def test_more_than_a_cap_is_refused_beside_good_evidence(name: str, content: bytes, most: int) -> None:
    with pytest.raises(EvidenceError) as error:
        read_file(name, content, world(), CHANGDE)
    assert [(fault.code, dict(fault.values)["most"]) for fault in error.value.faults] == [("EVI-032", str(most))]


def test_a_workbook_with_shared_strings_within_the_caps_is_read() -> None:
    content = packed(parts(sheet(GOOD_ROWS)) | {STRINGS_PART: PAGE_OF_STRINGS})
    assert len(read_file("e.xlsx", content, world(), CHANGDE)[1]) == 1
