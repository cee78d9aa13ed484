"""Which time belongs to which claim of a sentence.

The frames of a sentence and the times found in it flow in; for each frame its time, or None, flows out. A time that hangs under a
trigger belongs to that claim; one that hangs on another verb belongs to the claims that it reaches from there (`reach.py`); one that hangs
on nothing belongs to all that have none of their own. When something was said, or pictured, dates what then was, not what had happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.times.reach import Host, host_of, reaches
from vedette.claims.english.times.times import TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Hosted = tuple[TimeSpan, "Token", Host]

_STATES = frozenset({"present", "absent", "basing", "distance"})


def assign_times(sentence: Span, frames: Sequence[Frame], times: Sequence[TimeSpan]) -> list[TimeSpan | None]:
    """The time of each frame, in the order of the frames."""
    kinds = {f.trigger.i: f.kind for f in frames}
    hosted: list[Hosted] = []
    for time in times:
        if not time.is_compared:
            token = _token_of(sentence, time)
            hosted.append((time, token, host_of(token, kinds)))
    return [_choose(frame, sentence, hosted, kinds) for frame in frames]


def _token_of(sentence: Span, time: TimeSpan) -> Token:
    """The word of a time that hangs on something else."""
    span = sentence.char_span(time.start, time.end, alignment_mode="expand")
    return sentence[0] if span is None else span.root


def _choose(frame: Frame, sentence: Span, hosted: Sequence[Hosted], kinds: Mapping[int, str]) -> TimeSpan | None:
    """The frame's own time, else that of a claim or verb from which one reaches it, else one that hangs on nothing; the nearest of them."""
    trigger = frame.trigger
    place = trigger.idx - sentence.start_char
    tests: tuple[Callable[[Hosted], bool], ...] = (
        lambda h: h[2].manner == "claim" and h[2].token == trigger,
        lambda h: h[2].manner in ("claim", "verb") and reaches(h[2], h[1], trigger, kinds),
        lambda h: h[2].manner == "none",
        lambda h: h[2].manner in ("said", "evidence") and _is_then(frame, h[2]),
    )
    for fits in tests[:1] if frame.kind == "motive" else tests:
        found = [h[0] for h in hosted if fits(h)]
        if found:
            return min(found, key=lambda t: min(abs(t.start - place), abs(t.end - place)))
    return None


def _is_then(frame: Frame, host: Host) -> bool:
    """Whether a claim tells how things were when somebody spoke, or when the picture was taken: "is moored at X, he said on Monday"."""
    trigger = frame.trigger
    if host.manner == "evidence" and frame.kind not in _STATES:
        return (
            trigger.tag_ in ("VBG", "VBN") and child(trigger, "aux") is None
        )  # "an image of 10 December showed two frigates anchored"
    return frame.kind in _STATES and (host.manner == "evidence" or _is_present_tense(trigger))


def _is_present_tense(trigger: Token) -> bool:
    verb = next((t for t in (trigger, *trigger.ancestors) if is_verb(t)), trigger)
    finite = [c for c in verb.children if c.dep_ in ("aux", "auxpass")] or [verb]
    return finite[0].tag_ in ("VBZ", "VBP")
