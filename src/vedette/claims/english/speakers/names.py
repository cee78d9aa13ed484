"""The names of those who speak: a noun phrase as a short name.

A noun flows in; its name flows out: without the article and without a relative clause, with the title before it and with the short
phrase behind it that says who is meant ("source in the General Staff", "people close to the presidency").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = word_list("people") | word_list("speaker_nouns")
_KEPT = frozenset({"of", "for", "in", "at", "from", "with"})
_ENDS = frozenset({",", ";", ":", "(", ")", "—", "–", "who", "which", "that", "whose", '"', "“", "”"})
_MOST_BEHIND = 7  # words; a longer phrase describes more than it names
_QUALITIES = frozenset({"close", "familiar", "briefed", "aware", "involved", "knowledgeable", "based", "near"})


def name_of(noun: Token) -> str:
    """A noun phrase without article and without the clause behind it; "images and reports" keeps both."""
    noun = _whole_word(noun)
    start = noun.left_edge.i
    while start < noun.i and (
        noun.doc[start].dep_ in ("det", "punct", "predet", "cc", "mark", "preconj") or noun.doc[start].text in ('"', "“")
    ):
        start += 1
    while start > noun.sent.start and noun.doc[start - 1].dep_ == "compound" and noun.doc[start - 1].pos_ in ("NOUN", "PROPN"):
        start -= 1  # "Kpler data show", where the parser takes "show" for the head
    for i in range(noun.i - 1, start - 1, -1):
        if noun.doc[i].text in (",", ";", ":") and noun.doc[i].head != noun.doc[max(i - 1, 0)].head:
            start = i + 1
            break
    is_each = any(
        c.dep_ == "preconj" for c in (noun, *noun.children, *noun.conjuncts, *(g for c in noun.conjuncts for g in c.children))
    )
    end = noun.i if is_each else max([noun.i, *(c.i for c in noun.conjuncts if 0 < c.i - noun.i <= 4)])
    name = noun.doc[start : _phrase_end(noun, end) + 1].text.strip(' ,“”"')
    apposition = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if apposition is not None and noun.pos_ != "PROPN" and _is_right_behind(apposition, noun):
        return f"{noun.doc[start : noun.i + 1].text} {_proper(apposition)}"
    return str(name)


def _whole_word(noun: Token) -> Token:
    """ "vice-president": the part behind the hyphen is the head."""
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).text == "-" and not noun.whitespace_ and not noun.nbor(1).whitespace_:
        behind = noun.nbor(2)
        return behind if behind.pos_ in ("NOUN", "PROPN") else noun
    return noun


def _is_right_behind(name: Token, noun: Token) -> bool:
    """ "the newspaper Kommersant", "the spokesman, Dmytro Pletenchuk"."""
    first = name.left_edge.i
    return first == noun.i + 1 or (first == noun.i + 2 and noun.nbor(1).text == "," and noun.lemma_.lower() in _PEOPLE)


def _phrase_end(noun: Token, end: int) -> int:
    """Where the phrase ends that says who is meant."""
    doc = noun.doc
    if end != noun.i or noun.i + 1 >= len(doc):
        return end
    behind = next((c for c in noun.rights if c.i == noun.i + 1 and _tells_who(c, noun)), None)
    if behind is None:
        return end
    last = behind.i
    for token in doc[behind.i : min(behind.right_edge.i + 1, noun.i + 1 + _MOST_BEHIND)]:
        if token.lower_ in _ENDS:
            break
        last = token.i
    while last > noun.i and doc[last].dep_ in ("prep", "det", "cc", "punct", "aux"):
        last -= 1
    return last


def _tells_who(word: Token, noun: Token) -> bool:
    if noun.lemma_.lower() not in _PEOPLE and noun.pos_ == "PROPN":
        return (word.lower_ == "of" and noun.text[:1].isupper()) or (word.dep_ == "nummod" and word.is_digit)
    is_phrase = word.dep_ == "prep" and word.lower_ in _KEPT
    return is_phrase or word.lower_ in _QUALITIES or (word.dep_ == "acl" and word.lower_ in _QUALITIES)


def _proper(noun: Token) -> str:
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)
