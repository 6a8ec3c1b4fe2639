"""Whatever is uploaded, uploaded again, split over files and withdrawn, and however often the writer starts anew: what is judged
is what counts, as if it had come in one file; another city's files never move it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engine import Hand, Journal, Order, Ruling, assess, decide, home, order_at, submit
from engine.assess import Readings
from tests.engine.store.made_up import digest

HEADER = "编号,评价对象,指标,年度,数值,单位\n"
CHANGDE, CHANGSHA, YEAR = "430700", "430100", 2020
BASE = ("good-day-ratio", 2020, "84.7")
INDICATORS = ("good-day-ratio", "product-supervision-pass-rate", "key-food-sampling-pass-rate")
VALUES = ("94.999999", "95", "95.000001", "97.999999", "98", "98.000001", "100", "60")
READINGS = Readings(home())
Row = tuple[str, int, str]
rows = st.lists(
    st.tuples(st.sampled_from(INDICATORS), st.sampled_from((2018, 2019, 2020)), st.sampled_from(VALUES)),
    min_size=1,
    max_size=3,
)


def table(found: Sequence[Row], place: str) -> bytes:
    """A CSV file of these rows."""
    lines = (f"o{at},{place},{name},{year},{value},%\n" for at, (name, year, value) in enumerate(found))
    return (HEADER + "".join(lines)).encode()


class Uploads(RuleBasedStateMachine):
    """A store, and the rows that count in it."""

    @initialize()
    def begin(self) -> None:
        self.held = tempfile.TemporaryDirectory()
        self.folder, self.clock = Path(self.held.name) / "store", 0
        self.counts: dict[str, list[Row]] = {}
        self.withdrawn: set[str] = set()
        self.changed = False
        self.journal = Journal(self.folder)
        self.upload([BASE])

    def hand(self) -> Hand:
        self.clock += 1
        return Hand("王", f"2026-01-01T{self.clock // 60:02}:{self.clock % 60:02}:00Z")

    @rule(found=rows)
    def upload(self, found: list[Row]) -> None:
        content = table(found, "常德市")
        submit(self.journal, f"{digest(content)[:8]}.csv", content, [CHANGDE], self.hand())
        if digest(content) not in self.withdrawn:  # the same bytes are the same file, and stay withdrawn
            self.counts[digest(content)] = found
        self.changed = True

    @rule(found=rows)
    def upload_of_another_city(self, found: list[Row]) -> None:
        submit(self.journal, "长沙.csv", table(found, "长沙市"), [CHANGSHA], self.hand())
        self.changed = True

    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        named = sorted(one for one, found in self.counts.items() if found != [BASE])
        if named:
            one = data.draw(st.sampled_from(named))
            decide(self.journal, Ruling.WITHDRAWN, one, "填错", self.hand(), READINGS.world(()))
            self.withdrawn.add(one)
            del self.counts[one]
            self.changed = True

    @rule()
    def start_anew(self) -> None:
        self.journal.close()
        self.journal = Journal(self.folder)

    @invariant()
    def what_counts_is_judged(self) -> None:
        if not getattr(self, "changed", False):
            return
        self.changed = False
        whole = Path(self.held.name) / "whole.csv"
        whole.write_bytes(table([row for found in self.counts.values() for row in found], "常德市"))
        alone = Order(CHANGDE, YEAR, (whole,), speaks_for=frozenset({CHANGDE}))
        stored, plain = assess(READINGS, [order_at(self.folder, CHANGDE, YEAR), alone])
        assert stored.findings.by_requirement == plain.findings.by_requirement
        assert stored.scores == plain.scores
        assert stored.grade == plain.grade

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.journal.close()
            self.held.cleanup()


TestUploads = Uploads.TestCase
TestUploads.settings = settings(
    max_examples=5,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
