"""Input made to hurt: it is read or refused in bounded time and memory."""

from __future__ import annotations

import gzip
import json
import time

import pytest

from vedette.errors import SourceError

DEEP = "[" * 200_000


@pytest.mark.parametrize(
    "line",
    [b"!" + b"*AA," * 200_000, b"$PGHP,1," + b"1," * 400_000, b"\\" * 900_000, b"!AIVDM,1,1,,A," + b"w" * 900_000 + b",0*00"],
)
def test_a_megabyte_in_a_sentence(read, line: bytes) -> None:
    start = time.monotonic()
    whole = read(line + b"\n", form="nmea")
    assert whole.counts.issues == 1
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("form", ["readsb_trace", "readsb_aircraft", "report_telegram", "json_table"])
@pytest.mark.parametrize("content", ['{"icao": "a", "now": 1, "messages": ' + DEEP, '{"a": {"0": ' + DEEP])
def test_deep_nesting_is_an_error_of_the_file(read, form: str, content: str) -> None:
    with pytest.raises(SourceError):
        read(content, form=form)


def test_deep_nesting_in_a_line_is_an_issue(read) -> None:
    good = json.dumps({"mmsi": 273396130, "lat": 34.9, "lon": 35.9, "timestamp": "2024-12-22 07:30:00"})
    whole = read(f"{good}\n{DEEP}\n")
    assert whole.reasons(2) == ["bad_json"]


def test_aliases_of_yaml_are_not_multiplied(read) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(97 + i)}: &{chr(97 + i)} [{', '.join(['*' + chr(96 + i)] * 10)}]\n" for i in range(1, 12)
    )
    start = time.monotonic()
    whole = read(f"---\n{bomb}title: *l\nrests_on: *l\n---\nTwo ships were seen leaving the port on Friday.\n")
    assert whole.reports["title"].to_list() == [None]
    assert time.monotonic() - start < 5


def test_a_bomb_in_gzip_is_read_in_pieces(read) -> None:
    packed = gzip.compress(b"time,mmsi,lat,lon\n" + b"0" * 60_000_000)
    assert len(packed) < 100_000
    assert read(packed).reasons(2) == ["line_too_long"]


def test_blanks_without_end_are_no_date(read) -> None:
    start = time.monotonic()
    text = "Ships leave\n" + "on " + " " * 300_000 + "x\n" + "Two ships were seen leaving the port on Friday.\n"
    assert read(text, form="report_text").reports["published"].to_list() == [None]
    assert time.monotonic() - start < 5
