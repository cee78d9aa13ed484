"""AIS sentences: tag blocks, talkers, checksums, times, parts, sentinels."""

from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.clock import parse_time
from vedette.schema.flags import Flag
from vedette.sources.nmea_lines import Refused, Sentence, TimeLine, read_line

# published examples: gpsd's AIVDM documentation and Kystverket's own page on its feed
GPSD = b"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"
KYSTVERKET = rb"\s:2573555,c:1707873398*05\!BSVDM,1,1,,A,13mB7d001E1dDH0`KlKBjB?<0490,0*34"
AT = 1734852600


def test_a_published_sentence_reads_as_published(read) -> None:
    whole = read(GPSD, received=parse_time("2024-01-01"))
    found = whole.positions.row(0, named=True)
    assert found["asset_id"] == "mmsi:477553000"
    assert (found["lat_deg"], found["lon_deg"]) == (pytest.approx(47.582833, abs=1e-5), pytest.approx(-122.345833, abs=1e-5))
    assert (found["sog_kn"], found["cog_deg"], found["heading_deg"]) == (0.0, 51.0, 181.0)


def test_a_tag_block_gives_time_and_station(read) -> None:
    found = read_line(KYSTVERKET)
    assert isinstance(found, Sentence)
    assert (found.station, found.time) == ("2573555", datetime(2024, 2, 14, 1, 16, 38, tzinfo=UTC))
    position = read(KYSTVERKET).positions.row(0, named=True)
    assert position["asset_id"] == "mmsi:257198000"
    assert (position["lat_deg"], position["lon_deg"]) == (pytest.approx(70.6647, abs=1e-4), pytest.approx(23.6625, abs=1e-4))
    assert position["sog_kn"] == 8.5


@pytest.mark.parametrize("talker", ["AI", "BS", "B2", "AB", "--", "SS", "BY"])
@pytest.mark.parametrize("kind", ["VDM", "VDO"])
def test_every_talker_is_read(golden: ModuleType, read, talker: str, kind: str) -> None:
    line = golden.with_checksum(f"!{talker}{kind},1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0")
    assert read(golden.tagged(line, "x", AT), form="nmea").counts.positions == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (GPSD.replace(b"177KQ", b"177KR"), "bad_checksum"),
        (GPSD[:-1] + b"D", "bad_checksum"),
        (KYSTVERKET.replace(b"c:1707873398", b"c:1707873399"), "bad_checksum"),
        (GPSD[:-3], "not_a_sentence"),
        (GPSD[:20], "not_a_sentence"),
        (b"!AIVDM,1,1,,B,,0*25", "empty_message"),
        (b"$GPGGA,073000,3454.0,N,03551.0,E,1,08,0.9,10.0,M,,M,,*6C", "not_ais"),
        (b"# a comment", "comment"),
        (b"\xff\xfe\x00", "not_a_sentence"),
    ],
)
def test_damaged_lines_are_refused(read, line: bytes, code: str) -> None:
    found = read_line(line)
    assert isinstance(found, Refused)
    assert found.code == code
    assert read(line, form="nmea").reasons(1) == [code]


@settings(max_examples=80)
@given(st.integers(1, len(GPSD) - 4), st.integers(0, 7))
def test_no_single_flipped_bit_gets_through(at: int, bit: int) -> None:
    damaged = bytearray(GPSD)
    damaged[at] ^= 1 << bit
    assert isinstance(read_line(bytes(damaged)), Refused)


@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    assert isinstance(read_line(line), Sentence | TimeLine | Refused)


def test_milliseconds_in_a_tag_block() -> None:
    block = b"c:1734852600250"
    checksum = 0
    for byte in block:
        checksum ^= byte
    found = read_line(b"\\" + block + b"*%02X" % checksum + b"\\" + GPSD)
    assert isinstance(found, Sentence)
    assert found.time == datetime(2024, 12, 22, 7, 30, 0, 250_000, tzinfo=UTC)


def test_a_time_behind_the_checksum() -> None:
    found = read_line(GPSD + b",s25124,d-082,rNDBC1,1272412824")
    assert isinstance(found, Sentence)
    assert (found.time, found.station) == (datetime(2010, 4, 28, 0, 0, 24, tzinfo=UTC), "NDBC1")


def test_a_position_without_any_time_is_an_issue_that_says_what_to_do(read) -> None:
    whole = read(GPSD)
    assert whole.counts.positions == 0
    assert "--received-at" in whole.issues["message"][0]


def test_a_base_station_states_its_own_time(golden: ModuleType, read) -> None:
    line = golden.ais(msg_type=4, mmsi=2734400, year=2024, month=12, day=22, hour=7, minute=31, second=5, lat=34.9, lon=35.9)[0]
    assert read(line).positions["time"][0] == datetime(2024, 12, 22, 7, 31, 5, tzinfo=UTC)


@pytest.mark.parametrize("msg_type", [1, 2, 3, 9, 18, 19, 27])
def test_position_types(golden: ModuleType, read, msg_type: int) -> None:
    line = golden.ais(msg_type=msg_type, mmsi=273396130, lat=34.9, lon=35.85, speed=9, course=201)
    whole = read("\n".join(golden.tagged(s, "x", AT) for s in line))
    found = whole.positions.row(0, named=True)
    assert (found["lat_deg"], found["lon_deg"]) == (pytest.approx(34.9, abs=0.002), pytest.approx(35.85, abs=0.002))
    assert found["sog_kn"] == pytest.approx(9.0)


@pytest.mark.parametrize(
    ("fields", "column"),
    [({"speed": 102.3}, "sog_kn"), ({"course": 360.0}, "cog_deg"), ({"heading": 511}, "heading_deg")],
)
def test_reserved_codes_are_no_values(golden: ModuleType, read, fields: dict[str, float], column: str) -> None:
    full = {"speed": 5.0, "course": 90.0, "heading": 90} | fields
    line = golden.ais(msg_type=1, mmsi=273396130, lat=34.9, lon=35.85, **full)[0]
    found = read(golden.tagged(line, "x", AT)).positions.row(0, named=True)
    assert found[column] is None
    assert found["flags"] == 0


@pytest.mark.parametrize("place", [{"lat": 91.0, "lon": 181.0}, {"lat": 91.0, "lon": 35.0}, {"lat": 34.0, "lon": 181.0}])
def test_a_position_that_is_not_available_is_none(golden: ModuleType, read, place: dict[str, float]) -> None:
    line = golden.ais(msg_type=1, mmsi=273396130, **place)[0]
    assert read(golden.tagged(line, "x", AT)).reasons(1) == ["no_position"]


def test_a_heading_beyond_the_circle_is_off_range(golden: ModuleType, read) -> None:
    line = golden.ais(msg_type=1, mmsi=273396130, lat=34.9, lon=35.85, heading=400)[0]
    assert read(golden.tagged(line, "x", AT)).positions["flags"].to_list() == [Flag.OFF_RANGE]


def test_a_rescue_aircraft_flies_faster_than_a_ship(golden: ModuleType, read) -> None:
    line = golden.ais(msg_type=9, mmsi=111257001, lat=34.9, lon=35.85, speed=150, alt=300)[0]
    found = read(golden.tagged(line, "x", AT)).positions.row(0, named=True)
    assert found["sog_kn"] == 150.0
    assert found["alt_ft"] == pytest.approx(984.25, abs=0.01)


def test_a_short_message_is_refused(golden: ModuleType, read) -> None:
    line = golden.with_checksum("!AIVDM,1,1,,A,13`?,0")
    assert "type 1 in 24 bits" in read(line).issues["message"][0]


def test_parts_of_different_stations_are_not_mixed(golden: ModuleType, read) -> None:
    first = golden.ais(msg_type=5, mmsi=273396130, shipname="URSA MAJOR", callsign="UFUZ")
    second = golden.ais(msg_type=5, mmsi=273394890, shipname="SPARTA II", callsign="UAAA")
    lines = [golden.tagged(first[0], "a", AT), golden.tagged(second[0], "b", AT), golden.tagged(first[1], "a", AT),
             golden.tagged(second[1], "b", AT)]  # fmt: skip
    whole = read("\n".join(lines))
    names = whole.identities.filter(key="name").select("asset_id", "value").rows()
    assert names == [("mmsi:273394890", "SPARTA II"), ("mmsi:273396130", "URSA MAJOR")]
    assert whole.counts.identities == 2
    assert whole.issues["reason"].to_list() == ["fragment", "fragment"]


def parts_of(golden: ModuleType) -> list[str]:
    """The two sentences of a static message."""
    found = golden.ais(msg_type=5, mmsi=273396130, shipname="URSA MAJOR")
    assert len(found) == 2
    return found


@pytest.mark.parametrize(("seconds", "codes"), [(10, ["fragment"]), (11, ["fragment_incomplete", "fragment_incomplete"])])
def test_parts_that_come_too_late_are_given_up(golden: ModuleType, read, seconds: int, codes: list[str]) -> None:
    first, second = parts_of(golden)
    whole = read("\n".join([golden.tagged(first, "x", AT), golden.tagged(second, "x", AT + seconds)]))
    assert whole.issues["reason"].to_list() == codes


@pytest.mark.parametrize(("n_between", "codes"), [(199, ["fragment"]), (200, ["fragment_incomplete", "fragment_incomplete"])])
def test_parts_that_are_too_far_apart_are_given_up(golden: ModuleType, read, n_between: int, codes: list[str]) -> None:
    first, second = parts_of(golden)
    whole = read("\n".join([first, *["# between"] * n_between, second]), form="nmea")
    assert whole.issues.filter(pl.col("reason") != "comment")["reason"].to_list() == codes


def test_a_second_first_part_begins_a_new_message(golden: ModuleType, read) -> None:
    first, second = parts_of(golden)
    whole = read("\n".join([first, first, second]))
    assert [whole.reasons(row) for row in (1, 2, 3)] == [["fragment_incomplete"], [], ["fragment"]]
    assert whole.issues.filter(source_row=3)["value"].to_list() == ["of the message in line 2"]


def test_parts_may_come_in_any_order(golden: ModuleType, read) -> None:
    whole = read("\n".join(reversed(parts_of(golden))))
    assert whole.identities.filter(key="name")["value"].to_list() == ["URSA MAJOR"]
    assert whole.issues["source_row"].to_list() == [1]  # the later part stands first


def test_a_message_may_span_two_blocks(golden: ModuleType, read) -> None:
    static = golden.ais(msg_type=5, mmsi=273396130, shipname="URSA MAJOR")
    whole = read("\n".join(golden.tagged(s, "a", AT) for s in static), block_rows=1)
    assert whole.identities.filter(key="name")["value"].to_list() == ["URSA MAJOR"]
    assert whole.counts.rows == 2
