"""Numbers that ships and aircraft send: is one well formed, what kind of station bears it, and whose is it?

MMSI after ITU-R M.585 (the state stands in three of its digits), IMO numbers with their check digit (IMO Resolution
A.1117), 24-bit aircraft addresses after ICAO Annex 10, and the rule by which a Russian registration gives the address.
A number that is not well formed gives None or False, never an error: such numbers are sent every day.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import lru_cache

from vedette.registry.reading import DATA

_RUSSIAN_FIRST = 0x140000  # holds for 792 of 821 airframes whose address and registration are both known
_RUSSIAN_REGISTRATION = re.compile(r"RA[- ]?(\d{5})", re.IGNORECASE)

# ITU-R M.585-9: what the leading digits of an MMSI say, and where its maritime identification digits begin.
_STATIONS = (
    ("111", "sar_aircraft", 3),
    ("970", "sart", None),
    ("972", "man_overboard", None),
    ("974", "epirb", None),
    ("98", "craft", 2),
    ("99", "aid_to_navigation", 2),
    ("00", "coast", 2),
    ("0", "group", 1),
    ("8", "handheld", 1),
)


@lru_cache(maxsize=1)
def _countries_by_mid() -> dict[str, str]:
    """Maritime identification digits -> ISO alpha-2."""
    table = tomllib.loads((DATA / "mid.toml").read_text(encoding="utf-8"))["mid"]
    return {str(mid): country for country, mids in table.items() for mid in mids}


def _mmsi_parts(mmsi: int | str) -> tuple[str, str | None] | None:
    """Kind of station and maritime identification digits (None for beacons); None for a number of no known form."""
    digits = f"{mmsi:09d}" if isinstance(mmsi, int) else mmsi.strip()
    if not re.fullmatch(r"[0-9]{9}", digits):
        return None
    for lead, station, start in _STATIONS:
        if digits.startswith(lead):
            return station, None if start is None else digits[start : start + 3]
    return ("ship", digits[:3]) if digits[0] in "234567" else None


def mmsi_station(mmsi: int | str) -> str | None:
    """What bears an MMSI: ship, coast, group, sar_aircraft, aid_to_navigation, craft, handheld, sart, man_overboard, epirb.

    None where the number has no such form. Leading zeros of an int are supplied.
    """
    parts = _mmsi_parts(mmsi)
    return parts[0] if parts else None


def mmsi_country(mmsi: int | str) -> str | None:
    """ISO alpha-2 code of the state or territory whose digits an MMSI carries, or None."""
    parts = _mmsi_parts(mmsi)
    return _countries_by_mid().get(parts[1] or "") if parts else None


def is_valid_mmsi(mmsi: int | str) -> bool:
    """Has it nine digits of a known form, and those of a state where the form carries them?"""
    parts = _mmsi_parts(mmsi)
    return parts is not None and (parts[1] is None or parts[1] in _countries_by_mid())


def is_valid_imo(imo: int | str) -> bool:
    """Seven digits, the last of which is the last digit of the others' sum weighted 7 to 2; "IMO" before them may stand."""
    digits = re.sub(r"^\s*IMO\s*", "", str(imo), flags=re.IGNORECASE).strip()
    if not re.fullmatch(r"[1-9][0-9]{6}", digits):
        return False
    return sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(digits[6])


Ranges = tuple[tuple[int, int, str], ...]  # (first, last, ISO alpha-2), sorted, disjoint


@lru_cache(maxsize=1)
def _address_ranges() -> tuple[Ranges, Ranges]:
    """Ranges of addresses by state, and the military ones."""
    table = tomllib.loads((DATA / "icao_blocks.toml").read_text(encoding="utf-8"))
    blocks = []
    for country, block in table["blocks"].items():
        first, bits = block.split("/")
        blocks.append((int(first, 16), int(first, 16) + (1 << 24 - int(bits)) - 1, country))
    military = []
    for country, spans in table["military"].items():
        for span in spans:
            first, last = span.split("-")
            military.append((int(first, 16), int(last, 16), country))
    return tuple(sorted(blocks)), tuple(sorted(military))


def _address(icao24: str) -> int | None:
    """A 24-bit address from hex, or None; an address that readsb marks as not ICAO ("~") is none."""
    return int(icao24, 16) if re.fullmatch(r"[0-9a-fA-F]{6}", icao24.strip()) else None


def _range_holding(address: int | None, ranges: Ranges) -> str | None:
    """The state of the range that holds an address."""
    if address is None:
        return None
    i = bisect_right(ranges, (address, 0xFFFFFF, "~")) - 1
    return ranges[i][2] if i >= 0 and address <= ranges[i][1] else None


def icao24_country(icao24: str) -> str | None:
    """ISO alpha-2 code of the state to which a 24-bit address (six hex digits) is allotted, or None.

    Sub-allotments inside a state's block (Bermuda in the British one) are not told apart.
    """
    return _range_holding(_address(icao24), _address_ranges()[0])


def icao24_is_military(icao24: str) -> bool:
    """Does an address lie in a range known to be military? False is not a denial: most states have no such range."""
    return _range_holding(_address(icao24), _address_ranges()[1]) is not None


def russian_icao24(registration: str) -> str | None:
    """The 24-bit address of a Russian civil registration RA-nnnnn: 0x140000 + number; None for others, RF- included."""
    found = _RUSSIAN_REGISTRATION.fullmatch(registration.strip())
    return f"{_RUSSIAN_FIRST + int(found[1]):06x}" if found else None


def russian_registration(icao24: str) -> str | None:
    """The civil registration that a Russian address stands for by the same rule, or None outside its range."""
    address = _address(icao24)
    if address is None or not _RUSSIAN_FIRST <= address <= _RUSSIAN_FIRST + 99_999:
        return None
    return f"RA-{address - _RUSSIAN_FIRST:05d}"
