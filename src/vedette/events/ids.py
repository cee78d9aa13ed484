"""Names for events: ids and hashes of parameters made from content, and citations of rows."""

from __future__ import annotations

import hashlib

import polars as pl
from pydantic import BaseModel

from vedette.engine.remembered import remembered
from vedette.schema.ids import content_id

CITATION = pl.format("{}#{}", "source_id", "source_row").alias("citation")


def event_id(kind: str, asset_id: str, first_citation: str, *more: object) -> str:
    """Id of an event from its kind, its asset and the first row that it rests on, and what else tells it apart."""
    return content_id("ev-", kind, asset_id, first_citation, *more)


@remembered
def params_hash(params: BaseModel) -> str:
    """First 12 hex digits of the SHA-256 of the parameters as JSON; functions among them count by their name."""
    return hashlib.sha256(params.model_dump_json().encode()).hexdigest()[:12]
