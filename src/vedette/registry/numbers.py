"""Numbers that ships and aircraft send: is one well formed, and whose is it?

MMSI after ITU-R M.585 (the country is its maritime identification digits), IMO numbers with their check digit,
24-bit aircraft addresses after ICAO Annex 10, and the rule by which Russian registrations give the address.
"""

from __future__ import annotations


def mmsi_country(mmsi: int | str) -> str | None:
    """ISO alpha-2 code of the state whose digits an MMSI carries, or None."""
    raise NotImplementedError(mmsi)


def icao24_country(icao24: str) -> str | None:
    """ISO alpha-2 code of the state to which a 24-bit address (hex) is allotted, or None."""
    raise NotImplementedError(icao24)
