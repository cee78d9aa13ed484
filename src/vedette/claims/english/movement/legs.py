"""States of travel: "due in Havana", "back in Toulon", "airborne out of Akrotiri", "the Kaliningrad-bound freighter", "off to Guam".

A frame whose trigger is an adjective, adverb or particle flows in; the completed frame, or None, flows out. What moves is the
subject of the verb that the word stands behind, or the noun that it follows or describes; the path stands right behind the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_prepositions, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import HEADINGS, scan_path, take_heading
from vedette.claims.english.movement.movers import nearest_mover, take_force
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.phrases import is_verb, subject_of
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import PlaceRef, places_behind, places_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "appear", "get", "find", "see", "spot", "report", "show"})
_NEEDS_PATH = frozenset({"out", "off", "up", "away", "clear", "back", "home", "in", "fresh", "safe", "gone", "ashore"})
_RESTS = frozenset(
    {"ground", "port", "base", "harbour", "harbor", "berth", "quay", "pier", "barracks", "hangar", "station", "dock"}
)
_OPENERS = frozenset({"for", "to", "from", "of", "in", "at", "on", "off", "alongside", "out", "toward", "towards", "into"})


def fill_on_leg(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The noun or subject that a word of travel describes, with its route."""
    word = frame.trigger
    if _is_part_of_phrase(word):
        return None
    joined = _joined_place(word)
    is_home = word.lower_ in ("home", "back") and is_verb(word.head) and word.head.lemma_ == "be" and not _opens_path(word)
    heading = _heading_of(word)
    if joined is None and not _opens_path(word) and not is_home and heading is None:
        return None
    if not _take_traveller(frame, word, reading):
        return None
    if joined is not None:
        frame.add_places("destination", places_of(joined, reading, unknown=True))
    _take_path(frame, lexicon, reading)
    if heading is not None and not frame.destination:
        frame.add_places("destination", [PlaceRef(heading.text, None, heading, (heading.i,))])
    frame.place = []
    is_known = frame.theme is not None and any(ref.asset_class or ref.asset_id for ref in frame.assets)
    return frame if frame.has_route() or (is_known and (is_home or _is_back_at_rest(word))) else None


def _is_back_at_rest(word: Token) -> bool:
    """ "was back on the ground", "is back in port": an arrival whose place goes without saying."""
    is_said = is_verb(word.head) and word.head.lemma_ == "be" and word.lower_ == "back" and word.i + 1 < word.sent.end
    return is_said and any(base_form(noun) in _RESTS for noun in objects(word.nbor(1)))


def fill_awaited(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Two more are expected in Tripoli": awaited somewhere without a verb that says what they will do there."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    is_more = any(c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "dobj") for c in verb.children)
    if not is_passive or is_more or not take_theme(frame, subject, reading):
        return None
    take_prepositions(frame, verb, lexicon, reading)
    if not frame.destination:
        take_heading(frame)
    return frame if frame.destination else None


def _is_part_of_phrase(word: Token) -> bool:
    """ "due to", "headed by", "sent back to", "pulled out of": words that belong to something else."""
    following = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ in ("due", "overdue", "back", "home", "safe") and following in ("to", "by", "into", "of"):
        return True
    if following == "by" or (word.lower_ == "out" and following != "of"):
        return True
    governor = word.head
    is_of_verb = (
        is_verb(governor)
        and governor.lemma_ not in _COPULAS
        and word.dep_ in ("advmod", "prt", "prep", "acomp", "npadvmod", "dobj", "oprd")
    )
    return (is_of_verb and word.lower_ in _NEEDS_PATH) or (
        (word.lower_ == "up" and following not in ("from", "out")) or (word.dep_ == "amod" and word.lower_ in ("back", "home"))
    )


def _opens_path(word: Token) -> bool:
    """Whether a route may follow: a preposition, or right away a name ("inbound Rota")."""
    if word.i + 1 >= word.sent.end:
        return False
    return word.nbor(1).lower_ in _OPENERS or (word.lower_ in ("inbound", "outbound") and word.nbor(1).pos_ == "PROPN")


def _heading_of(word: Token) -> Token | None:
    """ "westbound past Gibraltar", "homeward bound": the direction that the word, or the one before it, says."""
    if word.lower_ in HEADINGS and word.lower_.endswith("bound"):
        return word
    is_bound = word.lower_ in ("bound", "headed") and word.i > word.sent.start
    return word.nbor(-1) if is_bound and word.nbor(-1).lower_ in HEADINGS else None


def _joined_place(word: Token) -> Token | None:
    """The place of "Kaliningrad-bound"."""
    is_joined = word.i > 1 and word.nbor(-1).text in ("-", "–", "‑") and word.lower_ in ("bound", "headed")
    return word.nbor(-2) if is_joined else None


def _take_traveller(frame: Frame, word: Token, reading: Reading) -> bool:
    """Set what travels: the noun described, the subject of the verb over the word, the nearest noun on the left."""
    for candidate in _candidates(word, reading):
        if (
            take_theme(frame, candidate, reading)
            or take_force(frame, candidate, reading)
            or take_unknown(frame, candidate, reading)
        ):
            return True
    return False


def _candidates(word: Token, reading: Reading) -> list[Token]:
    governor = word.head
    found: list[Token | None] = []
    if is_verb(word) and word.dep_ not in ("amod",):
        found.append(subject_of(word)[0])
    if is_verb(governor) and governor != word:
        found.append(subject_of(governor)[0])
        frame_object = next((c for c in governor.children if c.dep_ == "dobj" and c.i < word.i), None)
        found.append(frame_object)
    elif governor.pos_ in ("NOUN", "PROPN"):
        found.append(governor)
    found.append(nearest_mover(word, reading))
    return [token for token in dict.fromkeys(found) if token is not None]


def _take_path(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    """The phrases that hang on the word, then those behind it, then those of the verb over it."""
    word = frame.trigger
    take_prepositions(frame, word, lexicon, reading)
    following = word.nbor(1) if word.i + 1 < len(word.doc) else word
    role = lexicon.role(frame.row, following.lower_)
    if role in ("origin", "destination") and not getattr(frame, role) and objects(following):
        frame.add_places(role, places_behind(following, reading, unknown=True), following)
    if word.lower_ == "inbound" and following.pos_ == "PROPN" and not frame.destination:
        frame.add_places("destination", places_of(_head_of_name(following), reading, unknown=True))
    scan_path(frame, lexicon, reading)
    if is_verb(word.head) and not frame.has_route():
        frame.said_at = word.head
        take_prepositions(frame, word.head, lexicon, reading)
    if is_verb(word.head) and word.head.lemma_ in _COPULAS:
        frame.said_at = word.head
    if not frame.destination and not frame.origin:
        take_heading(frame)


def _head_of_name(token: Token) -> Token:
    """The last word of a name that begins here."""
    while token.dep_ in ("compound", "nmod") and token.head.i > token.i:
        token = token.head
    return token
