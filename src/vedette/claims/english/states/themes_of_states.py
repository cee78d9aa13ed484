"""What is somewhere, known or not: an asset by its class, else a name that only a ship, a make or a hull can bear there.

A frame and a noun flow in; the frame's theme is set, and whether it could be comes back. Unknown names are taken as movements take them,
and a claim with one needs a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.movers import with_its_class
from vedette.claims.english.movement.unregistered import is_at_sea, take_bare_name, take_unknown
from vedette.claims.english.owners import owner_of
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.counts import read_count
from vedette.claims.names.noun_phrases import base_form, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_MANY = 20  # men; fewer are not a force
_TRADES = frozenset({"engineer", "technician", "specialist", "veteran", "contractor", "paramilitary", "expert", "trainer"})
_PEOPLE = frozenset({"man", "men", "woman", "women", "guy", "guys", "boy", "boys", "people"})


def take_holder(frame: Frame, noun: Token | None, reading: Reading) -> bool:
    """Set what is somewhere; True if it is an asset, a body of men, or bears a name that may be one's."""
    if noun is None:
        return False
    noun = with_its_class(frame.trigger, noun, reading) or noun
    if take_theme(frame, noun, reading) or take_men(frame, noun, reading):
        return True
    if take_unknown(frame, noun, reading):
        return True
    is_guess = noun.pos_ == "PROPN" and is_at_sea(frame, reading) and take_bare_name(frame, noun, reading)
    frame.is_guessed = is_guess
    return is_guess


def _is_national(noun: Token, reading: Reading) -> bool:
    """ "300 Americans", "forty Wagner veterans", "two hundred Polish engineers"."""
    if noun.tag_ == "NNPS" and reading.scene.country_at(noun) is not None:
        return True
    return base_form(noun) in _TRADES and any(c.pos_ == "PROPN" or reading.scene.country_at(c) is not None for c in noun.lefts)


def take_men(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "1,500 men", "between 2,000 and 2,500 men", "hundreds of men": so many that they are a force; "our guys" are one too."""
    people = next((t for t in conjuncts(noun) if base_form(t) in _PEOPLE or _is_national(t, reading)), None)
    if people is None:
        inner = [g for c in noun.children if c.lower_ == "of" for g in c.children if base_form(g) in _PEOPLE]
        people = inner[0] if inner and noun.lemma_.lower() in ("hundred", "thousand", "dozen", "hundreds", "thousands") else None
    if people is None:
        return False
    first = min(noun.left_edge.i, people.left_edge.i)
    low, high = read_count(noun.doc[first : people.i].text)
    is_ours = base_form(people) in ("guy", "guys", "boy", "boys", "people") and any(
        c.dep_ == "poss" and c.lower_ in ("our", "their") for c in people.children
    )
    if max(low or 0, high or 0) < _MANY and not is_ours:
        return False
    frame.actor = owner_of(people, reading) or reading.scene.country_at(people)
    frame.theme = people
    frame.assets = [AssetRef(people.text, None, (low, high), None)]
    frame.cover(noun, people)
    return True
