"""Speakers that only the sentences before can tell: pronouns, and quotations that run on from one sentence into the next.

The sentences of a report flow in, in order; for each trigger the names of its speakers flow out, outermost first. "He" is the person
who last spoke or was last the subject; a sentence inside quotation marks keeps the speaker of the quotation; where nobody fits,
nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vedette.claims.english.speakers.asides import asides_in
from vedette.claims.english.speakers.attribution import Voice, voices_of
from vedette.claims.english.speakers.names import name_of
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PEOPLE = word_list("people")
_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset({'"', "``", "''"})
_SINGULAR = frozenset({"he", "she", "him", "her"})
_PLURAL = frozenset({"they", "them"})
_SPEECH = word_list("speech")


@dataclass
class Telling:
    """What a reader remembers of who speaks. One for each report; changed sentence by sentence."""

    person: str | None = None
    group: str | None = None
    body: str | None = None
    quoted: list[str] = field(default_factory=list)  # the speakers of the last quotation
    _is_open: bool = False
    _inside: frozenset[int] = frozenset()
    _doc: Doc | None = None
    _here: list[str] = field(default_factory=list)

    def open(self, sentence: Span) -> None:
        """Go on to the next sentence: who speaks in it, and which of its words stand in quotation marks."""
        if sentence.doc is not self._doc:
            self._doc, self._is_open = sentence.doc, False
        starts_inside = self._is_open or sentence.text.lstrip()[:1] in ('"', "“", "«", "„")
        self._inside, self._is_open = _quoted_tokens(sentence, is_open=self._is_open)
        self._here = self._sentence_voice(sentence)
        if self._here:
            self.quoted = self._here
        elif not starts_inside and not self._inside:
            self.quoted = []
        self._note_people(sentence)

    def speakers(self, trigger: Token) -> list[str]:
        """The speakers of a claim, from outside inwards; empty where the writer speaks."""
        named = self._named(voices_of(trigger))
        if trigger.i not in self._inside:
            return named
        outer = self._here or self.quoted
        return named or outer if not outer or outer[-1] in named else list(dict.fromkeys([*outer, *named]))

    def _named(self, voices: list[Voice]) -> list[str]:
        names = (v.name if v.noun.pos_ != "PRON" else self._for_pronoun(v.noun) for v in voices)
        return list(dict.fromkeys(name for name in names if name))

    def _for_pronoun(self, noun: Token) -> str | None:
        if noun.lower_ in _SINGULAR:
            return self.person
        if noun.lower_ in _PLURAL:
            return self.group
        return None

    def _sentence_voice(self, sentence: Span) -> list[str]:
        """Who speaks a quotation in this sentence: the aside beside it, or the verb that governs it."""
        if not self._inside:
            return []
        for aside in asides_in(sentence):
            if aside.verb.i not in self._inside:
                covered = next((t for t in sentence if t.i in self._inside and aside.covers(t)), None)
                found = self._named(voices_of(covered)) if covered is not None else []
                if found:
                    return found
        for token in sentence:
            if token.i in self._inside and token.head.i not in self._inside and token.head.lemma_ in _SPEECH:
                found = self._named(voices_of(token))
                if found:
                    return found
        return []

    def _note_people(self, sentence: Span) -> None:
        """Remember whom "he" or "they" may mean in the sentences that follow."""
        for token in sentence:
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in ("NOUN", "PROPN"):
                continue
            is_person = token.lemma_.lower() in _PEOPLE or _is_named_person(token)
            if is_person and token.tag_ in ("NNS", "NNPS"):
                self.group = name_of(token)
            elif is_person:
                self.person = name_of(token)


def _is_named_person(noun: Token) -> bool:
    """ "Oleksandr Syrskyi, the commander-in-chief": a name that is said to be a person, or has a title."""
    if noun.pos_ != "PROPN":
        return False
    titles = [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.lemma_.lower() in _PEOPLE]
    behind = [c for c in noun.children if c.dep_ == "appos" and (c.lemma_.lower() in _PEOPLE or _is_title(c))]
    return bool(titles or behind) or noun.lemma_.lower() in _PEOPLE or (noun.head.lemma_ in _SPEECH and _has_first_name(noun))


def _is_title(noun: Token) -> bool:
    return any(t.lemma_.lower() in _PEOPLE for t in noun.subtree)


def _has_first_name(noun: Token) -> bool:
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children)


def _quoted_tokens(sentence: Span, *, is_open: bool) -> tuple[frozenset[int], bool]:
    """The tokens of a sentence that stand in quotation marks, and whether the marks are still open at its end."""
    inside: set[int] = set()
    for token in sentence:
        text = token.text
        if text[:1] in _OPENING:
            is_open = True
        elif text[:1] in _CLOSING:
            is_open = False
        elif text in _EITHER:
            is_open = not is_open
        elif is_open:
            inside.add(token.i)
    return frozenset(inside), is_open
