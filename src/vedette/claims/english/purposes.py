"""What a movement is for: an infinitive behind it that tells no movement of its own, and the aim that is told of it.

The frames of one sentence flow in; frames of kind motive flow out. "Moved engineers to the border to lay obstacles", "flew Poseidons to
Keflavik to help find the submarine", "the aim of the deployment is to shield the convoys"; movement data cannot answer them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb, object_of
from vedette.claims.english.triggers import Trigger
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_SERVING = frozenset({"move", "depart", "arrive", "draw_down", "build_up"})
_AIMS = frozenset({"aim", "goal", "purpose", "object", "point", "intention", "objective", "idea"})
_NO_AIMS = frozenset(
    {"be", "have", "become", "find", "see", "make", "take", "go", "come", "get", "meet", "strike", "join", "reach"}
)  # "only to find", "to become"
_ROW = Trigger("motive", "verb", "purpose", "none", frozenset(), "what a movement is for")


def read_purposes(frames: Sequence[Frame]) -> list[Frame]:
    """The motives that the movements of a sentence are given."""
    told = {f.trigger.i for f in frames}
    found: list[Frame] = []
    for frame in frames:
        verb = _purpose_of(frame) if frame.kind in _SERVING and frame.assets else None
        if verb is not None and verb.i not in told and not any(t.i in told for t in verb.children):
            motive = Frame("motive", verb, _ROW, actor=frame.actor, tokens={verb.i})
            motive.cover(object_of(verb))
            told.add(verb.i)
            found.append(motive)
    return found


def _purpose_of(frame: Frame) -> Token | None:
    """The infinitive that hangs on a verb of movement behind its path, or behind "in order"; the predicate of an aim."""
    trigger = frame.trigger
    if not is_verb(trigger):
        aim = next((t for t in trigger.ancestors if base_form(t) in _AIMS and t.dep_ == "nsubj"), None)
        return _infinitive_below(aim.head) if aim is not None and aim.head.lemma_ == "be" else None
    if not frame.has_place():
        return None
    behind = (c for c in trigger.children if c.lower_ == "in" and c.i > trigger.i)
    order = next((g for c in behind for g in c.children if g.lower_ == "order"), None)
    return _infinitive_below(order) if order is not None else _infinitive_below(trigger)


def _infinitive_below(word: Token) -> Token | None:
    for c in word.children:
        is_purpose = c.tag_ == "VB" and c.dep_ in ("advcl", "xcomp", "acl") and c.i > word.i + 1 and c.lemma_ not in _NO_AIMS
        to = child(c, "aux")
        if (
            is_purpose
            and to is not None
            and to.lower_ == "to"
            and c.doc[to.i - 1].lower_ not in ("only", "never", "due", "scheduled")
        ):
            return c
    return None
