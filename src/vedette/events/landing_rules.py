"""How sure is a take-off or landing? A table of factors, each falling from 1 to 0 along a ramp.

In flow what was seen of the aircraft at the edge of its flight, out flows the geometric mean of the factors that apply:
one bad factor pulls hard, and a factor that cannot be known counts one half.
Source: the scheme follows adsbtrack (geometric mean, cap on take-offs first seen airborne); the ramps are judgement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vedette.engine.columns import Floats

UNKNOWN_FACTOR = 0.5


@dataclass(frozen=True)
class Ramp:
    """A factor: 1 up to `full`, 0 from `none` on, straight in between, never below `floor`; `why` says where the ends come from."""

    name: str
    full: float
    none: float
    why: str
    floor: float = 0.0

    def at(self, value: float | None) -> float:
        """The factor for a value; unknown is one half."""
        if value is None or math.isnan(value):
            return UNKNOWN_FACTOR
        return min(1.0, max(self.floor, (self.none - value) / (self.none - self.full)))


# Seen on the ground on one side and in the air on the other.
SEEN = (
    Ramp("field_km", 4.0, 12.0, "runways end within 4 km of the reference point of all but a few airfields"),
    Ramp("silence_min", 5.0, 360.0, "within five minutes it is one movement; after six hours others fit in between"),
    Ramp("rate_fpm", 6000.0, 15000.0, "height change per minute between the two rows; transports climb and sink below 6,000"),
)  # fmt: skip

# Last seen, or first seen, in the air.
AIRBORNE = (
    Ramp("field_km", 8.0, 30.0, "a glide path of 3 degrees is at 1,400 ft 8 km before the runway"),
    Ramp("height_ft", 1500.0, 7000.0, "below 1,500 ft it is on its final approach or initial climb; 7,000 is a holding"),
    Ramp("speed_kn", 190.0, 320.0, "approach speeds end at 190 kn; 250 kn is the limit below 10,000 ft, plus wind"),
    Ramp("away_fpm", -200.0, 600.0, "vertical rate away from the field: a level aircraft may pass by"),
)  # fmt: skip

# Last seen in the air at the level of an airfield, come down from above and not risen since: it is on the runway, or about to be.
DOWN = (
    Ramp("field_km", 4.0, 12.0, "runways end within 4 km of the reference point of all but a few airfields"),
    Ramp("height_ft", 300.0, 1500.0, "pressure moves a height by some 500 ft; 1,500 ft is beyond it, 8 km out on the glide path"),
    Ramp("speed_kn", 190.0, 320.0, "feeds that fill the last seconds by calculation give speeds that no aircraft lands at, so "
         "that speed alone refutes nothing down there", 0.2),
)  # fmt: skip


def ramp_table(ramps: Sequence[Ramp]) -> Floats:
    """(k, 3) full, none and floor of each ramp, as loops read them."""
    return np.array([(ramp.full, ramp.none, ramp.floor) for ramp in ramps])


def geometric_mean(ramps: Sequence[Ramp], values: Sequence[float | None]) -> float:
    """The geometric mean of the factors for the values, in the order of the ramps."""
    product = 1.0
    for ramp, value in zip(ramps, values, strict=True):
        product *= ramp.at(value)
    return float(product ** (1.0 / len(ramps)))
