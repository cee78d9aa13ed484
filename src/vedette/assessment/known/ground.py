"""What every evidence module looks things up in: register, settings, publishers, origins, sightings, events, coverage.

Frames flow in once and are turned into plain rows and indices; nothing is computed about any claim here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from vedette.assessment.known.contested import Contest, find_contests, find_doubts
from vedette.assessment.known.coverage import CoverageIndex
from vedette.assessment.known.looks import LookIndex
from vedette.assessment.known.occupancy import Occupancy
from vedette.assessment.known.other_numbers import Others, find_other_numbers
from vedette.assessment.known.paths import Paths
from vedette.assessment.known.recall import asset_lengths
from vedette.assessment.known.same_looks import name_looks
from vedette.assessment.known.silences import cut_at_silences
from vedette.assessment.known.unregistered import KEYS, Names
from vedette.assessment.params import AssessmentParams
from vedette.assessment.weights.independence import Origins
from vedette.registry.names import normalise
from vedette.registry.register import Register
from vedette.schema.ids import number_of
from vedette.schema.tables import (
    COVERAGE,
    DETECTIONS,
    EVENTS,
    IDENTITIES,
    IMAGES,
    PATTERNS,
    PROPOSITIONS,
    PUBLISHERS,
    REPORTS,
    ROOTS,
    SIGHTINGS,
    TRACKS,
)

Row = dict[str, Any]
_MOVEMENTS = ("visit", "leg", "landing", "take_off")


@dataclass(frozen=True)
class AssessmentInput:
    """The tables that the judgement reads; an absent one is empty. Rows that became known after `as_of` are never used."""

    claims: pl.DataFrame
    propositions: pl.DataFrame = field(default_factory=PROPOSITIONS.empty)
    roots: pl.DataFrame = field(default_factory=ROOTS.empty)
    reports: pl.DataFrame = field(default_factory=REPORTS.empty)
    publishers: pl.DataFrame = field(default_factory=PUBLISHERS.empty)
    sightings: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    events: pl.DataFrame = field(default_factory=EVENTS.empty)
    coverage: pl.DataFrame = field(default_factory=COVERAGE.empty)
    identities: pl.DataFrame = field(default_factory=IDENTITIES.empty)
    patterns: pl.DataFrame = field(default_factory=PATTERNS.empty)
    images: pl.DataFrame = field(default_factory=IMAGES.empty)
    detections: pl.DataFrame = field(default_factory=DETECTIONS.empty)
    tracks: pl.DataFrame = field(default_factory=TRACKS.empty)


@dataclass(frozen=True)
class Ground:
    """Plain rows and indices, made once per assessment."""

    register: Register
    params: AssessmentParams
    claims: tuple[Row, ...]
    sightings: tuple[Row, ...]
    events: Mapping[str, tuple[Row, ...]]
    publishers: Mapping[str, Row]
    reports: Mapping[str, Row]
    origins: Origins
    coverage: CoverageIndex
    looks: LookIndex
    classes: Mapping[str, str]
    patterns: Mapping[str, tuple[Row, ...]]
    as_of: datetime
    heard: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)  # `events`, visits cut at the silences inside them
    contests: Mapping[str, Contest] = field(default_factory=dict)  # signals that are not believed, by event or sighting
    doubts: Mapping[str, Contest] = field(default_factory=dict)  # signals that may be of another hull, by event
    conflicts: tuple[Row, ...] = ()  # identity conflicts: one number, two places at once
    same_looks: Mapping[str, str] = field(default_factory=dict)  # the look that a sighting may be a copy of
    other_numbers: Others = field(default_factory=dict)  # registered assets that were heard under numbers of others
    paths: Paths = field(default_factory=lambda: Paths({}))  # where the assets that claims name were heard under way
    # worked out when first asked for: occupancy models, and what images show of a claim
    fits: dict[Any, Occupancy | None] = field(default_factory=dict, compare=False)
    seeings: dict[Any, Any] = field(default_factory=dict, compare=False)

    def without(self, item_id: str, asset_id: str) -> Ground:
        """The same as if one sighting or event of an asset had never been logged or found."""
        own = [s for s in self.sightings if s["asset_id"] == asset_id and s["sighting_id"] != item_id]
        left, heard = (tuple(e for e in rows.get(asset_id, ()) if e["event_id"] != item_id) for rows in (self.events, self.heard))
        mine = {item_id, *(s["sighting_id"] for s in own), *(e["event_id"] for e in left)}
        contests = {name: c for name, c in self.contests.items() if name not in mine}
        return replace(
            self,
            sightings=tuple(s for s in self.sightings if s["sighting_id"] != item_id),
            events={**self.events, asset_id: left},
            heard={**self.heard, asset_id: heard},
            contests=contests | find_contests({asset_id: heard}, self.conflicts, own, self.register),
        )

    @cached_property
    def second_hulls(self) -> Mapping[str, tuple[str, ...]]:
        """Asset id -> the ids of the other hulls that were heard under its number."""
        found: dict[str, list[str]] = defaultdict(list)
        for asset_id in sorted(self.heard):
            if (number := number_of(asset_id)) != asset_id:
                found[number].append(asset_id)
        return {number: tuple(others) for number, others in found.items()}

    def grade_of(self, publisher_ids: tuple[str, ...]) -> str:
        """The best Admiralty letter among some publishers; "none" where none has one."""
        letters = [self.publishers[p]["reliability"] for p in publisher_ids if p in self.publishers]
        return min((letter for letter in letters if letter), default="none")

    def claimant_of(self, claim: Row) -> frozenset[str]:
        """The origins of a claim: those of its report, else those of the publishers that its outermost speaker names."""
        if claim["report_id"]:
            return self.origins.of_report(claim["report_id"])
        spoken = normalise(claim["speaker"][0]) if claim["speaker"] else ""
        named = [p for p, row in self.publishers.items() if spoken and _is_outlet(normalise(row["outlet"]), spoken)]
        return self.origins.of_publishers(named) if named else frozenset({f"speaker:{spoken}"} if spoken else ())


def _is_outlet(outlet: str, spoken: str) -> bool:
    return f" {spoken.removeprefix('the ')} " in f" {outlet} "


def make_ground(given: AssessmentInput, register: Register, params: AssessmentParams, as_of: datetime) -> Ground:
    """Turn frames into rows and indices, leaving out what became known after `as_of`."""
    publishers = given.publishers.to_dicts()
    reports = given.reports.to_dicts()
    listed = {c: p["proposition_id"] for p in given.propositions.to_dicts() for c in p["claim_ids"] or ()}
    claims = [c | {"proposition_id": listed.get(c["claim_id"], c["proposition_id"])} for c in given.claims.to_dicts()]
    names = Names(given.identities.filter(pl.col("key").is_in(KEYS)).iter_rows(named=True), register)
    claims = [names.of_claim(c) for c in claims]
    logged = given.sightings.with_columns(known=pl.max_horizontal("known", "start"))  # nothing is known before it is seen
    sightings = tuple(names.of_sighting(s) for s in logged.filter(pl.col("known") <= as_of).to_dicts())
    known = given.events.filter(pl.col("known") <= as_of)
    events = _by_asset(known.filter(pl.col("kind").is_in(_MOVEMENTS)))
    heard = cut_at_silences(events, given.tracks, timedelta(hours=params.silence_h))
    conflicts = known.filter(pl.col("kind") == "identity_conflict").to_dicts()
    return Ground(
        register=register,
        params=params,
        claims=tuple(c for c in claims if c["made"] is None or c["made"] <= as_of),
        sightings=sightings,
        events=events,
        heard=heard,
        contests=find_contests(heard, conflicts, sightings, register),
        publishers={p["publisher_id"]: p for p in publishers},
        reports={r["report_id"]: r for r in reports},
        origins=Origins(publishers, reports, given.roots.to_dicts()),
        coverage=CoverageIndex.of(given.coverage.filter(pl.col("hour") <= as_of)),
        looks=_index_looks(given, events, register, as_of),
        classes=_classes_by_type(given.identities, register),
        patterns=_by_claim(given.patterns.filter(pl.col("as_of") <= as_of)),
        as_of=as_of,
        conflicts=tuple(conflicts),
        doubts=find_doubts(events, conflicts),
        same_looks=name_looks(sightings),
        paths=Paths.of(given.tracks, frozenset(a["asset_id"] for c in claims for a in c["assets"] or () if a["asset_id"])),
        other_numbers=find_other_numbers(_known_names(given.identities, as_of), register),
    )


def _known_names(identities: pl.DataFrame, as_of: datetime) -> list[Row]:
    """The names and IMO numbers that were sent by a time, each once for an asset."""
    is_known = pl.col("valid_from").is_null() | (pl.col("valid_from") <= as_of)
    rows = identities.filter(pl.col("key").is_in(["name", "imo"]), is_known).sort("valid_from", nulls_last=False)
    return rows.unique(["asset_id", "key", "value"], keep="first", maintain_order=True).to_dicts()


def _index_looks(given: AssessmentInput, events: Mapping[str, tuple[Row, ...]], register: Register, as_of: datetime) -> LookIndex:
    """The images that were known, what was found in them, and which ships lay where by their own signal."""
    images = given.images.filter(pl.max_horizontal("received", "time") <= as_of)
    if images.is_empty():
        return LookIndex({}, {}, {}, {}, register)
    visits = (row for rows in events.values() for row in rows if row["kind"] == "visit" and row["place_id"])
    lengths = asset_lengths(given.identities.filter(pl.col("key") == "length_m").iter_rows(named=True), register)
    return LookIndex.of(images.to_dicts(), given.detections.to_dicts(), visits, lengths, register)


def _by_asset(events: pl.DataFrame) -> Mapping[str, tuple[Row, ...]]:
    """Events by asset, so that whether an asset fits a claim is asked once."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in events.iter_rows(named=True):
        found[row["asset_id"]].append(row)
    return {asset_id: tuple(rows) for asset_id, rows in sorted(found.items())}


def _by_claim(patterns: pl.DataFrame) -> Mapping[str, tuple[Row, ...]]:
    """What was counted for each claim, in the order of when it was known."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in patterns.filter(pl.col("claim_id").is_not_null()).sort("as_of", "pattern_id").iter_rows(named=True):
        found[row["claim_id"]].append(row)
    return {claim_id: tuple(rows) for claim_id, rows in found.items()}


def _classes_by_type(identities: pl.DataFrame, register: Register) -> Mapping[str, str]:
    """Classes of assets that sent or were listed with a type: asset id -> class code."""
    typed = identities.filter(pl.col("key") == "type").unique(["asset_id"], keep="first", maintain_order=True)
    found = {row["asset_id"]: register.find_class(row["value"]) for row in typed.iter_rows(named=True)}
    return {asset_id: c.code for asset_id, c in found.items() if c is not None}
