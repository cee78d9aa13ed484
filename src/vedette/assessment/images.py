"""What images of the two ends of a claim say: a hull of the right length, none, or fewer than before.

A query and the looks at its places flow in, findings flow out. A hull without identity is worth [1 - (1-r)(1-q)] / q, with r the
recall of the look and q how often another hull of its length lies there; a look that shows none is worth 1 - r for the share
of the claimed time that lies before it, all such looks together, averaged over the moment of coming; fewer hulls at the origin
are a ratio of two counts, Poisson or, where counts vary more than that, negative binomial.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from vedette.assessment.detections import Row
from vedette.assessment.finders import Seeing, see
from vedette.assessment.findings import Finding
from vedette.assessment.ground import Ground
from vedette.assessment.looks import Look
from vedette.assessment.places import name_places
from vedette.assessment.predicates import Query, cite
from vedette.assessment.recall import lengths_of
from vedette.clock import format_day

_KINDS = frozenset({"move", "depart", "arrive", "present", "absent"})
_NODES = 20  # moments of coming or going that the claimed time is cut into
_LEAST_LEFT = 0.25  # expected count where all have left: one may have come
_LEAST_CLEAR = 0.5  # counts are compared only between looks that saw at least half
_LEAST_LOOKS = 4  # for the spread of counts


@dataclass(frozen=True)
class _End:
    """One end of the claim as images see it."""

    part: str
    place_ids: tuple[str, ...]
    seeing: Seeing


def find_image_evidence(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """Everything that images known at a moment say about a claim."""
    if query.kind not in _KINDS or not ground.looks.passes:
        return
    if query.destinations and (seeing := see(query, query.destinations, ground, moment)):
        end = _End("arrival", query.destination_ids, seeing)
        yield from _hull(end, query, ground)
        yield from _none(end, query, ground)
    if query.origins and (seeing := see(query, query.origins, ground, moment)):
        yield from _fewer(_End("departure", query.origin_ids, seeing), query, ground)


def chance_missed(query: Query, recalls: Sequence[tuple[datetime, float]]) -> float:
    """The chance that every look missed what came (or had gone) at some moment of the claimed time.

    Args:
        recalls: time and recall of each look. 1 where there is none.
    Returns:
        Mean over the moment of coming of prod(1 - r) over the looks after it: looks late in the time tell more than early
        ones, and looks that all lie before it tell nothing together.
    """
    if not recalls:
        return 1.0
    if query.lasts or query.end <= query.start:
        return math.prod(1 - r for _, r in recalls)
    span = query.end - query.start
    moments = [query.start + span * ((i + 0.5) / _NODES) for i in range(_NODES)]
    return sum(math.prod(1 - r for time, r in recalls if time > came) for came in moments) / _NODES


def hull_ratio(recall: float, others: float, share_there: float = 1.0, confidence: float = 1.0) -> float:
    """How much more probable a hull without identity is if the claim holds: [1 - (1-r)(1-q)] / q, where it is there by then.

    All 0 to 1, others > 0; a detection that is real with some confidence speaks with that share.
    """
    if_there = 1 - (1 - recall) * (1 - others)
    ratio = (share_there * if_there + (1 - share_there) * others) / others
    return 1 + confidence * (ratio - 1)


def count_log_ratio(later: int, if_left: float, if_stayed: float, spread: float = 1.0) -> float:
    """Log of P(count | some left) / P(count | none left); `spread` is variance over mean, 1 = Poisson, more = neg. binomial."""
    return _log_count(later, if_left, spread) - _log_count(later, if_stayed, spread)


def _log_count(n: int, mean: float, spread: float) -> float:
    if spread <= 1.0 + 1e-9:
        return n * math.log(mean) - mean - math.lgamma(n + 1)
    size = mean / (spread - 1)
    return math.lgamma(n + size) - math.lgamma(size) - math.lgamma(n + 1) - size * math.log(spread) + n * math.log1p(-1 / spread)


def _hull(end: _End, query: Query, ground: Ground) -> Iterator[Finding]:
    """The most telling look that shows a hull of the claimed length."""
    rule, seeing = ground.params.table["hull_in_image"], end.seeing
    shown = [
        (hull_ratio(r, seeing.others, query.share_there(k.time, k.time), f.confidence), k, f)
        for k, f, r in zip(seeing.looks, seeing.found, seeing.recalls, strict=True)
        if f.rows and r > 0
    ]
    if not shown:
        return
    ratio, look, found = max(shown, key=lambda s: (s[0], s[1].time))
    again = f"; {_times(len(shown) - 1)} in other passes of that time" if len(shown) > 1 else ""
    accounted = (
        f" ({found.n_accounted} more accounted for by ships that lay there by their own signal)" if found.n_accounted else ""
    )
    best = found.rows[0]
    length = f" of {best['length_m']:.0f} m" if best["length_m"] else ""
    why = (
        f"A hull{length} at {name_places(end.place_ids, ground.register)} in an image of {format_day(look.time)}{accounted}{again}; "
        f"another of its length is seen there in {_percent(seeing.others)} of looks: {rule.says}."
    )
    log_ratio = min(math.log(ratio), rule.log("cap"))
    yield _finding(end, query, ground, "hull_in_image", log_ratio, why, [look], found.rows, best["detection_id"])


def _none(end: _End, query: Query, ground: Ground) -> Iterator[Finding]:
    """All looks together that show no hull of the claimed length."""
    rule, seeing = ground.params.table["image_without_it"], end.seeing
    empty = [(k, r, f) for k, f, r in zip(seeing.looks, seeing.found, seeing.recalls, strict=True) if not f.rows and r > 0]
    if not empty:
        return
    missed = chance_missed(query, [(k.time, r) for k, r, _ in empty])
    looks = [k for k, _, _ in empty]
    dates = format_day(looks[0].time) if len(looks) == 1 else f"{format_day(looks[0].time)} to {format_day(looks[-1].time)}"
    why = (
        f"{len(looks)} {'look' if len(looks) == 1 else 'looks'} from above at {name_places(end.place_ids, ground.register)} ({dates}) "
        f"{'shows' if len(looks) == 1 else 'show'} no hull of the claimed kind that is not accounted for: {rule.says}."
    )
    yield _finding(
        end,
        query,
        ground,
        "image_without_it",
        math.log(max(missed, rule.numbers["least"])),
        why,
        looks,
        (),
        f"looks:{'+'.join(end.place_ids)}",
    )


def _fewer(end: _End, query: Query, ground: Ground) -> Iterator[Finding]:
    """The last clear look before the claimed time against the last in it: did as many go as are claimed?"""
    rule, seeing = ground.params.table["fewer_in_image"], end.seeing
    clear = [(k, f, r) for k, f, r in zip(seeing.looks, seeing.found, seeing.recalls, strict=True) if k.clear >= _LEAST_CLEAR]
    before = [(k, f) for k, f in seeing.before if k.clear >= _LEAST_CLEAR]
    if not before or not clear or clear[-1][0].time <= before[-1][0].time:
        return
    (first, first_found), (last, last_found, recall) = before[-1], clear[-1]
    n_first, n_last = len(first_found.rows), len(last_found.rows)
    if n_first == 0 or recall <= 0:
        return
    seen = last.clear / first.clear
    left = max(n_first - (query.assets.count_min or 1), _LEAST_LEFT) * seen
    stayed, gone = n_first * seen, query.share_there(last.time, last.time)
    spread = _spread([len(f.rows) for _, f in before])
    mixed = gone * math.exp(count_log_ratio(n_last, left, stayed, spread)) + (1 - gone)
    log_ratio = min(max(math.log(mixed), -rule.log("cap")), rule.log("cap"))
    where = name_places(end.place_ids, ground.register)
    why = (
        f"{n_first} of the claimed kind at {where} in an image of {format_day(first.time)}, {n_last} in one of "
        f"{format_day(last.time)}: {rule.says_of(is_last=query.last_part == 'departure')}."
    )
    yield _finding(
        end,
        query,
        ground,
        "fewer_in_image",
        log_ratio,
        why,
        [first, last],
        [*first_found.rows, *last_found.rows],
        f"count:{'+'.join(end.place_ids)}",
    )


def _spread(counts: Sequence[int]) -> float:
    """Variance over mean of counts, at least 1; 1 where there are too few."""
    mean = sum(counts) / len(counts) if counts else 0.0
    if len(counts) < _LEAST_LOOKS or mean <= 0:
        return 1.0
    return max(sum((n - mean) ** 2 for n in counts) / (len(counts) - 1) / mean, 1.0)


def _finding(
    end: _End,
    query: Query,
    ground: Ground,
    rule_id: str,
    log_ratio: float,
    why: str,
    looks: Sequence[Look],
    rows: Sequence[Row],
    item: str,
) -> Finding:
    rule = ground.params.table[rule_id]
    if not lengths_of(query.assets, ground.register):  # any hull fits: the words of the text say no more
        log_ratio *= ground.params.table["class_fit"].numbers["anything"]
    cells = rule.cells(log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)
    detected = [cite(r) for r in rows]
    return Finding(
        rule=rule,
        item_id=item,
        cells=cells,
        why=why,
        part=query.part_of(end.part),
        origins=frozenset(k.pass_id for k in looks),
        known=max(k.known for k in looks),
        citations=tuple(dict.fromkeys([*detected, *(c for k in looks for c in k.citations)])),
        how="imagery",
        is_sensor=True,
        start=looks[0].time,
        end=looks[-1].time,
        count=len(rows) if rule_id == "hull_in_image" else 1,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _times(n: int) -> str:
    return "again" if n == 1 else f"{n} times more"
