"""Filling a frame from the tree: one small function for each pattern of the trigger lexicon.

A trigger token with its row flows in; a frame, or None where the word does not carry a claim here, flows out. Arguments
come from the dependency tree first; prepositional phrases that the parser hung on the wrong word are collected afterwards
by `orphans.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vedette.claims.assets import AssetRef, base_form, conjuncts, descend, noun_text
from vedette.claims.frames import Frame, Reading
from vedette.claims.phrases import agent_of, child, is_verb, object_of, prepositions, subject_of
from vedette.claims.presences import fill_presence
from vedette.claims.rates import TRIP_NOUNS, fill_rate_of_change, fill_trips
from vedette.claims.roles import places_behind, places_of
from vedette.claims.statements import fill_act, fill_act_noun, fill_requires, fill_state
from vedette.claims.themes import acting, assets_of, owner_of
from vedette.claims.triggers import Lexicon, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

SIGHTINGS = frozenset(
    [
        "sight",
        "spot",
        "see",
        "observe",
        "photograph",
        "picture",
        "detect",
        "show",
        "track",
        "identify",
        "image",
        "film",
        "locate",
        "position",
        "station",
        "base",
        "park",
    ]
)
_VIA = frozenset({"through", "via", "over", "across", "past", "along", "around", "up", "down"})
_STILL = frozenset(
    {"still", "already", "currently", "now", "previously", "formerly", "once", "normally", "usually", "permanently"}
)
_EVENTS = frozenset({"dock", "moor", "anchor", "berth"})  # arriving or being there, as the tense says


def fill(trigger: Token, row: Trigger, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame that a trigger word carries, or None."""
    return _PATTERNS[row.pattern](Frame(row.kind, trigger, row, tokens={trigger.i}), lexicon, reading)


def take_prepositions(frame: Frame, source: Token, lexicon: Lexicon, reading: Reading, *, only_route: bool = False) -> None:
    """Read the prepositions that stand on a token into roles."""
    for preposition in prepositions(source):
        word = preposition.lower_
        role = lexicon.role(frame.row, word)
        if role is None or role == "theme" or _measures(preposition):
            continue
        if preposition.head.lower_ in ("close", "next", "adjacent", "near") and word == "to":
            role = "place"
        if only_route and word not in ("from", "to", "toward", "towards", "into", "onto", "for", "between"):
            role = (
                frame.row.locative
                if frame.row.locative != "place" or frame.kind not in ("move", "depart", "arrive")
                else "origin"
            )
            if getattr(frame, role) or word in _VIA:
                continue
        if word in _VIA:
            role = "place"
        refs = places_behind(preposition, reading.scene, reading.discourse)
        if word == "between" and len(refs) >= 2 and frame.row.pattern in ("noun", "trips", "carry", "go"):
            frame.add_places("origin", refs[:-1], preposition)
            frame.add_places("destination", refs[-1:], preposition)
        else:
            frame.add_places(role, refs, preposition)


def _measures(preposition: Token) -> bool:
    """ "1,000 km from X" and "away from X" measure a distance; they are not an origin."""
    return preposition.lower_ == "from" and preposition.head.lemma_.lower() in (
        "away",
        "km",
        "kilometer",
        "kilometre",
        "mile",
        "far",
        "hour",
        "step",
    )


def take_theme(frame: Frame, theme: Token | None, reading: Reading) -> bool:
    """Set what moves; True if it is an asset."""
    if theme is None:
        return False
    frame.assets = assets_of(theme, reading)
    if not frame.assets:
        return False
    frame.theme = theme
    frame.cover(theme, descend(theme))
    frame.actor = owner_of(theme, reading)
    return True


def _carry(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else object_of(verb)
    if thing is not None and frame.row.object and not is_passive and _take_place_object(frame, thing, reading):
        thing = None
    if thing is not None:
        if not take_theme(frame, thing, reading):
            return None
        doer = agent_of(verb) if is_passive else subject
        frame.actor = frame.actor or acting(doer, reading)
        frame.cover(doer if doer is not None and doer.i < verb.i and doer.dep_ != "poss" else None)
    elif not take_theme(frame, subject, reading):
        frame.actor = acting(subject, reading)
        if not (frame.row.leaves and frame.actor):
            return None
        frame.cover(subject)
    _take_roles(frame, lexicon, reading)
    if frame.row.need == "route" and not frame.has_route():
        return None
    if not frame.assets and not frame.has_place():
        return None
    return _settle_kind(frame, is_passive)


def _take_place_object(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether the object is a place ("evacuate the base", "leave Tartus")."""
    refs = places_of(thing, reading.scene, reading.discourse)
    return bool(refs) and frame.add_places(frame.row.object or "place", refs)


def _take_roles(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    take_prepositions(frame, frame.trigger, lexicon, reading)
    if frame.theme is not None and frame.theme.pos_ != "PRON":
        for noun in dict.fromkeys((*conjuncts(frame.theme), descend(frame.theme))):
            take_prepositions(frame, noun, lexicon, reading, only_route=True)


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


def _go(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    verb = frame.trigger
    subject, _ = subject_of(verb)
    thing = object_of(verb)
    if frame.row.things and (thing is None or base_form(thing) not in frame.row.things):
        return None
    if not take_theme(frame, subject, reading):
        return None
    if thing is not None and frame.row.object:
        is_port = base_form(thing) in ("port", "harbor", "harbour", "base")
        if not _take_place_object(frame, thing, reading) and not is_port:
            return None
        frame.tokens.add(thing.i)
    _take_roles(frame, lexicon, reading)
    if frame.row.need == "route" and not frame.has_route():
        return None
    is_vague = frame.kind == "move" and verb.lemma_ in (
        "pass",
        "go",
        "come",
        "turn",
        "make",
        "continue",
        "return",
        "proceed",
        "cross",
        "speed",
    )
    if is_vague and not frame.has_place():
        return None
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    return frame


def _be_at(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    verb = frame.trigger
    if frame.row.pos == "adj":
        return _be_adjective(frame, lexicon, reading)
    subject, is_passive = subject_of(verb)
    theme: Token | None = subject
    if verb.lemma_ in SIGHTINGS and not is_passive:
        theme = object_of(verb)
    elif not is_passive and object_of(verb) is not None:
        return None
    if verb.lemma_ == "be" and (child(verb, "acomp", "xcomp", "ccomp") is not None or verb.dep_ in ("aux", "auxpass")):
        return None
    if not take_theme(frame, theme, reading):
        return None
    for preposition in prepositions(verb):
        if lexicon.role(frame.row, preposition.lower_) == "place" or preposition.head.i != verb.i:
            frame.add_places("place", places_behind(preposition, reading.scene, reading.discourse), preposition)
    _place_of_compass(frame, reading)
    if not frame.place:
        return None
    if verb.lemma_ in _EVENTS and not is_passive and _is_event(verb):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []
    return frame


def _place_of_compass(frame: Frame, reading: Reading) -> None:
    """ "moored 13 km northwest of Tartus": the place behind a point of the compass."""
    for token in frame.trigger.subtree:
        if token.lower_.replace("-", "") in (
            "north",
            "south",
            "east",
            "west",
            "northwest",
            "northeast",
            "southwest",
            "southeast",
            "offshore",
        ):
            for c in token.children:
                if c.lower_ == "of" and not frame.place:
                    frame.add_places("place", places_behind(c, reading.scene, reading.discourse), token, c)


def _is_event(verb: Token) -> bool:
    """ "to dock in", "docked on Monday": something that happens, not a state."""
    if any(c.lower_ in _STILL for c in verb.children):
        return False
    return verb.tag_ == "VB" or (verb.tag_ in ("VBD", "VBZ", "VBN") and child(verb, "nsubj") is not None)


def _be_adjective(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "are absent from", "the port is empty"."""
    adjective = frame.trigger
    if not is_verb(adjective.head) and adjective.dep_ != "ROOT":
        return None
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "advmod") else adjective
    subject, _ = subject_of(verb)
    if subject is None:
        return None
    if adjective.lower_ == "empty":
        return frame if frame.add_places("place", places_of(subject, reading.scene, reading.discourse)) else None
    if not take_theme(frame, subject, reading):
        return None
    for source in (adjective, verb):
        take_prepositions(frame, source, lexicon, reading)
    return frame if frame.place else None


def _have(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or base_form(descend(thing)) not in frame.row.things:
        return None
    frame.actor = acting(subject, reading) or owner_of(thing, reading)
    if frame.actor is None or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return None
    frame.theme = thing
    frame.assets = assets_of(thing, reading) or [AssetRef(noun_text(descend(thing)), None, (None, None), None)]
    frame.cover(subject, thing)
    for source in (verb, descend(thing)):
        take_prepositions(frame, source, lexicon, reading)
    frame.origin, frame.destination = [], []
    return frame if frame.place else None


def _change(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    theme = thing if thing is not None and not is_passive else subject
    if theme is None:
        return None
    core = descend(theme)
    if base_form(core) in TRIP_NOUNS:
        return fill_rate_of_change(frame, core, lexicon, reading, take_prepositions)
    if base_form(core) not in frame.row.things:
        return None
    frame.theme = theme
    frame.actor = owner_of(theme, reading) or (acting(subject, reading) if theme == thing else acting(agent_of(verb), reading))
    frame.assets = assets_of(theme, reading)
    frame.cover(theme, core, subject if theme == thing and subject is not None and subject.i < verb.i else None)
    frame.direction = "up" if frame.kind == "build_up" else "down"
    for source in dict.fromkeys((verb, theme, core)):
        for preposition in prepositions(source):
            if lexicon.prepositions.get(preposition.lower_) == "place":
                frame.add_places("place", places_behind(preposition, reading.scene, reading.discourse), preposition)
    return frame if frame.actor or frame.place else None


def _noun(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod") and not is_verb(noun.head):
        return None
    candidates = [
        g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by") for g in c.children if g.dep_ == "pobj"
    ]
    candidates += [c for c in noun.children if c.dep_ in ("compound", "poss", "nmod")]
    for candidate in candidates:
        if take_theme(frame, candidate, reading):
            break
    frame.actor = frame.actor or owner_of(noun, reading)
    _take_roles(frame, lexicon, reading)
    if not frame.assets and not frame.has_route():
        return _anaphoric(frame, reading)
    if not frame.assets and frame.actor is None:
        return None
    frame.cover(noun)
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    if (
        noun.lower_ == "deployment"
        and frame.destination
        and not frame.origin
        and all(p.lower_ != "to" for p in prepositions(noun))
    ):
        frame.kind, frame.place, frame.destination = "present", frame.destination, []
    return frame


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
    frame.cover(noun)
    frame.tokens.update(range(noun.i, verb.i + 1))
    thing = object_of(verb)
    frame.cover(thing)
    return frame


_PATTERNS: dict[str, Callable[[Frame, Lexicon, Reading], Frame | None]] = {
    "carry": _carry,
    "go": _go,
    "be_at": _be_at,
    "have": _have,
    "change": _change,
    "noun": _noun,
    "trips": lambda frame, lexicon, reading: fill_trips(frame, lexicon, reading, take_prepositions),
    "presence": lambda frame, lexicon, reading: fill_presence(frame, lexicon, reading),
    "act": lambda frame, lexicon, reading: fill_act(frame, lexicon, reading, take_prepositions),
    "act_noun": lambda frame, lexicon, reading: fill_act_noun(frame, reading),
    "state": lambda frame, lexicon, reading: fill_state(frame, reading),
    "requires": lambda frame, lexicon, reading: fill_requires(frame, reading),
}
