"""The places of a returned claim: words of the text, resolved by our own finder.

The words for a place, the claim's quote and the ground flow in; a reference (text, place id) flows out. The words must stand in or
near the quote and name one place of the register or the gazetteers; the neighbours decide among places of one name.
"""

from __future__ import annotations

import re

from vedette.claims.model_reader.ground import Ground
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.words import Span, is_within
from vedette.claims.names.places import Mention
from vedette.registry.names import singular

_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’\-]*(?:\s+(?:(?:al|el|of|de|the|and)\s+)?[^\W\d_a-z][\w'’\-]*)*")
# behind an adjective these nouns say whose it is, not where: "the Russian base" may be anywhere
_OWNED = frozenset(
    {"base", "airbase", "facility", "outpost", "foothold", "hub", "fleet", "presence", "contingent", "camp", "position", "site"}
)
_NEIGHBOUR_CHARS = 400


def resolve_place(words: str, quote: Span, piece: Span, ground: Ground) -> tuple[dict[str, str], Span]:
    """A row of the claims table's places, and where its words stand.

    Raises:
        NotTaken: they do not stand near the quote, name nothing that is known, or more than one thing.
    """
    span = ground.find(words, quote, piece, ground.near_chars)
    if span is None:
        raise NotTaken("place_not_in_text", words)
    place_id = _place_id(span, ground)
    if place_id is None:
        raise NotTaken("place_not_in_register", words)
    return {"text": ground.text[slice(*span)], "place_id": place_id}, span


def _place_id(span: Span, ground: Ground) -> str | None:
    """The place that the words of a span name."""
    inside = ground.mentions_within(span)
    names = [m for m in inside if not m.is_adjective]
    around = (span[0] - _NEIGHBOUR_CHARS, span[1] + _NEIGHBOUR_CHARS)
    near = [m for m in ground.mentions if is_within((m.start, m.end), around)]
    if names:
        found = {i for m in names if (i := ground.finders.places.choose(m, near, ground.countries)) is not None}
        return _innermost(found, ground.text[slice(*span)], ground)
    if inside:
        return _of_adjective(inside, span, ground)
    for word in _capitalised(ground.text[slice(*span)]):
        if (place_id := ground.finders.places.choose(word, near, ground.countries)) is not None:
            return place_id
    return None


def _innermost(found: set[str], words: str, ground: Ground) -> str | None:
    """Of several places the one that lies in all others ("Tartus in Syria").

    Raises:
        NotTaken: there is none.
    """
    inner = [i for i in found if all(i == other or ground.finders.places.contains(other, i) for other in found)]
    if len(found) > 1 and len(inner) != 1:
        raise NotTaken("place_unclear", words)
    return inner[0] if inner else None


def _of_adjective(inside: list[Mention], span: Span, ground: Ground) -> str | None:
    """ "Syrian ports" are in Syria; "the Russian base" is not known to be in Russia."""
    words = ground.text[slice(*span)]
    if any(singular(word.lower()) in _OWNED for word in re.findall(r"\w+", words)) or len(inside) > 1:
        raise NotTaken("place_unclear", words)
    return inside[0].country


def _capitalised(words: str) -> list[str]:
    """The words themselves where they open with a capital, then the runs of capitalised words in them."""
    bare = re.sub(r"^(?:the|The)\s+", "", " ".join(words.split()))
    return list(dict.fromkeys([*([bare] if bare[:1].isupper() else []), *_CAPITALS.findall(bare)]))
