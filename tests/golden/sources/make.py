"""Makes the golden slices of the formats: one small invented input each, and the rows that it reads as.

Run ``uv run python tests/golden/sources/make.py`` after a change that is meant to change rows, and read the difference.
Inputs hold what real files of the format hold: good rows, reserved codes, rows without a place, damaged rows.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any

import polars as pl

from vedette.registry.register import Register
from vedette.sources.format import Batch, ReadContext, account
from vedette.sources.sniff import format_named

HERE = Path(__file__).parent
TABLES = ("positions", "identities", "sightings", "images", "detections", "publishers", "reports", "issues")
COMMAND = "uv run python tests/golden/sources/make.py"


def with_checksum(body: str) -> str:
    """An NMEA sentence from its body: ``!`` or ``$`` before it, its checksum after it."""
    return f"{body}*{reduce(xor, body[1:].encode(), 0):02X}"


def tagged(sentence: str, station: str, epoch: int) -> str:
    """A sentence behind a tag block with station and time."""
    block = f"s:{station},c:{epoch}"
    return f"\\{block}*{reduce(xor, block.encode(), 0):02X}\\{sentence}"


def ais(**fields: Any) -> list[str]:
    """The sentences of an AIS message."""
    from pyais.encode import encode_dict

    return encode_dict(fields, talker_id="AI", sentence_type="VDM", radio_channel="A")


def danish() -> bytes:
    header = (
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,"
        "Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D"
    )
    rows = [
        (
            "05/01/2025 00:00:01,Class A,273394890,54.5,11.25,Under way using engine,0.0,11.2,181.5,180,9160994,UAAA,SPARTA II,"
            "Cargo,,18,126,GPS,6.1,,,AIS,,,,"
        ),
        '05/01/2025 00:00:02,Class A,273394890,"54,49","11,26",Under way using engine,,102.3,360.0,511,Unknown,,,,,,,,,,,AIS,,,,',
        "05/01/2025 00:00:03,Base Station,2190071,91.000000,181.000000,Unknown value,,,,,Unknown,,,,,,,,,,,AIS,,,,",
        "05/01/2025 00:00:04,Class A,273394890,554.5,11.25,Under way using engine,,11.2,181.5,180,9160995,,,,,,,,,,,AIS,,,,",
        "05/13/2025 00:00:05,Class A,273394890,54.5,11.25,Under way using engine,,,,,,,,,,,,,,,,AIS,,,,",
        "05/01/2025 00:00:06,Class A,,54.5,11.25,,,,,,,,,,,,,,,,,AIS,,,,",
        "05/01/2025 00:00:07,Class A,273394890,54.48,11.27,,,fast,500.0,180,,,,,,,,,,,,AIS,,,,",
        "05/01/2025 00:00:08,Class A,273394890",
    ]
    return "\r\n".join([header, *rows, ""]).encode()


def noaa_old() -> bytes:
    return (
        b"MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n"
        b"366900001,2022-06-20T00:00:04,29.25000,-94.5,12.4,149.9,511.0,EXAMPLE ONE,IMO9074729,WAA1,70,0,192,30,7.6,70,A\n"
        b"366900001,2022-06-20T00:01:04,29.24000,-94.49,12.5,360.0,152.0,EXAMPLE ONE,IMO9074729,WAA1,70,0,192,30,7.6,70,A\n"
        b"366900002,2022-06-20T00:01:05,29.2,-94.4,-0.1,12.0,,,IMO0000000,,0,,,,,,B\n"
        b"MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n"
    )


def noaa_2025() -> bytes:
    return (
        b"mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver\n"
        b'366900003,2025-12-31 00:00:00,-76.43,36.96,4.7,321.6,327,"EXAMPLE, TWO",IMO9074729,WBB2,52,0,26,11,5.0,52,A\n'
        b"366900003,2025-12-31 00:01:00,-76.431,36.961,102.3,,511,,,,,,,,,,A\n"
    )


def mapped() -> bytes:
    return (
        b"\xef\xbb\xbfLatitude;Longitude;Time;MMSI;SOG;COG;ShipName\n"
        b"34,9;35,86;22.12.2024 07:30;273396130;9,5;201;URSA MAJOR\n"
        b"34,89;35,85;22.12.2024 07:40;273396130;;;\n"
        b";;22.12.2024 07:50;273396130;;;\n"
    )


def parquet() -> bytes:
    times = [datetime(2024, 12, 22, 7, 30, tzinfo=UTC), datetime(2024, 12, 22, 7, 40, 0, 500_000, tzinfo=UTC), None]
    columns = {
        "mmsi": pl.Series([273396130, 273396130, 12], dtype=pl.Int32), "timestamp": times, "lat": [34.9, 95.0, 34.8],
        "lon": [35.86, 35.85, 35.84], "sog": pl.Series([9.5, None, float("nan")], dtype=pl.Float32), "ShipName": ["URSA MAJOR", None, ""],
        "tags": [["a"], [], None],
    }  # fmt: skip
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content, compression="uncompressed", statistics=False)
    return content.getvalue()


def json_lines() -> bytes:
    rows = [
        {"ssvid": 416000000, "lat": 22.5, "lon": 120.3, "timestamp": "2014-01-01 01:14:25.5", "course": 0, "speed": 0, "x": [1]},
        {"ssvid": 416000000, "lat": None, "lon": None, "timestamp": "2014-01-01 01:14:26"},
    ]
    return "\n".join([*(json.dumps(row) for row in rows), "{broken", ""]).encode()


def json_table() -> bytes:
    frame = {
        "timestamp": {"0": 1735689600000, "1": 1735689601000, "2": 1735689602000},
        "icao24": {"0": "1402A5", "1": "1402a5", "2": "~bad zz"},
        "latitude": {"0": 34.4, "1": None, "2": 34.4},
        "longitude": {"0": 35.9, "1": None, "2": 35.9},
        "altitude": {"0": 1200, "1": 1300, "2": 1300},
        "track": {"0": -2, "1": 0, "2": 0},
        "onground": {"0": False, "1": True, "2": None},
        "callsign": {"0": "RFF8050", "1": "RFF8050", "2": None},
    }
    return gzip.compress(json.dumps(frame).encode(), mtime=0)


def opensky() -> bytes:
    return (
        b"time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,baroaltitude,geoaltitude,lastposupdate,lastcontact\n"
        b"1735689600,1402a5,34.4,35.9,100.0,-90.0,5.0,RFF8050 ,False,False,False,1000.0,1000.0,1010.0,1735689598.5,1735689600.0\n"
        b"1735689610,1402a5,34.41,35.91,,,,        ,True,False,False,,,1010.0,,1735689610.0\n"
        b"1735689620,1402a5,,,,,,,False,False,False,,,,,1735689620.0\n"
    )


def trace() -> bytes:
    details = {"type": "adsb_icao", "flight": "RFF8050 ", "rc": 186, "true_heading": 12.5}
    points = [
        [0.0, 34.4, 35.9, "ground", 12.0, 180.0, 3, None, details, "adsb_icao", None, None, None, None],
        [60.5, 34.45, 35.95, 1200, 160.0, 181.0, 0, 2000, None, "adsb_icao", 1300, 2000, None, None],
        [61.0, 34.46, 35.96, None, 160.0, 181.0, 8, 2000, None, "mlat", 1350, 2000, None, None],
        [62.0, None, None, 1400, 160.0, 181.0, 0, None, None, "adsb_icao"],
        "broken",
    ]
    document = {"icao": "1402a5", "r": "RA-82035", "t": "A124", "dbFlags": 1, "timestamp": 1735689600.25, "trace": points}
    return gzip.compress(json.dumps(document).encode(), mtime=0)


def snapshot() -> bytes:
    aircraft = [
        {"hex": "1402a5", "type": "adsb_icao", "flight": "RFF8050 ", "r": "RA-82035", "t": "A124", "alt_baro": 1200,
         "alt_geom": 1300,
         "gs": 160.0, "track": 181.0, "baro_rate": 640, "lat": 34.4, "lon": 35.9, "seen_pos": 1.5, "rc": 186, "mlat": []},
        {"hex": "1402a6", "alt_baro": "ground", "lastPosition": {"lat": 34.41, "lon": 35.91, "rc": 75, "seen_pos": 90.0},
         "seen": 2.0},
        {"hex": "~2b0001", "type": "tisb_other", "lat": 34.5, "lon": 36.0, "seen_pos": 0.0, "mlat": ["lat", "lon"]},
        {"hex": "1402a7", "type": "mode_s", "flight": "RFF8051 ", "seen": 0.1},
        {"hex": "1402a8", "type": "mode_s", "seen": 0.2},
    ]  # fmt: skip
    return json.dumps({"now": 1735689600.0, "messages": 100, "aircraft": aircraft}, indent=1).encode()


def sbs1() -> bytes:
    rows = [
        "MSG,3,1,1,1402A5,1,2025/01/01,00:00:00.500,2025/01/01,00:00:01.000,,1200,,,34.4,35.9,640,,0,0,0,0",
        "MSG,2,1,1,1402A5,1,2025/01/01,00:00:10.000,2025/01/01,00:00:10.000,,,15,90,34.41,35.91,,,,,,-1",
        "MSG,1,1,1,1402A5,1,2025/01/01,00:00:11.000,2025/01/01,00:00:11.000,RFF8050 ,,,,,,,,,,,",
        "MSG,1,1,1,1402A5,1,2025/01/01,00:00:31.000,2025/01/01,00:00:31.000,RFF8050 ,,,,,,,,,,,",
        "MSG,3,,,1402A6,,,,,,,2525,,,33.96693,35.25598,,,0,0,0,0",
        "MSG,8,,,1402A6,,,,,,,,,,,,,,,,,",
        "MSG,3,,,14",
    ]
    return "\r\n".join([*rows, ""]).encode()


def beast_frame(kind: str, counter: int, content: bytes, signal: int = 0x40) -> bytes:
    """A frame of Beast binary."""
    return b"\x1a" + kind.encode() + (counter.to_bytes(6, "big") + bytes([signal]) + content).replace(b"\x1a", b"\x1a\x1a")


def packed(*fields: tuple[int, int]) -> bytes:
    """Numbers with their widths in bits, one after the other."""
    bits = "".join(f"{value:0{width}b}" for value, width in fields)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def squitter(address: int, content: bytes, first: int = 0x8D) -> bytes:
    """A Mode S message of 14 bytes with its parity (ICAO Annex 10 vol. IV); `first` holds format and capability."""
    message = bytes([first]) + address.to_bytes(3, "big") + content
    rest = int.from_bytes(message, "big") << 24
    while rest.bit_length() > 24:
        rest ^= 0x1FFF409 << (rest.bit_length() - 25)
    return message + rest.to_bytes(3, "big")


def zones(lat: float) -> int:
    """Zones of longitude at a latitude (RTCA DO-260B, A.1.7.2)."""
    if abs(lat) >= 87:
        return 1 if abs(lat) > 87 else 2
    cosine = math.cos(math.radians(lat)) ** 2
    return math.floor(2 * math.pi / math.acos(1 - (1 - math.cos(math.pi / 30)) / cosine))


def compact(lat: float, lon: float, odd: int, bits: int = 17) -> tuple[int, int]:
    """Compact position reporting: the two numbers of 17 bits; `bits` is 19 on the ground (RTCA DO-260B, A.1.7.3)."""
    step = 360 / (60 - odd)
    y = math.floor(2**bits * (lat % step) / step + 0.5)
    step_lon = 360 / max(zones(step * (y / 2**bits + lat // step)) - odd, 1)
    x = math.floor(2**bits * (lon % step_lon) / step_lon + 0.5)
    return y % 2**17, x % 2**17


def airborne(lat: float, lon: float, odd: int, alt_ft: int = 1200, kind: int = 11, supplement: int = 0) -> bytes:
    """An airborne position."""
    steps = (alt_ft + 1000) // 25
    y, x = compact(lat, lon, odd)
    return packed(
        (kind, 5), (0, 2), (supplement, 1), (steps >> 4, 7), (1, 1), (steps & 15, 4), (0, 1), (odd, 1), (y, 17), (x, 17)
    )


def surface(lat: float, lon: float, odd: int, speed_kn: float = 10, track_deg: float = 90) -> bytes:
    """A position on the ground, at 2 to 15 kn."""
    y, x = compact(lat, lon, odd, bits=19)
    movement, track = round(13 + (speed_kn - 2) * 2), round(track_deg / 360 * 128)
    return packed((7, 5), (movement, 7), (1, 1), (track, 7), (0, 1), (odd, 1), (y, 17), (x, 17))


def velocity(east_kn: int, north_kn: int, climb_fpm: int, subtype: int = 1) -> bytes:
    """A velocity over ground; subtype 2 counts in steps of 4 kn."""
    step = 4 if subtype == 2 else 1
    parts = [(int(v < 0), abs(v) // step + 1) for v in (east_kn, north_kn)]
    climb = (int(climb_fpm < 0), 1), (abs(climb_fpm) // 64 + 1, 9)
    axes = [field for sign, value in parts for field in ((sign, 1), (value, 10))]
    return packed((19, 5), (subtype, 3), (0, 5), *axes, (0, 1), *climb, (0, 10))


def named(callsign: str) -> bytes:
    """A call sign."""
    return packed((4, 5), (3, 3), *((ord(c) & 63, 6) for c in callsign.ljust(8)))


def beast() -> bytes:
    start, second = 0x1A0000000000, 12_000_000
    here, there = 0x1402A5, 0x1402A6
    messages = [
        (0.0, squitter(here, airborne(34.4, 35.9, 0))),
        (0.1, squitter(here, velocity(-8, -160, 640))),
        (0.5, squitter(here, airborne(34.3996, 35.9, 1))),
        (0.6, squitter(here, named("RFF8050"))),
        (5.6, squitter(here, named("RFF8050"))),
        (21.0, squitter(here, airborne(34.385, 35.899, 0))),
        (21.1, squitter(here, velocity(-8, -160, 640))[:-1] + b"\x1a"),
        (60.0, squitter(here, surface(34.35, 35.89, 1))),
        (60.1, squitter(there, surface(34.35, 35.89, 1))),
        (61.0, squitter(0x2B0001, airborne(34.5, 36.0, 0), first=0x91)),
        (61.5, squitter(0x2B0001, airborne(34.5, 36.0, 1), first=0x91)),
        (62.0, squitter(there, bytes(7))),
        (62.1, squitter(there, b"\x1a" * 7, first=0xA8)),
        (62.2, squitter(there, packed((11, 5), (0, 3), (129, 12), (0, 36)))),
    ]
    frames = [beast_frame("3", start + round(at_s * second), message) for at_s, message in messages]
    short = beast_frame("2", start, bytes.fromhex("5d1402a5") + bytes(3))
    return b"".join([
        b"\x40\x8d half a frame", beast_frame("1", start, b"\x1a\x1a"), short, *frames[:3],
        b"\x1a\xe3" + bytes(8) + frames[3], *frames[4:],
        beast_frame("3", 0xFF004D4C4154, squitter(there, airborne(34.6, 36.1, 0), first=0x92)),
        beast_frame("3", 0xFF004D4C4154, squitter(there, airborne(34.6, 36.1, 1), first=0x92)),
        beast_frame("4", start + 63 * second, bytes(14)), frames[0][:15],
    ])  # fmt: skip


def nmea() -> bytes:
    at = 1734852600
    place = {"lat": 34.9, "lon": 35.85, "speed": 9.5, "course": 201.0, "heading": 200}
    class_a = ais(msg_type=1, mmsi=273396130, accuracy=1, **place)[0]
    unset = ais(msg_type=3, mmsi=273396130, lat=91.0, lon=181.0, speed=102.3, course=360.0, heading=511)[0]
    codes = ais(msg_type=1, mmsi=273396130, lat=34.8, lon=35.8, speed=102.3, course=360.0, heading=511)[0]
    static = ais(
        msg_type=5, mmsi=273396130, imo=9538892, callsign="UFUZ", shipname="URSA MAJOR", ship_type=79, to_bow=100, to_stern=42
    )
    base = ais(msg_type=4, mmsi=2734400, year=2024, month=12, day=22, hour=7, minute=31, second=5, lat=34.9, lon=35.9)[0]
    class_b = ais(msg_type=18, mmsi=273000001, **place)[0]
    part_a = ais(msg_type=24, partno=0, mmsi=273000001, shipname="EXAMPLE B")[0]
    gatehouse = with_checksum(f"$PGHP,1,2024,12,22,7,31,0,250,273,1,,1,{class_b[-2:]}")
    lines = [
        "# recorded for the test",
        tagged(class_a, "EXAMPLE", at),
        tagged(unset, "EXAMPLE", at + 1),
        tagged(codes, "EXAMPLE", at + 2),
        tagged(static[0], "EXAMPLE", at + 3),
        tagged(static[1], "EXAMPLE", at + 3),
        tagged(static[0], "EXAMPLE", at + 9),
        gatehouse,
        class_b,
        class_b,
        base,
        tagged(part_a, "EXAMPLE", at + 20),
        tagged(part_a, "EXAMPLE", at + 30),
        class_a[:-1] + ("0" if class_a[-1] != "0" else "1"),
        with_checksum("!AIVDM,1,1,,B,,0"),
        with_checksum("!AIVDM,1,1,,A,13`?,0"),
        with_checksum("$GPGGA,073000,3454.0,N,03551.0,E,1,08,0.9,10.0,M,,M,,"),
        "half a li",
    ]
    return "\r\n".join([*lines, ""]).encode()


def flights() -> bytes:
    return (
        b"flight_id,callsign,aircraft_reg,aircraft_type,aircraft_address,adep,ades,period_start,period_finish\n"
        b"f-1,RFF8050,RA82035,A124,0x1402A5,OSLK,HLLB,2025-01-01T07:23:25Z,2025-01-01T10:20:52Z\n"
        b"f-2,NA,NA,NA,,OSLK,HLLB,2025-01-01T07:23:25Z,2025-01-01T10:20:52Z\n"
    )


def sightings() -> bytes:
    return (
        b"sighting_id,asset,count,event,place,from,to,lat,lon,earliest,latest,precision,how,certainty,sources,note\n"
        b'e1,Sparta;Sparta II,,present,tartus,,,,,2025-01-21,2025-01-22,day,imagery,confirmed,one;two,"seen\nfrom above"\n'
        b"e2,frigate,>=2,departed,,tartus,tobruk,34.9,35.8,2025-01,,month,,,three,\n"
        b"e3,Sparta,1,vanished,tartus,,,,,2025-01-21,,day,imagery,confirmed,one,\n"
        b"e4,Sparta,some,present,tartus,,,,,2025-01-21,,day,imagery,confirmed,one,\n"
        b"e5,Sparta,1,present,tartus,,,,,2025-01-22,2025-01-21,day,imagery,confirmed,one,\n"
        b"e1,Sparta,1,present,tartus,,,,,2025-01-22,,day,imagery,confirmed,one,\n"
        b"e6,Blue Marlin Nine,1,present,Xqzzyvgrad,,,,,2025-01-22,,day,photo,possible,,\n"
    )


def publishers() -> bytes:
    return (
        b"source_id,url,published,outlet,language,owner,rests_on,reliability,credibility\n"
        b"one,https://example.org/1,2025-01-23,Example News,en,,two;maxar,B,2\n"
        b"two,,2025-01,Example Agency,en,,,,\n"
        b"two,,2025-01-02,Example Agency again,en,,,,\n"
        b"three,,soon,Example Post,fr,,,Z,9\n"
    )


def images() -> bytes:
    header = (
        "image_id,time,received,provider,pass_id,place_id,south_deg,west_deg,north_deg,east_deg,sensor,gsd_m,cloud_share,orbit"
    )
    rows = [
        "s2-1,2024-12-10T08:21:00Z,2024-12-10T14:00:00Z,Copernicus,s2-104,Tartus,,,,,optical,10,0.35,21",
        "s1-1,2024-12-12 03:44:10,,Copernicus,s1-7,,34.70,35.70,35.10,36.10,SAR,20,,21",
        "s1-2,2024-12-12 03:44:35,,Copernicus,s1-7,,-17.5,179.4,-16.5,-179.8,sar,20,,21",
        "s1-3,2024-12-13 03:44:35,,Copernicus,s1-8,tobruk,32.2,23.9,31.9,24.2,sar,-5,140,21",
        "s1-4,yesterday,,,,tobruk,,,,,sar,,,",
        "s1-5,2024-12-13 03:44:35,,,,,34.7,35.7,,,sar,,,",
        "s1-6,2024-12-13 03:44:35,,,,Xqzzyvgrad,,,,,sar,,,",
        "s1-7,2024-12-13 03:44:35,,,,tartus,,,,,lidar,,,",
        "s1-1,2024-12-14 03:44:35,,,,tartus,,,,,sar,,,",
        ",2024-12-14 03:44:35,,,,tartus,,,,,sar,,,",
        "s1-9,2024-12-14 03:44:35,,,,tartus,sar",
    ]
    return "\n".join([header, *rows, ""]).encode()


def detections() -> bytes:
    header = "scene_id,timestamp,detect_id,lat,lon,presence_score,length_m,asset_class"
    rows = [
        "s1-1,2024-12-12 03:44:10 UTC,d1,34.9021,35.8702,0.98,126.4,ro_ro",
        "s1-1,2024-12-12 03:44:10 UTC,d2,34.9102,35.8655,,,",
        "s1-1,2024-12-12 03:44:10 UTC,d3,34.9102,35.8655,1.7,9999,airship",
        "s1-1,2024-12-12 03:44:10 UTC,d1,34.9102,35.8655,0.9,100,",
        "s1-1,2024-12-12 03:44:10 UTC,d4,134.9102,35.8655,0.9,100,",
        ",2024-12-12 03:44:10 UTC,d5,34.9102,35.8655,0.9,100,",
        "s1-1,,d6,34.9102,35.8655,0.9,100,",
        's1-1,2024-12-12 03:44:10 UTC,d7,34.9102,35.8655,0.9,100,"ro_ro',
    ]
    return "\n".join([header, *rows, ""]).encode()


def report_text() -> bytes:
    return (
        "\ufeffRussian ships leave Tartus\n\nBy A. Writer\nDecember 22, 2024\n\n"
        "Two ships were seen leaving Tartus on Friday, according to port workers. Their destination is not known.\n"
    ).encode()


def report_html() -> bytes:
    body = (
        "<p>Two ships were seen leaving Tartus on Friday, according to port workers, who did not know where they were bound.</p>"
        * 3
    )
    return (
        '<!doctype html><html lang="en"><head><title>Russian ships leave Tartus | Example News</title>'
        '<meta property="og:site_name" content="Example News"><meta property="og:url" content="https://example.org/ships">'
        '<meta property="article:published_time" content="2024-12-22T07:30:00Z"></head>'
        f"<body><nav><a>Home</a></nav><article><h1>Russian ships leave Tartus</h1>{body}</article></body></html>"
    ).encode()


def telegram() -> bytes:
    messages = [
        {"id": 1, "type": "service", "date": "2024-12-10T12:00:00", "date_unixtime": "1733832000", "text": ""},
        {"id": 2, "type": "message", "date": "2024-12-10T12:00:00", "date_unixtime": "1733832000", "from": "Ship Watch",
         "text": ["The ", {"type": "bold", "text": "Sparta II"}, " left Tartus."]},
        {"id": 3, "type": "message", "date": "2024-12-10T13:00:00", "date_unixtime": "1733835600", "photo": "x.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2024-12-10T14:00:00", "forwarded_from": "Other Channel",
         "text": "Four Il-76 today."},
    ]  # fmt: skip
    return json.dumps(
        {"name": "Ship Watch", "type": "public_channel", "id": 1, "messages": messages}, ensure_ascii=False
    ).encode()


SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ais_csv_danish": ("input.csv", danish),
    "ais_csv_noaa_old": ("input.csv", noaa_old),
    "ais_csv_noaa_2025": ("input.csv", noaa_2025),
    "csv_mapped": ("input.csv", mapped),
    "parquet_mapped": ("input.parquet", parquet),
    "json_lines": ("input.jsonl", json_lines),
    "json_table": ("input.json", json_table),
    "opensky_states": ("input.csv", opensky),
    "readsb_trace": ("input.json", trace),
    "readsb_aircraft": ("input.json", snapshot),
    "sbs1": ("input.txt", sbs1),
    "beast": ("input.bin", beast),
    "nmea": ("input.nmea", nmea),
    "flight_list": ("input.csv", flights),
    "sightings_csv": ("input.csv", sightings),
    "images_csv": ("input.csv", images),
    "detections_csv": ("input.csv", detections),
    "publishers_csv": ("input.csv", publishers),
    "report_text": ("input.txt", report_text),
    "report_html": ("input.html", report_html),
    "report_telegram": ("input.json", telegram),
}


def register() -> Register:
    """A register of a few invented and real names, so that these slices do not change with the shipped one."""
    from vedette.registry.assets import Asset
    from vedette.registry.classes import read_classes
    from vedette.registry.places import Place

    places = [Place("tartus", "Tartus", "port", enter_km=3, exit_km=4, lat_deg=34.9, lon_deg=35.9),
              Place("tobruk", "Tobruk", "port", enter_km=3, exit_km=4, lat_deg=32.1, lon_deg=24.0)]  # fmt: skip
    assets = [Asset("ship:sparta", "ship", "ro_ro", "Sparta"), Asset("ship:sparta-ii", "ship", "ro_ro", "Sparta II")]
    return Register(places, assets, read_classes())


def context(name: str) -> ReadContext:
    """What the formats are told; of those without any time of their own, when they were received."""
    received = datetime(2025, 1, 1, tzinfo=UTC) if name == "beast" else None
    return ReadContext("src-golden", register=register(), received=received)


def as_json(batches: list[Batch]) -> dict[str, Any]:
    """All rows of all tables, nulls left out, and the account."""
    counts = account(batches)
    found: dict[str, Any] = {
        "counts": {"positions": counts.positions, "identities": counts.identities, "other": counts.other, "issues": counts.issues}
    }
    for name in TABLES:
        frame = pl.concat([getattr(batch, name) for batch in batches])
        rows = [
            {k: _plain(v) for k, v in row.items() if v is not None and k != "source_id"} for row in frame.iter_rows(named=True)
        ]
        if rows:
            found[name] = rows
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def read_sample(name: str) -> dict[str, Any]:
    """What the input of a format reads as now."""
    batches = list(format_named(name).read(HERE / name / SAMPLES[name][0], context(name)))
    return as_json(batches)


def main() -> None:
    """Write all inputs and what they read as."""
    for name, (filename, make) in SAMPLES.items():
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        (folder / filename).write_bytes(make())
        text = json.dumps(read_sample(name), indent=1, ensure_ascii=False)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
        sys.stderr.write(f"wrote {folder}\n")


if __name__ == "__main__":
    main()
