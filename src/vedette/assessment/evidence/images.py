"""What images of the two ends of a claim say: a hull of the right length, none, or fewer than before.

A query and the looks at its places flow in, findings flow out. `hulls_in_images` weighs what was shown; a look that shows none is
worth 1 - r for the share of the claimed time that lies before it, all such looks together, averaged over the moment of coming;
fewer hulls at the origin are a ratio of two counts, Poisson or, where counts vary more than that, negative binomial.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime

from vedette.assessment.evidence.hulls_in_images import find_hull
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.places import name_places
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.finders import see
from vedette.assessment.seeing.image_ends import End, chance_missed, make_finding
from vedette.assessment.weights.findings import Finding
from vedette.clock import format_day

_KINDS = frozenset({"move", "depart", "arrive", "present", "absent"})
_LEAST_LEFT = 0.25  # expected count where all have left: one may have come
_LEAST_CLEAR = 0.5  # counts are compared only between looks that saw at least half
_LEAST_LOOKS = 4  # for the spread of counts


def find_image_evidence(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """Everything that images known at a moment say about a claim."""
    if query.kind not in _KINDS or not ground.looks.passes:
        return
    reached = query.destinations - query.origins  # where both ends are one, lying there shows no arrival
    if reached and (seeing := see(query, reached, ground, moment)):
        end = End("arrival", query.destination_ids, seeing)
        yield from find_hull(end, query, ground, moment)
        yield from _none(end, query, ground)
    if query.origins and (seeing := see(query, query.origins, ground, moment)):
        yield from _fewer(End("departure", query.origin_ids, seeing), query, ground)


def count_log_ratio(later: int, if_left: float, if_stayed: float, spread: float = 1.0) -> float:
    """Log of P(count | some left) / P(count | none left); `spread` is variance over mean, 1 = Poisson, more = neg. binomial."""
    return _log_count(later, if_left, spread) - _log_count(later, if_stayed, spread)


def _log_count(n: int, mean: float, spread: float) -> float:
    if spread <= 1.0 + 1e-9:
        return n * math.log(mean) - mean - math.lgamma(n + 1)
    size = mean / (spread - 1)
    return math.lgamma(n + size) - math.lgamma(size) - math.lgamma(n + 1) - size * math.log(spread) + n * math.log1p(-1 / spread)


def _none(end: End, query: Query, ground: Ground) -> Iterator[Finding]:
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
    yield make_finding(
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


def _fewer(end: End, query: Query, ground: Ground) -> Iterator[Finding]:
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
    yield make_finding(
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
