"""Nouns of voyages: which words are such nouns, and what stands before and behind them.

A token flows in; whether it is a voyage of ships or aircraft, and the words of its phrase, flow out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_BY_NAME = word_list("voyages_by_name")
_OF_CARRIERS = word_list("voyages_of_carriers")
_OVER_LAND = word_list("carried_over_land") | word_list("voyages_of_people")


def voyage_of(noun: Token) -> str:
    """The base form of a noun of voyages, also where the parser takes it for a verb or a name ("Sorties", "port calls")."""
    form, word = base_form(noun), noun.lower_
    known = _BY_NAME | _OF_CARRIERS
    if form in known:
        return form
    return next((stem for stem in (word[:-1], word[:-2], word[:-3] + "y") if word.endswith("s") and stem in known), form)


def may_be_voyage(noun: Token) -> bool:
    """A noun of voyages that no word beside it makes one of cars, calls or visitors."""
    if voyage_of(noun) not in _BY_NAME | _OF_CARRIERS or (is_verb(noun) and not _stands_as_noun(noun)):
        return False
    if (
        noun.i + 1 < noun.sent.end
        and noun.nbor(1).pos_ in ("NOUN", "PROPN")
        and voyage_of(noun.nbor(1)) in _BY_NAME | _OF_CARRIERS
    ):
        return False  # "flight arrivals": the second one carries it
    if voyage_of(noun) == "freight" and noun.dep_ in ("compound", "nmod"):
        return False  # "freight rates"
    return not any(t.lemma_.lower() in _OVER_LAND for t in (*words_before(noun), *makers_of(noun)))


def _stands_as_noun(word: Token) -> bool:
    """A plural that the parser takes for a verb, though a noun, and no subject, stands before it: "Port calls at Mukalla have dried up"."""
    is_first = word.i - 1 <= word.sent.start or word.nbor(-1).tag_ in ("NN", "NNP", "JJ", "CD")
    return word.tag_ == "VBZ" and is_first and any(is_verb(t) for t in word.doc[word.i + 1 : word.sent.end])


def words_before(noun: Token) -> list[Token]:
    """The words of a noun's own phrase before it, nearest first."""
    found: list[Token] = []
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - 5) : noun.i]):
        if (
            token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "PART")
            and token.text != "-"
            and token.tag_ not in ("VBN", "VBG", "POS")
        ):
            break
        found.append(token)
    return found


def makers_of(noun: Token) -> list[Token]:
    """The nouns right behind "of" and "by": "loadings of crude", "visits by Russian warships"."""
    doc, end = noun.doc, min(noun.i + 7, noun.sent.end)
    found: list[Token] = []
    for token in doc[noun.i + 1 : end]:
        if token.lower_ in ("of", "by") or found:
            found.append(token)
            if is_verb(token) or token.pos_ == "PUNCT":
                break
        elif token.pos_ != "ADP":
            break
    return [t for t in found if t.pos_ in ("NOUN", "PROPN", "ADJ")]
