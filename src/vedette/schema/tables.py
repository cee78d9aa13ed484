"""Every table of Vedette. Nothing else in the project defines columns.

Times are UTC to the microsecond; units stand in the column names. Missing, zero and failed are three things:
a null says "not known", a zero was measured, a failure is a row of `issues`.
A *citation* is ``source_id#source_row``: the file, and the row in it, that a value came from.
"""

from __future__ import annotations

import polars as pl

from vedette.schema.table import TEXTS, TIME, Column, Table

_PLACE_REF = pl.List(pl.Struct({"text": pl.String, "place_id": pl.String}))
_ASSET_REF = pl.List(
    pl.Struct({"text": pl.String, "class": pl.String, "count_min": pl.Int64, "count_max": pl.Int64, "asset_id": pl.String})
)
_PARTS = pl.List(pl.Struct({"part": pl.String, "asset_id": pl.String, "probability": pl.Float64, "verdict": pl.String}))
_LOG_LR = pl.Struct({"moved": pl.Float64, "elsewhere": pl.Float64, "stayed": pl.Float64, "other": pl.Float64})
_SIGNALS = pl.List(
    pl.Struct(
        {"signal": pl.String, "item_id": pl.String, "why": pl.String, "log_p": pl.Float64, "citations": TEXTS, "known": TIME}
    )
)

_SOURCE_ID = Column("source_id", pl.String, "the source that the row came from")
_SOURCE_ROW = Column("source_row", pl.Int64, "the row in that source, counted from 1 in the unit that its format names")

SOURCES = Table(
    "sources",
    "Every file or feed that was brought in, and what became of its rows.",
    (
        Column("source_id", pl.String, "'src-' and the first 12 hex digits of the content's SHA-256"),
        Column("path", pl.String, "where it was read from, relative to the case folder if inside it"),
        Column("sha256", pl.String, "hash of the bytes as read"),
        Column("format", pl.String, "name of the format module that read it"),
        Column("row_unit", pl.String, "what one row is: line, message, trace point, file"),
        Column("n_bytes", pl.Int64, "size"),
        Column("n_rows", pl.Int64, "rows in it"),
        Column("n_positions", pl.Int64, "rows that became positions"),
        Column("n_identities", pl.Int64, "rows that became identities only"),
        Column("n_issues", pl.Int64, "rows that became issues; rows = positions + identities + other + issues"),
        Column("n_other", pl.Int64, "rows that became sightings, images, detections, publishers or reports"),
        Column("start", TIME, "earliest observation; null if there is none", nullable=True),
        Column("end", TIME, "latest observation; null if there is none", nullable=True),
        Column("south_deg", pl.Float64, "box of all positions; null if there are none", "degree", nullable=True),
        Column("west_deg", pl.Float64, "box", "degree", nullable=True),
        Column("north_deg", pl.Float64, "box", "degree", nullable=True),
        Column("east_deg", pl.Float64, "box", "degree", nullable=True),
        Column("licence", pl.String, "licence of the content; null = not stated", nullable=True),
        Column("attribution", pl.String, "the line that the licence asks for; null = none known", nullable=True),
        Column("url", pl.String, "where it can be had; null = not known", nullable=True),
        Column("is_redistributable", pl.Boolean, "may it be passed on; null = not known", nullable=True),
        Column("is_synthetic", pl.Boolean, "made by a simulation"),
        Column("added", TIME, "when it was brought in"),
    ),
    ("source_id",),
)

POSITIONS = Table(
    "positions",
    "One fix of one asset. A row without a valid latitude and longitude is never a position.",
    (
        Column("asset_id", pl.String, "registered asset, or the identity itself: 'mmsi:273396130', 'icao24:1402a5'"),
        Column("time", TIME, "when it was observed"),
        Column("received", TIME, "when the source had it; null = the source does not say", nullable=True),
        Column("lat_deg", pl.Float64, "WGS-84 latitude, -90 to 90", "degree"),
        Column("lon_deg", pl.Float64, "WGS-84 longitude, -180 to 180", "degree"),
        Column("sog_kn", pl.Float64, "speed over ground", "knot", nullable=True),
        Column("cog_deg", pl.Float64, "course over ground, 0 to below 360", "degree", nullable=True),
        Column("heading_deg", pl.Float64, "heading, 0 to below 360", "degree", nullable=True),
        Column(
            "alt_ft", pl.Float64, "pressure altitude, or geometric where only that is sent; ships null", "foot", nullable=True
        ),
        Column("vrate_fpm", pl.Float64, "vertical rate; ships null", "foot/minute", nullable=True),
        Column("on_ground", pl.Boolean, "sent ground flag; null = not sent", nullable=True),
        Column("accuracy_m", pl.Float64, "radius of containment or class of accuracy", "metre", nullable=True),
        Column("sensor", pl.String, "ais, adsb, mlat, sar, optical or sighting"),
        Column("flags", pl.Int32, "bits of `vedette.schema.flags.Flag`"),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("asset_id", "time", "source_id", "source_row"),
)

IDENTITIES = Table(
    "identities",
    "A number or name that an asset bore, with the dates between which it is known to have borne it.",
    (
        Column("asset_id", pl.String, "registered asset, or the identity under which it was heard"),
        Column("key", pl.String, "mmsi, imo, icao24, callsign, registration, name, type, length_m, hull_number"),
        Column("value", pl.String, "the number or name, as text"),
        Column("valid_from", TIME, "first known; null = open", nullable=True),
        Column("valid_to", TIME, "last known; null = open", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("asset_id", "key", "value", "valid_from", "source_id", "source_row"),
)

ASSETS = Table(
    "assets",
    "A ship or aircraft that the register or the case names.",
    (
        Column("asset_id", pl.String, "e.g. 'ship:sparta-ii'"),
        Column("kind", pl.String, "ship or aircraft"),
        Column("class", pl.String, "asset class of the register, e.g. ro_ro, frigate, il_76"),
        Column("name", pl.String, "name in use", nullable=True),
        Column("operator", pl.String, "who operates it", nullable=True),
        Column("country", pl.String, "ISO 3166 alpha-2", nullable=True),
        Column("length_m", pl.Float64, "length over all", "metre", nullable=True),
        Column("source", pl.String, "link or source id", nullable=True),
    ),
    ("asset_id",),
)

PLACES = Table(
    "places",
    "A base, port, airfield, sea area, or group of them.",
    (
        Column("place_id", pl.String, "e.g. 'tartus'; groups 'country:SY', 'region:eastern-libya', 'sea:mediterranean'"),
        Column("name", pl.String, "English name"),
        Column("kind", pl.String, "naval_base, port, airbase, airport, anchorage, strait, sea, country, region, city"),
        Column("country", pl.String, "ISO 3166 alpha-2; null for seas", nullable=True),
        Column("groups", TEXTS, "the groups that it belongs to"),
        Column("lat_deg", pl.Float64, "reference point", "degree", nullable=True),
        Column("lon_deg", pl.Float64, "reference point", "degree", nullable=True),
        Column("boundary_wkt", pl.String, "WGS-84 polygon; null = the circle of enter_km", nullable=True),
        Column("enter_km", pl.Float64, "a visit begins within this distance of point or boundary", "km", nullable=True),
        Column("exit_km", pl.Float64, "a visit ends beyond it", "km", nullable=True),
        Column("icao", pl.String, "ICAO location indicator", nullable=True),
        Column("unlocode", pl.String, "UN/LOCODE", nullable=True),
        Column("source", pl.String, "link", nullable=True),
    ),
    ("place_id",),
)

TRACKS = Table(
    "tracks",
    "A coherent run of positions of one hull or airframe.",
    (
        Column("track_id", pl.String, "hash of asset, first row"),
        Column("asset_id", pl.String, "the asset; where one number was used by several hulls, '...~2' and so on"),
        Column("start", TIME, "first position"),
        Column("end", TIME, "last position"),
        Column("n_positions", pl.Int64, "usable positions in it"),
        Column("length_km", pl.Float64, "length along the track", "km"),
        Column("sensor", pl.String, "sensor of the first position"),
        Column("lat_deg", pl.List(pl.Float64), "simplified path", "degree"),
        Column("lon_deg", pl.List(pl.Float64), "simplified path", "degree"),
        Column("time", pl.List(TIME), "times of the simplified path"),
        Column("citations", TEXTS, "first and last row"),
    ),
    ("asset_id", "start", "track_id"),
)

COVERAGE = Table(
    "coverage",
    "Where and when anything at all was received: the ground for saying what could have been seen.",
    (
        Column("cell", pl.String, "one-degree cell, south-west corner: 'N34E035'"),
        Column("hour", TIME, "start of the hour"),
        Column("sensor", pl.String, "ais or adsb"),
        Column("n_assets", pl.Int64, "different assets heard"),
        Column("n_positions", pl.Int64, "positions received"),
        Column("uptime", pl.Float64, "share of the hour in which the sources of this sensor delivered anything anywhere"),
        Column(
            "n_expected",
            pl.Int64,
            "assets heard here in the hour before and in the hour after; null = not counted",
            nullable=True,
        ),
        Column("n_again", pl.Int64, "how many of those were heard in this hour too; null = not counted", nullable=True),
        Column("asset_ids", TEXTS, "the assets heard, where there are at most three; null = more, or not noted", nullable=True),
    ),
    ("sensor", "cell", "hour"),
)

SIGHTINGS = Table(
    "sightings",
    "An observation logged by a person, with its source and how it was made.",
    (
        Column("sighting_id", pl.String, "id in the file, or hash of the row"),
        Column("asset_id", pl.String, "registered asset; null = only a class is known", nullable=True),
        Column("class", pl.String, "asset class; null = not said", nullable=True),
        Column("asset_text", pl.String, "who or what was seen, as logged"),
        Column("count_min", pl.Int64, "at least", nullable=True),
        Column("count_max", pl.Int64, "at most; null = open", nullable=True),
        Column("event", pl.String, "present, absent, departed, arrived, transit, flights, loading, anchored, distress, sunk"),
        Column("place_id", pl.String, "where; null = a position or a leg", nullable=True),
        Column("from_place_id", pl.String, "origin of a leg", nullable=True),
        Column("to_place_id", pl.String, "destination of a leg", nullable=True),
        Column("place_text", pl.String, "where, as logged", nullable=True),
        Column("lat_deg", pl.Float64, "where, if a position was given", "degree", nullable=True),
        Column("lon_deg", pl.Float64, "where, if a position was given", "degree", nullable=True),
        Column("start", TIME, "earliest moment it can have been"),
        Column("end", TIME, "latest moment it can have been"),
        Column("how", pl.String, "imagery, photo, observed, tracking, flight_data, official_statement, reported"),
        Column("certainty", pl.String, "confirmed, probable, possible or disputed"),
        Column("source_ids", TEXTS, "ids in the case's sources.csv that it rests on"),
        Column("known", TIME, "when it became known: the earliest publication among its sources"),
        Column("note", pl.String, "free text", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("start", "sighting_id"),
)

IMAGES = Table(
    "images",
    "A picture from above as a look: what it covered, when, and how much of that lay under cloud, whatever was found in it.",
    (
        Column("image_id", pl.String, "id in the file"),
        Column("time", TIME, "when it was taken"),
        Column("received", TIME, "when it could be had; null = not said", nullable=True),
        Column("provider", pl.String, "who took or supplied it; null = not said", nullable=True),
        Column("pass_id", pl.String, "pass of the satellite; images of one pass are one look; null = not said", nullable=True),
        Column("place_id", pl.String, "the place that it is of; null = the box alone says", nullable=True),
        Column("south_deg", pl.Float64, "box of the footprint; null = the place alone says", "degree", nullable=True),
        Column("west_deg", pl.Float64, "box; west > east crosses 180 degrees", "degree", nullable=True),
        Column("north_deg", pl.Float64, "box", "degree", nullable=True),
        Column("east_deg", pl.Float64, "box", "degree", nullable=True),
        Column("sensor", pl.String, "sar or optical"),
        Column("gsd_m", pl.Float64, "ground sample distance; null = not said", "metre", nullable=True),
        Column("cloud_share", pl.Float64, "share of it under cloud, 0 to 1; null = not known", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("time", "image_id", "source_id", "source_row"),
)

DETECTIONS = Table(
    "detections",
    "A ship or aircraft found in an image, by a person or a programme; it bears no identity.",
    (
        Column("detection_id", pl.String, "id in the file"),
        Column("image_id", pl.String, "the image that it was found in"),
        Column("time", TIME, "when that image was taken"),
        Column("lat_deg", pl.Float64, "WGS-84 latitude", "degree"),
        Column("lon_deg", pl.Float64, "WGS-84 longitude", "degree"),
        Column("length_m", pl.Float64, "measured length; null = not measured", "metre", nullable=True),
        Column("asset_class", pl.String, "class of the register; null = not told apart", nullable=True),
        Column(
            "confidence", pl.Float64, "chance that it is one, as the finder states it, 0 to 1; null = not stated", nullable=True
        ),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("time", "detection_id", "source_id", "source_row"),
)

PUBLISHERS = Table(
    "publishers",
    "The case's sources.csv: who published what, and on whom it rests.",
    (
        Column("publisher_id", pl.String, "id used in sightings.csv and in the front matter of reports"),
        Column("url", pl.String, "link", nullable=True),
        Column("outlet", pl.String, "who published it"),
        Column("published", TIME, "when", nullable=True),
        Column("language", pl.String, "ISO 639-1", nullable=True),
        Column("owner", pl.String, "owner of the outlet, where it matters for independence", nullable=True),
        Column("rests_on", TEXTS, "ids or names of the origins that it reproduces or cites; empty = its own"),
        Column("reliability", pl.String, "Admiralty letter A to F", nullable=True),
        Column("credibility", pl.Int64, "Admiralty number 1 to 6", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("publisher_id",),
)

REPORTS = Table(
    "reports",
    "A text.",
    (
        Column("report_id", pl.String, "hash of source and text"),
        Column("publisher_id", pl.String, "id in sources.csv; null = not listed", nullable=True),
        Column("url", pl.String, "link", nullable=True),
        Column("outlet", pl.String, "who published it", nullable=True),
        Column("title", pl.String, "headline", nullable=True),
        Column("published", TIME, "when; null = not known", nullable=True),
        Column("retrieved", TIME, "when it was brought in", nullable=True),
        Column("language", pl.String, "ISO 639-1", nullable=True),
        Column("rests_on", TEXTS, "ids or names of the origins that it reproduces or cites"),
        Column("text", pl.String, "the text; claims cite character offsets into it"),
        Column("sha256", pl.String, "hash of the text"),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("published", "report_id"),
)

CLAIMS = Table(
    "claims",
    "One statement in a report (or written by hand) with who says it and how far they commit to it.",
    (
        Column("claim_id", pl.String, "hash of report, span and kind; or the id given in claims.toml"),
        Column("report_id", pl.String, "the report; null = written by hand without one", nullable=True),
        Column(
            "kind",
            pl.String,
            "move, depart, arrive, present, absent, flight_rate, build_up, draw_down, distance, negotiate, basing, condition, motive, consequence, evidence_state",
        ),
        Column("status", pl.String, "asserted, hedged, planned, conditional, unconfirmed, unresolved or denied"),
        Column("polarity", pl.String, "positive or negative"),
        Column("direction", pl.String, "up or down, for rates; null otherwise", nullable=True),
        Column("quote", pl.String, "the exact words"),
        Column("start", pl.Int64, "offset of the quote in the report's text, characters; null without a report", nullable=True),
        Column("end", pl.Int64, "end of the quote, exclusive", nullable=True),
        Column("trigger", pl.String, "the word that carries the statement"),
        Column("actor", pl.String, "whose assets; null = not said", nullable=True),
        Column("assets", _ASSET_REF, "what moves: as written, class, count, registered asset"),
        Column("origin", _PLACE_REF, "from where"),
        Column("destination", _PLACE_REF, "to where"),
        Column("place", _PLACE_REF, "where, for claims without a direction; the two ends, for a distance"),
        Column("distance_km", pl.Float64, "claimed distance", "km", nullable=True),
        Column("time_text", pl.String, "the words that give the time", nullable=True),
        Column("time_start", TIME, "start of the time that it speaks of", nullable=True),
        Column("time_end", TIME, "end of the time that it speaks of", nullable=True),
        Column("speaker", TEXTS, "chain from the outlet inwards"),
        Column("explicitness", pl.String, "explicit, presupposed or implied"),
        Column("is_checkable", pl.Boolean, "by movement data"),
        Column("reader", pl.String, "deterministic-en, hand, ..."),
        Column("proposition_id", pl.String, "what several claims say alike"),
        Column("made", TIME, "when it was said: publication of its report", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("made", "report_id", "start", "end", "kind", "claim_id"),
)

REVIEWS = Table(
    "reviews",
    "Every decision of a person on a claim, one row an entry of claims.toml, and what has become of it.",
    (
        Column("claim_id", pl.String, "the claim, as in the claims table; where none is there now, the id that the entry names"),
        Column("decision", pl.String, "accept, edit, reject or withdraw; add, for a claim that a person added from a report"),
        Column(
            "state",
            pl.String,
            "in_force; reopened (the text changed, it no longer counts); superseded (a later one counts); not_read (rejected, and not read any more); unknown_claim; not_yet (its report was not published by then)",
        ),
        Column("by", pl.String, "who decided; null = not said", nullable=True),
        Column("on", TIME, "when; null = not said", nullable=True),
        Column("note", pl.String, "why; null = not said", nullable=True),
        Column("report_id", pl.String, "the report; null = not said, or no longer there", nullable=True),
        Column("kind", pl.String, "kind of claim, as the reader had it; null = not said", nullable=True),
        Column("quote", pl.String, "the words; null = not said", nullable=True),
        Column("sentence", pl.String, "the sentence that held them; null = not said", nullable=True),
        Column("changes", TEXTS, "of an edit: what the person put in place of what was read"),
        Column("differences", TEXTS, "what the reader reads otherwise now than when the person decided"),
        Column("problem", pl.String, "one sentence, where it is not in force; null otherwise", nullable=True),
        _SOURCE_ID,
        _SOURCE_ROW,
    ),
    ("source_row", "claim_id"),
)

PROPOSITIONS = Table(
    "propositions",
    "What several claims say alike.",
    (
        Column("proposition_id", pl.String, "hash of its content"),
        Column("kind", pl.String, "kind of the claims"),
        Column("summary", pl.String, "one neutral sentence"),
        Column("claim_ids", TEXTS, "the claims"),
    ),
    ("proposition_id",),
)

ROOTS = Table(
    "roots",
    "The independent origin that several reports share. A report that rests on several origins stands in the root of each.",
    (
        Column("root_id", pl.String, "hash of its members"),
        Column("report_ids", TEXTS, "reports and publishers' ids that go back to it"),
        Column("reason", pl.String, "why they are one"),
    ),
    ("root_id",),
)

RELATIONS = Table(
    "relations",
    "How one claim stands to another: the same, weaker, contradicted, a forecast told as a fact.",
    (
        Column("relation", pl.String, "code of `vedette.schema.relation_words`"),
        Column("claim_id", pl.String, "the claim that it is said of"),
        Column("other_claim_id", pl.String, "the claim that it points to"),
        Column("rule", pl.String, "the rule that found it"),
        Column("reason", pl.String, "one sentence"),
        Column("citations", TEXTS, "source rows of both"),
        Column("known", TIME, "when the later of the two was made; null = not known", nullable=True),
    ),
    ("relation", "claim_id", "other_claim_id", "rule"),
)

EVENTS = Table(
    "events",
    "Visits, take-offs and landings, legs, gaps. The latest as_of of an event_id wins; a retraction is a row.",
    (
        Column("event_id", pl.String, "hash of kind, asset and first row"),
        Column("kind", pl.String, "visit, take_off, landing, leg, gap, rendezvous, identity_conflict"),
        Column("asset_id", pl.String, "the asset"),
        Column("other_asset_id", pl.String, "the second asset of a rendezvous or conflict", nullable=True),
        Column("place_id", pl.String, "where", nullable=True),
        Column("from_place_id", pl.String, "where a leg begins", nullable=True),
        Column("to_place_id", pl.String, "where a leg ends", nullable=True),
        Column("start", TIME, "begin"),
        Column("end", TIME, "end; null while it is open", nullable=True),
        Column("is_open", pl.Boolean, "not ended by the last position known"),
        Column("lat_deg", pl.Float64, "where it began", "degree", nullable=True),
        Column("lon_deg", pl.Float64, "where it began", "degree", nullable=True),
        Column("dist_km", pl.Float64, "length of a leg or gap", "km", nullable=True),
        Column("dur_s", pl.Float64, "duration", "second", nullable=True),
        Column("implied_kn", pl.Float64, "distance over duration", "knot", nullable=True),
        Column("confidence", pl.Float64, "visits 1 to 4, landings and take-offs 0 to 1", nullable=True),
        Column("cause", pl.String, "of a gap: unknown, transponder_off, coverage_hole, feed_down", nullable=True),
        Column("flags", TEXTS, "remarks: implied speed beyond the class, first seen airborne ..."),
        Column("citations", TEXTS, "the rows that it rests on"),
        Column("known", TIME, "when the last row that it rests on was received"),
        Column("detector", pl.String, "name of the kernel"),
        Column("version", pl.String, "of the kernel's rules"),
        Column("params_hash", pl.String, "of its parameters"),
    ),
    ("kind", "asset_id", "start", "event_id"),
)

RATES = Table(
    "rates",
    "How often, beside how much could have been seen: one row a series and period. A series counts one kind of event at places.",
    (
        Column("series_id", pl.String, "hash of what is counted"),
        Column("kind", pl.String, "visit, landing, take_off, leg; presence = assets at the place, a day of stay each"),
        Column("from_place_ids", TEXTS, "places or groups at which what is counted begins; empty = anywhere"),
        Column("to_place_ids", TEXTS, "places or groups where it is counted or ends; empty = anywhere"),
        Column("asset_class", pl.String, "class of the assets counted; null = all", nullable=True),
        Column("operator", pl.String, "operator of the assets counted; null = all", nullable=True),
        Column("sensor", pl.String, "ais or adsb: whose feeds tell how much could have been seen"),
        Column(
            "claim_id", pl.String, "the claim for which it is counted, with the assets that fit it; null = none", nullable=True
        ),
        Column("step", pl.String, "day or week (from Monday)"),
        Column("start", TIME, "start of the period"),
        Column("end", TIME, "its end, exclusive"),
        Column(
            "count",
            pl.Float64,
            "events that begin in it (presence: days of stay in it); null where nothing could be seen",
            nullable=True,
        ),
        Column("effort", pl.Float64, "how much could have been seen; of one unit within a series; null = unknown", nullable=True),
        Column(
            "effort_kind",
            pl.String,
            "reference_fleet (hours in which other assets were heard in the same cells), covered_hours (hours of the day with any), feed_uptime (the same anywhere), unknown",
        ),
        Column("feeds", pl.String, "formats of the feeds that were on; empty = none"),
        Column("expected", pl.Float64, "by the default detector, at this effort; null = not tested, or weeks", nullable=True),
        Column("low", pl.Float64, "lowest count without an alarm", nullable=True),
        Column("high", pl.Float64, "highest count without an alarm", nullable=True),
        Column("alarm", pl.String, "up or down; null = none", nullable=True),
        Column("event_ids", TEXTS, "the events counted"),
        Column("citations", TEXTS, "the rows that they rest on"),
    ),
    ("series_id", "start"),
)

PATTERNS = Table(
    "patterns",
    "What is unusual in rates, what stands at a base, and what is new or broken; judged by what was known at a time.",
    (
        Column("pattern_id", pl.String, "hash of kind, subject, start and as_of"),
        Column(
            "kind",
            pl.String,
            "surge, drop (alarms); rise, fall (dated changes); claimed_rate; stock; shift; first_leg; broken_shuttle",
        ),
        Column("series_id", pl.String, "the series of `rates`; null = none", nullable=True),
        Column("claim_id", pl.String, "the claim that asked; null = none", nullable=True),
        Column("from_place_ids", TEXTS, "places or groups; empty = anywhere"),
        Column("to_place_ids", TEXTS, "places or groups; empty = anywhere"),
        Column("asset_class", pl.String, "class of the assets; null = all", nullable=True),
        Column("operator", pl.String, "operator of the assets; null = all", nullable=True),
        Column("start", TIME, "first day of what is unusual; of a change: best day of the new rate"),
        Column("end", TIME, "end, exclusive; null = it lasts", nullable=True),
        Column("start_low", TIME, "of a change: first of the days that hold 95 % of the likelihood", nullable=True),
        Column("start_high", TIME, "and the last", nullable=True),
        Column("observed", pl.Float64, "counted, or the stock", nullable=True),
        Column("expected", pl.Float64, "to be expected at this effort", nullable=True),
        Column("low", pl.Float64, "lower bound: of the expected band; of a stock", nullable=True),
        Column("high", pl.Float64, "upper bound", nullable=True),
        Column("ratio", pl.Float64, "rate over the baseline's rate, at the same effort", nullable=True),
        Column("ratio_low", pl.Float64, "lower end of its 95 % interval", nullable=True),
        Column("ratio_high", pl.Float64, "upper end; null = no bound", nullable=True),
        Column("p_up", pl.Float64, "mid-p of so many or more; of an alarm: the least", nullable=True),
        Column("p_down", pl.Float64, "mid-p of so few or fewer", nullable=True),
        Column("q", pl.Float64, "Benjamini-Hochberg value over all series of the same period", nullable=True),
        Column("baseline_count", pl.Float64, "counted in the baseline", nullable=True),
        Column("baseline_days", pl.Float64, "days of the baseline that could be seen", nullable=True),
        Column("window_days", pl.Float64, "days of the pattern that could be seen", nullable=True),
        Column("effort_kind", pl.String, "as in `rates`; null where no rate is meant", nullable=True),
        Column("method", pl.String, "default_detector, short_history, change_points, stock, legs"),
        Column("why", pl.String, "one sentence"),
        Column("event_ids", TEXTS, "the events that it rests on"),
        Column("citations", TEXTS, "source rows"),
        Column("as_of", TIME, "what was known then"),
    ),
    ("kind", "claim_id", "start", "as_of", "pattern_id"),
)

# handed from the judgement to the counting within one run, and kept nowhere
RATE_QUESTIONS = Table(
    "rate_questions",
    "What must be counted to judge claims about rates: one row a claim.",
    (
        Column("claim_id", pl.String, "the claim"),
        Column("kind", pl.String, "as in `rates`"),
        Column("from_place_ids", TEXTS, "as claimed"),
        Column("to_place_ids", TEXTS, "as claimed"),
        Column("site_ids", TEXTS, "the sites where effort is measured"),
        Column("sensor", pl.String, "ais or adsb"),
        Column("event_ids", TEXTS, "the events that fit the claim, whenever they were"),
        Column("start", TIME, "start of the claimed time"),
        Column("end", TIME, "its end"),
        Column("moments", pl.List(TIME), "when the claim is to be judged"),
    ),
    ("claim_id",),
)

EVIDENCE = Table(
    "evidence",
    "One row that bears on one claim, with its ratio per hypothesis and the sentence that explains it.",
    (
        Column("claim_id", pl.String, "the claim"),
        Column("evidence_id", pl.String, "hash of claim, rule and item"),
        Column("kind", pl.String, "row of the likelihood table, e.g. sighting_at_destination, report_root"),
        Column("item_id", pl.String, "the event, sighting or root"),
        Column("stance", pl.String, "for, against or neutral"),
        Column("log_lr", _LOG_LR, "natural log of P(evidence | hypothesis), up to a constant, after discount", "nat"),
        Column("rule", pl.String, "row of likelihoods.toml"),
        Column("why", pl.String, "one sentence"),
        Column("group", pl.String, "group of independence"),
        Column("bears_identity", pl.Boolean, "it names the asset or airframe"),
        Column("is_sensor", pl.Boolean, "a sensor or a sighting, not a report"),
        Column("part", pl.String, "which part of the claim: departure, transit, arrival, whole"),
        Column("citations", TEXTS, "source rows"),
        Column("known", TIME, "when it became known"),
        Column(
            "without_probability",
            pl.Float64,
            "probability of the claim without this row; null = the row says nothing",
            nullable=True,
        ),
        Column("without_verdict", pl.String, "verdict without this row; null = the row says nothing", nullable=True),
    ),
    ("claim_id", "known", "evidence_id"),
)

HYPOTHESES = Table(
    "hypotheses",
    "The exclusive hypotheses of each claim, before and after the evidence. The four of a claim sum to 1.",
    (
        Column("claim_id", pl.String, "the claim"),
        Column("as_of", TIME, "what was known then"),
        Column("hypothesis", pl.String, "moved (as claimed), elsewhere, stayed, other (another of its class)"),
        Column("says", pl.String, "the hypothesis in words"),
        Column("prior", pl.Float64, "probability before the evidence"),
        Column("posterior", pl.Float64, "probability after it"),
        Column("place_ids", TEXTS, "third places where the asset was seen, the latest first; empty = none"),
    ),
    ("claim_id", "as_of", "hypothesis"),
)

CASE_HYPOTHESES = Table(
    "case_hypotheses",
    "What the movements of a case as a whole fit: one row a hypothesis, for ships and aircraft apart. Those of one kind sum to 1.",
    (
        Column("as_of", TIME, "what was known then"),
        Column("asset_kind", pl.String, "ship or aircraft"),
        Column("hypothesis", pl.String, "row of case_hypotheses.toml"),
        Column("says", pl.String, "the hypothesis in words"),
        Column("prior", pl.Float64, "probability before the evidence"),
        Column("posterior", pl.Float64, "probability after it"),
        Column("low", pl.Float64, "lower end of the probability"),
        Column("high", pl.Float64, "upper end"),
        Column(
            "evidence", _SIGNALS, "what was seen: signal, sentence, log of P(signal | hypothesis) up to a constant, source rows"
        ),
    ),
    ("as_of", "asset_kind", "hypothesis"),
)

VERDICTS = Table(
    "verdicts",
    "The graded answer to a claim, as of a time. A later row supersedes an earlier one; nothing disappears.",
    (
        Column("claim_id", pl.String, "the claim"),
        Column("valid_start", TIME, "start of the time that the claim speaks of", nullable=True),
        Column("valid_end", TIME, "its end", nullable=True),
        Column("as_of", TIME, "what was known then"),
        Column(
            "verdict",
            pl.String,
            "confirmed, corroborated, partly_confirmed, inconclusive, reported_only, not_observable, not_seen_where_expected, contradicted, not_checkable",
        ),
        Column("probability", pl.Float64, "posterior that the claim holds; null where not checkable", nullable=True),
        Column("interval_low", pl.Float64, "lower end of the probability", nullable=True),
        Column("interval_high", pl.Float64, "upper end", nullable=True),
        Column(
            "likelihood",
            pl.String,
            "ICD 203 word for the probability; null where no evidence moves it, or it is not checkable",
            nullable=True,
        ),
        Column("confidence", pl.String, "high, moderate or low", nullable=True),
        Column("observability", pl.Float64, "chance that these data would have shown it", nullable=True),
        Column("observability_sentence", pl.String, "the same in words", nullable=True),
        Column(
            "parts",
            _PARTS,
            "departure, transit, arrival, and each of several named assets (then also whole), judged apart; null where it has no parts",
            nullable=True,
        ),
        Column("reasons", TEXTS, "in order of weight, each with its citations"),
        Column("evidence_ids", TEXTS, "the rows that it rests on"),
        Column("would_settle", TEXTS, "what would settle it, the most telling first"),
        Column(
            "hangs_on",
            TEXTS,
            "what the verdict hangs on: evidence without which, and numbers with which, it would be another; null in its history",
            nullable=True,
        ),
        Column("supersedes_as_of", TIME, "the earlier verdict that this one replaces", nullable=True),
        Column("supersedes_verdict", pl.String, "what that was", nullable=True),
        Column("params_hash", pl.String, "of likelihood table and settings"),
    ),
    ("claim_id", "as_of"),
)

UNOBSERVED = Table(
    "unobserved",
    "What of a claim could not have been seen, where, when and why: one row a stretch of the claimed time. Never from absence itself.",
    (
        Column("claim_id", pl.String, "the claim"),
        Column("as_of", TIME, "what was known then"),
        Column("part", pl.String, "departure, transit or arrival"),
        Column("place_id", pl.String, "the place; null = a cell of the way", nullable=True),
        Column("cell", pl.String, "one-degree cell of the way; null = a place", nullable=True),
        Column(
            "lat_deg",
            pl.Float64,
            "point of the place, or middle of the cell; null for groups without one",
            "degree",
            nullable=True,
        ),
        Column("lon_deg", pl.Float64, "the same", "degree", nullable=True),
        Column("start", TIME, "from when"),
        Column("end", TIME, "until when"),
        Column(
            "reason",
            pl.String,
            "no_receiver (nobody was heard there), feed_down (nothing came in from anywhere), weak_reception, seldom_sends, no_image, cloud, not_yet",
        ),
        Column("sensor", pl.String, "ais or adsb; null for looks from above", nullable=True),
        Column("why", pl.String, "the same in a sentence"),
    ),
    ("claim_id", "as_of", "part", "start", "place_id", "cell", "reason"),
)

ISSUES = Table(
    "issues",
    "Every row, column or file that could not be taken as it was, with its reason.",
    (
        _SOURCE_ID,
        Column("source_row", pl.Int64, "the row; null = the whole file", nullable=True),
        Column("severity", pl.String, "info (nothing lost), warning (part of a row lost), error (row not used)"),
        Column("reason", pl.String, "a short code, e.g. no_position, bad_checksum, bad_time"),
        Column("message", pl.String, "one sentence"),
        Column("value", pl.String, "the offending text, cut to 200 characters", nullable=True),
    ),
    ("source_id", "source_row", "reason"),
)

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        SOURCES, POSITIONS, IDENTITIES, ASSETS, PLACES, TRACKS, COVERAGE, SIGHTINGS, IMAGES, DETECTIONS, PUBLISHERS, REPORTS, CLAIMS,
        REVIEWS, PROPOSITIONS, ROOTS, RELATIONS, EVENTS, RATES, PATTERNS, EVIDENCE, HYPOTHESES, VERDICTS,
        CASE_HYPOTHESES, UNOBSERVED, ISSUES,
    )
}  # fmt: skip
