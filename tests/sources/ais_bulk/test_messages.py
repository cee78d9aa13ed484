"""Every field that is read, against strict pyais: all types, all reserved numbers, both signs."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyais.messages import AISSentence

from vedette.sources.ais_bulk.layout import PLACELESS, POSITION, TOO_SHORT, UNKNOWN_PART, UNKNOWN_TYPE
from vedette.sources.ais_bulk.line_records import scan_block
from vedette.sources.ais_bulk.raw_names import N_SLOTS, _variant_of, raw_texts, read_raw
from vedette.sources.ais_bulk.spans import Block
from vedette.sources.ais_types import ship_type_word
from vedette.units import FT_PER_M

TYPES_WITH_PLACE = (1, 2, 3, 4, 9, 11, 18, 19, 27)
N_BITS = {1: 168, 2: 168, 3: 168, 4: 168, 5: 424, 9: 168, 11: 168, 18: 168, 19: 312, 24: 168, 27: 96}


def decode(line: bytes) -> Any:
    """The message on a line."""
    return scan_block(Block(line, np.zeros(1, np.int64), np.array([len(line)]), np.ones(1, np.int64)), 1).messages[0]


def assert_fields(line: bytes) -> None:
    """The message has what pyais has."""
    wanted: Any = AISSentence(line).decode()
    found = decode(line)
    assert (found["type"], found["mmsi"]) == (wanted.msg_type, wanted.mmsi)
    is_place = abs(wanted.lat) <= 90 and abs(wanted.lon) <= 180
    assert found["status"] == (POSITION if is_place else PLACELESS)
    if not is_place:
        return
    assert (found["lat_deg"], found["lon_deg"]) == (wanted.lat, wanted.lon)
    limits = {
        "sog_kn": ("speed", 1_022 if wanted.msg_type == 9 else 102.2),
        "cog_deg": ("course", 359.99),
        "heading_deg": ("heading", 359),
    }
    for name, (field, highest) in limits.items():
        value = getattr(wanted, field, None)
        is_unset = wanted.msg_type == 27 and field == "speed" and value == 63
        assert math.isnan(found[name]) if value is None or value > highest or is_unset else found[name] == value
    altitude = getattr(wanted, "alt", None)
    assert math.isnan(found["alt_ft"]) if altitude in (None, 4095) else found["alt_ft"] == altitude * FT_PER_M
    assert math.isnan(found["accuracy_m"]) is not bool(wanted.accuracy)


@settings(max_examples=250)
@given(st.sampled_from(TYPES_WITH_PLACE), st.data())
def test_positions_of_any_bits(ais_lines: ModuleType, kind: int, data: st.DataObject) -> None:
    rest = N_BITS[kind] - 6
    bits = data.draw(st.integers(0, (1 << rest) - 1) | st.sampled_from([0, (1 << rest) - 1]))
    assert_fields(ais_lines.sentence(ais_lines.letters((kind, 6), (bits, rest))))


@settings(max_examples=150)
@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 1023), st.integers(0, 4095), st.integers(0, 511))
def test_places_on_the_globe(ais_lines: ModuleType, lat: float, lon: float, speed: int, course: int, heading: int) -> None:
    place = ((round(lon * 600_000), 28), (round(lat * 600_000), 27))
    line = ais_lines.sentence(
        ais_lines.letters(
            (1, 6), (0, 2), (273396130, 30), (0, 12), (speed, 10), (1, 1), *place, (course, 12), (heading, 9), (0, 31)
        )
    )
    assert_fields(line)


def test_every_position_of_the_real_files(shared_data: Path) -> None:
    n_found = 0
    for name in ("kystverket", "greek_waters", "aislib_stream_20100611"):
        for line in (shared_data / "nmea" / f"{name}.nmea").read_bytes().splitlines():
            _, bang, body = line.partition(b"!")
            if b"VDM,1,1," not in body:
                continue
            message = decode(bang + body)
            if message["status"] in (POSITION, PLACELESS) and message["type"] in TYPES_WITH_PLACE:
                assert_fields(bang + body)
                n_found += 1
    assert n_found > 3_000


@settings(max_examples=250)
@given(st.sampled_from([5, 19, 24]), st.integers(0, 1), st.booleans(), st.data())
def test_names_of_any_bits(ais_lines: ModuleType, kind: int, part: int, is_auxiliary: bool, data: st.DataObject) -> None:
    rest = N_BITS[kind] - 40
    mmsi = 982_735_000 if is_auxiliary else data.draw(st.integers(0, (1 << 30) - 1))
    bits = data.draw(st.integers(0, (1 << rest) - 1))
    line = ais_lines.sentence(ais_lines.letters((kind, 6), (0, 2), (mmsi, 30), (part, 2), (bits, rest)))
    wanted: Any = AISSentence(line).decode()
    payload = line.index(b",A,") + 3
    variant = _variant_of(line, payload, kind, mmsi)
    raws = [read_raw(line, payload, variant, slot) for slot in range(N_SLOTS)]
    texts = [None if high < 0 else raw_texts(slot, np.array([high]), np.array([low]))[0] for slot, (high, low) in enumerate(raws)]
    bow = getattr(wanted, "to_bow", None)
    numbers = [getattr(wanted, "imo", None), None if bow is None else bow + wanted.to_stern]
    assert texts[0] == getattr(wanted, "shipname", None)
    assert [texts[1], texts[4]] == [None if n is None else str(n) for n in numbers]
    assert texts[2] == getattr(wanted, "callsign", None)
    ship_type = getattr(wanted, "ship_type", None)
    assert (texts[3] is None) is (ship_type is None)
    if ship_type is not None:
        assert ship_type_word(texts[3]) == ship_type_word(str(int(ship_type)))


@pytest.mark.parametrize(
    ("payload", "fill", "status"),
    [(b"1", 0, TOO_SHORT), (b"13`?", 0, TOO_SHORT), (b"1" * 25, 5, TOO_SHORT), (b"1" * 25, 0, PLACELESS), (b"6", 0, TOO_SHORT),
     (b"M" + b"0" * 27, 0, UNKNOWN_TYPE), (b"H" + b"0" * 5 + b"8" + b"0" * 20, 0, UNKNOWN_PART), (b"8" + b"0" * 27, 0, PLACELESS)],
)  # fmt: skip
def test_what_cannot_be_read(ais_lines: ModuleType, payload: bytes, fill: int, status: int) -> None:
    assert decode(ais_lines.sentence(payload, fill))["status"] == status
