"""What every look is worked out from: the query, what is believed and known now, and which looks can still tell anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_span
from vedette.assessment.question.places import is_inside, name_places, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.weights.hypotheses import Cells

_MOST_SITES = 6


@dataclass(frozen=True)
class Asked:
    """What every look is worked out from."""

    query: Query
    now: Cells
    seen: Observability
    ground: Ground
    moment: datetime

    @property
    def who(self) -> str:
        """What is claimed to move, in words."""
        return self.query.assets.words or "the asset"

    @property
    def origin(self) -> str:
        """From where, in words."""
        return name_places(self.query.origin_ids, self.ground.register)

    @property
    def destination(self) -> str:
        """To where, in words."""
        return name_places(self.query.destination_ids, self.ground.register)

    @property
    def period(self) -> str:
        """The claimed time, in words."""
        return say_span(self.query.start, self.query.end)

    @property
    def is_past(self) -> bool:
        """Is the claimed time over? Then archives tell more than what is still to come."""
        return self.moment > self.query.end

    def still_tells(self, due: datetime) -> bool:
        """Could an observation of that day still be of the claimed voyage? Later ones show whoever came or left since."""
        return due <= self.query.latest + timedelta(days=self.ground.params.slip_days)

    def is_wide(self, places: frozenset[str]) -> bool:
        """Are there no sites in these places, or more than a few pictures or receivers could cover?"""
        return not 0 < len(points_of(tuple(sorted(places)), self.ground.register)) <= _MOST_SITES

    def still_there(self, due: datetime) -> float:
        """Chance that what came as claimed is there at a time: it is coming until the claimed time ends, and leaves after it."""
        if due <= self.query.end:
            return self.query.share_there(due, due)
        return float(0.5 ** ((due - self.query.end) / timedelta(days=self.ground.params.linger_days)))

    def was_seen_away(self) -> bool:
        """Was it met elsewhere since? Then it has left, and who lies at the origin next says nothing of when."""
        ids = self.query.assets.asset_ids
        logged = (s for s in self.ground.sightings if s["asset_id"] in ids)
        return any(self._is_away(row) for row in (*logged, *(e for i in ids for e in self.ground.events.get(i, ()))))

    def _is_away(self, row: Mapping[str, Any]) -> bool:
        place = row["place_id"]
        is_since = self.query.start < row["start"] and row["known"] <= self.moment
        return is_since and place is not None and not is_inside(place, self.query.origins, self.ground.register)
