"""The number by which a text tells one ship or aircraft from all others: "Nordic Blossom (IMO 9074729)".

The assets of a claim, as rows, and the words around them flow in; the rows flow out, the number standing with the name or noun that it
belongs to. What the register knows by name needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vedette.registry.proper_names import with_number

BEHIND_CHARS = 60  # behind the quote, which may hold the number of the asset that it ends with


def add_numbers(assets: Iterable[Mapping[str, Any]], text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Assets as rows of the claims table; one with a number of its own is one, and its words take the number in.

    Args:
        assets: of one claim.
        text: of the report; ``text[start:end]`` is the claim's quote.
    """
    return [_add_number(asset, text[start : end + BEHIND_CHARS], end - start) for asset in assets]


def _add_number(asset: Mapping[str, Any], words: str, n_quoted: int) -> dict[str, Any]:
    at = words.find(asset["text"], 0, n_quoted)
    if asset["asset_id"] is not None or at < 0 or not {asset["count_min"], asset["count_max"]} <= {None, 1}:
        return dict(asset)
    numbered = with_number(asset["text"], words[at + len(asset["text"]) :])
    return dict(asset) if numbered is None else {**asset, "text": numbered, "count_min": 1, "count_max": 1}
