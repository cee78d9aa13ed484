"""A case's sightings.csv: observations logged by hand, each with its sources. One record is one row.

Records flow in, sightings flow out: one for each asset that a record names. Names are resolved by the register; what it does
not know stays as text, with a warning. A sighting is known from the earliest publication among its sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from vedette.clock import span
from vedette.registry.names import resemble
from vedette.schema.tables import ISSUES, SIGHTINGS
from vedette.schema.words import CERTAINTIES, SIGHTING_EVENTS, SIGHTING_HOW
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.naming import name_asset, name_place
from vedette.sources.publishers_csv import publishers_beside
from vedette.sources.written_csv import Record, has_columns, read_records, refuse_misspelt, split_list

COLUMNS = (
    "sighting_id", "asset", "count", "event", "place", "from", "to", "lat", "lon", "earliest", "latest", "precision", "how",
    "certainty", "sources", "note",
)  # fmt: skip
_REQUIRED = ("sighting_id", "asset", "event", "earliest")
_COUNT = re.compile(r"(?P<bound>>=|<=|>|<|~)?\s*(?P<low>\d+)(?:\s*(?:-|–|to)\s*(?P<high>\d+))?(?P<more>\+)?")
# column -> allowed words, and the word taken where the cell is empty
_WORDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("event", SIGHTING_EVENTS, ""),
    ("how", SIGHTING_HOW, "reported"),
    ("certainty", CERTAINTIES, "possible"),
)


class _RefusedError(Exception):
    """The record cannot be a sighting."""

    def __init__(self, code: str, value: str, **fields: object) -> None:
        self.code, self.value, self.fields = code, value, fields
        super().__init__(code)


def sniff(head: bytes, _path: Path) -> float:
    """1 if the header has id, asset, event and date."""
    return 1.0 if has_columns(head, _REQUIRED) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """One batch of sightings.

    Raises:
        SourceError: it is no CSV, or lacks a column.
    """
    columns, records = read_records(path, _REQUIRED)
    publishers = publishers_beside(path, context)
    published = dict(zip(publishers["publisher_id"], publishers["published"], strict=True))
    unread = [c for c in columns if c not in COLUMNS]
    refuse_misspelt(path, unread, [c for c in COLUMNS if c not in columns])
    issues = [issue_row(context.source_id, None, "unread_columns", names=", ".join(unread))] if unread else []
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    n_good = 0
    for record in records:
        try:
            found, remarks = _read_record(record, context, published, seen)
        except _RefusedError as refused:
            issues.append(issue_row(context.source_id, record.line, refused.code, refused.value, **refused.fields))
            continue
        n_good += 1
        rows += found
        issues += remarks
    yield Batch(
        sightings=SIGHTINGS.build(rows), issues=ISSUES.build(issues), counts=Counts(other=n_good, issues=len(records) - n_good)
    )


def _read_record(
    record: Record, context: ReadContext, published: Mapping[str, datetime | None], seen: set[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sightings of a record, one for each asset, and remarks."""
    cells = {name: record.cells.get(name, "") for name in COLUMNS}
    if not cells["sighting_id"]:
        raise _RefusedError("no_id", "")
    if cells["sighting_id"] in seen:
        raise _RefusedError("repeated_id", cells["sighting_id"])
    if not cells["asset"]:
        raise _RefusedError("no_identity", "")
    remarks: list[dict[str, Any]] = []

    def remark(code: str, value: str | None, **fields: object) -> None:
        remarks.append(issue_row(context.source_id, record.line, code, value, **fields))

    words = {name: _word(cells[name], name, allowed, default, remark) for name, allowed, default in _WORDS}
    start, end = _interval(cells["earliest"], cells["latest"])
    low, high = _count(cells["count"])
    common = {
        **words, **_where(cells, context, remark),
        "count_min": low, "count_max": high, "start": start, "end": end,
        "source_ids": split_list(cells["sources"]), "known": _known(split_list(cells["sources"]), published, end, remark),
        "note": cells["note"] or None, "source_id": context.source_id, "source_row": record.line,
    }  # fmt: skip
    seen.add(cells["sighting_id"])
    rows = []
    for i, text in enumerate(split_list(cells["asset"]), 1):
        named = name_asset(text, context.register)
        if named.code is not None:
            remark(named.code, text, name=repr(text), hint=named.hint)
        own: dict[str, Any] = {"asset_id": named.id, "class": named.asset_class, "asset_text": text}
        if named.id is not None and low is None:
            own |= {"count_min": 1, "count_max": 1}
        rows.append(common | own | {"sighting_id": cells["sighting_id"] + (f".{i}" if i > 1 else "")})
    return rows, remarks


def _word(text: str, name: str, allowed: Sequence[str], default: str, remark: Any) -> str:
    if text in allowed:
        return text
    if not text and default:
        remark("default_word", None, name=name, wanted=default)
        return default
    near = resemble(text, allowed, 1)
    raise _RefusedError("bad_word", text, name=name, wanted=", ".join(allowed) + (f" (did you mean {near[0]}?)" if near else ""))


def _interval(earliest: str, latest: str) -> tuple[datetime, datetime]:
    """From the start of the earliest day (or month, or moment) to the end of the latest; without a latest, of the earliest."""
    bounds = []
    for text in (earliest, latest or earliest):
        try:
            bounds.append(span(text))
        except ValueError:
            raise _RefusedError("bad_time", text, wanted="2024-12-22, 2024-12 or 2024-12-22T07:30") from None
    start, end = bounds[0][0], bounds[1][1]
    if end < start:
        raise _RefusedError("bad_interval", f"{earliest} to {latest}")
    return start, end


def _count(text: str) -> tuple[int | None, int | None]:
    """At least and at most: 3, >=3, 3+, <=4, 2-4; about 3 is 3."""
    if not text:
        return None, None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise _RefusedError("bad_count", text)
    low, bound = int(match["low"]), match["bound"]
    if match["high"] is not None:
        return low, int(match["high"])
    if bound in (">=", ">") or match["more"]:
        return low + (bound == ">"), None
    if bound in ("<=", "<"):
        return None, low - (bound == "<")
    return low, low


def _where(cells: Mapping[str, str], context: ReadContext, remark: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, target in (("place", "place_id"), ("from", "from_place_id"), ("to", "to_place_id")):
        named = name_place(cells[column], context.register)
        if named.code is not None:
            remark(named.code, cells[column], name=repr(cells[column]), hint=named.hint)
        found[target] = named.id
    texts = [cells["place"], f"{cells['from']} to {cells['to']}" if cells["from"] or cells["to"] else ""]
    found["place_text"] = "; ".join(t for t in texts if t) or None
    return found | _point(cells["lat"], cells["lon"])


def _point(lat_text: str, lon_text: str) -> dict[str, float | None]:
    if not lat_text and not lon_text:
        return {"lat_deg": None, "lon_deg": None}
    try:
        lat, lon = float(lat_text), float(lon_text)
    except ValueError:
        raise _RefusedError("bad_position", f"{lat_text}, {lon_text}") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _RefusedError("bad_position", f"{lat_text}, {lon_text}")
    return {"lat_deg": lat, "lon_deg": lon}


def _known(ids: Sequence[str], published: Mapping[str, datetime | None], end: datetime, remark: Any) -> datetime:
    """The earliest publication among the sources; where none has a date, the end of what was seen."""
    for publisher_id in ids:
        if publisher_id not in published:
            near = resemble(publisher_id, published, 1)
            remark("unknown_publisher", publisher_id, name=repr(publisher_id), hint=f"; did you mean {near[0]}?" if near else "")
    dates = [date for i in ids if (date := published.get(i)) is not None]
    if ids and not dates:
        remark("no_publication", ";".join(ids))
    return min(dates, default=end)


FORMAT = Format(
    "sightings_csv",
    "Logged sightings (sightings.csv)",
    "line",
    f"Columns: {', '.join(COLUMNS)}. asset and sources may name several, separated by semicolons; every asset becomes a sighting "
    "of its own (e01, e01.2, ...). earliest and latest may be days, months or moments.",
    sniff,
    read,
)
