"""A store of as many made-up cities as are asked for, with full evidence, as tables that a province hands in: figures of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from engine import Hand, Journal, Standard, home, standard_for, submit, take_over
from engine.model.evidence import DocumentRecord, EventRecord, Observation, Rating, Record
from engine.read.evidence.columns import SHEETS
from tests.bench.made_up import EDITION, FIRST_CODE, TWIN, YEAR, figures
from tests.fixtures.full_evidence import Plan, full_records

TOGETHER = 20  # cities in a table
PLACES = 300  # in a reference file
HAND = Hand("虚构经办人", "2026-01-05T08:00:00Z")
KINDS = (Observation, DocumentRecord, EventRecord, Rating)
BASE = "https://w3id.org/clausegraph/"
HEAD = f"""@prefix cg: <{BASE}def/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
PLAN = f"""{HEAD}<{BASE}document/made-up-plan> a cg:Document ;
    rdfs:label "虚构规划"@zh , "made-up plan"@en ;
    cg:inForceFrom "2022-01-01"^^xsd:date ;
    cg:carriesOut <{BASE}document/hunan-eco-plan-145> ;
    cg:fictional true .
"""


def filled_store(folder: Path, number: int) -> list[str]:
    """Enter the reference file and the evidence of so many cities, all that the edition asks for: their codes."""
    found = standard_for(home(), EDITION, [home() / "fixtures" / "world" / "fictional.ttl"])
    codes = [str(FIRST_CODE + one) for one in range(number)]
    with Journal(folder) as journal:
        enter_places(journal, found, codes)
        for start in range(0, number, TOGETHER):
            own = codes[start : start + TOGETHER]
            records = [one for code in own for one in _records(found, code)]
            for kind in KINDS:
                content = table(found, [one for one in records if isinstance(one, kind)])
                submit(journal, f"{kind.__name__}-{own[0]}.csv", content, own, HAND)
    return codes


def enter_places(journal: Journal, found: Standard, codes: Sequence[str]) -> None:
    """Enter the places, in reference files that are not too long, after the document that their targets come from."""
    take_over(journal, home(), "plan.ttl", PLAN.encode(), "虚构核准人", HAND)
    for start in range(0, len(codes), PLACES):
        places = reference(found, codes[start : start + PLACES]).encode()
        take_over(journal, home(), f"cities-{codes[start]}.ttl", places, "虚构核准人", HAND)


def reference(found: Standard, codes: Iterable[str]) -> str:
    """Places and targets, those of a city of the fixtures for each of them, as Turtle."""
    twins = [one for one in found.world.targets if one.place == TWIN]
    assert twins, TWIN
    blocks = [HEAD]
    for code in codes:
        place = f"<{BASE}place/{code}>"
        blocks.append(
            f'{place} a cg:Place ; rdfs:label "虚构{code}"@zh , "made-up {code}"@en ; cg:code "{code}" ;\n'
            f"    cg:placeLevel <{BASE}level/prefecture> ; cg:fictional true .\n"
        )
        blocks += [
            f"<{BASE}target/made-up-{code}-{one.indicator}> a cg:Target ; cg:setBy <{BASE}document/made-up-plan> ;\n"
            f"    cg:indicator <{BASE}indicator/{one.indicator}> ; cg:place {place} ; cg:year {one.year} ; "
            f"cg:targetValue {one.value} .\n"
            for one in twins
        ]
    return "\n".join(blocks)


def _records(found: Standard, code: str) -> Sequence[Record]:
    return full_records(found.edition, found.world, Plan(code, YEAR, figures(found, Random(code))))


def table(found: Standard, records: Sequence[Record]) -> bytes:
    """Records of one kind as CSV."""
    rows = [_row(found, one) for one in records]
    (sheet,) = (one for one in SHEETS if one.kind == type(records[0]).__name__)
    keys = [one.key for one in sheet.columns if any(row.get(one.key) for row in rows)]
    out = io.StringIO()
    writer = csv.DictWriter(out, keys, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _row(found: Standard, record: Record) -> dict[str, Any]:
    """A record by the keys of its columns."""
    row = {name: getattr(record, name) for name in record.__slots__ if name not in ("source", "value")}
    row |= {"id": f"{record.subject}-{record.source.id}", "value": getattr(record, "raw", "")}
    if isinstance(record, Observation):
        row |= {
            "year": record.start.year,
            "start": "",
            "end": "",
            "unit": found.world.indicators[record.indicator].unit,
        }
        row |= {"qualifier": "", "status": ""}
    return {name: value for name, value in row.items() if value is not None}
