"""Nouns of movement: "the arrival of two frigates in Gdansk", "is on its way to Bandar Abbas", "made the passage from Kiel".

A frame with its trigger flows in; the completed frame, or None where the word does not carry a claim here, flows out. What moves is
"of" or "by" the noun, stands before it, is its possessor, or is the subject of a light verb ("made", "paid", "completed").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_prepositions, take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import HEADINGS, clause_behind
from vedette.claims.english.movement.movers import nearest_mover, take_force
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import PlaceRef, places_behind
from vedette.claims.english.states.frequencies import direction_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"on", "for", "after", "before", "during", "with", "following", "despite"})
_LIGHT = word_list("light_verbs")
_OF_WATERS = frozenset({"transit", "crossing", "passage", "circumnavigation", "overflight"})
_OF_FORCES = frozenset(
    {"pullout", "pull-out", "withdrawal", "redeployment", "airlift", "sealift", "pullback", "pull-back", "drawdown"}
)


def fill_on_way(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "is on its way to Bandar Abbas", "ships en route to Tobruk"."""
    noun = frame.trigger
    preposition = noun.head.head if noun.head.lower_ in HEADINGS else noun.head  # "en route home"
    if preposition.lower_ not in ("on", "en", "under", "in"):
        return None
    above = preposition.head
    themes = (_right_before(preposition), subject_of(above)[0], object_of(above)) if is_verb(above) else (above,)
    themes = (*themes, _whole_of(nearest_mover(preposition, reading)))
    if not any(
        theme is not None and (take_theme(frame, theme, reading) or take_unknown(frame, theme, reading)) for theme in themes
    ):
        return None
    for source in (noun, above):
        take_prepositions(frame, source, lexicon, reading)
    frame.place = []
    if noun.head.lower_ in HEADINGS and not frame.destination:
        frame.add_places("destination", [PlaceRef(noun.head.text, None, noun.head, (noun.head.i,))])
    frame.said_at = above if is_verb(above) else None
    frame.tokens.update(range(preposition.i, noun.i + 1))
    is_on_the_move = noun.lower_ == "move" and any(c.lower_ == "the" for c in noun.children)
    return frame if frame.has_route() or is_on_the_move else None


def _whole_of(noun: Token | None) -> Token | None:
    """ "at least five cargoes of Venezuelan crude in transit": the cargoes."""
    return noun.head.head if noun is not None and noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun


def _right_before(preposition: Token) -> Token | None:
    """ "opened its airspace to tankers on their way": the noun that the phrase stands behind, whatever it hangs on."""
    before = preposition.nbor(-1) if preposition.i > preposition.sent.start else None
    return before if before is not None and before.pos_ in ("NOUN", "PROPN") and before.dep_ == "pobj" else None


def fill_noun(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A noun of movement: "the movement of warships to Libya", "troop withdrawal from Chad"."""
    noun = frame.trigger
    anchor = noun.head if noun.head.lower_ in HEADINGS and noun.i == noun.head.i - 1 else noun  # "the long trek home from X"
    if anchor.dep_ in ("compound", "nmod") and not is_verb(anchor.head):
        return None
    light = _light_verb(anchor)
    if frame.row.need == "light" and (light is None or light.lemma_ not in _LIGHT or noun.tag_ == "NNS"):
        return None
    found = any(
        take_theme(frame, c, reading) or take_force(frame, c, reading)
        for c in _themes_of(noun, is_light=frame.row.need == "light")
    )
    if not found and light is not None:
        found = take_theme(frame, subject_of(light)[0], reading)
        if found and anchor.dep_ == "dobj":
            take_prepositions(frame, light, lexicon, reading)
            frame.said_at = light
    if not found and (mover := _mover_meant(noun)) is not None and noun.lower_ not in _BESIDE:
        found = take_theme(frame, mover, reading)
    if noun.lower_ in _OF_WATERS:
        for c in noun.children:
            if c.lower_ == "of":
                frame.add_places("place", places_behind(c, reading), c)  # "the frigate's transit of the Bosphorus"
    frame.actor = frame.actor or owner_of(noun, reading) or (_doer(light, reading) if not found else None)
    take_roles(frame, lexicon, reading)
    if not frame.assets and not frame.has_route():
        return _anaphoric(frame, reading)
    is_bare = frame.row.need == "route" and not frame.has_route() and not (light is not None and frame.assets)
    is_of_forces = noun.lower_ in _OF_FORCES and any(p.place_id is not None for p in (*frame.origin, *frame.destination))
    if (not frame.assets and frame.actor is None and not is_of_forces) or is_bare:
        return None
    return _settle_noun(frame)


def _mover_meant(noun: Token) -> Token | None:
    """ "aborted its voyage to Sikka", "its journey took the submarine forty days": whose voyage the pronoun says."""
    is_one = noun.tag_ != "NNS" and any(c.dep_ == "poss" and c.lower_ in ("its", "her", "their") for c in noun.children)
    if not is_one or not is_verb(noun.head):
        return None
    return subject_of(noun.head)[0] if noun.dep_ == "dobj" else object_of(noun.head) if noun.dep_ == "nsubj" else None


def _light_verb(noun: Token) -> Token | None:
    """The verb of "made the passage", "paid a visit", "is on a visit"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in _BESIDE:
        return head.head if is_verb(head.head) else None
    if noun.dep_ == "advcl" and child(noun, "mark") is not None:
        return head if is_verb(head) else None  # "landed at X after stops in Y", with "after" taken for a conjunction
    return head if noun.dep_ == "dobj" and is_verb(head) and head.lemma_ in _LIGHT else None


def _doer(light: Token | None, reading: Reading) -> str | None:
    return acting(subject_of(light)[0], reading) if light is not None and light.lemma_ in _LIGHT else None


def _settle_noun(frame: Frame) -> Frame:
    """The kind of a noun's claim: a rate where the number changes, a departure without a destination, a stay."""
    noun = frame.trigger
    frame.cover(noun)
    direction, words = direction_of(noun) if noun.tag_ == "NNS" else (None, set())
    if direction is not None:
        frame.kind, frame.direction = "flight_rate", direction
        frame.tokens |= words
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    is_stay = noun.lower_ == "deployment" and frame.destination and not frame.origin
    if is_stay and all(p.lower_ != "to" for p in prepositions(noun)):
        frame.kind, frame.place, frame.destination = "present", frame.destination, []
    return frame


def _themes_of(noun: Token, *, is_light: bool) -> list[Token]:
    """Where what moves may stand: behind "of" or "by", before the noun, as its possessor."""
    behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by")]
    found = [g for c in behind for g in c.children if g.dep_ == "pobj"]
    found += [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]
    if is_light:
        return found
    return (
        found
        + [g for t in clause_behind(noun) if t.lower_ == "of" and t.head != noun for g in t.children if g.dep_ == "pobj"][:1]
    )


def _anaphoric(frame: Frame, reading: Reading) -> Frame | None:
    """ "This shift would mark ...": the movement spoken of before, as the subject of what may follow from it."""
    noun = frame.trigger
    determiner = child(noun, "det")
    verb = noun.head
    is_again = determiner is not None and determiner.lower_ in ("this", "that", "such", "these") and noun.dep_ == "nsubj"
    modal = child(verb, "aux")
    if not is_again or modal is None or modal.lower_ not in ("would", "could", "may", "might", "will"):
        return None
    frame.kind, frame.explicitness, frame.said_at = "consequence", "implied", verb
    frame.actor = reading.discourse.last_actor
    frame.tokens.update(range(noun.i, verb.i + 1))
    frame.cover(noun, object_of(verb))
    return frame
