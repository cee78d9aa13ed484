"""Where an asset was known to be, from its own signal and from logged sightings, by a moment.

Events and sightings of the ground flow in, `Stay`s flow out: stays, and passages, which are no stays but tell where it was. Signals that
are not believed are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground


@dataclass(frozen=True)
class Stay:
    """Where the asset was, from when to when; or, if it is an absence, where it was looked for and was not.

    `sureness`, 0 to 1, is how probably a look that did not show it would have, had it been there.
    """

    place_id: str
    start: datetime
    end: datetime
    is_absence: bool = False
    is_passage: bool = False
    is_arrival: bool = False  # seen or heard as it came
    sureness: float = 1.0
    citations: tuple[str, ...] = ()  # the rows that show it
    item_id: str = ""  # of the sighting or event that shows it


def stays_of(asset_id: str, ground: Ground, moment: datetime) -> Iterator[Stay]:
    """Everything that was known of where it was."""
    for row in ground.sightings:
        if row["asset_id"] == asset_id and row["place_id"]:
            yield from _stay(row, row["sighting_id"], row["event"], ground, moment)
    for row in ground.heard.get(asset_id, ()):
        if row["kind"] != "leg" and row["place_id"]:
            yield from _stay(row, row["event_id"], row["kind"], ground, moment)
        elif row["kind"] == "leg" and row["from_place_id"] and row["known"] <= moment and row["event_id"] not in ground.contests:
            yield Stay(  # when it was last heard where it came from, of which the leg's first row tells
                row["from_place_id"], row["start"], row["start"], is_passage=True, citations=tuple(row["citations"][:1]),
                item_id=row["event_id"],
            )  # fmt: skip


def _stay(row: dict[str, Any], item_id: str, event: str, ground: Ground, moment: datetime) -> Iterator[Stay]:
    contest = ground.contests.get(item_id)
    if row["known"] > moment or (contest is not None and contest.known <= moment):
        return
    is_absence = event == "absent" or row.get("count_max") == 0
    recall = ground.params.table["looked_and_saw_nothing"].numbers
    yield Stay(
        row["place_id"], row["start"], row["end"] or row["known"],
        is_absence=is_absence, is_passage=event == "transit", is_arrival=event in ("arrived", "landing"),
        sureness=recall.get(row["how"], 0.0) if is_absence else 1.0,
        citations=tuple(row["citations"][-1:]) if "citations" in row else (f"{row['source_id']}#{row['source_row']}",),
        item_id=item_id,
    )  # fmt: skip
