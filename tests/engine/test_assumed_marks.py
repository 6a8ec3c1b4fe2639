"""No assumed number is shown anywhere without its mark: every output is walked, number by number.

Every assumed number of the made-up case is a prime or a sum of them that nothing else shows, so that where it is found
it is that number.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from rdflib import Graph, Namespace

from engine import figures, render, report, why
from engine.exact import decimal_text
from engine.model import edition as model
from engine.model.assessment import Assessment
from engine.model.text import Basis, BasisKind
from engine.render import FORMS
from engine.render.voice import Voice
from engine.report.plain import number
from tests.engine.build.made_up import LABEL, nil
from tests.engine.explain.made_up import EDITION, FIRED, NOTE, RECORDS, assessed

F = Fraction
CG = Namespace("https://w3id.org/clausegraph/def/")
MARKS = {"zh": "〔假定〕", "en": "[assumed]"}
LANGUAGES = pytest.mark.parametrize("language", MARKS)
NUMBER = re.compile(r"(?<![\d.\w-])-?\d+(?:\.\d+)?(?![\d.]*\d)")
FACTORS = {"rate": 1709, "burden": 2003, "aimed": 2309, "both": 2609, "mark": 2903}


def marked_edition():
    """The made-up edition with points, edges and shares that no other number of the case resembles."""
    items = {slug: replace(one, points=F(FACTORS[slug])) for slug, one in EDITION.items.items()}
    bands = replace(
        items["rate"].method,
        bands=tuple(
            replace(band, points=F(p)) for band, p in zip(items["rate"].method.bands, (1709, 811), strict=True)
        ),
    )
    deduction = replace(items["burden"].method, unit_points=F(307), floor=F(211))
    items |= {"rate": replace(items["rate"], method=bands), "burden": replace(items["burden"], method=deduction)}
    edges = {"a": F(7001), "b": F(4001), "c": None}
    scale = {slug: replace(one, lower_edge=edges[slug]) for slug, one in EDITION.grades.items()}
    keys = {"rate": replace(EDITION.key_items["rate"], minimum_share=F("0.617"))}
    limits = {**EDITION.parameters, "burden": replace(EDITION.parameters["burden"], value=F(35))}
    return replace(
        EDITION, items=items, grades=scale, key_items=keys, parameters=limits, total=F(8630), bonus_cap=F(1301)
    )


MARKED = marked_edition()
CASES = {
    "open": assessed(*RECORDS, edition=MARKED),
    "closed": assessed(*FIRED, edition=MARKED, closed=True),
    "nil": assessed(*RECORDS, nil("n"), edition=MARKED),
    "nothing": assessed(edition=MARKED),
}
every = pytest.mark.parametrize("case", CASES)


def spelled(*numbers: Fraction) -> Iterator[str]:
    for value in numbers:
        yield from (Voice("en").points(value), decimal_text(value, 2), number(value))


def assumed_numbers(one: Assessment) -> set[str]:
    """Every way in which an assumed number of the case, or one reckoned from it, can be spelled."""
    scores, ledger = one.scores, one.explanation.ledger
    numbers = [scores.possible, scores.low, scores.high, scores.total_low, scores.total_high, F(35), F("0.617")]
    for part in (*scores.items.values(), *scores.chapters.values()):
        numbers += [part.possible, part.low, part.high, part.possible - part.high, part.high - part.low]
    for line in (*ledger.awarded, *ledger.lost, *ledger.open, *ledger.bonus):
        numbers += [line.points, line.back, *(cause.back for cause in line.causes)]
    numbers += [delivery.points for delivery in one.explanation.deliver_first]
    return {text for text in spelled(*numbers) if F(text) != 0} | {"0.617"}


def unmarked(one: Assessment, text: str, language: str) -> list[str]:
    """Lines with an assumed number that bear no mark; in a table the mark stands at the head of the column."""
    wanted, found, heads = assumed_numbers(one), [], []
    for line in text.splitlines():
        cells = line.strip("| ").split(" | ") if "|" in line else re.split(r"\s{2,}", line.strip())
        shown = set(NUMBER.findall(line)) & wanted
        if sum(MARKS[language] in cell for cell in cells) > 3:
            heads = cells
        elif len(cells) > 3 and shown and heads:
            named = heads[-len(cells[-4:]) :]
            found += [
                line
                for cell, head in zip(cells[-4:], named, strict=True)
                if cell in wanted and MARKS[language] not in head
            ]
        elif shown and MARKS[language] not in line:
            found.append(line)
    return found


def shown_at_all(one: Assessment, text: str) -> set[str]:
    return set(NUMBER.findall(text)) & assumed_numbers(one)


@LANGUAGES
@every
@pytest.mark.parametrize("form", FORMS)
def test_every_line_with_an_assumed_number_bears_the_mark_in_text(form: str, case: str, language: str) -> None:
    text = render([CASES[case]], form, language)
    assert len(shown_at_all(CASES[case], text)) >= 3
    assert unmarked(CASES[case], text, language) == []


@LANGUAGES
@every
def test_every_line_with_an_assumed_number_bears_the_mark_in_answers(case: str, language: str) -> None:
    one = CASES[case]
    for text in (why(one, None, language), why(one, "4", language), figures(one, language, first=5)):
        assert shown_at_all(one, text) and unmarked(one, text, language) == []


@LANGUAGES
@pytest.mark.parametrize("form", FORMS)
def test_a_mark_taken_away_would_be_noticed(form: str, language: str) -> None:
    one = CASES["open"]
    text = render([one], form, language)
    lines = [line for line in text.splitlines() if set(NUMBER.findall(line)) & assumed_numbers(one)]
    spoilt = [line.replace(MARKS[language], "") for line in lines]
    assert all(unmarked(one, line, language) for line in spoilt)


def stated(one=MARKED):
    """The edition as if the standard itself gave every number."""
    parts = ("items", "grades", "requirements", "parameters", "vetoes", "key_items", "slots")
    policies = {"unstatedScope": model.Policy("unstatedScope", "x", LABEL, NOTE)}
    changed = {name: {slug: replace(found, basis=NOTE) for slug, found in getattr(one, name).items()} for name in parts}
    return replace(one, basis=NOTE, policies=policies, **changed)


@LANGUAGES
@pytest.mark.parametrize("form", FORMS)
def test_no_mark_stands_where_the_standard_gives_every_number(form: str, language: str) -> None:
    for records in (RECORDS, FIRED, ()):
        text = render([assessed(*records, edition=stated())], form, language)
        legend = Voice(language).say("mark.legend")
        assert MARKS[language].strip() not in text.replace(legend, "")


@pytest.mark.parametrize("part", ["items", "grades", "vetoes", "key_items", "parameters"])
def test_each_kind_of_number_brings_its_own_mark(part: str) -> None:
    one = stated()
    assumed = {slug: replace(found, basis=Basis(BasisKind.ASSUMED)) for slug, found in getattr(one, part).items()}
    text = render([assessed(*FIRED, edition=replace(one, **{part: assumed}))], "md", "en")
    assert "[assumed]" in text.replace(Voice("en").say("mark.legend"), "")


def walked(data: Any, marked: bool = False) -> Iterator[tuple[str, bool]]:
    """Every string of JSON data, and whether it stands in or below something that says what it rests on."""
    match data:
        case dict():
            here = marked or data.get("assumed") is True or "basis" in data or "limit_basis" in data
            for value in data.values():
                yield from walked(value, here)
        case list():
            for value in data:
                yield from walked(value, marked)
        case str():
            yield data, marked


@every
def test_every_assumed_number_of_json_stands_where_its_basis_is_said(case: str) -> None:
    (data,) = json.loads(report([CASES[case]], "json", "zh"))["assessments"]
    del data["ledger"]["possible"]  # the sum of lines that each say their basis
    wanted = assumed_numbers(CASES[case])
    found = [(text, marked) for text, marked in walked(data) if text in wanted]
    assert len(found) > 3 and [text for text, marked in found if not marked] == []


@every
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_findings_say_whether_they_and_their_points_rest_on_an_assumed_number(form: str, case: str) -> None:
    one = CASES[case]
    text = report([one], form, "en")
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    else:
        rows = [json.loads(line) for line in text.splitlines()]
    assert len(rows) == len(one.findings.by_requirement) and {str(row["assumed"]).lower() for row in rows} == {"true"}
    pointed = [row for row in rows if set(map(str, row.values())) & assumed_numbers(one) or "points" in row]
    assert len(pointed) == len(one.scores.items)
    assert {str(row.get("points_assumed", row.get("points", {}).get("assumed"))).lower() for row in pointed} == {"true"}


@every
@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_every_node_with_an_assumed_number_says_so_in_linked_data(form: str, parser: str, case: str) -> None:
    one = CASES[case]
    graph = Graph().parse(data=report([one], form, "zh"), format=parser)
    wanted = assumed_numbers(one)
    nodes = {subject for subject, _, value in graph if str(value).removesuffix(".0") in wanted}
    assert nodes and all((node, CG.basis, CG.assumed) in graph for node in nodes)
