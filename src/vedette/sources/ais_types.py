"""The words for the ship type codes of AIS. Source: ITU-R M.1371-5, table 53."""

from __future__ import annotations

_TENS = {2: "Wing in ground", 4: "High speed craft", 6: "Passenger", 7: "Cargo", 8: "Tanker", 9: "Other"}
_SINGLE = {
    30: "Fishing", 31: "Towing", 32: "Towing", 33: "Dredging", 34: "Diving", 35: "Military", 36: "Sailing", 37: "Pleasure craft",
    50: "Pilot", 51: "Search and rescue", 52: "Tug", 53: "Port tender", 54: "Anti-pollution", 55: "Law enforcement",
    58: "Medical", 59: "Not party to an armed conflict",
}  # fmt: skip


def ship_type_word(text: str) -> str | None:
    """The word for a code; a text that is no code stays as it is; code 0 and reserved codes give None."""
    if not text.removesuffix(".0").isdigit():
        return text
    code = int(text.removesuffix(".0"))
    return _SINGLE.get(code) or _TENS.get(code // 10 if code < 100 else 0)
