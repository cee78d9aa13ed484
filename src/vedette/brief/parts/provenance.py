"""Where everything came from and what stands against it: sources with their terms, hashes, caveats.

In: the case's rows. Out: source notes and sentences of caution that follow from the data (the fixed ones stand in `phrases`).
"""

from __future__ import annotations

from collections.abc import Mapping

from vedette.brief.document import SourceNote
from vedette.brief.parts.rows import CaseRows

_POSITIONS_WITHHELD = "Positions from {path} are not shown: its terms do not allow passing them on."


def list_sources(rows: CaseRows) -> tuple[SourceNote, ...]:
    """All files and feeds, by path."""
    found = [
        SourceNote(
            source_id=s["source_id"],
            path=s["path"],
            format=s["format"],
            sha256=s["sha256"],
            n_rows=s["n_rows"],
            n_issues=s["n_issues"],
            start=s["start"],
            end=s["end"],
            licence=s["licence"],
            attribution=s["attribution"],
            url=s["url"],
            is_redistributable=s["is_redistributable"],
            is_synthetic=s["is_synthetic"],
        )
        for s in rows.rows("sources")
    ]
    return tuple(sorted(found, key=lambda s: (s.path, s.source_id)))


def may_show_position(rows: CaseRows, source_id: str, is_sensor: bool) -> bool:
    """Whether a publishable brief may show a row's position.

    A sensor's only where passing it on is allowed; a sighting's, a fact entered by hand, unless it is forbidden.
    """
    source = rows.sources.get(source_id)
    allowed = source["is_redistributable"] if source else None
    return bool(allowed) if is_sensor else allowed is not False


def withheld_sources(rows: CaseRows) -> tuple[str, ...]:
    """Ids of sources with positions that a publishable brief leaves off the map."""
    return tuple(
        s["source_id"]
        for s in rows.rows("sources")
        if (s["n_positions"] or s["n_other"]) and not may_show_position(rows, s["source_id"], bool(s["n_positions"]))
    )


def list_caveats(rows: CaseRows, withheld: tuple[str, ...]) -> tuple[str, ...]:
    """What the data of this case cannot carry."""
    found = []
    if not any(s["n_positions"] for s in rows.rows("sources")):
        found.append("No sensor data went into this brief: it rests on logged sightings and reports alone.")
    elif not rows.rows("coverage"):
        found.append("Reception was not measured, so that silence proves nothing in this brief.")
    lost = sum(s["n_issues"] for s in rows.rows("sources"))
    total = sum(s["n_rows"] for s in rows.rows("sources"))
    if lost:
        found.append(f"{lost:,} of {total:,} rows could not be used as they were; the issues table gives the reason for each.")
    if not rows.rows("sightings"):
        found.append("Nobody logged a sighting for this case.")
    unstated = [s["path"] for s in rows.rows("sources") if s["licence"] is None]
    if unstated:
        found.append(f"No licence is stated for {len(unstated)} of {len(rows.rows('sources'))} sources.")
    found += [_POSITIONS_WITHHELD.format(path=rows.sources[i]["path"]) for i in withheld if i in rows.sources]
    return tuple(found)


def input_hashes(rows: CaseRows, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """SHA-256 of every input by path: the sources' own and what the caller adds (case.toml, say)."""
    own = {s["path"]: s["sha256"] for s in rows.rows("sources")}
    return tuple(sorted({**own, **given}.items()))
