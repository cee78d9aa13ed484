"""What is at a base over time: hulls and airframes known to be there, and how many more may be.

Stays, looks and the covered share of each day flow in; stretches of days with the same stock flow out as rows of `PATTERNS`. The lower
bound is what was heard or counted; the upper bound adds who may be there unheard: of N assets that each are heard in a week with chance
q, n were, so that N - n is negative binomial. What a person counted of a class in a picture stands beside it, for that class alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vedette.patterns.counting import Row, moment_of
from vedette.patterns.rate_params import RateParams
from vedette.patterns.rows import pattern_row
from vedette.patterns.stays import Look, Stay, kind_of

_SENDS = {"warship": 0.15, "auxiliary": 0.9, "cargo": 0.9, "aircraft": 0.6}  # share of days on which such an asset sends; METHODS
_LINGER_DAYS = 7  # a stay is one look a day; who was not heard for a week may have gone
_TAIL = 0.025
_LEAST_CHANCE = 0.05  # under it the upper bound would be a guess


@dataclass(frozen=True)
class Stock:
    """A stretch of days with one stock; `end` exclusive; `most` None = no bound."""

    start: date
    end: date
    known: int
    most: int | None


def find_stocks(
    stays: Sequence[Stay],
    looks: Sequence[Look],
    covered: Mapping[str, Mapping[date, float]],
    params: RateParams,
    as_of: datetime,
) -> Iterator[Row]:
    """Rows of kind `stock` for every site at which anything was known to be.

    Args:
        stays: of watched assets.
        looks: counts without names.
        covered: site -> day -> share of the day in which other traffic was heard there.
        params: for names and how often classes send.
        as_of: what became known later is left out.
    """
    subjects = {(s.place_id, kind_of(s.asset_id)) for s in stays} | {(x.place_id, x.is_aircraft) for x in looks}
    for place_id, flies in sorted(subjects):
        here = [s for s in stays if s.place_id == place_id and kind_of(s.asset_id) == flies and s.known <= as_of]
        seen = [x for x in looks if x.place_id == place_id and x.is_aircraft == flies and x.known <= as_of]
        for stock in stretches(here, seen, covered.get(place_id, {}), params):
            yield _row(place_id, stock, here, seen, "aircraft" if flies else "ship", params, as_of)
        for code, own in _by_class(seen).items():
            for day in sorted({x.day for x in own}):
                yield _row(place_id, _counted(day, own), (), own, code, params, as_of)


def stretches(stays: Sequence[Stay], looks: Sequence[Look], covered: Mapping[date, float], params: RateParams) -> list[Stock]:
    """The stock of each day on which anything is known, like days joined."""
    days = sorted({d for s in stays for d in _days(s)} | {x.day for x in looks} | set(covered))
    found: list[Stock] = []
    for day in days:
        known, most = stock_on(day, stays, looks, covered.get(day, 0.0), params)
        last = found[-1] if found else None
        if last and last.end == day and (last.known, last.most) == (known, most):
            found[-1] = Stock(last.start, day + timedelta(days=1), known, most)
        elif known or most is not None:
            found.append(Stock(day, day + timedelta(days=1), known, most))
    return found


def stock_on(
    day: date, stays: Sequence[Stay], looks: Sequence[Look], covered: float, params: RateParams
) -> tuple[int, int | None]:
    """At least so many, at most so many (None = no bound)."""
    there = {s.asset_id for s in stays if s.start.date() <= day <= s.end.date()}
    least = max(len(there), sum(x.least for x in looks if x.day == day))
    return least, most_there(len(there), chance_heard(sorted(there), covered, params), least)


def _by_class(looks: Sequence[Look]) -> dict[str, list[Look]]:
    found: dict[str, list[Look]] = {}
    for look in looks:
        if look.asset_class is not None:
            found.setdefault(look.asset_class, []).append(look)
    return dict(sorted(found.items()))


def _counted(day: date, looks: Sequence[Look]) -> Stock:
    """The most that one look of a day counted: two looks at the same ships are not twice as many."""
    today = [x for x in looks if x.day == day]
    least, bounds = max(x.least for x in today), [x.most for x in today]
    most = None if None in bounds else max(least, *(b or 0 for b in bounds))
    return Stock(day, day + timedelta(days=1), least, most)


def chance_heard(asset_ids: Sequence[str], covered: float, params: RateParams) -> float:
    """Chance that one asset at a place is heard at least once in a week; where none is, that of the shyest, a warship."""
    sends = [_SENDS[params.sends_like(a)] for a in asset_ids] or [_SENDS["warship"]]
    return 1 - (1 - sum(sends) / len(sends) * covered) ** _LINGER_DAYS


def most_there(n_heard: int, chance: float, least: int) -> int | None:
    """Upper bound (97.5 %) of how many were there when n were heard, each with a chance; None where the chance is too small."""
    if chance < _LEAST_CHANCE:
        return None
    unheard, mass = 0, chance ** (n_heard + 1)
    total = mass
    while total < 1 - _TAIL and unheard < 10_000:
        unheard += 1
        mass *= (n_heard + unheard) / unheard * (1 - chance)
        total += mass
    return max(least, n_heard + unheard)


def _days(stay: Stay) -> Iterator[date]:
    for i in range((stay.end.date() - stay.start.date()).days + 1):
        yield stay.start.date() + timedelta(days=i)


def _row(
    place_id: str,
    stock: Stock,
    stays: Sequence[Stay],
    looks: Sequence[Look],
    asset_class: str,
    params: RateParams,
    as_of: datetime,
) -> Row:
    there = [s for s in stays if s.start.date() < stock.end and s.end.date() >= stock.start]
    seen = [x for x in looks if stock.start <= x.day < stock.end]
    what = {"ship": "ships", "aircraft": "aircraft"}.get(asset_class, f"of class {asset_class.replace('_', ' ')}")
    upto = f"at most {stock.most} (95 %)" if stock.most is not None else "how many more cannot be said"
    why = f"{params.name_of([place_id])}: {stock.known} {what} known to be there, {upto}."
    cited = tuple(dict.fromkeys([c for s in there for c in s.citations[:1]] + [x.citation for x in seen]))
    return pattern_row(
        "stock", moment_of(stock.start), as_of, why, "stock", (), end=moment_of(stock.end), to_place_ids=[place_id],
        asset_class=asset_class, observed=float(stock.known), low=float(stock.known),
        high=None if stock.most is None else float(stock.most), citations=list(cited),
        event_ids=[s.event_id for s in there if s.event_id],
    )  # fmt: skip
