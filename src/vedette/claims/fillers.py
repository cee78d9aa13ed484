"""Filling a frame: the pattern of a trigger's row names the function that reads its arguments.

A trigger token with its row flows in; a frame, or None where the word does not carry a claim here, flows out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vedette.claims.changes import fill_change
from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.legs import fill_awaited, fill_on_leg
from vedette.claims.movements import fill_carry, fill_go, fill_receive
from vedette.claims.moving_nouns import fill_noun, fill_on_way
from vedette.claims.presences import fill_presence
from vedette.claims.rates import fill_trips
from vedette.claims.statements import fill_act, fill_act_noun, fill_requires, fill_state
from vedette.claims.stays import fill_be_at, fill_have
from vedette.claims.triggers import Lexicon, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

PATTERNS: dict[str, Callable[[Frame, Lexicon, Reading], Frame | None]] = {
    "carry": fill_carry,
    "go": fill_go,
    "receive": fill_receive,
    "on_leg": fill_on_leg,
    "awaited": fill_awaited,
    "be_at": fill_be_at,
    "have": fill_have,
    "change": fill_change,
    "noun": fill_noun,
    "on_way": fill_on_way,
    "trips": fill_trips,
    "presence": fill_presence,
    "act": fill_act,
    "act_noun": fill_act_noun,
    "state": fill_state,
    "requires": fill_requires,
}


def fill(trigger: Token, row: Trigger, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame that a trigger word carries, or None."""
    return PATTERNS[row.pattern](Frame(row.kind, trigger, row, tokens={trigger.i}), lexicon, reading)
