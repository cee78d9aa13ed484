"""Would these data have shown it, had it happened? Per part of a claim, from what was received of everybody else.

A query, the coverage index, images and the looks that people logged flow in; the chance that departure, transit and arrival
would have been seen flows out. O = 1 - prod over looks (1 - P(look shows it | moved)), never from the absence itself (METHODS,
section 2): with neither coverage nor a look it is 0. What the asset itself sent is no coverage, and a sighting of it is no look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.other_numbers import other_numbers_of
from vedette.assessment.known.second_hulls import find_second_hull
from vedette.assessment.question.assets import match_asset, sends_like
from vedette.assessment.question.places import points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.finders import see
from vedette.assessment.seeing.image_ends import chance_missed
from vedette.assessment.seeing.logged_looks import chance_missed_by_logged
from vedette.assessment.seeing.transit import Way, chance_under_way, covered_on_the_way, cruise_kn, find_way
from vedette.schema.cells import cell_name
from vedette.schema.probability import percent

Sends = tuple[float, float]
_FEW_NODES = 24  # for the interval, which is read to a percentage point
SENSORS = {"aircraft": ("adsb",), "warship": ("ais",), "auxiliary": ("ais",), "cargo": ("ais",)}


@dataclass(frozen=True)
class Observability:
    """Chances per part, by receivers alone and with images and the looks of people; `overall` is that of the claim's last part.

    The transit is a part of `heard` and `shown` where a claim has two ends and one way between them.
    """

    heard: Mapping[str, float]
    shown: Mapping[str, float]
    overall: float

    @property
    def sentence(self) -> str:
        """The same in words."""
        figures = {part: percent(o) for part, o in self.shown.items()}
        is_one = len({percent(self.overall), *figures.values()}) == 1
        parts = "" if is_one else ": " + ", ".join(f"the {part} with {figure}" for part, figure in figures.items())
        return f"Had it happened, these data would have shown it with a probability of {percent(self.overall)}{parts}."


def observe(query: Query, ground: Ground, moment: datetime) -> Observability:
    """How observable each part of a claim was, with what was known at a moment."""
    heard = {part: chance_heard(query, part, ground, moment) for part in query.parts}
    shown = {part: 1 - (1 - heard[part]) * _missed_by_looks(query, part, ground, moment) for part in query.parts}
    under_way = chance_on_the_way(query, ground, moment)
    if under_way is not None:
        heard, shown = _with_transit(heard, under_way), _with_transit(shown, under_way)
    return Observability(heard, shown, shown.get(query.last_part, 0.0))


def _with_transit(parts: Mapping[str, float], chance: float) -> dict[str, float]:
    return {"departure": parts["departure"], "transit": chance, **parts}


def chance_on_the_way(query: Query, ground: Ground, moment: datetime) -> float | None:
    """Chance that receivers would have heard it between the two ends; None where it has not both, or no one way between them.

    A claim about a rate has no one departure, and where nothing at all was received there is no need to ask for the way.
    """
    if len(query.parts) < 2 or query.kind == "flight_rate":
        return None
    who = sends_like(query.assets, None, ground.register)
    if not ground.coverage.has_any(SENSORS[who]):
        return 0.0
    way = find_query_way(query, ground)
    if way is None:
        return None
    own = claimed_among(ground.coverage.heard_alone(way.cells), query, ground)
    covered = covered_on_the_way(way, ground.coverage, SENSORS[who], query.start, query.end, moment, without=own)
    numbers = ground.params.table["nothing_heard"].numbers
    return chance_under_way(covered, *beta_nodes(numbers[f"{who}_a"], numbers[f"{who}_b"]), numbers["received"])


def find_query_way(query: Query, ground: Ground) -> Way | None:
    """The way between the two ends of a claim, at the cruising speed of what is claimed."""
    ends = [points_of(tuple(sorted(places)), ground.register) for places in (query.origins, query.destinations)]
    who = sends_like(query.assets, None, ground.register)
    speeds = [ground.register.asset_class(c).cruise_kn for c in sorted(query.assets.all_classes())]
    return find_way(ends[0], ends[1], cruise_kn(speeds, who), by_water=who != "aircraft")


def chance_heard(query: Query, part: str, ground: Ground, moment: datetime) -> float:
    """Chance that receivers would have heard a claimed asset at one end, averaged over the day of its coming or going."""
    covered = covered_days(query, part, ground, moment)
    if not any(covered):
        return 0.0
    numbers = ground.params.table["nothing_heard"].numbers
    who = sends_like(query.assets, None, ground.register)
    sends = numbers[f"{who}_a"], numbers[f"{who}_b"]
    if query.lasts:
        return chance_over(covered, sends, numbers["received"])
    return average_chance(covered if part == "arrival" else covered[::-1], sends, numbers["received"])


def chances_by_share(query: Query, part: str, ground: Ground, moment: datetime) -> tuple[tuple[float, float], ...]:
    """The chance to have been heard at one end for each share of days on which such an asset may send, with its weight.

    Empty where nothing covered the place. `chance_heard` is their mean.
    """
    covered = covered_days(query, part, ground, moment)
    if not any(covered):
        return ()
    numbers = ground.params.table["nothing_heard"].numbers
    who = sends_like(query.assets, None, ground.register)
    shares, weights = beta_nodes(numbers[f"{who}_a"], numbers[f"{who}_b"], _FEW_NODES)
    days = np.array(covered if query.lasts or part == "departure" else covered[::-1])
    missed = np.cumprod(1 - shares[:, None] * days[None, :] * numbers["received"], axis=1)
    chances = 1 - (missed[:, -1] if query.lasts else missed.mean(axis=1))
    return tuple(zip(chances.tolist(), weights.tolist(), strict=True))


def covered_days(query: Query, part: str, ground: Ground, moment: datetime) -> list[float]:
    """The covered share of each day of the claimed time at one end of the claim; 0 on the days after a moment.

    0 throughout where the data show the asset under another number, or another hull under its: which it would have been is not known.
    """
    if other_numbers_of(query.assets, ground.other_numbers, moment) or find_second_hull(query, part, ground, moment):
        return [0.0] * ((query.end.date() - query.start.date()).days + 1)
    places = query.destinations if part == "arrival" else query.origins
    cells = tuple(cell_name(lat, lon) for lat, lon in points_of(tuple(sorted(places)), ground.register))
    sensors = SENSORS[sends_like(query.assets, None, ground.register)]
    own = claimed_among(ground.coverage.heard_alone(cells), query, ground)
    known = ground.coverage.days(sensors, cells, query.start, min(query.end, moment), without=own)
    return known + [0.0] * ((query.end.date() - query.start.date()).days + 1 - len(known))


def claimed_among(asset_ids: frozenset[str], query: Query, ground: Ground) -> tuple[str, ...]:
    """Those of some assets that are what is claimed, by name or by class: their positions are no coverage for the claim."""
    found = []
    for asset_id in sorted(asset_ids):
        match = match_asset(query.assets, asset_id, ground.classes.get(asset_id), ground.register)
        if match is not None and match.fit == "exact":
            found.append(asset_id)
    return tuple(found)


def average_chance(covered: Sequence[float], sends: Sends, received: float) -> float:
    """Mean over the day of arrival of the chance to be heard on that or any later day.

    Args:
        covered: covered share of each day, in the order in which the asset stays; (n,) 0 to 1.
        sends: the Beta of how often it sends its position.
        received: chance that a sent position is received where there is coverage.
    """
    nodes, weights = beta_nodes(*sends)
    missed = np.ones_like(nodes)
    chances = []
    for share in reversed(covered):
        missed = missed * (1 - nodes * share * received)
        chances.append(1 - float(weights @ missed))
    return sum(chances) / len(chances) if chances else 0.0


def chance_over(covered: Sequence[float], sends: Sends, received: float) -> float:
    """Chance to be heard on at least one of the days, where it was there on all of them."""
    nodes, weights = beta_nodes(*sends)
    missed = np.ones_like(nodes)
    for share in covered:
        missed = missed * (1 - nodes * share * received)
    return 1 - float(weights @ missed)


@lru_cache(maxsize=16)
def beta_nodes(a: float, b: float, n: int = 400) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Midpoints of n equal cells of (0, 1) and a Beta(a, b) on them as weights that sum to 1."""
    x = (np.arange(n) + 0.5) / n
    log_weight = (a - 1) * np.log(x) + (b - 1) * np.log1p(-x)
    weight = np.exp(log_weight - log_weight.max())
    return x, weight / weight.sum()


def _missed_by_looks(query: Query, part: str, ground: Ground, moment: datetime) -> float:
    """Chance that every look at one end would have missed it: pictures, and observers that were there in the claimed time."""
    places = query.destinations if part == "arrival" else query.origins
    seeing = None if query.kind == "flight_rate" else see(query, places, ground, moment)
    images = [(k.time, r) for k, r in zip(seeing.looks, seeing.recalls, strict=True)] if seeing else []
    pictured = {time.date() for time, _ in images}  # an image that was brought in as such, and logged too, is one look
    return chance_missed(query, images) * chance_missed_by_logged(query, places, ground, moment, pictured)
