"""What a Parquet file says that it holds: columns, rows and pages, within caps, before any of it is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import EvidenceError
from engine.read.evidence.caps import COLUMNS as MOST_COLUMNS
from engine.read.evidence.caps import ROWS as MOST_ROWS
from engine.read.evidence.caps import UNPACKED as MOST_UNPACKED
from engine.read.evidence.compact import Compact, Struct

MAGIC, LOCKED = b"PAR1", b"PARE"
MOST_GROUPS, MOST_PAGES = 1_000, 20_000
MOST_FOOTER = 1024 * 1024
FORMS = ("BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY")
ENCODINGS = {0: "PLAIN", 2: "PLAIN_DICTIONARY", 3: "RLE", 8: "RLE_DICTIONARY"}  # others can unpack without bounds
CODECS = {0: "UNCOMPRESSED", 1: "SNAPPY", 2: "GZIP", 4: "BROTLI", 6: "ZSTD", 7: "LZ4_RAW"}
REPEATED = 2
FLAT_PAGE, INDEX, DICTIONARY, FLAT_PAGE_2 = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column at the top: its name as written and its physical form; `GROUP` for one that holds others."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The columns in their order, the rows of all groups, and each group as the file describes it."""

    columns: tuple[Leaf, ...]
    rows: int
    groups: tuple[Struct, ...]
    starts: int


def footer_of(name: str, content: bytes) -> Footer:
    """The footer of a file.

    Raises: EvidenceError EVI-050 for what is no whole Parquet file, EVI-053 for an encrypted one, EVI-032 over a cap,
    EVI-030 for a name of a column that is not UTF-8.
    """
    start = _start(name, content)
    said = Compact(name, content, start, len(content) - 8).struct()
    if said.fields.keys() & {8, 9}:
        raise EvidenceError.of("EVI-053", name, "encryption", **_known())
    rows, groups = said.number(3), tuple(said.inners(4))
    if rows != sum(group.number(3) for group in groups):
        raise EvidenceError.of("EVI-050", name, f"{rows} ≠ {sum(group.number(3) for group in groups)}")
    columns = tuple(_columns(name, said.inners(2)))
    for size, most in ((rows, MOST_ROWS), (len(columns), MOST_COLUMNS), (len(groups), MOST_GROUPS)):
        _check_size(name, size, most)
    return Footer(columns, rows, groups, start)


def _start(name: str, content: bytes) -> int:
    """Where the footer begins."""
    if LOCKED in (content[:4], content[-4:]):
        raise EvidenceError.of("EVI-053", name, LOCKED.decode(), **_known())
    if len(content) < 12 or content[:4] != MAGIC or content[-4:] != MAGIC:
        found = f"{content[:4].hex(' ')} … {content[-4:].hex(' ')}" if content else "-"
        raise EvidenceError.of("EVI-050", name, found)
    size = int.from_bytes(content[-8:-4], "little")
    if size > len(content) - 12:
        raise EvidenceError.of("EVI-050", f"{name} byte {len(content) - 8}", f"{size} > {len(content) - 12}")
    _check_size(name, size, MOST_FOOTER)
    return len(content) - 8 - size


def _columns(name: str, elements: list[Struct]) -> Iterator[Leaf]:
    """The columns below the root; what stands below a column that holds others is passed over."""
    rest = iter(elements[1:])
    for number, element in enumerate(rest, 1):
        below = _below(element)
        yield Leaf(_text(f"{name} column {number}", element.content(4)), "GROUP" if below else _form(element))
        while below and (inner := next(rest, None)) is not None:
            below += _below(inner) - 1


def _below(element: Struct) -> int:
    """How many elements stand right below one."""
    return element.number(5) if 5 in element.fields else 0


def _form(element: Struct) -> str:
    if element.fields.get(3) == REPEATED:
        return "REPEATED"
    form = element.number(1)
    return FORMS[form] if form < len(FORMS) else str(form)


def _text(where: str, written: bytes) -> str:
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise EvidenceError.of("EVI-030", where, written[fault.start : fault.start + 4].hex(" ")) from fault


def check_pages(name: str, content: bytes, footer: Footer) -> None:
    """Walk over the heads of all pages, of which every one says how far it unpacks.

    Raises: EvidenceError EVI-032 where that is too much, EVI-050 where pages and footer do not agree, EVI-053 for what
    stands in another file, is encrypted, or is packed or encoded in a way that could unpack to more than it says.
    """
    pages = unpacked = 0
    for group in footer.groups:
        chunks = group.inners(1)
        if len(chunks) != len(footer.columns):
            raise EvidenceError.of("EVI-050", group.where, f"{len(chunks)} ≠ {len(footer.columns)}")
        for chunk in chunks:
            for size in _pages(name, content, _described(chunk, group.number(3)), footer.starts):
                pages, unpacked = pages + 1, unpacked + size
                _check_size(name, pages, MOST_PAGES)
                _check_size(name, unpacked, MOST_UNPACKED)


def _described(chunk: Struct, rows: int) -> Struct:
    """What the file says of a chunk: a value for each row, in this file, packed in a way that is read."""
    if chunk.fields.keys() & {1, 8, 9}:
        found = "encryption" if 1 not in chunk.fields else chunk.content(1).decode("utf-8", "replace")
        raise EvidenceError.of("EVI-053", chunk.where, found, **_known())
    said = chunk.inner(3)
    if said.number(4) not in CODECS:
        raise EvidenceError.of("EVI-053", said.where, f"codec {said.number(4)}", **_known())
    if said.number(5) != rows:
        raise EvidenceError.of("EVI-050", said.where, f"{said.number(5)} ≠ {rows}")
    return said


def _pages(name: str, content: bytes, said: Struct, most: int) -> Iterator[int]:
    """To how many bytes each page of a chunk unpacks; their values must be as many as the chunk says."""
    at = said.number(11) if 11 in said.fields else said.number(9)
    end = at + said.number(7)
    if at < len(MAGIC) or end > most:
        raise EvidenceError.of("EVI-050", said.where, f"{at} … {end}")
    values = 0
    while at < end:
        reader = Compact(name, content, at, end)
        head = reader.struct()
        values += _values(head)
        at = reader.at + head.number(3)
        yield head.number(2)
    if at != end or values != said.number(5):
        raise EvidenceError.of("EVI-050", f"{name} byte {at}", f"{values} ≠ {said.number(5)}")


def _values(head: Struct) -> int:
    """How many values a page holds; none that are rows for a dictionary or an index."""
    kind = head.number(1)
    if kind == INDEX:
        return 0
    if kind not in (FLAT_PAGE, DICTIONARY, FLAT_PAGE_2):
        raise EvidenceError.of("EVI-050", head.where, str(kind))
    said = head.inner({FLAT_PAGE: 5, DICTIONARY: 7, FLAT_PAGE_2: 8}[kind])
    encoding = said.number(4 if kind == FLAT_PAGE_2 else 2)
    if encoding not in ENCODINGS:
        raise EvidenceError.of("EVI-053", head.where, f"encoding {encoding}", **_known())
    return 0 if kind == DICTIONARY else said.number(1)


def _check_size(name: str, size: int, most: int) -> None:
    if size > most:
        raise EvidenceError.of("EVI-032", name, str(size), most=str(most))


def _known() -> dict[str, str]:
    return {"known": ", ".join((*CODECS.values(), *ENCODINGS.values()))}
