"""How claims stand to each other, on the terminal: the relations that a reader must know, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vedette.cli.output import print_table

_SHOWN = 20  # rows; the rest is counted


def print_relations(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print contradictions, echoes and the like with their reasons; nothing where there are none."""
    from vedette.schema.relation_words import RELATIONS, TELLING

    listed = list(rows)
    telling = sorted((r for r in listed if r["relation"] in TELLING), key=lambda r: TELLING.index(r["relation"]))
    if not telling:
        return
    more = len(listed) - min(len(telling), _SHOWN)
    print_table(
        "How the claims stand to each other",
        ("relation", "why"),
        [(RELATIONS[r["relation"]].shown, r["reason"]) for r in telling[:_SHOWN]],
        caption=f"--json gives {more} more: the same, less, a part" if more else None,
    )
