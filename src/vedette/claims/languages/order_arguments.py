"""Which places and things belong to which trigger, by the order of words: for languages that are read without a parser.

The triggers of a sentence and its scene flow in; findings with places, things and actor flow out. A place goes to the nearest
trigger of its clause; what moves is the nearest thing on the side that the trigger's row expects. A place or thing that no rule
gives to a trigger is left out, so that a basic reading rather misses than mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.claims.languages.clauses import count_between
from vedette.claims.languages.found import Finding, Hit
from vedette.claims.languages.scene import Place, Scene, Thing

MOVING = frozenset({"move", "depart", "arrive"})
STANDING = frozenset({"present", "absent", "build_up", "draw_down", "basing", "negotiate"})  # kinds that happen in one place
_FAR = 20  # a cost above which nothing belongs together: words, with borders of clauses counted on top
_BORDER, _HARD_BORDER, _AGAINST_ORDER = 4, 30, 7
_BARE_REACH = 5  # words between a trigger and a place that stands as its object


def find_by_order(scene: Scene, hits: Sequence[Hit]) -> list[Finding]:
    """A finding for each trigger, with what belongs to it."""
    clauses = scene.clauses
    findings = [Finding(hit, hit.row.kind) for hit in hits]
    for place in sorted(scene.places, key=lambda p: p.role == "at"):  # "at" is read last: what it says depends on the others
        owner = _owner(scene, clauses, findings, place)
        if owner is not None:
            give(owner, place)
    for finding in findings:
        thing = _thing(scene, clauses, finding, findings)
        finding.things = [thing] if thing is not None else []
    return findings


def give(finding: Finding, place: Place) -> None:
    """Put a place into the role that it has for a trigger, once."""
    row = finding.hit.row
    is_moving = row.kind in ("move", "depart")
    role = {
        "place": row.locative,
        "in": "destination"
        if row.kind in MOVING or (row.kind == "flight_rate" and finding.places.get("origin"))
        else row.locative,
        "bare": row.bare,
        "object": row.bare,
        "at": "destination" if is_moving and finding.places.get("origin") else row.locative,
        "via": "place",
        "origin": row.origin,
        "inside": "origin" if is_moving and row.moves == "object" else "place",
    }.get(place.role, place.role)
    if row.kind in STANDING:
        role = "" if (role == "origin" and row.kind != "draw_down") or not (role or place.role == "bare") else "place"
    if role in ("origin", "destination", "place"):
        held = finding.places.setdefault(role, [])
        if all((place.place_id or place.text) != (h.place_id or h.text) for h in held):
            held.append(place)


def _owner(scene: Scene, clauses: list[int], findings: Sequence[Finding], place: Place) -> Finding | None:
    """The trigger that a place belongs to."""
    costs = [(cost, k) for k, f in enumerate(findings) if (cost := _cost(scene, clauses, f.hit, place)) is not None]
    return findings[min(costs)[1]] if costs and min(costs)[0] <= _FAR else None


def _cost(scene: Scene, clauses: list[int], hit: Hit, place: Place) -> int | None:
    if place.first <= hit.first < place.last or place.role == "":
        return None
    gap = place.first - hit.last if place.first >= hit.last else hit.first - place.last
    borders, hard = count_between(scene.sentence, clauses, hit.first, place.first)
    is_standing = hit.row.kind in ("negotiate", "basing")
    order = scene.tools.language.sources.get("order", "svo")
    reach = _BARE_REACH * 2 if is_standing or order == "vso" else _BARE_REACH
    if place.role in ("bare", "object") and (not (hit.row.bare or is_standing) or borders or gap > reach):
        return None
    is_before = place.last <= hit.first
    if place.role == "bare" and (is_before or order == "sov") and not is_standing:
        return None  # what stands where the subject does is no object
    against = is_before and order != "sov" and (hit.row.pos == "noun" or place.role == "bare")
    return gap + _BORDER * borders + _HARD_BORDER * hard + _AGAINST_ORDER * against


def _thing(scene: Scene, clauses: list[int], finding: Finding, findings: Sequence[Finding]) -> Thing | None:
    """What moves, of a trigger."""
    hit = finding.hit
    costs = []
    for k, thing in enumerate(scene.things):
        if thing.first <= hit.first < thing.last:
            continue
        is_before = thing.last <= hit.first
        gap = hit.first - thing.last if is_before else thing.first - hit.last
        borders, hard = count_between(scene.sentence, clauses, hit.first, thing.head)
        cost = gap + _BORDER * borders + _HARD_BORDER * hard + 8 * _is_against(scene, hit, is_before=is_before)
        cost += 3 * sum(1 for f in findings if f is not finding and _lies_between(f.hit, hit, thing))
        costs.append((cost, k))
    return scene.things[min(costs)[1]] if costs and min(costs)[0] <= _FAR + 4 else None


def _is_against(scene: Scene, hit: Hit, *, is_before: bool) -> bool:
    if scene.tools.language.sources.get("order") == "sov":
        return not is_before
    wants_after = hit.row.pos == "noun" or hit.row.moves == "object" or scene.tools.language.sources.get("order") == "vso"
    return is_before == wants_after


def _lies_between(other: Hit, hit: Hit, thing: Thing) -> bool:
    low, high = sorted((hit.first, thing.head))
    return low < other.first < high
