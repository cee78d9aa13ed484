"""A claim that a model read, as an entry of claims.toml: what a person accepts becomes a claim written by hand.

A model's claim and its report's text flow in; the keys of a `[[claims]]` entry flow out. What such an entry cannot hold (an asset
that is no class, counts that differ) is left out and said in its note, so that nobody takes it for read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vedette.claims.model_reader.grounding import ROLES, ModelClaim
from vedette.claims.review.review_anchor import count_place, sentence_around


def entry_of(claim: ModelClaim, text: str, who: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of an entry, in the order in which they are written; null where there is nothing.

    Args:
        claim: as grounded.
        text: the text of its report.
        who: who accepts it (`by`), when (`on`), and why (`note`); all may be null.
    """
    row = claim.row
    start, end = row["start"], row["end"]
    assets, counts, left_out = _assets(row)
    remarks = [f"remark: {name.replace('_', ' ')}" for name in claim.remarks]
    return {
        "id": row["claim_id"],
        "quote": row["quote"],
        "report": row["report_id"],
        "sentence": sentence_around(text, start, end),
        "nth": nth if (nth := count_place(text, start, end)) > 1 else None,
        "kind": row["kind"],
        "status": row["status"],
        "direction": row["direction"],
        "actor": row["actor"],
        "assets": assets or None,
        **counts,
        **{role: [place["place_id"] for place in row[role]] or None for role in ROLES},
        "distance_km": row["distance_km"],
        "start": row["time_start"],
        "end": row["time_end"],
        "speaker": row["speaker"] or None,
        "by": who["by"],
        "on": who["on"],
        "note": "; ".join(
            [*([who["note"]] if who["note"] else []), f"read by {row['reader']} and accepted", *remarks, *left_out]
        ),
    }


def _assets(row: dict[str, Any]) -> tuple[list[str], dict[str, int | None], list[str]]:
    """Ids and classes of the assets, their counts if one alone is counted, and what cannot be written."""
    known = [a for a in row["assets"] if a["asset_id"] or a["class"]]
    left_out = [f"without {a['text']}, which is no class" for a in row["assets"] if a not in known]
    counted = [a for a in known if a["count_min"] is not None or a["count_max"] is not None]
    counts: dict[str, int | None] = {}
    if len(known) == 1 and counted and not known[0]["asset_id"]:
        counts = {name: known[0][name] for name in ("count_min", "count_max")}
    elif len(known) > 1 and counted:
        left_out.append("without its counts, which are not those of all its assets")
    return [a["asset_id"] or a["class"] for a in known], counts, left_out
