"""Numbers of the loops to columns of the tables. Arrays flow in, Polars series flow out."""

from __future__ import annotations

import numpy as np
import polars as pl

from vedette.engine.columns import Floats, Ints
from vedette.schema.table import TIME
from vedette.sources.ais_bulk.layout import NO_TIME
from vedette.sources.identities import MMSI_DIGITS


def asset_ids(mmsi: Ints) -> pl.Series:
    """Asset ids of the numbers of ships; the text of each is made once."""
    numbers, which = np.unique(mmsi, return_inverse=True)
    return _texts(numbers)[which]


def grouped_asset_ids(mmsi: Ints) -> pl.Series:
    """The same where equal numbers stand together."""
    is_first = np.ones(len(mmsi), np.bool_)
    np.not_equal(mmsi[1:], mmsi[:-1], out=is_first[1:])
    return _texts(mmsi[is_first])[np.cumsum(is_first) - 1]


def _texts(numbers: Ints) -> pl.Series:
    return pl.Series("asset_id", [f"mmsi:{number:0{MMSI_DIGITS}d}" for number in numbers.tolist()], pl.String)


def times(time_us: Ints) -> pl.Series:
    """Times from microseconds since 1970; null where there is none."""
    known = pl.Series(time_us)
    return known.set(known == NO_TIME, None).cast(TIME)


def measures(values: Floats) -> pl.Series:
    """A measure; NaN becomes null."""
    return pl.Series(np.ascontiguousarray(values)).fill_nan(None)
