"""What a measure can be: the codes that say "not available", and the range that is physically meaningful.

A reserved code becomes null without a word, because the sender said that it does not know. A value outside its range
becomes null with `Flag.OFF_RANGE`, because the sender said something impossible. Angles are brought to 0 <= x < 360.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from vedette.schema.flags import Flag


@dataclass(frozen=True)
class Range:
    """The reserved codes and the closed range of one measure of one kind of craft."""

    kind: str
    measure: str
    codes: tuple[float, ...]
    low: float
    high: float
    source: str


# ITU-R M.1371-5 table 48 ff.: 102.2 stands for 102.2 kn or more and is kept; 1023 and 3600 are the same codes unscaled
RANGES = {
    (r.kind, r.measure): r
    for r in (
        Range("ship", "sog_kn", (102.3, 1023.0), 0.0, 102.2, "ITU-R M.1371-5"),
        Range("ship", "cog_deg", (360.0, 3600.0, 511.0), 0.0, 359.99, "ITU-R M.1371-5; 511 in message 27"),
        Range("ship", "heading_deg", (511.0,), 0.0, 359.99, "ITU-R M.1371-5"),
        Range("ship", "alt_ft", (), -1_000.0, 15_000.0, "search-and-rescue aircraft, message 9: 0 to 4094 m"),
        Range("ship", "vrate_fpm", (), -10_000.0, 10_000.0, "helicopters"),
        Range("ship", "accuracy_m", (), 0.0, 100_000.0, "beyond it, no fix"),
        Range("aircraft", "sog_kn", (), 0.0, 2_500.0, "fastest aircraft that ever sent: about 1,900 kn"),
        Range("aircraft", "cog_deg", (), -360.0, 360.0, "some receivers count from -180"),
        Range("aircraft", "heading_deg", (), -360.0, 360.0, "some receivers count from -180"),
        Range("aircraft", "alt_ft", (), -2_000.0, 130_000.0, "Dead Sea to balloons; ADS-B codes up to 126,750 ft"),
        Range("aircraft", "vrate_fpm", (), -33_000.0, 33_000.0, "ADS-B codes up to 32,608 ft/min"),
        Range("aircraft", "accuracy_m", (), 0.0, 100_000.0, "beyond it, no fix"),
    )
}
MEASURES = tuple(dict.fromkeys(measure for _, measure in RANGES))
_ANGLES = ("cog_deg", "heading_deg")


def bound(value: pl.Expr, kind: str, measure: str) -> tuple[pl.Expr, pl.Expr]:
    """A measure within its range or null, and whether it was impossible."""
    limits = RANGES[kind, measure]
    is_code = value.is_in(limits.codes) if limits.codes else pl.lit(value=False)
    is_possible = value.is_between(limits.low, limits.high)
    kept = (value % 360.0) if measure in _ANGLES else value
    return pl.when(is_possible & ~is_code).then(kept).otherwise(None), (~is_possible & ~is_code).fill_null(value=False)


def bound_one(value: float | None, kind: str, measure: str) -> tuple[float | None, int]:
    """The same for one number: it or None, and its flag bits."""
    limits = RANGES[kind, measure]
    if value is None or value in limits.codes:
        return None, 0
    if not limits.low <= value <= limits.high:
        return None, int(Flag.OFF_RANGE)
    return value % 360.0 if measure in _ANGLES else value, 0
