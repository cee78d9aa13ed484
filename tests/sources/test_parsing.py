"""Texts to numbers, times and truth values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.parsing import blank_to_null, to_number, to_time, to_truth


def one_time(text: str, time_format: str) -> datetime | None:
    return to_time(pl.Series("t", [text]), time_format)[0]


def number(text: str) -> float | None:
    return pl.DataFrame({"t": [text]}).select(to_number(pl.col("t"))).item()


@pytest.mark.parametrize(
    ("text", "time_format", "expected"),
    [
        ("2024-12-22 07:30:00", "iso", "2024-12-22T07:30:00+00:00"),
        ("2024-12-22T07:30:00Z", "iso", "2024-12-22T07:30:00+00:00"),
        ("2024-12-22T07:30:00.5+02:00", "iso", "2024-12-22T05:30:00.500000+00:00"),
        ("2024-12-22T00:15:00-0330", "iso", "2024-12-22T03:45:00+00:00"),
        ("2026-07-12 12:00:00.318996 +0000 UTC", "iso", "2026-07-12T12:00:00.318996+00:00"),
        ("2021-07-09 08:06:53 GMT", "iso", "2021-07-09T08:06:53+00:00"),
        ("2024/12/22 07:30", "iso", "2024-12-22T07:30:00+00:00"),
        ("2024-12-22", "iso", "2024-12-22T00:00:00+00:00"),
        ("31/12/2015 23:59:59", "day_first", "2015-12-31T23:59:59+00:00"),
        ("1.2.2015 3:04", "day_first", "2015-02-01T03:04:00+00:00"),
        ("12/31/2015 11:59:59 PM", "month_first", "2015-12-31T23:59:59+00:00"),
        ("12/31/2015 12:00 AM", "month_first", "2015-12-31T00:00:00+00:00"),
        ("1734852600", "epoch_s", "2024-12-22T07:30:00+00:00"),
        ("1734852600.25", "epoch_s", "2024-12-22T07:30:00.250000+00:00"),
        ("1734852600250", "epoch_ms", "2024-12-22T07:30:00.250000+00:00"),
    ],
)
def test_times(text: str, time_format: str, expected: str) -> None:
    found = one_time(text, time_format)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("text", "time_format"),
    [
        ("2024-13-01 00:00:00", "iso"), ("2024-02-30", "iso"), ("2024-12-22 25:00:00", "iso"), ("2024-12-22 12:61", "iso"),
        ("soon", "iso"), ("1734852600", "iso"), ("12/31/2015 11:00", "day_first"), ("31/12/15", "day_first"), ("nan", "epoch_s"),
        ("9e99", "epoch_ms"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_null(text: str, time_format: str) -> None:
    assert one_time(text, time_format) is None


def test_usual_and_unusual_spellings_may_stand_together() -> None:
    times = to_time(pl.Series("t", ["2024-12-22 07:30:00", "2024-12-22T07:30Z", None, "x"]), "iso")
    assert times.to_list() == [datetime(2024, 12, 22, 7, 30, tzinfo=UTC)] * 2 + [None, None]


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_iso_agrees_with_python(moment: datetime, offset_min: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    assert one_time(aware.isoformat(), "iso") == aware.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("55.12", 55.12),
        ("55,12", 55.12),
        ("-3.5", -3.5),
        ("1e3", 1000.0),
        ("1,234,5", None),
        ("nan", None),
        ("-Inf", None),
        ("x", None),
    ],
)
def test_numbers(text: str, expected: float | None) -> None:
    assert number(text) == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_being_written(value: float) -> None:
    assert number(repr(value)) == value


@pytest.mark.parametrize("text", ["", "  ", "NaN", "Unknown", "N/A", "NULL", "\\N", "-", "Undefined"])
def test_words_for_nothing(text: str) -> None:
    assert pl.DataFrame({"t": [text]}).select(blank_to_null(pl.col("t"))).item() is None


@pytest.mark.parametrize(("text", "expected"), [("True", True), ("0", False), ("ground", True), ("maybe", None)])
def test_truth(text: str, expected: bool | None) -> None:
    assert pl.DataFrame({"t": [text]}).select(to_truth(pl.col("t"))).item() is expected
