"""formats.md: what can be brought in, what can be written, and why rows are not used; from the formats' own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reference.markdown import code, codes, one_line, section, table
from reference.markdown import page as whole_page
from vedette.brief.exporters.registry import EXPORTERS
from vedette.brief.validate import CHECKS
from vedette.brief.write import FORMATS as BRIEF_FORMATS
from vedette.brief.write import MANIFEST
from vedette.schema.tables import TABLES
from vedette.sources import detections_csv, images_csv
from vedette.sources.checked_csv import Cell
from vedette.sources.columns import KNOWN_NAMES
from vedette.sources.reasons import REASONS
from vedette.sources.sniff import FORMATS

_LOST = {"info": "nothing", "warning": "a part of the row", "error": "the row"}


_INTRO = """\
What a file holds is found out from its content, not from its name. `--format` of
[`vedette add`](commands.md#vedette-add), or `format` under `[[sources]]`, names a format where that fails. Files may be
compressed with gzip."""
_IN = "*Row* is what a citation counts: `src-0123456789ab#17` is row 17 of that file in this unit."
_NAMES = """\
For tables that no format knows by its header. Names are compared in lower case, without anything but letters and digits.
Where two columns could hold the same thing, Vedette asks and does not guess."""
_IMAGES = "One line per image, with or without anything found in it. [Your own data](../own-data.md#images) says how to fill it."
_DETECTIONS = "One line per ship or aircraft found in an image."
_REASONS = "Each becomes a row of [issues](tables.md#issues) with one of these reasons."
_TABLES_OUT = "[`vedette export`](commands.md#vedette-export) writes these."
_BRIEFS_OUT = f"""\
[`vedette brief`](commands.md#vedette-brief) writes these, and a `{MANIFEST}` with the hashes of everything that went in and
came out. For a PDF, print the HTML from a browser: it has a layout for paper."""
_CHECKS = "All of them run. If one finds something, nothing is written and every problem is named."


def page() -> str:
    """The page."""
    formats = ((code(f.name), f.title, f.row_unit, one_line(f.doc)) for f in FORMATS.values())
    names = ((what, codes(_plain(known))) for what, known in KNOWN_NAMES.items())
    reasons = ((code(r.code), r.severity, _LOST[r.severity], _without_fields(r.sentence)) for r in REASONS.values())
    briefs = ((code(name), code(file)) for name, (file, _) in BRIEF_FORMATS.items())
    return whole_page(
        "Formats",
        _INTRO,
        section("In", _IN, table(("format", "what", "row", "remarks"), formats)),
        section("Column names that are known", _NAMES, table(("holds", "names"), names)),
        section("Images", _IMAGES, _cells(images_csv.CELLS)),
        section("Detections", _DETECTIONS, _cells(detections_csv.CELLS)),
        section("Rows that are not used", _REASONS, table(("reason", "severity", "lost", "meaning"), reasons)),
        section("Out: tables", _TABLES_OUT, table(("format", "file", "tables"), _exports())),
        section("Out: briefs", _BRIEFS_OUT, table(("format", "file"), briefs)),
        section("Checks before a brief is written", _CHECKS, table(("check", "why"), ((c.name, c.reason) for c in CHECKS))),
    )


def _cells(cells: Sequence[Cell]) -> str:
    rows = ((codes(c.names), c.doc + ("; **required**" if c.needed else "")) for c in cells)
    return table(("column", "meaning"), rows)


def _exports() -> Iterator[tuple[str, str, str]]:
    positioned = codes(name for name, t in TABLES.items() if "lat_deg" in t.names)
    for name, exporter in EXPORTERS.items():
        yield code(name), code(f"<table>{exporter.suffix}"), positioned if exporter.needs_position else "every table"


def _without_fields(text: str) -> str:
    """The sentence of a reason, with dots where a row's own words stand."""
    return re.sub(r"\{\w+(!r)?\}", "…", text.replace("{hint}", ""))


def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    """Known names without the unit that may follow a slash."""
    return tuple(name.split("/")[0] for name in names)
