"""Images as looks at places: which pass saw a place, how much of it was clear, and what was found there.

Rows of images and detections, and visits of assets that sent their positions, flow in once; for a set of places the looks at
them flow out, in order of time. Images of one pass are one look. A detection is at a place within its circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from vedette.assessment.known.recall import clear_share, recall_of
from vedette.assessment.question.places import members_of
from vedette.errors import NotFound
from vedette.geo import distance_km
from vedette.registry.places import Place
from vedette.registry.register import Register

Row = Mapping[str, Any]
_PASS_S = 600  # without a pass of its own, images of one provider within ten minutes are one
_SAME_KM = 0.1  # two detections of one pass so near are one, found in two overlapping images
_LEAST_KM = 4.0  # circle of a place that states none


@dataclass(frozen=True)
class Look:
    """One pass over some places.

    `clear` is the share of the places that it saw without cloud, averaged over their sites; `detections` lie at them.
    """

    pass_id: str
    time: datetime
    known: datetime
    clear: float
    images: tuple[Row, ...]
    detections: tuple[Row, ...]

    def recall(self, length_m: float | None) -> float:
        """The chance that it shows a hull of a length that lies at one of the places, cloud included."""
        return self.clear * max(recall_of(i["sensor"], i["gsd_m"], length_m) for i in self.images)

    @property
    def citations(self) -> tuple[str, ...]:
        """The rows of its images."""
        return tuple(f"{i['source_id']}#{i['source_row']}" for i in self.images)


@dataclass(frozen=True)
class LookIndex:
    """All images by pass, with what was found in them; and the visits of assets that sent positions, by place."""

    passes: Mapping[str, tuple[Row, ...]]
    detections: Mapping[str, tuple[Row, ...]]
    visits: Mapping[str, tuple[Row, ...]]
    lengths: Mapping[str, float]
    register: Register
    _found: dict[frozenset[str], tuple[Look, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        images: Iterable[Row],
        detections: Iterable[Row],
        visits: Iterable[Row],
        lengths: Mapping[str, float],
        register: Register,
    ) -> LookIndex:
        """Index rows; a detection whose image is not listed is of an image that covers nothing else, and is left out."""
        passes: dict[str, list[Row]] = defaultdict(list)
        for image in images:
            passes[pass_of(image)].append(image)
        return cls(
            {name: tuple(rows) for name, rows in passes.items()},
            _group(detections, "image_id"),
            _group(visits, "place_id"),
            lengths,
            register,
        )

    def at(self, places: frozenset[str]) -> tuple[Look, ...]:
        """The looks at some places (ids, with everything inside them), in order of time."""
        if not self.passes or not places:
            return ()
        if places not in self._found:
            sites = _sites(places, self.register)
            looks = (self._look(name, images, sites) for name, images in self.passes.items())
            self._found[places] = tuple(sorted((k for k in looks if k), key=lambda k: (k.time, k.pass_id)))
        return self._found[places]

    def _look(self, name: str, images: Sequence[Row], sites: Sequence[Place]) -> Look | None:
        clear: dict[str, float] = {}
        seeing: dict[str, Row] = {}
        for image in images:
            for site in sites:
                if _covers(image, site, self.register):
                    seeing[image["image_id"]] = image
                    share = clear_share(image["sensor"], image["cloud_share"])
                    clear[site.place_id] = max(clear.get(site.place_id, 0.0), share)
        if not clear:
            return None
        found = [d for image_id in seeing for d in self.detections.get(image_id, ()) if _is_at(d, sites)]
        rows = tuple(seeing.values())
        known = max(i["received"] or i["time"] for i in rows)
        mean = sum(clear.values()) / len(sites)
        return Look(name, min(i["time"] for i in rows), known, mean, rows, tuple(_once(found)))


def pass_of(image: Row) -> str:
    """The pass that an image belongs to: as stated, else its provider and the ten minutes that it was taken in."""
    if image["pass_id"]:
        return f"pass:{image['provider'] or ''}:{image['pass_id']}:{image['time']:%Y-%m-%d}"
    slot = int((image["time"] - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // _PASS_S)
    return f"pass:{image['provider'] or image['sensor']}:{slot}"


def _group(rows: Iterable[Row], column: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return {name: tuple(listed) for name, listed in found.items()}


def _sites(places: frozenset[str], register: Register) -> tuple[Place, ...]:
    named = [p for p in (_place(i, register) for i in sorted(places)) if p is not None and p.lat_deg is not None]
    return tuple([p for p in named if not p.is_group] or named)


def _place(place_id: str, register: Register) -> Place | None:
    try:
        return register.place(place_id)
    except NotFound:
        return None


def _covers(image: Row, site: Place, register: Register) -> bool:
    if image["place_id"] is not None and site.place_id in members_of(image["place_id"], register):
        return True
    south, west, north, east = (image[name] for name in ("south_deg", "west_deg", "north_deg", "east_deg"))
    if south is None or site.lat_deg is None or site.lon_deg is None:
        return False
    return bool(south <= site.lat_deg <= north and (site.lon_deg - west) % 360 <= (east - west) % 360)


def _is_at(detection: Row, sites: Sequence[Place]) -> bool:
    return any(
        distance_km(detection["lat_deg"], detection["lon_deg"], s.lat_deg, s.lon_deg) <= (s.exit_km or _LEAST_KM)
        for s in sites
        if s.lat_deg is not None and s.lon_deg is not None
    )


def _once(detections: Sequence[Row]) -> list[Row]:
    """Each hull once, though it was found in two images of the pass."""
    kept: list[Row] = []
    for row in sorted(detections, key=lambda d: (-(d["confidence"] or 0.0), d["detection_id"])):
        twins = (k for k in kept if k["image_id"] != row["image_id"])
        if all(distance_km(row["lat_deg"], row["lon_deg"], k["lat_deg"], k["lon_deg"]) > _SAME_KM for k in twins):
            kept.append(row)
    return kept
