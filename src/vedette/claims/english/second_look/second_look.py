"""A second look at words of movement of which no rule made a claim.

The frames of a sentence flow in; further frames flow out. Rules ask for a construction and miss what the parser gets wrong or what is
said in an odd order; here the signs around a known word are weighed (`gate.py`), and where they suffice its arguments are taken by
word order (`filling.py`). The likeliest word comes first, and each claim made changes the signs of the words beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.second_look.candidates import Told, find_candidates
from vedette.claims.english.second_look.filling import fill_by_order
from vedette.claims.english.second_look.gate import Gate, read_first_signs, read_gate, read_signs
from vedette.claims.english.second_look.landmarks import find_landmarks
from vedette.claims.english.second_look.shorthand import has_shorthand, read_shorthand
from vedette.claims.english.states.restating import restate

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from vedette.claims.english.coreference import Reading
    from vedette.claims.english.triggers import Lexicon, Trigger

MOST = 3  # claims that a second look may add to a sentence


def look_again(
    sentence: Span, unread: Mapping[Token, Sequence[Trigger]], frames: Sequence[Frame], lexicon: Lexicon, reading: Reading
) -> list[Frame]:
    """Frames of words of a sentence that no rule made a claim of; the frames given stay as they are."""
    added = admit(unread, [tell(frame) for frame in frames], read_gate(), lexicon, reading) if unread else []
    marks = find_landmarks(sentence, reading) if has_shorthand(sentence) else None
    return added if marks is None else [*added, *read_shorthand(sentence, [*frames, *added], marks, reading)]


def tell(frame: Frame) -> Told:
    """A frame as its signs need it."""
    return Told(frame.trigger.i, frame.kind, min(frame.tokens), max(frame.tokens))


def admit(
    unread: Mapping[Token, Sequence[Trigger]], told: Sequence[Told], gate: Gate, lexicon: Lexicon, reading: Reading
) -> list[Frame]:
    """The frames of those words that a gate finds likely enough, one after the other."""
    known, added = list(told), list[Frame]()
    candidates = [c for c in find_candidates(unread, told) if gate.is_hopeful(read_first_signs(c, told))]
    marks = find_landmarks(candidates[0].token.sent, reading) if candidates else None
    while candidates and marks is not None and len(added) < MOST:
        likely = [(gate.likelihood(read_signs(c, marks, known, lexicon, reading)), -c.token.i, c) for c in candidates]
        chance, _, best = max(likely, key=lambda x: x[:2])
        if chance < gate.threshold:
            break
        candidates.remove(best)
        frame = fill_by_order(best, marks, lexicon, reading)
        for found in restate([frame]) if frame is not None else ():
            added.append(found)
            known.append(tell(found))
    return added
