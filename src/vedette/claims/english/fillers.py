"""Filling a frame: the pattern of a trigger's row names the function that reads its arguments.

A trigger token with its row flows in; a frame, or None where the word does not carry a claim here, flows out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.carrying import fill_carry
from vedette.claims.english.movement.going import fill_go
from vedette.claims.english.movement.joining import fill_join
from vedette.claims.english.movement.legs import fill_awaited, fill_on_leg
from vedette.claims.english.movement.moving_nouns import fill_noun, fill_on_way
from vedette.claims.english.movement.receiving import fill_receive
from vedette.claims.english.movement.told_ends import fill_barred, fill_told_end
from vedette.claims.english.states.states import STATES
from vedette.claims.english.triggers import Lexicon, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

PATTERNS: dict[str, Callable[[Frame, Lexicon, Reading], Frame | None]] = {
    "carry": fill_carry,
    "go": fill_go,
    "receive": fill_receive,
    "join": fill_join,
    "on_leg": fill_on_leg,
    "awaited": fill_awaited,
    "noun": fill_noun,
    "on_way": fill_on_way,
    "told_end": fill_told_end,
    "barred": fill_barred,
    **STATES,
}


def fill(trigger: Token, row: Trigger, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame that a trigger word carries, or None."""
    return PATTERNS[row.pattern](Frame(row.kind, trigger, row, tokens={trigger.i}), lexicon, reading)
