"""Registered assets that the data show under another number than the register's: silence of the one is then no silence of the ship.

Rows of the identities table flow in; for each registered asset the numbers that nobody registered but that sent its name with its flag,
or its IMO number, flow out, each with the time from which that is known. A namesake under another flag is another ship.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vedette.assessment.question.assets import AssetQuery, assets_by_id
from vedette.registry.assets import Asset
from vedette.registry.names import normalise
from vedette.registry.numbers import icao24_country, mmsi_country
from vedette.registry.register import Register

Row = Mapping[str, Any]
Others = Mapping[str, tuple[tuple[str, datetime | None], ...]]


def find_other_numbers(identities: Iterable[Row], register: Register) -> Others:
    """Asset id -> (id under which it was heard, known from; null = always), in the order of the ids."""
    assets = assets_by_id(register)
    by_name: dict[str, set[str]] = defaultdict(set)
    by_imo: dict[str, set[str]] = defaultdict(set)
    for asset in assets.values():
        for name in asset.names():
            by_name[normalise(name)].add(asset.asset_id)
        for identity in asset.identities:
            if identity.key == "imo":
                by_imo[identity.value].add(asset.asset_id)
    found: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    for row in identities:
        if row["asset_id"] in assets or row["key"] not in ("name", "imo"):
            continue
        bearers = by_imo.get(row["value"], set()) if row["key"] == "imo" else by_name.get(normalise(row["value"]), set())
        for asset_id in bearers - _registered_owner(row["asset_id"], register):
            if row["key"] == "imo" or _is_of_flag(row["asset_id"], assets[asset_id]):
                found[asset_id].setdefault(row["asset_id"], row["valid_from"])
    return {asset_id: tuple(sorted(others.items(), key=lambda o: o[0])) for asset_id, others in found.items()}


def _registered_owner(number_id: str, register: Register) -> frozenset[str]:
    """Whose number it is by the register: a name that a ship sends under its own number tells of no other."""
    key, _, number = number_id.partition(":")
    owner = register.resolve(key, number.partition("~")[0])
    return frozenset((owner,)) if owner and "~" not in number else frozenset()


def _is_of_flag(number_id: str, asset: Asset) -> bool:
    """Was a number given out by the country of an asset?"""
    key, _, number = number_id.partition(":")
    number = number.partition("~")[0]
    country = mmsi_country(number) if key == "mmsi" else icao24_country(number) if key == "icao24" else None
    return country is not None and country == asset.country


def other_numbers_of(assets: AssetQuery, others: Others, moment: datetime) -> tuple[str, ...]:
    """The ids under which named assets of a claim were heard beside the register's, by what was known at a moment."""
    found = (o for asset_id in sorted(assets.asset_ids) for o in others.get(asset_id, ()))
    return tuple(number for number, known in found if known is None or known <= moment)
