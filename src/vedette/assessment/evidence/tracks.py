"""Visits, legs, landings and take-offs, found in the asset's own signal, as evidence.

Rows of the events table and a query flow in, findings flow out. An identified track has the ratio
(1 - (1 - tx x cov)^days) / spoof rate, capped at 300, at 50 for a warship, whose signal has been faked often. Each is of one
stream, so that a leg and the visit at its end are not two witnesses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from vedette.assessment.evidence.stay_bounds import Bounds, fading, odds_of_share, share_left_within, with_bounds
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.sureness import is_too_fast, shows_where, sureness_of
from vedette.assessment.known.wording import say_event
from vedette.assessment.question.assets import Match, class_of, match_asset, max_km_per_h, sends_like
from vedette.assessment.question.places import points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.question.reach import can_reach, log_lost_time
from vedette.assessment.weights.findings import Finding
from vedette.schema.cells import cell_name
from vedette.schema.kinds import is_aircraft

_COUNTED = frozenset({"flight_rate", "build_up", "draw_down"})
_MEAN_SENDS = {"warship": 0.15, "auxiliary": 0.9, "cargo": 0.9, "aircraft": 0.6}  # means of the Betas in likelihoods.toml


def find_tracks(query: Query, ground: Ground) -> Iterator[Finding]:
    """Every visit, leg, landing and take-off that bears on a claim."""
    if query.kind in _COUNTED:  # one flight is no rate, one ship that lies there no build-up: `rates` and `counts` compare
        return
    for asset_id, events in ground.heard.items():
        match = match_asset(query.assets, asset_id, ground.classes.get(asset_id), ground.register)
        if match is not None:
            yield from _strongest(_read_asset(query, events, match, ground))


def _read_asset(query: Query, events: Sequence[dict[str, Any]], match: Match, ground: Ground) -> Iterator[Finding]:
    for event, bounds in with_bounds(events):
        if bounds is None:
            yield from _read_leg(query, event, match, ground)
        else:
            yield from _read_stay(query, event, bounds, match, ground)


def _strongest(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each rule and event: of the pieces of one visit the one that says most."""
    best: dict[str, Finding] = {}
    for finding in findings:
        other = best.setdefault(finding.evidence_id, finding)
        if max(map(abs, finding.cells)) > max(map(abs, other.cells)):
            best[finding.evidence_id] = finding
    return list(best.values())


def _read_leg(query: Query, event: dict[str, Any], match: Match, ground: Ground) -> Iterator[Finding]:
    """A leg between two visits: the claimed movement if it has its ends and its time.

    Its start is the last signal at the one, its end the first at the other: what was heard there only later may have come later.
    """
    starts, ends = event["from_place_id"] in query.origins, event["to_place_id"] in query.destinations
    if not _is_in_time(query, event) or event["end"] > query.latest or is_too_fast(event):
        return
    if starts and ends and event["from_place_id"] != event["to_place_id"]:
        yield _identified(query, event, match, "track_leg", "whole", ground)


def _read_stay(query: Query, event: dict[str, Any], bounds: Bounds, match: Match, ground: Ground) -> Iterator[Finding]:
    """A visit, landing or take-off: at the destination, at the origin, or elsewhere."""
    is_named = match.is_named and not query.assets.is_of_class
    if event["place_id"] in query.origins & query.destinations:
        return  # where both ends are one, being there shows neither
    if event["place_id"] in query.destinations and event["kind"] != "take_off":
        yield from _at_destination(query, event, bounds, match, is_named, ground)
    elif event["place_id"] in query.origins and event["kind"] != "landing":
        yield from _at_origin(query, event, bounds, match, is_named, ground)
    elif is_named and event["place_id"]:
        yield from _elsewhere(query, event, match, ground)


def _at_destination(
    query: Query, event: dict[str, Any], bounds: Bounds, match: Match, is_named: bool, ground: Ground
) -> Iterator[Finding]:
    """Heard at the destination: it came in the claimed time, or was heard there only later, or came later indeed."""
    is_coming = query.is_dated and query.kind in ("arrive", "move")
    if is_coming and event.get("silent_since"):
        return  # it was there before it fell silent: what is known of its arrival is in the piece before
    gap_days = (event["start"] - query.latest).total_seconds() / 86400
    if _is_in_time(query, event):
        if not is_coming or event["start"] >= query.earliest:
            yield _identified(query, event, match, "track_at_destination", "arrival", ground)
        else:
            most = math.inf if is_named else 0.0  # others of a class may have come
            yield _measured(query, event, match, "track_there_before", "arrival", ground, at_most=most)
    elif is_named and is_coming and 0 < gap_days <= ground.params.slip_days:
        if bounds.left_other is not None and bounds.left_other > query.latest:
            yield _measured(query, event, match, "track_other_date", "arrival", ground, gap_days)
        else:
            yield _identified(query, event, match, "track_at_destination_later", "arrival", ground, gap_days=gap_days)


def _at_origin(
    query: Query, event: dict[str, Any], bounds: Bounds, match: Match, is_named: bool, ground: Ground
) -> Iterator[Finding]:
    """Heard at the origin: it left in the claimed time, or was still there in it or after it, or was there again."""
    end = event["end"] or event["known"]
    if query.kind == "absent" and query.is_dated and match.fit == "exact" and _lasts_into(query, event, end):
        yield _measured(query, event, match, "track_at_origin_after", "departure", ground)
    elif not event["is_open"] and not event.get("silent_until") and query.earliest <= end <= query.latest:
        share = share_left_within(event, bounds, query.earliest, query.latest)
        yield _identified(query, event, match, "track_departed", "departure", ground, share=share)
    elif is_named and event["start"] <= query.latest < end:
        yield _measured(query, event, match, "track_at_origin_after", "departure", ground)
    elif is_named and query.latest < event["start"] and not _was_away(query, bounds):
        gap_days = (event["start"] - query.latest).total_seconds() / 86400
        yield _measured(query, event, match, "track_at_origin_after", "departure", ground, gap_days)
    elif _is_in_time(query, event):  # not ended, or of one of a class, of which others may have left
        least = ground.params.table["track_still_at_origin"].numbers["least"]
        log_ratio = math.log(max(query.share_left(end), least)) if is_named else 0.0
        yield _finding(query, event, match, "track_still_at_origin", log_ratio, "departure", ground)


def _lasts_into(query: Query, event: dict[str, Any], end: datetime) -> bool:
    """Does a stay reach into the time of a claimed state by more than the slack? Who was there in its midst was not away."""
    return bool(event["start"] <= query.end - query.tolerance and end >= query.start + query.tolerance)


def _was_away(query: Query, bounds: Bounds) -> bool:
    """Was it heard elsewhere between the claimed time's beginning and this stay? Then it has been away, and came back."""
    return bounds.left_other is not None and bounds.left_other >= query.earliest


def _elsewhere(query: Query, event: dict[str, Any], match: Match, ground: Ground) -> Iterator[Finding]:
    """A stay at a third place in the claimed time: beyond reach of the destination, or merely elsewhere."""
    end = event["end"] or event["known"]
    if not _is_in_time(query, event) or not query.destinations:
        return
    here = points_of((event["place_id"],), ground.register)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    asset_class = ground.classes.get(event["asset_id"]) or class_of(event["asset_id"], ground.register)
    speed = max_km_per_h(query.assets, asset_class, ground.register)
    stay = (end, event["start"])  # turned round: it was away from the first to the last moment
    by_water = not is_aircraft(event["asset_id"])
    if not can_reach(query, stay, here, there, speed, by_water=by_water):
        yield _measured(query, event, match, "track_out_of_reach", "transit", ground)
    elif query.kind == "arrive":  # whoever comes was somewhere before: what counts is the time that is left to come in
        lost = log_lost_time(query, stay, here, there, speed, by_water=by_water)
        yield _measured(query, event, match, "track_elsewhere", "transit", ground, at_most=lost)
    elif query.kind != "present" or end >= query.start:
        yield _measured(query, event, match, "track_elsewhere", "transit", ground)


def _is_in_time(query: Query, event: dict[str, Any]) -> bool:
    end = event["end"] or event["known"]
    return bool(event["start"] <= query.latest and end >= query.earliest)


def _sends(query: Query, event: dict[str, Any], ground: Ground) -> str:
    asset_class = ground.classes.get(event["asset_id"]) or class_of(event["asset_id"], ground.register)
    return sends_like(query.assets, asset_class, ground.register)


def _identified(
    query: Query,
    event: dict[str, Any],
    match: Match,
    rule_id: str,
    part: str,
    ground: Ground,
    *,
    share: float = 1.0,
    gap_days: float = 0.0,
) -> Finding:
    """An identified track: (1 - (1 - tx x cov)^days) / spoof rate, capped; less where only a share of it falls into the time.

    A false signal has to be received as well: the spoof rate counts for as much of the time as a sender could have been heard in,
    so that a track from an hour of data says no less than one from a day.
    """
    numbers, who = ground.params.table[rule_id].numbers, _sends(query, event, ground)
    covered = _covered(query, event, who, ground) or numbers["unmeasured_cover"]
    days = max((query.end - query.start).total_seconds() / 86400, 1.0)
    heard = (1 - (1 - _MEAN_SENDS[who] * covered) ** days) / (1 - (1 - covered) ** days)
    cap = numbers["cap_warship"] if who == "warship" else numbers["cap"]
    ratio = min(max(heard / numbers[f"spoof_{who}"], 1.0), cap)
    if share < 1:  # what its signals leave open is no better known for being signed
        ratio = min(ratio, odds_of_share(share, ground.params.prior))
    log_ratio = math.log(ratio) * fading(gap_days, numbers.get("half_life_days"))
    return _finding(query, event, match, rule_id, log_ratio, part, ground)


def _measured(
    query: Query,
    event: dict[str, Any],
    match: Match,
    rule_id: str,
    part: str,
    ground: Ground,
    gap_days: float = 0.0,
    at_most: float = math.inf,
) -> Finding:
    """A track that speaks against the claim: by how often such signals are faked, less the longer after the claimed time."""
    rule = ground.params.table[rule_id]
    log_ratio = rule.log(_sends(query, event, ground)) * fading(gap_days, rule.numbers.get("half_life_days"))
    log_ratio = min(log_ratio, at_most)
    return _finding(query, event, match, rule_id, log_ratio, part, ground)


def _covered(query: Query, event: dict[str, Any], who: str, ground: Ground) -> float:
    place = event["to_place_id"] or event["place_id"]
    cells = tuple(cell_name(lat, lon) for lat, lon in points_of((place,), ground.register))
    sensors = ("adsb",) if who == "aircraft" else ("ais",)
    days = ground.coverage.days(sensors, cells, query.start, query.end)
    return sum(days) / len(days) if days else 0.0


def _finding(
    query: Query, event: dict[str, Any], match: Match, rule_id: str, log_ratio: float, part: str, ground: Ground
) -> Finding:
    rule, sure = ground.params.table[rule_id], ground.params.table["event_confidence"].numbers
    says, is_shown = rule.says_of(is_last=part == query.last_part), shows_where(event, sure)
    says = says if is_shown or rule.effect["moved"] <= 0 else ground.params.table["event_confidence"].says
    exponent = ground.params.table["class_fit"].numbers[match.fit] * sureness_of(event, sure, part)
    cells = rule.cells(exponent * log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)
    if rule_id == "track_elsewhere" and not query.origins:
        cells = cells._replace(stayed=0.0)  # where no origin is named, to have stayed is to have stayed at any other place
    return Finding(
        rule=rule,
        item_id=event["event_id"],
        cells=cells,
        why=say_event(event, says, ground.register),
        part=query.part_of(part),
        origins=frozenset({f"signal:{event['asset_id']}"}),
        known=event["known"],
        citations=tuple(event["citations"]),
        how="signal",
        stream=f"signal:{event['asset_id']}",
        bears_identity=match.is_named and match.fit != "anything" and is_shown,
        is_sensor=True,
        start=event["start"],
        end=event["end"] or event["known"],
        observed=(event["asset_id"], ground.classes.get(event["asset_id"]) or class_of(event["asset_id"], ground.register)),
        is_warship_signal=_sends(query, event, ground) == "warship",
    )
