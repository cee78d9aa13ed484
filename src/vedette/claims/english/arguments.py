"""Putting arguments into a frame: what moves, and the places behind prepositions and objects.

A frame and a token flow in; the frame is completed. Which role a preposition gives is the lexicon's to say; here stand the
exceptions that depend on the words around it ("close to", "between A and B", "1,000 km from").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import scan_path, unnamed_behind
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import cleft_over, is_verb
from vedette.claims.english.prepositional import COMPASS, objects, prepositions
from vedette.claims.english.roles import PLACE_NOUNS, is_site_like, places_behind, places_of
from vedette.claims.english.themes import antecedent_in_sentence, assets_of, referent_in, refers_back
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import base_form, conjuncts, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

VIA = frozenset({"through", "via", "over", "across", "past", "along", "around", "round", "up", "down", "beyond"})
_ROUTE = frozenset({"from", "to", "toward", "towards", "into", "onto", "for", "between", "out"})
_NEAR = frozenset({"close", "next", "adjacent", "near"})
_MEASURES = frozenset({"away", "km", "kilometer", "kilometre", "mile", "far", "hour", "step"})
_RECEIVED = frozenset({"deliver", "send", "transfer", "ship", "supply", "hand", "provide", "give"})
_THROUGH = frozenset({"through", "across", "past", "along"})
_NO_LONGER = frozenset({"former", "retired", "ex", "toy", "model", "fictional", "discharged", "demobilised", "demobilized"})
_CARRIERS = frozenset({"ship", "aircraft"})
_TWO_ENDED = frozenset({"noun", "trips", "carry", "go", "path"})


def take_theme(frame: Frame, theme: Token | None, reading: Reading) -> bool:
    """Set what moves; True if it is an asset."""
    if theme is None:
        return False
    if any(c.lower_ in _NO_LONGER for c in descend(theme).children if c.dep_ in ("amod", "compound")):
        return False
    frame.assets = assets_of(theme, reading)
    if not frame.assets:
        return False
    frame.theme = theme
    frame.cover(theme, descend(theme))
    before = antecedent_in_sentence(theme, reading)
    frame.actor = owner_of(theme if before is None else before, reading)
    referent = referent_in(theme, reading)
    if referent is not None and (referent.actor is not None or theme.pos_ != "PRON"):
        frame.actor = frame.actor or referent.actor
    elif frame.actor is None and refers_back(theme, frame.assets, reading):
        frame.actor = reading.discourse.last_actor
    return True


def take_company(frame: Frame, reading: Reading) -> None:
    """ "the frigate, along with the tanker Vyazma": whoever moves together with it."""
    if frame.theme is None:
        return
    first, last = min(frame.theme.i, frame.trigger.i), min(frame.trigger.i + 8, frame.trigger.sent.end - 1)
    for token in frame.trigger.doc[first:last]:
        is_beside = token.lower_ in ("along", "together") and token.nbor(1).lower_ == "with"
        preposition = token.nbor(1) if is_beside else token if token.lower_ == "alongside" else None
        for noun in objects(preposition) if preposition is not None else ():
            known = {(ref.text, ref.asset_id) for ref in frame.assets}
            frame.assets += [ref for ref in assets_of(noun, reading) if (ref.text, ref.asset_id) not in known]


def take_prepositions(frame: Frame, source: Token, lexicon: Lexicon, reading: Reading) -> None:
    """Read the prepositions that stand on a token into roles."""
    for preposition in prepositions(source):
        word = preposition.lower_
        role = lexicon.role(frame.row, word)
        if word == "within" and _take_nearness(frame, preposition, reading):
            continue
        if role is None or role == "theme" or _measures(preposition):
            continue
        if lexicon.prepositions.get(word) == "place" and word not in VIA:
            if _follows_place(frame, preposition):
                continue
            role = _role_of_noun_before(preposition, lexicon, reading) or role
        if word in VIA or (word == "to" and preposition.head.lower_ in _NEAR):
            role = "place"
        is_given = _fill(frame, role, preposition, reading)
        frame.is_on_path = frame.is_on_path or (is_given and word in COMPASS and frame.row.pattern == "go")
        frame.is_on_path = frame.is_on_path or (word in VIA and (is_given or _is_crossed(preposition, reading)))
        if word in VIA and not is_given and not frame.place and frame.kind == "move":
            frame.add_places("place", unnamed_behind(preposition), preposition)


def _take_nearness(frame: Frame, within: Token, reading: Reading) -> bool:
    """ "came within 40 nautical miles of Sarawak": the place that was neared."""
    measures = (
        noun for noun in objects(within) if noun.lemma_.lower() in _MEASURES | {"metre", "meter", "yard", "reach", "range"}
    )
    of = next((c for noun in measures for c in noun.children if c.lower_ == "of"), None)
    if of is None:
        return False
    role = "destination" if frame.kind == "arrive" else "place"
    frame.is_on_path = frame.add_places(role, places_behind(of, reading, unknown=True), within, of) or frame.is_on_path
    return True


def take_prepositions_of_theme(frame: Frame, noun: Token, lexicon: Lexicon, reading: Reading) -> None:
    """Read the prepositions on what moves: a route as on the verb; "ships at X" that move start from X."""
    for preposition in prepositions(noun):
        word = preposition.lower_
        role = lexicon.role(frame.row, word)
        if role is None or role == "theme" or word in VIA or _measures(preposition):
            continue
        if frame.row.need == "path" and word == "from" and frame.trigger.lemma_ in ("follow", "lead", "trail"):
            continue
        if word not in _ROUTE and frame.kind in ("move", "depart", "arrive"):
            if frame.row.pattern == "go" and frame.kind != "depart":
                continue
            role = frame.row.locative if frame.row.locative != "place" else "origin"
            if getattr(frame, role):
                continue
        _fill(frame, role, preposition, reading)


def _is_crossed(preposition: Token, reading: Reading) -> bool:
    """ "across the border", "through the streets of Goma": something that can be passed, though no name says which."""
    if any(base_form(noun) in PLACE_NOUNS for noun in objects(preposition)):
        return True
    return preposition.lower_ in _THROUGH and any(reading.scene.mention_at(t) is not None for t in preposition.subtree)


def _fill(frame: Frame, role: str, preposition: Token, reading: Reading) -> bool:
    refs = places_behind(preposition, reading, unknown=_takes_unknown(frame, preposition, reading))
    if preposition.lower_ == "between" and len(refs) >= 2 and frame.row.pattern in _TWO_ENDED:
        frame.add_places("origin", refs[:-1], preposition)
        return frame.add_places("destination", refs[-1:], preposition)
    return frame.add_places(role, refs, preposition)


def _role_of_noun_before(preposition: Token, lexicon: Lexicon, reading: Reading) -> str | None:
    """ "from their base at Gao", with "at Gao" hung on the verb: the role of "from"."""
    noun = preposition.doc[preposition.i - 1] if preposition.i > 0 else preposition
    is_place_noun = noun.dep_ == "pobj" and (base_form(noun) in PLACE_NOUNS or is_site_like(noun, reading))
    role = lexicon.prepositions.get(noun.head.lower_) if is_place_noun else None
    return role if role in ("origin", "destination") else None


def _follows_place(frame: Frame, preposition: Token) -> bool:
    """ "from Moron Air Base in Spain": a place right before "in" is what lies there."""
    before = preposition.i - 1
    if before > 0 and preposition.doc[before].text == ",":
        before -= 1
    held = (*frame.origin, *frame.destination)
    return any(ref.token is not None and before in (ref.token.i, *ref.tokens) for ref in held) and before != frame.trigger.i


def _takes_unknown(frame: Frame, preposition: Token, reading: Reading) -> bool:
    """Whether a name behind a preposition must be a place; "deliver weapons to Haftar" must not; "send a ship to" must."""
    if frame.row.pattern in ("go", "be_at", "trips", "on_leg", "on_way"):
        return True
    is_to_somebody = preposition.lower_ in ("to", "for", "on", "by", "between") and frame.trigger.lemma_ in _RECEIVED
    return not is_to_somebody or any(reading.scene.finders.assets.kind_of(ref.asset_class) in _CARRIERS for ref in frame.assets)


def _measures(preposition: Token) -> bool:
    """Whether a preposition measures a distance: "1,000 km from X", "away from X"."""
    head = preposition.head
    is_bare_away = (
        head.lower_ == "away"
        and all(c.dep_ != "npadvmod" for c in head.children)
        and is_verb(head.head)
        and head.head.lemma_ != "be"
    )
    return preposition.lower_ == "from" and head.lemma_.lower() in _MEASURES and not is_bare_away


def take_place_object(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether the object is a place ("evacuate the base", "leave Tartus"); if so it takes the row's role for objects."""
    refs = places_of(thing, reading, unknown=frame.row.pattern == "go")
    return bool(refs) and frame.add_places(frame.row.object or "place", refs)


def take_roles(frame: Frame, lexicon: Lexicon, reading: Reading) -> None:
    """Read the prepositions of the trigger, then those of what moves."""
    take_prepositions(frame, frame.trigger, lexicon, reading)
    if (cleft := cleft_over(frame.trigger)) is not None:
        take_prepositions(frame, cleft, lexicon, reading)
    take_company(frame, reading)
    if frame.theme is not None and frame.theme.pos_ != "PRON":
        for noun in dict.fromkeys((*conjuncts(frame.theme), descend(frame.theme))):
            take_prepositions_of_theme(frame, noun, lexicon, reading)
    if frame.kind in ("move", "depart", "arrive"):
        scan_path(frame, lexicon, reading)
    if not frame.has_place():
        _take_antecedent(frame, reading)


def _take_antecedent(frame: Frame, reading: Reading) -> None:
    """ "Paga, where two companies arrived": the place that a relative clause speaks of."""
    verb = frame.trigger
    is_there = verb.dep_ == "relcl" and any(c.tag_ == "WRB" and c.lower_ == "where" for c in verb.children)
    if is_there:
        role = "destination" if frame.kind == "arrive" else "origin" if frame.kind == "depart" else "place"
        frame.add_places(role, places_of(verb.head, reading, unknown=True))
