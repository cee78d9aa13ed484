"""More or fewer at one place than before: two looks compared.

Sightings with a count and a query flow in, one finding flows out. What was logged of the claimed class on one day is one look, and copies
of one count are one count. The last look before the claimed time (or the first in it) is compared with the last one in it by the ratio of
two Poisson probabilities; the one that shows fewer must say how many there were.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from vedette.assessment.evidence.sightings import SENSED
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import class_of, match_asset
from vedette.assessment.question.places import is_inside, name_places
from vedette.assessment.question.predicates import Query, cite
from vedette.assessment.weights.findings import Finding
from vedette.clock import format_day

_CHANGE = {"build_up": ("count_rise", 2.0), "draw_down": ("count_fall", 0.5)}  # expected factor if the claim holds
_AT_LEAST = 0.5  # expected of a rise where nothing was seen: a pseudo-count, so that one arrival is not infinitely surprising


@dataclass
class Look:
    """What was logged at a place on one day: hulls by name and numbers without one, by class."""

    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unnamed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rows: list[dict[str, Any]] = field(default_factory=list)
    is_census: bool = False

    def add(self, sighting: dict[str, Any], asset_class: str) -> None:
        """Enter one row; a look is a census where a row says how many there were, none included."""
        self.rows.append(sighting)
        is_absence = sighting["event"] == "absent"
        self.is_census |= is_absence or sighting["count_max"] is not None
        if sighting["asset_id"] is not None:
            self.named[asset_class].add(sighting["asset_id"])
        else:
            count = 0 if is_absence else sighting["count_min"] if sighting["count_min"] is not None else 1
            self.unnamed[asset_class] = max(self.unnamed[asset_class], count)

    @property
    def count(self) -> int:
        """At least so many: rows of one class may show the same hulls, whoever printed them; rows of two classes do not."""
        return sum(max(len(self.named.get(c, ())), self.unnamed.get(c, 0)) for c in {*self.named, *self.unnamed})


def find_counts(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The comparison of two looks, for claims of a build-up or draw-down."""
    if query.kind not in _CHANGE:
        return
    looks = _looks(query, ground, moment)
    days = sorted(looks)
    in_time = [d for d in days if query.earliest.date() <= d <= query.latest.date()]
    before = [d for d in days if d < query.start.date()] or in_time[:1]
    if not in_time or before[-1] == in_time[-1]:
        return
    fewer = min(before[-1], in_time[-1], key=lambda d: looks[d].count)
    if looks[
        fewer
    ].is_census:  # who was not logged may have lain there: only a look that says how many shows that there were fewer
        yield _finding(query, (before[-1], in_time[-1]), looks, ground)


def _looks(query: Query, ground: Ground, moment: datetime) -> dict[date, Look]:
    places = query.destinations or query.origins
    looks: dict[date, Look] = defaultdict(Look)
    for sighting in ground.sightings:
        if sighting["known"] > moment or sighting["how"] not in SENSED or sighting["event"] in ("departed", "arrived", "transit"):
            continue
        if not is_inside(sighting["place_id"], places, ground.register):
            continue
        if match_asset(query.assets, sighting["asset_id"], sighting["class"], ground.register) is None:
            continue
        if sighting["event"] == "absent" and sighting["asset_id"] is not None:
            continue  # that one hull is gone does not say how many lie there
        asset_class = sighting["class"] or class_of(sighting["asset_id"], ground.register) or ""
        looks[sighting["start"].date()].add(sighting, asset_class)
    return looks


def poisson_log_ratio(earlier: int, later: int, factor: float) -> float:
    """Log of P(later | expected changed by a factor) / P(later | expected as before), Poisson.

    The earlier count stands for what is expected: hulls lie for weeks, so that two looks differ by less than two counts of one rate
    would. Where none lay, none can leave: an empty place that stays empty says nothing of a fall.
    """
    expected = max(float(earlier), _AT_LEAST) if factor > 1 else float(earlier)
    return later * math.log(factor) - expected * (factor - 1)


def _finding(query: Query, days: tuple[date, date], looks: dict[date, Look], ground: Ground) -> Finding:
    rule_id, factor = _CHANGE[query.kind]
    rule = ground.params.table[rule_id]
    first, last = (looks[d] for d in days)
    cap = rule.log("cap")
    log_ratio = min(max(poisson_log_ratio(first.count, last.count, factor), -cap), cap)
    cells = rule.cells(log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)
    rows = [*first.rows, *last.rows]
    where = name_places(query.destination_ids or query.origin_ids, ground.register)
    when = [format_day(datetime(d.year, d.month, d.day, tzinfo=UTC)) for d in days]
    return Finding(
        rule=rule,
        item_id=f"count:{query.claim_id}",
        cells=cells,
        why=f"{first.count} logged at {where}, {when[0]}, and {last.count}, {when[1]}: {rule.says}.",
        part="whole",
        origins=ground.origins.of_publishers(p for r in rows for p in r["source_ids"] or ()) or frozenset({cite(rows[0])}),
        known=max(r["known"] for r in rows),
        citations=tuple(dict.fromkeys(cite(r) for r in rows)),
        is_sensor=True,
    )
