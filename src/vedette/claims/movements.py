"""Verbs and nouns of movement: who moves what from where to where.

A frame with its trigger flows in; the completed frame, or None where the word does not carry a claim here, flows out.
Arguments come from the dependency tree; phrases that the parser hung on the wrong word are given back by `orphans.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.arguments import take_place_object, take_prepositions, take_roles, take_theme
from vedette.claims.assets import base_form
from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.phrases import agent_of, child, is_verb, object_of, prepositions, subject_of
from vedette.claims.rates import TRIP_NOUNS, direction_of
from vedette.claims.themes import acting, assets_of, is_back_reference, owner_of
from vedette.claims.triggers import Lexicon
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVERYDAY = word_list("everyday_verbs")
_PORT_WORDS = frozenset(
    ["port", "harbor", "harbour", "base", "position", "berth", "mooring", "pier", "post", "station", "anchorage", "dock"]
)
_SEATS = frozenset({"anchorage", "homeport", "base", "headquarters", "position", "berth"})
_SERVICES = frozenset(
    ["navy", "military", "army", "force", "forces", "fleet", "guard", "coastguard", "airforce", "command"]
)  # they order, they don't carry
_WATERS = frozenset({"water", "airspace", "territory", "zone", "area"})
_LEAVING_A_BASE = frozenset({"abandon", "vacate", "quit", "leave", "evacuate", "withdraw", "pull", "exit"})


def fill_carry(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object moves, else the subject does: "Russia moved ships", "ships were moved", "ships moved"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else object_of(verb) or _behind_particle(verb, reading)
    if thing is not None and frame.row.object and not is_passive and take_place_object(frame, thing, reading):
        thing = None
    if thing is not None and base_form(thing) in _SEATS and subject is not None and assets_of(subject, reading):
        thing = None  # "the fleet shifts its anchorage" moves itself
    if thing is not None:
        if base_form(thing) in TRIP_NOUNS or not take_theme(frame, thing, reading):
            return None
        _take_doer(frame, agent_of(verb) if is_passive else subject, reading)
    elif subject is None or base_form(subject) in TRIP_NOUNS:
        return None
    elif not take_theme(frame, subject, reading):
        frame.actor = acting(subject, reading)
        if not (frame.row.leaves and frame.actor):
            return None
        frame.cover(subject)
    take_roles(frame, lexicon, reading)
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and not frame.has_place()
    if is_pronoun or (frame.row.need == "route" and not frame.has_route()) or not (frame.assets or frame.has_place()):
        return None
    return _settle_kind(frame, is_passive)


def _behind_particle(verb: Token, reading: Reading) -> Token | None:
    """ "flying in fighters and arms": the parser takes the particle for a preposition."""
    for c in verb.children:
        if c.dep_ == "prep" and c.i == verb.i + 1 and c.lower_ in ("in", "out", "back", "over"):
            return next((g for g in c.children if g.dep_ == "pobj" and assets_of(g, reading)), None)
    return None


def _take_doer(frame: Frame, doer: Token | None, reading: Reading) -> None:
    """Whoever moves it: an actor, or ships and aircraft that carry it and so move themselves."""
    if doer is None:
        return
    is_service = base_form(doer) in _SERVICES
    carriers = (
        [ref for ref in assets_of(doer, reading) if ref.asset_class is not None] if doer.pos_ != "PRON" and not is_service else []
    )
    carriers = [ref for ref in carriers if reading.scene.finders.assets.kind_of(ref.asset_class) in ("ship", "aircraft")]
    known = {(ref.text, ref.asset_id) for ref in frame.assets}
    frame.assets = [ref for ref in carriers if (ref.text, ref.asset_id) not in known] + frame.assets
    frame.actor = frame.actor or acting(doer, reading)
    if doer.i < frame.trigger.i and doer.dep_ != "poss":
        frame.cover(doer)


def _settle_kind(frame: Frame, is_passive: bool) -> Frame:
    """A movement that only leaves is a departure; "are deployed in" is a presence."""
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    verb = frame.trigger
    is_state = is_passive and not any(c.dep_ == "aux" for c in verb.children) and agent_of(verb) is None
    goes = any(p.lower_ in ("to", "from", "toward", "towards", "into") for p in prepositions(verb))
    if verb.lemma_ in ("deploy", "position") and is_state and frame.destination and not goes:
        frame.kind, frame.place, frame.destination = "present", frame.destination, []
    return frame


def fill_go(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject moves; a place may stand as the object: "the frigate left Tartus"."""
    verb = frame.trigger
    subject = _with_its_class(verb, subject_of(verb)[0], reading)
    thing, clause = _object_or_stolen(verb, reading)
    if frame.row.things and (thing is None or base_form(thing) not in frame.row.things):
        return None
    if not take_theme(frame, subject, reading) and not _takes_country(frame, subject, thing, reading):
        return None
    if thing is not None and frame.row.object:
        if not take_place_object(frame, thing, reading) and base_form(thing) not in _PORT_WORDS | _WATERS:
            return None
        frame.tokens.add(thing.i)
    take_roles(frame, lexicon, reading)
    if clause is not None:
        take_prepositions(frame, clause, lexicon, reading)
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    return frame if _says_enough(frame, thing) else None


def _with_its_class(verb: Token, subject: Token | None, reading: Reading) -> Token | None:
    """ "the tanker Boracay sailed": the parser reads "the tanker (that) Boracay sailed"; the class noun is what sails."""
    head = verb.head
    is_split = subject is not None and verb.dep_ == "relcl" and subject.left_edge.i == head.i + 1 and subject.pos_ == "PROPN"
    is_name = is_split and subject is not None and reading.scene.mention_at(subject) is None
    return head if is_name and reading.scene.finders.assets.class_of(head) is not None else subject


def _says_enough(frame: Frame, thing: Token | None) -> bool:
    """Whether what was found makes a claim: a pronoun or an everyday verb needs a place, "use" and "occupy" theirs."""
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and thing is None
    is_everyday = frame.kind == "move" and frame.trigger.lemma_ in _EVERYDAY
    if frame.row.need == "route":
        return frame.has_route()
    if frame.kind == "present":
        return bool(frame.place)
    return frame.has_place() or (bool(frame.assets) and not is_pronoun and not is_everyday)


def _object_or_stolen(verb: Token, reading: Reading) -> tuple[Token | None, Token | None]:
    """The object; in "left Tartus bound for Tobruk" the parser takes Tartus for the subject of "bound"."""
    found = object_of(verb)
    clause = child(verb, "ccomp")
    if found is None and clause is not None:
        stolen = child(clause, "nsubj")
        if stolen is not None and stolen.left_edge.i == verb.i + 1 and reading.scene.mention_at(stolen) is not None:
            return stolen, clause
    return found, None


def _takes_country(frame: Frame, subject: Token | None, thing: Token | None, reading: Reading) -> bool:
    """ "Russia abandons the Tartus base": a country that leaves a base."""
    if subject is not None and subject.tag_ in ("NNPS", "NNS") and (country := reading.scene.country_at(subject)) is not None:
        frame.actor = country  # "the Russians left Tartus"
        frame.cover(subject)
        return True
    if subject is None or thing is None or frame.trigger.lemma_ not in _LEAVING_A_BASE or base_form(thing) not in _PORT_WORDS:
        return False
    frame.actor = acting(subject, reading)
    frame.cover(subject)
    return frame.actor is not None


def fill_on_way(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "is on its way to Bandar Abbas", "ships en route to Tobruk"."""
    noun = frame.trigger
    preposition = noun.head
    if preposition.lower_ not in ("on", "en", "under"):
        return None
    above = preposition.head
    theme = subject_of(above)[0] if is_verb(above) else above
    if not take_theme(frame, theme, reading):
        return None
    for source in (noun, above):
        take_prepositions(frame, source, lexicon, reading)
    frame.place = []
    frame.said_at = above if is_verb(above) else None
    frame.tokens.update(range(preposition.i, noun.i + 1))
    return frame if frame.has_route() else None


def fill_noun(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A noun of movement: "the movement of warships to Libya", "troop withdrawal from Chad"."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod") and not is_verb(noun.head):
        return None
    any(take_theme(frame, candidate, reading) for candidate in _themes_of(noun))
    frame.actor = frame.actor or owner_of(noun, reading)
    take_roles(frame, lexicon, reading)
    if not frame.assets and not frame.has_route():
        return _anaphoric(frame, reading)
    if not frame.assets and frame.actor is None:
        return None
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


def _themes_of(noun: Token) -> list[Token]:
    """Where what moves may stand: behind "of" or "by", before the noun, as its possessor."""
    behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by")]
    found = [g for c in behind for g in c.children if g.dep_ == "pobj"]
    return found + [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]


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
