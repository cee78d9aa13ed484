"""Being somewhere or not by what is not done: "have not budged from the shoal", "is steering clear of Aden", "show none of the jets".

A verb flows in; a frame of kind present or absent, or None, flows out. The negation belongs to the claim and denies nothing.
"""

from __future__ import annotations

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import places_behind, places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.triggers import Lexicon

_HARDLY = frozenset({"hardly", "barely", "scarcely", "rarely", "never", "not", "n't", "n’t"})
_NONE = frozenset({"neither", "none"})
_STIRRING = frozenset({"budge", "stir"})


def fill_unmoved(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "have not budged from the shoal", "has hardly moved from its berth in Murmansk"; "did not leave" is a denial elsewhere."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    negation = next((c for c in verb.children if c.lower_ in _HARDLY and c.i < verb.i), None)
    if negation is None or is_passive or child(verb, "dobj") is not None:
        return None
    if verb.lemma_ not in _STIRRING and negation.dep_ == "neg":
        return None
    if any(
        p.lower_ in ("to", "into", "towards", "for") and p.i > verb.i and places_behind(p, reading) for p in prepositions(verb)
    ):
        return None
    if not take_theme(frame, subject, reading) or not take_locatives(frame, [verb], lexicon, reading):
        return None
    frame.own.add(negation.i)
    frame.tokens.add(negation.i)
    return frame


def fill_clear_of(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Container lines are steering clear of the Red Sea", "kept away from Odesa": the place that is shunned."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    if not take_theme(frame, subject, reading):
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]:
        if token.lower_ in ("of", "from", "to") and frame.add_places("place", places_behind(token, reading, unknown=True), token):
            return frame
    return None


def fill_shows_none(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Pictures of Gwadar show neither of the two frigates", "found none of the jets at Saki"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or thing.lower_ not in _NONE:
        return None
    behind = child(thing, "prep")
    if not take_theme(frame, child(behind, "pobj") if behind is not None else thing, reading):
        return None
    is_somewhere = take_locatives(frame, [verb, thing], lexicon, reading)
    for c in subject.children if subject is not None else ():
        if c.dep_ == "prep" and c.lower_ in ("of", "from", "over"):
            is_somewhere = (
                any(frame.add_places("place", places_of(g, reading)) for g in c.children if g.dep_ == "pobj") or is_somewhere
            )
    frame.own.add(thing.i)
    frame.tokens.add(thing.i)
    return frame if is_somewhere else None
