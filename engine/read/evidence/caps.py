"""How much a file of evidence may hold, in one place. A city's evidence has some 500 records in 50 kB, a table of a province's
cities some 7,000. What is accepted is read again inside the service, where a record takes some 20 kB.
"""

from __future__ import annotations

from collections.abc import Mapping

MIB = 1024 * 1024
BYTES = 8 * MIB  # as delivered
ROWS = 10_000  # records, and rows of a table, also empty ones
COLUMNS = 200
CELLS = 150_000  # filled cells of a table
STATEMENTS = 150_000  # triples
LINES = 250_000  # of a text of triples
VALUES = 400_000  # of a text of JSON, by its brackets and commas
UNPACKED = 40 * MIB  # all parts of a package together
STRINGS = 4 * MIB  # the shared strings of a workbook alone, and the text of a Parquet file
TAGS = 600_000  # of one part of a workbook, by their brackets
ATTRIBUTES = 300_000  # of one part of a workbook, by their signs
READING_CAPS: Mapping[str, int] = {
    "bytes": BYTES,
    "rows": ROWS,
    "columns": COLUMNS,
    "cells": CELLS,
    "statements": STATEMENTS,
    "lines": LINES,
    "values": VALUES,
    "unpacked_bytes": UNPACKED,
    "strings_bytes": STRINGS,
    "tags": TAGS,
    "attributes": ATTRIBUTES,
}  # the most that any form may hold; each reader names its own when it refuses
