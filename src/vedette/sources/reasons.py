"""Why a row, or a part of it, could not be taken: one code each, with its severity and the sentence that explains it.

A severity says what was lost: info nothing, warning a part of the row, error the row. Sentences may hold fields in
braces, which the row that raises the issue fills.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A code, what it costs, and the sentence shown."""

    code: str
    severity: str
    sentence: str


REASONS = {
    r.code: r
    for r in (
        # rows that carry nothing to lose
        Reason("no_position", "info", "The row carries no position."),
        Reason("fragment", "info", "Later part of a message; the message stands in the row of its first part."),
        Reason("time_line", "info", "Gives the time of the sentence that follows."),
        Reason("not_ais", "info", "A sentence of another kind than AIS."),
        Reason("comment", "info", "A comment line."),
        Reason("empty_message", "info", "A sentence with an empty payload: the slot was heard, no message."),
        Reason("repeated_header", "info", "The header line again, as in files that were joined."),
        Reason("service_message", "info", "A note of the messenger itself (someone joined, a title changed), not a text."),
        Reason("no_article", "error", "No article was found in the page; save its text as .txt instead."),
        Reason("no_text", "info", "A message without words (a photo, a file)."),
        # remarks on a whole file
        Reason("unread_columns", "info", "Columns that are not read: {names}."),
        Reason("zone_assumed", "info", "The times carry no zone and were taken as UTC."),
        Reason("unit_assumed", "info", "The file does not say the unit of {names}."),
        Reason("time_from_reception", "info", "The rows carry no time; the stated time of reception was taken for all."),
        Reason("flight_identity", "info", "Assets are named by flight; the list of flights gives their airframes."),
        Reason(
            "time_from_counter", "info", "Times count back from the stated time of reception, that of the last frame ({kind})."
        ),
        Reason("looks_swapped", "warning", "Latitude and longitude look swapped in {share} of rows; name both with --column."),
        Reason(
            "lies_on_land",
            "warning",
            "{share} of the ship positions looked at lie on land, and at sea with latitude and longitude swapped; "
            "unless these ships sail on rivers, name both with --column.",
        ),
        Reason("truncated", "error", "The compressed file ends or breaks before its end; the rows before that were taken."),
        # parts of a row
        Reason("bad_value", "warning", "The column {name} does not hold {wanted}; it was left empty."),
        Reason("unpaired", "warning", "Half of a position; nothing heard shortly before says where it lies."),
        Reason(
            "counter_restarted",
            "warning",
            "The receiver's counter was started anew here; times before it are too late by the break.",
        ),
        Reason("bad_imo", "warning", "Not an IMO number: the check digit does not fit."),
        Reason("bad_encoding", "warning", "The line is not UTF-8; it was read as Windows-1252."),
        Reason("unknown_place", "warning", "No place is called {name}{hint}."),
        Reason("unknown_asset", "warning", "No asset or class is called {name}{hint}."),
        Reason("ambiguous_place", "warning", "Several places are called {name}: {hint}."),
        Reason("ambiguous_asset", "warning", "Several assets are called {name}: {hint}."),
        Reason("unknown_publisher", "warning", "The list of sources has no {name}{hint}."),
        Reason(
            "bad_box",
            "warning",
            "Not the four edges of a box (south below north, at most 60 degrees wide); the box was left out.",
        ),
        Reason("ragged", "warning", "The record has {found} cells, the header has {wanted}."),
        Reason("no_publication", "warning", "No source of it has a date; it counts as known from the end of what was seen."),
        Reason("default_word", "warning", "{name} is empty and was taken as {wanted!r}."),
        # rows
        Reason("line_too_long", "error", "The line is longer than {limit} bytes."),
        Reason("cut_line", "error", "The file breaks in the middle of this line."),
        Reason("nul_byte", "error", "The line holds NUL bytes, as after a disk failure."),
        Reason("bad_columns", "error", "The line has {found} fields, the header has {wanted}."),
        Reason("bad_json", "error", "Not a JSON object."),
        Reason("no_identity", "error", "The row does not say which asset it is about."),
        Reason("bad_identity", "error", "Not {wanted}."),
        Reason("bad_position", "error", "Not a latitude and longitude in degrees."),
        Reason("no_time", "error", "A position without a time says nothing; state when it was received with --received-at."),
        Reason("bad_time", "error", "Not a time as the file writes it ({wanted})."),
        Reason("not_a_sentence", "error", "Not an NMEA sentence."),
        Reason("bad_checksum", "error", "The checksum does not fit the row."),
        Reason("bad_payload", "error", "The message cannot be decoded ({why})."),
        Reason("fragment_incomplete", "error", "Part of a message whose other parts did not come."),
        Reason("bad_frame", "error", "Not a whole frame, or bytes between frames."),
        Reason("no_counter", "error", "The receiver stamped no counter on its frames, so halves of positions cannot be joined."),
        Reason("not_sbs", "error", "Not a BaseStation line of 22 fields."),
        Reason("not_a_point", "error", "Not a trace point."),
        Reason("bad_word", "error", "{name} must be one of {wanted}."),
        Reason("bad_count", "error", "Not a count such as 3, >=2 or 2-4."),
        Reason("bad_interval", "error", "The latest moment lies before the earliest."),
        Reason("no_id", "error", "The row has no id."),
        Reason("no_image", "error", "The row does not say in which image it was found."),
        Reason("no_footprint", "error", "The row says neither by a place nor by a box what the image covers."),
        Reason("repeated_id", "error", "The id stands on an earlier row already."),
    )
}

# remarks that are no warnings: they speak of the whole file, and no row was lost
_OF_WHOLE_FILE = frozenset(
    ("unread_columns", "zone_assumed", "unit_assumed", "time_from_reception", "flight_identity", "time_from_counter", "truncated")
)


def costs_a_row(code: str) -> bool:
    """Does a reason say what became of a row that is not used (True), or is it a remark on what is used (False)?"""
    return REASONS[code].severity != "warning" and code not in _OF_WHOLE_FILE
