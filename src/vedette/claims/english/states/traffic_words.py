"""The word of change that a noun of voyages has, found along the line of the sentence rather than in its tree.

A noun flows in; the verb, adjective or figure that tells what becomes of the number of voyages flows out, with its direction. The
parser often makes a noun of such a verb ("traffic rose") or hangs it elsewhere; in plain prose it is the first full verb behind
the noun, or a verb before it with nothing but the noun's own modifiers between. The words are lists of `vocabulary_traffic.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.states.frequencies import DOWN, UP
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

RISING = UP | word_list("rising")
FALLING = DOWN | word_list("falling")
_SIDEWAYS = word_list("rising_or_falling")
_LEVELS = word_list("levels")
_HELPING = word_list("helping")
_HABITS = word_list("habits")
_RARE = frozenset({"rare", "rarer", "scarce", "scarcer", "sparse", "sporadic", "infrequent", "rarity", "trickle", "fewer"})
_ENDS = frozenset({"standstill", "halt", "stop", "crawl", "end", "trickle"})
_BECOMING = frozenset({"become", "grow", "get", "turn", "be", "remain", "come", "grind", "slow"})
_STOPPING = frozenset(
    {"after", "when", "while", "as", "because", "but", "although", "though", "since", "before", "until", "if", "once", "that"}
)
_FIGURES = frozenset({"half", "third", "quarter", "percent", "fifth", "tenth", "double", "twice", "%"})
_NOT_VERBS = frozenset({"more", "record", "unusual", "heavy", "brisk", "frequent", "down", "up", "less", "fewer", "busy"})
_USUAL = frozenset({"level", "average", "norm", "normal", "usual", "figure", "peak", "total", "number", "count", "year"})
_REACH = 18  # words between the voyages and their verb, with a route between


@dataclass(frozen=True)
class Change:
    """The word that tells of the number, its direction where it has one, and the words that say so."""

    token: Token
    direction: str | None
    words: frozenset[int]


def change_behind(noun: Token) -> Change | None:
    """ "Traffic through Suez rose to 38 a day", "flights are up a third", "have become routine"."""
    doc, end = noun.doc, min(noun.sent.end, noun.i + _REACH)
    for token in doc[noun.i + 1 : end]:
        if token.text in (";", ":", "—", "–", "(", "”") or (token.lower_ in _STOPPING and token.dep_ != "prep"):
            return None
        if token.lower_ in ("up", "down") and _is_of_figures(token):
            return Change(noun, token.lower_, frozenset({token.i}))
        if token.lower_ in ("below", "above") and _is_of_level(token):
            return Change(token, "down" if token.lower_ == "below" else "up", frozenset({token.i}))
        if not _may_be_verb(token):
            continue
        lemma = _lemma(token)
        found = _change_at(token, lemma)
        if found is not None:
            return found
        if lemma in _HELPING or (token.tag_ in ("VBG", "VBN") and token.dep_ in ("acl", "amod", "relcl")):
            continue
        if token.dep_ == "relcl":
            continue
        return None
    return None


def _is_of_figures(word: Token) -> bool:
    """ "transits down by half", "flights up a third": no verb needed."""
    behind = [t.lower_ for t in word.doc[word.i + 1 : min(word.i + 4, word.sent.end)]]
    before = word.nbor(-1)
    return (
        not is_verb(before)
        and behind[:1] != ["the"]
        and any(w in _FIGURES or w in ("by", "from") or w[:1].isdigit() for w in behind)
    )


def _is_of_level(word: Token) -> bool:
    """ "two-thirds below its level of 2023", "well above the average"."""
    behind = word.doc[word.i + 1 : min(word.i + 6, word.sent.end)]
    return any(t.lemma_.lower() in _USUAL for t in behind)


def change_before(noun: Token) -> Change | None:
    """ "has trimmed its Doha-Hong Kong rotations", "doubled the number of trips"."""
    doc = noun.doc
    for token in reversed(doc[max(noun.sent.start, noun.i - 10) : noun.i]):
        if token.text in (",", ";", ":", "—", "–", "(", "“", '"'):
            return None
        if _may_be_verb(token) and token.i < noun.i - 1 and token.dep_ not in ("amod", "compound"):
            lemma = _lemma(token)
            direction = _direction(token, lemma)
            return Change(token, direction, frozenset({token.i})) if direction is not None else None
        if is_verb(token) and token.dep_ not in ("amod", "compound"):
            return None
        if token.pos_ == "ADP" and token.lower_ not in ("of", "on", "up", "down", "out", "back", "in"):
            return None
    return None


def _lemma(token: Token) -> str:
    """The base form as a verb, also where the parser takes a noun or a name for it ("Flights Doubled")."""
    lemma = token.lemma_.lower()
    if lemma in RISING | FALLING | _SIDEWAYS | _LEVELS | _HELPING:
        return lemma
    word = token.lower_
    for ending, rest in (("ies", "y"), ("ied", "y"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + rest in RISING | FALLING | _SIDEWAYS | _LEVELS:
            return word[: -len(ending)] + rest
    return lemma


def _may_be_verb(token: Token) -> bool:
    """A verb, or a word of change that the parser took for a noun right behind a noun or a name."""
    if token.lower_ in _NOT_VERBS:
        return False
    if is_verb(token):
        return True
    is_asked = token.sent.text.rstrip().endswith("?") and token.i >= token.sent.end - 3
    if is_asked and _lemma(token) in RISING | FALLING and not any(c.dep_ == "det" for c in token.lefts):
        return True
    looks_finite = token.lower_.endswith(("ed", "s")) or token.lower_ in (
        "rose",
        "fell",
        "sank",
        "shrank",
        "halve",
        "fall",
        "rise",
    )
    return token.pos_ in ("NOUN", "ADJ", "ADV") and looks_finite and _lemma(token) in RISING | FALLING and _is_behind_noun(token)


def _is_behind_noun(token: Token) -> bool:
    return (
        token.i > token.sent.start and token.nbor(-1).pos_ in ("NOUN", "PROPN") and not any(c.dep_ == "det" for c in token.lefts)
    )


def _change_at(token: Token, lemma: str) -> Change | None:
    behind = list(token.doc[token.i + 1 : min(token.i + 6, token.sent.end)])
    if token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "amod"):
        return None
    if lemma in _BECOMING:
        state = next((t for t in behind if t.lower_ in _HABITS), None)
        if state is not None and not (lemma == "be" and state.lower_ not in ("up", "down") and not _is_compared(state)):
            return _state(token, lemma, state)
    direction = _direction(token, lemma)
    if direction is not None:
        word = next((t for t in behind if t.lower_ in ("up", "down")), token) if lemma == "be" else token
        return Change(word, direction, frozenset({token.i, word.i}))
    is_told = any(t.like_num or t.lower_ in _FIGURES or t.lower_ in ("high", "low", "record", "peak") for t in behind)
    if lemma in _LEVELS and is_told:
        high = next((t.lower_ for t in behind if t.lower_ in ("high", "record", "peak", "low")), None)
        return Change(token, {"low": "down", None: None}.get(high, "up"), frozenset({token.i}))
    return None


def _is_compared(word: Token) -> bool:
    return word.lower_.endswith("er") or word.nbor(-1).lower_ in ("more", "less", "now", "a")


def _state(verb: Token, lemma: str, state: Token) -> Change:
    is_less = verb.doc[state.i - 1].lower_ == "less"
    is_down = (state.lower_ in _RARE | _ENDS) != is_less
    token = verb if state.pos_ == "NOUN" or lemma in ("come", "grind") else state
    return Change(token, "down" if is_down else "up", frozenset({verb.i, state.i}))


def _direction(token: Token, lemma: str) -> str | None:
    """Up or down by the verb, else by the particle behind a verb that has none of its own."""
    near = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]]
    if lemma in _SIDEWAYS and near and lemma not in ("lay",):
        found = next((w for w in near[:3] if w in ("up", "down", "higher", "lower")), None)
        if found is not None and not (lemma == "be" and near[0] not in ("up", "down", "now", "still", "already")):
            return "up" if found in ("up", "higher") else "down"
    if lemma in FALLING and lemma not in ("down", "ground", "freeze"):
        return "down"
    if lemma in RISING and lemma not in ("up", "wave", "record", "return", "begin", "start"):
        return "up"
    return None
