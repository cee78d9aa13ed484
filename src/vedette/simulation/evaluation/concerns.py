"""On which claims a part of the judgement bears at all: an ablation cannot show on the others.

A world and the evidence of the whole judge flow in, the names of the ablations that concern each claim flow out. What concerns a
claim is read off what there was to be judged, never off how well it was judged:

- coverage: the asset was not heard where the claim ends, and on more than half of the claimed days no receiver heard there;
- copies: of those that tell it, somebody copies another;
- fakes: a signal under the asset's own number bears on it;
- sensors: anything but reports bears on it.
"""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from vedette.simulation.quick.claims import COUNTED, TrueClaim
from vedette.simulation.quick.lives import AIRFIELDS
from vedette.simulation.quick.receiving import Skies, make_skies
from vedette.simulation.quick.worlds import QuickWorld, stream

_SILENCE, _TRACKS = "nothing_heard", "track_"
_REPORTS = frozenset({"report_root", "report_denial"})
_MOSTLY = 0.5  # of the claimed days


def find_concerns(world: QuickWorld, evidence: pl.DataFrame) -> dict[str, str]:
    """Claim id -> names of ablations, separated by blanks."""
    skies = make_skies(world.params, stream(world.params, 3))
    rules: dict[str, set[str]] = defaultdict(set)
    for row in evidence.iter_rows(named=True):
        if row["is_sensor"] or row["rule"] == _SILENCE:
            rules[row["claim_id"]].add(row["rule"])
    copied = {n.claim_id for n in world.natures if n.copies}
    return {c.claim_id: " ".join(_concerning(c, rules[c.claim_id], skies, is_copied=c.claim_id in copied)) for c in world.claims}


def _concerning(claim: TrueClaim, rules: set[str], skies: Skies, *, is_copied: bool) -> list[str]:
    found = []
    is_silent = _SILENCE in rules or claim.kind in COUNTED
    if is_silent and covered_share(claim, skies) < _MOSTLY:
        found.append("coverage_ignored")
    if is_copied:
        found.append("copies_independent")
    if any(rule.startswith(_TRACKS) for rule in rules):
        found.append("no_spoof_term")
    if rules - _REPORTS - {_SILENCE}:
        found.append("reports_only")
    return found


def find_coverage(world: QuickWorld) -> dict[str, str]:
    """Claim id -> how well the place where it ends was covered in the claimed time.

    desert: nobody ever hears there; feed_down: the whole feed was down on more than half of the claimed days; receiver_failing: the
    receivers of the place heard on less than half of them; else covered.
    """
    skies = make_skies(world.params, stream(world.params, 3))
    return {claim.claim_id: _coverage(claim, skies) for claim in world.claims}


def _coverage(claim: TrueClaim, skies: Skies) -> str:
    place_id = claim.destination or claim.origin
    up = skies.up["adsb" if place_id in AIRFIELDS else "ais"]
    days = up[int(claim.start) : int(claim.end) + 1]
    if not skies.covered[place_id].any():
        return "desert"
    if days.mean() < _MOSTLY:
        return "feed_down"
    return "receiver_failing" if covered_share(claim, skies) < _MOSTLY else "covered"


def covered_share(claim: TrueClaim, skies: Skies) -> float:
    """Share of the claimed days on which receivers heard anything at the place where the claim ends."""
    days = range(int(claim.start), int(claim.end) + 1)
    place_id = claim.destination or claim.origin
    return sum(skies.hears(place_id, day) for day in days) / len(days)
