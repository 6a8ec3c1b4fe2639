"""An xlsx file as a package: its parts, within caps, before anything in it is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from engine.errors import EvidenceError

MOST_MEMBERS = 2_000
MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 200
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Package:
    """The parts of one workbook.

    Raises (at construction): EvidenceError EVI-003 where it is no zip file, EVI-032 where it is over a cap, EVI-033
    where it holds macros or links to other files.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile as fault:
            raise EvidenceError.of("EVI-003", name, str(fault)) from fault
        self._check(self.zip.infolist(), len(content))

    def _check(self, members: list[zipfile.ZipInfo], size: int) -> None:
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS or whole > MOST_BYTES or whole > MOST_RATIO * max(size, 10_000):
            raise EvidenceError.of("EVI-032", self.name, f"{len(members)} / {whole}", most=str(MOST_BYTES))
        for member in members:
            if "vbaProject" in member.filename or "externalLink" in member.filename or member.flag_bits & 1:
                raise EvidenceError.of("EVI-033", self.name, member.filename)

    def part(self, path: str) -> Element:
        """The XML of a part. Raises: EvidenceError EVI-003 where it is missing, broken, or declares entities."""
        try:
            found: Element = fromstring(self.zip.read(path), forbid_dtd=True)
        except KeyError as fault:
            raise EvidenceError.of("EVI-003", self.name, path) from fault
        except (ParseError, DefusedXmlException, zipfile.BadZipFile, RuntimeError, OSError) as fault:
            raise EvidenceError.of("EVI-003", f"{self.name} {path}", type(fault).__name__) from fault
        return found

    def has(self, path: str) -> bool:
        """Whether the part is there."""
        return path in self.zip.namelist()

    def sheets(self) -> dict[str, str]:
        """The paths of the sheets by their names."""
        links = {one.get("Id", ""): one.get("Target", "") for one in self.part("xl/_rels/workbook.xml.rels")}
        found = {}
        for sheet in self.part("xl/workbook.xml").iter(f"{MAIN}sheet"):
            target = links.get(sheet.get(LINKED, ""), "")
            found[sheet.get("name", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        return found

    def starts_1904(self) -> bool:
        """Whether dates count from 1904."""
        return any(
            one.get("date1904") in ("1", "true") for one in self.part("xl/workbook.xml").iter(f"{MAIN}workbookPr")
        )

    def strings(self) -> list[str]:
        """The shared strings."""
        if not self.has("xl/sharedStrings.xml"):
            return []
        return [_text(one) for one in self.part("xl/sharedStrings.xml").iter(f"{MAIN}si")]

    def formats(self) -> list[str]:
        """The number format of every cell style, by its place."""
        if not self.has("xl/styles.xml"):
            return []
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        styles = self.part("xl/styles.xml")
        own: Mapping[str, str] = {
            one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")
        }
        uses = styles.find(f"{MAIN}cellXfs")
        ids = [one.get("numFmtId", "0") for one in (uses if uses is not None else ())]
        return [own.get(found) or BUILTIN_FORMATS.get(int(found), "General") for found in ids]


def inline_text(cell: Element) -> str:
    """The text that stands in the cell itself."""
    return "".join(_text(one) for one in cell.iter(f"{MAIN}is"))


def _text(element: Element) -> str:
    """All text runs but phonetic guides."""
    phonetic = {run for guide in element.iter(f"{MAIN}rPh") for run in guide.iter(f"{MAIN}t")}
    return "".join(run.text or "" for run in element.iter(f"{MAIN}t") if run not in phonetic)
