"""Being somewhere, read along the line of a sentence where its tree does not tell it: "had eleven working Black Hawks at Kandahar".

The frames of a sentence flow in; frames of kind present for words of being, keeping and seeing that none of them rests on flow out. An
asset must stand right before the word (behind it, for words of keeping and seeing), and behind both a preposition of place with a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Lexicon, Trigger
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_RESTING = word_list("line_resting")
_KEEPING = word_list("line_keeping")
_NEAR = 7  # words between the word and its asset
_FAR = 9  # words between the asset and the place
_BOUNDS = frozenset({";", ":", "—", "–", "(", ")", "“", "”", '"'})
_ROW = Trigger("present", "verb", "line_stay", "place", frozenset(), "being somewhere, where the tree does not tell it")


def read_line_stays(sentence: Span, frames: list[Frame], lexicon: Lexicon, reading: Reading) -> list[Frame]:
    """The presences of a sentence that no frame tells."""
    told = {i for frame in frames for i in (frame.trigger.i, *frame.tokens)}
    found: list[Frame] = []
    for token in sentence:
        if token.i in told or not (is_verb(token) or token.tag_ in ("NNS", "JJ", "NN")):
            continue
        frame = _read(token, lexicon, reading)
        if frame is not None and not any(_shares(frame, other) for other in (*frames, *found)):
            found.append(frame)
    return found


def _read(word: Token, lexicon: Lexicon, reading: Reading) -> Frame | None:
    is_keeping = word.lower_ in _KEEPING
    thing = _thing_of(word, reading)
    if thing is None or base_form(thing) in TRIP_NOUNS:
        return None
    frame = Frame("present", word, _ROW, theme=thing, tokens={word.i})
    if not _take_place(frame, max(word.i, thing.i), lexicon, reading):
        return None
    frame.assets = assets_of(thing, reading)
    subject = word.nbor(-1) if is_keeping and word.i > word.sent.start and word.nbor(-1).pos_ == "PROPN" else None
    frame.actor = owner_of(thing, reading) or acting(subject, reading)
    frame.cover(thing)
    return frame if frame.assets and (frame.actor or not is_keeping) else None


def _thing_of(word: Token, reading: Reading) -> Token | None:
    """What the word is said of; "had told", "has to" keep nothing."""
    if word.lower_ in _KEEPING:
        is_helping = word.i + 1 < word.sent.end and word.nbor(1).tag_ in ("VBN", "VBD", "TO")
        return None if is_helping else _asset_behind(word, reading)
    return _asset_before(word, reading) if word.lower_ in _RESTING else None


def _asset_behind(word: Token, reading: Reading) -> Token | None:
    finder, named = reading.scene.finders.assets, reading.scene.named
    for token in word.doc[word.i + 1 : min(word.i + _NEAR, word.sent.end)]:
        if token.text in _BOUNDS or token.text == "," or token.pos_ in ("ADP", "SCONJ"):
            return None
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        is_end = following.pos_ not in ("NOUN", "PROPN") or following == token
        if token.pos_ in ("NOUN", "PROPN") and is_end and finder.is_asset(token, named):
            return token
    return None


def _asset_before(word: Token, reading: Reading) -> Token | None:
    finder, named = reading.scene.finders.assets, reading.scene.named
    for token in reversed(word.doc[max(word.sent.start, word.i - _NEAR) : word.i]):
        if token.text in _BOUNDS or token.text == ",":
            return None
        if token.pos_ in ("NOUN", "PROPN"):
            return token if finder.is_asset(token, named) else None
        if is_verb(token) and token.pos_ != "AUX":
            return None
    return None


def _take_place(frame: Frame, first: int, lexicon: Lexicon, reading: Reading) -> bool:
    """The name behind the first preposition of place; nothing but adverbs and measures may stand before it."""
    doc, end = frame.trigger.doc, frame.trigger.sent.end
    for token in doc[first + 1 : min(first + _FAR, end)]:
        if token.text in _BOUNDS or (is_verb(token) and token.i != frame.trigger.i):
            return False
        if token.pos_ == "ADP" and lexicon.prepositions.get(token.lower_) == "place":
            names = (
                t for t in doc[token.i + 1 : min(token.i + 6, end)] if t.pos_ == "PROPN" and t.dep_ not in ("compound", "nmod")
            )
            return any(frame.add_places("place", places_of(name, reading), token) for name in names)
    return False


def _shares(frame: Frame, other: Frame) -> bool:
    """Whether another frame speaks of the same thing, or of the same words."""
    return other.theme == frame.theme or frame.theme is None or frame.theme.i in other.tokens or other.trigger.i in frame.tokens
