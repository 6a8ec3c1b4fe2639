"""Large files, written from a seed: up to and just over each cap, and whatever grows while it is read."""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable
from functools import partial

from engine.read.evidence.caps import BYTES as CAP
from engine.read.evidence.caps import STATEMENTS as MOST_TRIPLES
from engine.read.evidence.nesting import DEEPEST
from tests.fixtures.bad_workbooks import (
    GOOD,
    HEADER,
    MAIN,
    Parts,
    number,
    packed,
    parts,
    row,
    sheet,
    text,
    texts,
    value,
)
from tests.hostile.sent import File

MIB = 1024 * 1024
ROOM = 4 * 1024  # of the form around a file
FULL = CAP - ROOM
HEAD = (",".join(HEADER) + "\n").encode()
LINE = (",".join(GOOD) + "\n").encode()
TURTLE = b"@prefix : <#> . @prefix cg: <https://w3id.org/clausegraph/def/> .\n"
RECORD = TURTLE + b":o1 a cg:Observation ; cg:subject '430700' ; cg:year 2022 ; cg:unit '%' ; cg:value "
LONG = FULL - MIB // 8  # of one text alone
FORMER = 20 * MIB  # as much was once taken
Made = Callable[[random.Random], bytes]


def filled_up(piece: bytes, head: bytes = b"", size: int = FULL) -> bytes:
    """As many whole pieces after a head as fit."""
    return head + piece * ((size - len(head)) // len(piece))


def _nested(levels: int) -> Made:
    return lambda _: b"<#a> <#b> " + b"[ <#c> " * levels + b"1" + b" ]" * levels + b" ."


def _blank_nodes(chance: random.Random) -> bytes:
    names = [f"_:b{chance.randrange(10**6):06}" for _ in range(2_000)]
    block = "".join(f"{a} <u:p> {b} .\n" for a, b in zip(names, reversed(names), strict=True)).encode()
    return filled_up(block)


def _distinct_blank_nodes(_: random.Random) -> bytes:
    return "".join(f"_:{at:x} <u:p> 1 .\n" for at in range(110_000)).encode()


def _words(chance: random.Random) -> bytes:
    return filled_up(bytes(chance.randrange(256) for _ in range(65_521)))


def _mixed_marks(_: random.Random) -> bytes:
    return codecs.BOM_UTF8 + HEAD + codecs.BOM_UTF16_LE + LINE.decode().encode("utf-16-le") * 15_000 + codecs.BOM_UTF8


def _clique(_: random.Random) -> bytes:
    return "".join(f"_:n{a} <u:p> _:n{b} .\n" for a in range(300) for b in range(300) if a != b).encode()


def _keys(_: random.Random) -> bytes:
    return ("{" + ",".join(f'"k{at}":[{{}}]' for at in range(120_000)) + "}").encode()


def _padded_noise(chance: random.Random, size: int = MIB) -> str:
    """Text that does not shrink, so that the ratio of a package looks honest."""
    return "".join(chr(0x4E00 + chance.randrange(0x5000)) for _ in range(size // 3))


def _book(**more: str) -> Callable[[random.Random], bytes]:
    def made(chance: random.Random) -> bytes:
        found: Parts = parts(sheet(texts(1, HEADER), texts(2, GOOD)))
        found |= {path.replace("__", "/").replace("_xml", ".xml"): page for path, page in more.items()}
        return packed(found | {"xl/media/noise.txt": _padded_noise(chance)})

    return made


def _shared(item: str, times: int) -> Callable[[random.Random], bytes]:
    return _book(xl__sharedStrings_xml=f'<sst xmlns="{MAIN}">{item * times}</sst>')


def _rows(chance: random.Random) -> bytes:
    """A sheet of 300,000 rows, with what they would hold kept short."""
    page = sheet(texts(1, HEADER), "".join(f'<row r="{at}"><c r="A{at}"/></row>' for at in range(2, 300_002)))
    return packed(parts(page) | {"xl/media/noise.txt": _padded_noise(chance)})


def _far_cells(_: random.Random) -> bytes:
    return packed(parts(sheet(texts(1, HEADER), *(row(at, text(f"XFD{at}", "1")) for at in range(2, 5_000)))))


def _zip_again(chance: random.Random) -> bytes:
    inside = packed(parts(sheet(texts(1, HEADER), "<row/>" * 1_000_000)))
    return packed({f"xl/{at}.zip": inside.decode("latin-1") for at in range(200)} | {"a": str(chance.random())})


def _unended(_: random.Random) -> bytes:
    return packed(parts(sheet(texts(1, HEADER)) * 2_000))


LARGE: dict[str, Made] = {
    "one-line.ttl": lambda _: filled_up(b":b 1 ; ", TURTLE + b":a "),
    "triples-on-one-line.ttl": lambda _: filled_up(b":a :b 1 .", TURTLE),
    "triples-at-the-cap.nt": lambda _: b"<u:a> <u:b> <u:c> .\n" * MOST_TRIPLES,
    "triples-above-the-cap.nt": lambda _: b"<u:a> <u:b> <u:c> .\n" * (MOST_TRIPLES + 1),
    "literal-of-30-mb.ttl": lambda _: RECORD + b"'" + b"9" * (30 * MIB) + b"' .",
    "literal-almost-as-long-as-the-cap.ttl": lambda _: RECORD + b"'" + b"9" * LONG + b"' .",
    "literal-of-64-kib-and-one.ttl": lambda _: RECORD + b"'" + b"9" * (64 * 1024 + 1) + b"' .",
    "long-literal-of-many-lines.ttl": lambda _: filled_up(b"\n", RECORD + b'"""'),
    "quotes-that-never-close.ttl": lambda _: filled_up(b"'\\'", RECORD),
    "numbers-of-100000-digits.ttl": lambda _: RECORD + b"9" * 100_000 + b" .",
    "decimal-of-100000-digits.ttl": lambda _: RECORD + b"0." + b"1" * 100_000 + b" .",
    "exponent-of-100000-digits.ttl": lambda _: RECORD + b"1e" + b"9" * 100_000 + b" .",
    "iri-almost-as-long-as-the-cap.ttl": lambda _: RECORD + b"<u:" + b"a" * LONG + b"> .",
    "prefixes-without-end.ttl": lambda _: b"".join(b"@prefix p%d: <u:%d> .\n" % (at, at) for at in range(72_000)),
    "comments-without-end.ttl": lambda _: filled_up(b"#\n"),
    "escapes-without-end.ttl": lambda _: filled_up(b"\\u0041", RECORD + b"'"),
    "list-of-a-million.ttl": lambda _: RECORD + b"(" + b"1 " * 1_000_000 + b") .",
    f"nesting-of-{DEEPEST}.ttl": _nested(DEEPEST),
    f"nesting-of-{DEEPEST + 1}.ttl": _nested(DEEPEST + 1),
    "nesting-without-end.ttl": _nested(200_000),
    "opened-and-never-closed.ttl": lambda _: filled_up(b"<", RECORD),
    "blank-nodes-at-random.nt": _blank_nodes,
    "blank-nodes-by-the-million.nt": _distinct_blank_nodes,
    "clique.nt": _clique,
    "noise.nt": _words,
    "deep.jsonld": lambda _: b'{"a":' * 340_000 + b"1" + b"}" * 340_000,
    "deep-and-cut-off.jsonld": lambda _: b"[" * FULL,
    "keys-without-end.jsonld": _keys,
    "text-almost-as-long-as-the-cap.jsonld": lambda _: b'{"value":"' + b"9" * LONG + b'"}',
    "quotes.jsonld": lambda _: filled_up(b'"\\'),
    "spaces.jsonld": lambda _: filled_up(b" "),
    "digits.jsonld": lambda _: b'{"value":' + b"9" * LONG + b"}",
    "records-without-end.jsonld": lambda _: b"[" + filled_up(b'{"a":1},', size=FULL - 8) + b"1]",
    "cells-without-end.csv": lambda _: filled_up(b"1,"),
    "cells-without-end-in-rows.csv": lambda _: filled_up(b"1,2,3,4,5,6\n", HEAD),
    "same-record-without-end.csv": lambda _: filled_up(LINE, HEAD),
    "quote-storm.csv": lambda _: filled_up(b'"'),
    "quotes-in-quotes.csv": lambda _: filled_up(b'""",', HEAD + b'"'),
    "open-quote.csv": lambda _: filled_up(b"x\n", HEAD + b'"'),
    "lines-of-nothing.csv": lambda _: filled_up(b"\n"),
    "returns-alone.csv": lambda _: filled_up(b"\r", HEAD),
    "line-ends-below-a-header.csv": lambda _: filled_up(b"\n", HEAD),
    "few-line-ends-below-a-header.csv": lambda _: HEAD + b"\n" * 1_000,
    "line-ends-below-a-record.csv": lambda _: filled_up(b"\n", HEAD + LINE),
    "20-mb-of-line-ends-below-a-header.csv": lambda _: filled_up(b"\n", HEAD, FORMER),
    "few-prefixes.ttl": lambda _: TURTLE * 100,
    "nul.csv": lambda _: filled_up(b"\0", HEAD),
    "utf-16.csv": lambda _: codecs.BOM_UTF16_LE + filled_up(LINE, HEAD, FULL // 2 - 8).decode().encode("utf-16-le"),
    "utf-32.csv": lambda _: codecs.BOM_UTF32_BE + filled_up(LINE, HEAD, FULL // 4 - 8).decode().encode("utf-32-be"),
    "mixed-marks.csv": _mixed_marks,
    "gb18030.csv": lambda _: filled_up(LINE, HEAD, FULL // 2).decode().encode("gb18030"),
    "noise.csv": _words,
    "digits.csv": lambda _: HEAD + b"o1,430700,x,2022," + b"9" * 100_000 + b",%\n",
    "at-the-cap.csv": lambda _: filled_up(b"\n", HEAD, CAP - 2) + b"x\n",
    "above-the-cap.csv": lambda _: b"x" * (CAP + 1),
    "shared-strings.xlsx": _shared("<si><t>9</t></si>", 3_900_000),
    "shared-string-without-end.xlsx": _shared(f"<si><t>{'9' * 90_000_000}</t></si>", 1),
    "phonetic-runs.xlsx": _shared("<si><rPh><t>9</t></rPh><t>1</t></si>", 1_000_000),
    "styles.xlsx": lambda _: packed(
        parts(sheet(texts(1, HEADER), texts(2, GOOD)))
        | {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 2_000_000}</cellXfs></styleSheet>'}
    ),
    "rows-without-end.xlsx": _rows,
    "cells-outside-the-dimension.xlsx": _far_cells,
    "formulas-without-values.xlsx": lambda _: packed(
        parts(sheet(texts(1, HEADER), *(row(at, f'<c r="E{at}"><f>1/0</f></c>') for at in range(2, 30_000))))
    ),
    "number-of-100000-digits.xlsx": lambda _: value(number("E2", "9" * 100_000)),
    "attribute-without-end.xlsx": lambda _: value(f'<c r="E2" s="{"9" * 1_000_000}"><v>1</v></c>'),
    "zip-in-zip.xlsx": _zip_again,
    "two-roots.xlsx": _unended,
    "noise.xlsx": lambda chance: b"PK\x03\x04" + _words(chance)[:MIB],
    "ends-of-zips.xlsx": lambda _: filled_up(b"PK\x05\x06" + b"\0" * 18),
    "noise.parquet": lambda chance: b"PAR1" + _words(chance)[:MIB] + b"\xff\xff\xff\x7fPAR1",
    "footer-as-long-as-the-file.parquet": lambda _: b"PAR1" + b"\x19" * MIB + MIB.to_bytes(4, "little") + b"PAR1",
    "lists-in-lists.parquet": lambda _: (
        b"PAR1" + b"\x19\xf9\xff\xff\xff\x0f" * (MIB // 8) + (6 * MIB // 8).to_bytes(4, "little") + b"PAR1"
    ),
}


def large_files(seed: int) -> list[File]:
    """All of them; a seed gives the same bytes always."""
    return [File("large", name, partial(_written, name, seed)) for name in LARGE]


def _written(name: str, seed: int) -> bytes:
    return LARGE[name](random.Random(f"{seed} {name}"))
