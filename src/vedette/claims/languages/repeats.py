"""Claims of one sentence that say nothing of their own: a noun that another claim counts, a verb around a rate.

The findings of a sentence by trigger word flow in, those that stand flow out; a departure after an arrival takes the place of
arrival as its origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from vedette.claims.languages.found import Finding, Hit
from vedette.claims.languages.needs import word_needed
from vedette.claims.languages.scene import Scene

_MOVES = frozenset({"move", "depart", "arrive"})
_COUNTED_BY = frozenset({"flight_rate", "build_up", "draw_down", "negotiate", "basing"})


def without_counted(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The triggers without those words that another one only speaks about: the presence that grows, the voyages that are fewer."""
    hits = _one_reading(scene, hits)
    counted = {word_needed(scene, h.first, h.row) for h in hits if h.row.kind in _COUNTED_BY and h.row.needs}
    return [h for h in hits if h.first not in counted or h.row.kind in _COUNTED_BY]


def _one_reading(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """Of the rows that fit one word those whose needed word stands nearest; the rows that need none where no such word is there."""
    kept: list[Hit] = []
    for first in dict.fromkeys(h.first for h in hits):
        rows = [h for h in hits if h.first == first]
        near = [(abs(at - first), k) for k, h in enumerate(rows) if (at := word_needed(scene, first, h.row)) is not None]
        kept += [rows[min(near)[1]]] if near else [h for h in rows if not h.row.needs]
    return kept


def without_repeats(scene: Scene, claims: Mapping[int, Finding]) -> dict[int, Finding]:
    """The findings that say something of their own."""
    counted = {word_needed(scene, f.hit.first, f.hit.row) for f in claims.values() if f.hit.row.needs}
    numbers = scene.clauses
    rates = {numbers[at] for at, f in claims.items() if f.kind == "flight_rate"}
    kept = {
        at: f
        for at, f in claims.items()
        if not (at in counted and f.kind in _MOVES) and not (numbers[at] in rates and f.kind in _MOVES and not f.has_route())
    }
    _join_converbs(scene, kept)
    _carry_over(kept)
    return kept


def _carry_over(claims: Mapping[int, Finding]) -> None:
    """ "landed in Benghazi and left again": what arrived at a place leaves from it."""
    before: Finding | None = None
    for finding in (claims[at] for at in sorted(claims)):
        arrived = before.places.get("destination") if before is not None and before.kind == "arrive" else None
        is_same = before is not None and [t.text for t in before.things] == [t.text for t in finding.things]
        if finding.kind == "depart" and arrived and is_same and not finding.places.get("origin"):
            finding.places["origin"] = list(arrived)
        before = finding


def _join_converbs(scene: Scene, claims: dict[int, Finding]) -> None:
    """Turkish "ayrılarak ... çıktı", two verbs of one movement: the first bears the claim; of "kalkan ... indi" the second does."""
    converb, participle = scene.tools.language.converb, scene.tools.language.participle
    order = sorted(claims)
    for first, second in pairwise(order):
        one, other = claims.get(first), claims[second]
        form = scene.sentence.words[first].form
        if converb is None or one is None or one.kind not in _MOVES:
            continue
        if participle is not None and participle.search(form) and other.kind in (*_MOVES, "flight_rate"):
            for role, places in one.places.items():
                other.places.setdefault("place" if other.kind == "flight_rate" else role, []).extend(places)
            del claims[first]
            continue
        if not converb.search(form):
            continue
        if one.kind in _MOVES and other.kind in _MOVES:
            for role, places in other.places.items():
                one.places.setdefault(role, []).extend(places)
            one.things = one.things or other.things
            del claims[second]
