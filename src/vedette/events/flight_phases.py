"""Is an aircraft on the ground or in the air?

In flow positions in order, out flow the rows of aircraft that tell, grouped into runs of one phase. A run shorter than
a minute is noise (one bad speed, two feeds with clocks apart) and is left out; a run is only judged when it is long
enough or has ended, so the state keeps the run that is not judged yet and the last rows that were.
"""

from __future__ import annotations

import polars as pl

from vedette.engine.step import Frame, State
from vedette.events.ids import CITATION
from vedette.events.rows import usable_rows
from vedette.schema.flags import Flag
from vedette.schema.kinds import aircraft_rows

GROUND, AIR = "ground", "air"
RISE_FT = 300.0  # a departing aircraft has passed it within half a minute; pressure and taxiways never make as much
HIGHEST_FIELD_FT = 15_000.0  # Daocheng Yading, the highest airport, lies at 14,472 ft
_COLUMNS = (
    "asset_id", "time_us", "known_us", "lat_deg", "lon_deg", "alt_ft", "sog_kn", "vrate_fpm", "is_new_leg", "phase", "citation",
)  # fmt: skip


def telling_rows(positions: Frame) -> Frame:
    """Aircraft's usable rows that say whether they were made on the ground or in the air."""
    on_ground, sog, alt = pl.col("on_ground"), pl.col("sog_kn"), pl.col("alt_ft")
    phase = (
        pl.when(on_ground & (sog > 200.0)).then(None)  # flag and speed disagree: no airliner rolls that fast
        .when(on_ground).then(pl.lit(GROUND))
        .when(~on_ground & (sog <= 50.0)).then(None)  # flag and speed disagree: no fixed-wing aircraft flies that slowly
        .when(~on_ground).then(pl.lit(AIR))
        .when((sog <= 50.0) & (alt > HIGHEST_FIELD_FT)).then(None)
        .when(sog <= 50.0).then(pl.lit(GROUND))
        .when(sog > 100.0).then(pl.lit(AIR))  # between 50 and 100 kn it may be rolling
        .when(pl.col("vrate_fpm").abs() > 300.0).then(pl.lit(AIR))
    )  # fmt: skip
    return (
        usable_rows(positions.filter(aircraft_rows()))
        .with_columns(
            CITATION,
            phase.alias("phase"),
            time_us=pl.col("time").to_physical(),
            known_us=pl.col("known").to_physical(),
            is_new_leg=(pl.col("flags") & int(Flag.NEW_LEG)) != 0,
        )
        .filter(pl.col("phase").is_not_null())
        .select(_COLUMNS)
    )


def number_runs(state: State | None, rows: Frame) -> Frame:
    """Old and new rows in order, each with the number and start of its run; ``is_judged`` is true for rows used before."""
    new = rows.with_columns(
        run=pl.lit(None, pl.Int64), run_start_us=pl.lit(None, pl.Int64), is_judged=pl.lit(value=False), is_old=pl.lit(value=False)
    )
    joined = new
    if state is not None:
        old = state.with_columns(is_old=pl.lit(value=True)).select(new.columns)
        joined = pl.concat([old, new]).sort("asset_id", maintain_order=True)
    begins = ~pl.col("is_old") & (pl.col("phase") != pl.col("phase").shift().over("asset_id")).fill_null(value=True)
    last_old = pl.col("run").max().over("asset_id").fill_null(0)
    started = begins.cast(pl.Int64).cum_sum().over("asset_id")
    start_us = pl.when("is_old").then("run_start_us").when(begins).then("time_us")
    return (
        joined.with_columns(run=pl.when("is_old").then("run").otherwise(last_old + started), run_start_us=start_us)
        .with_columns(pl.col("run_start_us").forward_fill().over("asset_id"))
        .drop("is_old")
    )


def judge_runs(rows: Frame, hold_us: int, now_us: int | None = None) -> tuple[Frame, Frame]:
    """Tell the runs that count from those that must wait; noise that has ended is left out.

    Args:
        rows: from `number_runs`.
        hold_us: how long a phase must last; it lasts until the first row of the next, or the last row so far.
        now_us: if given, the last run of every asset is taken to last until then.
    Returns:
        Rows of the runs that count, and rows of the last runs that cannot be judged yet.
    """
    run = ("asset_id", "run")
    next_start_us = pl.when(pl.col("run") != pl.col("run").shift(-1).over("asset_id")).then(
        pl.col("time_us").shift(-1).over("asset_id")
    )
    own_end_us = pl.col("time_us").max() if now_us is None else pl.lit(now_us)
    end_us = pl.coalesce(next_start_us.max().over(run), own_end_us.over(run))
    is_long = end_us - pl.col("run_start_us") >= hold_us
    rows = rows.with_columns(
        counts=pl.col("is_judged").any().over(run) | (is_long & _is_plausible().over(run)),
        is_last=pl.col("run") == pl.col("run").max().over("asset_id"),
    )
    counted = rows.filter("counts").drop("counts", "is_last")
    waiting = rows.filter(~pl.col("counts") & pl.col("is_last")).drop("counts", "is_last")
    return counted, waiting


def _is_plausible() -> pl.Expr:
    """Is a run in the air, after another run, more than rolling with a bad speed? It climbs or is high.

    Each part only turns from no to yes as rows come in, so that it does not matter how many come at once.
    """
    alt = pl.col("alt_ft")
    return (
        (pl.col("phase").first() == GROUND)
        | (pl.col("run").first() == 1)
        | (alt.count() == 0)
        | (alt.max() - alt.min() >= RISE_FT)
        | (alt.max() >= HIGHEST_FIELD_FT)
    )
