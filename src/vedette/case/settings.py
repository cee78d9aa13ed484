"""What may stand in case.toml: frozen models, unknown keys refused, every default with its unit and reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from vedette.case.misfit import MisfitError
from vedette.clock import day_end, parse_time, span

__all__ = ["Area", "CaseFile", "Period", "Question", "SourceSpec"]


def _moment(value: Any) -> Any:
    """Accept TOML dates and times, and texts; a bare day means its last moment (what was known by the end of it)."""
    if isinstance(value, datetime):
        return parse_time(value.isoformat())
    if isinstance(value, date):
        return day_end(value)
    return span(value)[1] if isinstance(value, str) else value


def _start(value: Any) -> Any:
    if isinstance(value, str | date) and not isinstance(value, datetime):
        return span(str(value))[0]
    return _moment(value)


AsOf = Annotated[datetime, BeforeValidator(_moment)]
Start = Annotated[datetime, BeforeValidator(_start)]


class Frozen(BaseModel):
    """Base of all settings: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Period(Frozen):
    """The time that the question is about."""

    start: Start = Field(description="first day; a bare day is its start")
    end: AsOf = Field(description="last day; a bare day is its end")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end <= self.start:
            raise MisfitError("end", f"must be after start ({self.start:%Y-%m-%d})")
        return self


_WIDEST_BEYOND = 180.0  # degrees; a wider box across the antimeridian is rather one with west and east swapped


class Area(Frozen):
    """A box in degrees, for the map. One whose west lies east of its east spans the antimeridian."""

    south: float = Field(ge=-90, le=90, description="southern edge, degrees")
    west: float = Field(ge=-180, le=180, description="western edge, degrees")
    north: float = Field(ge=-90, le=90, description="northern edge, degrees")
    east: float = Field(ge=-180, le=180, description="eastern edge, degrees")

    @model_validator(mode="after")
    def _is_a_box(self) -> Area:
        if self.north <= self.south:
            raise MisfitError("north", f"must be above south ({self.south:g})")
        if self.west == self.east:
            raise MisfitError("east", f"must differ from west ({self.west:g})")
        if self.west > self.east and (width := 360 - self.west + self.east) > _WIDEST_BEYOND:
            raise MisfitError(
                "west", f"lies east of east ({self.east:g}): that box would go {width:g} degrees around the globe; swap the two"
            )
        return self


class Bases(Frozen):
    """The bases that the case is about, for what its movements as a whole fit; place ids."""

    actor: str = Field(min_length=1, description="whose ships and aircraft, as a country is called")
    old: tuple[str, ...] = Field(min_length=1, description="the bases that are said to be left")
    new: tuple[str, ...] = Field((), description="the bases that are said to take their place")
    home: tuple[str, ...] = Field((), description="where the assets come from: a country, or its ports")


class Question(Frozen):
    """What is asked."""

    title: str = Field(min_length=1, description="the case's name, as printed")
    question: str = Field(min_length=1, description="the question in one sentence")
    period: Period = Field(description="the time that the question is about")
    as_of: AsOf | None = Field(None, description="judge by what was known then; absent = the end of today")
    milestones: tuple[AsOf, ...] = Field((), description="earlier times at which a verdict is also given, for its history")
    places: tuple[str, ...] = Field((), description="place ids that the timelines show; absent = those in the claims")
    map: Area | None = Field(None, description="box of the map; absent = all that is concerned")
    bases: Bases | None = Field(
        None, description="bases left, bases said to take their place, home; absent = not judged as a whole"
    )
    is_synthetic: bool = Field(False, description="true for invented data: every output is stamped")


class ColumnMapping(Frozen):
    """Which column of a CSV holds what, for files that no format module knows."""

    kind: Literal["ship", "aircraft"] = Field("ship", description="what the rows are about")
    time: str = Field(description="column of the time")
    time_format: Literal["iso", "day_first", "month_first", "epoch_s", "epoch_ms"] = Field("iso", description="how it is written")
    identity: str = Field(description="column of MMSI or ICAO address")
    lat: str = Field(description="column of the latitude, degrees")
    lon: str = Field(description="column of the longitude, degrees")
    speed: str | None = Field(None, description="column of the speed over ground")
    speed_unit: Literal["kn", "m/s", "km/h"] = Field("kn", description="its unit")
    course: str | None = Field(None, description="column of the course over ground, degrees")
    heading: str | None = Field(None, description="column of the heading, degrees")
    altitude: str | None = Field(None, description="column of the altitude")
    altitude_unit: Literal["ft", "m"] = Field("ft", description="its unit")
    vertical_rate: str | None = Field(None, description="column of the vertical rate")
    vertical_rate_unit: Literal["ft/min", "m/s"] = Field("ft/min", description="its unit")
    on_ground: str | None = Field(None, description="column of the ground flag")


class SourceSpec(Frozen):
    """A file or folder of data, and what is known about it."""

    path: str = Field(min_length=1, description="file or folder, relative to the case; may hold * and **")
    format: str | None = Field(None, description="name of a format; absent = found out from the content")
    licence: str | None = Field(None, description="licence of the content, as printed in a brief")
    attribution: str | None = Field(None, description="the line that the licence asks for")
    url: str | None = Field(None, description="where it can be had")
    is_redistributable: bool | None = Field(None, description="may positions be passed on; absent = not known")
    is_synthetic: bool = Field(False, description="made by a simulation")
    received_at: AsOf | None = Field(None, description="when it was received, for feeds whose rows have no time of their own")
    columns: ColumnMapping | None = Field(None, description="which column holds what, for a CSV that no format knows")


class Settings(Frozen):
    """Parameters of detectors and of the judgement; the tables of defaults stand in docs/reference/settings.md."""

    plausibility: dict[str, Any] = Field(default_factory=dict, description="duplicates and impossible jumps")
    coverage: dict[str, Any] = Field(default_factory=dict, description="reception by cell and hour")
    segments: dict[str, Any] = Field(default_factory=dict, description="one number on several hulls")
    tracks: dict[str, Any] = Field(default_factory=dict, description="simplification of paths")
    conflicts: dict[str, Any] = Field(default_factory=dict, description="two places at once under one number")
    visits: dict[str, Any] = Field(default_factory=dict, description="visits")
    landings: dict[str, Any] = Field(default_factory=dict, description="landings and take-offs")
    gaps: dict[str, Any] = Field(default_factory=dict, description="thresholds of gaps")
    legs: dict[str, Any] = Field(default_factory=dict, description="legs")
    rendezvous: dict[str, Any] = Field(default_factory=dict, description="two ships close together at sea")
    rates: dict[str, Any] = Field(default_factory=dict, description="counting of visits, landings and legs, and their patterns")
    assessment: dict[str, Any] = Field(default_factory=dict, description="time windows, priors")
    likelihoods: dict[str, dict[str, float]] = Field(default_factory=dict, description="overrides of the likelihood table")


class CaseFile(Frozen):
    """The whole of case.toml."""

    case: Question = Field(description="what is asked")
    sources: tuple[SourceSpec, ...] = Field((), description="data that belongs to the case")
    settings: Settings = Field(default_factory=Settings, description="parameters that differ from the defaults")
