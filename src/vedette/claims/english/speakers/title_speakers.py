"""Speakers that a headline names at its edge: "Seoul: 1,500 more troops shipped", "Ship leaves Sevastopol - navy".

A trigger flows in; the noun before a colon at the front, or behind a colon or a dash at the end, flows out where it can speak:
a name, or a word for those who speak. A label with a digit, a comma or a verb in it is no speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SPEAKERS = word_list("speaker_nouns")
_LABELS = word_list("title_labels")
_MOST_WORDS = 5
_DASHES = frozenset({"-", "–", "—", ":"})


def title_speaker(trigger: Token) -> Token | None:
    """Who is named before a colon at the front of the trigger's sentence, or behind one at its end; None for the rest."""
    sentence = trigger.sent
    return _before_colon(sentence, trigger) or _behind_dash(sentence, trigger)


def _before_colon(sentence: Span, trigger: Token) -> Token | None:
    for position, token in enumerate(sentence[: _MOST_WORDS + 1]):
        if token.text == ":" and position > 0 and token.i < trigger.i:
            return _speaking(sentence.doc[sentence.start : token.i])
    return None


def _behind_dash(sentence: Span, trigger: Token) -> Token | None:
    if not trigger.doc.user_data.get("is_headline"):
        return None
    for token in sentence[max(0, len(sentence) - _MOST_WORDS - 1) :]:
        if token.text in _DASHES and token.i > trigger.i and token.i + 1 < sentence.end:
            return _speaking(sentence.doc[token.i + 1 : sentence.end])
    return None


def _speaking(label: Span) -> Token | None:
    """The head of a label, where it is one that can speak."""
    words = [t for t in label if not t.is_punct and not t.is_space]
    if (
        not words
        or len(words) > _MOST_WORDS
        or any(t.like_num or not (t.text[0].isalpha()) or t.text in (",", ";") for t in label if t.text not in ".'’-")
    ):
        return None
    head = words[-1]
    if any(t.pos_ in ("VERB", "AUX") and t.lower_ not in _SPEAKERS for t in words) or any(t.lower_ in _LABELS for t in words):
        return None
    is_named = (
        head.text[:1].isupper()
        and all(t.text[:1].isupper() or t.dep_ in ("det", "case", "prep") for t in words)
        and head.pos_ == "PROPN"
    )
    return head if is_named or head.lemma_.lower() in _SPEAKERS else None
