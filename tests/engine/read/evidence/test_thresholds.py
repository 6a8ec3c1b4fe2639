"""A limit is met exactly at it, in whatever form the number arrives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine import assess, home, order_of, read_case
from engine.model.finding import Outcome
from tests.fixtures.bad_workbooks import HEADER, packed, parts, sheet, texts

CASE = read_case(home() / "fixtures/cases/fictional-grade-a")
BASE = "https://w3id.org/clausegraph/"
SUPERVISION, FOOD = "product-supervision-pass-rate", "key-food-sampling-pass-rate"
NUMBERS = (
    (SUPERVISION, "94.9999999999999999", Outcome.FAILED),
    (SUPERVISION, "95", Outcome.PASSED),
    (SUPERVISION, "95.00", Outcome.PASSED),
    (FOOD, "97.999999999999999999", Outcome.FAILED),
    (FOOD, "98", Outcome.PASSED),
)


def workbook(indicator: str, written: str) -> bytes:
    row = ("o1", CASE.subject, indicator, str(CASE.year), written, "%")
    return packed(parts(sheet(texts(1, HEADER), texts(2, row))))


def table(indicator: str, written: str) -> bytes:
    return f"{','.join(HEADER)}\no1,{CASE.subject},{indicator},{CASE.year},{written},%\n".encode()


def turtle(indicator: str, written: str) -> bytes:
    return (
        f"@prefix cg: <{BASE}def/> .\n<#o1> a cg:Observation ; cg:subject <{BASE}place/{CASE.subject}> ;\n"
        f" cg:indicator <{BASE}indicator/{indicator}> ; cg:year {CASE.year} ; cg:value {written} ; cg:unit '%' .\n"
    ).encode()


def linked(indicator: str, written: str) -> bytes:
    said = {"@context": f"{BASE}context/v1", "@id": "#o1", "@type": "Observation", "subject": CASE.subject}
    said |= {"indicator": indicator, "year": str(CASE.year), "value": written, "unit": "%"}
    return json.dumps(said).encode()


FORMS = {"xlsx": workbook, "csv": table, "ttl": turtle, "jsonld": linked}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("indicator", "written", "outcome"), NUMBERS, ids=str)
def test_threshold_from_the_file_to_the_outcome(
    form: str, indicator: str, written: str, outcome: Outcome, tmp_path: Path
) -> None:
    path = tmp_path / f"evidence.{form}"
    path.write_bytes(FORMS[form](indicator, written))
    (found,) = assess(home(), [replace(order_of(CASE), evidence=(path,), closed=False)])
    assert dict(found.findings.by_requirement[indicator].premises)[(indicator, CASE.year)] is outcome
