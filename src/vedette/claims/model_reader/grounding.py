"""From a returned claim to a row of the claims table, or to the reason why not.

A claim of the right shape and the ground flow in; a row with remarks flows out. Everything that a row says is either cut from the
text by us, resolved by our own finders, or one of our own lists' words; what a model adds beyond that is not taken, and never mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.claims.english.times.times import find_times
from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.model_reader.asset_words import resolve_actor, resolve_asset, resolve_speakers, stand_in_text
from vedette.claims.model_reader.ground import Ground
from vedette.claims.model_reader.number_words import check_distance
from vedette.claims.model_reader.place_words import resolve_place
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.quotes import locate_quote
from vedette.claims.model_reader.reply import ReturnedClaim
from vedette.claims.model_reader.suspicion import touches
from vedette.claims.model_reader.words import Span, find_words, is_within, sentence_of
from vedette.schema.ids import content_id
from vedette.schema.words import CHECKABLE_KINDS

ROLES = ("origin", "destination", "place")
_DIRECTIONS: dict[str, tuple[str | None, ...]] = {
    "flight_rate": ("up", "down"), "build_up": ("up", None), "draw_down": ("down", None), "basing": ("up", "down", None),
}  # fmt: skip
_BY_KIND = {"build_up": "up", "draw_down": "down"}
_BEFORE_CHARS = 24  # a word such as "since" may stand before a time and stretch it
_BESIDE_CHARS = 80  # a word of doubt that stands farther off mostly belongs to another clause
# words that take back or weaken what stands beside them; where a quote leaves one out, a person must look
_CUES = re.compile(
    r"\b(?:no|not|n[o']t|never|neither|nor|without|den(?:y|ies|ied)|dismiss\w*|reject\w*|unclear|whether|if|unless|should|could|may"
    r"|might|would|will|plans?|planned|planning|expected|possib\w+|appears?|seems?|allegedly|reportedly|believed|likely|unconfirmed"
    r"|rumou?rs?)\b|n[’']t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ModelClaim:
    """A row of the claims table that a model returned and that stands in the text; what to look at; where its word stands."""

    row: dict[str, Any]
    remarks: tuple[str, ...]
    trigger: Span

    @property
    def spot(self) -> tuple[str, str, int]:
        """What makes two claims of one reader the same: report, kind, and the word that carries it."""
        return self.row["report_id"], self.row["kind"], self.trigger[0]


def ground_claim(claim: ReturnedClaim, piece: Span, ground: Ground, reader: str) -> ModelClaim:
    """A claim with everything in it found in the text.

    Args:
        claim: as returned.
        piece: the span of the report that the model saw.
        ground: the report.
        reader: the name that the row bears, ``model:`` and the model's.
    Raises:
        NotTaken: something in it is not in the text, or in none of our lists.
    """
    quote, is_exact = locate_quote(ground.text, piece, claim.quote, claim.before)
    trigger = next(iter(find_words(ground.text, claim.trigger, *quote)), None)
    if trigger is None:
        raise NotTaken("trigger_not_in_quote", claim.trigger)
    if claim.direction not in _DIRECTIONS.get(claim.kind, (None,)):
        raise NotTaken("direction_contradicts_kind", f"{claim.kind}, {claim.direction or 'none'}")
    check_distance(claim.distance_km, ground.text[slice(*quote)])
    places = {role: [resolve_place(words, quote, piece, ground) for words in getattr(claim, role)] for role in ROLES}
    remarks = _remarks(quote, is_exact, claim.status, [span for found in places.values() for _, span in found], ground)
    row = _row(claim, quote, trigger, ground, reader) | _who_and_when(claim, quote, piece, ground)
    row |= {role: [ref for ref, _ in found] for role, found in places.items()}
    return ModelClaim(row | {"proposition_id": name_proposition(row)}, remarks, trigger)


def _row(claim: ReturnedClaim, quote: Span, trigger: Span, ground: Ground, reader: str) -> dict[str, Any]:
    report = ground.report
    return {
        "claim_id": content_id("mdl-", reader, report.report_id, claim.kind, *quote, trigger[0]),
        "report_id": report.report_id,
        "kind": claim.kind,
        "status": claim.status,
        "polarity": "negative" if claim.status == "denied" or claim.kind == "absent" else "positive",
        "direction": claim.direction or _BY_KIND.get(claim.kind),
        "quote": ground.text[slice(*quote)],
        "start": quote[0],
        "end": quote[1],
        "trigger": ground.text[slice(*trigger)],
        "distance_km": claim.distance_km,
        "explicitness": "explicit",
        "is_checkable": claim.kind in CHECKABLE_KINDS,
        "reader": reader,
        "made": report.published,
        "source_id": report.source_id,
        "source_row": report.source_row,
    }


def _who_and_when(claim: ReturnedClaim, quote: Span, piece: Span, ground: Ground) -> dict[str, Any]:
    text, begin, finish = _time(claim.time_text, quote, piece, ground)
    return {
        "actor": resolve_actor(claim.actor, quote, piece, ground),
        "assets": [resolve_asset(asset, quote, piece, ground) for asset in claim.assets],
        "speaker": resolve_speakers(claim.speaker, quote, piece, ground),
        "time_text": text,
        "time_start": begin,
        "time_end": finish,
    }


def _time(words: str | None, quote: Span, piece: Span, ground: Ground) -> tuple[str | None, datetime | None, datetime | None]:
    """The words for the time, and the interval that our own rules give them."""
    if words is None:
        return None, None, None
    start, end = stand_in_text(words, quote, piece, ground)
    opening = max(piece[0], start - _BEFORE_CHARS)
    for time in find_times(ground.text[opening:end], ground.report.published):
        if time.end > start - opening:
            return ground.text[start:end], time.begin, time.finish
    return ground.text[start:end], None, None


def _remarks(quote: Span, is_exact: bool, status: str, places: list[Span], ground: Ground) -> tuple[str, ...]:
    first, last = sentence_of(ground.text, quote, _BESIDE_CHARS)
    beside = f"{ground.text[first : quote[0]]} | {ground.text[quote[1] : last]}"
    found = {
        "addresses_a_reader": touches(quote, ground.suspicious) or any(touches(p, ground.suspicious) for p in places),
        "white_space": not is_exact,
        "place_outside_quote": any(not is_within(p, quote) for p in places),
        "cue_outside_quote": status == "asserted" and _CUES.search(beside) is not None,
    }
    return tuple(name for name, holds in found.items() if holds)
