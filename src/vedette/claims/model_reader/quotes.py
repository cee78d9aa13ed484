"""Where a returned quote stands in the text: exactly there, or it is not taken.

A piece of a report and a returned quote flow in; the span of the text's own words flows out. Letters, marks and their order must
be the text's; only white space may differ, and that is remarked. Where the words stand more than once, those that were returned
as standing before them decide.
"""

from __future__ import annotations

import re

from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.words import Span, cuts_word

_MOST_PLACES = 1000  # of one quote: beyond it the text is no prose


def locate_quote(text: str, piece: Span, quote: str, before: str) -> tuple[Span, bool]:
    """The span of a quote in the report's text, and whether it was returned character for character.

    Args:
        text: the report's text.
        piece: the span of it that the model saw.
        quote: the words as returned.
        before: the words that were returned as standing before them.
    Raises:
        NotTaken: it does not stand there, begins or ends inside a word, or its place is not clear.
    """
    spans = _exact(text, piece, quote)
    is_exact = bool(spans)
    if not is_exact:
        spans = _with_other_space(text, piece, quote)
    if not spans:
        raise NotTaken("quote_not_in_text")
    whole = [s for s in spans if not cuts_word(text, *s)]
    if not whole:
        raise NotTaken("quote_cuts_word")
    return (whole[0] if len(whole) == 1 else _behind(text, piece, whole, before)), is_exact


def _exact(text: str, piece: Span, quote: str) -> list[Span]:
    wanted = quote.strip()
    spans: list[Span] = []
    start = text.find(wanted, *piece) if any(c.isalpha() for c in wanted) else -1
    while start >= 0 and len(spans) < _MOST_PLACES:
        spans.append((start, start + len(wanted)))
        start = text.find(wanted, start + 1, piece[1])
    return spans


def _with_other_space(text: str, piece: Span, quote: str) -> list[Span]:
    words = quote.split()
    if not any(c.isalpha() for c in quote):
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    return [m.span() for m, _ in zip(pattern.finditer(text, *piece), range(_MOST_PLACES), strict=False)]


def _behind(text: str, piece: Span, spans: list[Span], before: str) -> Span:
    """The one span that stands behind the words.

    Raises:
        NotTaken: none or several do.
    """
    words = before.split()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words) + r"\s*\Z")
    reach = sum(len(word) + 20 for word in words)  # each word and some white space behind it
    if words:
        found = [s for s in spans if pattern.search(text, max(piece[0], s[0] - reach), s[0])]
    else:
        found = [s for s in spans if not text[piece[0] : s[0]].strip()]
    if len(found) != 1:
        detail = f"{len(spans)} places, {len(found)} of them behind the words that were returned as standing before it"
        raise NotTaken("quote_ambiguous", detail)
    return found[0]
