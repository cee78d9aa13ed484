"""What moves under a name that no register knows: a hull number, a make, a ship by its bare name, a shipping line.

A frame and the noun that a verb of movement has for its subject flow in; the frame is completed, or left. Grammar decides: "two
Rafales", "the rusting Sierra Madre", "the Russian-flagged Siyanie Severa"; a bare name counts only with a verb of ships or waters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.counts import Count, read_count
from vedette.claims.names.noun_phrases import base_form, descend, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_TYPES = word_list("no_type_names")
_HULL_MARKS = frozenset({"flagged", "class", "registered", "flag", "type"})
_LINES, _LINE_WORDS = word_list("lines"), word_list("line_words")
_SHIP_VERBS = word_list("ship_verbs")
_SEA_KINDS = frozenset({"strait", "sea", "anchorage"})
_BEHIND = 9  # words behind a verb within which the water stands that it is about
_GROUPS = frozenset({"group", "task", "detachment", "package", "element"})
_BODIES = frozenset({"NATO", "Wagner", "EU", "UN", "G7", "G20", "BRICS", "Hezbollah", "Hamas", "ECOWAS", "Eurasia"})
_SORTIES = frozenset({"sortie"})
_CODE = re.compile(r"[A-Z]{2,6}-?\d{1,5}[A-Z]?|[A-Z0-9]{1,2}-[A-Z0-9]{3,6}")


def take_unknown(frame: Frame, noun: Token, reading: Reading) -> bool:
    """What moves without a class word: a flight or hull number, a make ("a Rafale", "Swedish Gripens"), "the rusting Sierra Madre"."""
    core = descend(noun)
    if _take_apposition(frame, core, reading):
        return True
    frame.is_guessed = True
    if base_form(core) in _SORTIES and is_verb(frame.trigger):
        frame.actor = owner_of(core, reading)
        return _set_name(frame, core, read_count(core.doc[noun.left_edge.i : core.i].text))  # "31 sorties crossed"
    is_place = reading.scene.mention_at(core) is not None
    is_code = _CODE.fullmatch(core.text) is not None and core.pos_ != "NUM" and not is_place
    if is_code or is_namesake(core, reading) or (core.pos_ == "PROPN" and is_place and has_prefix(core)):
        return _set_name(frame, core, (1, 1))
    if _is_flagged(core) or _is_group_of_name(core):
        return _set_name(frame, core, (1, 1) if core.pos_ == "PROPN" else (None, None))
    if not is_type_name(core, reading):
        return False
    return _set_name(frame, core, read_count(core.doc[noun.left_edge.i : core.i].text))


def _take_apposition(frame: Frame, core: Token, reading: Reading) -> bool:
    """ "Spetsai, the Hellenic Navy ship, left": the apposition says what it is, the name which."""
    apposition = child(core, "appos")
    if apposition is not None and apposition.i < frame.trigger.i and take_theme(frame, apposition, reading):
        frame.cover(core)
        is_name = core.pos_ == "PROPN" and apposition.pos_ == "NOUN" and not _CODE.fullmatch(core.text) and len(frame.assets) == 1
        if is_name and frame.assets[0].count in ((1, 1), (None, None)) and frame.assets[0].asset_id is None:
            frame.assets = [AssetRef(noun_text(core), frame.assets[0].asset_class, (1, 1), None)]
        return True
    return False


def has_prefix(noun: Token) -> bool:
    """ "HMNZS Canterbury": capitals before a place's name make it a ship's."""
    before = noun.doc[noun.left_edge.i]
    return (
        before.i < noun.i and before.text.isupper() and 2 <= len(before.text) <= 6 and before.text not in ("US", "UK", "UN", "EU")
    )


def _is_group_of_name(noun: Token) -> bool:
    """ "the Vinson group", "the Shandong group": named after its flagship."""
    is_group = base_form(noun) in _GROUPS and noun.text.islower() and noun.i > noun.sent.start
    return is_group and noun.nbor(-1).pos_ == "PROPN" and noun.nbor(-1).text not in _BODIES


def _is_flagged(noun: Token) -> bool:
    """ "the Russian-flagged Siyanie Severa", "the Kilo-class Stary Oskol"."""
    return noun.pos_ == "PROPN" and any(
        c.dep_ in ("amod", "compound", "nmod") and c.lower_ in _HULL_MARKS and c.nbor(-1).text in ("-", "–", "‑")
        for c in noun.children
        if c.i > 0
    )


def take_operator(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "Maersk will return to the Red Sea", "Qatar Airways has resumed": a line or an airline stands for its ships or aircraft."""
    is_line = noun.text in _LINES or (noun.pos_ == "PROPN" and noun.text in _LINE_WORDS)
    if not is_line or reading.scene.is_named_asset(noun):
        return False
    frame.actor, frame.theme, frame.assets, frame.is_guessed = noun_text(noun), noun, [], True
    frame.cover(noun)
    return True


def take_bare_name(frame: Frame, noun: Token, reading: Reading) -> bool:
    """ "Yelnya weighed anchor", "RRR7231 took off": with a verb of ships alone, a name that nobody knows is one of a ship."""
    is_name = noun.pos_ == "PROPN" and reading.scene.mention_at(noun) is None and noun.text[:1].isupper()
    if not is_name and not _CODE.fullmatch(noun.text):
        return False
    return _set_name(frame, noun, (1, 1))


def take_ship_pronoun(frame: Frame, noun: Token) -> bool:
    """ "She sailed from Novorossiysk": with a verb of ships, and nothing named before, the pronoun stands for a ship."""
    if noun.lower_ not in ("she", "it", "they", "her", "them"):
        return False
    frame.theme, frame.is_guessed = noun, True
    frame.assets = [AssetRef(noun.text, "ship", (None, None), None)]
    return True


def is_at_sea(frame: Frame, reading: Reading) -> bool:
    """Whether only ships do this: "sailed", "anchored", or a strait or a sea behind the verb."""
    verb = frame.trigger
    if verb.lemma_.lower() in _SHIP_VERBS:
        return True
    places, behind = reading.scene.finders.places, verb.doc[verb.i + 1 : min(verb.i + _BEHIND, verb.sent.end)]
    near = (reading.scene.mention_at(t) for t in behind if t.text[:1].isupper())
    return any(m is not None and any(places.kind_of(p) in _SEA_KINDS for p in m.place_ids) for m in near)


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
