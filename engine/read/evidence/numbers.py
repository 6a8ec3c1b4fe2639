"""The number in a numeric cell as a plain decimal or as a day, by the format of the cell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

WRITTEN = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?", re.ASCII)


def written_number(text: str) -> Decimal | None:
    """The number that a cell's text writes, or None: ASCII digits, an exponent as Excel writes it, nothing else."""
    return Decimal(text) if WRITTEN.fullmatch(text) else None


def plain(number: Decimal, form: str) -> str:
    """The number without an exponent; below a percent format it counts in percent."""
    return format((number * 100 if "%" in form else number).normalize(), "f")


def day_of(serial: Decimal) -> date | None:
    """The day of a serial of the 1900 system, or None: a part of a day, out of its years, or day 60, which never was."""
    if serial != serial.to_integral_value() or not 1 <= serial <= 100_000 or serial == 60:
        return None
    start = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
    return start + timedelta(days=int(serial))


@cache
def is_date(form: str) -> bool:
    """Whether a number format shows a date."""
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(form))
