"""Rates of voyages read along the line of a sentence, where its tree does not tell them: "Shipping traffic through Suez rose to 38 a day".

The frames of a sentence flow in; they flow out with a rate for each noun of voyages whose number is told, and without the movements
that such a rate stands for. A noun counts where it is one of ships or aircraft by name, or has a carrier or a sea-borne cargo beside it;
its verb of change comes from `traffic_words.py`, its route from `routes_of_trips.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import ROLES, Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import is_verb, object_of, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.frequencies import compared_direction, is_frequent
from vedette.claims.english.states.rate_figures import count_voyages
from vedette.claims.english.states.rates import describe_trips, is_of_seaway
from vedette.claims.english.states.routes_of_trips import scan_route, take_compound_route
from vedette.claims.english.states.traffic_words import Change, change_before, change_behind
from vedette.claims.english.states.voyages import makers_of, may_be_voyage, voyage_of, words_before
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Trigger
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BY_NAME = word_list("voyages_by_name")
_CARRIERS = word_list("carriers")
_CARGOES = word_list("seaborne_cargoes") | word_list("kinds_of_traffic")
_STOOD_FOR = frozenset({"move", "depart", "arrive", "build_up", "draw_down", "present"})
_CALLING = frozenset(
    {
        "call", "cross", "transit", "leave", "enter", "pass", "arrive", "depart", "load", "land", "use", "sail", "fly", "dock", "head",
        "bind"
    }
)  # fmt: skip
_RIDING = frozenset(
    {"fly", "sail", "run", "operate", "ply", "call", "cross", "transit", "shuttle", "land", "leave", "depart", "pass"}
)
_OFTEN = re.compile(
    r"\b(?:(?:\w+ times|once|twice|thrice|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:a|per|each|every) (?:day|night|week|month)|"
    r"every (?:other|second|third|two|three|few) (?:days?|nights?|weeks?|months?)|"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|several) times (?:in|last|this|since|during|over)\b|"
    r"(?:once|twice|thrice|\w+ times) (?:daily|weekly|monthly)|daily|nightly|weekly|fortnightly)\b",
    re.IGNORECASE,
)
_PER_DAY = re.compile(
    r"\b(?:one|two|three|four|five|six|\d+) \w+ (?:a|per|each|every) (?:day|night|week|fortnight|month)$", re.IGNORECASE
)
_GOING = frozenset({"shuttle", "service", "flight", "rotation", "run", "call", "visit", "arrival", "port call", "hop"})
_LEFT_TO_NOUN = frozenset({"up", "down", "stop", "cease", "end"})  # words of change beside which the voyages carry the claim
_ROW = Trigger(
    kind="flight_rate", pos="noun", pattern="trips", words=frozenset(), need="none", reason="voyages whose number is told"
)


def tell_rates(sentence: Span, frames: list[Frame], reading: Reading) -> list[Frame]:
    """The frames of a sentence with its rates; a frame that a rate tells too is left out."""
    told = list(frames)
    for noun in sentence:
        is_voyage = noun.pos_ in ("NOUN", "PROPN", "VERB") and (may_be_voyage(noun) or _is_counted(noun, reading))
        if is_voyage and (frame := _read_rate(noun, told, reading)) is not None:
            told = [*(f for f in told if not _is_told(f, frame, noun)), frame]
    for frame in told:
        _read_frequency(frame)
        count_voyages(frame)
    return told


def _read_rate(noun: Token, frames: list[Frame], reading: Reading) -> Frame | None:
    """A new rate of these voyages, or None; a rate that stands already gets its verb and what is missing of its route."""
    is_counted = _is_counted(noun, reading)
    change = change_behind(noun) or change_before(noun)
    held = next((f for f in frames if f.kind == "flight_rate" and (f.theme == noun or noun in (f.trigger, f.said_at))), None)
    if held is not None:
        frames[:] = [f for f in frames if f is held or f.kind == "flight_rate" or not _is_told(f, held, noun)]
        scan_route(held, noun, reading)
        _complete(held, noun, change)
        return None
    if (change is None and (is_counted or not is_frequent(noun))) or _is_priced(noun, change):
        return None
    frame = Frame("flight_rate", noun, _ROW, direction=change.direction if change else None, tokens={noun.i})
    take_compound_route(frame, reading)
    scan_route(frame, noun, reading)
    _take_place_before(frame, noun, reading)
    if not is_counted and not _is_carried(frame, change, reading):
        return None
    if is_counted:
        _take_told(frame, noun, frames)
    if change is not None and any(f.trigger == change.token and f.kind not in _STOOD_FOR for f in frames):
        return None
    describe_trips(frame, noun, None, reading)
    doer = _doer(noun, change)
    frame.actor = frame.actor or (acting(doer, reading) or owner_of(doer, reading) if doer is not None else None)
    if not (frame.has_place() or frame.actor):
        return None
    if change is not None:
        frame.trigger = noun if change.token.lower_ in ("up", "down") else change.token  # of "are down" the voyages carry it
        frame.tokens |= change.words
        frame.own |= change.words
    return frame


def _is_priced(noun: Token, change: Change | None) -> bool:
    """ "Freight from Shanghai to Los Angeles fell below $1,500 a box": what falls is what it costs."""
    is_goods = voyage_of(noun) in ("freight", "volume", "cargo", "shipping")
    return is_goods and change is not None and any(t.tag_ == "$" for t in noun.sent[max(change.token.i - noun.sent.start, 0) :])


def _complete(held: Frame, noun: Token, change: Change | None) -> None:
    """The verb of change carries the claim, where the tree gave the noun."""
    if change is not None and held.trigger == noun and not {change.token.lower_, change.token.lemma_} & _LEFT_TO_NOUN:
        held.trigger = change.token
        held.tokens |= change.words
        held.own |= change.words
    if change is not None and held.direction is None:
        held.direction = change.direction


def _is_carried(frame: Frame, change: Change | None, reading: Reading) -> bool:
    """Whether voyages are those of ships or aircraft."""
    noun = frame.trigger
    if voyage_of(noun) in _BY_NAME:
        return True
    finder, named = reading.scene.finders.assets, reading.scene.named
    beside = (*words_before(noun), *makers_of(noun))
    if any(t.lemma_.lower() in _CARGOES or t.lower_ in _CARGOES or finder.is_asset(t, named) for t in beside):
        return True
    if _is_done_by_carrier(frame, change) or any(t.lower_ in _CARRIERS for t in beside) or finder.is_asset(noun, named):
        return True
    if any(voyage_of(t) in _BY_NAME for t in noun.sent):
        return True
    is_flow = voyage_of(noun) in ("traffic", "throughput", "transit", "passage", "call", "arrival", "crossing", "volume")
    return is_flow and (is_of_seaway(frame, reading) or _speaks_of_ships(noun))


def _is_done_by_carrier(frame: Frame, change: Change | None) -> bool:
    """An airline, a line, a force by a word of its name; of calls at a port, any name: "Hapag-Lloyd has suspended calls at Ashdod"."""
    doer = _doer(frame.trigger, change)
    if doer is None:
        return False
    is_line = doer.pos_ == "PROPN" and voyage_of(frame.trigger) in ("call", "sailing", "loading", "rotation")
    return any(t.lower_ in _CARRIERS for t in doer.subtree) or (is_line and frame.has_place())


def _speaks_of_ships(noun: Token) -> bool:
    words = {t.lemma_.lower() for t in noun.sent}
    return bool(words & {"ship", "vessel", "tanker", "freighter", "warship", "canal", "aircraft", "plane"})


def _take_place_before(frame: Frame, noun: Token, reading: Reading) -> None:
    """ "Northern Sea Route traffic", "its Larnaca shuttle"."""
    if frame.has_place():
        return
    for token in words_before(noun):
        mention = reading.scene.mention_at(token)
        if (
            token.pos_ == "PROPN"
            and (mention is None or not (mention.is_adjective or mention.country))
            and (refs := places_of(token, reading))
        ):
            frame.add_places("destination" if voyage_of(noun) in _GOING else "place", refs)
            return


def _doer(noun: Token, change: Change | None) -> Token | None:
    """Who changes them: the subject of a verb that stands before the noun."""
    if change is None or change.token.i > noun.i or not is_verb(change.token):
        return None
    subject, is_passive = subject_of(change.token)
    return subject if not is_passive else None


def _is_counted(noun: Token, reading: Reading) -> bool:
    """ "the number of ships calling at Sevastopol": assets whose going is counted."""
    if noun.i + 1 >= noun.sent.end or not noun.nbor(1).lower_.endswith("ing") or not _is_going(noun.nbor(1)):
        return False
    words = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 5) : noun.i]]
    return "number" in words and "of" in words and bool(assets_of(noun, reading))


def _is_going(word: Token) -> bool:
    return word.lemma_ in _CALLING or word.lower_[:-3] in _CALLING or word.lower_[:-3] + "e" in _CALLING


def _take_told(frame: Frame, noun: Token, frames: list[Frame]) -> None:
    """The places of the movement that is counted: "vessels transiting the Kiel Canal"."""
    for other in frames:
        if other.trigger.i == noun.i + 1:
            for role in ROLES:
                frame.add_places(role, getattr(other, role))


def _is_told(frame: Frame, rate: Frame, noun: Token) -> bool:
    """Whether a frame says of these voyages what the rate says better."""
    if frame.kind not in _STOOD_FOR:
        return frame.kind == "flight_rate" and frame.trigger == rate.trigger
    first, last = min(noun.i, rate.trigger.i), max(noun.i, rate.trigger.i)
    return noun in (frame.theme, frame.trigger) or first <= frame.trigger.i <= last


def _read_frequency(frame: Frame) -> None:
    """ "An Il-76 flies from X to Y three times a week": a movement that is told as a rate; carrying something often stays one."""
    verb = frame.trigger
    if frame.kind not in ("move", "depart", "arrive") or verb.lemma_ not in _RIDING or not is_verb(verb) or not frame.has_place():
        return
    clause = verb.doc[verb.i : min(verb.sent.end, verb.i + 18)].text.partition(",")[0]
    found = _OFTEN.search(clause)
    before = _PER_DAY.search(verb.doc[max(verb.sent.start, verb.i - 8) : verb.i].text)
    if before is not None and frame.theme is not None:
        frame.kind = "flight_rate"  # "One ferry a day leaves Aktau for Baku"
        return
    if found is None or frame.theme is None or object_of(verb) is not None or clause[: found.start()].count(" and "):
        return
    frame.kind = "flight_rate"
    frame.direction = frame.direction or compared_direction(verb.doc[verb.i : verb.sent.end].text)
