"""Claims about distance: geometry instead of probability. Which coast would make it true?

A claim of kind `distance` and the register's coasts flow in; a judgement by geodesics and one finding per coast flow out.
The reference coast must be named in the claim; where it is not, the answer is which coast would make it true. A figure of speech
("two steps away") has no number and cannot be checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.assessment.findings import Finding
from vedette.assessment.ground import Ground
from vedette.assessment.hypotheses import Cells
from vedette.assessment.predicates import cite
from vedette.geo import distance_km
from vedette.registry.coasts import coasts, nearest_coast
from vedette.registry.places import Place

FIGURE, UNNAMED, FITS, OFF = "figure_of_speech", "reference_not_named", "fits_named", "off_named"


@dataclass(frozen=True)
class Measure:
    """One measured distance."""

    name: str
    km: float
    item_id: str
    is_named: bool


def judge_distance(claim: Mapping[str, Any], ground: Ground) -> tuple[str, tuple[Finding, ...]]:
    """What geometry says on a claimed distance: one of the four words of this module, and a finding per measured distance."""
    claimed = claim["distance_km"]
    places = [_place(p["place_id"], ground) for p in claim["place"] or () if p["place_id"]]
    base = _base(places, claim, ground)
    if not claimed or base is None:
        return FIGURE, ()
    others = [p for p in places if not ground.register.contains(p.place_id, base.place_id)]
    measures = measure(base, others, ground)
    tolerance = ground.params.table["distance_measured"].numbers["tolerance"]
    findings = tuple(_finding(claim, base, m, tolerance, ground) for m in order_by_fit(measures, claimed))
    named = [m for m in measures if m.is_named]
    if not named:
        return UNNAMED, findings
    return (FITS if any(fits(m.km, claimed, tolerance) for m in named) else OFF), findings


def measure(base: Place, others: Sequence[Place], ground: Ground) -> list[Measure]:
    """Distances from a base to what the claim names, and to every coast of the settings."""
    lat, lon = base.lat_deg or 0.0, base.lon_deg or 0.0
    by_place = {c.place_id: c for c in coasts() if c.place_id}
    found = []
    for other in others:
        if other.place_id in by_place:
            coast = by_place[other.place_id]
            found.append(Measure(coast.name, nearest_coast(lat, lon, coast.coast_id).km, coast.coast_id, is_named=True))
        elif not other.is_group and other.lat_deg is not None and other.lon_deg is not None:
            found.append(Measure(other.name, distance_km(lat, lon, other.lat_deg, other.lon_deg), other.place_id, is_named=True))
    named = {m.item_id for m in found}
    for coast_id in ground.params.coasts:
        if coast_id not in named:
            near = nearest_coast(lat, lon, coast_id)
            found.append(Measure(near.coast.name, near.km, coast_id, is_named=False))
    return found


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


def _finding(claim: Mapping[str, Any], base: Place, measured: Measure, tolerance: float, ground: Ground) -> Finding:
    claimed = claim["distance_km"]
    off = 100 * (measured.km - claimed) / claimed
    would = "fits" if fits(measured.km, claimed, tolerance) else "does not fit"
    why = f"{base.name} to {measured.name} is {measured.km:,.0f} km ({off:+.0f} %), which {would} the claimed {claimed:,.0f} km."
    return Finding(
        rule=ground.params.table["distance_measured"],
        item_id=f"distance:{base.place_id}:{measured.item_id}",
        cells=Cells(),
        why=why,
        part="whole",
        origins=frozenset({"geometry"}),
        known=claim["made"] or ground.as_of,
        citations=(cite(claim),),
    )
