"""Words of time and the intervals that they mean; published Friday 14 March 2025 if not said otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.english.times.feasts import easter
from vedette.claims.english.times.times import find_times

FRIDAY = datetime(2025, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("on 5 January", "2025-01-05", "2025-01-05"),
        ("on January 5, 2024,", "2024-01-05", "2024-01-05"),
        ("on Dec. 5", "2024-12-05", "2024-12-05"),
        ("on the 5th of March", "2025-03-05", "2025-03-05"),
        ("from 12 to 19 December", "2024-12-12", "2024-12-19"),
        ("between March 3 and March 7", "2025-03-03", "2025-03-07"),
        ("from 28 December to 3 January", "2024-12-28", "2025-01-03"),
        ("between 12 November 2024 and 18 November 2024", "2024-11-12", "2024-11-18"),
        ("from November 12, 2023 to March 3, 2025", "2023-11-12", "2025-03-03"),
        ("2025-02-01", "2025-02-01", "2025-02-01"),
        ("since mid-December", "2024-12-11", "2025-03-14"),
        ("since December", "2024-12-01", "2025-03-14"),
        ("in late February", "2025-02-21", "2025-02-28"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("on Tuesday", "2025-03-11", "2025-03-11"),
        ("on Friday", "2025-03-14", "2025-03-14"),
        ("last Thursday", "2025-03-06", "2025-03-06"),
        ("last Monday", "2025-03-10", "2025-03-10"),
        ("next Monday", "2025-03-17", "2025-03-17"),
        ("over the past two days", "2025-03-12", "2025-03-14"),
        ("in the past week", "2025-03-07", "2025-03-14"),
        ("three days ago", "2025-03-11", "2025-03-11"),
        ("yesterday", "2025-03-13", "2025-03-13"),
        ("overnight", "2025-03-13", "2025-03-14"),
        ("last week", "2025-03-03", "2025-03-09"),
        ("next month", "2025-04-01", "2025-04-30"),
        ("later this month", "2025-03-14", "2025-03-31"),
        ("this year", "2025-01-01", "2025-03-14"),
        ("since the start of the year", "2025-01-01", "2025-03-14"),
        ("in 2020", "2020-01-01", "2020-12-31"),
        ("12.03.2025", "2025-03-12", "2025-03-12"),
        ("in recent days", "2025-03-07", "2025-03-14"),
        ("in the first week of March", "2025-03-01", "2025-03-07"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("between October and December", "2024-10-01", "2024-12-31"),
        ("in the autumn of 2024", "2024-09-01", "2024-11-30"),
        ("on the 7th", "2025-03-07", "2025-03-07"),
        ("on the 20th", "2025-02-20", "2025-02-20"),
        ("last night", "2025-03-13", "2025-03-13"),
        ("before the year is out", "2025-03-14", "2025-12-31"),
        ("since 2022", "2022-01-01", "2025-03-14"),
        ("between 2019 and 2022", "2019-01-01", "2022-12-31"),
        ("last August", "2024-08-01", "2024-08-31"),
        ("in April last year", "2024-04-01", "2024-04-30"),
        ("in the last week of January", "2025-01-25", "2025-01-31"),
        ("in Q3", "2024-07-01", "2024-09-30"),
        ("in H1 2024", "2024-01-01", "2024-06-30"),
        ("in early 2024", "2024-01-01", "2024-04-30"),
        ("in the first nine months of 2024", "2024-01-01", "2024-09-30"),
        ("in the autumn", "2024-09-01", "2024-11-30"),
        ("late last month", "2025-02-19", "2025-02-28"),
        ("earlier this week", "2025-03-10", "2025-03-14"),
        ("at the start of the month", "2025-03-01", "2025-03-05"),
        ("the week before last", "2025-02-24", "2025-03-02"),
        ("the day before yesterday", "2025-03-12", "2025-03-12"),
        ("the Sunday before last", "2025-03-02", "2025-03-02"),
        ("a fortnight ago", "2025-02-28", "2025-02-28"),
        ("for the third day running", "2025-03-12", "2025-03-14"),
        ("for four straight days", "2025-03-11", "2025-03-14"),
        ("by mid-week", "2025-02-10", "2025-03-12"),
        ("overnight into Wednesday", "2025-03-11", "2025-03-12"),
        ("in the 36 hours to noon on Tuesday", "2025-03-10", "2025-03-11"),
        ("between Monday and Wednesday", "2025-03-10", "2025-03-12"),
        ("from late January to mid-February", "2025-01-21", "2025-02-20"),
        ("between the 1st and the 5th", "2025-03-01", "2025-03-05"),
        ("between 6 a.m. on Wednesday and 6 a.m. on Thursday", "2025-03-12", "2025-03-13"),
        ("on 4, 5 and 7 March", "2025-03-04", "2025-03-07"),
        ("on Tuesday, 11 March", "2025-03-11", "2025-03-11"),
        ("at the turn of the year", "2024-12-28", "2025-01-04"),
        ("on All Saints' Day", "2024-11-01", "2024-11-01"),
        ("since New Year’s Eve", "2024-12-31", "2025-03-14"),
        ("last Easter", "2024-03-31", "2024-03-31"),
        ("shortly before dawn on Tuesday", "2025-03-11", "2025-03-11"),
        ("not before Wednesday", "2025-03-12", "2025-03-12"),
        ("as pictures from Sunday showed", "2025-03-09", "2025-03-09"),
        ("port after the strikes, and stayed away since the raid of 3 March", "2025-03-03", "2025-03-14"),
    ],
)
def test_interval(text: str, begin: str, finish: str) -> None:
    (time,) = find_times(f"The ships left {text} .", FRIDAY)
    assert time.begin is not None
    assert time.finish is not None
    assert (time.begin.date().isoformat(), time.finish.date().isoformat()) == (begin, finish)


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("on Sunday", "2025-03-16", "2025-03-16"),
        ("on 2 February", "2026-02-02", "2026-02-02"),
        ("by September", "2025-03-14", "2025-09-30"),
        ("before May", "2025-03-14", "2025-05-01"),
        ("on the 4th", "2025-04-04", "2025-04-04"),
        ("last Thursday", "2025-03-06", "2025-03-06"),
        ("no later than 3 April", "2025-03-14", "2025-04-03"),
        ("this year", "2025-03-14", "2025-12-31"),
        ("by Christmas", "2025-03-14", "2025-12-26"),
        ("by Easter", "2025-03-14", "2025-04-20"),
        ("come summer", "2025-06-01", "2025-08-31"),
        ("from 8 to 12 September", "2025-09-08", "2025-09-12"),
        ("in four days", "2025-03-14", "2025-03-18"),
        ("in the coming days", "2025-03-14", "2025-03-21"),
        ("until at least 2027", "2025-03-14", "2027-12-31"),
        ("a week on Monday", "2025-03-24", "2025-03-24"),
    ],
)
def test_a_plan_looks_ahead(text: str, begin: str, finish: str) -> None:
    (time,) = find_times(f"The ships will leave {text} .", FRIDAY)
    ahead = time.lying_ahead()
    assert ahead.begin is not None
    assert ahead.finish is not None
    assert (ahead.begin.date().isoformat(), ahead.finish.date().isoformat()) == (begin, finish)


@pytest.mark.parametrize("text", ["They may march on.", "The ship sailed in May Day parade style 30 February"])
def test_what_is_no_time(text: str) -> None:
    assert all(t.begin is None or t.text[:3] != "may" for t in find_times(text, FRIDAY))


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "on 5 January", "since mid-December", "last week"])
def test_without_publication_nothing_is_counted_from_it(text: str) -> None:
    assert all(t.begin is None and t.finish is None for t in find_times(f"The ships left {text}.", None))


def test_complete_dates_need_no_publication() -> None:
    (time,) = find_times("The ships left on 5 January 2025.", None)
    assert time.begin == datetime(2025, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "for the first time since 2019", "down from 200 on Monday", "more than in January", "up from 51 a month ago",
        "well below its level of 2023", "from 60 in May", "for the second time this month",
    ],
)  # fmt: skip
def test_what_is_only_compared_with(text: str) -> None:
    (time,) = find_times(f"The ships left {text}.", FRIDAY)
    assert time.is_compared


@pytest.mark.parametrize(
    "text", ["no later than 3 April", "fewer ships than usual left on Monday", "left a fifth of them last year"]
)
def test_what_is_no_comparison(text: str) -> None:
    (time,) = find_times(f"The ships {text}.", FRIDAY)
    assert not time.is_compared


def test_how_long_it_took_is_no_date() -> None:
    (time,) = find_times("The ships crossed in four days.", FRIDAY)
    assert time.begin is None


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (1961, "1961-04-02")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_year_is_the_nearest() -> None:
    (time,) = find_times("on 20 December", datetime(2025, 1, 3, tzinfo=UTC))
    assert time.begin is not None
    assert time.begin.year == 2024


@given(st.text(alphabet="0123456789 ./-JanuaryMonday,pastlwek", max_size=40))
def test_never_fails_and_never_overlaps(text: str) -> None:
    found = find_times(text, FRIDAY)
    for time in found:
        assert text[time.start : time.end].strip() == time.text
        assert time.begin is None or time.finish is None or time.begin <= time.finish
    assert all(a.end <= b.end for a, b in pairwise(found))
