"""AIS messages to what a row of the tables says: asset, place, measures, identities.

A whole message flows in, a `Decoded` flows out, or the reason why it cannot be read. Decoding is pyais'; what counts as too
short and which message types say what are tables here. Source: ITU-R M.1371-5, annex 8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pyais.exceptions import AISBaseException
from pyais.messages import AISSentence

from vedette.sources.identities import MMSI_DIGITS
from vedette.sources.nmea_joining import Whole
from vedette.sources.nmea_lines import Refused
from vedette.sources.ranges import bound_one
from vedette.units import FT_PER_M

# message types that carry a position of the sender, with the bits that they have at least
_POSITION_BITS = {1: 149, 2: 149, 3: 149, 4: 149, 9: 148, 11: 149, 18: 146, 19: 301, 27: 95}
# message types that carry numbers and names of the sender; 5 ends in spare bits which some senders leave out
_IDENTITY_BITS = {5: 420, 19: 301, 24: 160}
_HIGH_ACCURACY_M = 10.0  # "high" means better than 10 m; "low" promises nothing
_NO_ALTITUDE_M, _NO_SOG_9_KN, _NO_SOG_27_KN = 4095, 1023, 63  # each the highest number that its field can hold


@dataclass(frozen=True)
class Decoded:
    """What a message says. `lat_deg` is None where it carries no position, or says that it has none."""

    asset_id: str
    type: int
    lat_deg: float | None = None
    lon_deg: float | None = None
    own_time: datetime | None = None
    measures: dict[str, float | None] = field(default_factory=dict)
    flags: int = 0
    identities: tuple[tuple[str, str], ...] = ()


def decode(whole: Whole) -> Decoded | Refused:
    """What a message says, or that it cannot be read."""
    try:
        sentences = [AISSentence(s.body) for s in whole.sentences]
        sentence = AISSentence.assemble_from_iterable(sentences)
        n_bits = 6 * len(sentence.payload) - sentences[-1].fill_bits
        if n_bits < _least_bits(sentence.ais_id):
            return Refused("bad_payload", f"type {sentence.ais_id} in {n_bits} bits")
        message: Any = sentence.decode()
    except (AISBaseException, ValueError, IndexError, TypeError, AttributeError) as error:
        return Refused("bad_payload", type(error).__name__)
    asset_id = f"mmsi:{int(message.mmsi):0{MMSI_DIGITS}d}"
    identities = _identities(message) if message.msg_type in _IDENTITY_BITS else ()
    if message.msg_type not in _POSITION_BITS:
        return Decoded(asset_id, message.msg_type, identities=identities)
    return _with_position(message, asset_id, identities)


def _least_bits(message_type: int) -> int:
    return max(_POSITION_BITS.get(message_type, 0), _IDENTITY_BITS.get(message_type, 0))


def _with_position(message: Any, asset_id: str, identities: tuple[tuple[str, str], ...]) -> Decoded:
    lat, lon = message.lat, message.lon
    is_place = lat is not None and lon is not None and -90 <= lat <= 90 and -180 <= lon <= 180
    measures, flags = _measures(message)
    if not is_place:
        lat = lon = None
    return Decoded(asset_id, message.msg_type, lat, lon, _own_time(message), measures, flags, identities)


def _measures(message: Any) -> tuple[dict[str, float | None], int]:
    """Speed, course and so on with their reserved codes taken out, and flag bits."""
    is_aircraft = message.msg_type == 9
    speed, altitude_m = getattr(message, "speed", None), getattr(message, "alt", None)
    unset = {9: _NO_SOG_9_KN, 27: _NO_SOG_27_KN}.get(message.msg_type)
    raw = {
        "sog_kn": None if speed is None or speed == unset else speed,
        "cog_deg": getattr(message, "course", None),
        "heading_deg": getattr(message, "heading", None),
        "alt_ft": altitude_m * FT_PER_M if is_aircraft and altitude_m is not None and altitude_m != _NO_ALTITUDE_M else None,
    }
    measures: dict[str, float | None] = {"accuracy_m": _HIGH_ACCURACY_M if getattr(message, "accuracy", False) else None}
    flags = 0
    for name, value in raw.items():
        kind = "aircraft" if is_aircraft and name == "sog_kn" else "ship"
        measures[name], bits = bound_one(None if value is None else float(value), kind, name)
        flags |= bits
    return measures, flags


def _own_time(message: Any) -> datetime | None:
    """The time that base stations and answers to them state (types 4 and 11); None where it is unset or impossible."""
    if message.msg_type not in (4, 11):
        return None
    try:
        return datetime(message.year, message.month, message.day, message.hour, message.minute, int(message.second), tzinfo=UTC)
    except (ValueError, TypeError):
        return None


def _identities(message: Any) -> tuple[tuple[str, str], ...]:
    bow, stern = getattr(message, "to_bow", None), getattr(message, "to_stern", None)
    raw = {
        "name": getattr(message, "shipname", None),
        "imo": getattr(message, "imo", None),
        "callsign": getattr(message, "callsign", None),
        "type": getattr(message, "ship_type", None),
        "length_m": bow + stern if bow is not None and stern is not None else None,
    }
    return tuple((key, str(int(value) if key == "type" else value)) for key, value in raw.items() if value is not None)
