"""Any file of counts is read, or refused with its line and the mend."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vedette.errors import SourceError, UsageError, VedetteError
from vedette.verbs.count_columns import CountColumns
from vedette.verbs.counts_csv import Counted, read_counts


def read(tmp_path: Path, text: str, columns: CountColumns = CountColumns(), **options: str) -> Counted:  # noqa: B008
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return read_counts(path, columns, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "date,n_total\n2024-01-01,3\n2024-01-02,4\n2024-01-03,0\n",
        "day;count\n2024/01/01;3\n2024/01/02;4\n2024/01/03;0\n",
        "\ufeffwhen,name,ships\n20240101,x,3\n20240102,x,4.0\n20240103,x,0\n",
        "date,n_total\n2024-01-03 00:00:00+00,0\n2024-01-01 00:00:00+00,3\n2024-01-02 00:00:00+00,4\n",
        "date|flights\n2024-01-01|3\n2024-01-02|4\n2024-01-03|0\n",
        "Date,Flights,effort\n01/13/2024,3,1\n01/14/2024,4,1\n01/15/2024,0,1\n",
    ],
)
def test_columns_dates_and_delimiters_are_found_out(tmp_path: Path, text: str) -> None:
    (one,) = read(tmp_path, text).series
    assert one.step == "day"
    assert one.counts.tolist() == [3, 4, 0]


def test_a_gap_and_an_empty_cell_are_missing_and_zero_is_zero(tmp_path: Path) -> None:
    found = read(tmp_path, "date,count,effort\n2024-01-01,3,1\n2024-01-02,,1\n2024-01-04,0,\n")
    (one,) = found.series
    np.testing.assert_array_equal(one.counts, [3, np.nan, np.nan, 0])
    np.testing.assert_array_equal(one.effort, [1, 1, np.nan, np.nan])
    assert "2 days are missing" in " ".join(found.told)


def test_series_and_several_counts(tmp_path: Path) -> None:
    text = "date,port,in,out\n" + "".join(f"2024-01-0{d},{p},{d},{d + 1}\n" for d in (1, 2, 3) for p in ("A", "B"))
    found = read(tmp_path, text, CountColumns(counts=("in", "out"), series="port"))
    assert [one.name for one in found.series] == ["A: in", "A: out", "B: in", "B: out"]
    assert found.series[3].counts.tolist() == [2, 3, 4]


def test_weeks_and_days_summed_to_whole_weeks(tmp_path: Path) -> None:
    (weekly,) = read(tmp_path, "week,n\n2024-W01,5\n2024-W02,6\n2024-W04,7\n").series
    assert weekly.step == "week"
    np.testing.assert_array_equal(weekly.counts, [5, 6, np.nan, 7])
    rows = "".join(f"2024-01-{d:02d},{1 if d != 17 else ''}\n" for d in range(3, 30))
    (summed,) = read(tmp_path, f"date,n\n{rows}", every="week").series
    assert summed.days[0] == date(2024, 1, 8)
    np.testing.assert_array_equal(summed.counts, [7, np.nan, 7])


def test_duplicates_are_refused_with_both_lines_or_summed(tmp_path: Path) -> None:
    text = "date,n,effort\n2024-01-01,1,2\n2024-01-02,2,2\n2024-01-02,3,2\n2024-01-03,4,2\n"
    with pytest.raises(SourceError, match=r":4: 2024-01-02 stands also on line 3.*--duplicates sum"):
        read(tmp_path, text)
    (one,) = read(tmp_path, text, duplicates="sum").series
    assert (one.counts.tolist(), one.effort.tolist()) == ([1, 5, 4], [2, 4, 2])


@pytest.mark.parametrize(
    ("text", "columns", "error", "said"),
    [
        ("date,n\n2024-01-01,1\n2024-01-02,-3\n", {}, SourceError, r":3: n: -3 must be 0 or more"),
        ("date,n\n2024-01-01,1.5\n2024-01-02,3\n", {}, SourceError, r":2: n: 1.5 is no whole number"),
        ("date,n\n2024-01-01,1\n2024-01-02,many\n", {}, SourceError, r":3: n: 'many' is no number"),
        ("date,n\n2024-01-01,1\n2024-13-02,3\n", {}, SourceError, r":3: date: '2024-13-02' is no date"),
        ("date,n\n01/02/2024,1\n02/02/2024,3\n", {}, SourceError, r"day/month or month/day"),
        ("date,n\n2024-01-01,1\n2024-02-01,3\n2024-03-01,3\n", {}, SourceError, r"31 days apart"),
        ("date,n\n2024-01-01,1\n", {}, SourceError, r"only one date"),
        ("date,n\n2024-01-01,1\n2024-01-02\n", {}, SourceError, r":3: the row has not 2 cells"),
        ("date,n\n", {}, SourceError, r"holds no rows"),
        ("date,n\n2024-01-01,1\n2024-01-02,2\n", {"effort": "hours"}, UsageError, r"--effort hours: .* it has date, n"),
        ("date,a,b\n2024-01-01,x,y\n2024-01-02,x,y\n", {}, UsageError, r"no column looks like counts; name it with --count"),
        ("x,n\nfoo,1\nbar,2\n", {}, UsageError, r"no column looks like dates"),
        ("date,n\n0024-01-01,1\n2024-01-01,1\n2024-01-02,2\n2024-01-03,2\n", {}, SourceError, r"one of them must be wrong"),
    ],
)
def test_what_cannot_stand_is_refused(
    tmp_path: Path, text: str, columns: dict[str, str], error: type[VedetteError], said: str
) -> None:
    with pytest.raises(error, match=said):
        read(tmp_path, text, CountColumns(**columns))


@pytest.mark.parametrize(
    "cells",
    [
        '"1,234","2,345,678",12',
        "1 234,2 345 678,12",
        "1'234,2'345'678,12",
        "1_234,2345678.0,12",
    ],
)
def test_thousands_are_read_however_they_are_marked(tmp_path: Path, cells: str) -> None:
    values = next(csv.reader([cells]))
    rows = "".join(f'2024-01-0{i + 1},"{v}"\n' for i, v in enumerate(values))
    (one,) = read(tmp_path, f"date,flights\n{rows}").series
    assert one.counts.tolist() == [1234, 2345678, 12]


def test_points_and_commas_of_the_continent(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "Tag;flights;uptime\n13.01.2024;1.234;0,97\n14.01.2024;987;98,5%\n15.01.2024;2.001;1\n").series
    assert one.counts.tolist() == [1234, 987, 2001]
    assert one.effort.tolist() == [0.97, 98.5, 1]


@pytest.mark.parametrize(
    "days",
    [
        ("9 Oct 2019", "10 Oct 2019", "11 Oct 2019"),
        ("09-Oct-19", "10-Oct-19", "11-Oct-19"),
        ("October 9, 2019", "October 10, 2019", "Oct 11, 2019"),
        ("Wed, 9 October 2019", "Thu, 10 October 2019", "Fri, 11 October 2019"),
        ("1570579200", "1570665600", "1570752000"),
        ("1570579200000", "1570665600000", "1570752000000"),
        ("2019-10-09T00:00:00Z", "2019-10-10T00:00:00Z", "2019-10-11T00:00:00Z"),
    ],
)
def test_dates_in_many_hands(tmp_path: Path, days: tuple[str, ...]) -> None:
    rows = "".join(f'"{day}",{i}\n' for i, day in enumerate(days))
    (one,) = read(tmp_path, f"date,n\n{rows}").series
    assert one.days == (date(2019, 10, 9), date(2019, 10, 10), date(2019, 10, 11))


def test_a_column_named_like_effort_is_taken_and_said_and_can_be_refused(tmp_path: Path) -> None:
    text = "day,flights,receivers online\n2024-01-01,5,40\n2024-01-02,6,41\n2024-01-03,4,2\n"
    found = read(tmp_path, text)
    assert found.series[0].effort.tolist() == [40, 41, 2]
    assert any("'receivers online' is taken for the effort" in line for line in found.told)
    assert not read(tmp_path, text, CountColumns(effort="none")).series[0].has_effort
    two = read(tmp_path, "day,flights,uptime,coverage\n2024-01-01,5,1,1\n2024-01-02,6,1,1\n2024-01-03,4,1,1\n")
    assert not two.series[0].has_effort
    assert any("none is taken" in line for line in two.told)


def test_a_wide_file_becomes_several_series_and_a_total_stands_for_its_parts(tmp_path: Path) -> None:
    wide = read(tmp_path, "date,EDDF,EGLL,share,year\n2024-01-01,5,6,.1,2024\n2024-01-02,6,7,.2,2024\n2024-01-03,4,5,.1,2024\n")
    assert [one.name for one in wide.series] == ["EDDF", "EGLL"]
    assert any("taken for series of their own" in line for line in wide.told)
    total = read(tmp_path, "date,n_tanker,n_total\n2024-01-01,5,6\n2024-01-02,6,7\n2024-01-03,4,5\n")
    assert [one.name for one in total.series] == ["n_total"]


def test_a_long_file_finds_the_column_that_tells_its_series_apart(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-0{d},p{i},{name},{d + i}\n" for d in (1, 2, 3) for i, name in enumerate(("Suez", "Gibraltar")))
    found = read(tmp_path, f"date,portid,portname,n\n{rows}")
    assert [one.name for one in found.series] == ["Suez", "Gibraltar"] or found.series[0].name == "p0"
    assert any("series told apart by" in line for line in found.told)


def test_rows_that_repeat_word_for_word_and_remarks_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, "# made by hand\nsep=,\ndate,n\n2024-01-01,5\n2024-01-02,6\n2024-01-02,6\n2024-01-03,4\n")
    assert found.series[0].counts.tolist() == [5, 6, 4]
    assert any("1 rows repeat an earlier one word for word" in line and "line 6" in line for line in found.told)
    with pytest.raises(SourceError, match=r":7: 2024-01-02 stands also on line 5"):
        read(tmp_path, "# made by hand\nsep=,\ndate,n\n2024-01-01,5\n2024-01-02,6\n2024-01-03,4\n2024-01-02,7\n")


def test_a_file_without_a_header_is_refused_and_no_row_is_lost(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="instead of a header") as refused:
        read(tmp_path, "# remark\n2024-01-01,3\n2024-01-02,4\n")
    assert refused.value.line == 2


def test_one_bad_cell_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="flights: 'four' is no number") as refused:
        read(tmp_path, "day,flights\n2024-01-01,3\n2024-01-02,four\n2024-01-03,0\n")
    assert refused.value.line == 3
