"""The companions of case.toml: assets.csv, places.geojson, claims.toml, as frozen models."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from vedette.case.complaints import nearest_line, read_text, read_toml, validate
from vedette.case.misfit import MisfitError, check_counts, check_times
from vedette.case.reviews import ClaimReview, check_one_answer
from vedette.case.settings import AsOf, Frozen, Start
from vedette.errors import CaseError
from vedette.schema.words import CLAIM_KINDS, PLACE_KINDS, STATUSES

Texts = tuple[str, ...]


class AssetRow(Frozen):
    """One line of assets.csv: an asset, or one more dated identity of an asset named above it."""

    asset_id: str = Field(min_length=1, description="e.g. ship:sparta-ii; the same id again adds an identity")
    kind: Literal["ship", "aircraft"] = Field(description="ship or aircraft")
    asset_class: str = Field(alias="class", min_length=1, description="class of the register, e.g. ro_ro")
    name: str = Field(min_length=1, description="name in use")
    operator: str | None = Field(None, description="who operates it")
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="ISO 3166 alpha-2")
    length_m: float | None = Field(None, gt=0, lt=500, description="length over all, metres")
    aliases: Texts = Field((), description="other spellings, misspellings, former names; separated by ;")
    key: Literal["mmsi", "imo", "icao24", "callsign", "registration", "name", "hull_number"] | None = Field(
        None, description="kind of identity"
    )
    value: str | None = Field(None, description="the number or name")
    valid_from: Start | None = Field(None, description="first day known; empty = open")
    valid_to: AsOf | None = Field(None, description="last day known; empty = open")
    source: str | None = Field(None, description="link or source id")

    @field_validator("aliases", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(v.strip() for v in value.split(";") if v.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _identity_is_whole(self) -> AssetRow:
        if (self.key is None) != (self.value is None):
            raise MisfitError(
                "value" if self.value is None else "key", f"is missing beside {'key' if self.value is None else 'value'}"
            )
        return self


class PlaceProperties(Frozen):
    """The properties of one feature of places.geojson."""

    place_id: str = Field(min_length=1, pattern="^[a-z0-9-]+$", description="slug")
    name: str = Field(min_length=1, description="name")
    kind: Literal[PLACE_KINDS] = Field(description="kind of place")  # type: ignore[valid-type]
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="ISO 3166 alpha-2")
    groups: Texts = Field((), description="groups of the register that it belongs to")
    enter_km: float = Field(3.0, gt=0, description="a visit begins within this distance, km")
    exit_km: float = Field(4.0, gt=0, description="a visit ends beyond it, km")
    aliases: Texts = Field((), description="other names")
    source: str | None = Field(None, description="link")

    @model_validator(mode="after")
    def _hysteresis(self) -> PlaceProperties:
        if self.exit_km <= self.enter_km:
            raise MisfitError("exit_km", f"must be > enter_km ({self.enter_km:g})")
        return self


class Geometry(Frozen):
    """A point or a polygon without holes, longitude first (RFC 7946)."""

    type: Literal["Point", "Polygon"]
    coordinates: Any

    @model_validator(mode="after")
    def _in_range(self) -> Geometry:
        for lon, lat, *_ in self.ring:
            if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                raise ValueError(f"[{lon}, {lat}] is not [longitude, latitude] in degrees")
        return self

    @property
    def ring(self) -> list[list[float]]:
        """The outer ring, or the one point."""
        try:
            points: list[list[float]] = [self.coordinates] if self.type == "Point" else self.coordinates[0]
            return [[float(p[0]), float(p[1])] for p in points]
        except (TypeError, IndexError, ValueError):
            raise ValueError(f"coordinates do not fit a {self.type}") from None


class PlaceFeature(Frozen):
    """One feature of places.geojson."""

    type: Literal["Feature"]
    properties: PlaceProperties
    geometry: Geometry
    id: str | int | None = None
    bbox: Any = None


class PlaceCollection(Frozen):
    """The whole of places.geojson."""

    type: Literal["FeatureCollection"]
    features: tuple[PlaceFeature, ...]
    bbox: Any = None


class WrittenClaim(Frozen):
    """A claim written by hand, in claims.toml."""

    id: str = Field(min_length=1, pattern="^[A-Za-z0-9_.-]+$", description="the claim's id")
    quote: str = Field(min_length=1, description="the words, exactly as in the report if one is named")
    report: str | None = Field(None, description="id in sources.csv of the report that says it")
    kind: Literal[CLAIM_KINDS] = Field(description="kind of claim")  # type: ignore[valid-type]
    status: Literal[STATUSES] = Field("asserted", description="what the writer commits to")  # type: ignore[valid-type]
    direction: Literal["up", "down"] | None = Field(None, description="for rates")
    actor: str | None = Field(None, description="whose assets")
    assets: Texts = Field((), description="asset names or classes")
    count_min: int | None = Field(None, ge=0, description="at least so many")
    count_max: int | None = Field(None, ge=0, description="at most so many")
    origin: Texts = Field((), description="from where: place ids or names")
    destination: Texts = Field((), description="to where")
    place: Texts = Field((), description="where")
    distance_km: float | None = Field(None, gt=0, description="claimed distance, km")
    start: Start | None = Field(None, description="start of the time that it speaks of")
    end: AsOf | None = Field(None, description="end of it")
    made: AsOf | None = Field(None, description="when it was said; absent = when its report was published")
    speaker: Texts = Field((), description="chain from the outlet inwards")
    by: str | None = Field(None, description="who wrote it")
    on: AsOf | None = Field(None, description="when it was written")
    note: str | None = Field(None, description="why")
    sentence: str | None = Field(
        None, min_length=1, description="the sentence of the report that holds the quote; when that changes, the claim re-opens"
    )
    nth: int = Field(1, ge=1, description="which one, if the same words stand in the same sentence more than once")

    @model_validator(mode="after")
    def _in_order(self) -> WrittenClaim:
        if self.sentence is not None and self.report is None:
            raise MisfitError("sentence", "needs the report in which it stands")
        check_times(self.start, self.end)
        check_counts(self.count_min, self.count_max)
        return self


class ClaimsFile(Frozen):
    """The whole of claims.toml."""

    claims: tuple[WrittenClaim, ...] = Field((), description="claims written by hand")
    reviews: tuple[ClaimReview, ...] = Field((), description="decisions on claims that were read")


def read_assets(path: Path) -> tuple[tuple[int, AssetRow], ...]:
    """The lines of assets.csv with their numbers; an empty cell is absent.

    Raises:
        CaseError: a column is unknown, or a cell holds what cannot stand.
    """
    reader = csv.DictReader(io.StringIO(read_text(path)))
    rows = []
    for row in reader:
        line = reader.line_num
        if None in row or None in row.values():
            raise CaseError(path.name, line, f"has {'more' if None in row else 'fewer'} cells than the header")
        cells = {k: v.strip() for k, v in row.items() if v.strip()}
        rows.append((line, validate(AssetRow, cells, path.name, lambda _, line=line: line)))  # type: ignore[misc]
    return tuple(rows)


def read_places(path: Path) -> tuple[PlaceFeature, ...]:
    """The features of places.geojson.

    Raises:
        CaseError: not JSON, not GeoJSON, or a property cannot stand.
    """
    try:
        content = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise CaseError(path.name, error.lineno, f"not JSON: {error.msg}") from error
    return validate(PlaceCollection, content, path.name, lambda _: None).features


def read_claims_file(path: Path) -> tuple[ClaimsFile, tuple[int, ...], tuple[int, ...]]:
    """claims.toml, the line at which each written claim has its quote, and the line of each review.

    Raises:
        CaseError: as `read_toml`; two claims bear one id; or a claim has two reviews of which neither is the later one.
    """
    content, lines = read_toml(path, ClaimsFile)
    seen: dict[str, int] = {}
    for i, claim in enumerate(content.claims):
        line = nearest_line(lines, ("claims", i, "id")) or 1
        if claim.id in seen:
            raise CaseError(path.name, line, f"claim id {claim.id!r} is taken (line {seen[claim.id]})")
        seen[claim.id] = line
    review_lines = tuple(nearest_line(lines, ("reviews", i, "claim")) or 1 for i in range(len(content.reviews)))
    check_one_answer(content.reviews, review_lines, path.name)
    return content, tuple(nearest_line(lines, ("claims", i, "quote")) or 1 for i in range(len(content.claims))), review_lines
