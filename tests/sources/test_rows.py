"""Rows of tables with columns: sentinels, ranges, reasons, units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.case.settings import ColumnMapping
from vedette.clock import parse_time
from vedette.errors import SourceError
from vedette.schema.flags import Flag
from vedette.sources.ranges import RANGES, bound_one

HEADER = "time,mmsi,lat,lon,sog,cog,heading,name,imo\n"


def row(**cells: str) -> str:
    full = {"time": "2024-12-22 07:30:00", "mmsi": "273396130", "lat": "34.9", "lon": "35.9"} | cells
    return ",".join(full.get(name, "") for name in HEADER.strip().split(",")) + "\n"


@pytest.mark.parametrize(
    ("cells", "reason", "severity"),
    [
        ({"lat": "91", "lon": "181"}, "no_position", "info"),
        ({"lat": "91.0", "lon": "12"}, "no_position", "info"),
        ({"lat": "", "lon": "12"}, "no_position", "info"),
        ({"lat": "nan", "lon": "nan"}, "no_position", "info"),
        ({"lat": "95"}, "bad_position", "error"),
        ({"lon": "-180.01"}, "bad_position", "error"),
        ({"lat": "north"}, "bad_position", "error"),
        ({"mmsi": ""}, "no_identity", "error"),
        ({"mmsi": "0x12"}, "bad_identity", "error"),
        ({"mmsi": "1234567890"}, "bad_identity", "error"),
        ({"time": ""}, "no_time", "error"),
        ({"time": "1970-01-01 00:00:00"}, "bad_time", "error"),
        ({"time": "2024-12-32 00:00:00"}, "bad_time", "error"),
    ],
)
def test_each_row_that_is_no_position_says_why(read, cells: dict[str, str], reason: str, severity: str) -> None:
    whole = read(HEADER + row() + row(**cells))
    assert whole.positions["source_row"].to_list() == [2]
    issue = whole.issues.filter(source_row=3).row(0, named=True)
    assert (issue["reason"], issue["severity"]) == (reason, severity)
    assert whole.counts.rows == 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"sog": "102.3"}, "sog_kn"), ({"sog": "1023"}, "sog_kn"), ({"cog": "360.0"}, "cog_deg"), ({"cog": "511"}, "cog_deg"),
     ({"heading": "511"}, "heading_deg")],
)  # fmt: skip
def test_reserved_codes_never_become_values(read, cells: dict[str, str], column: str) -> None:
    found = read(HEADER + row(**cells)).positions.row(0, named=True)
    assert found[column] is None
    assert found["flags"] == 0


@pytest.mark.parametrize("cells", [{"sog": "-0.1"}, {"sog": "250"}, {"cog": "-12"}, {"cog": "400"}, {"heading": "360"}])
def test_the_impossible_is_flagged_and_left_out(read, cells: dict[str, str]) -> None:
    found = read(HEADER + row(**cells)).positions.row(0, named=True)
    assert found["flags"] == Flag.OFF_RANGE
    assert (found["sog_kn"], found["cog_deg"], found["heading_deg"]) == (None, None, None)


def test_the_fastest_code_is_kept(read) -> None:
    assert read(HEADER + row(sog="102.2")).positions["sog_kn"].to_list() == [102.2]


def test_short_numbers_are_filled_to_nine_digits(read) -> None:
    assert read(HEADER + row(mmsi="2190071") + row(mmsi="273396130.0")).positions["asset_id"].to_list() == [
        "mmsi:002190071", "mmsi:273396130",
    ]  # fmt: skip


def test_swapped_columns_are_noticed(read) -> None:
    content = "time,mmsi,lat,lon\n" + "".join(f"2024-12-22T07:3{i}:00Z,273396130,135.{i},34.9\n" for i in range(5))
    whole = read(content)
    assert whole.counts.positions == 0
    assert whole.reasons(None) == ["looks_swapped"]
    assert "100% of rows" in whole.issues.filter(reason="looks_swapped")["message"][0]


def test_unread_columns_are_named(read) -> None:
    whole = read("time,mmsi,lat,lon,draught,eta\n2024-12-22T07:30:00Z,273396130,34.9,35.9,6,x\n")
    assert whole.issues["message"].to_list() == ["Columns that are not read: draught, eta."]


def test_undecidable_dates_are_an_error_that_says_what_to_state(read) -> None:
    with pytest.raises(SourceError, match=r"day-first or month-first .*--column time_format=day_first"):
        read("time,mmsi,lat,lon\n05/01/2025 00:00:00,273396130,34.9,35.9\n")


def test_dates_are_decided_by_a_row_far_down(read) -> None:
    rows = ["05/01/2025 00:00:00,273396130,34.9,35.9"] * 20 + ["25/01/2025 00:00:00,273396130,34.9,35.9"]
    whole = read("time,mmsi,lat,lon\n" + "\n".join(rows), block_rows=3)
    assert whole.positions["time"][0] == parse_time("2025-01-05")


def test_stated_order_of_dates_is_taken(read) -> None:
    mapping = ColumnMapping(time="time", identity="mmsi", lat="lat", lon="lon", time_format="month_first")
    whole = read("time,mmsi,lat,lon\n05/01/2025 00:00:00,273396130,34.9,35.9\n", mapping=mapping)
    assert whole.positions["time"][0] == parse_time("2025-05-01")


def test_metres_become_feet_and_degrees_below_zero_are_turned(read) -> None:
    mapping = ColumnMapping(kind="aircraft", time="t", identity="id", lat="y", lon="x", altitude="z", altitude_unit="m",
                            speed="v", speed_unit="km/h", course="track", vertical_rate="w",
                            vertical_rate_unit="m/s")  # fmt: skip
    whole = read("t,id,y,x,z,v,track,w\n1734852600,1402A5,34.9,35.9,1000,185.2,-2,1\n", mapping=mapping)
    found = whole.positions.row(0, named=True)
    assert found["asset_id"] == "icao24:1402a5"
    assert found["alt_ft"] == pytest.approx(3280.84, abs=0.01)
    assert found["sog_kn"] == pytest.approx(100.0)
    assert found["cog_deg"] == 358.0
    assert found["vrate_fpm"] == pytest.approx(196.85, abs=0.01)


def test_a_time_of_reception_stands_in_for_none(read) -> None:
    whole = read(HEADER + row() + row(time=""), received=parse_time("2024-12-23"))
    assert whole.counts.positions == 2
    assert "time_from_reception" in whole.reasons(None)
    assert whole.positions.filter(source_row=3)["time"][0] == parse_time("2024-12-23")


def test_identities_come_once_with_their_times(read) -> None:
    rows = [row(time=f"2024-12-22 07:3{i}:00", name="URSA MAJOR", imo="IMO9538892") for i in range(3)]
    whole = read(HEADER + "".join(rows))
    assert whole.counts.identities == 0
    found = whole.identities.filter(key="name").row(0, named=True)
    assert (found["source_row"], found["valid_from"], found["valid_to"]) == (
        2, parse_time("2024-12-22T07:30"), parse_time("2024-12-22T07:32"),
    )  # fmt: skip
    assert whole.identities.filter(key="imo")["value"].to_list() == ["9538892"]


def test_a_row_without_a_place_that_gives_a_first_name_counts_as_identity(read) -> None:
    whole = read(HEADER + row(lat="91", lon="181", name="URSA MAJOR") + row(lat="91", lon="181", name="URSA MAJOR") + row())
    assert (whole.counts.positions, whole.counts.identities, whole.counts.issues) == (1, 1, 1)
    assert whole.counts == whole.disjoint_rows()


def test_ranges_name_their_source() -> None:
    assert all(r.source and r.low < r.high for r in RANGES.values())
    assert bound_one(None, "ship", "sog_kn") == (None, 0)
    assert bound_one(-90.0, "aircraft", "cog_deg") == (270.0, 0)


cells = st.one_of(
    st.sampled_from(
        ["", "91", "181", "34.9", "-200", "x", "nan", "102.3", "511", "1e400", "273396130", "2024-12-22 07:30:00", '"', "é"]
    ),
    st.text(alphabet=st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), max_size=8),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=10), max_size=12), st.integers(1, 5))
def test_whatever_the_rows_hold_each_is_accounted_for_once(tmp_path_factory, rows: list[list[str]], block_rows: int) -> None:
    from vedette.sources.csv_mapped import FORMAT
    from vedette.sources.format import ReadContext, account

    content = HEADER + row() + "\n".join(",".join(cells) for cells in rows)
    path = tmp_path_factory.mktemp("rows") / "x.csv"
    path.write_bytes(content.encode())
    n_rows = sum(1 for line in content.encode().split(b"\n") if line.strip()) - 1
    small, large = (list(FORMAT.read(path, ReadContext("src-x", block_rows=n))) for n in (block_rows, 100_000))
    assert account(small) == account(large)
    assert account(large).rows == n_rows
