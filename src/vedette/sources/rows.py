"""Rows of a table with columns to positions, identities and issues.

Frames of strings flow in (`table_lines.Texts`), batches flow out. Each row is judged once, by the first of the rules of
`judge` that it breaks; what breaks none is a position. Whole-file remarks come with the last batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from vedette.schema.flags import Flag
from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS
from vedette.sources.collecting import issue_row
from vedette.sources.columns import Columns
from vedette.sources.format import Batch, Counts, ReadContext
from vedette.sources.identities import IdentityBook
from vedette.sources.judging import MEASURE_COLUMNS, judge, measures_of, type_rows
from vedette.sources.parsing import blank_to_null, to_number, to_truth
from vedette.sources.ranges import bound
from vedette.sources.row_issues import issues_of_rows, lost_values
from vedette.sources.swapped import SAMPLE, share_swapped
from vedette.sources.table_lines import ROW, Texts
from vedette.units import FPM_PER_MPS, FT_PER_M, KN_PER_MPS

_SCALES = {"kn": 1.0, "m/s": KN_PER_MPS, "km/h": 1 / 1.852, "ft": 1.0, "m": FT_PER_M, "ft/min": 1.0}
_SWAPPED_SHARE = 0.5
# Z, UTC, GMT or an offset behind a time of day; a bare day has none
_ZONE = r":\d{2}.*?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$"
_OF_EPOCH = ("epoch_s", "epoch_ms")


@dataclass
class _Tally:
    """What is known of the whole file so far."""

    n_rows: int = 0
    n_swapped: int = 0
    has_zoneless: bool = False
    sample: dict[tuple[str, float, float], tuple[float, float]] = field(
        default_factory=dict
    )  # asset and tenth of a degree -> a place
    remarks: list[dict[str, Any]] = field(default_factory=list)


def read_table(
    texts: Iterable[Texts],
    columns: Columns,
    context: ReadContext,
    remarks: Iterable[dict[str, Any]] = (),
    *,
    is_zone_known: bool = True,
    may_be_swapped: bool = False,
) -> Iterator[Batch]:
    """Batches of a table: one for each frame, and a last one with the identities that its rows bear.

    Args:
        texts: frames whose columns `columns` names, `source_row` ascending.
        remarks: what is to be said of the whole file.
        is_zone_known: the format says in what zone its times are; where it does not, times without a zone are remarked on.
        may_be_swapped: which column is the latitude was found by its name or stated; ships that lie on land are remarked on.
    """
    book = IdentityBook(context.source_id)
    tally = _Tally(remarks=list(remarks))
    for part in texts:
        batch = _read_part(part, columns, context, book, tally)
        if not (is_zone_known or tally.has_zoneless):
            tally.has_zoneless = _has_zoneless(part, columns)
        if may_be_swapped and columns.kind == "ship":
            _sample(batch.positions, tally)
        yield batch
    identities, of_identities = book.close()
    if tally.n_rows and tally.n_swapped / tally.n_rows > _SWAPPED_SHARE:
        share = f"{tally.n_swapped / tally.n_rows:.0%}"
        tally.remarks.append(issue_row(context.source_id, None, "looks_swapped", share=share))
    if tally.has_zoneless:
        tally.remarks.append(issue_row(context.source_id, None, "zone_assumed"))
    if (on_land := share_swapped(list(tally.sample.values()))) > _SWAPPED_SHARE:
        tally.remarks.append(issue_row(context.source_id, None, "lies_on_land", share=f"{on_land:.0%}"))
    yield Batch(identities=identities, issues=ISSUES.build(tally.remarks + of_identities))


def _read_part(part: Texts, columns: Columns, context: ReadContext, book: IdentityBook, tally: _Tally) -> Batch:
    frame = type_rows(part.frame, columns, context)
    judged = frame.with_columns(judge(context).alias("reason"))
    tally.n_rows += judged.height
    tally.n_swapped += judged.filter((pl.col("lat_deg").abs() > 90) & (pl.col("lon_deg").abs() <= 90)).height
    good = judged.filter(pl.col("reason").is_null())
    placeless = judged.filter(pl.col("reason") == "no_position")
    identities, named_rows = _note_identities(good, placeless, columns, book)
    bad = judged.filter(pl.col("reason").is_not_null() & ~pl.col(ROW).is_in(sorted(named_rows)))
    positions, bits = _measure(good, columns)
    lost = [lost_values(good, columns, measure, context.source_id) for measure in measures_of(columns)]
    issues = [ISSUES.build(part.issues + part.remarks), issues_of_rows(bad, columns, context.source_id), *lost]
    shaped = positions.with_columns(flags=bits, source_id=pl.lit(context.source_id)).select(
        [c for c in POSITIONS.names if c in positions.columns or c in ("flags", "source_id")]
    )
    return Batch(
        positions=POSITIONS.shape(shaped),
        identities=identities,
        issues=ISSUES.shape(pl.concat(issues)),
        counts=Counts(positions=good.height, identities=len(named_rows), issues=bad.height + len(part.issues)),
    )


def _has_zoneless(part: Texts, columns: Columns) -> bool:
    """Does any row tell a time without saying in what zone?"""
    if columns.time_format in _OF_EPOCH:
        return False
    return bool(part.frame.select((~blank_to_null(pl.col(columns.time)).str.contains(_ZONE)).any()).item())


def _sample(positions: pl.DataFrame, tally: _Tally) -> None:
    """Keep the first places, one for each asset and tenth of a degree: the same however the file is cut into frames."""
    if len(tally.sample) >= SAMPLE:
        return
    cells = positions.select("asset_id", "lat_deg", "lon_deg", lat=pl.col("lat_deg").round(1), lon=pl.col("lon_deg").round(1))
    for asset_id, lat_deg, lon_deg, lat, lon in cells.unique(
        ["asset_id", "lat", "lon"], keep="first", maintain_order=True
    ).iter_rows():
        if len(tally.sample) < SAMPLE:
            tally.sample.setdefault((asset_id, lat, lon), (lat_deg, lon_deg))


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


def _measure(good: pl.DataFrame, columns: Columns) -> tuple[pl.DataFrame, pl.Expr]:
    """Rows of positions with their measures within range, and the flags that they earn."""
    bits = pl.col("t_flags").cast(pl.Int32).fill_null(0) if columns.flags else pl.lit(0, pl.Int32)
    values, is_off = [], [pl.lit(value=False)]
    for measure in measures_of(columns):
        unit = MEASURE_COLUMNS[measure][1]
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
