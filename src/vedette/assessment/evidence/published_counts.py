"""How many were there? Published counts of one route beside each other, and beside the range that the data allow.

A claim about a rate, the flights counted for it and what others published flow in; one finding that decides nothing flows out with
the range, what lies outside it and which counts cannot both hold; a second one speaks against the claim where its own count lies
outside. Seen is the least that there were; the most is the greatest number of which so few would still be seen in one case of forty,
by the hours covered and how often aircraft send.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_span
from vedette.assessment.question.places import is_inside, members_of, points_of
from vedette.assessment.question.predicates import Query, cite, make_query
from vedette.assessment.seeing.observability import beta_nodes
from vedette.assessment.weights.findings import Finding
from vedette.schema.cells import cell_name

Row = dict[str, Any]
_TAIL = 0.025
_MOST = 2_000  # flights on one route in a claimed time: beyond it the data bound nothing
_MOST_TOLD = 4


@dataclass(frozen=True)
class Published:
    """A published count: at least, at most (null = open), of a time."""

    who: str
    low: int
    high: int | None
    start: datetime
    end: datetime
    known: datetime
    citation: str
    origins: frozenset[str]
    destinations: frozenset[str]
    is_own: bool = False

    @property
    def words(self) -> str:
        """``at least 16 (CNN, 15–31 Dec 2024)``."""
        number = (
            f"{self.low}"
            if self.high == self.low
            else f"at least {self.low}"
            if self.high is None
            else f"{self.low} to {self.high}"
        )
        return f"{number} ({self.who}, {say_span(self.start, self.end)})"


def weigh_published(query: Query, claim: Row, flights: Sequence[Row], ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The findings on published counts of a claimed route, with what was known at a moment; none where nobody counted."""
    if query.kind != "flight_rate":
        return
    found = [*_of_claims(query, claim, ground, moment), *_of_sightings(query, ground, moment)]
    by_words = {c.words: c for c in sorted(found, key=lambda c: c.is_own)}  # one text may say it twice
    counts = sorted(by_words.values(), key=lambda c: not c.is_own)  # its own first; the others as they stand
    seen = [e for e in flights if e["known"] <= moment]
    own = [c for c in counts if c.is_own]
    if len({c.who for c in counts}) < 2 and not (own and seen):
        return
    ranges = [allowed_range(c.start, c.end, query, seen, ground) for c in counts]
    yield _finding(query, counts, ranges, seen, ground)
    for count, (least, most) in zip(counts, ranges, strict=True):
        if count.is_own and is_outside(count, least, most):
            yield _against(query, count, least, most, seen, ground)


def _of_claims(query: Query, claim: Row, ground: Ground, moment: datetime) -> Iterator[Published]:
    for other in ground.claims:
        is_own = other["claim_id"] == claim["claim_id"]
        counted = [a for a in other["assets"] or () if a["count_min"] is not None or a["count_max"] is not None]
        is_known = is_own or (other["made"] or ground.as_of) <= moment
        if other["kind"] not in ("flight_rate", "move") or not counted or not is_known or other["polarity"] == "negative":
            continue
        theirs = query if is_own else make_query(other, ground.register, ground.params, ground.as_of)
        if theirs is None or not _is_same_route(theirs, query) or not _overlap(theirs.start, theirs.end, query):
            continue
        highs = [a["count_max"] for a in counted]
        is_of_flights = other["kind"] == "flight_rate"  # so many aircraft that flew are at least so many flights
        high = None if None in highs or not is_of_flights else _whole(highs)
        low = _whole([a["count_min"] or 0 for a in counted])
        yield Published(
            _outlet(other, ground), low, high, theirs.start, theirs.end, other["made"] or moment, cite(other), theirs.origins,
            theirs.destinations, is_own,
        )  # fmt: skip


def _whole(numbers: Sequence[int]) -> int:
    """The count of all types: where it stands at each of them it was said once of them all."""
    return numbers[0] if len(set(numbers)) == 1 else sum(numbers)


def _of_sightings(query: Query, ground: Ground, moment: datetime) -> Iterator[Published]:
    for s in ground.sightings:
        is_route = is_inside(s["to_place_id"], query.destinations, ground.register) and (
            not query.origins or is_inside(s["from_place_id"], query.origins, ground.register)
        )
        is_count = s["event"] == "flights" and s["count_min"] is not None and s["known"] <= moment
        if is_count and is_route and _overlap(s["start"], s["end"], query):
            names = [ground.publishers[p]["outlet"] for p in s["source_ids"] or () if p in ground.publishers]
            who = names[0] if names else "a logged count"
            start, end = (_members(s[f"{way}_place_id"], ground) for way in ("from", "to"))
            yield Published(who, s["count_min"], s["count_max"], s["start"], s["end"], s["known"], cite(s), start, end)


def _members(place_id: str | None, ground: Ground) -> frozenset[str]:
    return members_of(place_id, ground.register) if place_id else frozenset()


def _is_same_route(theirs: Query, query: Query) -> bool:
    """Do two claims speak of the same way: each end of the one inside the same end of the other?"""
    ends = ((theirs.origins, query.origins), (theirs.destinations, query.destinations))
    return all(one <= other or other <= one for one, other in ends if one or other)


def _overlap(start: datetime, end: datetime, query: Query) -> bool:
    return start <= query.latest and end >= query.earliest


def _outlet(claim: Row, ground: Ground) -> str:
    report = ground.reports.get(claim["report_id"] or "")
    speaker = claim["speaker"][0] if claim["speaker"] else "the claim"
    return str(report["outlet"]) if report and report["outlet"] else str(speaker)


def allowed_range(start: datetime, end: datetime, query: Query, seen: Sequence[Row], ground: Ground) -> tuple[int, int | None]:
    """The least and the most that the data allow in a time; most null = no bound."""
    n = sum(1 for e in seen if start <= e["start"] <= end)
    places = tuple(sorted(query.destinations or query.origins))
    cells = tuple(cell_name(lat, lon) for lat, lon in points_of(places, ground.register))
    days = ground.coverage.days(("adsb",), cells, start, end)
    return n, most_of(n, sum(days) / len(days) if days else 0.0, ground)


def most_of(n_seen: int, covered: float, ground: Ground) -> int | None:
    """The greatest number of flights of which n or fewer are seen with a chance of at least 1 in 40; null = no bound."""
    numbers = ground.params.table["nothing_heard"].numbers
    nodes, weights = beta_nodes(numbers["aircraft_a"], numbers["aircraft_b"], 60)
    chances = nodes * covered * numbers["received"]
    if covered <= 0:
        return None
    low, high = n_seen, _MOST
    if _few_seen(n_seen, high, chances, weights) >= _TAIL:
        return None
    while high - low > 1:  # the chance falls with the number, so that halving finds the last one above the level
        middle = (low + high) // 2
        low, high = (middle, high) if _few_seen(n_seen, middle, chances, weights) >= _TAIL else (low, middle)
    return low


def _few_seen(n_seen: int, n: int, chances: Any, weights: Any) -> float:
    """P(n_seen or fewer of n are seen), over how often aircraft send."""
    from scipy.special import bdtr

    return float(weights @ bdtr(n_seen, n, chances)) if n > n_seen else 1.0


def is_outside(count: Published, least: int, most: int | None) -> bool:
    """Does a published count lie outside what the data allow?"""
    return (count.high is not None and count.high < least) or (most is not None and count.low > most)


def contradictory(counts: Sequence[Published]) -> Iterator[tuple[Published, Published]]:
    """Pairs that cannot both hold: more on a way and in a time than on a wider one, in a longer one, that hold them."""
    for one in counts:
        for other in counts:
            is_within = other.start <= one.start and one.end <= other.end
            ends = ((one.origins, other.origins), (one.destinations, other.destinations))
            is_inside_way = all(not wide or bool(narrow and narrow <= wide) for narrow, wide in ends)
            if other.high is not None and is_within and is_inside_way and one.low > other.high:
                yield one, other


def _finding(
    query: Query, counts: Sequence[Published], ranges: Sequence[tuple[int, int | None]], seen: Sequence[Row], ground: Ground
) -> Finding:
    rule = ground.params.table["published_counts"]
    told = "; ".join(c.words for c in counts[:_MOST_TOLD]) + (" and others" if len(counts) > _MOST_TOLD else "")
    outside = [c.words for c, (least, most) in zip(counts, ranges, strict=True) if is_outside(c, least, most)]
    least, most = allowed_range(query.start, query.end, query, seen, ground)
    upto = f"at least {least} and at most {most} (95 %)" if most is not None else f"at least {least}; they set no upper bound"
    says = [f"Published: {told}", f"the data of {say_span(query.start, query.end)} allow {upto}"]
    says += [f"outside what the data allow: {', '.join(outside)}"] if outside else []
    says += [f"{one.words} and {other.words} cannot both hold" for one, other in contradictory(counts)]
    return Finding(
        rule=rule,
        item_id=f"counts:{query.claim_id}",
        cells=rule.cells(0.0),
        why=f"{'; '.join(says)} ({rule.says}).",
        part="whole",
        origins=frozenset({"published counts"}),
        known=max(c.known for c in counts),
        citations=_cited(counts, seen),
    )


def _against(query: Query, count: Published, least: int, most: int | None, seen: Sequence[Row], ground: Ground) -> Finding:
    rule = ground.params.table["count_outside"]
    allowed = f"{least} to {most}" if most is not None else f"at least {least}"
    return Finding(
        rule=rule,
        item_id=f"count-outside:{query.claim_id}",
        cells=rule.cells(math.log(rule.numbers["ratio"])),
        why=f"The claim's own count, {count.words}, lies outside the {allowed} that the data allow (95 %): {rule.says}.",
        part="whole",
        origins=frozenset({"receivers"}),
        known=max([count.known, *(e["known"] for e in seen)]),
        citations=_cited([count], seen),
        is_sensor=True,
    )


def _cited(counts: Sequence[Published], seen: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(c.citation for c in counts), *(c for e in seen[-_MOST_TOLD:] for c in e["citations"][:1])]))
