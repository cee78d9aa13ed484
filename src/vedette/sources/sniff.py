"""Which format a file has, found from its first bytes, whatever it is called.

A path flows in, a `Format` flows out. Every built-in format is asked for how sure it is, and so are those that plug-ins offer
under the entry point group ``vedette.sources``; the surest has it. A file that none knows raises an error that says what it
looks like and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from vedette.case.settings import ColumnMapping
from vedette.errors import NotFound, SourceError, UnknownFormat
from vedette.registry.names import resemble
from vedette.sources import (
    ais_csv_danish,
    ais_csv_noaa_2025,
    ais_csv_noaa_old,
    beast,
    csv_mapped,
    detections_csv,
    flight_list,
    images_csv,
    json_lines,
    json_table,
    nmea,
    opensky_states,
    parquet_mapped,
    publishers_csv,
    readsb_aircraft,
    readsb_trace,
    report_html,
    report_telegram,
    report_text,
    sbs1,
    sightings_csv,
)
from vedette.sources.diagnose import diagnose
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.opening import read_head

_MODULES = (
    ais_csv_danish, ais_csv_noaa_old, ais_csv_noaa_2025, nmea, readsb_trace, readsb_aircraft, opensky_states, sbs1, beast,
    flight_list, parquet_mapped, csv_mapped, json_lines, json_table, sightings_csv, images_csv, detections_csv, publishers_csv,
    report_telegram, report_html, report_text,
)  # fmt: skip
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _MODULES}
PLUGIN_GROUP = "vedette.sources"


@lru_cache(maxsize=1)
def all_formats() -> dict[str, Format]:
    """Built-in formats and those of plug-ins, by name; a plug-in cannot replace a built-in one."""
    offered = (point.load() for point in entry_points(group=PLUGIN_GROUP))
    return {form.name: form for form in offered} | FORMATS


def format_named(name: str) -> Format:
    """The format of a name.

    Raises:
        NotFound: there is none; says which it resembles.
    """
    formats = all_formats()
    if name not in formats:
        raise NotFound("format", name, resemble(name, formats))
    return formats[name]


def sniff(path: Path, mapping: ColumnMapping | None = None) -> Format:
    """The format of a file, from its content. With a mapping of columns, the kind of table that the content is.

    Raises:
        UnknownFormat: no format knows it; says what it looks like and what to do.
        SourceError: it cannot be opened.
    """
    head, is_broken = read_head(path)
    if mapping is not None:
        return _table_of(head, path)
    sureness = {form.name: form.sniff(head, path) for form in all_formats().values()} if head.strip() else {}
    best = max(sureness, key=sureness.__getitem__, default=None)
    if best is None or sureness[best] <= 0:
        raise UnknownFormat(str(path), diagnose(head, path, is_broken=is_broken))
    return all_formats()[best]


def read_source(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of a file whose format is found out.

    Raises:
        SourceError: it cannot be read at all.
    """
    return sniff(path, context.mapping).read(path, context)


def expand(path: Path) -> list[Path]:
    """A file as itself; a folder as all files in it and below, hidden ones left out, in a fixed order.

    Raises:
        SourceError: nothing is there.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise SourceError(str(path), "no such file or folder")
    files = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
    if not files:
        raise SourceError(str(path), "the folder holds no files")
    return files


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def _table_of(head: bytes, path: Path) -> Format:
    if parquet_mapped.sniff(head, path):
        return parquet_mapped.FORMAT
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return json_table.FORMAT
    if start.startswith(b"{"):
        return json_table.FORMAT if json_table.sniff(head, path) else json_lines.FORMAT
    return csv_mapped.FORMAT
