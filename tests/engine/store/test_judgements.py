"""A rating entered by itself is evidence like any: kept, read back, counted, refused out of its scale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.assess import built_cases
from engine.errors import ClausegraphError
from engine.model.entry import Kind, Receipt
from engine.model.evidence import Rating
from engine.read.evidence import read_evidence
from engine.read.home import home
from engine.read.ontology import read_world
from engine.store.files import path_of
from engine.store.journal import Journal
from engine.store.judgements import Judgement, judge, written
from engine.store.known import order_at
from engine.store.verify import verify
from tests.engine.store.made_up import RULED

WORLD = read_world(home(), ())
SAID = Judgement("430700", "improvement-effect", 2020, '专家"甲', date(2021, 1, 2), "85.50")


def test_a_rating_is_kept_as_evidence_and_entered_once(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        receipt = judge(journal, SAID, RULED, WORLD)
        assert judge(journal, SAID, RULED, WORLD) == Receipt(receipt.file, receipt.digest, None)
        submitted, judged = (one.act for one in journal.entries)
    assert (submitted.kind, judged.kind, judged.about) == (Kind.SUBMITTED, Kind.JUDGED, f"{receipt.digest}#r1")
    said = {"case": "430700/2020", "expert": '专家"甲', "kind": "improvement-effect", "rating": "85.50"}
    assert (dict(judged.details), verify(tmp_path).faults) == (said, ())
    path = path_of(tmp_path, receipt.digest, submitted.detail("file"))
    (record,) = read_evidence([path], WORLD, frozenset({"430700"})).records
    assert isinstance(record, Rating)
    assert (record.kind, record.year, record.expert, record.on, record.value, record.raw) == (
        "improvement-effect",
        2020,
        '专家"甲',
        date(2021, 1, 2),
        Fraction("85.5"),
        "85.50",
    )


def test_ratings_of_several_experts_are_counted(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        for expert, rating in (("甲", "80"), ("乙", "90"), ("丙", "100"), ("丙", "70")):
            judge(journal, replace(SAID, expert=expert, rating=rating), RULED, WORLD)
    (built,) = built_cases(home(), [order_at(tmp_path, "430700", 2020)])
    assert max(one.ratings for one in built.case.premises.values()) == 3


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"expert": " "}, "STO-006"),
        ({"subject": "999999"}, "BLD-002"),
        ({"kind": "improvement-efect"}, "STO-022"),
        ({"kind": "quality-budget"}, "STO-022"),
        ({"rating": "８５"}, "STO-023"),
        ({"rating": "85 . <#x> a cg:Rating"}, "STO-023"),
        ({"rating": "100.01"}, "EVI-013"),
        ({"rating": "-1"}, "EVI-013"),
    ],
)
def test_what_is_no_rating_is_refused_and_nothing_is_kept(tmp_path: Path, wrong: dict[str, str], code: str) -> None:
    with Journal(tmp_path) as journal:
        with pytest.raises(ClausegraphError) as error:
            judge(journal, replace(SAID, **wrong), RULED, WORLD)
        assert ([fault.code for fault in error.value.faults], journal.entries) == ([code], [])


def test_the_same_rating_is_the_same_bytes() -> None:
    assert written(SAID, WORLD) == written(replace(SAID), WORLD)
    assert written(SAID, WORLD)[0] == "rating-430700-improvement-effect-2020.ttl"
