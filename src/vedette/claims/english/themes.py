"""What moves: the assets of a noun phrase, by what it says or by what it takes up from before.

A noun token flows in; asset references flow out. A pronoun, a bare number or "the latter" stands for assets named earlier in the
sentence or in the text; a name with an article that is no place, country or organisation is a ship that no register knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import THEME_PRONOUNS, Mentioned, Reading
from vedette.claims.english.phrases import child
from vedette.claims.english.referents import is_one_of_two, referent_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import descend
from vedette.registry.designations import prefixes

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_ORGANISATIONS = frozenset(
    {
        "Group", "Corps", "Army", "Force", "Forces", "Navy", "Command", "Ministry", "Company", "Party", "Legion", "Council", "Union",
        "Agency", "Guard", "Bank", "Court"
    }
)  # fmt: skip
_WATERS = frozenset(
    {
        "Gulf", "Sea", "Bay", "Strait", "Straits", "Channel", "Sound", "Canal", "Ocean", "River", "Lake", "Cape", "Island", "Islands",
        "Shoal", "Reef"
    }
)  # fmt: skip
_MORE_PRONOUNS = frozenset({"she", "her", "none", "another", "neither", "each", "any", "few", "several", "everything", "either"})
_PICKS = word_list("picks")


def assets_of(head: Token, reading: Reading) -> list[AssetRef]:
    """The assets of a noun phrase; of a pronoun, what was last said to move; empty where it is no asset."""
    referent = referent_in(head, reading)
    if referent is not None:
        return list(referent.assets)
    described = _described(head, reading)
    if described:
        return list(described)
    if is_back_reference(head):
        before = antecedent_in_sentence(head, reading)
        return assets_of(before, reading) if before is not None else list(reading.discourse.last_assets)
    return _unknown_ship(head, reading)


def referent_in(head: Token, reading: Reading) -> Mentioned | None:
    """What a noun phrase takes up from before; None where it speaks for itself, or its own sentence answers it."""
    if is_back_reference(head) and not is_one_of_two(head) and antecedent_in_sentence(head, reading) is not None:
        return None
    return referent_of(head, _described(head, reading), reading)


def _described(head: Token, reading: Reading) -> list[AssetRef]:
    """What a noun phrase says by itself; remembered, because many triggers ask for one noun."""
    known: dict[int, list[AssetRef]] = head.doc.user_data.setdefault("described", {})
    if head.i not in known:
        refs = reading.scene.finders.assets.describe(head, reading.scene.named)
        known[head.i] = _with_name(head, refs, reading)
    return known[head.i]


def _with_name(head: Token, refs: list[AssetRef], reading: Reading) -> list[AssetRef]:
    """ "the icebreaker Noosfera will stop": the name right behind the noun that says what it is, whatever the parser hung it on."""
    if len(refs) != 1 or refs[0].asset_id is not None or head.pos_ != "NOUN" or head.tag_ != "NN" or not refs[0].asset_class:
        return refs
    doc, end = head.doc, head.i + 1
    while end < head.sent.end and (_is_of_name(doc[end], reading) or _links_name(doc[end], head, reading)):
        end += 1
    name = doc[head.i + 1 : end].text
    is_owner = end < len(doc) and doc[end].tag_ == "POS"
    if not name or is_owner or name == refs[0].text or reading.scene.finders.assets.kind_of(refs[0].asset_class) != "ship":
        return refs
    start, finish = doc[head.i + 1].idx, doc[end - 1].idx + len(doc[end - 1])
    known = next((i for f in reading.scene.named if start <= f.start and f.end <= finish for i in f.ids), None)
    return [replace(refs[0], text=name, count=(1, 1), asset_id=known)]


def _links_name(token: Token, head: Token, reading: Reading) -> bool:
    """The "de" of "Christophe de Margerie"."""
    is_inside = head.i + 1 < token.i < head.sent.end - 1
    return (
        is_inside and token.lower_ in ("de", "da", "do", "del", "van", "von", "al", "bin") and _is_of_name(token.nbor(1), reading)
    )


def _is_of_name(token: Token, reading: Reading) -> bool:
    is_capital = token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS", "NN", "JJ", "CD")
    return is_capital and reading.scene.mention_at(token) is None


def antecedent_in_sentence(head: Token, reading: Reading) -> Token | None:
    """The nearest assets earlier in the sentence, for "six planes, some coming from Russia"; None unless the head is a pronoun."""
    if not is_back_reference(head):
        return None
    finder, named = reading.scene.finders.assets, reading.scene.named
    for token in reversed(head.doc[head.sent.start : head.i]):
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss") and finder.is_asset(token, named):
            return _first_of(token)
    return None


def _first_of(noun: Token) -> Token:
    """The first of joined nouns: "they" are all of them."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def refers_back(head: Token, assets: Sequence[AssetRef], reading: Reading) -> bool:
    """Whether a noun phrase speaks of assets named before: "they", "those ships", "the carrier" after a carrier."""
    if is_back_reference(head) or any(c.lower_ in ("those", "these", "both", "such") for c in head.children):
        return True
    is_definite = any(c.dep_ == "det" and c.lower_ == "the" for c in head.children)
    before = {ref.asset_class for ref in reading.discourse.last_assets} - {None}
    return is_definite and bool(before & {ref.asset_class for ref in assets})


def is_back_reference(head: Token) -> bool:
    """A pronoun, a bare numeral, "the group", "the latter", "three of them", that stands for assets named before."""
    core = descend(head)
    if head.lemma_.lower() == "group" and any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in head.children):
        return core == head
    if core.lower_ in _PICKS:
        return any(c.dep_ in ("det", "poss") and c.lower_ in ("the", "its", "her", "their") for c in core.children)
    is_number = core.pos_ == "NUM" and core.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "ROOT")
    return (
        core.pos_ in ("PRON", "NUM", "DET")
        and (core.lower_ in THEME_PRONOUNS | _MORE_PRONOUNS or is_number)
        and core.tag_ != "PRP$"
    )


def _unknown_ship(head: Token, reading: Reading) -> list[AssetRef]:
    """A ship that no register knows: "the Yantar", "INS Vikrant". A name with an article that is no place, country or organisation."""
    if head.pos_ != "PROPN" or reading.scene.mention_at(head) is not None or head.text in _ORGANISATIONS | _WATERS:
        return []
    modifiers = [c for c in head.children if c.dep_ in _MODIFIERS]
    if any(c.text in prefixes() for c in modifiers):
        return [AssetRef(head.doc[modifiers[0].i : head.i + 1].text, None, (1, 1), None)]
    article = next((c for c in head.children if c.dep_ == "det" and c.lower_ == "the"), None)
    is_described = any(c.dep_ in ("poss", "prep", "amod") or reading.scene.mention_at(c) is not None for c in head.children)
    if article is None or is_described or head.text.isupper() or head.tag_ != "NNP":
        return []
    apposition = child(head, "appos")
    code = reading.scene.finders.assets.class_of(apposition) if apposition is not None else None
    return [AssetRef(head.doc[article.i + 1 : head.i + 1].text, code, (1, 1), None)]
