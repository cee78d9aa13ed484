"""The assets, the actor and the speakers of a returned claim: words of the text, named as the deterministic reader names them.

Returned words, the quote and the ground flow in; asset rows, an actor and a chain of speakers flow out. Words that do not stand in
the piece reject the claim; which class, registered asset or country they mean is our own reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from vedette.claims.model_reader.ground import Ground
from vedette.claims.model_reader.number_words import check_count
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.reply import ReturnedAsset
from vedette.claims.model_reader.words import Span, sentence_of
from vedette.claims.names.things import read_things
from vedette.registry.names import singular

_LEADING = re.compile(
    r"^(?:(?:the|a|an|its|their|his|at|least|more|than|about|some|several|two|three|four|five|six|\d+)\s+)+", re.I
)


def resolve_asset(asset: ReturnedAsset, quote: Span, piece: Span, ground: Ground) -> dict[str, Any]:
    """A row of the claims table's assets.

    Raises:
        NotTaken: the words, or the count, do not stand in the text.
    """
    span = stand_in_text(asset.text, quote, piece, ground)
    words = ground.text[slice(*span)]
    around = ground.text[slice(*sentence_of(ground.text, span, 120))]
    check_count(asset.count_min, asset.count_max, words, f"{around} {ground.text[slice(*quote)]}")
    named = ground.finders.assets.find_named(words)
    asset_id = named[0].ids[0] if named else None
    code = ground.register.asset(asset_id).asset_class if asset_id is not None else _class_of(words, ground)
    return {"text": words, "class": code, "count_min": asset.count_min, "count_max": asset.count_max, "asset_id": asset_id}


def resolve_actor(actor: str | None, quote: Span, piece: Span, ground: Ground) -> str | None:
    """The actor: a country by its name where the words are a country's, else the words.

    Raises:
        NotTaken: the words do not stand in the text.
    """
    if actor is None:
        return None
    span = stand_in_text(actor, quote, piece, ground)
    inside = [m for m in ground.mentions_within(span) if m.country is not None]
    words = ground.text[slice(*span)]
    rest = words if not inside else words.replace(inside[0].text, "", 1)
    if len(inside) == 1 and inside[0].country is not None and not re.search(r"[A-Z]", re.sub(r"^The\b", "", rest)):
        return ground.finders.places.country_name(inside[0].country)
    return " ".join(words.split())


def resolve_speakers(speakers: Sequence[str], quote: Span, piece: Span, ground: Ground) -> list[str]:
    """The chain from the outlet inwards.

    Raises:
        NotTaken: a speaker's words do not stand in the text.
    """
    named = [" ".join(ground.text[slice(*stand_in_text(words, quote, piece, ground))].split()) for words in speakers]
    return list(dict.fromkeys([ground.report.outlet or "author", *named]))


def stand_in_text(words: str, quote: Span, piece: Span, ground: Ground) -> Span:
    """Where words stand in the piece, nearest to the quote.

    Raises:
        NotTaken: nowhere.
    """
    span = ground.find(words, quote, piece)
    if span is None:
        raise NotTaken("words_not_in_text", words)
    return span


def _class_of(words: str, ground: Ground) -> str | None:
    bare = _LEADING.sub("", " ".join(words.split()))
    found = ground.register.find_class(bare)
    if found is not None and found.code != "asset":
        return found.code
    last = singular((bare.split() or [""])[-1].lower())
    return read_things().get(last)
