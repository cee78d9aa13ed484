"""Claims about distance: geometry instead of probability. Which coast would make it true?

A claim of kind `distance` and the register's coasts flow in; a judgement by geodesics and one finding per coast flow out, with the
nearest point and, between port and coast, the way by sea. The reference coast must be named in the claim; where it is not, the
answer is which coast would make it true. "Closer" and "farther" claim a shift: two distances compared, from an old base to a new
one. A figure of speech ("two steps away") has no number and cannot be checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import cite
from vedette.assessment.weights.findings import Finding
from vedette.assessment.weights.hypotheses import Cells
from vedette.geo import distance_km
from vedette.registry.coasts import coasts, nearest_coast
from vedette.registry.places import Place
from vedette.registry.sea_routes import sea_route

FIGURE, UNNAMED, FITS, NEAR, OFF = "figure_of_speech", "reference_not_named", "fits_named", "near_named", "off_named"


_SHIFT = re.compile(r"\b(closer|nearer|farther|further)\b", re.IGNORECASE)
_AWAY = frozenset({"farther", "further"})
_BY_SEA = 3  # so many distances are also given by sea
_HARBOURS, _FIELDS = frozenset({"naval_base", "port", "anchorage"}), frozenset({"airbase", "airport"})
_PARTS = ("origin", "destination", "place")


@dataclass(frozen=True)
class Measure:
    """One measured distance: to what, from where, the nearest point, and whether the claim names it.

    `km` is what is held against the claim: the distance, or for a shift the difference of two. `other_km` is the distance from
    the base that it is compared with, null where there is none.
    """

    name: str
    km: float
    item_id: str
    is_named: bool
    point: tuple[float, float]
    own_km: float
    other_km: float | None = None


@dataclass(frozen=True)
class Bases:
    """Where a distance is measured from, and the base that it is compared with; `is_shift` where the difference is claimed."""

    base: Place
    other: Place | None = None
    is_shift: bool = False
    is_away: bool = False


def judge_distance(claim: Mapping[str, Any], ground: Ground) -> tuple[str, tuple[Finding, ...]]:
    """What geometry says on a claimed distance: one of the five words of this module, and a finding per measured distance."""
    claimed = claim["distance_km"]
    places = [_place(p["place_id"], ground) for p in claim["place"] or () if p["place_id"]]
    bases = find_bases(places, claim, ground)
    if not claimed or bases is None:
        return FIGURE, ()
    from_here = {p.place_id for p in (bases.base, bases.other) if p is not None}
    others = [p for p in places if not any(ground.register.contains(p.place_id, here) for here in from_here)]
    measures = order_by_fit(measure(bases, others, ground), claimed)
    tolerance = ground.params.table["distance_measured"].numbers["tolerance"]
    findings = tuple(_finding(claim, bases, m, tolerance, ground, n) for n, m in enumerate(measures))
    named = [m for m in measures if m.is_named]
    if not named:
        return UNNAMED, findings
    bands = ((FITS, tolerance), (NEAR, ground.params.table["distance_measured"].numbers["contradicts"]))
    return next((word for word, within in bands if any(fits(m.km, claimed, within) for m in named)), OFF), findings


def find_bases(places: Sequence[Place], claim: Mapping[str, Any], ground: Ground) -> Bases | None:
    """The bases that a claim measures from; null where there is none, or only one of the two that a shift needs.

    What is compared with is the second site of the claim, else a base of the case: the old one where the new one is named, and
    the other way round.
    """
    word = _SHIFT.search(claim["quote"] or "")
    base = _base(places, claim, ground)
    if base is None:
        return None
    sites = [p for p in places if not p.is_group and p.lat_deg is not None and p.place_id != base.place_id]
    if word is None:
        return Bases(base, _other_of_case(base, ground))
    other = sites[0] if sites else _other_of_case(base, ground)
    return Bases(base, other, is_shift=True, is_away=word[1].casefold() in _AWAY) if other else None


def _other_of_case(base: Place, ground: Ground) -> Place | None:
    """The case's new base where a distance is measured from the old one, and the other way round.

    That is the site of the same sort, port or airfield, that the claims name most often; null where they name none.
    """
    named = ground.params.bases
    if named is None:
        return None
    theirs = next((b for a, b in ((named.old, named.new), (named.new, named.old)) if _is_in(base, a, ground)), ())
    sort = _HARBOURS if base.kind in _HARBOURS else _FIELDS if base.kind in _FIELDS else frozenset()
    told = Counter(p["place_id"] for c in ground.claims for part in _PARTS for p in c[part] or ())
    found = [p for p in ground.register.places() if p.kind in sort and p.lat_deg is not None and told[p.place_id]]
    inside = [p for p in found if _is_in(p, theirs, ground)]
    return min(inside, key=lambda p: (-told[p.place_id], p.place_id), default=None)


def _is_in(place: Place, groups: Sequence[str], ground: Ground) -> bool:
    return any(place.place_id == g or ground.register.contains(g, place.place_id) for g in groups)


def measure(bases: Bases, others: Sequence[Place], ground: Ground) -> list[Measure]:
    """Distances from a base to what the claim names, and to every coast of the settings."""
    lat, lon = _point(bases.base)
    by_place = {c.place_id: c for c in coasts() if c.place_id}
    found = []
    for other in others:
        if other.place_id in by_place:
            found.append(_to_coast(bases, by_place[other.place_id].coast_id, is_named=True))
        elif not other.is_group and other.lat_deg is not None and other.lon_deg is not None and not bases.is_shift:
            km, point = distance_km(lat, lon, other.lat_deg, other.lon_deg), (other.lat_deg, other.lon_deg)
            found.append(Measure(other.name, km, other.place_id, is_named=True, point=point, own_km=km))
    named = {m.item_id for m in found}
    return found + [_to_coast(bases, coast_id, is_named=False) for coast_id in ground.params.coasts if coast_id not in named]


def _to_coast(bases: Bases, coast_id: str, *, is_named: bool) -> Measure:
    near = nearest_coast(*_point(bases.base), coast_id)
    other_km = nearest_coast(*_point(bases.other), coast_id).km if bases.other else None
    km = near.km
    if bases.is_shift and other_km is not None:
        km = (near.km - other_km) if bases.is_away else (other_km - near.km)
    return Measure(near.coast.name, km, coast_id, is_named, (near.lat_deg, near.lon_deg), near.km, other_km)


def _point(place: Place) -> tuple[float, float]:
    return place.lat_deg or 0.0, place.lon_deg or 0.0


def order_by_fit(measures: Sequence[Measure], claimed_km: float) -> list[Measure]:
    """Named ones first, then by how well they fit."""
    return sorted(measures, key=lambda m: (not m.is_named, abs(m.km - claimed_km), m.item_id))


def fits(km: float, claimed_km: float, tolerance: float) -> bool:
    """Is a measured distance within the tolerance of the claimed one?"""
    return abs(km - claimed_km) <= tolerance * claimed_km


def _place(place_id: str, ground: Ground) -> Place:
    return ground.register.place(place_id)


def _base(places: Sequence[Place], claim: Mapping[str, Any], ground: Ground) -> Place | None:
    """Where the distance is measured from: the first site named, else the base that a country or region named stands for.

    "1,000 km away in Syria", of Russian ships, means Russia's naval base there: the naval base, else the air base, inside the
    group, one whose operator is the claim's actor before others. None where there is none.
    """
    sites = [p for p in places if not p.is_group and p.lat_deg is not None]
    if sites:
        return sites[0]
    inside = {site_id for p in places for site_id in ground.register.members(p.place_id)}
    for kind in ("naval_base", "airbase"):
        found = [p for p in ground.register.places() if p.kind == kind and p.place_id in inside and p.lat_deg is not None]
        if found:
            return next((p for p in found if _is_run_by(p, claim["actor"], ground)), found[0])
    return None


def _is_run_by(place: Place, actor: str | None, ground: Ground) -> bool:
    """Does an operator of the place bear the actor's name, or a word for its country?"""
    countries = {w.place_id for w in ground.register.find_country_words(actor or "")}
    words = {w.word for w in ground.register.country_words() if w.place_id in countries} | ({actor} if actor else set())
    return any(word in operator.name.split() for operator in place.operators for word in words)


def _finding(claim: Mapping[str, Any], bases: Bases, measured: Measure, tolerance: float, ground: Ground, n: int) -> Finding:
    return Finding(
        rule=ground.params.table["distance_measured"],
        item_id=f"distance:{bases.base.place_id}:{measured.item_id}",
        cells=Cells(),
        why=say_measure(bases, measured, claim["distance_km"], tolerance, by_sea=n < _BY_SEA),
        part="whole",
        origins=frozenset({"geometry"}),
        known=claim["made"] or ground.as_of,
        citations=(cite(claim),),
    )


def say_measure(bases: Bases, measured: Measure, claimed_km: float, tolerance: float, *, by_sea: bool) -> str:
    """``Tartus to Gavdos is 1,072 km (+7 %), which fits the claimed 1,000 km; by sea 1,080 km; nearest point 34.8 N 24.1 E.``"""
    would = "fits" if fits(measured.km, claimed_km, tolerance) else "does not fit"
    off = f"{100 * (measured.km - claimed_km) / claimed_km:+.0f} %"
    if bases.is_shift and bases.other and measured.other_km is not None:
        word = "farther" if (measured.km >= 0) == bases.is_away else "closer"
        told = (
            f"{bases.base.name} is {abs(measured.km):,.0f} km {word} to {measured.name} than {bases.other.name} "
            f"({measured.own_km:,.0f} against {measured.other_km:,.0f} km), which {would} the claimed {claimed_km:,.0f} km"
        )
    else:
        told = f"{bases.base.name} to {measured.name} is {measured.km:,.0f} km ({off}), which {would} the claimed {claimed_km:,.0f} km"
        if bases.other and measured.other_km is not None:
            told += f"; from {bases.other.name} it is {measured.other_km:,.0f} km"
    if by_sea and bases.base.kind in _HARBOURS:
        told += f"; by sea {sea_route(*_point(bases.base), *measured.point)[0]:,.0f} km"
    lat, lon = measured.point
    point = f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'} {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"
    return f"{told}; nearest point {point}."
