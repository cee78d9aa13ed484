"""What a size is one of: "the garrison shrank to a lone frigate", "is down to three corvettes", "traffic thinned to one ferry a day".

The frames of one sentence flow in; those of strength and of rates are completed in place. Ships, aircraft or people behind "to" or "with"
say what there is then; a noun that only counts voyages ("sailings", "traffic") is no thing that moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import assets_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form
from vedette.claims.names.things import read_things

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIZED = frozenset({"build_up", "draw_down", "flight_rate"})
_CARRIERS = word_list("carriers") - {"air"}
_COUNTING = word_list("counting_nouns")


def take_sizes(frames: Sequence[Frame], reading: Reading) -> None:
    """Complete the strengths and rates of a sentence, in place."""
    for frame in frames:
        if frame.kind not in _SIZED:
            continue
        told = next(
            (refs for noun in _sizes(frame) if (refs := assets_of(noun, reading)) and refs[0].asset_class is not None), None
        )
        if told is not None and (not frame.assets or _is_craft(told, reading)):
            frame.assets = told
        elif frame.kind == "flight_rate":
            frame.assets = [ref for ref in frame.assets if ref.asset_class or not _only_counts(ref.text)]


def _is_craft(refs: Sequence[AssetRef], reading: Reading) -> bool:
    return any(reading.scene.finders.assets.kind_of(ref.asset_class) in ("ship", "aircraft") for ref in refs)


def _sizes(frame: Frame) -> list[Token]:
    """The nouns behind "to" and "with" of the verb, or of "down" and "up", with an article or a number before them."""
    word = frame.trigger
    if not is_verb(word) and word.lower_ not in ("down", "up"):
        return []
    links = [c for c in word.children if c.dep_ == "prep" and c.i > word.i and c.lower_ == "to"]
    links += [g for c in word.children if c.lower_ in ("down", "up") for g in c.children if g.dep_ == "prep" and g.lower_ == "to"]
    nouns = [g for c in links for g in c.children if g.dep_ == "pobj" and g.pos_ == "NOUN" and base_form(g) not in TRIP_NOUNS]
    return [n for n in nouns if any(c.dep_ in ("nummod", "det") and c.lower_ not in ("the", "this", "that") for c in n.children)]


def _only_counts(text: str) -> bool:
    """ "Blank sailings", "air traffic"; not "tanker traffic"."""
    *before, word = text.lower().split()
    is_counting = word in _COUNTING or word.removesuffix("s") in _COUNTING
    return is_counting and not any(w in read_things() or w in _CARRIERS for w in before)
