"""How many, in a foreign sentence: the words before a noun flow in, where its phrase begins and the bounds of its count flow out.

Numbers in words, "at least" and its like stand in the table of the language; an unknown word between number and noun is an
adjective.
"""

from __future__ import annotations

import re

from vedette.claims.languages.sentence import Sentence, joined
from vedette.claims.languages.tables import Language

Count = tuple[int | None, int | None]
_REACH = 5  # words before the noun
_DIGITS = re.compile(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+")


def count_before(sentence: Sentence, at: int, language: Language) -> tuple[int, Count]:
    """Where the phrase of the noun at a word begins, and its count; (at, (None, None)) without one."""
    number_at, value, limit = -1, 0, max(0, at - _REACH)
    for i in range(at - 1, limit - 1, -1):
        word = sentence.words[i]
        if word.is_mark and word.text not in "-–":
            break
        if (found := _value(sentence, i, language)) is not None:
            value = _combine(found, value) if number_at == i + 1 else found if number_at < 0 else value
            number_at = i if number_at in (-1, i + 1) else number_at
        elif number_at >= 0 or language.markers.find(sentence.forms, i)[0]:
            break
    if number_at < 0:
        return at, (None, None)
    before = joined(sentence.words[max(0, number_at - 3) : number_at])
    return number_at, _bounds(before, joined(sentence.words[number_at:at]), value, language)


def _value(sentence: Sentence, i: int, language: Language) -> int | None:
    text = sentence.words[i].text
    if _DIGITS.fullmatch(text):
        return int(re.sub(r"\D", "", text)) if len(text) < 12 else None
    size, found = language.numbers.find(sentence.forms, i)
    return found[0] if size == 1 else None


def _combine(left: int, right: int) -> int:
    """Numerals side by side: "due mila" multiplies, "двадцать пять" adds."""
    return left * right if right in (100, 1000, 1_000_000) else left + right


def _bounds(before: str, within: str, value: int, language: Language) -> Count:
    def said(name: str, text: str) -> bool:
        regex = language.words.get(name)
        return regex is not None and bool(regex.search(text))

    if said("at_least", before) or said("at_least", within):
        return value, None
    if said("more_than", before):
        return value + 1, None
    if said("up_to", before):
        return None, value
    if said("fewer_than", before):
        return None, value - 1
    return value, value
