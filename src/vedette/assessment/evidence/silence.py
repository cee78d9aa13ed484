"""Nothing heard: what silence is worth where it was measured what could have been heard.

A query, its observability and the findings from tracks flow in; one finding flows out: ratio (1 - P_obs) / 1. Without
coverage the ratio is exactly 1, and the sentence says so; likewise where the data show the asset under another number, or another
hull that sends its number there.
Silence of the claimed asset never counts for anything else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.other_numbers import other_numbers_of
from vedette.assessment.known.second_hulls import find_second_hull
from vedette.assessment.known.wording import join_names, name_asset, say_span
from vedette.assessment.question.places import name_places
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.weights.findings import Finding

_COUNTED = frozenset({"flight_rate", "build_up", "draw_down"})  # of counts, not of one asset's coming or going
_LATER = frozenset({"track_at_destination_later"})  # heard after the claimed time: in it, it was silent
_LEAST = 1e-6  # no silence is worth more than a million to one


def weigh_silence(
    query: Query, seen: Observability, tracks: Sequence[Finding], ground: Ground, moment: datetime
) -> Iterator[Finding]:
    """What it means that the claimed asset was not heard where the claim's last part would have been."""
    in_time = [f for f in tracks if f.rule.id not in _LATER]
    if query.kind in _COUNTED or query.origins & query.destinations or any(f.part in (query.last_part, "whole") for f in in_time):
        return
    place_ids = query.destination_ids if query.last_part == "arrival" else query.origin_ids
    where = name_places(place_ids, ground.register)
    chance = seen.heard.get(query.last_part, 0.0)
    rule = ground.params.table["nothing_heard"]
    period = say_span(query.start, query.end)
    others = other_numbers_of(query.assets, ground.other_numbers, moment)
    second = find_second_hull(query, query.last_part, ground, moment)
    if second is not None:
        why = f"Its number was heard at {where}, {period}, but two hulls send it, so that neither that nor silence says anything."
    elif others:
        numbers = join_names([name_asset(other, ground.register) for other in others])
        sent = f"Its name or IMO number was sent under a number that is not the register's ({numbers})"
        why = f"{sent}, so that silence of the registered one says nothing."
    elif chance <= 0.0:
        why = f"No receiver in these data covered {where}, {period}, so that silence there says nothing."
    else:
        why = f"Receivers covered {where}, {period}, {rule.says}."
    log_ratio = math.log(max(1 - chance, _LEAST)) if chance > 0.0 else 0.0
    if query.kind == "absent":  # it is what was claimed: who is gone is not heard
        log_ratio = -log_ratio
    yield Finding(
        rule=rule,
        item_id=f"silence:{'+'.join(place_ids)}",
        cells=rule.cells(log_ratio),
        why=why,
        part=query.part_of(query.last_part),
        origins=frozenset({"receivers"}),
        known=moment,
        citations=(query.citation, *(second["citations"] if second else ())),
        is_sensor=chance > 0.0,
    )
