"""detections*.csv: ships and aircraft found in images, by a person or a programme. One line is one detection.

Lines flow in, rows of `detections` flow out. The columns of the public tables of ships in radar images (scene_id, timestamp, lat,
lon, presence_score, length_m) are taken as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from vedette.errors import NotFound
from vedette.registry.register import Register
from vedette.schema.tables import DETECTIONS
from vedette.sources.checked_csv import Cell, Checked, issues_frame, knows_header, read_checked
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.table_lines import ROW

CELLS = (
    Cell(("detection_id", "detect_id"), needed="no_id", doc="id, not used twice in the file"),
    Cell(("image_id", "scene_id"), needed="no_image", doc="the image that it was found in"),
    Cell(("time", "timestamp"), "time", needed="bad_time", doc="when that image was taken, UTC"),
    Cell(("lat_deg", "lat", "latitude", "detect_lat"), "number", -90, 90, needed="bad_position", doc="latitude, degrees"),
    Cell(("lon_deg", "lon", "longitude", "detect_lon"), "number", -180, 180, needed="bad_position", doc="longitude, degrees"),
    Cell(("length_m", "length"), "number", 1, 600, doc="measured length in metres; empty = not measured"),
    Cell(("asset_class", "class"), doc="class of the register, by code or name; empty = not told apart"),
    Cell(("confidence", "presence_score", "score"), "number", 0, 1, doc="chance that it is one, 0 to 1; empty = not stated"),
)  # fmt: skip


def sniff(head: bytes, _path: Path) -> float:
    """1 if the header has all that a detection must not lack."""
    return knows_header(head, CELLS, ())


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of detections.

    Raises:
        SourceError: it is no such CSV, or lacks a column.
    """
    seen: set[str] = set()
    for checked in read_checked(path, context, CELLS):
        frame = _name_classes(_once(checked, context, seen), checked, context)
        detections = DETECTIONS.shape(frame.with_columns(source_id=pl.lit(context.source_id)))
        yield Batch(
            detections=detections,
            issues=issues_frame(checked),
            counts=Counts(other=detections.height, issues=len(checked.issues)),
        )


def _once(checked: Checked, context: ReadContext, seen: set[str]) -> pl.DataFrame:
    """Every id once, over the whole file."""
    ids = checked.good["detection_id"]
    is_again = ~ids.is_first_distinct() | ids.is_in(sorted(seen))
    again = checked.good.filter(is_again).select(ROW, "detection_id").iter_rows()
    checked.issues += [issue_row(context.source_id, row, "repeated_id", name) for row, name in again]
    seen.update(ids)
    return checked.good.filter(~is_again)


def _name_classes(frame: pl.DataFrame, checked: Checked, context: ReadContext) -> pl.DataFrame:
    """Classes by their code; a word that is no class is left out with a remark."""
    if context.register is None:
        return frame
    codes = {word: _class_of(word, context.register) for word in frame["asset_class"].drop_nulls().unique()}
    unknown = frame.filter(pl.col("asset_class").is_in([w for w, code in codes.items() if code is None]))
    checked.remarks += [
        issue_row(context.source_id, row, "unknown_asset", word, name=repr(word), hint="")
        for row, word in unknown.select(ROW, "asset_class").iter_rows()
    ]
    return frame.with_columns(pl.col("asset_class").replace_strict(codes, default=None, return_dtype=pl.String))


def _class_of(word: str, register: Register) -> str | None:
    try:
        return register.asset_class(word).code
    except NotFound:
        found = register.find_class(word.replace("_", " "))
    return found.code if found else None


FORMAT = Format(
    "detections_csv",
    "Ships found in images (detections.csv)",
    "line",
    f"Columns: {', '.join(c.name for c in CELLS)}. One line per ship or aircraft found, each naming the image that it was found "
    "in; times are UTC. Names that public tables of detections use are known: scene_id, timestamp, lat, lon, presence_score.",
    sniff,
    read,
)
