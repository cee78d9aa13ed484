"""What a definite noun or a pronoun stands for: "the vessel", "both ships", "the former", "it".

A noun and the memory of the text flow in; the assets that were named before, with their actor, flow out, or nothing. A noun takes up
what was last said to move, if it fits in kind and in number and nothing on the noun tells it apart ("the other ship", "the tanker off
Crete"). Where two fit equally well, or none does, there is no referent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Mentioned, Reading
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY_SHIP = word_list("any_ship")
_ANY_AIRCRAFT = word_list("any_aircraft")
_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
_NUMERALS = frozenset({"two", "three", "four", "five", "six", "2", "3", "4", "5", "6"})
_PLAIN = frozenset(
    {"same", "said", "big", "huge", "giant", "lone", "elderly", "ageing", "aging", "grey", "gray", "disabled", "stricken"}
)
_SINGULAR_PRONOUNS = frozenset({"it", "she", "her"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "both", "these", "those"})
_PAIR = 2
_FIRST, _LAST = frozenset({"former"}), frozenset({"latter"})


def referent_of(head: Token, refs: Sequence[AssetRef], reading: Reading) -> Mentioned | None:
    """What a noun or pronoun takes up; None where it names something itself, or nothing fits.

    Args:
        head: the noun or pronoun.
        refs: how the noun is described by itself; empty for a pronoun.
        reading: the scene and the memory of the text.
    """
    core = descend(head)
    before = reading.discourse.mentioned
    if is_one_of_two(head):
        return _one_of_two(core, before)
    if core.pos_ == "PRON" and core.lower_ in _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS:
        is_plural = core.lower_ in _PLURAL_PRONOUNS
        return next((m for m in reversed(before) if _is_plural(m) == is_plural), None)
    if not refs or not _points_back(head, core) or any(_is_name(ref) for ref in refs):
        return None
    return _fitting(core, refs[0], before, reading)


def is_one_of_two(head: Token) -> bool:
    """ "The former", "the latter"."""
    return descend(head).lower_ in _FIRST | _LAST


def _fitting(core: Token, ref: AssetRef, before: Sequence[Mentioned], reading: Reading) -> Mentioned | None:
    """The last assets that fit a definite noun in kind and number; None where others fit it as well."""
    is_plural = core.tag_ in ("NNS", "NNPS") or any(c.lower_ in ("both", "these", "those") for c in core.children)
    is_open = core.lower_ in ("aircraft", "craft")  # one or many
    fitting = [
        m for m in before if (is_open or _is_plural(m) == is_plural) and all(_fits(core, ref, r, reading) for r in m.assets)
    ]
    if not fitting:
        return None
    rivals = {tuple(r.text for r in m.assets) for m in fitting[-_NEAR:]}
    exact = [
        m for m in fitting[-_NEAR:] if any(r.asset_class == ref.asset_class and ref.asset_class is not None for r in m.assets)
    ]
    is_clear = len(rivals) == 1 or len({tuple(r.text for r in m.assets) for m in exact}) == 1
    return (exact or fitting)[-1] if is_clear else None


_NEAR = 2  # of the last assets that fit, so many are compared


def _fits(core: Token, ref: AssetRef, other: AssetRef, reading: Reading) -> bool:
    word = base_form(core)
    kind = reading.scene.finders.assets.kind_of(other.asset_class)
    if word in _ANY_SHIP:
        return kind == "ship" or (kind is None and _is_name(other))
    if word in _ANY_AIRCRAFT:
        return kind == "aircraft"
    return ref.asset_class is not None and ref.asset_class == other.asset_class


def _is_plural(mentioned: Mentioned) -> bool:
    least = mentioned.assets[0].count[0]
    return len(mentioned.assets) > 1 or (least is not None and least > 1) or mentioned.is_plural


def _is_name(ref: AssetRef) -> bool:
    """A hull or airframe of its own: registered, or written with a capital in its last word."""
    return ref.asset_id is not None or ref.text.split()[-1][:1].isupper()


def _points_back(head: Token, core: Token) -> bool:
    """Whether a noun is definite and nothing on it tells it apart from what was named before."""
    noun = core if core.i >= head.i else head
    words = list(noun.children)
    is_definite = any(c.dep_ in ("det", "predet") and c.lower_ in _DEFINITE for c in words) or noun.left_edge.lower_ in (
        "both",
        "the",
    )
    for c in words:
        is_restricting = c.dep_ in ("relcl", "acl", "prep") and c.left_edge.i == noun.i + 1
        is_telling = c.dep_ in ("amod", "compound", "poss", "nmod", "appos") and c.lower_ not in _PLAIN
        is_counted = c.dep_ == "nummod" and c.lower_ not in _NUMERALS
        if is_restricting or is_telling or is_counted:
            return False
    return is_definite and head == core


def _one_of_two(word: Token, before: Sequence[Mentioned]) -> Mentioned | None:
    """ "the former", "the latter": of the last two that were named together, or one after the other."""
    pair = next((m for m in reversed(before) if len(m.assets) == _PAIR), None)
    if pair is None:
        return None
    return Mentioned((pair.assets[0 if word.lower_ in _FIRST else 1],), pair.actor)
