"""Synthetic feeds with known truth: reading them, and scoring what was found against it.

A feed is a folder with `feed.parquet` or `feed/*.parquet` (mmsi, t, lon, lat, sog, cog in the order of reception),
`places.parquet` (rings) and `truth_visits`, `truth_gaps`, `truth_meets` in seconds since the start that `meta.json` names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.seen import mark_seen
from vedette.engine.packed import Chunk, Feed
from vedette.events.places import PlaceGeometry

COLUMNS = ("mmsi", "t", "lon", "lat", "sog", "cog")
_CHUNK_ROWS = 250_000
_ENTER_KM, _EXIT_KM = 0.05, 1.0  # rings are entered at their edge, and left a kilometre beyond it
_SLACK_S = 3600.0  # a visit or gap is the one of the truth if they overlap, with this much room


@dataclass(frozen=True)
class FeedFolder:
    """Where a feed lies, and its pieces: file, first row, number of rows."""

    folder: Path
    pieces: tuple[tuple[Path, int, int], ...]

    @property
    def n_rows(self) -> int:
        """Rows in the feed."""
        return sum(n for _, _, n in self.pieces)

    @property
    def files(self) -> list[Path]:
        """The files, in order."""
        return list(dict.fromkeys(path for path, _, _ in self.pieces))


def open_feed(folder: Path) -> FeedFolder:
    """Find the files of a feed and cut them into pieces.

    Raises:
        FileNotFoundError: there is no feed in the folder.
    """
    files = [folder / "feed.parquet"] if (folder / "feed.parquet").exists() else sorted((folder / "feed").glob("*.parquet"))
    if not files:
        raise FileNotFoundError(f"{folder}: neither feed.parquet nor feed/*.parquet")
    pieces = []
    for path in files:
        n_rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        pieces += [(path, at, min(_CHUNK_ROWS, n_rows - at)) for at in range(0, n_rows, _CHUNK_ROWS)]
    return FeedFolder(folder, tuple(pieces))


def as_feed(feed: FeedFolder) -> Feed:
    """The feed as the one-pass engine reads it."""

    def read(piece: int, *columns: str) -> pl.DataFrame:
        path, at, n_rows = feed.pieces[piece]
        return pl.scan_parquet(path).slice(at, n_rows).select(columns).collect()

    def read_chunk(piece: int) -> Chunk:
        return as_chunk(read(piece, *COLUMNS))

    return Feed(len(feed.pieces), lambda piece: read(piece, "mmsi")["mmsi"].to_numpy(), read_chunk)


def as_chunk(rows: pl.DataFrame) -> Chunk:
    """Rows of a feed as the one-pass engine packs them."""
    return Chunk(
        rows["mmsi"].to_numpy(), rows["t"].dt.cast_time_unit("us").to_physical().to_numpy(), rows["lat"].to_numpy(),
        rows["lon"].to_numpy(), _or_nan(rows["sog"].to_numpy(), 102.25), _or_nan(rows["cog"].to_numpy(), 359.99),
    )  # fmt: skip


def _or_nan(column: np.ndarray, greatest: float) -> np.ndarray:
    """Above the greatest value, AIS says "not available"."""
    return np.where(column > greatest, np.float32("nan"), column)


def read_places(folder: Path) -> tuple[PlaceGeometry, ...]:
    """The places of a feed."""
    rows = pl.read_parquet(folder / "places.parquet").iter_rows(named=True)
    return tuple(
        PlaceGeometry(f"{r['place']}", "port", r["cy"], r["cx"], _ENTER_KM, _EXIT_KM, tuple(zip(r["xs"], r["ys"], strict=True)))
        for r in rows
    )


@dataclass(frozen=True)
class Score:
    """How much of the truth was found, and how much of what was found is true."""

    n_true: int
    n_found: int
    recall: float
    precision: float
    median_error_min: float | None = None
    n_seen: int | None = None  # of the true ones, those that the feed could show
    recall_seen: float | None = None  # over them

    def as_dict(self) -> dict[str, float | int | None]:
        """For JSON; what could be seen is said where it was looked at."""
        shown = {k: v for k, v in vars(self).items() if self.n_seen is not None or k not in ("n_seen", "recall_seen")}
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in shown.items()}


def score_visits(folder: Path, visits: pl.DataFrame) -> Score:
    """Visits with a stop or a gap inside against true stays: same number and place, overlapping in time.

    A true stay that no usable row of the feed shows cannot be found; it counts as missed all the same.
    """
    truth = pl.read_parquet(folder / "truth_visits.parquet").with_columns(place_id=pl.col("place").cast(pl.String))
    found = _since_start(folder, visits.filter(pl.col("confidence") >= 2)).select("mmsi", "place_id", "start_s", "end_s")
    pairs = _pairs(truth.rename({"t_arr": "from_s", "t_dep": "to_s"}), found, ("mmsi", "place_id"))
    seen = (
        pairs.filter(pl.col("from_s") > 0).group_by("true").agg((pl.col("start_s") - pl.col("from_s")).abs().min().alias("off"))
    )
    return _score(truth.height, found.height, pairs, float(seen["off"].median() or 0.0) / 60)  # type: ignore[arg-type]


def score_gaps(folder: Path, gaps: pl.DataFrame) -> Score:
    """Gaps against true dark periods: same number, overlapping in time."""
    truth = pl.read_parquet(folder / "truth_gaps.parquet").rename({"t0": "from_s", "t1": "to_s"})
    found = _since_start(folder, gaps).select("mmsi", "start_s", "end_s")
    return _score(truth.height, found.height, _pairs(truth, found, ("mmsi",)))


def score_meets(folder: Path, met: pl.DataFrame) -> Score:
    """Meetings against true ones: the same two numbers, overlapping in time. One before the feed begins cannot be found.

    Beside the recall over all stands that over meetings during which both ships sent a position (`benchmarks.seen`).
    """
    pair = ("mmsi", "other")
    truth = pl.read_parquet(folder / "truth_meets.parquet").rename({"t0": "from_s", "t1": "to_s"}).filter(pl.col("to_s") > 0)
    is_seen = mark_seen(open_feed(folder).files, folder, truth)
    truth = truth.with_columns(mmsi=pl.min_horizontal("a", "b"), other=pl.max_horizontal("a", "b").cast(pl.Int64))
    others = pl.col("other_asset_id").str.extract(r"mmsi:(\d+)").cast(pl.Int64)
    found = _since_start(folder, met.with_columns(other=others)).select(*pair, "start_s", "end_s")
    pairs = _pairs(truth, found, pair)
    n_seen, n_found_of_seen = int(is_seen.sum()), int(is_seen.gather(pairs["true"].unique()).sum())
    return replace(
        _score(truth.height, found.height, pairs), n_seen=n_seen, recall_seen=n_found_of_seen / n_seen if n_seen else None
    )


def _since_start(folder: Path, events: pl.DataFrame) -> pl.DataFrame:
    """Events with their number and with times in seconds since the start of the feed; one that is open lasts to the last one."""
    start_s = json.loads((folder / "meta.json").read_text())["base_ms"] / 1000
    seconds = {f"{n}_s": pl.col(n).dt.epoch("us") / 1e6 - start_s for n in ("start", "end")}
    numbers = pl.col("asset_id").str.extract(r"mmsi:(\d+)").cast(pl.Int64)
    return events.with_columns(mmsi=numbers, **seconds).with_columns(
        pl.col("end_s").fill_null(pl.max_horizontal(pl.col("start_s").max(), pl.col("end_s").max()))
    )


def _pairs(truth: pl.DataFrame, found: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Pairs of a true and a found row that overlap."""
    truth = truth.with_columns(pl.col("mmsi").cast(pl.Int64)).with_row_index("true")
    overlaps = (pl.col("start_s") <= pl.col("to_s") + _SLACK_S) & (pl.col("end_s") >= pl.col("from_s") - _SLACK_S)
    return truth.join(found.with_row_index("found"), on=keys).filter(overlaps)


def _score(n_true: int, n_found: int, pairs: pl.DataFrame, error_min: float | None = None) -> Score:
    recall, precision = pairs["true"].n_unique() / max(n_true, 1), pairs["found"].n_unique() / max(n_found, 1)
    return Score(n_true, n_found, recall, precision, error_min)
