"""Being somewhere: ships moored, at anchor, on patrol; aircraft parked; forces stationed, at work, at drill.

A frame with its trigger flows in; the completed frame of kind present or arrive, or None, flows out. What is somewhere must be an asset,
and something must say where, unless the word itself is said of ships at rest only. "Docked" is a state or an event as its tense and
its adverbs say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.inversions import subject_behind
from vedette.claims.english.states.locatives import COMPASS, STANDING, is_measured, misread_object, take_locatives
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.states.themes_of_states import take_holder
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_STILL = frozenset(
    {
        "still", "already", "currently", "now", "previously", "formerly", "once", "normally", "usually", "permanently", "since", "ever"
    }
)  # fmt: skip
_KEEPING = frozenset({"have", "keep", "maintain", "leave", "retain", "hold"})  # "has 2,200 personnel deployed in"
_EVENTS = frozenset({"dock", "moor", "anchor", "berth", "tie"})  # arriving or being there, as the tense says
_LENGTHS = word_list("times_of_stay")


def fill_be_at(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject, or the noun that a participle stands on, is at a place: "tankers idling off Johor"."""
    verb = frame.trigger
    theme, is_passive = holder_of(verb)
    if (
        theme is None
        or base_form(descend(theme)) in TRIP_NOUNS
        or _has_object(verb, is_passive, lexicon)
        or passes_on(verb, lexicon)
    ):
        return None
    if not take_holder(frame, theme, reading):
        return None
    if frame.actor is None and theme.dep_ == "dobj" and theme.head.lemma_ in _KEEPING and theme.head.i < theme.i:
        frame.actor = acting(subject_of(theme.head)[0], reading)
    sources = [verb, verb.head if verb.dep_ in ("acomp", "oprd", "advmod", "prt") and is_verb(verb.head) else None]
    is_somewhere = take_locatives(frame, sources, lexicon, reading)
    if (not is_somewhere and frame.row.need == "place") or (frame.is_guessed and not frame.place):
        return None
    frame.cover(*([theme] if theme.i < verb.i else []))
    if verb.lemma_ in _EVENTS and not is_passive and _is_event(verb):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []
    return frame


def holder_of(word: Token) -> tuple[Token | None, bool]:
    """What a verb, participle or adjective is said of, and whether it is a passive."""
    behind = _behind_copula(word) or (subject_behind(word) if is_verb(word) else None)
    if behind is not None:
        return behind, False
    if is_verb(word) and not (word.dep_ in ("acomp", "oprd", "csubj") and is_verb(word.head)):
        return subject_of(word)
    if word.dep_ in ("acomp", "oprd", "advmod", "prt", "attr", "xcomp", "ccomp", "prep", "advcl", "conj") and is_verb(word.head):
        return subject_of(word.head)[0], False
    if word.dep_ in ("amod", "acl", "relcl", "appos", "prep", "advmod", "npadvmod") and word.head.pos_ in ("NOUN", "PROPN"):
        return (word.head, False) if word.i > word.head.i else (None, False)
    return child(word, "nsubj", "npadvmod", "compound"), False


def _behind_copula(word: Token) -> Token | None:
    """ "Missing from the anchorage were three tankers", "Gone, too, are the launchers"."""
    has_own = any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)
    is_fronted = (
        word.i < word.head.i and not has_own and word.dep_ in ("csubj", "nsubj", "acomp", "advmod", "amod", "advcl", "oprd")
    )
    return subject_behind(word.head, word) if is_fronted and word.head.lemma_ == "be" else None


def _has_object(verb: Token, is_passive: bool, lexicon: Lexicon) -> bool:
    found = object_of(verb) if is_verb(verb) and not is_passive else None
    if found is not None and found == subject_behind(verb):
        return False
    if found is not None and found == misread_object(verb, lexicon):
        return False
    if found is not None and (found.lower_ in COMPASS or _is_side_by_side(found)):
        return False
    return found is not None and base_form(found) not in _LENGTHS and base_form(descend(found)) not in _LENGTHS


def _is_side_by_side(noun: Token) -> bool:
    """ "stood wingtip to wingtip": no object."""
    behind = noun.doc[noun.i + 1 : noun.i + 3]
    return len(behind) == 2 and behind[0].lower_ == "to" and behind[1].lower_ == noun.lower_


def passes_on(verb: Token, lexicon: Lexicon) -> bool:
    """Whether another word below carries the claim: "stands empty", "lies moored", "is seen leaving"."""
    for c in verb.children:
        if (
            c.i > verb.i
            and c.lower_ != "put"
            and c.dep_ in ("acomp", "oprd", "xcomp", "attr")
            and any(is_state(row.kind) for row in lexicon.find(c))
        ):
            return True
    return False


def is_state(kind: str) -> bool:
    """Whether a kind tells where something is or goes, so that another word need not."""
    return kind in ("present", "absent", "move", "depart", "arrive", "evidence_state", "build_up")


def _is_event(verb: Token) -> bool:
    """ "to dock in", "docked on Monday": something that happens, not a state."""
    if any(c.lower_ in _STILL for c in verb.children):
        return False
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.head.dep_ == "ROOT":
        return True  # the parser takes the sentence for a noun phrase
    return verb.tag_ == "VB" or (verb.tag_ in ("VBD", "VBZ", "VBN") and child(verb, "nsubj") is not None)


def fill_be(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "The frigate is off Crete", "there were no ships in the port"; not "is 14 km off Hanko", which is a distance."""
    verb = frame.trigger
    if verb.dep_ in ("aux", "auxpass") or child(verb, "xcomp", "ccomp") is not None or _carries_other(verb, lexicon):
        return None
    is_there = _has_there(verb)
    behind = subject_behind(verb)
    theme = child(verb, "attr", "dobj") if is_there else behind if behind is not None else subject_of(verb)[0]
    if theme is None or base_form(descend(theme)) in TRIP_NOUNS or not take_holder(frame, theme, reading):
        return None
    attribute = child(verb, "attr")
    if attribute is not None and not is_there and attribute != behind:
        return None
    if any(is_measured(p) for p in prepositions(verb)):
        return None
    if any(c.lower_ == "where" for c in verb.children):
        return None
    is_somewhere = take_locatives(frame, [verb, descend(theme) if is_there else None], lexicon, reading)
    return frame if is_somewhere and (frame.place or not frame.is_guessed) else None


def _has_there(verb: Token) -> bool:
    """ "there were", "there are said to be", "there seem to be"."""
    if child(verb, "expl") is not None:
        return True
    return verb.dep_ == "xcomp" and is_verb(verb.head) and child(verb.head, "expl") is not None


def _carries_other(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a complement of "be" is itself a word of the lexicon: "is bound for", "is on station", "was back in"."""
    for c in verb.children:
        inner = [c, *(c.children if c.dep_ == "prep" else ())]
        is_complement = c.dep_ in ("acomp", "advmod", "prep", "oprd", "prt", "npadvmod")
        if is_complement and any(
            row.kind != "flight_rate" and row.pattern not in ("presence", "now_in") for t in inner for row in lexicon.find(t)
        ):
            return True
    return child(verb, "acomp") is not None and not any(c.lower_ in ("close", "next", "near", "adjacent") for c in verb.children)


def fill_over(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """Forces that patrol, guard, ring or use a place are there: "the boats prowled the strait"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or not take_theme(frame, subject, reading):
        return None
    is_place = frame.add_places("place", places_of(thing, reading, unknown=False))
    if not is_place and base_form(descend(thing)) not in STANDING:
        return None
    frame.cover(thing)
    take_locatives(frame, [verb, thing], lexicon, reading)
    return frame


def fill_busy(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """What ships and forces do at a place: "is undergoing repairs in Severodvinsk", "held drills off Hainan"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    nouns = [thing, descend(thing)] if thing is not None else []
    if is_passive or subject is None or (frame.row.things and not {base_form(noun) for noun in nouns} & frame.row.things):
        return None
    sources = [verb, *nouns]
    if (
        not take_theme(frame, subject, reading)
        or (not frame.row.things and not _is_carrier(frame, reading))
        or not take_locatives(frame, sources, lexicon, reading)
    ):
        return None
    frame.cover(thing)
    return frame


def _is_carrier(frame: Frame, reading: Reading) -> bool:
    """Whether ships or aircraft do it: they load and unload, and lie where they do."""
    kinds = {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in frame.assets}
    return bool(kinds & {"ship", "aircraft"})
