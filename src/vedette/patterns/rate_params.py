"""What may be set for counting, and what the kernels must know of places and assets: the register as plain tuples."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vedette.schema.kinds import is_aircraft


class Site(BaseModel):
    """A site: its one-degree cell, and the countries and regions that it lies in."""

    model_config = ConfigDict(frozen=True)

    place_id: str
    name: str
    cell: str
    lat_deg: float = 0.0
    lon_deg: float = 0.0
    enter_km: float = 3.0
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class KnownAsset(BaseModel):
    """A registered asset: it is under watch, and therefore never of the reference fleet."""

    model_config = ConfigDict(frozen=True)

    asset_id: str
    name: str
    asset_class: str
    operator: str | None = None
    sends_like: str = "cargo"


class RateParams(BaseModel):
    """How visits, landings and legs are counted, and when a count is unusual."""

    model_config = ConfigDict(frozen=True)

    step: Literal["day", "week"] = Field("day", description="length of a period; weeks begin on Monday (UTC)")
    fewest_events: int = Field(3, ge=1, description="a series with fewer events in all is not kept, unless a claim asks for it")
    most_series: int = Field(
        200,
        ge=1,
        description="so many series are kept at most: those with registered assets first, then those with the most events",
    )
    fleet_hours: float = Field(
        6.0, gt=0, description="a reference fleet is heard in at least so many asset-hours on the median day; else hours with any"
    )
    alpha: float = Field(0.01, gt=0, lt=0.5, description="level of one tail and look for alarms")
    new_after_days: int = Field(28, ge=1, description="a leg is a first one only after so many days in which its end was watched")
    regular_legs: int = Field(4, ge=3, description="a shuttle is regular from so many legs on")
    broken_after: float = Field(3.0, gt=1, description="it is broken after so many of its own usual intervals without one")
    sites: tuple[Site, ...] = ()
    group_names: tuple[tuple[str, str], ...] = ()
    assets: tuple[KnownAsset, ...] = ()
    aircraft_classes: frozenset[str] = frozenset()

    @cached_property
    def site_of(self) -> dict[str, Site]:
        """Sites by id."""
        return {site.place_id: site for site in self.sites}

    @cached_property
    def asset_of(self) -> dict[str, KnownAsset]:
        """Registered assets by id."""
        return {asset.asset_id: asset for asset in self.assets}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of sites and groups by id."""
        return dict(self.group_names) | {site.place_id: site.name for site in self.sites}

    def sends_like(self, asset_id: str) -> str:
        """How often an asset sends: warship, auxiliary, cargo or aircraft; who is not registered, like traffic of its kind."""
        known = self.asset_of.get(asset_id)
        return known.sends_like if known else "aircraft" if is_aircraft(asset_id) else "cargo"

    def name_of(self, place_ids: tuple[str, ...] | list[str]) -> str:
        """Names joined; the id where there is no name."""
        return " and ".join(self.names.get(i, i) for i in place_ids)

    def sites_in(self, place_ids: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """The sites among some places, those inside countries and regions included."""
        wanted = set(place_ids)
        return tuple(s.place_id for s in self.sites if s.place_id in wanted or wanted & {*s.countries, *s.regions})
