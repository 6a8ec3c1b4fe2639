"""Large files that may be taken: four times the records of a city, in each form, and as much as the caps allow beside one."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from engine.read.evidence.caps import ATTRIBUTES, BYTES, LINES, STRINGS, TAGS, VALUES
from engine.read.evidence.columns import BY_KIND
from engine.read.evidence.jsonld import CONTEXT_IRI
from engine.read.facts import CG, RDF_TYPE
from tests.fixtures.bad_workbooks import GOOD, HEADER, MAIN, packed, parts, sheet, texts
from tests.hostile.sent import PLACE, File

OBSERVATION = BY_KIND["Observation"]
HEADERS = {column.key: column.header.zh for column in OBSERVATION.columns}
TERMS = {column.key: column.term for column in OBSERVATION.columns if column.term}
FULL = BYTES - 1024
RECORDS = 4 * 500
RECORD = (
    f"@prefix cg: <{CG}> .\n<#o1> a cg:Observation ; cg:subject '430700' ; cg:indicator 'good-day-ratio' ; cg:year 2022 ; "
    "cg:value 96 ; cg:unit '%' .\n"
)
ONE = {"subject": "430700", "indicator": "good-day-ratio", "year": 2022, "value": 96, "unit": "%"}


def _records() -> list[dict[str, str]]:
    """Records of one place, each with a value and words of its own."""
    return [
        {
            "id": f"observation-{at:06}",
            "subject": PLACE,
            "indicator": "good-day-ratio",
            "year": str(2016 + at % 5),
            "value": f"9{at % 10}.{at % 100:02}",
            "unit": "PERCENT",
            "status": "final",
            "issuer": f"常德市统计局{at}",
            "citation": f"公报第{at}页",
            "note": f"第{at}条，" + "注" * 10,
        }
        for at in range(RECORDS)
    ]


def _table() -> list[list[str]]:
    found = _records()
    return [[HEADERS[key] for key in found[0]], *([*one.values()] for one in found)]


def _csv() -> bytes:
    return "".join(",".join(row) + "\n" for row in _table()).encode()


def _said(one: Mapping[str, str], pattern: str) -> str:
    return "".join(pattern.format(TERMS[key], text) for key, text in one.items() if key in TERMS)


def _turtle() -> bytes:
    pattern = '; cg:{} "{}" '
    said = (f"<#{one['id']}> a cg:Observation {_said(one, pattern)}.\n" for one in _records())
    return (f"@prefix cg: <{CG}> .\n" + "".join(said)).encode()


def _triples() -> bytes:
    return "".join(
        f"_:{one['id']} <{RDF_TYPE}> <{CG}Observation> .\n" + _said(one, f'_:{one["id"]} <{CG}{{}}> "{{}}" .\n')
        for one in _records()
    ).encode()


def _linked() -> bytes:
    said = [
        {
            "@id": f"#{one['id']}",
            "@type": "Observation",
            **{TERMS[key]: text for key, text in one.items() if key in TERMS},
        }
        for one in _records()
    ]
    return json.dumps({"@context": CONTEXT_IRI, "@graph": said}, ensure_ascii=False).encode()


def _workbook() -> bytes:
    rows = (texts(number, row) for number, row in enumerate(_table(), 1))
    return packed(parts(sheet(*rows, size="A1:Z9999")))


def _parquet() -> bytes:
    head, *rows = _table()
    held = io.BytesIO()
    pl.DataFrame(rows, schema=head, orient="row").write_parquet(held)
    return held.getvalue()


def _beside(page: str = "", **more: str) -> bytes:
    """A good sheet with something else in its package."""
    noise = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(100_000))
    found = parts(sheet(texts(1, HEADER), texts(2, GOOD), page)) | {"xl/media/noise.txt": noise}
    return packed(found | {f"xl/{name}.xml": text for name, text in more.items()})


def _ttl(text: str) -> bytes:
    return text.encode()


def _linked_beside(word: str, times: int) -> bytes:
    said = {"@context": CONTEXT_IRI, "@id": "#o1", "@type": "Observation", **ONE}
    return (json.dumps(said)[:-1] + ',"note":[' + word * times + "[]]}").encode()


LEGAL: dict[str, Callable[[], bytes]] = {
    "records.csv": _csv,
    "records.ttl": _turtle,
    "records.nt": _triples,
    "records.jsonld": _linked,
    "records.xlsx": _workbook,
    "records.parquet": _parquet,
    "empty-lines.csv": lambda: ",".join(HEADER).encode() + b"\n" + ",".join(GOOD).encode() + b"\n" * (RECORDS - 2),
    "prefixes.ttl": lambda: _ttl(RECORD + "".join(f"@prefix p{at}: <u:{at}> . " for at in range(72_000))),
    "comments.ttl": lambda: _ttl(RECORD + "#\n" * (LINES - 9)),
    "words.ttl": lambda: _ttl(RECORD + "# " + "ab " * ((FULL - len(RECORD)) // 3)),
    "lists.jsonld": lambda: _linked_beside("[],", VALUES // 2 - 9),
    "spaces.jsonld": lambda: _linked_beside(" ", FULL - 400),
    "shared-string.xlsx": lambda: _beside(
        sharedStrings=f'<sst xmlns="{MAIN}"><si><t>{"9" * (STRINGS - 200)}</t></si></sst>'
    ),
    "shared-strings.xlsx": lambda: _beside(
        sharedStrings=f'<sst xmlns="{MAIN}">{"<si><t>9</t></si>" * min(TAGS // 4 - 9, STRINGS // 18)}</sst>'
    ),
    "rows.xlsx": lambda: _beside("<row/>" * (TAGS - 200)),
    "attributes.xlsx": lambda: _beside("<row " + " ".join(f'a{at}=""' for at in range(ATTRIBUTES - 200)) + "/>"),
}


def legal_files() -> list[File]:
    """All of them."""
    return [File("legal", name, partial(_made, name)) for name in LEGAL]


def _made(name: str) -> bytes:
    return LEGAL[name]()
