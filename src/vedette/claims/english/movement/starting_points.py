"""Where from, when the sentence says where the thing was before it moved: "the battery dismantled in Masyaf may resurface in Libya".

The frames of one sentence flow in; movements without an origin are completed in place. What moves may be described by where something
happened to it ("the hulls seized at X"), or the clause may open with it ("laid up for a year in X", "after two weeks in X").
Only "at" and "in" with a port, town or base count, and never what was built, registered or is owned there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import PlaceRef, places_behind
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset({"at", "in"})
_WIDE = frozenset({"country", "sea", "region", "strait", "ocean"})
_SEIZING = word_list("seizing")
_NO_STARTS = word_list("no_starting_points")
_STAYS = word_list("times_of_stay") | {"stay", "stop", "visit", "call", "refit", "repair", "overhaul", "ground", "layover"}


def take_starting_points(frames: Sequence[Frame], reading: Reading) -> None:
    """Complete the movements of a sentence, in place."""
    for frame in frames:
        wants_origin = not frame.origin and (frame.kind == "depart" or (frame.kind in ("move", "arrive") and frame.destination))
        if not wants_origin or not is_verb(frame.trigger):
            continue
        found = next(_starts(frame, {f.trigger.i for f in frames if f.kind != "present"}, reading), None)
        if found is not None and not _is_elsewhere(found, frame, frames):
            frame.origin = [found]


def _starts(frame: Frame, told: Set[int], reading: Reading) -> Iterator[PlaceRef]:
    """The places where the thing was, from what describes it and from what opens its clause."""
    theme, verb = frame.theme, frame.trigger
    if theme is not None and theme.pos_ != "PRON":
        for noun in dict.fromkeys((theme, descend(theme))):
            for clause in noun.children:
                if clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD") and clause.i != verb.i and clause.i not in told:
                    yield from _sites_of(clause, reading)
    yield from _captures(frame, reading)
    for clause in (t for t in _openers(frame) if t.i not in told):
        yield from _sites_of(clause, reading)


def _captures(frame: Frame, reading: Reading) -> Iterator[PlaceRef]:
    """ "intercepted a vessel off Brass and escorted it to Onne": where what is taken along was taken."""
    verb = frame.trigger
    seizing = verb.head if verb.dep_ == "conj" and verb.head.lemma_ in _SEIZING and verb.head.i < verb.i else None
    thing = child(seizing, "dobj") if seizing is not None else None
    is_taken_along = frame.kind == "move" and frame.theme is not None and frame.theme.i > verb.i and verb.lemma_ != "order"
    if seizing is None or thing is None or not is_taken_along:
        return
    for word in (thing, seizing):
        for preposition in prepositions(word):
            if preposition.lower_ in _AT | {"off", "near"} and preposition.i < verb.i:
                yield from places_behind(preposition, reading, unknown=True)


def _openers(frame: Frame) -> Iterator[Token]:
    """ "Having unloaded at X, she sailed", "After two weeks in X the ship is bound for Y": what stands before the verb and the comma."""
    verb = frame.trigger
    above = (verb, *(t for t in list(verb.ancestors)[:2] if is_verb(t)))
    for host in above:
        for c in host.children:
            if c.i >= verb.i:
                continue
            if c.dep_ == "advcl" and c.tag_ in ("VBG", "VBN") and not any(g.dep_ in ("mark", "nsubj") for g in c.children):
                yield c
            elif c.dep_ == "prep" and c.lower_ in ("after", "following"):
                yield from (g for g in c.subtree if base_form(g) in _STAYS or (g.tag_ == "VBG" and g.head == c))


def _sites_of(word: Token, reading: Reading) -> Iterator[PlaceRef]:
    """The narrow places that "at" and "in" give on a word."""
    if word.lemma_.lower() in _NO_STARTS:
        return
    kind_of = reading.scene.finders.places.kind_of
    for preposition in prepositions(word):
        if preposition.lower_ in _AT and preposition.i > word.i:
            for ref in places_behind(preposition, reading):
                if ref.place_id is not None and kind_of(ref.place_id) not in _WIDE:
                    yield ref


def _is_elsewhere(ref: PlaceRef, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether the place is where the movement ends, or where something else left."""
    ends = (*frame.destination, *(p for f in frames if f is not frame for p in f.origin))
    return any((p.place_id or p.text) == ref.place_id for p in ends)
