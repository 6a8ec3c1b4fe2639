"""The address of an assessment: its hash; of a case as it stands also what was asked, so that every process can make it again.

`<hash>` names one that was recorded. `<hash>~430700~2020~delivered~12` names what the first 12 entries of the ledger come to for
that place, year and evidence; a time may follow (`~2026-01-31T00:00:00Z`), after which nothing counts. The hash is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import Path

from api.service import Asked
from engine import EvidenceMode

PREFIX = "/v1/assessments"
MARK = "~"
HASH = "[0-9a-f]{64}"
YEAR = "(?:19(?:49|[5-9][0-9])|2[0-9]{3})"
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
PATTERN = f"^{HASH}(~[0-9]{{6}}~{YEAR}~(delivered|accepted)~[0-9]{{1,9}}(~{TIME})?)?$"
AddressText = Annotated[
    str,
    Path(
        pattern=PATTERN,
        description="评价的哈希，或案例答复 links 中的地址（另写明评价对象、年度、口径、账目条数） hash of an assessment, or the address "
        "in the links of a case, which says too what was asked",
        examples=["0" * 64],
    ),
]


@dataclass(frozen=True, slots=True)
class Address:
    """The hash of an assessment, and the question that it answers where it is a case as it stands."""

    digest: str
    asked: Asked | None = None

    def __str__(self) -> str:
        """As it stands in a path."""
        if self.asked is None:
            return self.digest
        one = self.asked
        return MARK.join(
            (self.digest, one.subject, str(one.year), one.mode.value, str(one.known), *filter(None, [one.at]))
        )


@lru_cache(maxsize=1024)
def address_of(text: str) -> Address | None:
    """The address that a text is; None where it is none."""
    if re.fullmatch(PATTERN, text, re.ASCII) is None:
        return None
    digest, *asked = text.split(MARK)
    if not asked:
        return Address(digest)
    subject, year, mode, known, *at = asked
    return Address(digest, Asked(subject, int(year), EvidenceMode(mode), int(known), at[0] if at else None))
