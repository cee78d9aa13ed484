"""Assets: ships and aircraft by name, with the dated numbers and names that each bore, as typed in `data/assets.toml`.

Where sources disagree on a number, both stand with their sources. Misspellings that occurred in print are aliases, so
that a text that slips still finds the hull. Classes are in `classes.py` and can be had from here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.registry.classes import AssetClass, read_classes
from vedette.registry.reading import DATA, Row, read_rows

__all__ = ["IDENTITY_KEYS", "Asset", "AssetClass", "Identity", "read_assets"]

# As in the column `key` of the table identities.
IDENTITY_KEYS = frozenset(["mmsi", "imo", "icao24", "callsign", "registration", "name", "type", "length_m", "hull_number"])
_FIELDS = frozenset(["id", "name", "kind", "class", "operator", "country", "length_m", "aliases", "identities", "source"])
_NEEDED = frozenset(["id", "name", "kind", "class", "source"])


@dataclass(frozen=True)
class Identity:
    """A number or name that an asset bore; None dates are open."""

    key: str
    value: str
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    source: str | None = None

    def holds_at(self, time: datetime | None) -> bool:
        """Was it borne at a time? With no time given, every identity counts."""
        if time is None:
            return True
        return (self.valid_from is None or self.valid_from <= time) and (self.valid_to is None or time <= self.valid_to)


@dataclass(frozen=True)
class Asset:
    """A ship or aircraft that the register or a case names."""

    asset_id: str
    kind: str  # ship or aircraft
    asset_class: str
    name: str
    operator: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    length_m: float | None = None
    aliases: tuple[str, ...] = ()  # other spellings, misspellings that occurred, transliterations
    identities: tuple[Identity, ...] = ()
    source: str | None = None

    def names(self) -> Iterable[str]:
        """Its name, aliases and former names, as typed."""
        yield self.name
        yield from self.aliases
        yield from (i.value for i in self.identities if i.key == "name")


def _identity(row: Row, given: Mapping[str, Any]) -> Identity:
    """One identity of an asset's list."""
    if unknown := sorted(given.keys() - {"key", "value", "from", "to", "source"}):
        raise row.wrong(f"identity has an unknown field {', '.join(unknown)}")
    key, value = given.get("key"), given.get("value")
    if key not in IDENTITY_KEYS or not isinstance(value, str):
        raise row.wrong(f"identity needs a key ({', '.join(sorted(IDENTITY_KEYS))}) and a text value")
    return Identity(str(key), value, row.moment(given.get("from")), row.moment(given.get("to"), is_end=True), given.get("source"))


def _asset(row: Row) -> Asset:
    """One asset as typed, checked."""
    row.check_fields(_FIELDS, _NEEDED)
    kind, asset_class = row.text("kind") or "", row.text("class") or ""
    if asset_class not in read_classes():
        raise row.wrong(f"class {asset_class!r} is not in classes.toml")
    if kind not in ("ship", "aircraft") or not row.name.startswith(f"{kind}:"):
        raise row.wrong(f"kind must be ship or aircraft and begin the id (is {kind!r})")
    return Asset(
        asset_id=row.name,
        kind=kind,
        asset_class=asset_class,
        name=row.text("name") or "",
        operator=row.text("operator"),
        country=row.text("country"),
        length_m=row.number("length_m"),
        aliases=row.texts("aliases"),
        identities=tuple(_identity(row, i) for i in row.fields.get("identities", [])),
        source=row.text("source"),
    )


def read_assets() -> tuple[Asset, ...]:
    """The shipped assets.

    Raises:
        CaseError: a row cannot stand, or an id is used twice.
    """
    assets: dict[str, Asset] = {}
    for row in read_rows(DATA / "assets.toml", "asset", "id"):
        if row.name in assets:
            raise row.wrong("this id is used twice")
        assets[row.name] = _asset(row)
    return tuple(assets.values())
