"""From the register and a case's settings to the parameters of each step.

Kernels take plain parameters and know neither register nor case. `SECTIONS` says which part of ``[settings]`` sets which
model; a field that is computed from the register cannot be set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

import polars as pl
from pydantic import BaseModel, ConfigDict, create_model

from vedette.assessment.params import AssessmentParams
from vedette.case.complaints import nearest_line, validate
from vedette.case.load import Case
from vedette.events.steps import (
    Airfield,
    ConflictParams,
    GapParams,
    LandingParams,
    LegParams,
    PlaceGeometry,
    RendezvousParams,
    VisitParams,
)
from vedette.patterns.rate_params import KnownAsset, RateParams, Site
from vedette.positions.steps import CoverageParams, FlagParams, ResolveParams
from vedette.registry.airfields import field_heights
from vedette.registry.assets import Asset
from vedette.registry.offshore import offshore_km
from vedette.registry.places import Place
from vedette.registry.register import Register
from vedette.registry.sea_routes import sea_route
from vedette.schema.cells import cell_name
from vedette.tracks.steps import SegmentParams, TrackParams

Model = TypeVar("Model", bound=BaseModel)
OfSteps = Mapping[str, Mapping[str, Any]]

# part of [settings] -> its model, and the fields that come from the register or other tables
SECTIONS: Mapping[str, tuple[type[BaseModel], frozenset[str]]] = {
    "plausibility": (FlagParams, frozenset()),
    "coverage": (CoverageParams, frozenset()),
    "segments": (SegmentParams, frozenset()),
    "tracks": (TrackParams, frozenset()),
    "conflicts": (ConflictParams, frozenset()),
    "visits": (VisitParams, frozenset({"places"})),
    "landings": (LandingParams, frozenset({"airfields"})),
    "gaps": (GapParams, frozenset({"coverage", "offshore_km"})),
    "legs": (LegParams, frozenset({"max_kn", "sea_distance_km"})),
    "rates": (RateParams, frozenset({"sites", "group_names", "assets", "aircraft_classes"})),
    "rendezvous": (RendezvousParams, frozenset({"places"})),
    "assessment": (AssessmentParams, frozenset({"likelihoods", "milestones", "bases"})),
}


def check_settings(case: Case) -> None:
    """Refuse a setting that no step has, or whose value cannot stand.

    Raises:
        CaseError: with the line in case.toml.
    """
    given = case.settings.model_dump(exclude={"likelihoods"})
    for section, values in given.items():

        def line_of(where: tuple[str | int, ...], section: str = section) -> int | None:
            return nearest_line(dict(case.key_lines), ("settings", section, *where))

        validate(settable(section), values, "case.toml", line_of)


@lru_cache(maxsize=len(SECTIONS))
def settable(section: str) -> type[BaseModel]:
    """The model of a section with only the fields that a case may set; unknown keys are refused."""
    model, computed = SECTIONS[section]
    fields: dict[str, Any] = {n: (f.annotation, f) for n, f in model.model_fields.items() if n not in computed}
    return create_model(
        f"Settable{model.__name__}", __config__=ConfigDict(extra="forbid", arbitrary_types_allowed=True), **fields
    )


def of_resolve(register: Register, _settings: OfSteps) -> ResolveParams:
    """Every dated number of every registered asset."""
    numbers = ((i, a.asset_id) for a in register.assets() for i in a.identities if i.key in ("mmsi", "icao24"))
    return ResolveParams(identities=tuple((i.key, i.value, i.valid_from, i.valid_to, asset_id) for i, asset_id in numbers))


def of_visits(register: Register, settings: OfSteps) -> VisitParams:
    """All sites of the register with their distances."""
    return _params(VisitParams, settings, "visits", places=tuple(g for p in register.places() if (g := _geometry(p))))


def of_rendezvous(register: Register, settings: OfSteps) -> RendezvousParams:
    """All sites of the register: inside them ships lie close together anyway."""
    return _params(RendezvousParams, settings, "rendezvous", places=tuple(g for p in register.places() if (g := _geometry(p))))


def of_landings(register: Register, settings: OfSteps) -> LandingParams:
    """The register's airfields, then all that have an ICAO indicator."""
    fields = tuple(Airfield(f.place_id, f.lat_deg, f.lon_deg, f.elevation_ft) for f in field_heights(register))
    return _params(LandingParams, settings, "landings", airfields=fields)


def of_legs(register: Register, settings: OfSteps) -> LegParams:
    """Speeds by class, and distances by sea route."""
    fastest = ((a.asset_id, register.asset_class(a.asset_class).max_kn) for a in register.assets())
    known = tuple((asset_id, kn) for asset_id, kn in fastest if kn is not None)
    return _params(LegParams, settings, "legs", max_kn=known, sea_distance_km=_sea_distance_km)


def of_rates(register: Register, settings: OfSteps) -> RateParams:
    """Sites with their cells and groups, names of groups, and the registered assets."""
    places = register.places()
    groups = {p.place_id: p for p in places if p.is_group}
    inside: dict[str, list[str]] = {}
    for group in sorted(groups):
        for member in register.members(group):
            inside.setdefault(member, []).append(group)
    sites = tuple(_site(p, inside.get(p.place_id, ()), groups) for p in places if not p.is_group and p.lat_deg is not None)
    assets = tuple(_known_asset(a, register) for a in register.assets())
    flying = frozenset(c.code for c in register.classes() if c.kind == "aircraft")
    names = tuple((p.place_id, p.name) for p in groups.values())
    return _params(RateParams, settings, "rates", sites=sites, group_names=names, assets=assets, aircraft_classes=flying)


def _known_asset(asset: Asset, register: Register) -> KnownAsset:
    sends = register.asset_class(asset.asset_class).transmits or "cargo"
    return KnownAsset(
        asset_id=asset.asset_id, name=asset.name, asset_class=asset.asset_class, operator=asset.operator, sends_like=sends
    )


def _site(place: Place, inside: Sequence[str], groups: Mapping[str, Place]) -> Site:
    return Site(
        place_id=place.place_id, name=place.name, cell=cell_name(place.lat_deg or 0.0, place.lon_deg or 0.0),
        lat_deg=place.lat_deg or 0.0, lon_deg=place.lon_deg or 0.0, enter_km=place.enter_km or 3.0,
        countries=tuple(g for g in inside if groups[g].kind == "country"),
        regions=tuple(g for g in inside if groups[g].kind == "region"),
    )  # fmt: skip


def _plain(model: type[Model], section: str) -> Callable[[Register, OfSteps], Model]:
    """Parameters that come from the settings alone."""
    return lambda _register, settings: _params(model, settings, section)


of_flag = _plain(FlagParams, "plausibility")
of_coverage = _plain(CoverageParams, "coverage")
of_segments = _plain(SegmentParams, "segments")
of_tracks = _plain(TrackParams, "tracks")
of_conflicts = _plain(ConflictParams, "conflicts")


def of_gaps(_register: Register, settings: OfSteps) -> GapParams:
    """Thresholds, and how far off the coast; the coverage that causes are judged by comes from `with_coverage`."""
    return _params(GapParams, settings, "gaps", offshore_km=offshore_km)


def with_coverage(params: Any, coverage: pl.DataFrame) -> Any:
    """Parameters that read the coverage measured so far, with it; all others as they are. No coverage leaves causes unknown."""
    if not isinstance(params, GapParams) or coverage.is_empty():
        return params
    return params.model_copy(update={"coverage": coverage})


def _params(model: type[Model], settings: OfSteps, section: str, **computed: Any) -> Model:
    return model.model_validate({**settings.get(section, {}), **computed})


def _geometry(place: Place) -> PlaceGeometry | None:
    if place.is_group or place.lat_deg is None or place.lon_deg is None or place.enter_km is None or place.exit_km is None:
        return None
    ring = tuple((float(x), float(y)) for x, y in place.polygon.exterior.coords[:-1]) if place.polygon is not None else None
    return PlaceGeometry(place.place_id, place.kind, place.lat_deg, place.lon_deg, place.enter_km, place.exit_km, ring)


def _sea_distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    return sea_route(lat1, lon1, lat2, lon2)[0]


def of_assessment(
    settings: OfSteps,
    likelihoods: Mapping[str, Mapping[str, float]],
    milestones: tuple[datetime, ...],
    bases: Mapping[str, Any] | None = None,
) -> AssessmentParams:
    """Time windows and priors, the case's overrides of the likelihood table, its milestones, and its bases."""
    return AssessmentParams.model_validate(
        {**settings.get("assessment", {}), "likelihoods": likelihoods, "milestones": milestones, "bases": bases}
    )
