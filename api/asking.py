"""Words that many routes are asked with: a subject, a year, which evidence counts, as known when."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query

from api.service import Asked, Served
from engine import EvidenceMode, moment

SubjectCode = Annotated[
    str, Path(pattern="^[0-9]{6}$", description="行政区划代码 code of the place", examples=["430700"])
]
AssessedYear = Annotated[int, Path(ge=1949, le=2999, description="评价年度 assessed year", examples=[2020])]
Year = Annotated[int, Query(ge=1949, le=2999, description="评价年度 assessed year", examples=[2020])]
Slug = Annotated[str, Path(max_length=100, description="名称 slug")]
Mode = Annotated[EvidenceMode, Query(description="证据口径：delivered 已提交，accepted 已采信 which evidence counts")]
AsKnownAt = Annotated[
    str | None,
    Query(
        max_length=20,
        description="按当时所知（协调世界时） as known at a time (UTC)",
        examples=["2026-01-31T00:00:00Z"],
    ),
]


def known_at(as_known_at: AsKnownAt = None) -> str | None:
    """The time as of which a request asks; None: as known now. Raises: UsageError STO-007 for a time that is none."""
    return None if as_known_at is None else moment("as_known_at", as_known_at)


KnownAt = Annotated[str | None, Depends(known_at)]


def case_asked(
    service: Served,
    subject: SubjectCode,
    year: AssessedYear,
    at: KnownAt,
    mode: Mode = EvidenceMode.DELIVERED,
) -> Asked:
    """The case that a request asks for."""
    return service.asked(subject, year, mode, at)


CaseAsked = Annotated[Asked, Depends(case_asked)]
