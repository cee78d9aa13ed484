"""ADS-B formats: BaseStation lines, readsb's traces and snapshots, OpenSky's state vectors, lists of flights."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from vedette.clock import parse_time
from vedette.errors import SourceError
from vedette.schema.flags import UNUSABLE, Flag

POINT: list[Any] = [0.0, 34.4, 35.9, 1200, 160.0, 181.0, 0, 64, None, "adsb_icao", 1300, 64, None, None]


def trace(*points: Any, **more: Any) -> bytes:
    return json.dumps({"icao": "1402a5", "timestamp": 1735689600.0, **more, "trace": list(points)}).encode()


def point(**changes: Any) -> list[Any]:
    names = ("offset_s", "lat", "lon", "alt", "gs", "track", "flags", "rate", "details", "source", "geom")
    return [changes.get(name, value) for name, value in zip(names, POINT, strict=False)]


def test_a_trace_reads_the_same_packed_or_not(read) -> None:
    plain, packed = read(trace(POINT)), read(gzip.compress(trace(POINT)), name="trace_full_1402a5.json")
    assert plain.positions.equals(packed.positions)
    assert plain.positions["asset_id"].to_list() == ["icao24:1402a5"]


def test_a_point_after_silence_is_still_a_good_point(read) -> None:
    # readsb: "no position received for 20 seconds before this one"; the first point of every flight has this bit
    found = read(trace(point(flags=1))).positions["flags"][0]
    assert not Flag(found) & UNUSABLE


def test_a_new_leg_is_marked(read) -> None:
    assert read(trace(point(flags=3), point(flags=2, offset_s=9.0))).positions["flags"].to_list() == [Flag.NEW_LEG] * 2


def test_on_the_ground_the_track_is_a_heading(read) -> None:
    found = read(trace(point(alt="ground", track=90.0))).positions.row(0, named=True)
    assert (found["on_ground"], found["alt_ft"], found["cog_deg"], found["heading_deg"]) == (True, None, None, 90.0)


def test_a_geometric_altitude_stands_in(read) -> None:
    assert read(trace(point(alt=None))).positions["alt_ft"].to_list() == [1300.0]


@pytest.mark.parametrize(("source", "sensor"), [("adsb_icao", "adsb"), ("mlat", "mlat"), ("tisb_other", "adsb"), (None, "adsb")])
def test_sensors(read, source: str | None, sensor: str) -> None:
    assert read(trace(point(source=source))).positions["sensor"].to_list() == [sensor]


def test_an_address_that_is_not_icao_is_kept_and_flagged(read) -> None:
    whole = read(json.dumps({"icao": "~2b0001", "timestamp": 1735689600.0, "trace": [POINT]}))
    assert whole.positions.select("asset_id", "flags").row(0) == ("icao24:~2b0001", Flag.NON_ICAO)


def test_names_of_a_trace(read) -> None:
    whole = read(trace(point(details={"flight": "RFF8050 ", "rc": 186}), r="RA-82035", t="A124"))
    found = dict(whole.identities.select("key", "value").rows())
    assert found == {"callsign": "RFF8050", "registration": "RA-82035", "type": "A124"}
    assert whole.positions["accuracy_m"].to_list() == [186.0]


@pytest.mark.parametrize("bad", [None, "x", [], [1, 2], ["a", 1, 2, 3, 4], {}])
def test_what_is_no_point_is_an_issue(read, bad: Any) -> None:
    whole = read(trace(POINT, bad))
    assert whole.reasons(2) == ["not_a_point"]
    assert whole.counts.positions == 1


def test_half_a_trace_is_an_error_of_the_file(read) -> None:
    with pytest.raises(SourceError, match="no whole readsb trace"):
        read(trace(POINT)[:-5])
    with pytest.raises(SourceError, match="breaks in the middle"):
        read(gzip.compress(trace(POINT) + b" " * 9_000)[:-9])


@pytest.mark.parametrize(("now", "key"), [(1735689600.0, "aircraft"), (1735689600000, "ac")])
def test_snapshots_of_receivers_and_of_services(read, now: float, key: str) -> None:
    aircraft = {"hex": "1402a5", "lat": 34.4, "lon": 35.9, "seen_pos": 2.5, "alt_baro": 1200}
    found = read(json.dumps({"now": now, key: [aircraft]})).positions.row(0, named=True)
    assert found["time"] == parse_time("2024-12-31T23:59:57.5")
    assert found["received"] == parse_time("2025-01-01")


def test_an_old_position_keeps_its_own_time(read) -> None:
    aircraft = {"hex": "1402a5", "seen": 1.0, "lastPosition": {"lat": 34.4, "lon": 35.9, "seen_pos": 120.0}}
    assert read(json.dumps({"now": 1735689600.0, "aircraft": [aircraft]})).positions["time"][0] == parse_time("2024-12-31T23:58")


def test_mlat_in_a_snapshot_is_about_the_place(read) -> None:
    aircraft = {"hex": "1402a5", "lat": 34.4, "lon": 35.9, "seen_pos": 0, "mlat": ["gs"]}
    assert read(json.dumps({"now": 1735689600.0, "aircraft": [aircraft]})).positions["sensor"].to_list() == ["adsb"]


def test_opensky_states_are_metric_and_repeat_old_positions(read) -> None:
    header = "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,baroaltitude,geoaltitude,lastposupdate\n"
    rows = "1735689600,1402a5,34.4,35.9,100,90,5,RFF8050 ,False,1000,,1735689590.0\n"
    rows += "1735689610,1402a5,34.4,35.9,100,90,5,,False,1000,,1735689590.0\n"
    whole = read(header + rows)
    assert whole.positions["time"].n_unique() == 1  # one position, told twice: later steps flag the second as a duplicate
    assert whole.positions["received"].n_unique() == 2
    assert whole.positions["sog_kn"][0] == pytest.approx(194.384, abs=0.001)
    assert whole.positions["vrate_fpm"][0] == pytest.approx(984.25, abs=0.01)


SBS = "MSG,3,1,1,1402A5,1,2025/01/01,00:00:00.500,2025/01/01,00:00:01.000,,1200,,,34.4,35.9,640,,0,0,0,0"


def test_a_basestation_position(read) -> None:
    whole = read(SBS + "\r\n")
    found = whole.positions.row(0, named=True)
    assert (found["asset_id"], found["alt_ft"], found["on_ground"]) == ("icao24:1402a5", 1200.0, False)
    assert found["time"] == parse_time("2025-01-01T00:00:00.5")
    assert whole.reasons(None) == ["zone_assumed"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("34.4,35.9", ",", "no_position"),
        ("34.4,35.9", "94.4,35.9", "bad_position"),
        ("34.4,35.9", "x,35.9", "bad_position"),
        ("2025/01/01,00:00:00.500", ",", "no_time"),
        ("2025/01/01,00:00:00.500", "1970/01/01,00:00:00.000", "no_time"),
        ("1402A5", "zz", "bad_identity"),
        ("MSG,3", "MSG", "not_sbs"),
        ("MSG,3", "FOO,3", "not_sbs"),
    ],
)
def test_basestation_lines_that_give_nothing(read, old: str, new: str, reason: str) -> None:
    assert read(SBS.replace(old, new), form="sbs1").reasons(1) == [reason]


def test_a_basestation_value_that_is_no_number(read) -> None:
    whole = read(SBS.replace("1200", "high"))
    assert whole.counts.positions == 1
    assert whole.reasons(1) == ["bad_value"]


def test_basestation_lines_without_dates_take_a_stated_time(read) -> None:
    whole = read(SBS.replace("2025/01/01,00:00:00.500", ","), received=parse_time("2025-01-02"))
    assert whole.positions["time"].to_list() == [parse_time("2025-01-02")]
    assert whole.reasons(None) == ["time_from_reception"]


def test_a_list_of_flights_names_airframes(read) -> None:
    header = "flight_id,callsign,aircraft_reg,aircraft_type,aircraft_address,adep,ades,period_start,period_finish\n"
    whole = read(
        header + "f-1,RFF8050,RA82035,A124,0x1402A5,OSLK,HLLB,2025-01-01T07:23:25Z,2025-01-01T10:20:52Z\n,A,B,C,0x1,,,,\n"
    )
    assert dict(whole.identities.select("key", "value").rows()) == {
        "callsign": "RFF8050", "registration": "RA82035", "type": "A124", "icao24": "1402a5",
    }  # fmt: skip
    assert whole.identities["asset_id"].unique().to_list() == ["flight:f-1"]
    assert whole.reasons(3) == ["no_identity"]
