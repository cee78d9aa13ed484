"""Where to, behind a verb of movement, read from left to right: for what the parse hangs elsewhere, and for adverbs of direction.

A frame with its trigger flows in and is completed. The words behind the trigger are read up to the end of its clause: phrases
"from X", "into Y" that the tree did not give, then "home", "north", "southbound", which stand as the destination where no
place does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import PLACE_NOUNS, PlaceRef, place_meant, places_behind
from vedette.claims.english.triggers import Lexicon, read_lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADINGS = word_list("headings")
_BEARINGS = word_list("bearings")
_PASSING = frozenset({"through", "via", "across", "past", "along", "around", "round", "over", "up", "down"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADPOSITIONS = frozenset({"ADP", "PART", "SCONJ", "ADV"})
_SITES = word_list("nameless_ends")
_REACH = 25  # words behind a trigger that may still belong to it
_NEAR = 4  # words within which an adverb of direction must stand


def clause_behind(trigger: Token) -> Iterator[Token]:
    """The words behind a trigger up to the next clause."""
    doc, end = trigger.doc, min(trigger.sent.end, trigger.i + _REACH)
    for i in range(trigger.i + 1, end):
        if _opens_clause(doc[i], trigger) or (doc[i].pos_ == "ADP" and i + 1 < end and doc[i + 1].tag_ in ("WDT", "WP")):
            return
        yield doc[i]


def _opens_clause(token: Token, trigger: Token) -> bool:
    if token.text in (";", ":", "(", "—", "–") or token.tag_ in ("WDT", "WP", "WRB"):
        return True
    if token.tag_ in _FINITE and token.pos_ != "PROPN":
        return True
    if token.tag_ == "TO" and token.head.tag_ == "VB" and token.dep_ == "aux":
        return True
    if token.tag_ == "VB" and token.dep_ == "conj":
        return True
    if token.nbor(-1).dep_ == "cc" and token.lower_ in read_lexicon().verbs and token.pos_ not in ("PROPN", "ADP"):
        return not token.lower_.endswith("s")
    is_participle = token.tag_ in ("VBG", "VBN") and token.dep_ not in ("amod", "compound", "prep", "pobj")
    return (is_participle and token.i > trigger.i + 1) or (token.dep_ == "mark")


def scan_path(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    """Fill the roles that are still empty from the words behind the trigger, then from adverbs of direction."""
    for token in clause_behind(frame.trigger):
        if token.pos_ not in _ADPOSITIONS and token.dep_ not in ("prep", "prt") and token.lower_ != "clear":
            continue
        role = lexicon.role(frame.row, token.lower_)
        if token.lower_ in _PASSING and not frame.is_on_path:
            frame.is_on_path = any(_is_passed(noun, reading) for noun in objects(token))
        is_directed = lexicon.prepositions.get(token.lower_) in ("origin", "destination") or token.lower_ in frame.row.extra
        if role in ("origin", "destination") and is_directed and not getattr(frame, role) and token.i not in frame.tokens:
            refs = places_behind(token, reading) or unnamed_behind(token)
            frame.add_places(role, refs, token)
            frame.is_on_path = frame.is_on_path or any(_leads_to(noun) for noun in objects(token))
        if token.lower_ == "clear" and token.i + 1 < token.sent.end and token.nbor(1).lower_ == "of" and not frame.origin:
            frame.add_places("origin", places_behind(token.nbor(1), reading) or unnamed_behind(token.nbor(1)), token)
        if (
            token.lower_ == "than"
            and token.nbor(-1).lower_ in ("further", "farther", "nearer", "closer")
            and not frame.destination
        ):
            frame.add_places("destination", places_behind(token, reading, unknown=True), token)
        if token.lower_ == "far" and token.nbor(-1).lower_ == "as":
            frame.is_on_path = True
        if token.lower_ == "far" and (reach := _as_behind(token)) is not None and not frame.destination:
            frame.add_places("destination", places_behind(reach, reading, unknown=True), token)
    if any(c.tag_ == "WRB" and c.lower_ == "where" for c in frame.trigger.children):
        frame.is_on_path = True  # "would not say where they were going"
    take_heading(frame)
    if frame.kind == "arrive" and not frame.destination:
        _take_there(frame, reading)


def _take_there(frame: Frame, reading: Reading) -> None:
    """ "put in there", "arrived here": the place spoken of before."""
    word = next((c for c in frame.trigger.children if c.lower_ == "there" and c.dep_ == "advmod" and c.i > frame.trigger.i), None)
    found = place_meant(word, reading) if word is not None else None
    if found is not None:
        frame.add_places("destination", [found])


def unnamed(noun: Token) -> PlaceRef | None:
    """ "towards the coast", "out of the identification zone": an end of the path that has no name."""
    determiner = next((c for c in noun.children if c.dep_ == "det" and c.lower_ == "the"), None)
    if base_form(noun) not in _SITES or determiner is None or any(c.dep_ == "amod" for c in noun.children):
        return None
    return PlaceRef(noun.doc[determiner.i : noun.i + 1].text, None, noun, tuple(range(determiner.i, noun.i + 1)))


def _as_behind(far: Token) -> Token | None:
    """The second "as" of "as far as", "as far north as"."""
    behind = far.doc[far.i + 1 : min(far.i + 3, far.sent.end)]
    return next((t for t in behind if t.lower_ == "as"), None)


def unnamed_behind(preposition: Token) -> list[PlaceRef]:
    """The nameless ends or waypoints that a preposition governs: "across the strait"."""
    return [ref for noun in objects(preposition) if (ref := unnamed(noun)) is not None]


def _leads_to(noun: Token) -> bool:
    """ "to civilian airports", "to the left bank": an end that is a place, whatever it is called."""
    return base_form(noun) in PLACE_NOUNS or base_form(noun) in _SITES


def _is_passed(noun: Token, reading: Reading) -> bool:
    mention = reading.scene.mention_at(noun)
    return (mention is not None and not mention.is_adjective) or base_form(noun) in PLACE_NOUNS or noun.tag_ == "NNP"


def take_heading(frame: Frame) -> None:
    """ "limps home", "heads north": where no place is named, the adverb is the destination."""
    for token in _adverbs_of(frame):
        word = token.lower_
        if word in HEADINGS:
            frame.is_on_path = True
            frame.tokens.add(token.i)
            if not frame.destination:
                frame.destination = [PlaceRef(token.text, None, token, (token.i,))]
            return
        if word in _BEARINGS and token.pos_ in ("ADV", "ADP"):
            frame.is_on_path = frame.is_on_path or token.dep_ in ("advmod", "prt") or not any(True for _ in token.children)


def _adverbs_of(frame: Frame) -> Iterator[Token]:
    """Adverbs right behind the trigger, or behind its object, that do not belong to another noun ("north of X", "north coast")."""
    trigger = frame.trigger
    for token in clause_behind(trigger):
        if token.lower_ not in HEADINGS and token.lower_ not in _BEARINGS:
            continue
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        before = token.nbor(-1)
        is_noun_part = following.lower_ in ("of", "-") or (
            following.pos_ in ("NOUN", "PROPN") and token.dep_ in ("amod", "compound", "nmod")
        )
        is_of_trigger = token.head in (trigger, trigger.head) or token.i <= trigger.i + _NEAR or token.head.i in frame.tokens
        is_for_home = token.lower_ == "home" and before.lower_ == "for"
        is_free = not is_noun_part and is_of_trigger and before.lower_ not in ("the", "to", "in", "from", "at", "of")
        if is_free or is_for_home:
            yield token
