"""An xlsx file as a package: its parts, within caps, before anything in it is believed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from engine.errors import EvidenceError
from engine.read.evidence.caps import ATTRIBUTES as MOST_ATTRIBUTES
from engine.read.evidence.caps import STRINGS as MOST_STRINGS
from engine.read.evidence.caps import TAGS as MOST_TAGS
from engine.read.evidence.caps import UNPACKED as MOST_BYTES

MOST_MEMBERS = 2_000
MOST_RATIO = 200
LONGEST_FORMAT = 255
STRINGS_PART = "xl/sharedStrings.xml"
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BROKEN = (
    ParseError,
    DefusedXmlException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    OSError,
)
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it: its name, the path of its part, and whether it is hidden."""

    title: str
    path: str
    hidden: bool


class Package:
    """The parts of one workbook.

    Raises (at construction): EvidenceError EVI-003 where it is no zip file, holds a part twice or packs it in a way of
    its own, EVI-032 where it is over a cap, EVI-033 where it holds macros or links to other files.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise EvidenceError.of("EVI-003", name, str(fault)) from fault
        self._check(self.zip.infolist(), len(content))

    def _check(self, members: list[zipfile.ZipInfo], size: int) -> None:
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS or whole > MOST_BYTES or whole > MOST_RATIO * max(size, 10_000):
            raise EvidenceError.of("EVI-032", self.name, f"{len(members)} / {whole}", most=str(MOST_BYTES))
        for member in members:
            if "vbaProject" in member.filename or "externalLink" in member.filename or member.flag_bits & 1:
                raise EvidenceError.of("EVI-033", self.name, member.filename)
            if member.compress_type not in PACKED:
                raise EvidenceError.of("EVI-003", self.name, f"{member.filename} ({member.compress_type})")
        for filename, times in Counter(member.filename for member in members).items():
            if times > 1:
                raise EvidenceError.of("EVI-003", self.name, f"{filename} × {times}")

    def part(self, path: str) -> Element:
        """The XML of a part.

        Raises: EvidenceError EVI-003 where it is missing, broken, or declares entities, EVI-032 over a cap.
        """
        where = f"{self.name} {path}"
        try:
            content = self._content(path)
            self._check_part(where, content)
            found: Element = fromstring(content, forbid_dtd=True)
        except KeyError as fault:
            raise EvidenceError.of("EVI-003", self.name, path) from fault
        except BROKEN as fault:
            raise EvidenceError.of("EVI-003", where, type(fault).__name__) from fault
        return found

    def _check_part(self, where: str, content: bytes) -> None:
        """Tags and attributes are counted by their signs, as each becomes an object."""
        sizes = [(content.count(b"<"), MOST_TAGS), (content.count(b"="), MOST_ATTRIBUTES)]
        if where.endswith(STRINGS_PART):
            sizes.append((len(content), MOST_STRINGS))
        for size, most in sizes:
            if size > most:
                raise EvidenceError.of("EVI-032", where, str(size), most=str(most))

    def _content(self, path: str) -> bytes:
        """The bytes of a part, no more of them unpacked than the package says there are."""
        stated = self.zip.getinfo(path).file_size
        with self.zip.open(path) as part:
            return part.read(stated + 1)

    def has(self, path: str) -> bool:
        """Whether the part is there."""
        return path in self.zip.namelist()

    def sheets(self) -> list[Tab]:
        """The sheets in their order. Raises: EvidenceError EVI-003 where there is none, or two of one name."""
        links = {one.get("Id", ""): one.get("Target", "") for one in self.part("xl/_rels/workbook.xml.rels")}
        found = [_tab(sheet, links) for sheet in self.part("xl/workbook.xml").iter(f"{MAIN}sheet")]
        often = Counter(tab.title for tab in found)
        twice = [title for title, times in often.items() if times > 1]
        if not found or twice:
            raise EvidenceError.of("EVI-003", f"{self.name} xl/workbook.xml", f"{twice[0]} × 2" if twice else "-")
        return found

    def starts_1904(self) -> bool:
        """Whether dates count from 1904."""
        return any(
            one.get("date1904") in ("1", "true") for one in self.part("xl/workbook.xml").iter(f"{MAIN}workbookPr")
        )

    def strings(self) -> list[str]:
        """The shared strings."""
        if not self.has(STRINGS_PART):
            return []
        return [_text(one) for one in self.part(STRINGS_PART).iter(f"{MAIN}si")]

    def formats(self) -> list[str]:
        """The number format of every cell style, by its place."""
        if not self.has("xl/styles.xml"):
            return []
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        styles = self.part("xl/styles.xml")
        own: Mapping[str, str] = {
            one.get("numFmtId", ""): one.get("formatCode", "")[:LONGEST_FORMAT] for one in styles.iter(f"{MAIN}numFmt")
        }
        uses = styles.find(f"{MAIN}cellXfs")
        ids = [one.get("numFmtId", "0") for one in (uses if uses is not None else ())]
        return [own.get(found) or BUILTIN_FORMATS.get(whole(found), "General") for found in ids]


def whole(text: str) -> int:
    """A number of a place or a style as the file writes it; -1 for any other text."""
    return int(text) if NUMBER.fullmatch(text) else -1


def _tab(sheet: Element, links: Mapping[str, str]) -> Tab:
    target = links.get(sheet.get(LINKED, ""), "")
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return Tab(sheet.get("name", ""), path, sheet.get("state", "visible") != "visible")


def inline_text(cell: Element) -> str:
    """The text that stands in the cell itself."""
    return "".join(_text(one) for one in cell.iter(f"{MAIN}is"))


def _text(element: Element) -> str:
    """All text runs but phonetic guides."""
    phonetic = {run for guide in element.iter(f"{MAIN}rPh") for run in guide.iter(f"{MAIN}t")}
    return "".join(run.text or "" for run in element.iter(f"{MAIN}t") if run not in phonetic)
