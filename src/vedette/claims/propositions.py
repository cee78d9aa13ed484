"""What a claim says, apart from who says it and how: the name of its proposition and a neutral sentence for it.

A row of the claims table (as a mapping) flows in; an id made from kind, actor, class of asset and places flows out.
Status, speaker and wording are left out, so that a denial and an assertion of the same thing meet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def content_of(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a claim that make its proposition, in canonical form."""
    return {
        "kind": claim["kind"],
        "direction": claim.get("direction"),
        "actor": claim.get("actor"),
        "assets": sorted({asset.get("asset_id") or asset.get("class") or "" for asset in claim.get("assets") or []}),
        **{
            role: sorted({place.get("place_id") or place.get("text") or "" for place in claim.get(role) or []})
            for role in ("origin", "destination", "place")
        },
    }


def name_proposition(claim: Mapping[str, Any]) -> str:
    """The id of a claim's proposition."""
    canonical = json.dumps(content_of(claim), sort_keys=True, ensure_ascii=False)
    return "prop-" + hashlib.sha256(canonical.encode()).hexdigest()[:14]
