"""Verbs of sending and carrying: "Russia moved ships", "ships were moved", "ships moved".

A frame with its trigger flows in; the completed frame, or None where the word does not carry a claim here, flows out. The object moves,
of a passive the subject, and where there is no object the subject; the doer is the actor, or, where it is a ship or an
aircraft that carries something, moves itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_place_object, take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.moved_objects import has_needed, moved_object, object_behind_particle
from vedette.claims.english.movement.movers import mover_of, take_force, take_vehicle
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.owners import acting, acting_together
from vedette.claims.english.phrases import agent_of, child, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.states.themes_of_states import take_men
from vedette.claims.english.themes import assets_of, is_back_reference
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEATS = frozenset({"anchorage", "homeport", "base", "headquarters", "position", "berth"})
_MOVED_SEATS = frozenset({"headquarters", "headquarter", "command", "gold", "bullion", "reserve", "archive"})
_FIGURES = frozenset({"number", "total", "level", "tally", "count", "size", "strength"})
_STREAMS = word_list("streams")
_TOWING = frozenset({"tow", "haul", "drag", "tug", "nurse"})
_SHADOWING = frozenset({"shadow", "tail", "trail", "follow", "pursue", "chase", "track"})
_SERVICES = frozenset(
    ["navy", "military", "army", "force", "forces", "fleet", "guard", "coastguard", "airforce", "command"]
)  # they order, they don't carry
_CARRYING = frozenset(
    {
        "carry", "ferry", "bring", "take", "fly", "haul", "deliver", "transport", "shuttle", "ship", "land", "airlift", "evacuate",
        "repatriate", "rescue", "deploy"
    }
)  # fmt: skip


def fill_carry(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object moves, else the subject does: "Russia moved ships", "ships were moved", "ships moved"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else moved_object(verb) or object_behind_particle(verb, reading)
    if (frame.row.need == "object" and thing is None) or (frame.row.need == "own_object" and (is_passive or thing is None)):
        return None
    if thing is not None and frame.row.object and not is_passive and take_place_object(frame, thing, reading):
        thing = None
    if thing is not None and base_form(thing) in _SEATS and subject is not None and assets_of(subject, reading):
        thing = None  # "the fleet shifts its anchorage" moves itself
    if thing is not None:
        if base_form(thing) in TRIP_NOUNS:
            return None
        is_shadowing = (
            verb.lemma_ in _SHADOWING and not is_passive and subject is not None and _is_carrier(frame, subject, reading)
        )
        if not (
            is_shadowing
            or _take_moved(frame, thing, reading)
            or _takes_carrier(frame, subject, reading)
            or take_vehicle(frame, reading)
        ):
            return None
        _take_doer(frame, agent_of(verb) if is_passive else subject, reading)
    elif not (_moves_itself(frame, subject, reading) or take_vehicle(frame, reading)):
        return None
    take_roles(frame, lexicon, reading)
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and not (frame.has_place() or frame.is_on_path)
    is_carrier = not is_passive and thing is not None and frame.theme == subject and verb.lemma_ not in _SHADOWING
    is_empty = not frame.has_route() and (frame.is_guessed or is_carrier or (thing is None and _only_intends(verb)))
    if is_pronoun or is_empty or not has_needed(frame) or not (frame.assets or frame.has_place()):
        return None
    return _settle_kind(frame, is_passive)


def _takes_carrier(frame: Frame, subject: Token | None, reading: Reading) -> bool:
    """ "The helicopters ferried food to Menaka": whatever they carry, the carriers move."""
    if frame.trigger.lemma_ not in _CARRYING or subject is None or subject.pos_ == "PRON" or subject_of(frame.trigger)[1]:
        return False
    kinds = {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in assets_of(subject, reading)}
    return bool(kinds & {"ship", "aircraft"}) and take_theme(frame, subject, reading)


def _is_carrier(frame: Frame, noun: Token, reading: Reading) -> bool:
    """Who shadows or chases is what the claim speaks of, where it is a ship or an aircraft."""
    kinds = {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in assets_of(noun, reading)}
    return bool(kinds & {"ship", "aircraft"}) and take_theme(frame, noun, reading)


def _only_intends(verb: Token) -> bool:
    """ "The army moved to reassure investors": an infinitive in the place of a path."""
    clause = child(verb, "xcomp", "advcl")
    return clause is not None and clause.i > verb.i and any(c.tag_ == "TO" and c.i == verb.i + 1 for c in clause.children)


def _moves_itself(frame: Frame, subject: Token | None, reading: Reading) -> bool:
    """ "the battery redeployed to", "Russia withdrew from": the subject is what moves."""
    subject = mover_of(frame.trigger, subject, reading)
    if subject is None or base_form(subject) in TRIP_NOUNS or _is_figure(subject, frame.trigger):
        return False
    if _take_moved(frame, subject, reading):
        return True
    if not (frame.row.leaves and frame.row.speaks == "force"):
        return False
    frame.actor = acting(subject, reading)
    frame.cover(subject)
    return frame.actor is not None


def _is_figure(noun: Token, verb: Token) -> bool:
    """ "The number of warships has dropped to two"."""
    return base_form(noun) in _FIGURES and verb.lemma_ in _STREAMS


def _take_moved(frame: Frame, noun: Token, reading: Reading) -> bool:
    if take_theme(frame, noun, reading) or take_force(frame, noun, reading) or take_unknown(frame, noun, reading):
        return True
    return take_men(frame, noun, reading) or _take_seat(frame, noun)


def _take_seat(frame: Frame, noun: Token) -> bool:
    """ "moved its headquarters from X to Y", "is shifting men from Gao": what forces move besides ships and arms."""
    is_seat = base_form(noun) in _MOVED_SEATS and frame.trigger.lemma_ in ("move", "shift", "relocate", "transfer", "evacuate")
    is_men = noun.lower_ == "men" and noun.dep_ in ("dobj", "nsubjpass")
    if not is_seat and not is_men:
        return False
    frame.theme, frame.is_guessed = noun, True
    frame.assets = [AssetRef(noun_text(noun), None, (None, None), None)]
    frame.cover(noun)
    return True


def _take_doer(frame: Frame, doer: Token | None, reading: Reading) -> None:
    """Whoever moves it: an actor, or ships and aircraft that carry it and so move themselves."""
    if doer is None:
        return
    is_service = base_form(doer) in _SERVICES or frame.trigger.lemma_ in _TOWING
    carriers = (
        [ref for ref in assets_of(doer, reading) if ref.asset_class is not None] if doer.pos_ != "PRON" and not is_service else []
    )
    carriers = [ref for ref in carriers if reading.scene.finders.assets.kind_of(ref.asset_class) in ("ship", "aircraft")]
    known = {(ref.text, ref.asset_id) for ref in frame.assets}
    frame.assets = [ref for ref in carriers if (ref.text, ref.asset_id) not in known] + frame.assets
    frame.actor = frame.actor or acting_together(doer, reading)
    if doer.i < frame.trigger.i and doer.dep_ != "poss":
        frame.cover(doer)


def _settle_kind(frame: Frame, is_passive: bool) -> Frame:
    """A movement that only leaves is a departure; "are deployed in" is a presence."""
    if frame.row.leaves and not frame.destination and not (frame.is_on_path and frame.place):
        frame.kind = "depart"
    elif frame.row.leaves and frame.destination and not frame.origin:
        frame.kind = "move"
    verb = frame.trigger
    is_state = is_passive and not any(c.dep_ == "aux" for c in verb.children) and agent_of(verb) is None
    goes = any(p.lower_ in ("to", "from", "toward", "towards", "into") for p in prepositions(verb))
    if verb.lemma_ in ("deploy", "position") and is_state and frame.destination and not goes:
        frame.kind, frame.place, frame.destination = "present", frame.destination, []
    return frame
