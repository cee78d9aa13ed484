"""Claims of one sentence that say nothing of their own: a noun that another claim counts, a verb around a rate.

The findings of a sentence by trigger word flow in, those that stand flow out; a departure after an arrival takes the place of
arrival as its origin.
"""

from __future__ import annotations

from collections.abc import Mapping

from vedette.claims.languages.clauses import number_clauses
from vedette.claims.languages.found import Finding
from vedette.claims.languages.needs import word_needed
from vedette.claims.languages.scene import Scene

_MOVES = frozenset({"move", "depart", "arrive"})


def without_repeats(scene: Scene, claims: Mapping[int, Finding]) -> dict[int, Finding]:
    """The findings that say something of their own."""
    counted = {word_needed(scene, f.hit.first, f.hit.row) for f in claims.values() if f.hit.row.needs}
    numbers = number_clauses(scene.sentence, scene.tools.language)
    rates = {numbers[at] for at, f in claims.items() if f.kind == "flight_rate"}
    kept = {
        at: f
        for at, f in claims.items()
        if not (at in counted and f.kind in _MOVES) and not (numbers[at] in rates and f.kind in _MOVES and not f.has_route())
    }
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
