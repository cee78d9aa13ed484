"""What the ships and aircraft of a case did, as signals: left the old base, came to the new one, went home.

Sightings and events of the actor's assets and the case's bases flow in, `Observed` signals flow out. `case_items` brings them into one
shape, `case_moves` says which signal each gives, one at most; tests of rates give signals of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_event, say_sighting
from vedette.assessment.question.places import is_inside
from vedette.assessment.question.predicates import cite
from vedette.assessment.whole_case.case_items import Item, Row, Zones, find_inside, find_items, flies
from vedette.assessment.whole_case.case_moves import signal_of
from vedette.assessment.whole_case.case_params import Bases

_UNUSUAL = 0.05  # p of so many flights or more, at the usual rate


@dataclass(frozen=True)
class Observed:
    """One signal that a row of the tables gives, and what it takes to weigh it."""

    signal: str
    asset_kind: str
    who: str  # the asset, else its class; empty where neither is known
    item_id: str
    why: str
    how: str
    certainty: str
    origins: frozenset[str]
    start: datetime
    end: datetime
    known: datetime
    citations: tuple[str, ...]


def find_signals(bases: Bases, ground: Ground) -> list[Observed]:
    """The signals of a case, in order of time."""
    zones = Zones(*(find_inside(ids, ground) for ids in (bases.old, bases.new, bases.home)))
    items = sorted(find_items(bases, ground), key=lambda i: (i.start, i.end, i.row.get("sighting_id") or i.row["event_id"]))
    rates = _rates(zones, ground)
    found = [_of_rate(row) for row in rates]
    in_rates = {event_id for row in rates for event_id in row["event_ids"] or ()}
    for item in items:
        if item.row.get("event_id") in in_rates:
            continue  # a flight that a rate has counted is no second witness
        signal = signal_of(item, items, zones, ground)
        if signal:
            found.append(_observed(signal, item, ground))
    return found


def _rates(zones: Zones, ground: Ground) -> list[Row]:
    """Tests of rates at the new base that were made for the claims: of each series the latest one."""
    latest: dict[str, Row] = {}
    for rows in ground.patterns.values():
        for row in rows:
            is_there = any(is_inside(i, zones.new, ground.register) for i in row["to_place_ids"] or ())
            if row["kind"] == "claimed_rate" and is_there and row["p_up"] is not None:
                latest[row["series_id"] or row["pattern_id"]] = row
    return [latest[name] for name in sorted(latest)]


def _of_rate(row: Row) -> Observed:
    signal = "rate_up_new" if row["p_up"] < _UNUSUAL else "rate_as_usual"
    return Observed(
        signal=signal,
        asset_kind="aircraft",
        who=row["series_id"] or row["pattern_id"],
        item_id=row["pattern_id"],
        why=row["why"],
        how="signal",
        certainty="confirmed",
        origins=frozenset({"receivers"}),
        start=row["start"],
        end=row["end"] or row["as_of"],
        known=row["as_of"],
        citations=tuple(row["citations"] or ()),
    )


def _observed(signal: str, item: Item, ground: Ground) -> Observed:
    row, says = item.row, "which is counted for what the movements fit"
    if item.is_sighting:
        origins = ground.origins.of_publishers(row["source_ids"] or ()) or frozenset({cite(row)})
        cited, why = (cite(row),), say_sighting(row, says, ground.register)
    else:
        origins, cited = frozenset({f"signal:{item.asset_id}"}), tuple(row["citations"])
        why = say_event(row, says, ground.register)
    return Observed(
        signal=signal,
        asset_kind="aircraft" if flies(item, ground) else "ship",
        who=item.asset_id or item.asset_class or "",
        item_id=row.get("sighting_id") or row["event_id"],
        why=why.replace(f", {says}", ""),
        how=item.how,
        certainty=row.get("certainty") or "confirmed",
        origins=origins,
        start=item.start,
        end=item.end,
        known=row["known"],
        citations=cited,
    )
