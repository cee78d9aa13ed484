"""The ground that returned claims must stand on: a report's text with the names, and the traps, that we find in it ourselves.

A report and the finders flow in; an immutable ground, which answers "do these words stand near this quote?", flows out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vedette.claims.english.scene import Finders
from vedette.claims.model_reader.suspicion import suspicious_spans
from vedette.claims.model_reader.words import Span, find_words, is_within, nearest
from vedette.claims.names.places import Mention
from vedette.claims.rows import ReportText
from vedette.registry.register import Register


@dataclass(frozen=True)
class Ground:
    """A report, what our finders see in it, and how far from a quote its places may stand."""

    report: ReportText
    finders: Finders
    register: Register
    mentions: tuple[Mention, ...]
    countries: Counter[str]
    suspicious: tuple[Span, ...]
    near_chars: int

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def find(self, words: str, quote: Span, piece: Span, most_chars: int | None = None) -> Span | None:
        """Where some words stand in a piece: in the quote, else nearest to it."""
        return nearest(find_words(self.text, words, *piece), quote, len(self.text) if most_chars is None else most_chars)

    def mentions_within(self, span: Span) -> list[Mention]:
        """The names of places and the words for countries in a span."""
        return [m for m in self.mentions if is_within((m.start, m.end), span)]


def lay_ground(report: ReportText, finders: Finders, register: Register, near_chars: int, read_chars: int) -> Ground:
    """The ground of a report; of an endless text only as much as is sent."""
    text = report.text[:read_chars]
    mentions = tuple(finders.places.find(text))
    countries = finders.places.count_countries(mentions)
    return Ground(report, finders, register, mentions, countries, tuple(suspicious_spans(text)), near_chars)
