"""The address of an assessment is written and read back, and nothing else is one."""

from __future__ import annotations

import re

import pytest

from api.addresses import Address, address_of
from api.service import Asked
from engine import EvidenceMode

DIGEST = "0a" * 32
ASKED = Asked("430700", 2020, EvidenceMode.DELIVERED, 12)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address(DIGEST), DIGEST),
        (Address(DIGEST, ASKED), f"{DIGEST}~430700~2020~delivered~12"),
        (
            Address(DIGEST, Asked("430700", 1949, EvidenceMode.ACCEPTED, 0, "2026-01-31T00:00:00Z")),
            f"{DIGEST}~430700~1949~accepted~0~2026-01-31T00:00:00Z",
        ),
    ],
)
def test_an_address_is_read_as_it_was_written(address: Address, text: str) -> None:
    assert str(address) == text and address_of(text) == address
    assert re.fullmatch(r"[A-Za-z0-9:~-]+", text)  # nothing that a path must escape


@pytest.mark.parametrize(
    "text",
    [
        "",
        DIGEST[1:],
        DIGEST.upper(),
        f"{DIGEST}~",
        f"{DIGEST}~430700",
        f"{DIGEST}~430700~2020~delivered",
        f"{DIGEST}~430700~1948~delivered~1",
        f"{DIGEST}~430700~3000~delivered~1",
        f"{DIGEST}~430700~2020~all~1",
        f"{DIGEST}~430700~2020~delivered~-1",
        f"{DIGEST}~430700~2020~delivered~1234567890",
        f"{DIGEST}~４３０７００~2020~delivered~1",
        f"{DIGEST}~430700~2020~delivered~1~now",
        f"{DIGEST}~430700~2020~delivered~1\n",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert address_of(text) is None
