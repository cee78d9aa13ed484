"""images*.csv: pictures from above as looks, whether or not anything was found in them. One line is one image.

Lines flow in, rows of `images` flow out. An image must say what it covers, by a box, a place, or both; without either it is an
issue. What it does not say of cloud stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette.schema.tables import IMAGES
from vedette.schema.words import IMAGE_SENSORS
from vedette.sources.checked_csv import Cell, Checked, issues_frame, knows_header, read_checked
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.naming import name_place
from vedette.sources.table_lines import ROW

_WIDEST_DEG = 60  # no image is wider than that; east and west have changed places
_BOX = ("south_deg", "west_deg", "north_deg", "east_deg")
CELLS = (
    Cell(("image_id", "scene_id"), needed="no_id", doc="id, not used twice in the file"),
    Cell(("time", "timestamp"), "time", needed="bad_time", doc="when it was taken, UTC"),
    Cell(("sensor",), "word", words=IMAGE_SENSORS, needed="bad_word", doc="`sar` or `optical`"),
    Cell(("received",), "time", doc="when it could be had, for a verdict as of a day; empty = as soon as it was taken"),
    Cell(("provider",), doc="who took or supplied it"),
    Cell(("pass_id",), doc="pass of the satellite: images of one pass count as one look; empty = one pass per provider and ten minutes"),
    Cell(("place_id", "place"), doc="the place that it covers, by id or name; needed where there is no box"),
    Cell(("south_deg", "south"), "number", -90, 90, doc="box of the footprint, degrees; needed where there is no place"),
    Cell(("west_deg", "west"), "number", -180, 180, doc="box; west of more than east crosses 180 degrees"),
    Cell(("north_deg", "north"), "number", -90, 90, doc="box"),
    Cell(("east_deg", "east"), "number", -180, 180, doc="box"),
    Cell(("gsd_m",), "number", 0.05, 1000, doc="ground sample distance in metres: what length of ship it can show"),
    Cell(("cloud_share",), "number", 0, 1, doc="share under cloud, 0 to 1; empty = not known, which is not 0"),
)  # fmt: skip


def sniff(head: bytes, _path: Path) -> float:
    """1 if the header has an image's id, time and sensor, and a place or a box."""
    has_where = knows_header(head, CELLS, ("place_id",)) or knows_header(head, CELLS, _BOX)
    return 1.0 if has_where and not knows_header(head, (Cell(("lat_deg", "lat", "latitude"), needed="-"),), ()) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of images.

    Raises:
        SourceError: it is no such CSV, or lacks a column.
    """
    seen: set[str] = set()
    for checked in read_checked(path, context, CELLS):
        rows = list(_judge(checked, context, seen))
        images = IMAGES.build(rows)
        yield Batch(images=images, issues=issues_frame(checked), counts=Counts(other=images.height, issues=len(checked.issues)))


def _judge(checked: Checked, context: ReadContext, seen: set[str]) -> Iterator[dict[str, Any]]:
    """Rows that say where, each id once; what cannot stand goes to the issues."""
    for found in checked.good.iter_rows(named=True):
        row, line = {k: v for k, v in found.items() if k != ROW}, found[ROW]
        image_id = row["image_id"]
        code = "repeated_id" if image_id in seen else None
        box = [row[name] for name in _BOX]
        if not _is_box(*box):
            if any(edge is not None for edge in box):
                checked.remarks.append(issue_row(context.source_id, line, "bad_box", str(box)))
            row.update(dict.fromkeys(_BOX))
        named = name_place(row["place_id"] or "", context.register)
        if (text := row["place_id"]) and named.code is not None:
            checked.remarks.append(issue_row(context.source_id, line, named.code, text, name=repr(text), hint=named.hint))
        row["place_id"] = named.id if context.register is not None else row["place_id"]
        if code is None and row["place_id"] is None and row["south_deg"] is None:
            code = "no_footprint"
        if code is not None:
            checked.issues.append(issue_row(context.source_id, line, code, image_id))
            continue
        seen.add(image_id)
        yield row | {"source_id": context.source_id, "source_row": line}


def _is_box(south: float | None, west: float | None, north: float | None, east: float | None) -> bool:
    if south is None or west is None or north is None or east is None:
        return False
    return south < north and 0 < (east - west) % 360 <= _WIDEST_DEG


FORMAT = Format(
    "images_csv",
    "Images as looks (images.csv)",
    "line",
    f"Columns: {', '.join(c.name for c in CELLS)}. One line per image, also of those in which nothing was found: an image without "
    "a ship is what makes an absence mean something. It needs a place or a box; times are UTC.",
    sniff,
    read,
)
