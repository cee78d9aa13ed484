"""Arabic words without what is joined to them: conjunctions, prepositions, the article, pronouns.

A folded word flows in; the readings that it may have flow out, the word itself first. Every reading is tried against the tables, so
that no table lists joined forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vedette.claims.languages.forms import fold

_AND = ("و", "ف")
_BEFORE = ("ال", "بال", "لل", "كال", "ب", "ل", "ك")
_BEHIND = tuple(fold(s) for s in ("هما", "ها", "هم", "ه", "نا", "ا"))
_SHORTEST = 3  # letters that a word keeps


@lru_cache(maxsize=65536)
def readings(form: str) -> str:
    """The readings of a folded word, joined by bars."""
    return "|".join(dict.fromkeys(_readings(form)))


def _readings(form: str) -> Iterator[str]:
    heads = [form, *(form[1:] for c in _AND if form.startswith(c) and len(form) > _SHORTEST)]
    for head in heads:
        bare = [head, *(head[len(c) :] for c in _BEFORE if head.startswith(c) and len(head) - len(c) >= _SHORTEST - 1)]
        for word in bare:
            yield word
            for ending in _BEHIND:
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                    yield word[: -len(ending)]
                    if word[: -len(ending)].endswith("ت"):
                        yield word[: -len(ending) - 1] + "ه"
        if head[:1] == "س" and head[1:2] in ("ي", "ت", "ن"):
            yield head[1:]  # the future
