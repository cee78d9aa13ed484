"""Claims as a table on the terminal: `vedette claims TEXT`.

Rows of the claims table flow in; lines of the terminal's table flow out, each with the time that its claim speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vedette.cli.output import print_table

COLUMNS = ("at", "kind", "status", "quote", "from", "to / at", "when", "said by")


def print_claims(claims: Iterable[Mapping[str, Any]]) -> None:
    """Print claims in the order of their text."""
    rows = [
        (
            str(row["start"]),
            row["kind"],
            row["status"],
            " ".join(row["quote"].split()),
            ", ".join(where(p) for p in row["origin"]),
            ", ".join(where(p) for p in (*row["destination"], *row["place"])),
            when(row["time_start"], row["time_end"]),
            " < ".join(row["speaker"]),
        )
        for row in claims
    ]
    print_table("", COLUMNS, rows)


def where(place: Mapping[str, Any]) -> str:
    """A place as the text names it; with its country where only gazetteers know it, since many places share a name.

    One that nobody knows bears a question mark.
    """
    from vedette.registry.gazetteer import place_by_id

    known = place_by_id(place["place_id"]) if place["place_id"] else None
    if known is not None and known.country:
        return f"{place['text']} ({known.country})"
    return place["text"] if place["place_id"] else f"{place['text']} (?)"


def when(start: datetime | None, end: datetime | None) -> str:
    """The time that a claim speaks of: ``10 Dec 2024``, ``8–19 Dec 2024``, ``from 1 Mar 2025``; empty where it gives none."""
    from vedette.brief.parts.items import span_text
    from vedette.clock import format_day

    if start is not None and end is not None:
        return span_text(start, end)
    if start is not None:
        return f"from {format_day(start)}"
    return "" if end is None else f"until {format_day(end)}"
