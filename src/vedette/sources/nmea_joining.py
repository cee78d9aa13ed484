"""Messages of several sentences, put together from their parts.

Sentences flow in, in the order of the log; whole messages flow out. Parts belong together when station, number of parts and
sequence number agree; since sequence numbers return after ten messages, parts that come too late for each other are given up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from vedette.sources.nmea_lines import Sentence

# Parts follow each other within a second on the air; receivers' queues hold them up for longer, a busy site repeats a sequence
# number every few seconds. Both limits are judgements: 10 s where times are known, 200 lines where they are not.
MAX_WAIT = timedelta(seconds=10)
MAX_LINES = 200


@dataclass(frozen=True)
class Whole:
    """A message: its sentences in order with the rows that they stood in."""

    sentences: tuple[Sentence, ...]
    rows: tuple[int, ...]


@dataclass
class _Open:
    parts: dict[int, tuple[int, Sentence]] = field(default_factory=dict)
    last_line: int = 0


@dataclass
class Joiner:
    """Parts that wait for others."""

    _open: dict[tuple[str | None, int, str], _Open] = field(default_factory=dict)

    def add(self, row: int, sentence: Sentence) -> tuple[Whole | None, list[int]]:
        """The message that a sentence completes, if it does, and the rows of parts that are given up."""
        if sentence.parts == 1:
            return Whole((sentence,), (row,)), []
        given_up = list(self._expire(row))
        key = (sentence.station, sentence.parts, sentence.sequence)
        waiting = self._open.get(key)
        if waiting is not None and (sentence.part in waiting.parts or self._is_late(waiting, sentence)):
            given_up += [part_row for part_row, _ in self._open.pop(key).parts.values()]
            waiting = None
        waiting = waiting or self._open.setdefault(key, _Open())
        waiting.parts[sentence.part] = (row, sentence)
        waiting.last_line = row
        if len(waiting.parts) < sentence.parts:
            return None, given_up
        del self._open[key]
        in_order = [waiting.parts[i] for i in sorted(waiting.parts)]
        return Whole(tuple(s for _, s in in_order), tuple(r for r, _ in in_order)), given_up

    def close(self) -> list[int]:
        """The rows of all parts that still wait."""
        rows = [row for waiting in self._open.values() for row, _ in waiting.parts.values()]
        self._open.clear()
        return sorted(rows)

    def _expire(self, row: int) -> Iterator[int]:
        for key in [k for k, waiting in self._open.items() if row - waiting.last_line > MAX_LINES]:
            yield from (part_row for part_row, _ in self._open.pop(key).parts.values())

    @staticmethod
    def _is_late(waiting: _Open, sentence: Sentence) -> bool:
        times = [s.time for _, s in waiting.parts.values() if s.time is not None]
        return bool(times) and sentence.time is not None and abs(sentence.time - times[0]) > MAX_WAIT
