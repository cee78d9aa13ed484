"""What the columns of an unknown table hold."""

from __future__ import annotations

import pytest

from vedette.case.settings import ColumnMapping
from vedette.sources.choosing import guess_time_format
from vedette.sources.columns import Columns, UnclearError, find_columns, mapped_columns
from vedette.sources.format import Format

SHIP = Columns(kind="ship", scheme="mmsi", identity="MMSI", time="Time", lat="Lat", lon="Lon")


def test_names_are_compared_without_signs_and_case() -> None:
    found = find_columns(["Time", "MMSI", "Latitude_degrees", "Longitude_degrees", "COG_degrees", "SOG_knots"])
    assert (found.kind, found.identity, found.lat, found.course, found.speed) == (
        "ship", "MMSI", "Latitude_degrees", "COG_degrees", "SOG_knots",
    )  # fmt: skip


def test_units_in_names_are_read() -> None:
    found = find_columns(["time", "icao24", "lat", "lon", "velocity", "vertrate", "baroaltitude"])
    assert (found.speed_unit, found.vertical_rate_unit, found.altitude_unit) == ("m/s", "m/s", "m")
    assert found.assumed == ()


def test_an_assumed_unit_is_said() -> None:
    assert find_columns(["time", "icao24", "lat", "lon", "altitude"]).assumed == ("altitude (taken as ft)",)


def test_ships_have_no_altitude() -> None:
    assert find_columns(["time", "mmsi", "lat", "lon", "altitude"]).altitude is None


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a", "b", "c"], "none of its columns is known to hold the time"),
        (
            ["time", "mmsi", "lat"],
            "known to hold the longitude; state them: --column time=time --column identity=mmsi --column lat=lat",
        ),
        (["time", "mmsi", "lat", "latitude", "lon"], "columns lat and latitude could all hold the latitude"),
        (["time", "timestamp", "mmsi", "lat", "lon"], "timestamp and time could all hold the time"),
        (["time", "lat", "lon"], "the asset's number or name"),
    ],
)
def test_what_is_unclear_says_the_mend(names: list[str], said: str) -> None:
    with pytest.raises(UnclearError) as error:
        find_columns(names)
    assert said in str(error.value)
    assert "--column" in str(error.value)


def test_the_number_comes_before_the_name() -> None:
    found = find_columns(["time", "name", "mmsi", "imo", "lat", "lon"])
    assert found.identity == "mmsi"
    assert dict(found.identities) == {"imo": "imo", "name": "name"}
    assert find_columns(["time", "name", "lat", "lon"]).scheme == "name"


def test_a_mapping_states_what_it_states_and_names_tell_the_rest() -> None:
    mapping = ColumnMapping(time="Wann", identity="Nr", lat="B", lon="L", speed="v", speed_unit="km/h")
    found = mapped_columns(mapping, ["Wann", "Nr", "B", "L", "v", "cog", "Name"])
    assert (found.scheme, found.kind, found.speed_unit, found.course, found.time_format) == ("mmsi", "ship", "km/h", "cog", None)
    assert found.identities == (("name", "Name"),)


def test_a_mapping_keeps_a_stated_time_format() -> None:
    mapping = ColumnMapping(
        time="t", identity="hex", lat="y", lon="x", time_format="month_first", altitude="z", altitude_unit="m"
    )
    found = mapped_columns(mapping, ["t", "hex", "y", "x", "z"])
    assert (found.kind, found.scheme, found.time_format, found.altitude_unit) == ("aircraft", "icao24", "month_first", "m")


def test_a_mapping_of_a_column_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnclearError, match=r"no column 'Y' \(lat\); its columns are t, n, lat, lon"):
        mapped_columns(ColumnMapping(time="t", identity="n", lat="Y", lon="lon"), ["t", "n", "lat", "lon"])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2024-12-22 07:30"], "iso"),
        (["", "nan", "1734852600"], "epoch_s"),
        (["1734852600123"], "epoch_ms"),
        (["", "nan"], "iso"),
        ([], "iso"),
        (["05/01/2025", "13/01/2025"], "day_first"),
        (["05.01.2025", "01.13.2025"], "month_first"),
    ],
)
def test_time_formats_are_found(values: list[str], expected: str) -> None:
    assert guess_time_format(SHIP, values) == expected


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["05/01/2025 00:00:00", "06/01/2025 00:00:00"], "day-first or month-first .* --column time_format=day_first"),
        (["yesterday"], "holds no time \\('yesterday'\\)"),
    ],
)
def test_undecided_times_are_asked_about(values: list[str], said: str) -> None:
    with pytest.raises(UnclearError, match=said):
        guess_time_format(SHIP, values)


def test_format_rows_are_documented() -> None:
    from vedette.sources.sniff import FORMATS

    for form in FORMATS.values():
        assert isinstance(form, Format)
        assert form.row_unit in {"line", "entry", "trace point", "aircraft", "file", "message", "frame", "row"}
        assert len(form.doc) > 60
        assert form.title
