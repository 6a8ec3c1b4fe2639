"""The benchmark of changes asks about a store that holds what it says, and gets what the engine gives."""

from __future__ import annotations

import json
from contextlib import closing
from fractions import Fraction
from http.client import HTTPConnection
from pathlib import Path

import pytest

from engine import built_cases, changes_of, home, impact_data, impact_on, order_at
from tests.bench.made_up import YEAR
from tests.bench.service_cities import filled_store
from tests.bench.service_impact import ask, questions
from tests.bench.service_load import WrongAnswer
from tests.bench.service_store import served

KINDS = ("set", "points", "band", "grade", "veto", "window", "off")


def test_every_question_is_answered_as_by_the_engine(tmp_path: Path) -> None:
    store = tmp_path / "store"
    codes = filled_store(store, 3)
    built = built_cases(home(), [order_at(store, code, YEAR) for code in codes])
    edition = built[0].standard.edition
    with served(store, "--read-only") as own, closing(HTTPConnection("127.0.0.1", own.port, timeout=60)) as link:
        for words in questions(1):
            taken, answer = ask(link, words, len(codes))
            wanted = impact_on(built, changes_of(edition, {kind: words.get(kind, []) for kind in KINDS}))
            assert answer == json.loads(json.dumps(impact_data(wanted, Fraction(5), 100)))
            assert taken > 0
        with pytest.raises(WrongAnswer):
            ask(link, words, len(codes) + 1)
    assert all(one.case.premises for one in built)
