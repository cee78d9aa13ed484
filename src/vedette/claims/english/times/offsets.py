"""Two claims of one sentence that are so many days apart: "reached Walvis Bay on Saturday, eleven days after leaving Luanda".

The frames of a sentence with their times flow in; a frame without a time gets one, counted from the other's, where the sentence says
how far apart they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.times.counted import days_in
from vedette.claims.english.times.pieces import NUMBER, UNIT
from vedette.claims.english.times.times import TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_APART = re.compile(rf"\b{NUMBER}\s+{UNIT}\s+(?P<side>after|before)\s", re.IGNORECASE)
_MOST_DAYS = 3  # of a time that another one is counted from


def count_apart(sentence: Span, frames: Sequence[Frame], times: list[TimeSpan | None]) -> list[TimeSpan | None]:
    """The times, completed.

    Args:
        frames: the frames of the sentence.
        times: their times, in their order.
    """
    for match in _APART.finditer(sentence.text):
        link = next((t for t in sentence if t.idx - sentence.start_char == match.start("side")), None)
        inner = {t.i for t in _clause(link)} if link is not None else set()
        inside = [n for n, f in enumerate(frames) if f.trigger.i in inner]
        outside = [n for n, f in enumerate(frames) if f.trigger.i not in inner and f.trigger.i < sentence.start + len(sentence)]
        if len(inside) == 1 and outside:
            main = outside[-1]
            step = timedelta(days=days_in(match)) * (1 if match["side"].lower() == "after" else -1)
            _count(times, main, inside[0], -step, match)
            _count(times, inside[0], main, step, match)
    return times


def _clause(link: Token) -> list[Token]:
    """The words of the clause that "after" or "before" opens."""
    top = link.head if link.dep_ == "mark" else link
    return [t for t in top.subtree if t.i > link.i]


def _count(times: list[TimeSpan | None], known: int, wanted: int, step: timedelta, match: re.Match[str]) -> None:
    time = times[known]
    if time is None or times[wanted] not in (None, time) or time.begin is None or time.finish is None:
        return
    is_own = times[wanted] is not None and match["side"] and known < wanted
    if (time.finish - time.begin).days < _MOST_DAYS and (times[wanted] is None or is_own):
        times[wanted] = replace(
            time, start=match.start(), end=match.end(), text=match.group().strip(), begin=time.begin + step, finish=time.finish + step,
            ahead=None, core=match.start(),
        )  # fmt: skip
