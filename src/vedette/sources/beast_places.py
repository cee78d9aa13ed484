"""Places from halves: ADS-B sends a position as even and odd frames in turn, and only both together say where on Earth.

Decoded messages of one recording flow in, in their order; places flow out. Two halves of one aircraft within 10 s give its
place (globally unambiguous decoding). A half without a partner is read against the aircraft's own last place, if that is not
older than ten minutes: within 180 nautical miles in the air and 45 on the ground only one place fits. On the ground there is
no other way, as halves there repeat every 90 degrees. Source: RTCA DO-260B, 2.2.3.2.3 and appendix A.1.7. Decoder: rs1090.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import rs1090

Message = dict[str, Any]
_MAX_PAIR_S = 10.0  # DO-260B, A.1.7.9: beyond it the aircraft may have crossed a zone
_MAX_PLACE_AGE_S = 600.0  # 1,000 kn in the air and 270 kn before the ground stay within the distances above
_MAX_MOTION_AGE_S = 10.0
_GENERATOR = 0xFFF409  # ICAO Annex 10 vol. IV, 3.1.2.3.3: the parity of Mode S
_SURFACE = "06"


def decode(content: bytes) -> Message | None:
    """What a Mode S message says; None if its parity does not fit or it cannot be read."""
    return cast("Message | None", rs1090.decode(content.hex()))


def is_whole(content: bytes) -> bool:
    """Whether the parity of a squitter, whose last three bytes hold nothing else, fits."""
    rest = int.from_bytes(content, "big")
    for shift in range(len(content) * 8 - 25, -1, -1):
        if rest >> (shift + 24) & 1:
            rest ^= (1 << 24 | _GENERATOR) << shift
    return rest == 0


@dataclass
class _Aircraft:
    halves: dict[str, tuple[bytes, float]] = field(default_factory=dict)  # by parity: the message, and when
    place: tuple[float, float] | None = None
    place_s: float = 0.0
    motion: Message = field(default_factory=dict)
    motion_s: float = 0.0


@dataclass
class Sky:
    """What was heard last of each aircraft. Its size is their number."""

    _aircraft: dict[str, _Aircraft] = field(default_factory=dict)

    def forget(self) -> None:
        """Start anew: how long ago the frames before came is not known."""
        self._aircraft.clear()

    def note_motion(self, asset_id: str, message: Message, now_s: float) -> None:
        """Keep what a velocity message says."""
        aircraft = self._aircraft.setdefault(asset_id, _Aircraft())
        aircraft.motion, aircraft.motion_s = message, now_s

    def motion(self, asset_id: str, now_s: float) -> Message:
        """The last velocity message, if it is not older than 10 s."""
        aircraft = self._aircraft.get(asset_id)
        return aircraft.motion if aircraft is not None and abs(now_s - aircraft.motion_s) <= _MAX_MOTION_AGE_S else {}

    def locate(self, asset_id: str, content: bytes, message: Message, now_s: float) -> tuple[float, float] | None:
        """Latitude and longitude in degrees of a position message, None if what was heard does not settle them."""
        aircraft = self._aircraft.setdefault(asset_id, _Aircraft())
        if message["bds"] == _SURFACE:
            place = _beside(aircraft, content, now_s)
        else:
            partner = aircraft.halves.get("odd" if message["parity"] == "even" else "even")
            place = _joined(partner, content, now_s) or _beside(aircraft, content, now_s)
            aircraft.halves[message["parity"]] = content, now_s
        if place is not None:
            aircraft.place, aircraft.place_s = place, now_s
        return place


def _joined(partner: tuple[bytes, float] | None, content: bytes, now_s: float) -> tuple[float, float] | None:
    if partner is None or abs(now_s - partner[1]) > _MAX_PAIR_S:
        return None
    found = rs1090.decode([partner[0].hex(), content.hex()], [0.0, 1.0])
    return _place_in(cast("Message", found[1]))


def _beside(aircraft: _Aircraft, content: bytes, now_s: float) -> tuple[float, float] | None:
    if aircraft.place is None or abs(now_s - aircraft.place_s) > _MAX_PLACE_AGE_S:
        return None
    return _place_in(cast("Message", rs1090.decode(content.hex(), reference=aircraft.place)))


def _place_in(message: Message) -> tuple[float, float] | None:
    lat, lon = message.get("latitude"), message.get("longitude")
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return round(lat, 7), round(lon, 7)  # 1 cm; a step of the encoding is 5 m in the air, 1 m on the ground
