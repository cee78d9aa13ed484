"""A sentence as the foreign readers see it: words with their place in the text, their folded form and what a parser knows.

Clean text flows in, sentences flow out. Words of a language without a parser carry no head; commas, brackets and dashes stay as
words of their own, because they bound clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vedette.claims.languages.forms import fold

# a word keeps inner hyphens and digits (S-400, Il-76, 4,2); an apostrophe ends it, since it joins an article or a case ending
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑.,](?=[^\W_])[^\W_]+)*|[^\w\s]")
_COMMA_WORDS = re.compile(r"(?<=[^\W\d_])[.,](?=[^\W\d_])|(?<=\d)[.,](?=[^\W\d_])|(?<=[^\W\d_])[.,](?=\d)")
_END = re.compile(r"[.!?…؟]+[\"»”’')\]]*\s+(?=[\"«“„‘'(\[]*[^\Wa-zа-яёα-ω_])")
_LONGEST_SENTENCE = 1200  # characters; what is longer is cut at a space, so that time stays bounded
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:gen|col|mr|dr|prof|cap|amm|on|sig|st|ste|no|nr|art|dott|κ|δρ|ст|им|г|гг|тыс|млн|см))\.$"
)


@dataclass(frozen=True)
class Word:
    """A word or mark at characters start:end of the block's text. `head` is -1 at a root or without a parser."""

    i: int
    text: str
    start: int
    end: int
    form: str
    lemma: str
    head: int = -1
    rel: str = ""
    pos: str = ""
    feats: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name may be; a script without capitals gives False."""
        return any(part[:1].isupper() for part in self.text.split("-"))


@dataclass(frozen=True)
class Sentence:
    """Words of one sentence and the sentence's characters start:end in the block's text."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]

    @cached_property
    def forms(self) -> list[str]:
        """What tables are compared with: lemma and form where a parser gives a lemma, else the form."""
        return [w.form if w.lemma == w.form else f"{w.lemma}|{w.form}" for w in self.words]


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a text: a stop, white space and no small letter behind it; not behind an abbreviation."""
    start = 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start() + 1]):
            yield from _cut(text, start, match.end())
            start = match.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        stop = space if space > start else start + _LONGEST_SENTENCE
        yield start, stop
        start = stop
    if text[start:end].strip():
        yield start, end


def make_sentence(text: str, start: int, end: int, readings: Callable[[str], str] = str) -> Sentence:
    """The sentence start:end of a text, without a parse; `readings` gives the forms that a folded word may stand for."""
    spans = list(token_spans(text, start, end))
    words = tuple(_word(i, text[s:e], s, e, readings) for i, (s, e) in enumerate(spans))
    return Sentence(text[start:end], start, end, words)


def token_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of words and marks; a stop or comma between letters separates them, between digits it does not."""
    for match in _TOKEN.finditer(text, start, end):
        at = match.start()
        for cut in _COMMA_WORDS.finditer(text, match.start(), match.end()):
            yield at, cut.start()
            yield cut.start(), cut.end()
            at = cut.end()
        if at < match.end():
            yield at, match.end()


def _word(i: int, text: str, start: int, end: int, readings: Callable[[str], str]) -> Word:
    form = fold(text) or text
    return Word(i, text, start, end, form, readings(form))


def joined(words: Sequence[Word]) -> str:
    """The folded words of a stretch, joined by single spaces, marks left in."""
    return " ".join(w.form for w in words)
