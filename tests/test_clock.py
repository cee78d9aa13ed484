from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vedette.clock import format_day, format_time, parse_time, span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59.999999"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59.999999"),
        ("2024-12", "2024-12-01T00:00:00", "2024-12-31T23:59:59.999999"),
        ("2024-12-22", "2024-12-22T00:00:00", "2024-12-22T23:59:59.999999"),
        ("2025-01-21T17:35Z", "2025-01-21T17:35:00", "2025-01-21T17:35:00"),
        ("2025-01-21T20:35+03:00", "2025-01-21T17:35:00", "2025-01-21T17:35:00"),
    ],
)
def test_a_text_spans_what_it_names(text: str, start: str, end: str) -> None:
    assert span(text) == (datetime.fromisoformat(start + "+00:00"), datetime.fromisoformat(end + "+00:00"))


@pytest.mark.parametrize("text", ["", "22/12/2024", "2024-13", "soon", "24"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the standard library's own wording
        span(text)


def test_a_time_without_zone_is_utc() -> None:
    assert parse_time("2024-12-22 10:00") == datetime(2024, 12, 22, 10, tzinfo=UTC)


def test_times_print_shortly() -> None:
    assert format_time(datetime(2024, 12, 22, 10, 5, tzinfo=UTC)) == "2024-12-22T10:05Z"
    assert format_time(datetime(2024, 12, 22, 10, 5, 7, tzinfo=UTC)) == "2024-12-22T10:05:07Z"
    assert format_day(datetime(2024, 12, 2, tzinfo=UTC)) == "2 Dec 2024"
