"""The times of a report, sentence by sentence, and what the reader remembers of them.

A sentence with its frames flows in; for each frame its time flows out. The time of the last claim, or the last time named, is kept, for
the sentences behind it may count from it ("five days later", "the previous evening").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.times.intervals import Interval
from vedette.claims.english.times.offsets import count_apart
from vedette.claims.english.times.relative import find_relative, interval_of
from vedette.claims.english.times.times import TimeSpan, find_times
from vedette.claims.english.times.timing import assign_times

if TYPE_CHECKING:
    from spacy.tokens import Span


@dataclass
class Timeline:
    """The moment of publication, else a day near it, and the time named last. One for each report; changed sentence by sentence."""

    published: datetime | None
    near: date | None = None
    last: Interval | None = None

    def read(self, sentence: Span, frames: Sequence[Frame]) -> list[TimeSpan | None]:
        """The time of each frame of the next sentence, in their order."""
        plain = find_times(sentence.text, self.published, self.near)
        if not frames:
            self._keep(plain)
            return []
        times = sorted([*plain, *find_relative(sentence.text, plain, self.last, self.published)], key=lambda t: t.start)
        assigned = count_apart(sentence, frames, assign_times(sentence, frames, times))
        self._keep([t for t in assigned if t is not None] or plain)
        return assigned

    def _keep(self, times: Sequence[TimeSpan]) -> None:
        """Remember the last of some times."""
        for time in times:
            found = None if time.is_compared else interval_of(time)
            if found is not None:
                self.last = found
