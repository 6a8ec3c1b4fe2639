"""A package is believed within its limits only."""

from __future__ import annotations

import io
import zipfile

import pytest

from engine.errors import EvidenceError
from engine.read.evidence import package
from engine.read.evidence.package import Package, inline_text, whole
from tests.fixtures.bad_workbooks import GOOD_SHEET, MAIN, packed, parts

GOOD = parts(GOOD_SHEET)
SHEET = "xl/worksheets/sheet1.xml"


def opened(**changes: str) -> Package:
    names = {"book": "xl/workbook.xml", "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml", "sheet": SHEET}
    return Package("e.xlsx", packed(GOOD | {names[key]: content for key, content in changes.items()}))


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(EvidenceError) as error:
        Package("e.xlsx", content)
    return error.value.faults[0].code, error.value.faults[0].found


def test_package_lists_its_sheets() -> None:
    (tab,) = opened().sheets()
    assert (tab.title, tab.path, tab.hidden) == ("观测值", SHEET, False)


def test_package_with_a_path_from_the_root() -> None:
    links = GOOD["xl/_rels/workbook.xml.rels"].replace('Target="', 'Target="/xl/')
    (tab,) = Package("e.xlsx", packed(GOOD | {"xl/_rels/workbook.xml.rels": links})).sheets()
    assert tab.path == SHEET


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_package_with_a_hidden_sheet(state: str) -> None:
    book = GOOD["xl/workbook.xml"].replace("<sheet ", f'<sheet state="{state}" ')
    assert opened(book=book).sheets()[0].hidden


@pytest.mark.parametrize(("written", "early"), [("1", True), ("true", True), ("0", False)])
def test_package_of_the_1904_system(written: str, early: bool) -> None:
    book = GOOD["xl/workbook.xml"].replace("<sheets>", f'<workbookPr date1904="{written}"/><sheets>')
    assert opened(book=book).starts_1904() is early


def test_package_without_strings_and_styles() -> None:
    found = Package("e.xlsx", packed({key: text for key, text in GOOD.items() if "styles" not in key}))
    assert (found.strings(), found.formats()) == ([], [])


def test_strings_join_their_runs_and_leave_out_how_they_sound() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><r><t>常</t></r><r><t>德</t></r><rPh><t>cháng</t></rPh></si><si><t/></si></sst>'
    assert opened(strings=strings).strings() == ["常德", ""]


def test_formats_by_place_own_built_in_and_unknown() -> None:
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in ("170", "10", "999", "x")) + "<xf/>"
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{"y" * 300}"/></numFmts>'
    styles = f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs>{cells}</cellXfs></styleSheet>'
    assert opened(styles=styles).formats() == ["y" * 255, "0.00%", "General", "General", "General"]


def test_formats_without_a_table_of_styles() -> None:
    assert opened(styles=f'<styleSheet xmlns="{MAIN}"/>').formats() == []


def test_inline_text_of_several_runs() -> None:
    from xml.etree.ElementTree import fromstring

    assert inline_text(fromstring(f'<c xmlns="{MAIN}"><is><r><t>9</t></r><r><t>5</t></r></is></c>')) == "95"


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("-1", -1), ("x", -1), ("１", -1), ("", -1)])
def test_whole_number_of_a_place(text: str, number: int) -> None:
    assert whole(text) == number


def test_package_that_is_no_zip_file() -> None:
    assert refused(b"") == ("EVI-003", "File is not a zip file")


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_package_with_macros_or_links(name: str) -> None:
    assert refused(packed(GOOD | {name: "x"})) == ("EVI-033", name)


def test_package_with_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MEMBERS", 3)
    assert refused(packed(GOOD))[0] == "EVI-032"


def test_package_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 100)
    assert refused(packed(GOOD))[0] == "EVI-032"


def test_package_that_grows_too_much() -> None:
    assert refused(packed(GOOD | {"x": "0" * 2_100_000}))[0] == "EVI-032"


def test_package_with_bzip2() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("xl/workbook.xml", "<x/>")
    assert refused(target.getvalue()) == ("EVI-003", "xl/workbook.xml (12)")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<a", "ParseError"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a/>', "DTDForbidden"),
        ('<?xml version="1.0" encoding="gbk"?><a/>', "ValueError"),
        ('<?xml version="1.0" encoding="nosuch"?><a/>', "LookupError"),
    ],
)
def test_part_that_is_no_xml_to_be_read(content: str, found: str) -> None:
    with pytest.raises(EvidenceError) as error:
        opened(sheet=content).part(SHEET)
    (fault,) = error.value.faults
    assert (fault.code, fault.where, fault.found) == ("EVI-003", f"e.xlsx {SHEET}", found)


def test_part_that_is_not_there() -> None:
    with pytest.raises(EvidenceError) as error:
        opened().part("xl/nothing.xml")
    assert error.value.faults[0].found == "xl/nothing.xml"


def test_part_with_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_TAGS", 10)
    with pytest.raises(EvidenceError) as error:
        opened().part(SHEET)
    assert error.value.faults[0].code == "EVI-032"
