"""Who was seen, in a reader's words: names, classes with their counts, several ships of one log line together.

In: sightings. Out: texts such as "3 frigates", "at least 4 Il-76", "Sparta and Sparta II", "Vyazma, Yelnya and 3 more".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vedette.brief.parts.rows import CaseRows, Row
from vedette.registry.names import plural

_MOST_NAMED = 2


def who(rows: CaseRows, sighting: Row) -> str:
    """The asset's name, or its class with the count that was logged."""
    if sighting["asset_id"]:
        return rows.asset_name(sighting["asset_id"])
    text = str(sighting["asset_text"])
    name = rows.class_name(text) or text
    if sighting["event"] == "absent":
        return plural(name, 2) if rows.class_name(text) else name
    return name if re.match(r"\D*\d", name) and name == text else _counted(name, sighting["count_min"], sighting["count_max"])


def _counted(name: str, least: int | None, most: int | None) -> str:
    if least is None and most is None:
        return name
    if most is None:
        return f"at least {least} {plural(name, least or 2)}"
    if least is None or least == most:
        return f"{most} {plural(name, most or 0)}"
    return f"{least} to {most} {plural(name, most)}"


def whos(rows: CaseRows, sightings: Sequence[Row]) -> str:
    """All of several sightings, the first two by name."""
    names = list(dict.fromkeys(who(rows, s) for s in sightings))
    if len(names) <= _MOST_NAMED + 1:
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"


def join_looks(sightings: Sequence[Row]) -> list[list[Row]]:
    """Sightings that are one look: same time, place, event, way of seeing and certainty. Order of first appearance."""
    looks: dict[tuple[object, ...], list[Row]] = {}
    fields = ("start", "end", "event", "how", "certainty", "place_id", "from_place_id", "to_place_id", "lat_deg", "lon_deg")
    for sighting in sightings:
        looks.setdefault(tuple(sighting[f] for f in fields), []).append(sighting)
    return list(looks.values())
