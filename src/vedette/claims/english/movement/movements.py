"""Verbs of movement: who moves what from where to where.

A frame with its trigger flows in; the completed frame, or None where the word does not carry a claim here, flows out.
Arguments come from the dependency tree, then from the words behind the trigger (`directions.py`); what moves is the subject, the
object, or, where the parser lost it, the nearest noun on the left (`movers.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_place_object, take_prepositions, take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import HEADINGS
from vedette.claims.english.movement.movers import mover_behind, mover_of, take_bare_name, take_force, take_unknown
from vedette.claims.english.phrases import agent_of, child, object_of, prepositions, subject_of
from vedette.claims.english.roles import PLACE_NOUNS, place_meant, places_of
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import acting, acting_together, assets_of, is_back_reference
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVERYDAY = word_list("everyday_verbs")
_SEATS = frozenset({"anchorage", "homeport", "base", "headquarters", "position", "berth"})
_SERVICES = frozenset(
    ["navy", "military", "army", "force", "forces", "fleet", "guard", "coastguard", "airforce", "command"]
)  # they order, they don't carry
_LIGHT = word_list("light_verbs")
_CARRYING = frozenset(
    {"carry", "ferry", "bring", "take", "fly", "haul", "deliver", "transport", "shuttle", "ship", "land", "airlift"}
)
_STARTING = frozenset({"start", "begin", "continue", "keep", "set", "get", "come", "go", "make"})
_NEAR_OBJECT = 4  # words behind a verb within which the noun of a set phrase stands


def fill_carry(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object moves, else the subject does: "Russia moved ships", "ships were moved", "ships moved"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else _object(verb) or _behind_particle(verb, reading)
    if thing is not None and frame.row.object and not is_passive and take_place_object(frame, thing, reading):
        thing = None
    if thing is not None and base_form(thing) in _SEATS and subject is not None and assets_of(subject, reading):
        thing = None  # "the fleet shifts its anchorage" moves itself
    if thing is not None:
        if base_form(thing) in TRIP_NOUNS or not (_take_moved(frame, thing, reading) or _takes_carrier(frame, subject, reading)):
            return None
        _take_doer(frame, agent_of(verb) if is_passive else subject, reading)
    elif not _moves_itself(frame, subject, reading):
        return None
    take_roles(frame, lexicon, reading)
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and not frame.has_place()
    is_carrier = thing is not None and frame.theme is not None and frame.theme == subject
    is_empty = not frame.has_route() and (frame.is_guessed or is_carrier or _only_intends(verb))
    if is_pronoun or is_empty or not _has_needed(frame) or not (frame.assets or frame.has_place()):
        return None
    return _settle_kind(frame, is_passive)


def _takes_carrier(frame: Frame, subject: Token | None, reading: Reading) -> bool:
    """ "The helicopters ferried food to Menaka": whatever they carry, the carriers move."""
    if frame.trigger.lemma_ not in _CARRYING or subject is None or subject.pos_ == "PRON" or subject_of(frame.trigger)[1]:
        return False
    kinds = {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in assets_of(subject, reading)}
    return bool(kinds & {"ship", "aircraft"}) and take_theme(frame, subject, reading)


def _only_intends(verb: Token) -> bool:
    """ "The army moved to reassure investors": an infinitive in the place of a path."""
    clause = child(verb, "xcomp", "advcl")
    return clause is not None and clause.i > verb.i and any(c.tag_ == "TO" and c.i == verb.i + 1 for c in clause.children)


def _object(verb: Token) -> Token | None:
    """The object; "home" is none, nor is a noun behind a comma."""
    found = object_of(verb) or _name_behind(verb)
    if found is not None and found.lower_ in HEADINGS:  # "ordered the Truman home": the parser takes the whole for one name
        found = next((c for c in reversed(list(found.lefts)) if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), None)
    if found is None:
        return None
    between = verb.doc[verb.i + 1 : found.left_edge.i] if found.i > verb.i else verb.doc[0:0]
    return None if any(t.text == "," for t in between) else found


def _name_behind(verb: Token) -> Token | None:
    """ "The frigate rounded Cape Malea", where the parser takes the verb for an adjective of the name."""
    if verb.pos_ in ("VERB", "AUX") or verb.i + 1 >= verb.sent.end:
        return None
    noun = verb.nbor(1)
    while noun.dep_ in ("det", "compound", "amod", "nmod", "nummod") and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun.pos_ == "PROPN" else None


def _moves_itself(frame: Frame, subject: Token | None, reading: Reading) -> bool:
    """ "the battery redeployed to", "Russia withdrew from": the subject is what moves."""
    subject = mover_of(frame.trigger, subject, reading)
    if subject is None or base_form(subject) in TRIP_NOUNS:
        return False
    if _take_moved(frame, subject, reading):
        return True
    if not (frame.row.leaves and frame.row.speaks == "force"):
        return False
    frame.actor = acting(subject, reading)
    frame.cover(subject)
    return frame.actor is not None


def _take_moved(frame: Frame, noun: Token, reading: Reading) -> bool:
    return take_theme(frame, noun, reading) or take_force(frame, noun, reading) or take_unknown(frame, noun, reading)


def _has_needed(frame: Frame) -> bool:
    """Whether the frame has what its row asks for beside what moves."""
    if frame.row.need == "route":
        return frame.has_route()
    if frame.row.need == "place":
        return frame.has_place()
    return frame.has_route() or frame.is_on_path if frame.row.need == "path" else True


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
    frame.actor = frame.actor or acting_together(doer, reading)
    if doer.i < frame.trigger.i and doer.dep_ != "poss":
        frame.cover(doer)


def _settle_kind(frame: Frame, is_passive: bool) -> Frame:
    """A movement that only leaves is a departure; "are deployed in" is a presence."""
    if frame.row.leaves and not frame.destination and not (frame.is_on_path and frame.place):
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
    thing, clause = _object_or_stolen(verb, reading)
    subject, is_passive = subject_of(verb)
    if is_passive and frame.row.object and verb.dep_ != "acl":
        return None  # "was left at", "was reached": a place, or what stays behind
    if frame.row.things and not _has_noun(frame, thing):
        return None
    if _leaves_it_to_another(frame, thing, lexicon):
        return None
    subject = _with_its_class(verb, mover_of(verb, subject, reading), reading)
    inverted = mover_behind(verb, reading)
    if inverted is not None:
        subject, thing = inverted, None
    if not (take_theme(frame, subject, reading) or _takes_country(frame, subject, thing, reading)):
        return None
    if thing is not None and not _takes_object(frame, thing, reading):
        return None
    take_roles(frame, lexicon, reading)
    if clause is not None:
        take_prepositions(frame, clause, lexicon, reading)
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    return frame if _says_enough(frame, thing) else None


def _leaves_it_to_another(frame: Frame, thing: Token | None, lexicon: Lexicon) -> bool:
    """ "started trickling", "make the passage": the verb or noun behind carries the claim."""
    verb = frame.trigger
    if thing is not None and verb.lemma_ in _LIGHT and not frame.row.things:
        return any(row.pattern == "noun" for row in lexicon.rows.get(base_form(thing), ()))
    clause = child(verb, "xcomp")
    return clause is not None and verb.lemma_ in _STARTING and (clause.lemma_ in lexicon.rows or clause.lower_ in lexicon.verbs)


def _has_noun(frame: Frame, thing: Token | None) -> bool:
    """Whether the noun of a set phrase stands as the object, or right behind the verb."""
    verb, things = frame.trigger, frame.row.things
    if thing is not None and base_form(thing) in things:
        frame.tokens.add(thing.i)
        return True
    behind = verb.doc[verb.i + 1 : min(verb.i + 1 + _NEAR_OBJECT, verb.sent.end)]
    found = next((t for t in behind if base_form(t) in things), None)
    if found is None or any(t.pos_ in ("ADP", "PUNCT", "VERB") and t.dep_ != "prt" for t in verb.doc[verb.i + 1 : found.i]):
        return False
    frame.tokens.add(found.i)
    return True


def _takes_object(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether the object fits: the noun of the set phrase, a place in the row's role, a stretch of water, a measure."""
    if frame.row.things or thing.i in frame.tokens or (frame.row.idiom and thing.lower_ == "it"):
        return True
    if thing.lower_ == "it" and frame.row.object == "origin" and (meant := place_meant(thing, reading)) is not None:
        return frame.add_places("origin", [meant])  # "the camp at X ... vacated it"
    if frame.row.kind == "arrive" and frame.row.object and assets_of(thing, reading):
        return True  # "rejoined its flotilla in Sasebo"
    if not frame.row.object:
        return thing.lower_ in HEADINGS or thing.dep_ == "npadvmod"
    if not take_place_object(frame, thing, reading) and base_form(thing) not in PLACE_NOUNS and thing.lower_ not in HEADINGS:
        return False
    frame.tokens.add(thing.i)
    frame.is_on_path = True
    return True


def _with_its_class(verb: Token, subject: Token | None, reading: Reading) -> Token | None:
    """ "the tanker Boracay sailed": the parser reads "the tanker (that) Boracay sailed"; the class noun is what sails."""
    head = verb.head
    is_split = subject is not None and verb.dep_ == "relcl" and subject.left_edge.i == head.i + 1 and subject.pos_ == "PROPN"
    is_name = is_split and subject is not None and reading.scene.mention_at(subject) is None
    return head if is_name and reading.scene.finders.assets.class_of(head) is not None else subject


def _says_enough(frame: Frame, thing: Token | None) -> bool:
    """Whether what was found makes a claim: a pronoun or an everyday verb needs a place, "use" and "occupy" theirs."""
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and thing is None and frame.row.kind == "move"
    is_everyday = frame.kind == "move" and frame.trigger.lemma_ in _EVERYDAY
    if not _has_needed(frame) or (frame.is_guessed and not (frame.has_place() or frame.is_on_path)):
        return False
    if frame.kind == "present":
        return bool(frame.place)
    if frame.row.need == "place":
        return frame.has_place()
    return frame.has_place() or frame.is_on_path or (bool(frame.assets) and not is_pronoun and not is_everyday)


def _object_or_stolen(verb: Token, reading: Reading) -> tuple[Token | None, Token | None]:
    """The object; in "left Tartus bound for Tobruk" the parser takes Tartus for the subject of "bound"."""
    found = _object(verb)
    clause = child(verb, "ccomp")
    if found is None and clause is not None:
        stolen = child(clause, "nsubj")
        if stolen is not None and stolen.left_edge.i == verb.i + 1 and reading.scene.mention_at(stolen) is not None:
            return stolen, clause
    return found, None


def _takes_country(frame: Frame, subject: Token | None, thing: Token | None, reading: Reading) -> bool:
    """ "Russia abandons the Tartus base", "the Russians left", "Yelnya put to sea": what moves bears no class word."""
    if subject is None:
        return False
    if take_force(frame, subject, reading) or take_unknown(frame, subject, reading):
        return True
    if frame.row.speaks == "ship" and take_bare_name(frame, subject, reading):
        return True
    is_leaving = frame.row.kind == "depart" and thing is not None and base_form(descend(thing)) in PLACE_NOUNS
    if is_leaving and thing is not None and places_of(thing, reading):
        frame.actor = acting(subject, reading)
        frame.cover(subject)
    return is_leaving and frame.actor is not None


def fill_receive(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Cyprus received two frigates", "the port took in eight Strykers": the subject is where they arrive."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else _object(verb)
    if thing is None or base_form(thing) in TRIP_NOUNS or not take_theme(frame, thing, reading):
        return None
    if is_back_reference(thing):
        return None
    take_roles(frame, lexicon, reading)
    host = agent_of(verb) if is_passive else subject
    if host is not None and not frame.destination:
        frame.add_places("destination", places_of(host, reading))
        frame.cover(host if host.i < verb.i else None)
    frame.place = []
    return frame if frame.destination else None
