"""Which time belongs to which claim of a sentence.

The frames of a sentence and the times found in it flow in; for each frame its time, or None, flows out. A time that hangs
under a trigger in the tree belongs to that claim, and to those that hang on it; a time that hangs under none
("On Tuesday, officials said ...") belongs to all that have none of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.speakers.speaking import SPEECH
from vedette.claims.english.times.times import TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_SAID = -1


def assign_times(sentence: Span, frames: Sequence[Frame], times: Sequence[TimeSpan]) -> list[TimeSpan | None]:
    """The time of each frame, in the order of the frames."""
    triggers = {f.trigger.i for f in frames}
    hosted = [(time, _host(_token_at(sentence, time), triggers)) for time in times]
    return [_choose(frame, sentence, hosted) for frame in frames]


def _token_at(sentence: Span, time: TimeSpan) -> Token:
    place = sentence.start_char + time.end - 1
    return next((t for t in sentence if t.idx <= place < t.idx + len(t)), sentence[0])


def _host(token: Token, triggers: set[int]) -> int | None:
    """The trigger that a time hangs under; -1 where it is the time at which somebody spoke."""
    for above in (token, *token.ancestors):
        if above.i in triggers:
            return above.i
        if is_verb(above):
            return _SAID if _is_speech_at(above, token) else None
    return None


def _is_speech_at(verb: Token, time: Token) -> bool:
    """ "officials said on Tuesday" tells when they spoke; "On Tuesday, officials said" may tell either."""
    subject = child(verb, "nsubj")
    return verb.lemma_ in SPEECH and subject is not None and time.i > min(subject.i, verb.i)


def _choose(frame: Frame, sentence: Span, hosted: Sequence[tuple[TimeSpan, int | None]]) -> TimeSpan | None:
    """The frame's own time, else that of a claim that it hangs on, else one that hangs under no claim; the nearest of them."""
    above = {t.i for t in frame.trigger.ancestors}
    place = frame.trigger.idx - sentence.start_char
    for fits in (lambda host: host == frame.trigger.i, lambda host: host in above, lambda host: host is None):
        found = [time for time, host in hosted if fits(host)]
        if found:
            return min(found, key=lambda t: min(abs(t.start - place), abs(t.end - place)))
    return None
