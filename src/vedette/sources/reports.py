"""A report's row, whatever file its text came from: what the file says first, then hints, then the list of publishers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import polars as pl

from vedette.sources.decoding import replace_surrogates
from vedette.sources.format import ReadContext

ID_DIGITS = 16


def report_row(
    text: str, source_row: int, said: Mapping[str, Any], context: ReadContext, publishers: pl.DataFrame
) -> dict[str, Any]:
    """A row of `reports`.

    Args:
        text: exactly as decoded, halves of surrogate pairs apart; claims cite character offsets into it.
        said: title, outlet, published, url, language, publisher_id, rests_on, as far as the file says them.
        publishers: table of publishers, looked up by publisher_id, or else by url.
    """
    hints = {name: getattr(context, name) for name in ("publisher_id", "title", "outlet", "published", "url", "language")}
    own = {name: value for name, value in said.items() if value}
    stated = {name: value for name, value in hints.items() if value} | own
    listed = _listed(stated, publishers)
    text = replace_surrogates(text)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    content = f"{context.source_id}\n{source_row}\n{sha256}"
    return {
        "report_id": "rep-" + hashlib.sha256(content.encode()).hexdigest()[:ID_DIGITS],
        **{name: stated.get(name, listed.get(name)) for name in (*hints, "rests_on")},
        "rests_on": list(stated.get("rests_on") or listed.get("rests_on") or ()),
        "retrieved": context.received,
        "text": text,
        "sha256": sha256,
        "source_id": context.source_id,
        "source_row": source_row,
    }


def _listed(stated: Mapping[str, Any], publishers: pl.DataFrame) -> dict[str, Any]:
    """The publisher's row that a report names by id or by link; empty if there is none."""
    for column, value in (("publisher_id", stated.get("publisher_id")), ("url", stated.get("url"))):
        found = publishers.filter(pl.col(column) == value) if value else publishers.clear()
        if found.height:
            return found.row(0, named=True)
    return {}
