"""From the number under which a position was heard to the registered asset that bore it at that time.

In flow positions whose asset_id is an identity (``mmsi:...``, ``icao24:...``), out flow the same rows with the
registered asset's id where exactly one asset is known to have borne the number then. A number claimed by two assets
at the same time stays as it is: which of them it was is not for this step to guess.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Ints
from vedette.engine.step import Frame, Map
from vedette.schema.table import TIME
from vedette.schema.tables import POSITIONS

# key, value, first and last time at which it was borne (None = open), registered asset
DatedIdentity = tuple[str, str, datetime | None, datetime | None, str]
_SCHEMA: dict[str, type[pl.DataType] | pl.DataType] = {
    "key": pl.String, "value": pl.String, "valid_from": TIME, "valid_to": TIME, "resolved": pl.String,
}  # fmt: skip

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)  # before any position


class ResolveParams(BaseModel):
    """Which numbers belong to registered assets, and when."""

    model_config = ConfigDict(frozen=True)

    identities: tuple[DatedIdentity, ...] = Field(
        (), description="key (mmsi or icao24), value, valid from, valid to (None = open), asset id"
    )


def resolve_assets(positions: Frame, params: ResolveParams) -> Frame:
    """Put registered assets' ids in place of the numbers that they bore.

    Args:
        positions: rows of `POSITIONS`, any order.
        params: dated identities; both ends of an interval belong to it.
    Returns:
        The same rows; asset_id changed where exactly one asset bore the number at the row's time.
    """
    if not params.identities or positions.is_empty():
        return positions
    known = _identity_rows(params.identities)
    heard = positions.lazy().select("asset_id", "time").with_row_index("row")
    resolved = (
        heard.join(known.lazy(), on="asset_id")
        .filter(
            (pl.col("valid_from").is_null() | (pl.col("valid_from") <= pl.col("time")))
            & (pl.col("valid_to").is_null() | (pl.col("time") <= pl.col("valid_to")))
        )
        .group_by("row")
        .agg(pl.col("resolved").unique())
        .filter(pl.col("resolved").list.len() == 1)
        .with_columns(pl.col("resolved").list.first())
        .collect()
    )
    return (
        positions.with_row_index("row")
        .join(resolved, on="row", how="left", maintain_order="left")
        .with_columns(pl.coalesce("resolved", "asset_id").alias("asset_id"))
        .drop("row", "resolved")
    )


def _identity_rows(identities: tuple[DatedIdentity, ...]) -> pl.DataFrame:
    rows = pl.DataFrame(identities, schema=_SCHEMA, orient="row")
    value = pl.when(pl.col("key") == "icao24").then(pl.col("value").str.to_lowercase()).otherwise(pl.col("value"))
    return rows.filter(pl.col("key").is_in(["mmsi", "icao24"])).select(
        pl.format("{}:{}", "key", value).alias("asset_id"), "valid_from", "valid_to", "resolved"
    )


class QuickResolve:
    """`resolve_assets` asked once for every number and every moment at which its answer may change."""

    def __init__(self, params: ResolveParams) -> None:
        self.known: dict[str, tuple[list[int], list[str]]] = {}  # by number: from when (µs) it means which asset
        if not params.identities:
            return
        rows = _identity_rows(params.identities).with_columns(pl.col("valid_from", "valid_to").cast(TIME))
        ends = rows.select("asset_id", time=pl.col("valid_to") + pl.duration(microseconds=1))  # an end still belongs to it
        begins = rows.select("asset_id", time="valid_from")
        nulls = rows.select("asset_id", time=pl.lit(_LONG_AGO).cast(TIME))
        moments = pl.concat([nulls, begins, ends]).drop_nulls().unique().sort("asset_id", "time")
        for number, time, resolved in zip(
            moments["asset_id"], moments["time"].to_physical(), resolve_assets(moments, params)["asset_id"], strict=True
        ):
            times_us, assets = self.known.setdefault(number, ([], []))
            times_us.append(time)
            assets.append(resolved)

    def __call__(self, names: list[str], time_us: Ints) -> list[str]:
        """The assets that bore these numbers at these times."""
        known = self.known
        return [
            found[1][bisect_right(found[0], at_us) - 1] if (found := known.get(name)) else name
            for name, at_us in zip(names, time_us.tolist(), strict=True)
        ]


RESOLVE = Map("resolve_assets", POSITIONS, POSITIONS, resolve_assets, QuickResolve)
