"""Arguments by the order of the words, where the rules could not follow the parser's tree.

A candidate with the landmarks of its sentence flows in; a frame flows out, or None where neither what moves nor a place is found. What
moves is what the tree gives, if that is a ship or force, else the nearest one on the side where it would stand; places are what
the prepositions behind the word name, up to the next clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_place_object, take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import ROLES, Frame
from vedette.claims.english.movement.directions import clause_behind
from vedette.claims.english.movement.movers import take_force
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import object_of, subject_of
from vedette.claims.english.roles import places_behind
from vedette.claims.english.second_look.candidates import Candidate
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.second_look.refusals import is_refused, says_too_little
from vedette.claims.english.second_look.signs import family_of
from vedette.claims.english.settling import settle
from vedette.claims.english.triggers import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

# patterns whose object is what moves, or what is somewhere
_OF_OBJECT = frozenset({"carry", "change", "have", "sight", "add", "lose", "receive", "mass", "lease", "act"})
_LINKS = frozenset({"ADP", "SCONJ"})


def fill_by_order(candidate: Candidate, marks: Landmarks, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame of a candidate; None where nothing is found that the claim could be about."""
    token, row = candidate.token, candidate.row
    frame = Frame(row.kind, token, row, tokens={token.i})
    movers = _movers(candidate, marks)
    if not any(take_theme(frame, noun, reading) for noun in movers):
        _take_actor(frame, movers[:1], reading)
    if is_refused(frame, movers, marks):
        return None
    thing = object_of(token) if token.pos_ == "VERB" else None
    if thing is not None and row.object and thing.i in marks.places:
        take_place_object(frame, thing, reading)
    take_roles(frame, lexicon, reading)
    _take_places(frame, lexicon, reading)
    if says_too_little(frame):
        return None
    return next(iter(settle([frame], reading)), None)


def _movers(candidate: Candidate, marks: Landmarks) -> list[Token]:
    """What may be said to move, the likeliest first."""
    token, left, right = candidate.token, _nearest_left(candidate.token, marks), _nearest_right(candidate.token, marks)
    if token.pos_ not in ("VERB", "AUX"):
        of = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        owners = [c for c in token.lefts if c.dep_ in ("poss", "compound", "amod", "nmod") and c.i in marks.assets]
        return [*of, *owners, *left]
    subject, is_passive = subject_of(token)
    thing = object_of(token)
    subjects = [subject] if subject is not None else []
    if subject is not None and subject.pos_ == "NOUN":
        inside = {t.i for t in subject.subtree}
        left = [t for t in left if t.i not in inside]  # "the tanker's captain said": not the tanker
    objects = [thing] if thing is not None else []
    if candidate.row.pattern in _OF_OBJECT and not is_passive:
        return [*objects, *right, *subjects, *left]
    return [*subjects, *left, *right]


def _nearest_left(token: Token, marks: Landmarks) -> list[Token]:
    return [t for t in reversed(token.doc[token.sent.start : token.i]) if marks.asset_or_pronoun(t) is not None][:1]


def _nearest_right(token: Token, marks: Landmarks) -> list[Token]:
    """The first ship or force behind the word, before any preposition."""
    for other in clause_behind(token):
        if other.pos_ in _LINKS and other.lower_ != "of":
            break
        if marks.asset_or_pronoun(other) is not None:
            return [other]
    return []


def _take_actor(frame: Frame, subjects: list[Token], reading: Reading) -> None:
    """Whose it is, where what moves bears no class word: "the Russians", "Moscow", a name that nobody knows."""
    for noun in subjects:
        if not (take_force(frame, noun, reading) or take_unknown(frame, noun, reading)):
            frame.actor = None if _is_mere_name(frame, noun, reading) else acting(noun, reading)
            if frame.actor is not None:
                frame.cover(noun)


def _is_mere_name(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "Kane moved to Bayern", "cocaine was smuggled to Antwerp": what moves itself is a name that says nothing of what it is."""
    moves_itself = family_of(frame.kind) == "movement" and object_of(frame.trigger) is None
    is_known = reading.scene.country_at(noun) is not None or reading.scene.mention_at(noun) is not None
    return moves_itself and noun.pos_ == "PROPN" and not is_known and noun.left_edge == noun


def _take_places(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    """Where no place was found: what the prepositions behind the word name, each in the role that the row gives it."""
    if frame.has_place():
        return
    for token in clause_behind(frame.trigger):
        role = lexicon.role(frame.row, token.lower_) if token.pos_ in _LINKS or token.tag_ == "TO" else None
        if role in ROLES and not getattr(frame, role):
            frame.add_places(role, places_behind(token, reading, unknown=role != "destination"), token)
