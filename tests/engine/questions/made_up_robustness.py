"""A made-up city whose grade is settled: every premise known, 81.9 points where 80 are asked for grade A."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.build.made_up import nil, rated
from tests.engine.explain.made_up import EDITION, RECORDS, assessed

FREE = replace(EDITION, key_items={})  # no key item holds the grade
FULL = (*RECORDS, nil("n"), rated("r", "x", "60"), rated("s", "y", "80"))
SETTLED = assessed(*FULL, closed=True, edition=FREE)
HELD = assessed(*FULL, closed=True)
