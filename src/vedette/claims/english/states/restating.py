"""What frames of being somewhere mean once their tense and their negation are read: there still, there no more, or long ago.

The frames of a sentence flow in and out. "Are garrisoned at", "is still tied up at" are states though their verbs move
things; "is no longer at", "not one is left in", "has not been seen in X since" are absences, and their negation denies nothing; what
the sentence dates before 1960 is history and goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb, subject_of
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSTURES = frozenset(
    {
        "garrison", "tie", "quarter", "moor", "berth", "dock", "anchor", "station", "base", "park", "emplace", "install", "billet",
        "house", "deploy", "forward-deploy",
    }
)  # fmt: skip
_RAISING = word_list("raising")
_LASTING = frozenset({"still", "currently", "already", "now", "permanently", "normally", "usually"})
_LEFT = frozenset({"leave", "remain", "stay"})
_SEEING = frozenset({"see", "spot", "sight", "observe", "photograph", "detect", "find"})
_PUTTING = frozenset({"station", "base", "have", "leave", "keep", "be", "post", "operate"})
_NONE = frozenset({"none", "nothing", "no", "not", "neither"})
_OLD_YEAR = re.compile(r"1[0-8]\d\d|19[0-5]\d")
_MADE = frozenset({"build", "launch", "commission", "complete", "found", "establish", "design", "create", "lay", "name"})


def restate(frames: list[Frame]) -> list[Frame]:
    """The frames with states told from events and absences from denials; history, and what a comparison says, is left out."""
    kept = [frame for frame in frames if not _is_history(frame) and not _is_compared(frame, frames)]
    for frame in kept:
        if frame.kind in ("arrive", "move") and _is_posture(frame):
            _stay(frame)
        if frame.kind == "present" and frame.row.pattern not in ("presence", "stay_noun"):
            _miss(frame)
    return kept


def _is_posture(frame: Frame) -> bool:
    """ "Are garrisoned at", "is still tied up at": not "was deployed to", "were garrisoned there in May"."""
    verb = frame.trigger
    if verb.lemma_ not in _POSTURES or verb.tag_ != "VBN" or frame.origin or any(c.lower_ == "to" for c in verb.children):
        return False
    auxiliary = child(verb, "auxpass")
    is_lasting = any(c.lower_ in _LASTING for c in verb.children)
    is_now = auxiliary is not None and auxiliary.lower_ in ("is", "are") and not _is_future(verb)
    is_raised = auxiliary is not None and verb.dep_ == "xcomp" and verb.head.lemma_ in _RAISING  # "are thought to be deployed at"
    return is_lasting or is_now or is_raised


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ in ("MD", "TO") for c in verb.children)


def _stay(frame: Frame) -> None:
    frame.kind, frame.place, frame.destination = "present", [*frame.place, *frame.destination], []


def _miss(frame: Frame) -> None:
    """Turn a presence that has ended into an absence; the negation is then part of the claim."""
    verb = frame.said_at if frame.said_at is not None and is_verb(frame.said_at) else frame.trigger
    words = _ended(verb) or _none_left(verb, frame) or _unseen_since(verb) or _missing_one(verb)
    if words:
        longer = next((t for t in words if t.lower_ == "longer"), None)
        frame.kind = "absent"
        frame.own.update(t.i for t in words)
        frame.tokens.update(t.i for t in words)
        if longer is not None and verb.lemma_ == "be":
            frame.trigger, frame.said_at = longer, verb
        frame.theme = None


def _ended(verb: Token) -> list[Token]:
    """ "Is no longer at", "does not have any there any longer"."""
    holders = (verb, *verb.children, *((verb.head,) if verb.dep_ in ("acomp", "xcomp", "attr") else ()))
    for c in (c for holder in holders for c in holder.children):
        before = c.nbor(-1) if c.i > c.sent.start else c
        if c.lower_ == "longer" and before.lower_ in ("no", "any"):
            negations = [g for g in verb.children if g.dep_ == "neg"]
            own = [t for t in verb.subtree if t.lower_ == "any" and t.dep_ == "det"]
            return [c, before, *negations, *own]
        if c.lower_ in ("more", "anymore") and (c.lower_ == "anymore" or before.lower_ == "any") and c.i > verb.i:
            return [
                c,
                *(t for t in verb.subtree if t.dep_ == "neg" or (t.lower_ in ("no", "any") and t.dep_ in ("det", "advmod"))),
            ]
    return []


def _none_left(verb: Token, frame: Frame) -> list[Token]:
    """ "Not one corvette was left in", "has left none of its Mirages in", "not a single carrier remains"."""
    if verb.lemma_ not in _LEFT:
        return []
    nouns = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return [t for noun in nouns for t in noun.subtree if t.lower_ in _NONE and t.i <= max(noun.i, frame.trigger.i + 4)]


def _unseen_since(verb: Token) -> list[Token]:
    """ "Has not been seen in Nuuk since mid-August"."""
    negations = [c for c in verb.children if c.dep_ == "neg"]
    is_since = any(c.lower_ in ("since", "again", "anymore") for c in verb.children)
    return negations if negations and is_since and verb.lemma_ in _SEEING | _PUTTING else []


def _missing_one(verb: Token) -> list[Token]:
    """ "The oiler was not at her mooring": a ship that the text speaks of, not "no ships were there"."""
    subject, is_passive = subject_of(verb)
    if subject is not None and subject.lower_ in ("neither", "none") and any(c.lower_ == "of" for c in subject.children):
        return [subject] if verb.lemma_ in _SEEING | {"be"} and verb.dep_ != "ccomp" else []
    negations = [c for c in verb.children if c.dep_ == "neg"]
    is_definite = subject is not None and any(
        (c.dep_ == "det" and c.lower_ == "the") or c.dep_ == "poss" for c in subject.children
    )
    is_own = verb.lemma_ == "be" and not is_passive and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "ccomp"
    return negations if negations and is_definite and is_own else []


def _is_compared(frame: Frame, frames: list[Frame]) -> bool:
    """A presence of what another frame says is more, or fewer, than before."""
    return frame.kind == "present" and any(
        f is not frame and f.row.pattern == "more_there" and f.said_at == frame.trigger for f in frames
    )


def _is_history(frame: Frame) -> bool:
    """Whether the trigger's own clause is dated before 1960."""
    for token in frame.trigger.sent:
        if len(token) == 4 and _OLD_YEAR.fullmatch(token.text) and token.dep_ in ("pobj", "nummod", "npadvmod"):
            verb = next((t for t in token.ancestors if is_verb(t)), None)
            is_date = token.dep_ != "nummod" or token.head.ent_type_ == "DATE"
            if (
                is_date
                and verb is not None
                and verb.lemma_ not in _MADE
                and (verb == frame.trigger or verb in frame.trigger.ancestors)
            ):
                return True
    return False
