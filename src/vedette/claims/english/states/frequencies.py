"""How often, and whether more or less often: the words around a noun of voyages that make it a rate.

A noun flows in; a direction with the words that say it, the verb or adjective of change, or whether a frequency or a comparison of
figures stands beside, flow out. The words are lists of `vocabulary.toml` and `vocabulary_presence.toml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.counts import read_number

if TYPE_CHECKING:
    from spacy.tokens import Token

UP = word_list("up") | word_list("up_more")
DOWN = word_list("down") | word_list("down_more")
_FREQUENCY = re.compile(
    r"\b(?:(?:a|an|per|each|every)\s+(?:day|week|month|night|hour|year)|daily|weekly|nightly|monthly|fortnightly|hourly|regular(?:ly)?|"
    r"every (?:day|week|other (?:day|week)|second (?:day|week)|"
    r"(?:two|three|four|few) (?:days|hours|weeks))|twice|almost daily|near-daily|round-the-clock|an average of|averag(?:ed|ing))\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:(?:up|down) from|against|compared (?:with|to)|versus|instead of)\b[^.;]{0,25}"
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|none)\b)",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset(
    {"frequent", "rare", "common", "regular", "heavy", "light", "busy", "scarce", "sparse", "intense", "daily", "thin", "slack"}
)
_STATES = frozenset({"become", "grow", "get", "turn", "remain", "be"})
_REACHING = frozenset({"be", "go", "run", "stand", "come", "hold"})
_PHRASES = re.compile(
    r"\bon the (?:rise|increase|up|wane|decline|slide)\b|\bat a (?:standstill|trickle|record|low)\b", re.IGNORECASE
)
_FALLING = re.compile(r"wane|decline|slide|standstill|trickle|low")
_PERIODS = ("yearly", "annual", "quarterly", "monthly", "fortnightly", "weekly", "daily", "nightly", "hourly")  # by how often
_CHAINED = frozenset({"begin", "start", "continue", "seem", "appear", "be", "have", "tend"})


def direction_of(noun: Token) -> tuple[str | None, set[int]]:
    """Up, down, or None, and the words that say so; "blank sailings on the rise" are fewer voyages."""
    found, words = _direction(noun)
    is_blank = any(c.lower_ in ("blank", "blanked", "cancelled", "canceled", "skipped") for c in noun.lefts)
    return ("down" if is_blank else found), words


def _direction(noun: Token) -> tuple[str | None, set[int]]:
    periods = _periods(noun)
    if periods is not None:
        return periods
    for token in _around(noun):
        for form in (token.lower_, token.lemma_.lower()):
            if form in UP:
                return ("up" if not _is_less(token) else "down"), {token.i}
            if form in DOWN:
                return "down", {token.i}
    verb = changing_word(noun)
    if verb is not None and _is_change(verb):
        return ("down" if {verb.lemma_.lower(), verb.lower_} & DOWN else "up"), {verb.i}
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(verb):
        phrase = _PHRASES.search(noun.doc[noun.i : min(noun.i + 14, noun.sent.end)].text)
        if phrase is not None:
            return ("down" if _FALLING.search(phrase.group()) else "up"), {verb.i}
    return None, set()


def _is_less(token: Token) -> bool:
    """ "less frequent" is down."""
    return any(c.lower_ in ("less", "no") for c in token.children)


def _periods(noun: Token) -> tuple[str, set[int]] | None:
    """ "have gone from monthly to fortnightly"."""
    words = [(t, _PERIODS.index(t.lower_)) for t in noun.doc[noun.i : min(noun.i + 16, noun.sent.end)] if t.lower_ in _PERIODS]
    if len(words) < 2 or noun.doc[words[0][0].i - 1].lower_ != "from":
        return None
    return ("up" if words[1][1] > words[0][1] else "down"), {words[0][0].i, words[1][0].i}


def changing_word(noun: Token) -> Token | None:
    """The full verb of change whose subject or object the voyages are, or the adjective that they become; None for others."""
    top = noun
    if noun.dep_ == "dobj" and noun.head.dep_ == "csubj" and noun.head.i == noun.i - 1:
        top = noun.head  # "Shipping traffic fell": the parser makes a clause of it
    while top.dep_ in ("pobj", "prep") and top.head.pos_ in ("ADP", "NOUN", "NUM"):
        top = top.head
    verb = top.head
    if top.dep_ not in ("nsubj", "nsubjpass", "dobj", "csubj") or not is_verb(verb):
        return None
    if top != noun and _is_change(top):
        return None  # "the number of flights" has a verb of change, "a surge in flights" is one
    while (
        verb.lemma_ in _CHAINED
        and (below := next((c for c in verb.children if c.dep_ == "xcomp" and is_verb(c)), None)) is not None
    ):
        verb = below
    if _is_change(verb) and verb.lemma_ not in _REACHING:
        return verb
    if top.dep_ == "dobj":
        return None
    if _periods(noun) is not None and verb.lemma_ == "go":
        return verb
    return _state_of(verb)


def _state_of(verb: Token) -> Token | None:
    """ "become more frequent": the adjective; "have become a near-daily occurrence": the verb."""
    if verb.lemma_ not in _STATES:
        return None
    for c in verb.children:
        if (
            c.dep_ == "acomp"
            and c.lower_ in _ADJECTIVES
            and (verb.lemma_ != "be" or any(g.lower_ in ("more", "less") for g in c.children))
        ):
            return c
        if c.dep_ == "acomp" and c.tag_ == "JJR" and _is_change(c):
            return c
        if c.dep_ == "attr" and verb.lemma_ in ("become", "turn") and _FREQUENCY.search(c.doc[c.left_edge.i : c.i + 1].text):
            return verb
    return None


def _is_change(token: Token) -> bool:
    return token.lemma_.lower() in UP | DOWN or token.lower_ in UP | DOWN


def _around(noun: Token) -> list[Token]:
    """The modifiers of a noun, the noun that it is "in" or "of", and the verb that it is an argument of."""
    around = [t for t in noun.lefts if t.dep_ in ("amod", "advmod", "compound", "nmod", "det", "quantmod", "nummod")]
    around += [g for t in around for g in t.children]
    around += [t for t in noun.doc[max(noun.sent.start, noun.i - 4) : noun.i] if t.tag_ in ("JJR", "RBR", "VBG", "VBN", "JJ")]
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("in", "of", "to", "for") and head.head.pos_ == "NOUN":
        quantity = head.head
        around += [quantity, *(t for t in quantity.lefts if t.dep_ == "amod")]
        noun, head = quantity, quantity.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "conj") and is_verb(head):
        around.append(head)
        around += [c for c in head.children if c.dep_ == "xcomp" and head.lemma_ in _CHAINED]
        around += [c for c in head.children if c.dep_ in ("acomp", "advmod") and noun.dep_ != "dobj"]
        if noun.dep_ == "nsubj" and head.lemma_ == "be":
            around += [c for c in head.children if c.dep_ in ("attr", "prep") for c in (c, *c.children)]
        for state in [c for c in head.children if c.dep_ == "acomp"]:
            around += [g for g in state.children if g.lower_ in ("more", "less")]
    if noun.i + 1 < noun.sent.end and noun.nbor(1).lower_ in ("up", "down") and noun.nbor(1).head in (noun, head):
        around.append(noun.nbor(1))
    return around


def is_frequent(noun: Token) -> bool:
    """Whether a frequency stands in the clause of a noun: "three flights a day"."""
    return _FREQUENCY.search(_clause(noun)) is not None


def compares_figures(noun: Token) -> bool:
    """Whether a number of voyages is compared with another: "31 flights, against nine in January"."""
    has_number = any(c.dep_ == "nummod" for c in noun.children) or (noun.dep_ == "pobj" and noun.head.head.pos_ == "NUM")
    return has_number and _COMPARED.search(noun.doc[noun.i : noun.sent.end].text) is not None


def compared_direction(text: str) -> str | None:
    """Up or down, where a sentence compares two figures: "nine times in October, against twice in September", "down from 52"."""
    told = re.search(r"\b(up|down) (?:from|on)\b", text, re.IGNORECASE)
    if told is not None:
        return told[1].lower()
    parts = re.split(r"\b(?:against|compared (?:with|to)|versus)\b", text, maxsplit=1)
    figures = [_first_number(part) for part in parts]
    if len(figures) < 2 or figures[0] is None or figures[1] is None or figures[0] == figures[1]:
        return None
    return "up" if figures[0] > figures[1] else "down"


def _first_number(text: str) -> int | None:
    words = {"once": 1, "twice": 2, "thrice": 3, "none": 0}
    return next((n for w in re.findall(r"[\w,]+", text.lower()) if (n := words.get(w, read_number(w))) is not None), None)


def is_repeated(word: Token) -> bool:
    """ "two more ships": one more of them, not a higher rate."""
    return word.i > word.sent.start and (
        word.nbor(-1).like_num or word.nbor(-1).lower_ in ("no", "several", "many", "some", "any")
    )


def _clause(noun: Token) -> str:
    """The words around a noun up to its clause's ends, for frequencies."""
    end = noun.i + 1
    while (
        end < noun.sent.end
        and noun.doc[end].text not in (";", ":")
        and not (is_verb(noun.doc[end]) and noun.doc[end].dep_ in ("relcl", "advcl", "ccomp"))
        and end < noun.i + 16
    ):
        end += 1
    start = noun.left_edge.i
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "NUM"):
        start = min(start, noun.head.head.left_edge.i)
    return str(noun.doc[start:end].text)
