"""Every row of the real files that lie beside the checkout is accounted for, once."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from vedette.clock import parse_time
from vedette.geo import distance_km
from vedette.sources.format import Counts, ReadContext
from vedette.sources.opening import read_all
from vedette.sources.sniff import expand, sniff

# file -> format, rows, positions, rows that gave identities only
EXPECTED = {
    "ais/north_sea_20221101.csv": ("csv_mapped", 50_142, 50_142, 0),
    "ais/shared_mmsi_416000000.jsonl": ("json_lines", 1_668, 1_668, 0),
    "ais/shared_mmsi_416000000_segments.jsonl": ("json_lines", 1_668, 1_668, 0),
    "ais/solent_20160112.csv": ("csv_mapped", 18_623, 18_623, 0),
    "nmea/aislib_stream_20100611.nmea": ("nmea", 8_551, 3_059, 489),
    "nmea/greek_waters.nmea": ("nmea", 898, 6, 2),
    "nmea/kystverket.nmea": ("nmea", 261, 145, 64),
    "adsb/egll_20170802_flights.csv": ("flight_list", 45, 0, 45),
    "adsb/egll_20170802_positions.csv": ("csv_mapped", 18_574, 18_574, 0),
    "adsb/opensky_states_20210712.csv": ("opensky_states", 6_052, 6_052, 0),
    "adsb/readsb_aircraft_4.json": ("readsb_aircraft", 59, 57, 1),
    "adsb/readsb_traces/trace_full_ac671b.json": ("readsb_trace", 2_500, 2_500, 0),
    "adsb/sample_dump1090.bin": ("beast", 239, 0, 1),
    "adsb/sbs1_msgs.txt": ("sbs1", 4_184, 0, 5),
    "adsb/traffic_samples/aircraft_carrier.json.gz": ("json_table", 9_024, 7_335, 1),
    "adsb/traffic_samples/noisy_spoofing.json.gz": ("json_table", 8_681, 8_670, 0),
}
BIG = "adsb/traffic_samples/quickstart.json.gz"


def count_rows(path: Path, form: str) -> int:
    """Rows of a file, counted without any of our readers."""
    content = path.read_bytes()
    content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    if form in ("csv_mapped", "opensky_states", "flight_list"):
        return sum(1 for line in content.split(b"\n") if line.strip()) - 1
    if form in ("json_lines", "nmea", "sbs1"):
        return sum(1 for line in content.split(b"\n") if line.strip())
    if form == "beast":
        return content.replace(b"\x1a\x1a", b"").count(b"\x1a")
    document = json.loads(content)
    if form == "json_table":
        return len(document) if isinstance(document, list) else len(next(iter(document.values())))
    return len(document["trace" if form == "readsb_trace" else "aircraft"])


def test_every_row_of_every_file_is_accounted_for(shared_data: Path, read) -> None:
    files = [f for folder in ("ais", "nmea", "adsb") for f in expand(shared_data / folder)]
    assert len(files) > 50
    for path in files:
        name = path.relative_to(shared_data).as_posix()
        if name == BIG:
            continue
        whole = read(path)
        form = sniff(path).name
        assert whole.counts.rows == count_rows(path, form), name
        assert whole.counts == whole.disjoint_rows(), name
        if name in EXPECTED:
            assert (form, whole.counts.rows, whole.counts.positions, whole.counts.identities) == EXPECTED[name]


def test_a_list_is_read_in_pieces(shared_data: Path) -> None:
    path = shared_data / "adsb" / "traffic_samples" / "zurich_airport.json.gz"
    batches = list(sniff(path).read(path, ReadContext("src-big", block_rows=5_000)))
    assert [b.n_rows for b in batches] == [5_000] * 3 + [2_132, 0]
    assert batches[-1].identities.height == 10


def test_beast_positions_fit_together_and_the_speed_that_was_sent(shared_data: Path, read) -> None:
    path = shared_data / "adsb" / "sample_dump1090.bin"
    untimed, timed = read(path), read(path, received=parse_time("2017-01-01T00:00:24Z"))
    assert Counter(untimed.issues["reason"].to_list()) == {"no_position": 234, "no_time": 3, "unpaired": 1}
    assert timed.counts == Counts(positions=3, identities=1, issues=235)
    assert untimed.identities["value"].to_list() == timed.identities["value"].to_list() == ["TRA89M"]
    fixes = timed.positions.sort("time").rows(named=True)
    for one, next_one in pairwise(fixes):
        far_km = distance_km(one["lat_deg"], one["lon_deg"], next_one["lat_deg"], next_one["lon_deg"])
        assert far_km < 400
        speed_kn = far_km / 1.852 / ((next_one["time"] - one["time"]).total_seconds() / 3600)
        assert speed_kn == pytest.approx(one["sog_kn"], rel=0.05)


def test_greek_waters_with_a_time_of_reception(shared_data: Path, read) -> None:
    whole = read(shared_data / "nmea" / "greek_waters.nmea", received=parse_time("2015-06-21T09:31Z"))
    assert whole.counts.positions == 764
    assert whole.reasons(None) == ["time_from_reception"]
    # a base station that states its own time keeps it
    assert whole.positions["time"].n_unique() > 1


def test_times_of_the_gatehouse_log_come_from_the_lines_before(shared_data: Path, read) -> None:
    whole = read(shared_data / "nmea" / "aislib_stream_20100611.nmea")
    first = whole.positions.filter(source_row=6).row(0, named=True)
    assert first["time"].isoformat() == "2010-06-11T11:46:12.451000+00:00"
    reasons = Counter(whole.issues["reason"].to_list())
    assert reasons == {"time_line": 4_051, "no_position": 472, "fragment": 449, "no_time": 31}


def test_altitudes_of_the_heathrow_flights_are_feet(shared_data: Path, read) -> None:
    whole = read(shared_data / "adsb" / "egll_20170802_positions.csv")
    # 14,515 m at 312 kn, 73 km before landing, would be no airliner
    assert whole.positions["alt_ft"].max() < 45_000
    assert "flight_identity" in whole.reasons(None)


def test_read_all_refuses_what_is_too_large(shared_data: Path) -> None:
    from vedette.errors import SourceError

    with pytest.raises(SourceError, match="larger than 1 MiB"):
        read_all(shared_data / BIG, 1 << 20)
