"""Whose ships and aircraft: the country that stands with what moves, or that moves it.

A scene and a finding flow in, the English name of a country or None flows out. An adjective or a country name next to the thing
says whose it is; else the country that stands as the subject, where the verb takes an object.
"""

from __future__ import annotations

from vedette.claims.languages.found import Finding
from vedette.claims.languages.named_places import NamedAt
from vedette.claims.languages.scene import Scene, Thing

_NEAR = 2  # words between a thing and the country it belongs to
_SUBJECT_REACH = 12


def find_actor(scene: Scene, finding: Finding) -> str | None:
    """The country whose assets a finding speaks of, by its English name; None where nobody says."""
    countries = scene.country_words()
    country = next((c for t in finding.things if (c := _of_thing(scene, t, countries)) is not None), None)
    if country is None:
        country = _subject(scene, finding, countries)
    return None if country is None else scene.tools.names.country_name(country)


def _of_thing(scene: Scene, thing: Thing, countries: list[NamedAt]) -> str | None:
    """The country in or next to the phrase of a thing."""
    for name in countries:
        is_inside = thing.first <= name.first < thing.last
        gap = name.first - thing.last if name.first >= thing.last else thing.first - name.last
        is_place = _is_place(scene, name)
        if is_inside or (gap <= _NEAR and not is_place and not _has_border(scene, name, thing)):
            return name.mention.country
    registered = thing.asset_id and scene.tools.assets.country_of(thing.asset_id)
    return f"country:{registered}" if registered else None


def _has_border(scene: Scene, name: NamedAt, thing: Thing) -> bool:
    low, high = sorted((name.first, thing.head))
    return any(w.text in ",;:()—" for w in scene.sentence.words[low:high])


def _is_place(scene: Scene, name: NamedAt) -> bool:
    """Whether a country stands as a place: behind a word that gives a role."""
    has_role = any(p.first <= name.first < p.last and p.role not in ("bare", "object", "") for p in scene.places)
    return has_role and not name.mention.is_adjective


def _subject(scene: Scene, finding: Finding, countries: list[NamedAt]) -> str | None:
    """The country that acts: a name, capital or adjective before the trigger that is no place and no speaker of something else."""
    hit = finding.hit
    given = {p.first for held in finding.places.values() for p in held}
    is_vso = scene.tools.language.sources.get("order") == "vso"
    behind = [n for n in countries if 0 <= n.first - hit.last <= _NEAR and not _is_place(scene, n) and n.first not in given]
    if is_vso and behind:
        return behind[0].mention.country
    before = [n for n in countries if n.last <= hit.first and not _is_place(scene, n) and n.first not in given]
    near = [n for n in before if hit.first - n.last <= _SUBJECT_REACH]
    if near:
        return near[-1].mention.country
    after = [n for n in countries if n.first >= hit.last and n.first - hit.last <= _NEAR and n.mention.is_adjective]
    return after[0].mention.country if after else None
