"""Terms as columns: what each datatype takes and refuses, and the exact order of values."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.columns import terms as terms_module
from engine.columns.order import less_across_zones, mixed_less, value_of
from engine.columns.terms import DIRECTED, LANGUAGE_STRING, STRING, terms_of
from engine.columns.values import XSD
from engine.errors import EvidenceError
from engine.model.columns import KIND_BITS, NO_RANK, OrderKind, TermKind, Terms


def typed(lexical: str, name: str) -> str:
    return f'"{lexical}"^^<{XSD}{name}>'


def made(*terms: str) -> Terms:
    return terms_of(pl.Series(terms, dtype=pl.String))


def places(found: Terms) -> list[int]:
    """The place of each among the values of its kind, from 1; 0 for what cannot be compared."""
    ordered = found.order != OrderKind.NONE
    assert (found.rank[~ordered] == NO_RANK).all() and not (found.rank[ordered] % 2).any()
    assert (found.rank[ordered] >> KIND_BITS).tolist() == found.order[ordered].tolist()
    return np.where(ordered, found.rank % (1 << KIND_BITS) // 2, 0).tolist()


def ranks(name: str, *lexical: str) -> list[int]:
    return places(made(*(typed(one, name) for one in lexical)))


GOOD = {
    "string": ["", " ", "95"],
    "boolean": ["true", "false", "0", "1"],
    "decimal": ["95", "-0", "+1.5", ".5", "5.", "0" * 30, "1." + "0" * 40],
    "integer": ["0", "-7", "+7", "007", "9" * 40],
    "nonNegativeInteger": ["0", "-0", "+5"],
    "positiveInteger": ["1"],
    "nonPositiveInteger": ["0", "-1", "-" + "9" * 30],
    "negativeInteger": ["-1"],
    "byte": ["127", "-128", "0127"],
    "short": ["32767", "-32768"],
    "int": ["2147483647", "-2147483648"],
    "long": ["9223372036854775807", "-9223372036854775808"],
    "unsignedByte": ["255", "0"],
    "unsignedShort": ["65535"],
    "unsignedInt": ["4294967295"],
    "unsignedLong": ["18446744073709551615"],
    "double": ["1", "1e5", "-1.5E-3", "INF", "-INF", "+INF", "NaN", ".5e0"],
    "float": ["1.0", "NaN"],
    "date": ["2020-02-29", "2000-02-29Z", "-0001-01-01", "2020-12-31+14:00", "12020-01-01", "0000-01-01"],
    "dateTime": [
        "2020-01-01T00:00:00",
        "2020-01-01T24:00:00",
        "2020-01-01T24:00:00.000Z",
        "2020-01-01T23:59:59.999-13:59",
    ],
    "dateTimeStamp": ["2020-01-01T00:00:00Z"],
    "time": ["00:00:00", "24:00:00", "23:59:59.5+08:00"],
    "gYear": ["2020", "-2020", "2020Z", "12020", "0000"],
    "gYearMonth": ["2020-12", "2020-01Z"],
    "gMonthDay": ["--02-29", "--12-31Z"],
    "gDay": ["---31", "---01+01:00"],
    "gMonth": ["--12", "--01Z"],
    "duration": ["P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S"],
    "dayTimeDuration": ["P3DT4H", "PT1.5S"],
    "yearMonthDuration": ["P1Y2M", "-P3M"],
    "anyURI": ["http://a b", ""],
    "hexBinary": ["", "0aFF"],
    "base64Binary": ["", "TQ==", "TWE=", "TWFu", "T W F u"],
    "normalizedString": ["a  b"],
    "token": ["", "a b"],
    "language": ["en", "zh-Hans-CN"],
    "Name": ["a:b"],
    "NCName": ["a-b"],
    "NMTOKEN": ["1a"],
    "unheardOf": ["anything"],
}
BAD = {
    "boolean": ["TRUE", "yes", "", "2"],
    "decimal": ["", ".", "+", "1e2", "９５", " 95", "95 ", "9_5", "INF", "1.2.3", "--1"],
    "integer": ["1.0", "", "1e2", "٥", "+-1"],
    "nonNegativeInteger": ["-1"],
    "positiveInteger": ["0", "-0"],
    "nonPositiveInteger": ["1"],
    "negativeInteger": ["0"],
    "byte": ["128", "-129"],
    "short": ["32768"],
    "int": ["2147483648"],
    "long": ["9223372036854775808", "-9223372036854775809", "9" * 40],
    "unsignedByte": ["256", "-1"],
    "unsignedShort": ["65536"],
    "unsignedInt": ["4294967296"],
    "unsignedLong": ["18446744073709551616"],
    "double": ["inf", "nan", "1e", "e5", "", "Infinity", "1 "],
    "float": ["x"],
    "date": [
        "2020-02-30",
        "2021-02-29",
        "1900-02-29",
        "20-01-01",
        "2020-13-01",
        "2020-00-10",
        "2020-01-00",
        "2020-01-01+14:01",
        "2020-1-1",
        "02020-01-01",
        "2020-01-01+15:00",
        "2020/01/01",
    ],
    "dateTime": [
        "2020-01-01",
        "2020-01-01T24:00:01",
        "2020-01-01T23:60:00",
        "2020-01-01T23:00:60",
        "2020-01-01T25:00:00",
        "2020-02-30T00:00:00",
        "2020-01-01T00:00",
        "2020-01-01 00:00:00",
        "2020-01-01T00:00:00.",
        "2020-01-01T00:00:00+99:00",
    ],
    "dateTimeStamp": ["2020-01-01T00:00:00"],
    "time": ["24:00:01", "00:00", "00:00:61", "1:00:00"],
    "gYear": ["20", "02020", "2020+14:30", "abcd", "2020X"],
    "gYearMonth": ["2020-13", "2020"],
    "gMonthDay": ["--02-30", "--13-01"],
    "gDay": ["---32", "---00"],
    "gMonth": ["--13", "--1"],
    "duration": ["P", "PT", "1Y", "P1S", "P1YT", "P-1Y"],
    "dayTimeDuration": ["P1Y", "P"],
    "yearMonthDuration": ["P1D", "P"],
    "hexBinary": ["0", "0g"],
    "base64Binary": ["T", "TQ=", "TR==", "====", "TQ== "],
    "normalizedString": ["a\\nb"],
    "token": [" a", "a  b", "a\\tb"],
    "language": ["", "abcdefghi", "en_US"],
    "Name": ["1a", ""],
    "NCName": ["a:b"],
    "NMTOKEN": ["a b", ""],
}


@pytest.mark.parametrize(("name", "lexical"), [(name, one) for name, found in GOOD.items() for one in found])
def test_a_datatype_takes_its_forms(name: str, lexical: str) -> None:
    assert made(typed(lexical, name)).valid.tolist() == [True]


@pytest.mark.parametrize(("name", "lexical"), [(name, one) for name, found in BAD.items() for one in found])
def test_a_datatype_refuses_other_forms(name: str, lexical: str) -> None:
    found = made(typed(lexical, name))
    assert (found.valid.tolist(), found.order.tolist(), found.rank.tolist()) == ([False], [OrderKind.NONE], [NO_RANK])


def test_kinds_datatypes_and_languages() -> None:
    found = made("<x:a>", "_:b", '"t"', '"t"@zh-cn', '"t"@en--ltr', typed("1", "byte"), '"t"^^<x:d>')
    assert found.kind.tolist() == [TermKind.IRI, TermKind.BLANK, *[TermKind.LITERAL] * 5]
    assert [found.datatypes[at] for at in found.datatype] == [
        "", "", STRING, LANGUAGE_STRING, DIRECTED, f"<{XSD}byte>", "<x:d>"
    ]  # fmt: skip
    assert [found.languages[at] for at in found.language] == ["", "", "", "zh-cn", "en", "", ""]
    assert found.valid.all() and len(found) == 7


def test_single_terms_have_the_same_values() -> None:
    assert value_of("<x:a>") == value_of("_:b") == value_of('"t"@en') == value_of(typed("NaN", "double"))
    assert value_of(typed("t", "string")) == value_of('"t"') and value_of(typed("t", "byte")) is None


def test_no_terms_at_all() -> None:
    assert len(made()) == 0 and made().datatypes == ("",)


def test_too_many_datatypes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms_module, "MOST_NAMES", 2)
    with pytest.raises(EvidenceError, match="COL-007"):
        made('"a"^^<x:a>', '"a"^^<x:b>')


def test_the_limit_itself() -> None:
    found = made(
        typed("94.9999999999999999", "decimal"),
        typed("95", "integer"),
        typed("95.00", "decimal"),
        typed("9.5E1", "double"),
        typed("95.0000000000000000000000000000000000000001", "decimal"),
        typed("94.9999999999999999999999999999999999999999", "decimal"),
    )
    assert places(found) == [1, 3, 3, 3, 4, 2]


def test_forty_digits_on_both_sides_of_nought() -> None:
    tail = "1" * 40
    written = [f"-1{tail}", f"-{tail}", f"-0.{tail}1", f"-0.{tail}", "-0", f"0.{tail}", f"0.{tail}1", tail, f"1{tail}"]
    assert ranks("decimal", *written) == list(range(1, 10))


def test_spellings_of_one_number_are_equal() -> None:
    assert len(set(ranks("decimal", "1", "+1", "1.", "01.0", "1." + "0" * 50, "0" * 50 + "1"))) == 1


def test_doubles_count_as_their_shortest_decimal() -> None:
    found = made(
        typed("0.1", "double"),
        typed("0.1", "decimal"),
        typed("0.1000000000000000055511151231257827", "double"),
        typed("0.10000000000000001", "decimal"),
        typed("1e400", "double"),
        typed("INF", "float"),
        typed("-INF", "double"),
        typed("1e-400", "double"),
        typed("NaN", "double"),
        typed("1" + "0" * 400, "decimal"),
    )
    assert places(found) == [3, 3, 3, 4, 6, 6, 1, 2, 0, 5]
    assert found.valid.all() and found.order[8] == OrderKind.NONE


def test_texts_are_ordered_by_code_point() -> None:
    written = ["", "\\n", '\\"', "A", "Z", "a", "é", "中", "\uffee", "\U0001f600"]
    found = made(*(f'"{one}"' for one in written))
    assert places(found) == list(range(1, len(written) + 1))
    assert set(found.order.tolist()) == {OrderKind.TEXT}


def test_truth_is_above_falsehood() -> None:
    assert ranks("boolean", "true", "false", "1", "0") == [2, 1, 2, 1]


def test_times_are_ordered_in_utc() -> None:
    assert ranks("dateTime", "2020-01-01T00:00:00+08:00", "2019-12-31T16:00:00Z", "2019-12-31T16:00:00.000Z") == [
        1,
        1,
        1,
    ]
    assert ranks("dateTime", "2020-01-01T24:00:00Z", "2020-01-02T00:00:00Z", "2020-01-01T23:59:59Z") == [2, 2, 1]
    assert ranks("dateTime", *(f"2020-01-01T00:00:00.{'0' * 20}{one}Z" for one in "132")) == [1, 3, 2]
    assert ranks("date", "2020-01-01+08:00", "2019-12-31", "2020-01-01Z", "2020-01-01") == [1, 1, 2, 2]
    assert ranks("gYear", "2020", "2019", "-0001", "12020", "0000") == [4, 3, 1, 5, 2]
    assert ranks("time", "24:00:00", "00:00:00", "23:00:00", "08:00:00+08:00", "00:00:00Z") == [1, 1, 2, 1, 1]


def test_years_beyond_any_calendar() -> None:
    long = "9" * 30
    assert ranks("gYear", long, f"-{long}", "2020", f"1{long}") == [3, 1, 2, 4]
    assert not made(typed("9" * 5000, "gYear")).valid.any()


@pytest.mark.parametrize(
    ("zoned", "other", "name", "less", "more"),
    [
        ("2020-01-01T00:00:00Z", "2020-01-01T14:00:01", "dateTime", True, False),
        ("2020-01-01T00:00:00Z", "2020-01-01T14:00:00", "dateTime", None, None),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00", "dateTime", None, None),
        ("2020-01-01T14:00:01Z", "2020-01-01T00:00:00", "dateTime", False, True),
        ("2020-01-01T14:00:00Z", "2020-01-01T00:00:00", "dateTime", None, None),
        ("2020-01-01Z", "2020-01-02", "date", True, False),
        ("2020-01-01Z", "2020-01-01", "date", None, None),
        ("9" * 30, "1" + "0" * 30, "gYear", None, None),
    ],
)
def test_a_time_with_a_zone_against_one_without(
    zoned: str, other: str, name: str, less: bool | None, more: bool | None
) -> None:
    a, b = value_of(typed(zoned, name)), value_of(typed(other, name))
    assert (mixed_less(a, b), mixed_less(b, a)) == (less, more)
    assert less_across_zones(typed(zoned, name), typed(other, name)) is (less is True)
    assert mixed_less(a, a) is None and mixed_less(a, value_of("<x:a>")) is None and mixed_less(None, a) is None


def test_huge_years_across_zones() -> None:
    a, b = value_of(typed("9" * 30 + "Z", "gYear")), value_of(typed("1" + "0" * 30, "gYear"))
    assert mixed_less(a, b) is True and mixed_less(b, a) is False


numerals = st.from_regex(r"\A-?[0-9]{1,22}(\.[0-9]{1,22})?\Z") | st.sampled_from(
    ["95", "95.0", "-0.5", "94.9999999999999999", "0." + "9" * 18, "0." + "9" * 19, "999999999999999999"]
)


@settings(derandomize=True, deadline=None)
@given(st.lists(numerals, unique=True, min_size=1))
def test_ranks_of_decimals_agree_with_fractions(written: list[str]) -> None:
    found, values = made(*(typed(one, "decimal") for one in written)).rank, [Fraction(one) for one in written]
    assert_agree(found, values)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1), st.lists(numerals))
def test_ranks_of_doubles_agree_with_fractions(binary: list[float], written: list[str]) -> None:
    terms = {typed(repr(one), "double"): Fraction(repr(one)) for one in binary}
    terms |= {typed(one, "decimal"): Fraction(one) for one in written}
    assert_agree(made(*terms).rank, list(terms.values()))


moments = st.builds(
    lambda at, ahead: (at, ahead),
    st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),
    st.integers(-14 * 60, 14 * 60),
)


@settings(derandomize=True, deadline=None)
@given(st.lists(moments, min_size=1))
def test_ranks_of_moments_agree_with_the_calendar(found: list[tuple[datetime, int]]) -> None:
    terms = {}
    for at, ahead in found:
        zone = f"{'-' if ahead < 0 else '+'}{abs(ahead) // 60:02}:{abs(ahead) % 60:02}"
        value = at.replace(tzinfo=UTC) - timedelta(minutes=ahead)
        terms[typed(at.isoformat() + zone, "dateTime")] = value
    assert_agree(made(*terms).rank, list(terms.values()))


def assert_agree(rank: np.ndarray, values: list) -> None:
    for one, value in zip(rank.tolist(), values, strict=True):
        for other, compared in zip(rank.tolist(), values, strict=True):
            assert (one < other) == (value < compared) and (one == other) == (value == compared)


@settings(derandomize=True, deadline=None)
@given(
    st.sampled_from(sorted(BAD)),
    st.text(alphabet="0123456789-+:.TZPeEINFa ", max_size=22)
    | st.sampled_from(sorted({one for found in (*GOOD.values(), *BAD.values()) for one in found if "\\" not in one})),
)
def test_many_at_once_say_what_one_by_one_says(name: str, lexical: str) -> None:
    found, value = made(typed(lexical, name)), value_of(typed(lexical, name))
    assert bool(found.valid[0]) == (value is not None)
    assert found.order[0] == (value.order if value else OrderKind.NONE)
