"""What a movement or a base depends on, what it is for, what would follow: conditions, motives, consequences.

A verb flows in; a frame, or None, flows out. These are read only where a movement, a force or a base stands beside them; movement data
cannot answer them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import places_behind
from vedette.claims.english.states.locatives import STANDING
from vedette.claims.english.states.talks import is_of_basing
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, descend, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.triggers import Lexicon

_MOVES = word_list("movement_nouns")
_MEANT = frozenset({"mean", "intend", "design", "aim", "calculate"})
_MOVEMENT = frozenset({"move", "depart", "arrive"})


def fill_requires(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "any Russian presence in Libya would require Turkish cooperation", "hopes of a berth at Bosaso hinge on a vote"."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    if subject is None:
        return None
    things = [
        subject,
        descend(subject),
        *(g for c in subject.children if c.dep_ == "prep" and c.lower_ in ("of", "for") for g in c.children if g.dep_ == "pobj"),
    ]
    thing = next((t for t in things if base_form(t) in frame.row.things), None)
    if thing is None:
        return None
    if verb.lemma_ in ("depend", "hinge", "rely", "hang", "rest", "turn") and not any(
        c.lower_ in ("on", "upon") for c in verb.children
    ):
        return None
    frame.theme = subject
    frame.assets = [AssetRef(noun_text(thing), None, (None, None), None)]
    frame.actor = owner_of(thing, reading) or owner_of(subject, reading)
    for noun in dict.fromkeys((subject, thing)):
        for preposition in prepositions(noun):
            frame.add_places("place", places_behind(preposition, reading), preposition)
    frame.cover(subject, object_of(verb))
    return frame if frame.actor is not None or frame.place else None


def fill_purpose(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "is airlifting commandos to Mogadishu to guard the ship", "the move is meant to reassure Nairobi"."""
    verb = frame.trigger
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or verb.dep_ not in (
        "advcl",
        "xcomp",
        "acl",
        "relcl",
    ):
        return None
    above = verb.head
    in_order = above.lower_ == "order" and above.head.lower_ == "in"
    if in_order:
        above = above.head.head
    subject = child(above, "nsubj", "nsubjpass", "csubj", "csubjpass") if is_verb(above) else None
    if above.lemma_ in _MEANT and subject is not None:
        is_movement = is_verb(subject) and any(row.kind in _MOVEMENT for row in lexicon.find(subject))
        if not is_movement and base_form(descend(subject)) not in _MOVES:
            return None
    elif (
        (verb.lemma_ not in frame.row.things and not in_order) or not is_verb(above) or not _is_movement(above, lexicon, reading)
    ):
        return None
    frame.actor = acting(subject, reading) if subject is not None and not is_verb(subject) else None
    frame.cover(object_of(verb))
    return frame


def _is_movement(verb: Token, lexicon: Lexicon, reading: Reading) -> bool:
    """Whether a verb moves ships, aircraft or forces: its row and its subject or object say so."""
    if not any(row.kind in _MOVEMENT for row in lexicon.find(verb)):
        return False
    finder, named = reading.scene.finders.assets, reading.scene.named
    return any(t is not None and finder.is_asset(descend(t), named) for t in (object_of(verb), subject_of(verb)[0]))


def fill_outcome(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Closing the base would leave the strait unwatched", "the withdrawal would leave the fleet without a port"."""
    verb = frame.trigger
    subject = child(verb, "nsubj", "csubj")
    modal = child(verb, "aux")
    if subject is None or modal is None or modal.lower_ not in ("would", "could", "might", "will"):
        return None
    is_gerund = is_verb(subject) and any(
        row.kind in (*_MOVEMENT, "basing", "draw_down", "condition") for row in lexicon.find(subject)
    )
    if (
        not is_gerund
        and base_form(descend(subject)) not in _MOVES
        and not (base_form(subject) == "loss" and is_of_basing(subject))
    ):
        return None
    thing = object_of(verb)
    is_site = thing is not None and (base_form(thing) in STANDING or take_theme(frame, thing, reading))
    if verb.lemma_ == "leave" and not is_site and child(verb, "ccomp", "oprd", "prep") is None:
        return None
    frame.theme = None
    frame.cover(thing)
    return frame
