"""Clauses by punctuation and joining words: a sentence flows in, the number of the clause of each word flows out.

Two words lie in one clause where no comma, bracket, dash or subordinating word of the language's table stands between them. A
mark that closes a list or a name in quotation marks bounds nothing.
"""

from __future__ import annotations

from vedette.claims.languages.sentence import Sentence
from vedette.claims.languages.tables import Language

HARD = frozenset(";:—–…؛")
SOFT = frozenset(",()،")


def number_clauses(sentence: Sentence, language: Language) -> list[int]:
    """The clause of each word, counted from 0; a subordinating word begins its clause."""
    numbers, current = [], 0
    forms = sentence.forms
    for word in sentence.words:
        is_dash = word.text in "—–" and _is_spaced(sentence, word.i)
        begins = word.text in HARD - {"—", "–"} or word.text in SOFT or is_dash or bool(language.breaks.find(forms, word.i)[0])
        current += begins
        numbers.append(current)
    return numbers


def _is_spaced(sentence: Sentence, at: int) -> bool:
    words = sentence.words
    return 0 < at < len(words) - 1 and words[at - 1].end < words[at].start and words[at].end < words[at + 1].start


def count_between(sentence: Sentence, numbers: list[int], first: int, second: int) -> tuple[int, int]:
    """How many clause borders, and how many hard ones, lie between two words."""
    low, high = sorted((first, second))
    hard = sum(1 for w in sentence.words[low:high] if w.text in HARD and (w.text not in "—–" or _is_spaced(sentence, w.i)))
    return abs(numbers[high] - numbers[low]), hard
