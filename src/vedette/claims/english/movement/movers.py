"""What moves, where the tree or the register does not say it plainly.

A verb of movement flows in; the noun that moves flows out, or a frame is completed. Three cases: the parser lost the subject
(the nearest noun of a ship or force on the left, with no other clause between); the subject stands behind ("into the bay
steamed three corvettes"); the subject bears no class word (a force by its bare name, "the Russians", a ship that nobody knows).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef, descend, noun_text
from vedette.claims.names.counts import Count, read_count

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORCES = word_list("force_names")
NOT_TYPES = word_list("no_type_names")
_PEOPLE = frozenset({"citizen", "tourist", "passenger", "diplomat", "official", "minister", "president", "refugee"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CODE = re.compile(r"[A-Z]{2,6}-?\d{1,5}[A-Z]?|[A-Z0-9]{1,2}-[A-Z0-9]{3,6}")


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
    if not is_lost and subject is not None and (reading.scene.mention_at(subject) is None or _has_prefix(subject)):
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


def _has_prefix(noun: Token) -> bool:
    """ "HMNZS Canterbury": capitals before a place's name make it a ship's."""
    before = noun.doc[noun.left_edge.i]
    return (
        before.i < noun.i and before.text.isupper() and 2 <= len(before.text) <= 6 and before.text not in ("US", "UK", "UN", "EU")
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


def take_unknown(frame: Frame, noun: Token, reading: Reading) -> bool:
    """What moves without a class word: a flight or hull number, a make ("a Rafale", "Swedish Gripens"), "the rusting Sierra Madre"."""
    core = descend(noun)
    apposition = child(core, "appos")
    if apposition is not None and apposition.i < frame.trigger.i and take_theme(frame, apposition, reading):
        frame.cover(core)  # "Spetsai, the Hellenic Navy ship, left": the apposition says what it is
        return True
    frame.is_guessed = True
    if _CODE.fullmatch(core.text) and core.pos_ != "NUM" and reading.scene.mention_at(core) is None:
        return _set_name(frame, core, (1, 1))
    if is_namesake(core, reading) or (core.pos_ == "PROPN" and reading.scene.mention_at(core) is not None and _has_prefix(core)):
        return _set_name(frame, core, (1, 1))
    if not is_type_name(core, reading):
        return False
    return _set_name(frame, core, read_count(core.doc[noun.left_edge.i : core.i].text))


def is_namesake(noun: Token, reading: Reading) -> bool:
    """ "The Vladivostok never made it": a town's name with an article is a ship's."""
    mention = reading.scene.mention_at(noun)
    if mention is None or mention.is_adjective or mention.country is not None or not mention.place_ids:
        return False
    children = list(noun.children)
    kinds = {reading.scene.finders.places.kind_of(place_id) for place_id in mention.place_ids}
    has_article = any(c.dep_ == "det" and c.lower_ == "the" and c.i == noun.i - 1 for c in children)
    return has_article and kinds <= {"city", "port", "naval_base"} and not any(c.dep_ in ("prep", "relcl") for c in children)


def is_type_name(noun: Token, reading: Reading) -> bool:
    """A capitalised name used as a class noun: with "a", or in the plural behind a number, an adjective of a country or an article."""
    if noun.pos_ != "PROPN" or not noun.text[:1].isupper() or noun.text in NOT_TYPES or noun.is_sent_start:
        return False
    if reading.scene.mention_at(noun) is not None or len(noun.text) < 3:
        return False
    words = {c.lower_ for c in noun.children if c.dep_ in ("det", "nummod", "amod", "poss")}
    countries = any(
        reading.scene.country_at(c) is not None for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "poss")
    )
    if noun.text.endswith("s") and not noun.text.endswith("ss"):
        return bool(words) or countries
    is_one = bool(words & {"a", "an", "one", "another", "single", "every"})
    is_the = "the" in words and any(
        c.dep_ == "amod" and c.tag_ in ("VBG", "VBN", "JJ") and c.text.islower() for c in noun.children
    )
    return (is_one or is_the) and noun.tag_ == "NNP" and not any(c.dep_ in ("relcl", "appos") for c in noun.children)


def _set_name(frame: Frame, noun: Token, count: Count) -> bool:
    frame.theme = noun
    frame.assets = [AssetRef(noun_text(noun), None, count, None)]
    frame.cover(noun)
    return True


def take_bare_name(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "Yelnya weighed anchor", "RRR7231 took off": with a verb of ships alone, a name that nobody knows is one of a ship."""
    is_name = noun.pos_ == "PROPN" and reading.scene.mention_at(noun) is None and noun.text[:1].isupper()
    if not is_name and not _CODE.fullmatch(noun.text):
        return False
    return _set_name(frame, noun, (1, 1))
