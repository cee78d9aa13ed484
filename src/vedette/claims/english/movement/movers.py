"""What moves, where the tree does not say it plainly.

A verb of movement flows in; the noun that moves flows out, or a frame is completed. The parser lost the subject (the nearest noun
of a ship or force on the left, with no other clause between); the subject stands behind ("into the bay steamed three
corvettes"); it bears no class word (a force by its bare name, "the Russians"); or only what carries it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import has_prefix, is_type_name
from vedette.claims.english.phrases import child
from vedette.claims.english.prepositional import objects
from vedette.claims.english.themes import assets_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORCES = word_list("force_names")
_PEOPLE = frozenset({"citizen", "tourist", "passenger", "diplomat", "official", "minister", "president", "refugee"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ABOARD = frozenset({"aboard", "on", "in", "by", "onboard"})
_CARRIERS = frozenset({"ship", "aircraft"})
_CARRYING = frozenset(
    {"lift", "fly", "airlift", "carry", "ferry", "bring", "take", "evacuate", "transport", "winch", "land", "transfer"}
)
_SERVICES = frozenset({"navy", "fleet", "force", "guard", "convoy", "group"})


def mover_of(verb: Token, subject: Token | None, reading: Reading) -> Token | None:
    """The subject; where the parser gives none or a place, or the verb was no verb to it, the nearest asset on the left."""
    root = verb.sent.root
    if (
        verb.dep_ == "acl"
        and root.pos_ == "NOUN"
        and root.i < verb.i
        and reading.scene.finders.assets.is_asset(root, reading.scene.named)
    ):
        return root  # "convoys carrying rations crossed": the parser takes the sentence for a noun phrase
    is_lost = subject is None or verb.pos_ not in ("VERB", "AUX") or subject.i > verb.i
    if not is_lost and subject is not None and (listed := _opens_list(verb, subject, reading)) is not None:
        return listed
    if not is_lost and subject is not None and (reading.scene.mention_at(subject) is None or has_prefix(subject)):
        return subject
    return nearest_mover(verb, reading) or subject


def _opens_list(verb: Token, subject: Token, reading: Reading) -> Token | None:
    """ "The task group of Zunyi, Hengyang and Weishanhu sailed": the parser takes the last names for the subject."""
    if subject.pos_ != "PROPN" or reading.scene.finders.assets.is_asset(subject, reading.scene.named):
        return None
    found = nearest_mover(verb, reading)
    if found is None or found.i >= subject.left_edge.i:
        return None
    return (
        found
        if all(t.pos_ in ("PROPN", "PUNCT", "CCONJ") or t.lower_ == "of" for t in verb.doc[found.i + 1 : subject.i])
        else None
    )


def nearest_mover(verb: Token, reading: Reading) -> Token | None:
    """The nearest noun on the left that moves, if no other clause stands between and no preposition governs it."""
    finder, named = reading.scene.finders.assets, reading.scene.named
    above = {t.i for t in verb.ancestors}
    is_beside = True  # still in the noun phrase right before the verb
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[i]
        is_over = token.i in above or token.head.i in above
        if (token.tag_ in _FINITE and not is_over) or token.text in (";", ":", "—"):
            return None
        if token.pos_ not in ("NOUN", "PROPN"):
            is_beside = False
            continue
        is_thing = finder.is_asset(token, named) or is_type_name(token, reading)
        is_own = token.dep_ not in ("poss", "compound", "nmod") or is_beside
        if is_thing and is_own and not _is_governed(token):
            return token
    return None


def _is_governed(noun: Token) -> bool:
    """Behind a preposition other than "of"."""
    return noun.dep_ == "pobj" and noun.head.lower_ not in ("of", "than", "as")


def mover_behind(verb: Token, reading: Reading) -> Token | None:
    """ "Into the bay steamed three corvettes", "there landed two jets": the subject behind the verb."""
    is_opened = any(c.dep_ == "prep" and c.i < verb.i for c in verb.children) or child(verb, "expl") is not None
    if child(verb, "nsubj", "nsubjpass") is not None or not is_opened:
        return None
    behind = child(verb, "dobj", "attr")
    named = reading.scene.named
    return behind if behind is not None and reading.scene.finders.assets.is_asset(behind, named) else None


def take_force(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "Wagner", "the Russians": a force by its bare name, or the people of a country, as what moves."""
    country = reading.scene.country_at(noun)
    is_people = (
        country is not None and noun.tag_ in ("NNPS", "NNS") and not any(c.lemma_.lower() in _PEOPLE for c in noun.children)
    )
    if not is_people and noun.text not in _FORCES:
        return False
    frame.actor = country if country is not None else noun_text(noun)
    frame.theme = noun
    frame.assets = [] if is_people else [AssetRef(noun_text(noun), None, (None, None), None)]
    frame.cover(noun)
    return True


def take_vehicle(frame: Frame, reading: Reading) -> bool:
    """ "The wounded were flown out aboard a UN helicopter": whoever goes, the ship or aircraft that carries them moves."""
    for c in frame.trigger.children:
        if c.lower_ in _ABOARD and c.dep_ in ("prep", "advmod", "agent") and c.i > frame.trigger.i:
            for noun in objects(c):
                kinds = {reading.scene.finders.assets.kind_of(ref.asset_class) for ref in assets_of(noun, reading)}
                is_other = c.lower_ == "by" and child(noun, "det", "poss") is not None  # "turned back by a patrol boat"
                is_agent = is_other and frame.trigger.lemma_ not in _CARRYING
                is_carried = (
                    not is_agent and kinds and kinds <= _CARRIERS and noun.pos_ != "PRON" and base_form(noun) not in _SERVICES
                )
                if is_carried and take_theme(frame, noun, reading):
                    frame.is_guessed = True  # counts only with a path
                    return True
    return False


def with_its_class(verb: Token, subject: Token | None, reading: Reading) -> Token | None:
    """ "the tanker Boracay sailed": the parser reads "the tanker (that) Boracay sailed"; the class noun is what sails.

    So too in "after the flagship Canarias went home", where it takes the noun for the object of "after".
    """
    if subject is None or subject.pos_ != "PROPN" or subject.left_edge.i <= verb.sent.start:
        return subject
    head = subject.left_edge.nbor(-1)
    is_split = (verb.dep_ == "relcl" and verb.head == head) or (head.dep_ == "pobj" and subject.i < verb.i)
    if not is_split or head.pos_ != "NOUN" or reading.scene.mention_at(subject) is not None:
        return subject
    return head if reading.scene.finders.assets.is_asset(head, reading.scene.named) else subject
