"""Claims written by hand in a case's claims.toml, as rows of the claims table.

Plain mappings flow in (the case package has checked the file itself); claims flow out, with places and assets resolved by the
register, the interval of their times, and, where a report holds the quoted words, their offsets in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.names.counts import read_count
from vedette.clock import span
from vedette.errors import CaseError, NotFound
from vedette.registry.names import normalise, resemble
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS
from vedette.schema.words import CHECKABLE_KINDS

READER = "hand"


def build_hand_claims(
    entries: Sequence[Mapping[str, Any]], reports: pl.DataFrame, register: Register, source_id: str = "claims.toml"
) -> pl.DataFrame:
    """Rows of the claims table for claims written by hand.

    Args:
        entries: mappings with the keys id, text or quote, report (a publisher's or report's id), kind, actor, assets, origin, destination,
            place, start, end, made, status, speaker, distance_km, direction, count_min, count_max, line; only id and text
            (or quote) are needed. Places and assets are ids or names, one or a list; start and end are ISO days, months
            or times; line is the entry's line in its file, 1 for the first entry where it is not given.
        reports: rows of the `reports` table, in which the quotes are looked for.
        register: places, assets and classes.
        source_id: cited as the source, with the entry's line as the row.
    Raises:
        CaseError: a place or a report is named that does not exist; names the line.
    """
    rows = []
    for number, entry in enumerate(entries, 1):
        line = int(entry.get("line", number))
        try:
            rows.append(_claim(entry, reports, register, source_id, line))
        except NotFound as error:
            raise CaseError("claims.toml", line, f"{entry['id']}: {error}") from error
    return CLAIMS.build(rows)


def _claim(entry: Mapping[str, Any], reports: pl.DataFrame, register: Register, source_id: str, number: int) -> dict[str, Any]:
    quote = str(entry.get("quote") or entry.get("text") or "")
    report = _report(entry.get("report"), reports)
    begin = -1 if report is None else report["text"].find(quote)
    if report is not None and begin < 0:
        raise CaseError(
            "claims.toml", number, f"{entry['id']}: the quote does not stand in the report {entry['report']!r}, word for word"
        )
    start, finish = _interval(entry)
    kind = entry.get("kind", "move")
    row: dict[str, Any] = {
        "claim_id": entry["id"],
        "report_id": None if report is None else report["report_id"],
        "kind": kind,
        "status": entry.get("status", "asserted"),
        "polarity": "negative" if entry.get("status") == "denied" or kind == "absent" else "positive",
        "direction": entry.get("direction") or {"build_up": "up", "draw_down": "down", "flight_rate": "up"}.get(kind),
        "quote": quote,
        "start": begin if begin >= 0 else None,
        "end": begin + len(quote) if begin >= 0 else None,
        "trigger": entry.get("trigger", kind),
        "actor": entry.get("actor"),
        "assets": [resolve_asset(text, register) | counts_of(entry) for text in _texts(entry.get("assets"))],
        **{
            role: [resolve_place(text, register) for text in _texts(entry.get(role))]
            for role in ("origin", "destination", "place")
        },
        "distance_km": entry.get("distance_km"),
        "time_text": _time_text(entry),
        "time_start": start,
        "time_end": finish,
        "speaker": _texts(entry.get("speaker")) or ([report["outlet"]] if report is not None and report["outlet"] else []),
        "explicitness": "explicit",
        "is_checkable": kind in CHECKABLE_KINDS,
        "reader": READER,
        "made": entry.get("made") or (None if report is None else report["published"]),
        "source_id": source_id,
        "source_row": number,
    }
    return row | {"proposition_id": name_proposition(row)}


def _report(name: str | None, reports: pl.DataFrame) -> dict[str, Any] | None:
    """The report that an entry names; None where it names none."""
    if name is None:
        return None
    found = reports.filter((pl.col("report_id") == name) | (pl.col("publisher_id") == name))
    if found.is_empty():
        raise NotFound("report", name, resemble(name, reports["publisher_id"].drop_nulls().to_list()))
    return found.row(0, named=True)


def counts_of(entry: Mapping[str, Any]) -> dict[str, int]:
    """The numbers that an entry gives itself; they stand for each of its assets."""
    return {name: entry[name] for name in ("count_min", "count_max") if entry.get(name) is not None}


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(item) for item in value]  # type: ignore[attr-defined]


def resolve_place(text: str, register: Register) -> dict[str, str]:
    """A place by id, else by name.

    Raises:
        NotFound: neither; names what it resembles.
    """
    try:
        return {"text": text, "place_id": register.place(text).place_id}
    except NotFound:
        found = register.find_places(text)
    if not found:
        raise NotFound("place", text, register.resemble_place(text))
    return {"text": text, "place_id": found[0].place_id}


def resolve_asset(text: str, register: Register) -> dict[str, Any]:
    """An asset by id, by name, or as a class with a count ("four Il-76")."""
    named = next((a for a in register.assets() if a.asset_id == text), None) or next(iter(register.find_assets(text)), None)
    if named is not None:
        return {"text": text, "class": named.asset_class, "count_min": 1, "count_max": 1, "asset_id": named.asset_id}
    found = register.find_class(text) or next((c for c in register.classes() if c.code == text), None)
    if found is None:
        raise NotFound(
            "asset or class", text, register.resemble_asset(text, 1) + resemble(text, [w for w, _ in register.class_words()], 2)
        )
    words = normalise(text).split()
    low, high = read_count(" ".join(words[:-1]))
    return {"text": text, "class": found.code, "count_min": low, "count_max": high, "asset_id": None}


def _interval(entry: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """From the start of `start` to the end of `end`; a start alone is open-ended, unless it is all that is said."""
    begin = _span(entry.get("start"))
    finish = _span(entry.get("end"))
    return (begin[0] if begin else None), (finish[1] if finish else None)


def _span(value: object) -> tuple[datetime, datetime] | None:
    if value is None:
        return None
    return span(value.isoformat() if isinstance(value, date) else str(value))


def _time_text(entry: Mapping[str, Any]) -> str | None:
    given = [str(entry[key]) for key in ("start", "end") if entry.get(key) is not None]
    return " to ".join(given) or None
