"""Texts to numbers, times and truth values, as Polars expressions and series that never raise: what cannot be read is null.

A text column flows in, a typed column flows out. Words that mean "nothing" become null first (`blank_to_null`), so that
"cannot be read" and "not given" stay two things.
"""

from __future__ import annotations

import polars as pl

# what exporters write for "no value": pandas, R, MySQL, DMA's AIS files, hand-made tables
BLANK_WORDS = ("", "nan", "none", "null", "na", "n/a", "<na>", "\\n", "-", "unknown", "undefined", "unknown value")
TIME_FORMATS = {
    "iso": "2024-12-22 07:30:00",
    "day_first": "22/12/2024 07:30:00",
    "month_first": "12/22/2024 07:30:00",
    "epoch_s": "seconds since 1970",
    "epoch_ms": "milliseconds since 1970",
}
_EPOCH_UNITS_US = {"epoch_s": 1_000_000, "epoch_ms": 1_000}
_TRUE, _FALSE = ("true", "t", "1", "1.0", "yes", "y", "ground"), ("false", "f", "0", "0.0", "no", "n", "air")
_ISO_DAY = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_DAY_FIRST = r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"
_MONTH_FIRST = r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[-/.](?P<y>\d{4})"
_USUAL = {
    "iso": ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%dT%H:%M:%S%.f"),
    "day_first": ("%d/%m/%Y %H:%M:%S",),
    "month_first": ("%m/%d/%Y %H:%M:%S",),
}
_DAYS = {"iso": _ISO_DAY, "day_first": _DAY_FIRST, "month_first": _MONTH_FIRST}


def blank_to_null(text: pl.Expr) -> pl.Expr:
    """Text without surrounding blanks; null where it says that there is no value."""
    trimmed = text.cast(pl.String).str.strip_chars()
    return pl.when(trimmed.str.to_lowercase().is_in(BLANK_WORDS)).then(None).otherwise(trimmed)


def to_number(text: pl.Expr) -> pl.Expr:
    """A finite number; one decimal comma is read as a point (Danish and German exports write 55,123)."""
    number = text.cast(pl.Float64, strict=False)
    is_comma = text.str.contains(r"^[+-]?\d*,\d+$")
    mended = pl.when(is_comma).then(text.str.replace(",", ".", literal=True)).otherwise(None).cast(pl.Float64, strict=False)
    value = pl.coalesce(number, mended)
    return pl.when(value.is_finite()).then(value).otherwise(None)


def to_truth(text: pl.Expr) -> pl.Expr:
    """True, False or null."""
    word = text.str.to_lowercase()
    return pl.when(word.is_in(_TRUE)).then(pl.lit(value=True)).when(word.is_in(_FALSE)).then(pl.lit(value=False)).otherwise(None)


def to_time(texts: pl.Series, time_format: str) -> pl.Series:
    """UTC times to the microsecond; a time without zone is UTC, a bare day is its start.

    Zones are read as Z, UTC or +hh:mm; Go's doubled ``+0000 UTC`` too. The usual spelling is tried first: it is ten times
    faster than taking texts apart.
    """
    text = pl.col(texts.name)
    frame = texts.to_frame()
    if time_format in _EPOCH_UNITS_US:
        number = text.cast(pl.Float64, strict=False)
        in_us = pl.when(number.is_between(-1e14, 1e14)).then(number * _EPOCH_UNITS_US[time_format]).otherwise(None)
        whole_us = in_us.round().cast(pl.Int64, strict=False)
        return frame.select(whole_us.cast(pl.Datetime("us", "UTC"), strict=False)).to_series()
    for pattern in _USUAL[time_format]:
        usual = frame.select(text.str.to_datetime(pattern, strict=False, time_unit="us", time_zone="UTC")).to_series()
        if usual.null_count() == texts.null_count():
            return usual
    return frame.select(_take_apart(text, _DAYS[time_format])).to_series()


def _take_apart(text: pl.Expr, day_pattern: str) -> pl.Expr:
    parts = text.str.extract_groups(
        rf"^{day_pattern}(?:[T ]+(?P<h>\d{{1,2}}):(?P<min>\d{{2}})(?::(?P<s>\d{{2}})(?P<f>[.,]\d+)?)?\s*(?P<half>[AaPp][Mm])?)?"
        r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}(?:\s*UTC)?)?$"
    )

    def part(name: str) -> pl.Expr:
        return parts.struct.field(name).cast(pl.Int32, strict=False)

    hour = part("h").fill_null(0)
    half = parts.struct.field("half").str.to_lowercase()
    hour = pl.when(half == "pm").then(hour % 12 + 12).when(half == "am").then(hour % 12).otherwise(hour)
    digits = parts.struct.field("f").str.slice(1, 6).str.pad_end(6, "0").cast(pl.Int64, strict=False).fill_null(0)
    day = pl.format(
        "{}-{}-{}", parts.struct.field("y"), _two_digits(parts.struct.field("m")), _two_digits(parts.struct.field("d"))
    ).str.to_date("%Y-%m-%d", strict=False)
    minute, second = part("min").fill_null(0), part("s").fill_null(0)
    is_clock = (hour < 24) & (minute < 60) & (second < 60)
    seconds = hour.cast(pl.Int64) * 3600 + minute * 60 + second - _offset_s(parts.struct.field("zone"))
    moment = day.cast(pl.Datetime("us")).dt.replace_time_zone("UTC") + pl.duration(microseconds=seconds * 1_000_000 + digits)
    return pl.when(is_clock).then(moment).otherwise(None)


def _two_digits(text: pl.Expr) -> pl.Expr:
    return text.str.pad_start(2, "0")


def _offset_s(zone: pl.Expr) -> pl.Expr:
    """Seconds east of UTC of a zone text; none, Z and UTC are 0."""
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    hours = zone.str.extract(r"^[+-](\d{2})").cast(pl.Int64, strict=False).fill_null(0)
    minutes = zone.str.extract(r"^[+-]\d{2}:?(\d{2})").cast(pl.Int64, strict=False).fill_null(0)
    return sign * (hours * 3600 + minutes * 60)
