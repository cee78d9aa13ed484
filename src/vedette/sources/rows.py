"""Rows of a table with columns to positions, identities and issues.

Frames of strings flow in (`table_lines.Texts`), batches flow out. Each row is judged once, by the first of the rules of
`_judge` that it breaks; what breaks none is a position. Whole-file remarks come with the last batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from vedette.schema.flags import Flag
from vedette.schema.table import TIME
from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS
from vedette.sources.collecting import MAX_VALUE_CHARS, issue_row
from vedette.sources.columns import Columns
from vedette.sources.format import Batch, Counts, ReadContext
from vedette.sources.identities import MMSI_DIGITS, IdentityBook
from vedette.sources.parsing import TIME_FORMATS, blank_to_null, to_number, to_time, to_truth
from vedette.sources.ranges import MEASURES, bound
from vedette.sources.reasons import REASONS
from vedette.sources.table_lines import ROW, Texts
from vedette.units import AIS_NO_LAT_DEG, AIS_NO_LON_DEG, FPM_PER_MPS, FT_PER_M, KN_PER_MPS

# neither AIS nor ADS-B existed before; earlier times are unset clocks
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_SCALES = {"kn": 1.0, "m/s": KN_PER_MPS, "km/h": 1 / 1.852, "ft": 1.0, "m": FT_PER_M, "ft/min": 1.0}
_SWAPPED_SHARE = 0.5
_ASSET_PATTERNS = {
    "mmsi": (r"^\d{1,9}(\.0)?$", "an MMSI of at most nine digits"),
    "icao24": (r"^~?(0[xX])?[0-9a-fA-F]{1,6}$", "a 24-bit address in hexadecimal"),
    "imo": (r"^(IMO)?\s*\d{7}$", "an IMO number of seven digits"),
}
_MEASURE_COLUMNS = {
    "sog_kn": ("speed", "speed_unit"), "cog_deg": ("course", None), "heading_deg": ("heading", None),
    "alt_ft": ("altitude", "altitude_unit"), "vrate_fpm": ("vertical_rate", "vertical_rate_unit"),
    "accuracy_m": ("accuracy", None),
}  # fmt: skip


@dataclass
class _Tally:
    """What is known of the whole file so far."""

    n_rows: int = 0
    n_swapped: int = 0
    remarks: list[dict[str, Any]] = field(default_factory=list)


def read_table(
    texts: Iterable[Texts], columns: Columns, context: ReadContext, remarks: Iterable[dict[str, Any]] = ()
) -> Iterator[Batch]:
    """Batches of a table: one for each frame, and a last one with the identities that its rows bear.

    Args:
        texts: frames whose columns `columns` names, `source_row` ascending.
        remarks: what is to be said of the whole file.
    """
    book = IdentityBook(context.source_id)
    tally = _Tally(remarks=list(remarks))
    for part in texts:
        yield _read_part(part, columns, context, book, tally)
    identities, of_identities = book.close()
    if tally.n_rows and tally.n_swapped / tally.n_rows > _SWAPPED_SHARE:
        share = f"{tally.n_swapped / tally.n_rows:.0%}"
        tally.remarks.append(issue_row(context.source_id, None, "looks_swapped", share=share))
    yield Batch(identities=identities, issues=ISSUES.build(tally.remarks + of_identities))


def _read_part(part: Texts, columns: Columns, context: ReadContext, book: IdentityBook, tally: _Tally) -> Batch:
    frame = _typed(part.frame, columns, context)
    judged = frame.with_columns(_judge(context).alias("reason"))
    tally.n_rows += judged.height
    tally.n_swapped += judged.filter((pl.col("lat_deg").abs() > 90) & (pl.col("lon_deg").abs() <= 90)).height
    good = judged.filter(pl.col("reason").is_null())
    placeless = judged.filter(pl.col("reason") == "no_position")
    identities, named_rows = _note_identities(good, placeless, columns, book)
    bad = judged.filter(pl.col("reason").is_not_null() & ~pl.col(ROW).is_in(sorted(named_rows)))
    positions, bits = _measure(good, columns)
    lost = [_lost_values(good, columns, measure, context.source_id) for measure in _measures(columns)]
    issues = [ISSUES.build(part.issues + part.remarks), _issues_of_rows(bad, columns, context.source_id), *lost]
    shaped = positions.with_columns(flags=bits, source_id=pl.lit(context.source_id)).select(
        [c for c in POSITIONS.names if c in positions.columns or c in ("flags", "source_id")]
    )
    return Batch(
        positions=POSITIONS.shape(shaped),
        identities=identities,
        issues=ISSUES.shape(pl.concat(issues)),
        counts=Counts(positions=good.height, identities=len(named_rows), issues=bad.height + len(part.issues)),
    )


def _note_identities(
    good: pl.DataFrame, placeless: pl.DataFrame, columns: Columns, book: IdentityBook
) -> tuple[pl.DataFrame, set[int]]:
    """Write down what rows name; the identities to keep now, and the rows without a place that gave an identity.

    A row without a place counts as an identity where it is the first to give one, or where the format keeps all names.
    """
    keys = [key for key, _ in columns.identities]
    needed = ["asset_id", "time", ROW, *keys]
    if not columns.keeps_names:
        owners = book.note_frame(pl.concat([good.select(needed), placeless.select(needed)]), keys)
        return IDENTITIES.empty(), owners & set(placeless[ROW])
    book.note_frame(good, keys)
    kept: list[dict[str, Any]] = []
    rows = set()
    for row in placeless.select(needed).iter_rows(named=True):
        found = book.note_message(row["asset_id"], [(k, row[k]) for k in keys if row[k] is not None], row[ROW], row["time"])
        if found is not None:
            kept += found
            rows.add(row[ROW])
    return IDENTITIES.build(kept), rows


def _typed(frame: pl.DataFrame, columns: Columns, context: ReadContext) -> pl.DataFrame:
    """Clean texts as ``t_...`` columns, and asset, time and place typed."""
    texts = {"identity": columns.identity, "time": columns.time, "lat": columns.lat, "lon": columns.lon}
    clean = frame.select(
        ROW,
        *(blank_to_null(pl.col(name)).alias(f"t_{what}") for what, name in texts.items()),
        *(blank_to_null(pl.col(name)).alias(key) for key, name in columns.identities),
        *(_measure_text(columns, measure).alias(f"t_{measure}") for measure in _measures(columns)),
        *(blank_to_null(pl.col(columns.on_ground)).alias("t_on_ground") for _ in [0] if columns.on_ground),
        *(pl.col(name).cast(pl.String).alias(f"t_{what}") for what in ("sensor", "flags", "received", "time_fallback")
          if (name := getattr(columns, what))),
    )  # fmt: skip
    if columns.time_fallback:
        clean = clean.with_columns(pl.coalesce("t_time", "t_time_fallback").alias("t_time"))
    time_format = columns.time_format or "iso"
    time = to_time(clean["t_time"], time_format)
    if context.received is not None:
        time = clean.select(pl.when(pl.col("t_time").is_null()).then(pl.lit(context.received)).otherwise(time)).to_series()
    received: Any = to_time(clean["t_received"], time_format) if columns.received else pl.lit(None, TIME)
    return clean.with_columns(
        _asset_id(columns.scheme).alias("asset_id"),
        time.alias("time"),
        received.alias("received"),
        to_number(pl.col("t_lat")).alias("lat_deg"),
        to_number(pl.col("t_lon")).alias("lon_deg"),
    )


def _judge(context: ReadContext) -> pl.Expr:
    """The code of the first rule that a row breaks, or null. The order is: who, where, when."""
    lat, lon = pl.col("lat_deg"), pl.col("lon_deg")
    is_unset = (lat == AIS_NO_LAT_DEG) | (lon == AIS_NO_LON_DEG)
    is_absent = pl.col("t_lat").is_null() | pl.col("t_lon").is_null()
    is_place = lat.is_between(-90, 90) & lon.is_between(-180, 180)
    no_time = pl.col("t_time").is_null() & pl.lit(value=context.received is None)
    is_time = pl.col("time").is_between(EARLIEST, LATEST)
    return (
        pl.when(pl.col("t_identity").is_null()).then(pl.lit("no_identity"))
        .when(pl.col("asset_id").is_null()).then(pl.lit("bad_identity"))
        .when(is_absent | is_unset.fill_null(value=False)).then(pl.lit("no_position"))
        .when(~is_place.fill_null(value=False)).then(pl.lit("bad_position"))
        .when(no_time).then(pl.lit("no_time"))
        .when(~is_time.fill_null(value=False)).then(pl.lit("bad_time"))
        .otherwise(None)
    )  # fmt: skip


def _asset_id(scheme: str) -> pl.Expr:
    text = pl.col("t_identity")
    if scheme in _ASSET_PATTERNS:
        fits = text.str.contains(_ASSET_PATTERNS[scheme][0])
        if scheme == "mmsi":
            number = text.str.strip_suffix(".0").str.pad_start(MMSI_DIGITS, "0")
        elif scheme == "icao24":
            tilde = pl.when(text.str.starts_with("~")).then(pl.lit("~")).otherwise(pl.lit(""))
            number = tilde + text.str.strip_prefix("~").str.to_lowercase().str.strip_prefix("0x").str.pad_start(6, "0")
        else:
            number = text.str.extract(r"(\d{7})")
        return pl.when(fits).then(pl.lit(f"{scheme}:") + number).otherwise(None)
    return pl.lit(f"{scheme}:") + text.str.replace_all(r"\s+", " ")


def _measures(columns: Columns) -> list[str]:
    return [m for m in MEASURES if getattr(columns, _MEASURE_COLUMNS[m][0]) is not None]


def _measure_text(columns: Columns, measure: str) -> pl.Expr:
    text = blank_to_null(pl.col(getattr(columns, _MEASURE_COLUMNS[measure][0])))
    if measure == "alt_ft" and columns.altitude_fallback:
        return pl.coalesce(text, blank_to_null(pl.col(columns.altitude_fallback)))
    return text


def _measure(good: pl.DataFrame, columns: Columns) -> tuple[pl.DataFrame, pl.Expr]:
    """Rows of positions with their measures within range, and the flags that they earn."""
    bits = pl.col("t_flags").cast(pl.Int32).fill_null(0) if columns.flags else pl.lit(0, pl.Int32)
    values, is_off = [], [pl.lit(value=False)]
    for measure in _measures(columns):
        unit = _MEASURE_COLUMNS[measure][1]
        scale = _scale(measure, getattr(columns, unit)) if unit else 1.0
        value, off = bound(to_number(pl.col(f"t_{measure}")) * scale, columns.kind, measure)
        values.append(value.alias(measure))
        is_off.append(off)
    sensor = pl.col("t_sensor") if columns.sensor else pl.lit("ais" if columns.kind == "ship" else "adsb")
    ground = to_truth(pl.col("t_on_ground")) if columns.on_ground else pl.lit(None, pl.Boolean)
    off_range = pl.when(pl.any_horizontal(is_off)).then(int(Flag.OFF_RANGE)).otherwise(0).cast(pl.Int32)
    flagged = good.with_columns((bits | off_range).alias("flags"))
    return flagged.with_columns(*values, sensor.alias("sensor"), ground.alias("on_ground")), pl.col("flags")


def _scale(measure: str, unit: str) -> float:
    return FPM_PER_MPS if (measure, unit) == ("vrate_fpm", "m/s") else _SCALES[unit]


def _lost_values(good: pl.DataFrame, columns: Columns, measure: str, source_id: str) -> pl.DataFrame:
    """A warning for each value that is no number."""
    text = f"t_{measure}"
    lost = good.filter(pl.col(text).is_not_null() & to_number(pl.col(text)).is_null())
    name = getattr(columns, _MEASURE_COLUMNS[measure][0])
    return _issues(lost, "bad_value", pl.col(text), source_id, name=name, wanted="a number")


def _issues_of_rows(bad: pl.DataFrame, columns: Columns, source_id: str) -> pl.DataFrame:
    where = pl.format("{}, {}", pl.col("t_lat").fill_null(""), pl.col("t_lon").fill_null(""))
    values = {"bad_identity": pl.col("t_identity"), "bad_position": where, "bad_time": pl.col("t_time")}
    wanted = {
        "bad_identity": _ASSET_PATTERNS.get(columns.scheme, ("", "a name"))[1],
        "bad_time": f"{TIME_FORMATS[columns.time_format or 'iso']}, between 1990 and 2100",
    }
    parts = [
        _issues(bad.filter(pl.col("reason") == code), code, values.get(code, pl.lit(None, pl.String)), source_id,
                wanted=wanted.get(code, ""))
        for code in bad["reason"].unique(maintain_order=True)
    ]  # fmt: skip
    return pl.concat([ISSUES.empty(), *parts])


def _issues(rows: pl.DataFrame, code: str, value: pl.Expr, source_id: str, **fields: str) -> pl.DataFrame:
    reason = REASONS[code]
    return ISSUES.shape(
        rows.select(
            source_id=pl.lit(source_id), source_row=pl.col(ROW), severity=pl.lit(reason.severity), reason=pl.lit(code),
            message=pl.lit(reason.sentence.format(**fields)), value=value.cast(pl.String).str.slice(0, MAX_VALUE_CHARS),
        )
    )  # fmt: skip
