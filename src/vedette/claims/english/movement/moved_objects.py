"""What stands behind a verb of movement: its object, also where the parser hung it elsewhere.

A verb token flows in; the noun that it moves or passes, or None, flows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import HEADINGS
from vedette.claims.english.phrases import child, object_of
from vedette.claims.english.themes import assets_of
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEARINGS = word_list("bearings")


def moved_object(verb: Token) -> Token | None:
    """The object; "home" is none, nor is a noun behind a comma."""
    found = object_of(verb) or _behind_gerund(verb) or _name_behind(verb)
    if found is not None and (
        found.lower_ in HEADINGS or found.lower_ in _BEARINGS
    ):  # "ordered the Truman home": the parser takes the whole for one name
        found = next((c for c in reversed(list(found.lefts)) if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), None)
    if found is None:
        return None
    between = verb.doc[verb.i + 1 : found.left_edge.i] if found.i > verb.i else verb.doc[0:0]
    return None if any(t.text == "," for t in between) else found


def _behind_gerund(verb: Token) -> Token | None:
    """ "the rerouting of its convoys": a participle that stands as a noun."""
    is_noun = verb.tag_ == "VBG" and verb.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "csubj", "attr", "ROOT", "conj")
    behind = verb.nbor(1) if is_noun and verb.i + 1 < verb.sent.end else None
    return child(behind, "pobj") if behind is not None and behind.lower_ == "of" and behind.head == verb else None


def _name_behind(verb: Token) -> Token | None:
    """ "The frigate rounded Cape Malea", where the parser takes the verb for an adjective of the name."""
    if verb.pos_ in ("VERB", "AUX") or verb.i + 1 >= verb.sent.end:
        return None
    noun = verb.nbor(1)
    while noun.dep_ in ("det", "compound", "amod", "nmod", "nummod") and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun.pos_ == "PROPN" else None


def object_behind_particle(verb: Token, reading: Reading) -> Token | None:
    """ "flying in fighters and arms": the parser takes the particle for a preposition."""
    for c in verb.children:
        if c.dep_ == "prep" and c.i == verb.i + 1 and c.lower_ in ("in", "out", "back", "over"):
            return next((g for g in c.children if g.dep_ == "pobj" and assets_of(g, reading)), None)
    return None


def object_or_stolen(verb: Token, reading: Reading) -> tuple[Token | None, Token | None]:
    """The object; in "left Tartus bound for Tobruk" the parser takes Tartus for the subject of "bound"."""
    found = moved_object(verb)
    clause = child(verb, "ccomp")
    if found is None and clause is not None:
        stolen = child(clause, "nsubj")
        if stolen is not None and stolen.left_edge.i == verb.i + 1 and reading.scene.mention_at(stolen) is not None:
            return stolen, clause
    return found, None


def has_needed(frame: Frame) -> bool:
    """Whether the frame has what its row asks for beside what moves."""
    if frame.row.need == "route":
        return frame.has_route()
    if frame.row.need == "destination":
        return bool(frame.destination)
    if frame.row.need in ("place", "object", "own_object"):
        return frame.has_place()
    is_on_path = frame.has_route() or frame.is_on_path or bool(frame.row.things and frame.place)
    return is_on_path if frame.row.need == "path" else True
