"""Which claims say the same: the name of a claim's proposition, and the table of propositions.

Claims flow in, of any reader and any language; one row for each content flows out, with the claims that have it and a neutral
sentence. Status, speaker, wording, count and time are left out of the content (`content.py`), so that a denial and an
assertion, or two counts of the same thing, meet in one proposition and can be compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from vedette.claims.grouping.content import read_content
from vedette.claims.grouping.summaries import summarise
from vedette.registry.register import Register
from vedette.schema.tables import PROPOSITIONS


def name_proposition(claim: Mapping[str, Any]) -> str:
    """The id of a claim's proposition: a hash of its content."""
    canonical = json.dumps(read_content(claim).as_dict(), sort_keys=True, ensure_ascii=False)
    return "prop-" + hashlib.sha256(canonical.encode()).hexdigest()[:14]


def find_propositions(claims: pl.DataFrame, register: Register | None = None) -> pl.DataFrame:
    """One row for each proposition of the claims.

    Args:
        claims: rows of the `claims` table, in any order.
        register: for the names of a case's own places and assets; the shipped one where none is given.
    Returns:
        Rows of the `propositions` table; claim ids sorted.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for claim in claims.sort("claim_id").iter_rows(named=True):
        groups.setdefault(claim["proposition_id"], []).append(claim)
    return PROPOSITIONS.build(
        [
            {
                "proposition_id": proposition_id,
                "kind": members[0]["kind"],
                "summary": summarise(*members, register=register),
                "claim_ids": [claim["claim_id"] for claim in members],
            }
            for proposition_id, members in groups.items()
        ]
    )
