"""What a claim says, apart from who says it and how: the name of its proposition and a neutral sentence for it.

A row of the claims table (as a mapping) flows in; an id made from kind, actor, class of asset and places flows out.
Status, speaker, wording and time are left out, so that a denial and an assertion of the same thing meet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

ROLES = ("origin", "destination", "place")
# kind -> how the sentence goes; {who} {what} {from} {to} {at} {far}
_SENTENCES: dict[str, str] = {
    "move": "{what} of {who} move {from} {to} {at}",
    "depart": "{what} of {who} leave {from} {at} {to}",
    "arrive": "{what} of {who} arrive {to} {at} {from}",
    "present": "{what} of {who} are {at}",
    "absent": "{what} of {who} are not {at}",
    "flight_rate": "{what} of {who} {from} {to} {at} change in number ({direction})",
    "build_up": "{what} of {who} grow {at}",
    "draw_down": "{what} of {who} shrink {at}",
    "distance": "{what} of {who} are {far} {at}",
    "negotiate": "{who} negotiates {at}",
    "basing": "{who} seeks or has {what} {at}",
    "condition": "{who} depends on {what} {at}",
    "motive": "{who} means to strengthen {what} {at}",
    "consequence": "{what} of {who} have a consequence {at}",
    "evidence_state": "evidence on {what} of {who} {from} {to}",
}


def content_of(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a claim that make its proposition, in canonical form."""
    assets = {asset.get("asset_id") or asset.get("class") or "" for asset in claim.get("assets") or []}
    places = {role: sorted({p.get("place_id") or p.get("text") or "" for p in claim.get(role) or []}) for role in ROLES}
    return {
        "kind": claim["kind"],
        "direction": claim.get("direction"),
        "actor": claim.get("actor"),
        "assets": sorted(assets),
        "distance_km": claim.get("distance_km"),
        **places,
    }


def name_proposition(claim: Mapping[str, Any]) -> str:
    """The id of a claim's proposition."""
    canonical = json.dumps(content_of(claim), sort_keys=True, ensure_ascii=False)
    return "prop-" + hashlib.sha256(canonical.encode()).hexdigest()[:14]


def summarise(claim: Mapping[str, Any]) -> str:
    """One neutral sentence for what a claim says, from its slots alone."""
    distance = claim.get("distance_km")
    slots = {
        "who": claim.get("actor") or "an unnamed actor",
        "what": _join([a["text"] for a in claim.get("assets") or []]) or "assets",
        "from": _phrase("from", claim.get("origin")),
        "to": _phrase("to", claim.get("destination")),
        "at": _phrase("at", claim.get("place")),
        "far": "at a distance" if distance is None else f"{distance:g} km away",
        "direction": claim.get("direction") or "unstated",
    }
    sentence = " ".join(_SENTENCES[claim["kind"]].format(**slots).split())
    return sentence[0].upper() + sentence[1:] + "."


def _phrase(preposition: str, places: Sequence[Mapping[str, Any]] | None) -> str:
    return f"{preposition} {_join([p['text'] for p in places])}" if places else ""


def _join(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
