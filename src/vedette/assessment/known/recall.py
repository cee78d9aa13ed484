"""How probably an image shows what lies in it: the table of `recall.toml`, by sensor and pixels along the hull.

The length of what is claimed and what an image says of itself flow in; a chance flows out, cloud not yet in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from vedette.assessment.question.assets import AssetQuery, assets_by_id
from vedette.registry.register import Register

_FILE = Path(__file__).with_name("recall.toml")
_SLACK = 0.2  # a measured length is off by a pixel or two at both ends
Lengths = tuple[float, float]


class Recall(BaseModel):
    """One row of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sensor: str
    pixels: float
    recall: float
    reason: str
    source: str


class Unknown(BaseModel):
    """What stands in for what is not said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sar_gsd_m: float
    optical_gsd_m: float
    cloud_share: float
    length_m: float
    reason: str
    source: str


class RecallTable(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    unknown: Unknown
    recall: tuple[Recall, ...]


@lru_cache(maxsize=1)
def read_recall() -> RecallTable:
    """The shipped table."""
    return RecallTable(**tomllib.loads(_FILE.read_text(encoding="utf-8")))


def recall_of(sensor: str, gsd_m: float | None, length_m: float | None) -> float:
    """The chance that an image shows a hull of a length, without cloud; null = not known, for which the table has a stand-in."""
    table = read_recall()
    stand_in = table.unknown.sar_gsd_m if sensor == "sar" else table.unknown.optical_gsd_m
    pixels = (length_m or table.unknown.length_m) / (gsd_m or stand_in)
    return max((row for row in table.recall if row.sensor == sensor and row.pixels <= pixels), key=lambda row: row.pixels).recall


def clear_share(sensor: str, cloud_share: float | None) -> float:
    """The share of an image that is not under cloud; radar sees through it."""
    if sensor == "sar":
        return 1.0
    return 1 - (read_recall().unknown.cloud_share if cloud_share is None else cloud_share)


@lru_cache(maxsize=4096)
def lengths_of(assets: AssetQuery, register: Register) -> tuple[Lengths, ...]:
    """Shortest and longest of what a claim speaks of, m, by asset and by class; empty = any length."""
    known = assets_by_id(register)
    own: Iterable[float | None] = (known[i].length_m if i in known else None for i in sorted(assets.asset_ids))
    named = [(length, length) for length in own if length]
    classes = [] if named and not assets.classes else sorted(assets.all_classes())
    of_classes = [register.asset_class(c).length_m for c in classes]
    if any(found is None for found in of_classes):
        return ()
    return (*named, *(found for found in of_classes if found is not None))


def typical_length_m(lengths: tuple[Lengths, ...]) -> float | None:
    """The middle of the shortest range: what is found of it is found of the others as well."""
    return min(((low + high) / 2 for low, high in lengths), default=None)


def fits_length(length_m: float | None, lengths: tuple[Lengths, ...]) -> bool:
    """May a measured length be one of what is claimed? Not measured, or any length claimed = yes."""
    if length_m is None or not lengths:
        return True
    return any(low * (1 - _SLACK) <= length_m <= high * (1 + _SLACK) for low, high in lengths)


def asset_lengths(identities: Iterable[Mapping[str, str]], register: Register) -> dict[str, float]:
    """Lengths of assets, m: as the register has them, else as they sent them."""
    found: dict[str, float] = {}
    for row in identities:
        try:
            length = float(row["value"])
        except ValueError:
            continue
        if 1 < length < 600:
            found.setdefault(row["asset_id"], length)
    return found | {a.asset_id: a.length_m for a in register.assets() if a.length_m}
