"""case-files.md: what may stand in each file of a case folder, from the models that read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reference.markdown import code, codes, one_line, section, table
from reference.markdown import page as whole_page
from reference.models import fields_table
from vedette.case import files, reviews, settings
from vedette.schema.words import CERTAINTIES, SIGHTING_EVENTS, SIGHTING_HOW
from vedette.sources import publishers_csv, report_text, sightings_csv

_FOLDER = """\
```text
my-case/
  case.toml           what is asked: period, places, data, settings
  claims.toml         claims written by hand; decisions on claims that were read
  sightings.csv       logged observations, each with its sources (also sightings-*.csv)
  sources.csv         who published what, when, on whom it rests (also sources-*.csv)
  assets.csv          more ships and aircraft, and their dated numbers
  places.geojson      more places
  reports/            texts, one file each: .txt .md .html .htm .json
  data/               the tables; made by `vedette run`, not for git
  briefs/2024-12-22/  briefs, by the day that they speak of
  export/             what `vedette export` wrote
```"""

# column -> meaning; the words and formulas are those of the code that reads the file
SIGHTING_COLUMNS: Mapping[str, str] = {
    "sighting_id": "id, not used twice in the file; **required**",
    "asset": "ship, aircraft or class, by name, id or class code; several separated by `;` become sightings of their own "
    "(`e01`, `e01.2`, ...); **required**",
    "count": "how many: `3`, `>=3`, `3+`, `<=4`, `2-4`; empty = 1 for a named asset, not known for a class; `0` with `absent`",
    "event": f"one of {codes(SIGHTING_EVENTS)}; **required**",
    "place": "where: place id or name",
    "from": "origin of a leg: place id or name",
    "to": "destination of a leg: place id or name",
    "lat": "latitude in degrees, if a position was given",
    "lon": "longitude in degrees, if a position was given",
    "earliest": "earliest moment that it can have been: a day, month or moment; **required**",
    "latest": "latest moment that it can have been, a day to its end; empty = the end of `earliest`",
    "precision": "how exactly the time is known, in your words; for readers of the file, not used",
    "how": f"how it was seen: one of {codes(SIGHTING_HOW)}; empty = `reported`",
    "certainty": f"one of {codes(CERTAINTIES)}; empty = `possible`",
    "sources": "ids in `sources.csv`, separated by `;`; the sighting is *known* from the earliest publication among them",
    "note": "free text",
}
PUBLISHER_COLUMNS: Mapping[str, str] = {
    "source_id": "id, used in `sightings.csv` and in the front matter of reports; **required**",
    "url": "link",
    "published": "day, month or year, of which the end counts; the column is **required**, a cell may be empty",
    "outlet": "who published it; empty = the id; the column is **required**",
    "language": "ISO 639-1 code",
    "owner": "owner of the outlet; publications of one owner that rest on nobody else count as one origin",
    "rests_on": "ids or names of the origins that it reproduces or cites, separated by `;`; empty = its own",
    "reliability": "Admiralty letter `A` to `F`",
    "credibility": "Admiralty number `1` to `6`; shown, not used in any sum",
}
FRONT_MATTER: Mapping[str, str] = {
    "title": "headline",
    "outlet": "who published it",
    "url": "link",
    "language": "ISO 639-1 code",
    "source": "id in `sources.csv`; what is not said here is taken from that row",
    "published": "day, month or moment",
    "date": "the same as `published`",
    "link": "the same as `url`",
    "rests_on": "origins that it reproduces or cites: a list, or a text with `;`",
    "summary": "`true` if the text is a summary in your own words",
}


_CASE = """\
A case is a folder that holds one question. Only `case.toml` must be there. An unknown key, a value that cannot stand or a
place that nobody knows is refused; the message names the file and the line."""
_TIMES = """\
Times are TOML dates, or texts such as `"2024-12-22"`, `"2024-12"`, `"2024-12-22T07:30Z"`. Where a time ends something, a
bare day means its last moment."""
_PERIOD = '`[case.period]`, or inline: `period = { start = "2024-12-01", end = "2025-01-31" }`.'
_SOURCES = """\
One entry for each file or folder of data. Files may also be brought in with [`vedette add`](commands.md#vedette-add)."""
_MAPPING = """\
`[sources.columns]`, or `--column` of `vedette add`: for tables whose columns bear names that no format knows."""
_SETTINGS = "Parameters that differ from the defaults, part by part: `[settings.visits]` and so on."
_CLAIMS = """\
Claims written by hand, and decisions on claims that the reader found. A claim written here is judged like any other."""
_REVIEWS = """\
Written by [`vedette claims DIR --review`](../review.md) and its like, always at the end of the file. An entry with nothing but
`claim` and `decision` holds as long as a claim bears the id."""
_SIGHTINGS = "Observations logged by a person. The header names the columns; their order is free."
_ASSETS = """\
Ships and aircraft that the [register](register.md) does not have, or other numbers for those that it has. The same id on
several lines gives several identities. An asset that stands here replaces the register's of the same id."""
_PLACES = """\
A GeoJSON FeatureCollection of points and polygons without holes, longitude first. The properties of a feature:"""
_REPORTS = """\
One file per text. A text file may begin with front matter: YAML between two lines of `---`. Without it, a short first line
is the title, and a line near the top that is a date is the date of publication. Saved web pages and Telegram exports say
these things themselves."""


def page() -> str:
    """The page."""
    return whole_page(
        "Case files",
        _CASE,
        _FOLDER,
        section("case.toml", _TIMES, *_of_case_toml()),
        section(
            "claims.toml",
            _CLAIMS,
            section("[[claims]]", fields_table(files.WrittenClaim), level=3),
            section("[[reviews]]", _REVIEWS, fields_table(reviews.ClaimReview), level=3),
            section("ReadSlots", "`read.kind` and so on, in `[[reviews]]`.", fields_table(reviews.ReadSlots), level=3),
            section("ReadAsset", "One of `read.assets`.", fields_table(reviews.ReadAsset), level=3),
            section(
                "ReadPlace", "One of `read.origin`, `read.destination`, `read.place`.", fields_table(reviews.ReadPlace), level=3
            ),
            section("SetSlots", "`set.kind` and so on, in `[[reviews]]`.", fields_table(reviews.SetSlots), level=3),
        ),
        section("sightings.csv", _SIGHTINGS, _columns(sightings_csv.COLUMNS, SIGHTING_COLUMNS)),
        section("sources.csv", "Who published what.", _columns(publishers_csv.COLUMNS, PUBLISHER_COLUMNS)),
        section("assets.csv", _ASSETS, fields_table(files.AssetRow)),
        section("places.geojson", _PLACES, fields_table(files.PlaceProperties)),
        section("reports/", _REPORTS, _columns((*report_text._KEYS, *report_text._OTHER_KEYS), FRONT_MATTER, head="key")),
    )


def _of_case_toml() -> Iterator[str]:
    for title, text, model in (
        ("[case]", "", settings.Question),
        ("Period", _PERIOD, settings.Period),
        ("Area", "`[case.map]`.", settings.Area),
        ("Bases", "`[case.bases]`; see [what movements fit](case-hypotheses.md).", settings.Bases),
        ("[[sources]]", _SOURCES, settings.SourceSpec),
        ("ColumnMapping", _MAPPING, settings.ColumnMapping),
    ):
        yield section(title, text, fields_table(model), level=3)
    yield section("[settings]", _SETTINGS, _parts(), level=3)


def _parts() -> str:
    fields = settings.Settings.model_fields.items()
    rows = ((code(name), one_line(field.description or ""), _where(name)) for name, field in fields)
    return table(("part", "what", "keys"), rows)


def _where(part: str) -> str:
    return "[likelihoods](likelihoods.md)" if part == "likelihoods" else f"[settings](settings.md#settings{part})"


def _columns(names: Sequence[str], meanings: Mapping[str, str], head: str = "column") -> str:
    """A table of columns; fails where the code has a column that is not explained here, or the other way round."""
    if set(names) != set(meanings):
        raise SystemExit(f"explain in case_files.py, or remove: {', '.join(sorted(set(names) ^ set(meanings)))}")
    return table((head, "meaning"), ((code(name), one_line(meanings[name])) for name in names))
