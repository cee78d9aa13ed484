"""The tables as a brief sees them: known by its date, as plain rows, with names for places and assets.

In: frames by table name, a date and the register. Out: `CaseRows`. Rows that became known later than the brief's date are left
out, so that a brief as of an earlier day shows what was known on that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from vedette.errors import NotFound
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import TABLES

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]

# The column that says when a row became known; tables without one are shown whole.
_KNOWN_COLUMN = {
    "sightings": "known",
    "events": "known",
    "patterns": "as_of",
    "evidence": "known",
    "verdicts": "as_of",
    "hypotheses": "as_of",
    "case_hypotheses": "as_of",
    "unobserved": "as_of",
    "claims": "made",
    "reports": "published",
    "relations": "known",
}


class NamedPlace(Protocol):
    """What a brief needs to know of a place."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def lat_deg(self) -> float | None: ...  # noqa: D102
    @property
    def lon_deg(self) -> float | None: ...  # noqa: D102
    @property
    def enter_km(self) -> float | None: ...  # noqa: D102


class NamedAsset(Protocol):
    """What a brief needs to know of an asset."""

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


class NamedClass(Protocol):
    """What a brief needs to know of a class of assets."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


class Names(Protocol):
    """The part of `vedette.registry.register.Register` that a brief uses; all raise `NotFound` for an unknown id."""

    def place(self, place_id: str) -> NamedPlace: ...  # noqa: D102
    def asset(self, asset_id: str) -> NamedAsset: ...  # noqa: D102
    def asset_class(self, code: str) -> NamedClass: ...  # noqa: D102
    def contains(self, group_id: str, place_id: str) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class CaseRows:
    """All rows of a case that were known by `as_of`, by table name, with the register for names."""

    tables: Mapping[str, tuple[Row, ...]]
    names: Names
    as_of: datetime

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; none if the case has no such table."""
        return self.tables.get(table, ())

    @cached_property
    def publishers(self) -> dict[str, Row]:
        """Publishers by id."""
        return {r["publisher_id"]: r for r in self.rows("publishers")}

    @cached_property
    def reports(self) -> dict[str, Row]:
        """Reports by id."""
        return {r["report_id"]: r for r in self.rows("reports")}

    @cached_property
    def sources(self) -> dict[str, Row]:
        """Sources by id."""
        return {r["source_id"]: r for r in self.rows("sources")}

    @cached_property
    def assets(self) -> dict[str, Row]:
        """Assets that the case names, by id."""
        return {r["asset_id"]: r for r in self.rows("assets")}

    def place(self, place_id: str | None) -> NamedPlace | None:
        """A place, or null if the id is null or unknown."""
        if place_id is None:
            return None
        try:
            return self.names.place(place_id)
        except NotFound:
            return None

    def concerns(self, named_id: str | None, place_id: str) -> bool:
        """Whether a claim that names one place or group speaks of another place."""
        if named_id is None or named_id == place_id:
            return named_id is not None
        try:
            return self.names.contains(named_id, place_id)
        except NotFound:
            return False

    def place_name(self, place_id: str | None) -> str:
        """A place's name; an unknown id stands for itself."""
        place = self.place(place_id)
        return place.name if place else (place_id or "")

    def asset_name(self, asset_id: str | None) -> str:
        """A ship's or aircraft's name: of the case, of the register, or the number under which it was heard."""
        if asset_id is None:
            return ""
        if (row := self.assets.get(asset_id)) and row["name"]:
            return str(row["name"])
        try:
            return self.names.asset(asset_id).name or asset_id
        except NotFound:
            key, _, value = asset_id.partition(":")
            return f"{key.upper()} {value}" if key in {"mmsi", "icao24", "imo"} else value or asset_id

    def class_name(self, code: str) -> str | None:
        """A class's name, or null where there is no such class."""
        try:
            return self.names.asset_class(code).name
        except NotFound:
            return None

    def class_kind(self, code: str) -> str | None:
        """``ship``, ``aircraft`` or what else a class is; null where there is no such class."""
        try:
            return self.names.asset_class(code).kind
        except NotFound:
            return None

    def asset_kind(self, asset_id: str | None, class_code: str | None = None) -> str:
        """``ship`` or ``aircraft``; what neither asset nor class tells is drawn as a ship."""
        if asset_id is not None:
            if row := self.assets.get(asset_id):
                return str(row["kind"])
            return "aircraft" if is_aircraft(asset_id) else "ship"
        try:
            return "aircraft" if class_code and self.names.asset_class(class_code).kind == "aircraft" else "ship"
        except NotFound:
            return "ship"


def read_rows(tables: Mapping[str, pl.DataFrame], as_of: datetime, names: Names) -> CaseRows:
    """Frames as rows known by a date. Rows without such a time (null) are kept."""
    found: dict[str, tuple[Row, ...]] = {}
    for name, frame in tables.items():
        rows: Iterable[Row] = TABLES[name].check(frame).iter_rows(named=True) if name in TABLES else ()
        column = _KNOWN_COLUMN.get(name)
        found[name] = tuple(r for r in rows if column is None or r[column] is None or r[column] <= as_of)
    return CaseRows(found, names, as_of)
