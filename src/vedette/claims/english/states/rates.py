"""Flights, voyages and visits whose number is told: a rate with or without a direction, between two groups of places.

A noun such as "flights" flows in; a frame of kind `flight_rate` (or `move`, where nothing is said of how many) flows out. Words of change
stand before the noun ("increased flights"), over it ("a spike in flights") or are its verb ("flights have doubled"), which then carries
the claim; frequencies ("three a day") and figures that are compared make a rate without a direction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_prepositions, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import is_verb, object_of, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.frequencies import changing_word, compares_figures, direction_of, is_frequent, is_repeated
from vedette.claims.english.states.routes_of_trips import take_compound_route, take_linked
from vedette.claims.english.themes import assets_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.counts import read_count
from vedette.claims.names.noun_phrases import base_form, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.triggers import Lexicon

TRIP_NOUNS = word_list("trip_nouns")
RATE_NOUNS = TRIP_NOUNS | word_list("trip_nouns_more")
FLIGHT_NOUNS = word_list("flight_nouns") | {"overflight", "intercept", "interception"}
_MAKING = frozenset(["make", "fly", "conduct", "complete", "run", "operate", "carry", "perform", "undertake", "begin", "launch"])
_EVIDENCE = frozenset(["show", "record", "see", "track", "register", "log", "indicate", "report", "count", "put"])
_SEAWAYS = frozenset({"Route", "Strait", "Straits", "Channel", "Canal", "Passage", "Sea", "Gulf", "Bay", "Roads"})
_AT_SEA = frozenset({"transit", "sailing", "sortie"})
_LEAVING = frozenset({"leave", "depart", "exit"})
_REACHING = frozenset({"reach", "enter", "arrive"})
_KINDS_OF_TRAFFIC = word_list("kinds_of_traffic")
_OF_ANYTHING = word_list("voyages_of_anything")
_PEOPLE = word_list("voyages_of_people")


def fill_trips(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A noun of voyages; of kind flight_rate where it says how often, or that their number changes."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod") or any(c.lower_ in _PEOPLE for c in noun.lefts):
        return None
    direction, words = direction_of(noun)
    is_rate = direction is not None or is_frequent(noun) or compares_figures(noun) or changing_word(noun) is not None
    if frame.row.need == "rate" and not (is_rate and noun.tag_ in ("NNS", "NNPS")):
        return None
    maker = _verb_above(noun)
    for source in (noun, *_made_by(noun), *([maker] if maker is not None else [])):
        take_prepositions(frame, source, lexicon, reading)
    for behind in _made_by(noun):
        frame.add_places("place", places_of(behind, reading))  # "overflights of Okinawa"
    take_compound_route(frame, reading)
    take_linked(frame, reading)
    _take_end_of_verb(frame, lexicon, reading)
    is_routed = frame.has_route() and (base_form(noun) not in _OF_ANYTHING or not is_rate or _has_carrier(noun, reading))
    if not is_routed and not (is_rate and _is_about_movement(frame, reading)):
        return None
    frame.kind = "flight_rate" if is_rate else "move"
    frame.direction = direction if is_rate else None
    frame.tokens.update(words)
    describe_trips(frame, noun, maker if maker is not None and maker.lemma_ in _MAKING else None, reading)
    verb = changing_word(noun) if is_rate else None
    if verb is not None:
        frame.trigger = verb
        frame.own |= words | {verb.i}
    return frame


def fill_rate_verb(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A second verb said of voyages: "cargo hops tailed off in March and then stopped"."""
    verb = frame.trigger
    if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in verb.children):
        return None
    noun, _ = subject_of(verb)
    if noun is None or base_form(noun) not in RATE_NOUNS or changing_word(noun) is None:
        return None
    found = fill_trips(Frame("flight_rate", noun, frame.row, tokens={noun.i, verb.i}), lexicon, reading)
    if found is None or found.kind != "flight_rate":
        return None
    found.trigger, found.direction = verb, direction_of(verb)[0]
    return found


def fill_fewer(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Fewer balloons have drifted over the strait", "more tankers are crossing than a year ago"."""
    word = frame.trigger
    noun = word.head
    verb = noun.head
    if word.dep_ != "amod" or noun.dep_ not in ("nsubj", "nsubjpass") or not is_verb(verb) or is_repeated(word):
        return None
    behind = [t.lower_ for t in word.doc[word.i + 1 : word.sent.end]]
    if behind[:1] == ["than"] or (word.lower_ == "more" and "than" not in behind):
        return None
    if not any(row.kind in ("move", "depart", "arrive") for row in lexicon.find(verb)) or not take_theme(frame, noun, reading):
        return None
    take_prepositions(frame, verb, lexicon, reading)
    _take_object(frame, verb, reading)
    frame.direction = "up" if word.lower_ == "more" else "down"
    frame.own.add(word.i)
    frame.said_at = verb
    return frame


def fill_times(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Fighters were scrambled 31 times last month, down from 52 in January"."""
    verb = frame.trigger
    times = next(
        (c for c in verb.children if c.lower_ in ("times", "twice", "thrice") or (c.lemma_ == "time" and c.dep_ == "npadvmod")),
        None,
    )
    if times is None or (times.lower_ == "times" and not any(c.dep_ in ("nummod", "amod") for c in times.children)):
        return None
    subject, is_passive = subject_of(verb)
    if not take_theme(frame, subject if is_passive else object_of(verb) or subject, reading):
        return None
    frame.actor = frame.actor or (acting(subject, reading) if not is_passive else None)
    take_prepositions(frame, verb, lexicon, reading)
    frame.tokens.add(times.i)
    later = [t.lower_ for t in verb.doc[times.i : verb.sent.end]]
    frame.direction = next((word for word in ("up", "down") if word in later), None)
    return frame


def _verb_above(noun: Token) -> Token | None:
    """The verb that makes the voyages or shows them; a route may hang on it. "show heavier than usual traffic" is two steps off."""
    above = next((t for t in list(noun.ancestors)[:3] if is_verb(t)), None)
    is_object = noun.dep_ in ("dobj", "pobj", "attr") and above is not None
    return above if is_object and above is not None and above.lemma_ in _MAKING | _EVIDENCE else None


def _take_end_of_verb(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    """ "Eleven sorties a day left Kadena", "flights from Tehran to Beirut resumed": the route on the verb whose subject they are."""
    noun = frame.trigger
    verb = noun.head
    while verb.dep_ in ("prep", "pobj") or (verb.pos_ == "NOUN" and verb.dep_ in ("nsubj", "dobj", "nsubjpass")):
        verb = verb.head
    if is_verb(verb) and noun.i < verb.i and noun.dep_ in ("nsubj", "nsubjpass", "pobj") and changing_word(noun) is None:
        if verb.lemma_ in _LEAVING | _REACHING | {"fly", "go", "head", "run", "take"}:
            take_prepositions(frame, verb, lexicon, reading)
            _take_object(frame, verb, reading)
    elif (change := changing_word(noun)) is not None and not frame.has_route():
        take_prepositions(frame, change, lexicon, reading)


def _take_object(frame: Frame, verb: Token, reading: Reading) -> None:
    thing = object_of(verb)
    role = "origin" if verb.lemma_ in _LEAVING else "destination" if verb.lemma_ in _REACHING else "place"
    if thing is not None:
        frame.add_places(role, places_of(thing, reading, unknown=True))


def is_of_seaway(frame: Frame, reading: Reading) -> bool:
    """Whether a place of the voyages is a strait, a canal or a sea."""
    places = (*frame.place, *frame.origin, *frame.destination)
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in places if p.place_id is not None}
    return bool(kinds & {"strait", "sea"}) or any(p.text.rsplit(" ", 1)[-1] in _SEAWAYS for p in places)


def _is_about_movement(frame: Frame, reading: Reading) -> bool:
    """Whether voyages without a route are still ships' or aircraft's: flights of somebody, traffic through a strait."""
    noun = frame.trigger
    if base_form(noun) in FLIGHT_NOUNS and base_form(noun) not in _OF_ANYTHING:
        return bool(frame.place or frame.has_route() or owner_of(noun, reading) or _has_carrier(noun, reading))
    if _has_carrier(noun, reading):
        return bool(frame.has_place() or owner_of(noun, reading))
    return (bool(frame.place) and is_of_seaway(frame, reading)) or base_form(noun) in _AT_SEA


def _has_carrier(noun: Token, reading: Reading) -> bool:
    """Whether a ship, an aircraft or a cargo is named before the noun or behind "of" and "by"."""
    before = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
    finder = reading.scene.finders.assets
    is_named = any(t.lower_ in _KINDS_OF_TRAFFIC or finder.is_asset(t, reading.scene.named) for t in before)
    return is_named or bool(_makers_by(noun, reading))


def describe_trips(frame: Frame, noun: Token, maker: Token | None, reading: Reading) -> None:
    """The voyages, or the assets that make them, and whose they are."""
    frame.cover(noun)
    subject = subject_of(maker)[0] if maker is not None else None
    makers = assets_of(subject, reading) if subject is not None else []
    frame.theme = subject if makers else noun
    frame.cover(frame.theme)
    found = makers or _makers_by(noun, reading)
    code = "aircraft" if base_form(noun) in FLIGHT_NOUNS else None
    before = noun.doc[noun.left_edge.i : noun.i].text
    frame.assets = found or [
        AssetRef(noun_text(noun), code, (None, None) if frame.kind == "flight_rate" else read_count(before), None)
    ]
    frame.actor = owner_of(noun, reading) or (
        owner_of(subject, reading) or acting(subject, reading) if subject is not None else None
    )


def _made_by(noun: Token) -> list[Token]:
    """The nouns behind "by" and "of": "flights by An-124 transport planes"."""
    behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "of")]
    return [g for c in behind for g in c.children if g.dep_ == "pobj"]


def _makers_by(noun: Token, reading: Reading) -> list[AssetRef]:
    return [ref for maker in _made_by(noun) for ref in assets_of(maker, reading)]
