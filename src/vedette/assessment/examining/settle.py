"""What would settle a claim, in words: the possible next observations that tell most, with what each outcome would make of it.

Looks in order of their gain flow in; at most three sentences flow out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vedette.assessment.examining.ahead.looks import NextLook, Outcome
from vedette.assessment.examining.ahead.next_looks import find_next_looks
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.weights.hypotheses import Cells
from vedette.schema.probability import percent

_MOST = 3
_SETTLED = frozenset({"confirmed", "contradicted"})


def say_what_settles(query: Query, verdict: str, now: Cells, seen: Observability, ground: Ground, moment: datetime) -> list[str]:
    """At most three sentences, the most telling first; none where nothing is open."""
    if verdict in _SETTLED:
        return []
    return say_looks(find_next_looks(query, now, seen, ground, moment))


def say_looks(looks: Sequence[NextLook]) -> list[str]:
    """The most telling looks as sentences; of two that differ only in when, the better one."""
    told: dict[str, NextLook] = {}
    for look in looks:
        told.setdefault(look.kind.removesuffix("_archive"), look)
    return [say_look(look) for look in told.values()][:_MOST]


def say_look(look: NextLook) -> str:
    """``The next satellite image of Tobruk (...): the probability becomes 19 % if ..., 3 % if ....``"""
    telling = [o for o in look.outcomes if o.chance > 0]
    return f"{look.says}: the probability becomes {', '.join(_say(o) for o in telling)}."


def _say(outcome: Outcome) -> str:
    return f"{percent(outcome.probability)} if {outcome.says}"
