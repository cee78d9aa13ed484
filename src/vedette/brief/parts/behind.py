"""What stands behind a verdict: the hypotheses of a claim, the cells of its matrix, its parts; and what it speaks of.

In: the case's rows. Out: frozen pieces of a claim's section. Nothing is computed anew: the tables hold every number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from vedette.brief.document import ClaimPart, HypothesisBar
from vedette.brief.parts.rows import CaseRows, Row

_ORDER = ("moved", "elsewhere", "stayed", "other")
_PART_NAMES = {"departure": "the departure", "transit": "the way", "arrival": "the arrival", "whole": "as a whole"}
SHIPS, AIRCRAFT, DISTANCES, OTHER = "Ships", "Aircraft", "Distances", "Other claims"


def list_hypotheses(claim_id: str, rows: CaseRows) -> tuple[HypothesisBar, ...]:
    """The hypotheses of a claim in their own order; none where nothing was looked for."""
    found = {r["hypothesis"]: r for r in rows.rows("hypotheses") if r["claim_id"] == claim_id}
    return tuple(HypothesisBar(found[h]["says"], found[h]["prior"], found[h]["posterior"]) for h in _ORDER if h in found)


def read_cells(log_lr: Mapping[str, float | None] | None) -> tuple[float, ...]:
    """P(row | hypothesis), the largest 1; empty where a hypothesis has no number."""
    values = [None if log_lr is None else log_lr.get(name) for name in _ORDER]
    known = [v for v in values if v is not None]
    if len(known) < len(_ORDER):
        return ()
    return tuple(math.exp(v - max(known)) for v in known)


def list_parts(verdict: Row, rows: CaseRows) -> tuple[ClaimPart, ...]:
    """The parts of a claim as they were judged; none where it has one only."""
    listed = verdict.get("parts") or ()
    assets = {p["asset_id"] for p in listed}
    found = []
    for part in listed:
        who = f"{rows.asset_name(part['asset_id'])}: " if len(assets) > 1 else ""
        found.append(ClaimPart(f"{who}{_PART_NAMES.get(part['part'], part['part'])}", part["verdict"], part["probability"]))
    return tuple(found)


def subject_of(claim: Row, rows: CaseRows) -> str:
    """What a claim speaks of: ships or aircraft where its kind or all of its assets say so."""
    if claim["kind"] == "distance":
        return DISTANCES
    if claim["kind"] == "flight_rate":
        return AIRCRAFT
    kinds = {_kind(asset, rows) for asset in claim["assets"] or ()}
    return {"ship": SHIPS, "aircraft": AIRCRAFT}.get(kinds.pop(), OTHER) if len(kinds) == 1 else OTHER


def _kind(asset: Row, rows: CaseRows) -> str:
    if asset["asset_id"] is None and (asset["class"] is None or rows.class_kind(asset["class"]) not in ("ship", "aircraft")):
        return "other"
    return rows.asset_kind(asset["asset_id"], asset["class"])
