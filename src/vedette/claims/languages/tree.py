"""Questions to a dependency tree of a foreign sentence: what stands above, what stands below, what inherits a subject.

A parsed sentence flows in, words flow out. Trees of a statistical parser may hold cycles; every walk here ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.claims.languages.sentence import Sentence, Word

_LIMIT = 40


def ancestors(sentence: Sentence, word: Word) -> Iterator[Word]:
    """The words above a word, nearest first."""
    seen = {word.i}
    while word.head >= 0 and word.head not in seen and len(seen) < _LIMIT:
        word = sentence.words[word.head]
        seen.add(word.i)
        yield word


def children(sentence: Sentence, word: Word, *rels: str) -> list[Word]:
    """The words right below a word, of some relations (a relation covers its subtypes) or of any."""
    return [w for w in sentence.words if w.head == word.i and w.i != word.i and (not rels or w.rel.split(":")[0] in rels)]


def subject_of(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a verb: its own, else that of the verb it is joined to or depends on; of a participle the noun above."""
    for word in (verb, *ancestors(sentence, verb)):
        if (own := children(sentence, word, "nsubj")) and (word is verb or own[0].i != verb.i):
            return own[0]
        above = sentence.words[word.head] if word.head >= 0 else None
        if above is None:
            return None
        if word.rel in ("acl", "amod", "acl:relcl"):
            return above
        if word.rel.split(":")[0] not in ("conj", "xcomp", "csubj", "ccomp", "advcl", "parataxis", "aux"):
            return None
        if word.rel in ("ccomp", "parataxis"):
            return None
    return None


def is_below(sentence: Sentence, word: Word, top: Word) -> bool:
    """Whether a word stands below another, or is it."""
    return word.i == top.i or any(w.i == top.i for w in ancestors(sentence, word))
