"""What could be observed next, and how much each would tell: chance of each outcome, and what the probability would become.

A query, the posteriors of its hypotheses and the ground flow in; looks in order of expected information flow out. A look is a list
of outcomes with P(outcome | hypothesis), from the same numbers as the evidence of its kind. Looks that would come too late to be of
the claimed voyage are left out, and so are those that would hardly move the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from vedette.assessment.examining.ahead.asked import Asked
from vedette.assessment.examining.ahead.counts import counted_flights
from vedette.assessment.examining.ahead.looks import NextLook
from vedette.assessment.examining.ahead.pictures import picture_of_destination, picture_of_origin
from vedette.assessment.examining.ahead.signals import port_call, position_away, receivers_at_destination, silence
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.weights.hypotheses import Cells

LEAST_BITS = 0.002  # what would move a figure by less than about a percentage point is no answer
LOOKS: tuple[Callable[[Asked], Iterator[NextLook]], ...] = (
    picture_of_destination, picture_of_origin, receivers_at_destination, silence, port_call, position_away, counted_flights,
)  # fmt: skip


def find_next_looks(query: Query, now: Cells, seen: Observability, ground: Ground, moment: datetime) -> list[NextLook]:
    """What could be observed next, the most telling first; empty where nothing would tell.

    Args:
        query: what is claimed.
        now: posteriors of its hypotheses, summing to 1.
        seen: how observable it was.
        ground: settings, past pictures, coverage.
        moment: by what was known then.
    """
    case = Asked(query, now, seen, ground, moment)
    looks = [look for make in LOOKS for look in make(case) if look.gain_bits >= LEAST_BITS]
    return sorted(looks, key=lambda look: (-round(look.gain_bits, 6), look.kind, look.says))
