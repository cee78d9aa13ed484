"""Ids made from content: the same thing has the same id whenever and wherever it is computed."""

from __future__ import annotations

import hashlib
import re

import polars as pl

_SECOND_HULL = r"([^:])~\d+$"
_SEPARATOR = "\x1f"  # ASCII unit separator: stands in no id, number or name


def content_id(prefix: str, *parts: object) -> str:
    """`prefix` and the first 16 hex digits of the SHA-256 of the parts as text, in order."""
    content = _SEPARATOR.join(str(part) for part in parts)
    return prefix + hashlib.sha256(content.encode()).hexdigest()[:16]


def number_column(column: str = "asset_id") -> pl.Expr:
    """The number, or registered asset, that a row was heard under: its asset id without the ``~2`` of a second hull.

    The "~" of readsb's addresses that are not ICAO's (``icao24:~123456``) follows the colon and stays.
    """
    return pl.col(column).str.replace(_SECOND_HULL, "${1}")


def number_of(asset_id: str) -> str:
    """The same of one id."""
    return re.sub(_SECOND_HULL, r"\1", asset_id)
